"""A person's word on single deliveries: whose they are, what they are for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from jlxx_check.batch.output_names import stem
from jlxx_check.batch.unit_names import UNIT_LIST
from jlxx_check.model.sender import SenderClaim, SenderSource
from jlxx_check.packs.pack_problems import PackError, PackProblem
from jlxx_check.packs.tables import Rows, read_tables
from jlxx_check.text import Text
from jlxx_check.values.folding import fold, fold_label
from jlxx_check.values.frozen_types import frozen

_UNIT = ("单位", "单位名称", "推介单位", "推荐单位", "申报单位", "报送单位", "名称")
_FILE = ("文件", "文件名", "材料包", "文件夹")
_PART = ("作用", "用途", "处理", "说明")

#: So alike is a name that was meant, of 1.
_ALIKE = 0.7

_T = TypeVar("_T")


class DeliveryPart(StrEnum):
    """What a delivery is for among those of its unit."""

    WHOLE = "whole"  # it counts, and takes the place of all before it
    SUPPLEMENT = "supplement"  # laid over the one that counts
    VOID = "void"  # of no account


_PARTS = {
    DeliveryPart.WHOLE: ("更正", "为准", "以此为准", "正式", "全部", "完整"),
    DeliveryPart.SUPPLEMENT: ("补充", "补交", "补正", "补报", "合并"),
    DeliveryPart.VOID: ("作废", "不用", "无效", "重复"),
}


@frozen
class Assigned:
    """A person's word on deliveries, by their names in the inbox, folded."""

    units: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, DeliveryPart] = field(default_factory=dict)
    #: The list's own name.
    source: str = ""
    #: Every line names a delivery: it is no list of the units asked for.
    only: bool = False

    def claim(self, delivery: str) -> SenderClaim | None:
        """Whose the delivery is."""
        unit = _find(self.units, delivery)
        return SenderClaim(SenderSource.PERSON, unit, self.source) if unit else None

    def part(self, delivery: str) -> DeliveryPart | None:
        """What it is for."""
        return _find(self.parts, delivery)

    def unknown(self, deliveries: Iterable[str]) -> Mapping[str, str | None]:
        """What the list names and the inbox does not hold, and what was probably meant."""
        here = {spelling: path for path in deliveries for spelling in _spellings(path)}
        gone = dict.fromkeys(n for n in (*self.units, *self.parts) if n not in here)
        likely = {name: get_close_matches(name, here, n=1, cutoff=_ALIKE) for name in gone}
        return {name: here[near[0]] if near else None for name, near in likely.items()}


def _find(said: Mapping[str, _T], delivery: str) -> _T | None:
    return next((said[name] for name in _spellings(delivery) if name in said), None)


def _spellings(delivery: str) -> tuple[str, ...]:
    """The path, and its last name, each with and without an archive's ending."""
    last = delivery.rpartition("/")[2]
    return tuple(dict.fromkeys(fold(n) for n in (delivery, stem(delivery), last, stem(last))))


def read_assigned(path: Path) -> Assigned:
    """The lines of a list of units that name a delivery: columns 文件, and 单位 or 作用.

    Raises PackError for a word in 作用 that means nothing, and for lines that contradict.
    """
    for rows in read_tables(path, UNIT_LIST):
        for at, row in enumerate(rows[:10]):
            labels = [fold_label(cell) for cell in row]
            file, unit, part = (_place(labels, names) for names in (_FILE, _UNIT, _PART))
            if file is not None and (unit is not None or part is not None):
                return _lines(path, rows, at + 1, (file, unit, part))
    return Assigned()


def _place(labels: list[str], names: Iterable[str]) -> int | None:
    return next((labels.index(name) for name in names if name in labels), None)


def _lines(
    path: Path, rows: Rows, start: int, columns: tuple[int, int | None, int | None]
) -> Assigned:
    units: dict[str, str] = {}
    parts: dict[str, DeliveryPart] = {}
    problems: list[PackProblem] = []
    only = True
    for number, row in enumerate(rows[start:], start + 1):
        file, unit, word = (_cell(row, place) for place in columns)
        if not file:
            only = only and not unit
            continue
        name = fold(file)
        part = _part(word) if word else None
        if word and part is None and fold_label(rows[start - 1][columns[2] or 0]) == _PART[0]:
            problems.append(PackProblem(path, number, _no_part(word)))
        if units.get(name, unit or None) != (unit or units.get(name)):
            problems.append(PackProblem(path, number, _twice(file)))
        if unit:
            units[name] = unit
        if part:
            parts[name] = part
    if problems:
        raise PackError(problems)
    return Assigned(units, parts, path.name, only)


def _part(word: str) -> DeliveryPart | None:
    folded = fold(word)
    return next((part for part, words in _PARTS.items() if any(w in folded for w in words)), None)


def _cell(row: list[str], place: int | None) -> str:
    return row[place].strip() if place is not None and place < len(row) else ""


def _no_part(word: str) -> Text:
    known = "、".join(words[0] for words in _PARTS.values())
    return Text(
        f"“作用”一列写的是“{word}”；可以写：{known}，或者留空。",
        f"The column 作用 says “{word}”; it takes {known}, or nothing.",
    )


def _twice(file: str) -> Text:
    return Text(f"“{file}”写了两次，单位不同。", f"“{file}” stands twice, with different units.")
