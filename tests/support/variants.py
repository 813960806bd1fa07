"""The complying sample, copied and judged: the ground on which single mistakes are planted."""

from __future__ import annotations

import os
import shutil
from datetime import date
from functools import cache
from pathlib import Path

from jlxx_check import Reading, Report, RulePack, check, load_pack

COMPLYING = Path(__file__).parents[2] / "sample_packages" / "complying"
RECEIVED = date(2023, 7, 8)
#: In this process, where what was read once is remembered from one variant to the next.
HERE = Reading(isolated=False)


def copy_complying(folder: Path) -> Path:
    """A copy of the complying sample in ``folder``. Replace its files, never write into them:
    where the file system can, they are links to the sample's own."""
    target = folder / COMPLYING.name
    shutil.copytree(COMPLYING, target, copy_function=_link)
    return target


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another file system, or one without links
        shutil.copyfile(source, target)


@cache
def jilin() -> RulePack:
    return load_pack()


@cache
def complying_report() -> Report:
    return check(COMPLYING, jilin(), received=RECEIVED, reading=HERE)
