"""What a batch is judged by and reported as: written once, taken along by every job."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from functools import lru_cache
from pathlib import Path

from jlxx_check.app.batch.received import Moment
from jlxx_check.app.batch.units import Units
from jlxx_check.app.decisions import Decisions
from jlxx_check.app.loading import DEFAULT_PACK, RulePack, load_pack
from jlxx_check.app.reading import Reading
from jlxx_check.model.about import VERSION
from jlxx_check.model.text import Lang
from jlxx_check.reporters.options import DEFAULTS, Options

#: Of ``Reading``: what changes how fast files are read, never what is found in them.
_SPEED = frozenset({"jobs", "isolated", "cache"})
#: Packs that a process keeps: one run has one.
_KEPT = 2


@dataclass(frozen=True, slots=True)
class Settings:
    """Picklable, and nothing in it is about one delivery.

    rules: a pack's name or path; winners: a list added to it. formats: of the packages' own
    reports. letter: what the letter says that no package can tell. decisions: a reviewer's, on any
    of the packages; today: the day by which they hold.
    """

    rules: str = DEFAULT_PACK
    winners: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    show_personal: bool = False
    lang: Lang = Lang.ZH
    formats: tuple[str, ...] = ("html", "docx")
    letter: Options = DEFAULTS
    reading: Reading = field(default_factory=Reading)
    decisions: Decisions | None = None
    today: date | None = None

    def pack(self) -> RulePack:
        """The pack, loaded once a process. Raises PackError."""
        return _loaded(self.rules, self.winners)

    def given_files(self) -> tuple[Path, ...]:
        """The files, but for the pack's own, that these settings were read from."""
        decided = self.decisions.files if self.decisions else ()
        winners = (Path(self.winners),) if self.winners else ()
        return (*winners, *(file.path for file in decided))

    def known_units(self) -> Units:
        """The pack's units, made ready once a process."""
        return _units(self.rules, self.winners)

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
        letter, decided = asdict(self.letter), self._decided()
        told = [VERSION, pack.sha256, winners, options, letter, reading, decided]
        text = json.dumps(told, default=str, ensure_ascii=True, sort_keys=True)
        return hashlib.sha256(text.encode("ascii")).hexdigest()

    def _decided(self) -> list[object]:
        """The decisions, and which hold no longer or not yet: not the day, which changes daily."""
        return [
            [
                file.package,
                asdict(item),
                item.until and self.today and item.until < self.today,
                self.today and item.on > self.today,
            ]
            for file in (self.decisions.files if self.decisions else ())
            for item in file.decisions
        ]


@dataclass(frozen=True, slots=True)
class Lists:
    """What is known of the deliveries from outside.

    units: a list of those asked for; None: the pack's own. received: the day for all;
    received_list: a list of days by unit or delivery.
    """

    units: Path | None = None
    received: Moment | None = None
    received_list: Path | None = None

    def given_files(self) -> tuple[Path, ...]:
        """The files that these lists are read from."""
        return tuple(path for path in (self.units, self.received_list) if path is not None)


@lru_cache(maxsize=_KEPT)
def _loaded(rules: str, winners: str | None) -> RulePack:
    pack = load_pack(rules)
    return pack if winners is None else pack.with_winners(Path(winners))


@lru_cache(maxsize=_KEPT)
def _units(rules: str, winners: str | None) -> Units:
    return Units(_loaded(rules, winners).pack)
