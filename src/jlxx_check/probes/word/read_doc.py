"""Old Word and WPS files (.doc, .wps): final text and tables, without any office program."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import replace
from typing import BinaryIO

from jlxx_check.model.document import Block, Document, Paragraph, Table
from jlxx_check.model.facts import Cause, Unreadable
from jlxx_check.probes import compound
from jlxx_check.probes.letters import shown_text
from jlxx_check.probes.photo.old_pictures import has_holed_picture
from jlxx_check.probes.unreadable import (
    CORRUPT,
    EMPTY,
    MB,
    PASSWORD,
    DamagedError,
    EncryptedError,
    TooBigError,
    UnsupportedError,
    beyond,
)
from jlxx_check.probes.word.doc_file import DocText, Properties, read_doc_file, table_of
from jlxx_check.probes.word.doc_layout import (
    ON,
    OpenCell,
    RowMarks,
    lay_out,
    numbered,
    read_lists,
    row_marks,
    tables_are_coloured,
    why_unseen,
)
from jlxx_check.probes.word.word_looks import Why
from jlxx_check.probes.word.word_numbers import Counters, WordList
from jlxx_check.probes.word.word_runs import Unseen
from jlxx_check.probes.word.word_xml import symbol
from jlxx_check.text import Text

_DELETED, _SPECIAL, _DATA, _SYMBOL = 0x0800, 0x0855, 0x0806, 0x6A09
_IN_TABLE, _ROW_END, _DEPTH = 0x2416, 0x2417, 0x6649
_INNER_CELL, _INNER_ROW_END = 0x244B, 0x244C
_SHOWN = {"\x0b": "\n", "\x0e": "\n", "\x1e": "-", "\t": "\t", "\r": "", "\x07": "", "\x0c": ""}
_ENDS = "\r\x07\x0c"
_FIELD_MARKS = "\x13\x14\x15"
#: Fields of old forms that show what the document's data say is chosen; letters of one's name.
_CHOICES, _ASKED = ("FORMDROPDOWN", "FORMCHECKBOX"), 40
_CHOSEN = Text(
    "文档里有旧式的下拉框或勾选框，选的是哪一项程序没有读",
    "The document has old drop-down lists or tick boxes, and what is chosen was not read",
)
_PICTURE, _DRAWING = "\x01", "\x08"

#: Bytes of an old document, pictures pasted into it included.
MAX_BYTES = 500_000_000

SAVE_AS_DOCX = Unreadable(
    Cause.UNSUPPORTED,
    Text(
        "这种旧格式文档无法读取，请用 Word 或 WPS 打开后另存为 .docx 再提交。",
        "This old kind of document cannot be read; please save it as .docx in Word or WPS.",
    ),
)

_HOLED = Unreadable(
    Cause.CORRUPT,
    Text(
        "文件已损坏：里面的图片有一段数据丢失。请用原文件重新保存后提交。",
        "The file is damaged: a part of a picture in it is lost; please save it again from the "
        "original.",
    ),
)


def read_doc(stream: BinaryIO, size: int) -> Document | Unreadable:
    """The main text and the text boxes. Raises OSError where the stream cannot be read."""
    if size == 0:
        return EMPTY
    if size > MAX_BYTES:
        what = Text("文档的大小", "Size of the document")
        return beyond(what, f"{size // MB} MB", f"{MAX_BYTES // MB} MB")
    try:
        found = compound.read_streams(
            stream, "WordDocument", "0Table", "1Table", "Data", "EncryptedPackage"
        )
        if "EncryptedPackage" in found:
            return PASSWORD
        if "WordDocument" not in found:
            return SAVE_AS_DOCX
        word = found["WordDocument"]
        data = found.get("Data", b"")
        text = read_doc_file(word, found, data)
        if has_holed_picture(data) or has_holed_picture(word):
            return _HOLED
        return _document(text, read_lists(word, table_of(word, found)))
    except (DamagedError, struct.error):
        return CORRUPT
    except EncryptedError:
        return PASSWORD
    except UnsupportedError:
        return SAVE_AS_DOCX
    except TooBigError as error:
        return error.why


def _document(text: DocText, lists: dict[str, WordList]) -> Document:
    reader = _Reader(text, Counters(lists))
    blocks = reader.story(text.main) + reader.story(text.boxes)
    numbered = tuple(_number(blocks))
    shown = shown_text(numbered)
    said = bool(shown.strip())
    return Document(
        blocks=numbered,
        text=shown,
        has_text=said,
        pictures=reader.pictures,
        blank=not said and not (reader.pictures or reader.drawings),
        unseen=tuple(found.told(why.value) for why, found in reader.unseen.items()),
        unread=_CHOSEN if reader.chosen else None,
    )


class _Reader:
    def __init__(self, text: DocText, counters: Counters) -> None:
        self._text = text
        self._counters = counters
        self.pictures = 0
        self.drawings = 0
        self.unseen: dict[Why, Unseen] = {}
        #: Whether there is a field whose choice stands elsewhere than in the text.
        self.chosen = False
        self._asked = ""
        self._coloured = tables_are_coloured(text.paragraphs.values)

    def story(self, characters: list[tuple[str, int, Properties]]) -> list[Block]:
        """The blocks of one story: paragraphs end at their marks, cells and rows at theirs."""
        blocks: list[Block] = []
        levels: list[_Level] = []
        line: list[str] = []
        fields: list[bool] = []
        for char, position, piece in characters:
            own = self._text.characters.at(position) | piece
            gone, why = own.get(_DELETED) in ON, self._why(own, position)
            ends = char in _ENDS
            if not ends or ((gone or why is Why.HIDDEN) and char == "\r"):
                if not gone:
                    self._hear(char, own, line, fields, why)
                continue
            paragraph = self._text.paragraphs.at(position)
            depth = _depth(paragraph)
            while len(levels) > depth:
                _close(levels, blocks)
            while len(levels) < depth:
                levels.append(_Level())
            number = "" if _ends_row(paragraph) else self._counters.next(*numbered(paragraph))
            if levels and number:
                levels[-1].numbers.append(number)
            _end_line("".join(line), char, paragraph, levels, blocks)
            line, fields = [], [state for state in fields if not state]
        if line:
            blocks.extend(_paragraph("".join(line)))
        while levels:
            _close(levels, blocks)
        return blocks

    def _why(self, own: Properties, position: int) -> Why | None:
        """Why the character is not seen; few stand with properties that could hide them."""
        if not own:
            return None
        paragraph = self._text.paragraphs.at(position)
        return why_unseen(own, paragraph, on_colour=self._coloured and _depth(paragraph) > 0)

    def _hear(
        self, char: str, own: Properties, line: list[str], fields: list[bool], why: Why | None
    ) -> None:
        """What is seen goes to the line, what is not is kept to be told."""
        if why is None or char in _FIELD_MARKS:
            self._say(char, own, line, fields)
        elif char > " " and not any(fields) and own.get(_SPECIAL) not in ON:
            found = self.unseen.setdefault(why, Unseen("文中"))
            found.add(char)

    def _say(self, char: str, own: Properties, line: list[str], fields: list[bool]) -> None:
        if char in _FIELD_MARKS:
            self.chosen |= any(kind in self._asked for kind in _CHOICES)
            self._asked = ""
        if char == "\x13":
            fields.append(True)
        elif char == "\x14" and fields:
            fields[-1] = False
        elif char == "\x15" and fields:
            fields.pop()
        elif any(fields):
            self._asked = (self._asked + char)[-_ASKED:]
        elif _SYMBOL in own and len(own[_SYMBOL]) == 4:
            code = int.from_bytes(own[_SYMBOL][2:], "little")
            line.append(symbol(code, "Wingdings") or symbol(code, "Wingdings 2"))
        elif char == _PICTURE:
            self.pictures += own.get(_DATA) not in ON
        elif char == _DRAWING:
            self.drawings += 1
        elif char >= " " or char in _SHOWN:
            line.append("" if own.get(_SPECIAL) in ON else _SHOWN.get(char, char))


class _Level:
    """A table being read."""

    def __init__(self) -> None:
        self.rows: list[tuple[list[OpenCell], RowMarks]] = []
        self.cells: list[OpenCell] = []
        self.open = OpenCell()
        self.numbers: list[str] = []  # that Word makes itself, of the open cell


def _ends_row(paragraph: Properties) -> bool:
    return b"\x01" in (paragraph.get(_ROW_END), paragraph.get(_INNER_ROW_END))


def _depth(paragraph: Properties) -> int:
    stated = paragraph.get(_DEPTH, b"")
    depth = int.from_bytes(stated, "little") if stated else 0
    return min(depth, 50) or int(paragraph.get(_IN_TABLE) == b"\x01")


def _end_line(
    text: str, char: str, paragraph: Properties, levels: list[_Level], blocks: list[Block]
) -> None:
    if not levels:
        blocks.extend(_paragraph(text))
        return
    level = levels[-1]
    if _ends_row(paragraph):
        level.rows.append((level.cells, row_marks(paragraph, len(level.cells))))
        level.cells = []
        return
    text = _joined_pairs(text)
    if text.strip():
        level.open.lines.append(text)
    if char == "\x07" or paragraph.get(_INNER_CELL) == b"\x01":
        if not level.open.lines:  # beside text a number is a list's mark, no part of it
            level.open.lines = level.numbers
        level.cells.append(level.open)
        level.open, level.numbers = OpenCell(), []


def _close(levels: list[_Level], blocks: list[Block]) -> None:
    level = levels.pop()
    if level.open.lines or level.open.tables:
        level.cells.append(level.open)
    if level.cells:
        level.rows.append((level.cells, RowMarks()))
    if not level.rows:
        return
    table = Table(name="", cells=lay_out(level.rows))
    if levels:
        levels[-1].open.tables.append(table)
    else:
        blocks.append(table)


def _paragraph(text: str) -> list[Block]:
    return [Paragraph(_joined_pairs(text))] if text.strip() else []


def _joined_pairs(text: str) -> str:
    """Surrogate pairs joined; a half without its other half is replaced."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _number(blocks: Iterable[Block]) -> list[Block]:
    """The tables named 表1, 表2 … in reading order, nested ones after the one that holds them."""
    count = 0

    def named(table: Table) -> Table:
        nonlocal count
        count += 1
        name = f"表{count}"
        cells = tuple(
            replace(cell, tables=tuple(named(inner) for inner in cell.tables))
            for cell in table.cells
        )
        return replace(table, name=name, cells=cells)

    return [named(block) if isinstance(block, Table) else block for block in blocks]
