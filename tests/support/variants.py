"""The complying sample, copied and judged: the ground on which single mistakes are planted."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from jlxx_check import Reading, Report, RulePack, check, load_pack
from jlxx_check.model.pack import Winner
from tests.support.remembered_files import files_remembered

COMPLYING = Path(__file__).parents[2] / "sample_packages" / "complying"
RECEIVED = date(2023, 7, 8)
#: In this process, so that what was read once can be remembered; threads would only hand it over.
HERE = Reading(isolated=False, jobs=1)


def copy_complying(folder: Path) -> Path:
    """A copy of the complying sample in ``folder``. Replace its files, never write into them:
    where the file system can, they are links to the sample's own."""
    target = folder / COMPLYING.name
    shutil.copytree(COMPLYING, target, copy_function=link)
    return target


def link(source: str, target: str) -> None:
    """Put one file at another place, too: by a link where the file system has them."""
    try:
        os.link(source, target)
    except OSError:  # another file system, or one without links
        shutil.copyfile(source, target)


@cache
def jilin() -> RulePack:
    """The default pack with a list of earlier winners, so that everything can be judged."""
    pack = load_pack()
    given = [
        Winner(person=person, name="某某的名字", unit="某单位", year="2018", given=True)
        for person in (True, False)
    ]
    winners = (*pack.pack.winners, *given)
    return replace(pack, pack=pack.pack.model_copy(update={"winners": winners}))


@cache
def complying_report() -> Report:
    return judge(COMPLYING)


def judge(root: Path, pack: RulePack | None = None, *, received: date | None = RECEIVED) -> Report:
    """A package's report. What is in a file is read once for all the variants that hold it."""
    with files_remembered():
        return check(root, pack or jilin(), received=received, reading=HERE)
