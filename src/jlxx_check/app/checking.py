"""One package judged: opened, read, understood, held against the notice."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath

from jlxx_check.app.decisions import Decisions
from jlxx_check.app.loading import DEFAULT_PACK, RulePack, load_pack
from jlxx_check.app.reading import Reading
from jlxx_check.cache import FactsCache
from jlxx_check.engine import apply_decisions, compare, judge, only_single, select_rules
from jlxx_check.extraction.files import read_files
from jlxx_check.extraction.one_file import whole_digest
from jlxx_check.inventory import leftover, open_package
from jlxx_check.inventory.understand import understand
from jlxx_check.model.baseline import SavedReport
from jlxx_check.model.package import Package
from jlxx_check.model.report import Report
from jlxx_check.model.text import Text
from jlxx_check.model.tree import Tree
from jlxx_check.values.masking import mask
from jlxx_check.values.moments import CHINA

#: Called with the number of files read and the number of all files.
Progress = Callable[[int, int], None]

#: What only the caller knows of a package: the day it came, what its unit is really called.
Known = Callable[[Package], Package]

_AS_USUAL = Reading()

_INSIDE = Text(
    "缓存文件夹在材料包里面，而材料包只读：这次不用缓存，文件都重新读取。",
    "The cache's folder lies inside the package, which is only ever read: this run goes without a "
    "cache, and files are read anew.",
)


@dataclass(frozen=True, slots=True)
class Examined:
    """A package as it was understood, personal numbers included, and the report on it.

    notices: what the caller should know of the run and not of the package, such as a cache that
    could not be used.
    """

    package: Package
    report: Report
    notices: tuple[Text, ...] = ()


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
    decisions: Decisions | None = None,
    baseline: SavedReport | None = None,
    today: date | None = None,
) -> Report:
    """Judge one package: a folder or an archive, which is only ever read.

    pack: a loaded pack, or what ``load_pack`` takes. received: when the package arrived, China
    time; without it the deadline is not judged. select, ignore: rule ids or families (``video``).
    show_personal: leave ID-card and telephone numbers in the report. reading: how files are read.
    decisions: a reviewer's, from ``load_decisions``. baseline: an earlier report, from
    ``read_report``. today: the day by which decisions expire; None: this day in China.

    Raises NotAPackage where the path is missing or no package, NothingSelected where a name in
    ``select`` or ``ignore`` matches no rule, PackError where the pack is wrong, TypeError for a
    date that is none. What is wrong inside the package never raises.
    """
    rules = pack if isinstance(pack, RulePack) else load_pack(pack)
    only_single(select_rules(rules.rules, _several(select), _several(ignore)))
    return examine(
        path,
        rules,
        received=received,
        select=select,
        ignore=ignore,
        show_personal=show_personal,
        progress=progress,
        reading=reading,
        decisions=decisions,
        baseline=baseline,
        today=today,
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
    decisions: Decisions | None = None,
    baseline: SavedReport | None = None,
    today: date | None = None,
) -> Examined:
    """As ``check``, with the package itself: what is compared across packages is taken from it.

    known: called with the package once it is understood, before it is judged. Where nothing but
    rules across packages is selected, the report is of no rule at all.
    """
    if received is not None and not isinstance(received, date):
        raise TypeError(f"received: a date or a datetime, not {received!r}")
    rules = pack if isinstance(pack, RulePack) else load_pack(pack)
    chosen = select_rules(rules.rules, _several(select), _several(ignore))
    cache, notices = _cache(reading.cache, Path(path))

    def skip(name: str) -> bool:
        return leftover(name, rules.pack)

    with closing(open_package(Path(path), reading.archives, skip=skip)) as tree:
        facts = read_files(
            tree,
            skip=skip,
            jobs=reading.workers,
            progress=progress,
            thumbnails=reading.thumbnails,
            isolated=reading.isolated,
            limits=reading.limits,
            cache=cache,
        )
        package = understand(tree, facts, rules.pack, received)
        package = known(package) if known else package
        digests = _digests(tree, package, decisions) if decisions else {}
    report = judge(package, rules.pack, chosen, show_personal=show_personal)
    masking = str if show_personal else mask
    if decisions:
        report = apply_decisions(
            report,
            decisions.by_present_names(rules.pack),
            today=today or datetime.now(UTC).astimezone(CHINA).date(),
            digests=digests,
            several=decisions.several,
            masking=masking,
            rules=rules.pack.rules,
            paths=_paths(package),
        )
    if baseline:
        report = compare(report, baseline, masking=masking)
    if cache is not None and cache.trouble is not None:
        notices += (cache.trouble,)
    return Examined(package, report, notices)


def _cache(folder: Path | None, package: Path) -> tuple[FactsCache | None, tuple[Text, ...]]:
    """The cache to use, and why there is none though one was asked for."""
    if folder is None:
        return None, ()
    if folder.absolute().resolve().is_relative_to(package.absolute().resolve()):
        return None, (_INSIDE,)
    return FactsCache(folder), ()


def _digests(tree: Tree, package: Package, decisions: Decisions) -> dict[str, str | None]:
    """Whole digests of the files that decisions are bound to, by the spelling of the decision."""
    names = {unicodedata.normalize("NFC", path): path for path in package.facts}
    wanted = {path: unicodedata.normalize("NFC", path) for path in decisions.bound_paths()}
    return {path: whole_digest(tree, names[name]) for path, name in wanted.items() if name in names}


def _paths(package: Package) -> frozenset[str]:
    """Everything that a finding may be about: files, archives, folders."""
    files = {*package.facts, *(item.path for item in package.unassigned)}
    folders = {parent.as_posix() for path in files for parent in PurePosixPath(path).parents}
    return frozenset(files | folders)


def _several(names: str | Iterable[str]) -> tuple[str, ...]:
    """One name is as good as a list of one."""
    return (names,) if isinstance(names, str) else tuple(names)
