"""One package judged: opened, read, understood, held against the notice."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path

from jlxx_check.app.loading import RulePack, load_pack
from jlxx_check.engine import judge, select_rules
from jlxx_check.extraction import read_files
from jlxx_check.inventory import leftover, open_package, understand
from jlxx_check.model.report import Report

#: Called with the number of files read and the number of all files.
Progress = Callable[[int, int], None]


def check(
    path: str | Path,
    pack: RulePack | None = None,
    *,
    received: date | datetime | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    show_personal: bool = False,
    jobs: int | None = None,
    progress: Progress | None = None,
    thumbnails: bool = False,
) -> Report:
    """Judge one package: a folder or an archive, which is only ever read.

    pack: by default the pack ``jilin-2023``. received: when the package arrived, China time;
    without it the deadline is not judged. select, ignore: rule ids or families (``video``).
    show_personal: leave ID-card and telephone numbers in the report. jobs: files read at a time,
    by default one a processor. thumbnails: keep small pictures of the photos, which the HTML
    report shows.

    Raises NotAPackage where the path is missing or no package, NothingSelected where a name in
    ``select`` or ``ignore`` matches no rule. What is wrong inside the package never raises.
    """
    rules = pack or load_pack()
    chosen = select_rules(rules.rules, select, ignore)
    tree = open_package(Path(path))
    facts = read_files(
        tree,
        skip=lambda name: leftover(name, rules.pack),
        jobs=jobs or os.cpu_count() or 1,
        progress=progress,
        thumbnails=thumbnails,
    )
    package = understand(tree, facts, rules.pack, received)
    return judge(package, rules.pack, chosen, show_personal=show_personal)
