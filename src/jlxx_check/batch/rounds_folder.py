"""The units' rounds in the output folder: a file each that anybody can read, kept twice.

``轮次/<unit>.json`` is for people and for another desk; the same bytes lie in the program's own
corner, so that an edit or a damage of one loses no number that a letter already bears. What a
person made of a file is kept, and the right one goes beside it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from jlxx_check.batch.output_folder import OutputFolder
from jlxx_check.batch.output_names import mark, unit_file
from jlxx_check.batch.report_writer import moved, telling_unwritten
from jlxx_check.model.rounds import UnitHistory
from jlxx_check.reporters.authorship import Author, author_of, marked
from jlxx_check.text import Text
from jlxx_check.values.folding import fold_name
from jlxx_check.values.frozen_json import as_plain, from_json

FOLDER = "轮次"
_RENAMED = f"{FOLDER}/已改名"
_FORMAT = "jlxx-check-rounds/1"
#: Wherever a damaged file still names a number of a letter.
_NUMBERS = re.compile(rb'"(number|next)"\s*:\s*(\d{1,6})')


class RoundsFolder:
    """The rounds kept in one output folder."""

    def __init__(self, folder: OutputFolder) -> None:
        self._folder = folder
        #: What a person should know of damaged files.
        self.notes: list[Text] = []
        #: Files that went beside what a person edited.
        self.beside: list[str] = []
        #: Files for people that could not be written; what is the program's own is.
        self.unwritten: list[Text] = []

    def __bool__(self) -> bool:
        """Whether any unit's rounds are kept here."""
        return any(self._folder.rounds.glob("*.json")) or any(
            (self._folder.out / FOLDER).glob("*.json")
        )

    def read(self, unit: str) -> UnitHistory | None:
        """The unit's rounds; None where there are none. Never raises for what it finds.

        Where every copy is damaged, the numbers that can still be seen in them are not given again.
        """
        damaged: list[Path] = []
        for place in self._copies(unit):
            found = _read(place)
            if found is None:
                damaged.append(place)
            elif fold_name(found.unit) == fold_name(unit):
                return found
        if not damaged:
            return None
        upcoming = max(map(_next, damaged))
        name = damaged[-1].name
        self.notes.append(
            Text(
                f"{unit}的轮次记录“{name}”损坏或被改动过，读不出来，原文件保留着。这个单位从第1轮"
                f"重新开始，问题编号从{upcoming}开始，不与已发出的通知重复。",
                f"The rounds of {unit} in “{name}” are damaged or were changed and cannot be read; "
                f"the file stays. The unit begins again with round 1, its items with number "
                f"{upcoming}, so that no letter's number is given twice.",
            )
        )
        return UnitHistory(unit, upcoming)

    def of_no_unit(self, present: Collection[str]) -> tuple[UnitHistory, ...]:
        """The rounds kept under names that no unit bears now. present: what they are called."""
        taken = set(map(fold_name, present))
        found = map(_read, sorted(self._folder.rounds.glob("*.json")))
        return tuple(one for one in found if one is not None and fold_name(one.unit) not in taken)

    def rename(self, history: UnitHistory, unit: str) -> UnitHistory:
        """The rounds under the unit's new name, put down; what bore the old one is put away.

        Raises OSError where the folder takes no more.
        """
        renamed = replace(history, unit=unit)
        self.keep(renamed)
        self._own(history.unit).unlink(missing_ok=True)
        with suppress(ValueError):  # the folder is a link: nothing of ours is behind it
            self._folder.put_away(_path(history.unit), _RENAMED)
        self.notes.append(
            Text(
                f"{unit}的轮次和问题编号从原来的名称“{history.unit}”接着算（是同一份材料）。",
                f"The rounds and numbers of {unit} go on from its earlier name, “{history.unit}”: "
                "it is the same delivery.",
            )
        )
        return renamed

    def keep(self, history: UnitHistory) -> None:
        """Put the rounds down, both copies whole. Raises OSError where the folder takes no more."""
        data = _bytes(history)
        own = self._own(history.unit)
        if own.exists() and _read(own) is None:
            own.replace(own.with_suffix(".damaged"))
        self._folder.put(own, data)
        wanted = _path(history.unit)
        # Where the folder is a link (ValueError) nothing is written where it leads.
        with telling_unwritten(wanted, self.unwritten), suppress(ValueError):
            written = self._folder.write(wanted, data)
            self.beside += moved([wanted], [written])

    def _copies(self, unit: str) -> Iterator[Path]:
        """Where the unit's rounds may lie, what is ours first."""
        own = self._own(unit)
        yield from [own] if own.is_file() else []
        wanted = self._folder.out / _path(unit)
        if wanted.parent.is_symlink():
            return
        beside = sorted(wanted.parent.glob(f"{_escaped(wanted.stem)}（新*）.json"), reverse=True)
        yield from (place for place in (wanted, *beside) if place.is_file())

    def _own(self, unit: str) -> Path:
        return self._folder.rounds / f"{mark(fold_name(unit))}.json"


def _path(unit: str) -> str:
    return f"{FOLDER}/{unit_file(unit)}.json"


def _escaped(name: str) -> str:
    return re.sub(r"([*?\[])", r"[\1]", name)


def _bytes(history: UnitHistory) -> bytes:
    plain = {"rounds_of": _FORMAT, **as_plain(UnitHistory, history)}
    text = json.dumps(plain, ensure_ascii=False, indent=2)
    return marked(text.encode("utf-8"), "json")


def _read(place: Path) -> UnitHistory | None:
    """The rounds of a file as the program wrote it; None for anything else."""
    try:
        if place.is_symlink() or author_of(place) is not Author.PROGRAM:
            return None
        data: Any = json.loads(place.read_bytes())
        if not isinstance(data, dict) or data.pop("rounds_of", None) != _FORMAT:
            return None
        data.pop("digest", None)
        return from_json(UnitHistory, json.dumps(data).encode("ascii"))
    except (OSError, ValueError, RecursionError):
        return None


def _next(place: Path) -> int:
    """The first number that no letter can have had, as far as a damaged file still tells."""
    try:
        found = _NUMBERS.findall(place.read_bytes())
    except OSError:
        found = []
    return max((int(number) + (key == b"number") for key, number in found), default=1)
