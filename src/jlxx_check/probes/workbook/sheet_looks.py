"""What of a sheet an eye sees: rows, columns, sheets and cells that are there and are not shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from jlxx_check.model.document import column_letters
from jlxx_check.probes.letters import BLACK, TINY, WHITE, Colour, alike
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen

_MOST_NAMED = 8

#: The standard palette's first colours stand twice (0-7, 8-15); 64 and 65 are the window's.
INDEXED: dict[int, Colour] = {
    place + base: colour
    for base in (0, 8)
    for place, colour in enumerate(
        (
            BLACK,
            WHITE,
            (255, 0, 0),
            (0, 255, 0),
            (0, 0, 255),
            (255, 255, 0),
            (255, 0, 255),
            (0, 255, 255),
        )
    )
} | {64: BLACK, 65: WHITE, 22: (192, 192, 192), 23: (128, 128, 128), 26: (255, 255, 204)}


@frozen
class CellLook:
    """How a style shows a value."""

    #: It shows no value at all.
    unseen: bool = False
    #: Of a number format that shows nothing of some values, else None.
    sections: tuple[str, ...] | None = None

    def hides(self, value: object) -> bool:
        """Whether a value of this style is not shown."""
        return self.unseen or (self.sections is not None and _shows_nothing(self.sections, value))


@dataclass(slots=True)
class SheetLooks:
    """What one sheet does not show."""

    #: Numbers from 0.
    rows: set[int] = field(default_factory=set)
    #: Numbers from 0.
    columns: list[tuple[int, int]] = field(default_factory=list)
    #: Places with a look that may hide their values.
    cells: dict[tuple[int, int], CellLook] = field(default_factory=dict)
    #: Places of formulas without a saved value.
    unsaved: list[tuple[int, int]] = field(default_factory=list)
    #: What is shown in place of a value that could not be worked out, ``#REF!``.
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    #: Whether a filter hides the rows.
    filtered: bool = False

    @property
    def open(self) -> bool:
        """Whether the sheet shows all that it holds."""
        return not (self.rows or self.columns or self.cells)

    def in_hidden_column(self, column: int) -> bool:
        """Whether the whole column is not shown."""
        return any(first <= column <= last for first, last in self.columns)

    def hides(self, row: int, column: int, value: object) -> bool:
        """Whether a cell's value is not seen."""
        if row in self.rows or self.in_hidden_column(column):
            return True
        look = self.cells.get((row, column))
        return look is not None and look.hides(value)


def look_of(
    letters: Colour | None, cell: Colour | None, points: float | None, *, struck: bool, shape: str
) -> CellLook | None:
    """The look that a style gives, None where it shows everything.

    letters, cell: colours, None where they are not known. shape: the number format.
    """
    if struck or alike(letters, cell) or (points is not None and 0 < points < TINY):
        return CellLook(unseen=True)
    sections = _sections(shape)
    return CellLook(sections=sections) if sections is not None else None


_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.')
_BRACKETED = re.compile(r"\[[^\]]*\]")


def _sections(shape: str) -> tuple[str, ...] | None:
    """The parts of a number format, where one of them shows nothing; else None."""
    if ";" not in shape and shape.strip() not in ('""', '" "'):
        return None
    sections = tuple(_bare(part) for part in _split(shape))
    return sections if any(not part.strip() for part in sections) else None


def _split(shape: str) -> list[str]:
    """At semicolons that stand in no quotes."""
    masked = _QUOTED.sub(lambda match: "\0" * len(match[0]), shape)
    parts, start = [], 0
    for at, letter in enumerate(masked + ";"):
        if letter == ";":
            parts.append(shape[start:at])
            start = at + 1
    return parts


def _bare(part: str) -> str:
    """What a section shows: literal letters and place holders, without colours and conditions."""
    shown = _QUOTED.sub(lambda match: _literal(match[0]), part)
    return _BRACKETED.sub("", shown)


def _literal(piece: str) -> str:
    if piece[0] == '"':
        return piece[1:-1]
    return piece[1:] if piece[0] == "\\" else ""


def _shows_nothing(sections: Sequence[str], value: object) -> bool:
    if isinstance(value, str):
        return len(sections) == 4 and not sections[3].strip()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    place = 1 if value < 0 and len(sections) > 1 else 2 if value == 0 and len(sections) > 2 else 0
    return not sections[place].strip()


def unseen_of(name: str, looks: SheetLooks, places: Sequence[tuple[int, int]]) -> list[Text]:
    """What is told of values that a sheet does not show. places: theirs, row and column from 0."""
    rows = {row for row, _ in places if row in looks.rows}
    columns = {
        column for row, column in places if row not in rows and looks.in_hidden_column(column)
    }
    cells = [(row, column) for row, column in places if row not in rows and column not in columns]
    told: list[Text] = []
    if rows:
        how = Text("被筛选掉了", "filtered out") if looks.filtered else Text("被隐藏", "hidden")
        told.append(
            Text(
                f"工作表“{name}”第{_ranges(rows)}行{how.zh}，没有计入",
                f"rows {_ranges(rows)} of the sheet “{name}” are {how.en} and were left out",
            )
        )
    if columns:
        letters = "、".join(column_letters(column) for column in sorted(columns)[:_MOST_NAMED])
        told.append(
            Text(
                f"工作表“{name}”{letters}列被隐藏，没有计入",
                f"the columns {letters} of the sheet “{name}” are hidden and were left out",
            )
        )
    if cells:
        first = f"{name}!{column_letters(cells[0][1])}{cells[0][0] + 1}"
        told.append(
            Text(
                f"{first}等{len(cells)}个单元格的内容显示不出来"
                "（字与底色相同、字号极小、加了删除线，或数字格式不显示），没有计入",
                f"{len(cells)} cells from {first} on do not show what they hold (letters of the "
                "cell's colour, tiny, struck through, or a number format that shows nothing) and "
                "were left out",
            )
        )
    return told


def _ranges(numbers: Iterable[int]) -> str:
    """Numbers counted from 0 as a person reads them: ``3–5、9``."""
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    said = [str(a + 1) if a == b else f"{a + 1}–{b + 1}" for a, b in found[:_MOST_NAMED]]
    return "、".join(said) + ("…" if len(found) > _MOST_NAMED else "")
