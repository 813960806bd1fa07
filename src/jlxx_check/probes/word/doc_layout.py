"""How an old Word file ([MS-DOC]) lays its text out: looks of letters, numbers of lists, tables."""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from jlxx_check.model.document import Cell, Table
from jlxx_check.probes.letters import BLACK, TINY, WHITE, Colour, alike
from jlxx_check.probes.word.doc_file import Properties
from jlxx_check.probes.word.word_looks import Why
from jlxx_check.probes.word.word_numbers import LEVELS, ListLevel, WordList

ON = (b"\x01", b"\x81")
_HIDDEN, _STRUCK, _TWICE_STRUCK = 0x083C, 0x0837, 0x2A53
_HALF_POINTS, _INDEXED, _COLOUR = 0x4A43, 0x2A42, 0x6870
_HIGHLIGHT, _SHADED = 0x2A0C, (0xCA71, 0x4866)
_PARAGRAPH_SHADED = (0xC64D, 0x442D)
_TABLE_SHADED = (0xD612, 0xD616, 0xD60C, 0xD660, 0xD670, 0xD671, 0xD672, 0xD609)
_OLD_SHADES = frozenset({0x4866, 0x442D, 0xD609})
_RAISED = (0x0838, 0x0839, 0x0854, 0x0858)  # outlined, shadowed, engraved, embossed
_BY_INDEX = {1: BLACK, 8: WHITE}
_LISTS, _OVERRIDES = 0x2E2, 0x2EA  # places of their positions in the file's head
_NUMBER, _LEVEL = 0x460B, 0x260A
_LIST_SIZE, _LEVEL_SIZE, _OVERRIDE_SIZE = 28, 28, 16
_MOST = 10_000
_FORMATS = {
    0: "decimal",
    1: "upperRoman",
    2: "lowerRoman",
    3: "upperLetter",
    4: "lowerLetter",
    10: "ideographDigital",
    11: "japaneseCounting",
    14: "decimalFullWidth",
    16: "japaneseLegal",
    18: "decimalEnclosedCircle",
    22: "decimalZero",
    23: "bullet",
    26: "decimalEnclosedFullstop",
    27: "decimalEnclosedParen",
    28: "decimalEnclosedCircleChinese",
    30: "ideographTraditional",
    31: "ideographZodiac",
    33: "taiwaneseCounting",
    34: "ideographLegalTraditional",
    35: "taiwaneseCountingThousand",
    37: "chineseCounting",
    38: "chineseLegalSimplified",
    39: "chineseCountingThousand",
    255: "none",
}
_TABLE_DEFINITION = 0xD608
_EDGE_TOLERANCE = 20  # twips; rows drawn by hand differ by less than a millimetre
_MERGED_LEFT, _MERGED_UP, _MERGE_STARTS = 0x02, 0x20, 0x40


def why_unseen(letters: Properties, paragraph: Properties, *, on_colour: bool) -> Why | None:
    """Why a character is not seen; None where it is.

    on_colour: whether the page or the table may have another ground than white.
    """
    if letters.get(_HIDDEN) in ON:
        return Why.HIDDEN
    if letters.get(_STRUCK) in ON or letters.get(_TWICE_STRUCK) in ON:
        return Why.STRUCK
    size = letters.get(_HALF_POINTS, b"")
    if len(size) == 2 and 0 < int.from_bytes(size, "little") < 2 * TINY:
        return Why.TINY
    colour = _colour(letters)
    if any(letters.get(effect) in ON for effect in _RAISED):
        return None
    if colour is None or on_colour or letters.get(_HIGHLIGHT, b"\0") != b"\0":
        return None
    if any(_is_coloured(place, letters) for place in _SHADED):
        return None
    if any(_is_coloured(place, paragraph) for place in _PARAGRAPH_SHADED):
        return None
    return Why.ALIKE if alike(colour, WHITE) else None


def tables_are_coloured(paragraphs: Iterable[Properties]) -> bool:
    """Whether any row of any table is shaded."""
    return any(_is_coloured(place, found) for found in paragraphs for place in _TABLE_SHADED)


def _colour(letters: Properties) -> Colour | None:
    said = letters.get(_COLOUR, b"")
    if len(said) == 4:
        return None if said[3] == 0xFF else (said[0], said[1], said[2])
    index = letters.get(_INDEXED, b"\0")
    return _BY_INDEX.get(index[0]) if index else None


def _is_coloured(operation: int, properties: Properties) -> bool:
    """Whether a shading is another than none and white; each of them is ten bytes, or two."""
    said = properties.get(operation, b"")
    if operation in _OLD_SHADES:
        return any(said[at : at + 2] not in (b"\0\0", b"\xff\xff") for at in range(0, len(said), 2))
    for at in range(0, len(said) - 9, 10):
        behind, pattern = said[at + 4 : at + 8], int.from_bytes(said[at + 8 : at + 10], "little")
        plain = behind[3] == 0xFF or behind[:3] == b"\xff\xff\xff"
        if pattern not in (0, 0xFFFF) or not plain:
            return True
    return False


def numbered(paragraph: Properties) -> tuple[str, int]:
    """The list that a paragraph belongs to ("" for none) and its level."""
    said, level = paragraph.get(_NUMBER, b""), paragraph.get(_LEVEL, b"\0")
    number = int.from_bytes(said, "little") if len(said) == 2 else 0
    return (str(number) if 0 < number < 0x7FF else ""), (level[0] if level else 0)


def read_lists(word: bytes, table: bytes) -> dict[str, WordList]:
    """The lists by the number that paragraphs name; what is broken in them numbers nothing."""
    try:
        return _overrides(word, table, _levels(word, table))
    except (struct.error, IndexError, UnicodeDecodeError):
        return {}


def _levels(word: bytes, table: bytes) -> dict[int, dict[int, ListLevel]]:
    start, length = struct.unpack_from("<II", word, _LISTS)
    if not length:
        return {}
    (count,) = struct.unpack_from("<H", table, start)
    at = start + length  # the levels stand behind the lists
    found: dict[int, dict[int, ListLevel]] = {}
    for index in range(min(count, _MOST)):
        place = start + 2 + index * _LIST_SIZE
        (key,) = struct.unpack_from("<i", table, place)
        levels = 1 if table[place + 26] & 1 else LEVELS
        found[key] = {}
        for number in range(levels):
            found[key][number], at = _level(table, at)
    return found


def _level(table: bytes, at: int) -> tuple[ListLevel, int]:
    start, shape, flags = struct.unpack_from("<iBB", table, at)
    letters, paragraphs, limit = table[at + 24], table[at + 25], table[at + 26]
    at += _LEVEL_SIZE + letters + paragraphs
    (length,) = struct.unpack_from("<H", table, at)
    raw = table[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
    text = "".join(f"%{ord(sign) + 1}" if ord(sign) < LEVELS else sign for sign in raw)
    restarts = limit if flags & 0x08 else None
    level = ListLevel(start, _FORMATS.get(shape, "decimal"), text, restarts, bool(flags & 0x04))
    return level, at + 2 + 2 * length


def _overrides(
    word: bytes, table: bytes, lists: dict[int, dict[int, ListLevel]]
) -> dict[str, WordList]:
    start, length = struct.unpack_from("<II", word, _OVERRIDES)
    if not length:
        return {}
    (count,) = struct.unpack_from("<I", table, start)
    count = min(count, _MOST)
    at = start + 4 + count * _OVERRIDE_SIZE
    found: dict[str, WordList] = {}
    for index in range(count):
        place = start + 4 + index * _OVERRIDE_SIZE
        (key,) = struct.unpack_from("<i", table, place)
        levels, starts = dict(lists.get(key, {})), {}
        at += 4
        for _ in range(table[place + 12]):
            first, flags = struct.unpack_from("<iI", table, at)
            at += 8
            number = flags & 0x0F
            if flags & 0x20:
                levels[number], at = _level(table, at)
                first = levels[number].start
            if flags & 0x10 and number < LEVELS:
                starts[number] = first
        found[str(index + 1)] = WordList(str(key), levels, starts)
    return found


@dataclass(slots=True)
class OpenCell:
    """A cell being read: its paragraphs and nested tables."""

    lines: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)


@dataclass(slots=True)
class RowMarks:
    """Edges (twips, one more than cells) and merge flags of a row; both empty where unstated."""

    edges: list[int] = field(default_factory=list)
    flags: list[int] = field(default_factory=list)


def row_marks(properties: dict[int, bytes], cells: int) -> RowMarks:
    """What a row end mark states; nothing where it does not fit the row's cells."""
    definition = properties.get(_TABLE_DEFINITION, b"")
    if not definition or definition[0] != cells or len(definition) < 1 + 2 * (cells + 1):
        return RowMarks()
    edges = list(struct.unpack_from(f"<{cells + 1}h", definition, 1))
    rest = definition[1 + 2 * (cells + 1) :]
    flags = [int.from_bytes(rest[20 * index : 20 * index + 2], "little") for index in range(cells)]
    return RowMarks(edges, flags) if edges == sorted(edges) else RowMarks()


def lay_out(rows: list[tuple[list[OpenCell], RowMarks]]) -> tuple[Cell, ...]:
    """The cells on the full grid where every row states its edges, else one column a cell."""
    stated = all(marks.edges for _, marks in rows)
    grid = _grid([edge for _, marks in rows for edge in marks.edges]) if stated else []
    cells: list[Cell] = []
    above: dict[int, int] = {}
    for row, (insides, marks) in enumerate(rows):
        merges: dict[int, int] = {}
        for index, inside in enumerate(insides):
            column, span = index, 1
            flag = marks.flags[index] if stated else 0
            if stated:
                column = _nearest(grid, marks.edges[index])
                span = max(1, _nearest(grid, marks.edges[index + 1]) - column)
            if flag & _MERGED_LEFT and cells and cells[-1].row == row:
                cells[-1] = replace(cells[-1], colspan=cells[-1].colspan + span)
                continue
            start = above.get(column)
            if flag & _MERGED_UP and not flag & _MERGE_STARTS and start is not None:
                cells[start] = replace(cells[start], rowspan=row - cells[start].row + 1)
                merges[column] = start
                continue
            if flag & _MERGED_UP:
                merges[column] = len(cells)
            text = "\n".join(inside.lines).strip()
            cells.append(Cell(row, column, text, colspan=span, tables=tuple(inside.tables)))
        above = merges
    return tuple(cells)


def _grid(edges: list[int]) -> list[int]:
    grid: list[int] = []
    for edge in sorted(set(edges)):
        if not grid or edge - grid[-1] > _EDGE_TOLERANCE:
            grid.append(edge)
    return grid


def _nearest(grid: list[int], edge: int) -> int:
    after = bisect_left(grid, edge)
    near = range(max(0, after - 1), min(len(grid), after + 1))
    return min(near, key=lambda index: abs(grid[index] - edge))
