"""What one package is judged by, handed down whole: the pack, the caller's word, how to read."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import field, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from jlxx_check.api.kept_packs import KeptPacks
from jlxx_check.engine.bound_rule import BoundRule
from jlxx_check.engine.selection import select_rules
from jlxx_check.files import leftover
from jlxx_check.model.about import DEFAULT_PACK
from jlxx_check.model.baseline import SavedReport
from jlxx_check.model.facts import Fate
from jlxx_check.model.limits import ArchiveLimits, FileLimits
from jlxx_check.model.pack import Pack
from jlxx_check.packs import installed
from jlxx_check.packs.installed import find_pack, list_packs, shadowed
from jlxx_check.packs.pack_problems import PackError, PackProblem
from jlxx_check.packs.tables import read_winners, winners_of
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.given import (
    given_names,
    given_path,
    require_day,
    require_flags,
    require_function,
    require_kind,
    require_numbers,
)

if TYPE_CHECKING:
    from jlxx_check.decisions.load import Decisions


@frozen
class RulePack:
    """A notice ready to judge by: its data, and its rules bound to their checks."""

    pack: Pack
    rules: tuple[BoundRule, ...]

    def with_winners(self, path: str | Path) -> RulePack:
        """The pack with a list of previous winners added (csv or xlsx). Raises PackError."""
        listed = read_winners(given_path("path", path))
        given = tuple(item.model_copy(update={"given": True}) for item in listed)
        winners = self.pack.winners + given
        return replace(self, pack=self.pack.model_copy(update={"winners": winners}))


def load_pack(name: str | Path = DEFAULT_PACK, *, cache: str | Path | None = None) -> RulePack:
    """A pack by its installed name or its path.

    cache: a folder of the user's own in which packs are kept as they were loaded; None: none is.
    Raises PackError with every problem found, each with its file, line and, where a word is
    misspelt, the word that was probably meant; TypeError for what is neither name nor path.
    """
    given_path("name", name)
    keeping = KeptPacks(given_path("cache", cache)) if cache is not None else None
    found = keeping.find(find_pack(name)) if keeping else None
    if found is not None:
        pack, rules, folders = found
        told = {"winners": winners_of(folders), "given": _as_called(name)}
        return RulePack(pack.model_copy(update=told), rules)
    # Late: what reads and binds a pack is half of a short call, whose pack is kept.
    from jlxx_check.engine.binding import bind
    from jlxx_check.packs.loading import load_source

    source = load_source(name)
    rules = bind(source)
    if keeping:
        keeping.keep(source.pack, rules, source.folders)
    return RulePack(source.pack.model_copy(update={"given": _as_called(name)}), rules)


def _as_called(name: str | Path) -> str:
    """The path that a call names a pack by; "" for an installed one, which goes by its id."""
    by_name = isinstance(name, str) and installed.installed_pack(name) is not None
    return "" if by_name else str(name)


def given_pack(pack: RulePack | str | Path) -> RulePack:
    """A pack that is loaded, or what ``load_pack`` takes. Raises TypeError, and PackError."""
    if isinstance(pack, RulePack):
        return pack
    given_path("pack", pack)  # a name is no path, but what is neither is refused alike
    return load_pack(pack)


def require_decisions(decisions: object) -> None:
    """Raises TypeError for what is neither decisions that were read nor None."""
    if decisions is not None:
        # Late: most packages are judged by the notice alone.
        from jlxx_check.decisions.load import Decisions

        require_kind("decisions", decisions, Decisions, "what load_decisions gives")


def borrows_id(name: str | Path, pack: RulePack) -> bool:
    """Whether the pack of this path is an edited copy that kept the id of a shipped one.

    It is judged by all the same: an author tries a change so. Reports name a pack by its id and
    digest, and ``rules lint`` calls it an error.
    """
    return installed.borrows_id(pack.pack, find_pack(name))


def usable_packs() -> tuple[tuple[Pack, ...], tuple[PackProblem, ...]]:
    """Every installed pack that loads, and what is wrong with those that do not.

    A broken one costs itself alone: no list and no search fails for it.
    """
    packs: list[Pack] = []
    problems: list[PackProblem] = list(shadowed())
    for name in list_packs():
        try:
            packs.append(load_pack(name).pack)
        except PackError as error:
            problems.extend(error.problems)
    return tuple(packs), tuple(problems)


@frozen
class Reading:
    """How fast and how safely a package's files are read, never what is made of them."""

    #: Files read at a time; None: one a processor.
    jobs: int | None = None
    #: Keep small pictures of the photos and videos, which the HTML report shows.
    thumbnails: bool = False
    #: Read in processes of their own, so that a file that crashes a library, hangs it or eats the
    #: memory costs that file's verdict and nothing else; plugins' checks run in others.
    isolated: bool = True
    #: What one file may cost there.
    limits: FileLimits = field(default_factory=FileLimits)
    #: How much archives may cost.
    archives: ArchiveLimits = field(default_factory=ArchiveLimits)
    #: The folder in which facts are remembered; None: every file is read anew, nothing is stored.
    cache: str | Path | None = None
    #: Seconds since the epoch: what has not been read by then is not judged; None: no such limit.
    until: float | None = None
    #: Called with a file's path before it is read: whoever has this process watched from outside,
    #: instead of ``isolated``, knows then which file it was lost over.
    begun: Callable[[str], None] | None = None
    #: Files that an earlier try was lost over, by their path in the package: not read again.
    lost: Mapping[str, Fate] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Raises TypeError for a value of another kind: it would be found out far from here."""
        if self.jobs is not None:
            require_kind("jobs", self.jobs, int, "a number, or None")
        require_flags(thumbnails=self.thumbnails, isolated=self.isolated)
        require_kind("limits", self.limits, FileLimits, "FileLimits")
        require_kind("archives", self.archives, ArchiveLimits, "ArchiveLimits")
        if self.cache is not None:
            given_path("cache", self.cache)
        require_numbers(until=self.until)
        require_function("begun", self.begun)
        require_kind("lost", self.lost, Mapping, "fates by the files' paths")

    @property
    def cache_folder(self) -> Path | None:
        """``cache`` as a path."""
        return None if self.cache is None else Path(self.cache)

    @property
    def workers(self) -> int:
        """``jobs`` as a number, at least 1."""
        return max(1, self.jobs or os.cpu_count() or 1)

    @property
    def plugin_processes(self) -> int:
        """How many there may be for plugins' checks; 0: these run in this process, too."""
        return self.workers if self.isolated else 0


#: As a caller that says nothing has them read.
AS_USUAL = Reading()


@frozen
class CheckSettings:
    """All that one package is judged by."""

    pack: RulePack
    #: When the package arrived, China time; None: the deadline is not judged.
    received: date | datetime | None = None
    #: Rule ids or families (``video``): only these; all but these.
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    #: Leave ID-card and telephone numbers in the report.
    show_personal: bool = False
    reading: Reading = AS_USUAL
    #: A reviewer's, from ``load_decisions``.
    decisions: Decisions | None = None
    #: An earlier report, as much of it as is compared with: from ``api.read_saved``.
    baseline: SavedReport | None = None
    #: The day by which decisions expire; None: this day in China.
    today: date | None = None

    def __post_init__(self) -> None:
        """Raises TypeError for a value of another kind.

        A name alone is taken for a list of one, as everywhere.
        """
        require_kind("pack", self.pack, RulePack, "what load_pack gives")
        require_kind("reading", self.reading, Reading, "a Reading")
        require_flags(show_personal=self.show_personal)
        if self.received is not None:
            require_kind("received", self.received, date, "a date or a datetime")
        require_day("today", self.today)
        require_decisions(self.decisions)
        if self.baseline is not None:
            require_kind("baseline", self.baseline, SavedReport, "an earlier report")
        for name in ("select", "ignore"):
            object.__setattr__(self, name, given_names(name, getattr(self, name)))

    def chosen(self) -> tuple[BoundRule, ...]:
        """The rules to judge by. Raises NothingSelected."""
        return select_rules(self.pack.rules, self.select, self.ignore)

    def skips(self, name: str) -> bool:
        """Whether a path is what a system leaves behind, and nothing of the package."""
        return leftover(name, self.pack.pack)
