"""What a batch is judged by and reported as: written once, taken along by every job."""

from __future__ import annotations

import hashlib
import json
from dataclasses import field, fields, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from jlxx_check.api import DEFAULT_PACK, CheckSettings, Reading, RulePack, load_pack
from jlxx_check.api.check_settings import require_decisions
from jlxx_check.batch.assigned import Assigned, read_assigned
from jlxx_check.batch.dates_received import Dates, read_dates
from jlxx_check.batch.unit_names import Units, read_units
from jlxx_check.decisions.load import Decisions
from jlxx_check.engine.bound_rule import BoundRule
from jlxx_check.engine.selection import select_rules
from jlxx_check.model.about import VERSION
from jlxx_check.reporters.formats import FORMATS
from jlxx_check.reporters.report_options import DEFAULTS, Options
from jlxx_check.text import Lang
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.given import (
    given_names,
    given_path,
    require_day,
    require_flags,
    require_kind,
)
from jlxx_check.values.typed_moments import Moment

#: Of ``Reading``: what changes how fast files are read, never what is found in them.
_SPEED = frozenset({"jobs", "isolated", "cache", "until"})
#: Packs that a process keeps: one run has one.
_KEPT = 2


@frozen
class BatchSettings:
    """What every package is judged by. Picklable, and nothing in it is about one delivery."""

    #: The pack's name or path.
    rules: str = DEFAULT_PACK
    #: A list of previous winners added to it.
    winners: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    show_personal: bool = False
    lang: Lang = Lang.ZH
    #: Of the packages' own reports.
    formats: tuple[str, ...] = ("html", "docx")
    #: What the letter says that no package can tell.
    letter: Options = DEFAULTS
    reading: Reading = field(default_factory=Reading)
    #: Empty columns of the master register, for scores; no report of a package has them.
    score_columns: tuple[str, ...] = ()
    #: A reviewer's, on any of the packages.
    decisions: Decisions | None = None
    #: The day by which they hold.
    today: date | None = None
    #: Units of a list that the caller has, by which senders are known besides the pack's.
    asked: tuple[str, ...] = ()
    #: Where the pack is kept as it was loaded: see ``load_pack``; no part of any package.
    pack_cache: Path | None = None

    def __post_init__(self) -> None:
        """What a caller may name is taken as meant: a language, a single rule or format.

        Raises TypeError for a value of another kind, and a format that there is not: every package
        would fail by it.
        """
        object.__setattr__(self, "lang", Lang.of(self.lang))
        object.__setattr__(self, "rules", str(given_path("rules", self.rules)))
        if self.winners is not None:
            object.__setattr__(self, "winners", str(given_path("winners", self.winners)))
        if self.pack_cache is not None:
            object.__setattr__(self, "pack_cache", given_path("pack_cache", self.pack_cache))
        for name in ("select", "ignore", "formats", "score_columns", "asked"):
            object.__setattr__(self, name, given_names(name, getattr(self, name)))
        for name in self.formats:
            if name not in FORMATS:
                raise TypeError(f"formats: of {', '.join(FORMATS)}, not {name!r}")
        require_flags(show_personal=self.show_personal)
        require_kind("letter", self.letter, Options, "Options")
        require_kind("reading", self.reading, Reading, "a Reading")
        require_decisions(self.decisions)
        require_day("today", self.today)

    def pack(self) -> RulePack:
        """The pack, loaded once a process. Raises PackError."""
        return _loaded(self.rules, self.winners, self.pack_cache)

    def chosen(self) -> tuple[BoundRule, ...]:
        """The rules to judge by, those across packages included. Raises NothingSelected."""
        return select_rules(self.pack().rules, self.select, self.ignore)

    def for_one(self) -> CheckSettings:
        """What one delivery is judged by, but for the day it came."""
        pictures = any(FORMATS[name].pictures for name in self.formats)
        decisions = self.decisions and self._by_units(self.decisions)
        return CheckSettings(
            pack=self.pack(),
            select=self.select,
            ignore=self.ignore,
            show_personal=self.show_personal,
            reading=replace(self.reading, thumbnails=pictures),
            decisions=decisions,
            today=self.today,
        )

    def _by_units(self, decisions: Decisions) -> Decisions:
        """A file made of a package alone names it as its folder; here it has the unit's name."""
        title = self.known_units().title
        files = (
            replace(file, package=file.package and title(file.package)) for file in decisions.files
        )
        return replace(decisions, files=tuple(files))

    def given_files(self) -> tuple[Path, ...]:
        """The files, but for the pack's own, that these settings were read from."""
        decided = self.decisions.files if self.decisions else ()
        winners = (Path(self.winners),) if self.winners else ()
        return (*winners, *(file.path for file in decided))

    def known_units(self) -> Units:
        """The pack's units and those asked for, made ready once a process."""
        return _units(self.rules, self.winners, self.pack_cache, self.asked)

    def identity(self) -> str:
        """Changes with whatever may change a report: program, pack, lists, options."""
        pack = self.pack().pack
        reading = {
            item.name: repr(getattr(self.reading, item.name))
            for item in fields(self.reading)
            if item.name not in _SPEED
        }
        winners = [winner.model_dump() for winner in pack.winners]
        options = [self.select, self.ignore, self.show_personal, self.lang, self.formats]
        told = [VERSION, pack.sha256, pack.given, winners, options, reading, self._decided()]
        text = json.dumps(told, default=str, ensure_ascii=True, sort_keys=True)
        return hashlib.sha256(text.encode("ascii")).hexdigest()

    def _decided(self) -> list[object]:
        """The decisions, and which hold no longer or not yet: not the day, which changes daily.

        Those across units change no package's own report.
        """
        files = self.decisions.files if self.decisions else ()
        unusable = [[file.package, repr(file.unusable)] for file in files if file.unusable]
        return unusable + [
            [
                file.package,
                repr(item),  # of thousands asdict takes ten times as long
                item.until and self.today and item.until < self.today,
                self.today and item.on > self.today,
            ]
            for file in files
            for item in file.decisions
            if not item.sides
        ]


@frozen
class Lists:
    """What is known of the deliveries from outside."""

    #: A list of the units asked for; None: the pack's own.
    units: Path | None = None
    #: The day for all.
    received: Moment | None = None
    #: A list of days by unit or delivery.
    received_list: Path | None = None

    def given_files(self) -> tuple[Path, ...]:
        """The files that these lists are read from."""
        return tuple(path for path in (self.units, self.received_list) if path is not None)

    def read(self, settings: BatchSettings) -> tuple[Dates, tuple[str, ...]]:
        """The dates, and the units asked for. Raises PackError for a list that cannot be read."""
        pack = settings.pack().pack
        dates = Dates(self.received)
        if self.received_list is not None:
            units, year = settings.known_units(), pack.deadline.year
            dates = read_dates(self.received_list, units, self.received, year)
        asked = tuple(unit.name for unit in pack.units)
        if self.units is not None:
            assigned = self.assigned()
            if assigned.only:
                return dates, tuple(dict.fromkeys((*asked, *assigned.units.values())))
            return dates, read_units(self.units)
        return dates, asked

    def assigned(self) -> Assigned:
        """What the list of units says of single deliveries. Raises PackError."""
        return read_assigned(self.units) if self.units is not None else Assigned()


@lru_cache(maxsize=_KEPT)
def _loaded(rules: str, winners: str | None, cache: Path | None) -> RulePack:
    pack = load_pack(rules, cache=cache)
    return pack if winners is None else pack.with_winners(Path(winners))


@lru_cache(maxsize=_KEPT)
def _units(rules: str, winners: str | None, cache: Path | None, asked: tuple[str, ...]) -> Units:
    return Units(_loaded(rules, winners, cache).pack, asked)
