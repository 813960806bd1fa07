"""Old Word and WPS files (.doc, .wps): final text and tables, without any office program."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import replace
from typing import BinaryIO

from jlxx_check.model.document import Block, Document, Paragraph, Table
from jlxx_check.model.facts import Cause, Unreadable
from jlxx_check.model.text import Text
from jlxx_check.probes import compound
from jlxx_check.probes.doc_file import (
    MAX_CHARACTERS,
    DamagedDoc,
    DocText,
    EncryptedDoc,
    OldDoc,
    Properties,
    TooLong,
    read_doc_file,
)
from jlxx_check.probes.doc_tables import Inside, RowMarks, lay_out, row_marks
from jlxx_check.probes.ooxml import CORRUPT, EMPTY, MB, PASSWORD, beyond
from jlxx_check.probes.shown import shown_text
from jlxx_check.probes.word_xml import symbol

_DELETED, _HIDDEN, _SPECIAL, _DATA, _SYMBOL = 0x0800, 0x083C, 0x0855, 0x0806, 0x6A09
_IN_TABLE, _ROW_END, _DEPTH = 0x2416, 0x2417, 0x6649
_INNER_CELL, _INNER_ROW_END = 0x244B, 0x244C
_ON = (b"\x01", b"\x81")
_SHOWN = {"\x0b": "\n", "\x0e": "\n", "\x1e": "-", "\t": "\t", "\r": "", "\x07": "", "\x0c": ""}
_ENDS = "\r\x07\x0c"
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
        text = read_doc_file(found["WordDocument"], found, found.get("Data", b""))
        return _document(text)
    except (compound.BrokenCompound, DamagedDoc, struct.error):
        return CORRUPT
    except EncryptedDoc:
        return PASSWORD
    except OldDoc:
        return SAVE_AS_DOCX
    except TooLong as error:
        what = Text("文档的字符数", "Characters of the document")
        return beyond(what, str(error.count), str(MAX_CHARACTERS))


def _document(text: DocText) -> Document:
    reader = _Reader(text)
    blocks = reader.story(text.main) + reader.story(text.boxes)
    numbered = tuple(_number(blocks))
    shown = shown_text(numbered)
    has_text = bool(shown.strip()) or not (reader.pictures or reader.drawings)
    return Document(blocks=numbered, text=shown, has_text=has_text, pictures=reader.pictures)


class _Reader:
    def __init__(self, text: DocText) -> None:
        self._text = text
        self.pictures = 0
        self.drawings = 0

    def story(self, characters: list[tuple[str, int, Properties]]) -> list[Block]:
        """The blocks of one story: paragraphs end at their marks, cells and rows at theirs."""
        blocks: list[Block] = []
        levels: list[_Level] = []
        line: list[str] = []
        fields: list[bool] = []
        for char, position, piece in characters:
            own = self._text.characters.at(position) | piece
            gone = own.get(_DELETED) in _ON or own.get(_HIDDEN) in _ON
            ends = char in _ENDS
            if not ends or (gone and char == "\r"):
                if not gone:
                    self._say(char, own, line, fields)
                continue
            paragraph = self._text.paragraphs.at(position)
            depth = _depth(paragraph)
            while len(levels) > depth:
                _close(levels, blocks)
            while len(levels) < depth:
                levels.append(_Level())
            _end_line("".join(line), char, paragraph, levels, blocks)
            line, fields = [], [state for state in fields if not state]
        if line:
            blocks.extend(_paragraph("".join(line)))
        while levels:
            _close(levels, blocks)
        return blocks

    def _say(self, char: str, own: Properties, line: list[str], fields: list[bool]) -> None:
        if char == "\x13":
            fields.append(True)
        elif char == "\x14" and fields:
            fields[-1] = False
        elif char == "\x15" and fields:
            fields.pop()
        elif any(fields):
            return
        elif _SYMBOL in own and len(own[_SYMBOL]) == 4:
            code = int.from_bytes(own[_SYMBOL][2:], "little")
            line.append(symbol(code, "Wingdings") or symbol(code, "Wingdings 2"))
        elif char == _PICTURE:
            self.pictures += own.get(_DATA) not in _ON
        elif char == _DRAWING:
            self.drawings += 1
        elif char >= " " or char in _SHOWN:
            line.append("" if own.get(_SPECIAL) in _ON else _SHOWN.get(char, char))


class _Level:
    """A table being read."""

    def __init__(self) -> None:
        self.rows: list[tuple[list[Inside], RowMarks]] = []
        self.cells: list[Inside] = []
        self.open = Inside()


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
    if b"\x01" in (paragraph.get(_ROW_END), paragraph.get(_INNER_ROW_END)):
        level.rows.append((level.cells, row_marks(paragraph, len(level.cells))))
        level.cells = []
        return
    text = _joined_pairs(text)
    if text.strip():
        level.open.lines.append(text)
    if char == "\x07" or paragraph.get(_INNER_CELL) == b"\x01":
        level.cells.append(level.open)
        level.open = Inside()


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
