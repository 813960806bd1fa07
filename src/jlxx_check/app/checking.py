"""One package judged: opened, read, understood, held against the notice."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from jlxx_check.app.loading import DEFAULT_PACK, RulePack, load_pack
from jlxx_check.app.reading import Reading
from jlxx_check.engine import judge, select_rules
from jlxx_check.extraction import read_files
from jlxx_check.inventory import leftover, open_package, understand
from jlxx_check.model.package import Package
from jlxx_check.model.report import Report

#: Called with the number of files read and the number of all files.
Progress = Callable[[int, int], None]

#: What only the caller knows of a package: the day it came, what its unit is really called.
Known = Callable[[Package], Package]

_AS_USUAL = Reading()


@dataclass(frozen=True, slots=True)
class Examined:
    """A package as it was understood, personal numbers included, and the report on it."""

    package: Package
    report: Report


def check(
    path: str | Path,
    pack: RulePack | str | Path = DEFAULT_PACK,
    *,
    received: date | datetime | None = None,
    select: str | Iterable[str] = (),
    ignore: str | Iterable[str] = (),
    show_personal: bool = False,
    progress: Progress | None = None,
    reading: Reading = _AS_USUAL,
) -> Report:
    """Judge one package: a folder, which is only ever read.

    pack: a loaded pack, or what ``load_pack`` takes. received: when the package arrived, China
    time; without it the deadline is not judged. select, ignore: rule ids or families (``video``).
    show_personal: leave ID-card and telephone numbers in the report. reading: how files are read.

    Raises NotAPackage where the path is missing or no package, NothingSelected where a name in
    ``select`` or ``ignore`` matches no rule, PackError where the pack is wrong, TypeError for a
    date that is none. What is wrong inside the package never raises.
    """
    return examine(
        path,
        pack,
        received=received,
        select=select,
        ignore=ignore,
        show_personal=show_personal,
        progress=progress,
        reading=reading,
    ).report


def examine(
    path: str | Path,
    pack: RulePack | str | Path = DEFAULT_PACK,
    *,
    received: date | datetime | None = None,
    select: str | Iterable[str] = (),
    ignore: str | Iterable[str] = (),
    show_personal: bool = False,
    progress: Progress | None = None,
    reading: Reading = _AS_USUAL,
    known: Known | None = None,
) -> Examined:
    """As ``check``, with the package itself: what is compared across packages is taken from it.

    known: called with the package once it is understood, before it is judged.
    """
    if received is not None and not isinstance(received, date):
        raise TypeError(f"received: a date or a datetime, not {received!r}")
    rules = pack if isinstance(pack, RulePack) else load_pack(pack)
    chosen = select_rules(rules.rules, _several(select), _several(ignore))
    with closing(open_package(Path(path))) as tree:
        facts = read_files(
            tree,
            skip=lambda name: leftover(name, rules.pack),
            jobs=reading.workers,
            progress=progress,
            thumbnails=reading.thumbnails,
        )
        package = understand(tree, facts, rules.pack, received)
    package = known(package) if known else package
    return Examined(package, judge(package, rules.pack, chosen, show_personal=show_personal))


def _several(names: str | Iterable[str]) -> tuple[str, ...]:
    """One name is as good as a list of one."""
    return (names,) if isinstance(names, str) else tuple(names)
