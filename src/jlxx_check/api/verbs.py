"""The steps from a path to a report: open the package, understand it, judge it.

``report_file`` (``reporters/authorship.py``) is the last one; ``check`` and ``examine`` are all.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from jlxx_check.api.check_settings import (
    AS_USUAL,
    CheckSettings,
    Reading,
    RulePack,
    given_pack,
)
from jlxx_check.engine.judge import judge as judge_package
from jlxx_check.engine.selection import only_single
from jlxx_check.facts.digests import whole_digest
from jlxx_check.facts.facts_cache import FactsCache, cache_for
from jlxx_check.facts.read_files import read_files
from jlxx_check.facts.seal_digests import seal_state
from jlxx_check.files.laid_over import NOTHING_OVER, Overlay, open_laid
from jlxx_check.inventory.understand import understand as understand_tree
from jlxx_check.model.about import DEFAULT_PACK
from jlxx_check.model.baseline import SavedReport
from jlxx_check.model.package import Package
from jlxx_check.model.report import Report
from jlxx_check.model.tree import Tree
from jlxx_check.reporters.saved_report import read_saved, saved_from
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.given import given_names, given_path, require_function, require_kind
from jlxx_check.values.moments import CHINA
from jlxx_check.values.showing import showing

if TYPE_CHECKING:
    from jlxx_check.decisions.load import Decisions

#: Called with the number of files read and the number of all files.
Progress = Callable[[int, int], None]

#: What only the caller knows of a package: the day it came, what its unit is really called.
Known = Callable[[Package], Package]


@frozen
class OpenPackage:
    """A package while its tree is open."""

    tree: Tree
    #: Where facts are remembered; None: nowhere.
    cache: FactsCache | None
    #: Why nothing is remembered though it was asked for.
    refused: tuple[Text, ...]

    def notices(self) -> tuple[Text, ...]:
        """What the caller should know of the run, once the files are read."""
        trouble = self.cache.trouble if self.cache is not None else None
        return self.refused if trouble is None else (*self.refused, trouble)

    def digests(self, package: Package, settings: CheckSettings) -> dict[str, str | None]:
        """Whole digests of the files that decisions are bound to, as the decisions spell them."""
        if not settings.decisions:
            return {}
        names = {unicodedata.normalize("NFC", path): path for path in package.facts}
        bound = settings.decisions.bound_paths()
        wanted = {path: unicodedata.normalize("NFC", path) for path in bound}
        return {
            path: whole_digest(self.tree, names[name])
            for path, name in wanted.items()
            if name in names
        }


@frozen
class Examined:
    """A package as it was understood, and the report on it."""

    #: Personal numbers included: what is compared across packages is taken from it.
    package: Package
    report: Report
    #: What the caller should know of the run and not of the package: a cache of no use, say.
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
    reading: Reading = AS_USUAL,
    decisions: Decisions | str | Path | None = None,
    baseline: SavedReport | Report | str | Path | None = None,
    today: date | None = None,
) -> Report:
    """Judge one package: a folder or an archive, which is only ever read.

    pack: a loaded pack, or what ``load_pack`` takes. received: when the package arrived, China
    time; without it the deadline is not judged. select, ignore: rule ids or families (``video``).
    show_personal: leave ID-card and telephone numbers in the report. reading: how files are read.
    decisions: a reviewer's file. baseline: an earlier report, or its JSON file. today: the day by
    which decisions expire; None: this day in China.

    Raises NotAPackage where the path is missing or no package, NothingSelected where a name in
    ``select`` or ``ignore`` matches no rule, PackError where the pack is wrong, TypeError for an
    argument that is of no use. What is wrong inside the package never raises.
    """
    place = given_path("path", path)
    require_function("progress", progress)
    ready = given_pack(pack)
    settings = CheckSettings(
        pack=ready,
        received=received,
        select=given_names("select", select),
        ignore=given_names("ignore", ignore),
        show_personal=show_personal,
        reading=reading,
        decisions=given_decisions(decisions, ready.pack.id, place),
        baseline=given_baseline(baseline),
        today=today,
    )
    only_single(settings.chosen())
    examined = examine(place, settings, progress=progress)
    # Whoever has nothing but the report should know of a cache of no use from it.
    notes = (*examined.report.notes, *examined.notices)
    return replace(examined.report, notes=notes)


def examine(
    path: str | Path,
    settings: CheckSettings,
    *,
    progress: Progress | None = None,
    known: Known | None = None,
    over: Overlay = NOTHING_OVER,
) -> Examined:
    """As ``check``, with the package itself; where only rules across packages are selected, too.

    known: called with the package once it is understood, before it is judged. over: packages that
    are laid over this one, and judged with it as one.
    """
    settings.chosen()  # nothing is read for rules that there are not
    with open_package(path, settings, over) as opened:
        return examine_opened(opened, settings, progress=progress, known=known)


def examine_opened(
    opened: OpenPackage,
    settings: CheckSettings,
    *,
    progress: Progress | None = None,
    known: Known | None = None,
) -> Examined:
    """The same of a package that is open, whose settings are known to choose a rule."""
    package = understand(opened, settings, progress=progress)
    package = known(package) if known else package
    digests = opened.digests(package, settings)
    return Examined(package, judge(package, settings, digests), opened.notices())


@contextmanager
def open_package(
    path: str | Path, settings: CheckSettings, over: Overlay = NOTHING_OVER
) -> Iterator[OpenPackage]:
    """The folder or archive as one read-only tree, closed in the end. Raises NotAPackage.

    over: what is laid over it.
    """
    require_kind("settings", settings, CheckSettings, "CheckSettings")
    place, limits = given_path("path", path), settings.reading.archives
    seconds = settings.reading.limits.seconds
    with closing(open_laid(place, over, limits, settings.skips, seconds=seconds)) as tree:
        yield opened_as(tree, place, settings)


def opened_as(tree: Tree, place: Path, settings: CheckSettings) -> OpenPackage:
    """The open tree of the package at this place, with the cache that goes with it."""
    folder = settings.reading.cache_folder
    cache = cache_for(place, folder)
    return OpenPackage(tree, cache, (_INSIDE,) if folder is not None and cache is None else ())


def understand(
    opened: OpenPackage, settings: CheckSettings, *, progress: Progress | None = None
) -> Package:
    """The package's files read, each given its role and its owner; and a seal looked at."""
    require_kind("opened", opened, OpenPackage, "what open_package gives")
    require_kind("settings", settings, CheckSettings, "CheckSettings")
    require_function("progress", progress)
    reading = settings.reading
    facts = read_files(
        opened.tree,
        skip=settings.skips,
        jobs=reading.workers,
        progress=progress,
        thumbnails=reading.thumbnails,
        isolated=reading.isolated,
        limits=reading.limits,
        cache=opened.cache,
        begun=reading.begun,
        lost=reading.lost,
        until=reading.until,
    )
    package = understand_tree(opened.tree, facts, settings.pack.pack, settings.received)
    seal = seal_state(opened.tree, settings.skips, known=facts, jobs=reading.workers)
    return package if seal is None else replace(package, seal=seal)


def judge(
    package: Package, settings: CheckSettings, digests: Mapping[str, str | None] | None = None
) -> Report:
    """The package held against the notice, then what a reviewer decided and what was before.

    digests: of the files that decisions are bound to (``OpenPackage.digests``).
    """
    require_kind("package", package, Package, "what understand gives")
    require_kind("settings", settings, CheckSettings, "CheckSettings")
    if digests is not None:
        require_kind("digests", digests, Mapping, "digests by the files' paths")
    pack, decisions = settings.pack.pack, settings.decisions
    report = judge_package(
        package,
        pack,
        settings.chosen(),
        show_personal=settings.show_personal,
        processes=settings.reading.plugin_processes,
    )
    show = showing(personal=settings.show_personal)
    if decisions:
        # Late, as what compares is: most packages are judged by the notice alone.
        from jlxx_check.engine.decisions_applied import apply_decisions

        report = apply_decisions(
            report,
            decisions.by_present_names(pack),
            today=settings.today or datetime.now(UTC).astimezone(CHINA).date(),
            digests=digests,
            several=decisions.several,
            masking=show,
            rules=pack.rules,
            paths=_paths(package),
        )
    if settings.baseline:
        from jlxx_check.engine.baseline_compared import compare

        report = compare(report, settings.baseline, masking=show)
    return report


_INSIDE = Text(
    "缓存文件夹在材料包里面，而材料包只读：这次不用缓存，文件都重新读取。",
    "The cache's folder lies inside the package, which is only ever read: this run goes without a "
    "cache, and files are read anew.",
)


def _paths(package: Package) -> frozenset[str]:
    """Everything that a finding may be about: files, archives, folders."""
    files = {*package.facts, *(item.path for item in package.unassigned)}
    folders = {parent.as_posix() for path in files for parent in PurePosixPath(path).parents}
    return frozenset(files | folders)


def given_decisions(
    given: Decisions | str | Path | None, rulepack: str, package: Path
) -> Decisions | None:
    """A file is read, for a package and by a pack's id. Raises TypeError, and PackError."""
    if given is None:
        return None
    # Late: most packages are judged without, and they bring YAML and workbooks along.
    from jlxx_check.decisions.load import Decisions, load_decisions

    if isinstance(given, Decisions):
        return given
    if isinstance(given, str | Path):
        return load_decisions(given, rulepack=rulepack, packages=[package])
    raise TypeError(f"decisions: a file, or what load_decisions gives, not {given!r}")


def given_baseline(given: SavedReport | Report | str | Path | None) -> SavedReport | None:
    """A file is read. Raises TypeError, and NotAReport as ``read_report``."""
    if given is None or isinstance(given, SavedReport):
        return given
    if isinstance(given, Report):
        return saved_from(given)
    if isinstance(given, str | Path):
        return read_saved(Path(given))
    raise TypeError(f"baseline: a JSON report's file, or a Report, not {given!r}")
