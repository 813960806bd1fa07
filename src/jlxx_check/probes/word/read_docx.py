"""Word files (.docx, .docm, ISO-strict): body text and tables as a reader of the page sees them."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import BinaryIO

from lxml import etree

from jlxx_check.model.document import Block, Document, Letters, Paragraph, Table
from jlxx_check.model.facts import Unreadable
from jlxx_check.probes.letters import WHITE, rgb_of, shown_text
from jlxx_check.probes.ooxml import OfficePackage
from jlxx_check.probes.photo.old_pictures import are_blank
from jlxx_check.probes.unreadable import CORRUPT, RefusedError, beyond
from jlxx_check.probes.word.web_page import page_blocks
from jlxx_check.probes.word.word_looks import LookReader, StyleSheet, Tone, Why, row_is_flat
from jlxx_check.probes.word.word_numbers import Counters, read_lists
from jlxx_check.probes.word.word_pages import paper_of, stored_pages
from jlxx_check.probes.word.word_runs import Runs, alternative
from jlxx_check.probes.word.word_tables import CellContent, read_cells
from jlxx_check.probes.word.word_xml import attribute, child, is_behind, is_on, name
from jlxx_check.text import Text

#: Characters of one document; a form has some 3,000.
MAX_CHARACTERS = 2_000_000

_LEFT_OUT = frozenset({"w:del", "w:moveFrom", "w:sectPr", "w:tblPr", "w:tcPr", "w:sdtPr"})


def read_docx(stream: BinaryIO, size: int) -> Document | Unreadable:
    """Body text, tables and text boxes; headers, footers, notes and comments are left out.

    Tracked insertions stand, deletions and hidden text do not. A content control that shows
    only its prompt is empty. Raises OSError where the stream cannot be read.
    """
    try:
        with OfficePackage(stream, size) as package:
            return _read(package)
    except RefusedError as refused:
        return refused.why
    except RecursionError:
        return beyond(Text("文档内部的嵌套层数", "Nesting inside the document"), "200+", "200")


def _read(package: OfficePackage, *, inner: bool = False) -> Document | Unreadable:
    main = package.main_part()
    root = package.xml(main)
    body = child(root, "w:body")
    if root is None or body is None:
        return CORRUPT
    reader = _Reader(package, main, root, inner=inner)
    blocks = tuple(reader.blocks(body))
    text = shown_text(blocks)
    if len(text) > MAX_CHARACTERS:
        what = Text("文档的字符数", "Characters of the document")
        return beyond(what, str(len(text)), str(MAX_CHARACTERS))
    runs = reader.runs
    drawn = bool(runs.pictures or runs.drawings)
    said = bool(text.strip()) or runs.unread is not None
    return Document(
        blocks=blocks,
        text=text,
        has_text=said,
        pictures=runs.pictures,
        blank=not said and (not drawn or _only_blank_pictures(package, main, runs)),
        unseen=tuple(found.told(why.value) for why, found in runs.unseen.items()),
        unread=runs.unread,
        pages_stored=stored_pages(package, text),
        paper=paper_of(root),
        letters=tuple(Letters(*look, count) for look, count in runs.letters.most_common()),
    )


def _only_blank_pictures(package: OfficePackage, main: str, runs: Runs) -> bool:
    """Whether all that is drawn on the pages are pictures that show nothing."""
    if runs.drawings != runs.pictures:
        return False
    parts = {item.part for item in package.relations(main) if item.kind == "image"}
    return are_blank([package.bytes(part) or b"" for part in sorted(parts)])


class _Reader:
    """Walks the body; what stands inside a paragraph is ``Runs``' part."""

    def __init__(
        self, package: OfficePackage, main: str, root: etree._Element, *, inner: bool
    ) -> None:
        """inner: read for a document that takes it in; it takes in no other itself."""
        self._inner = inner
        related = {item.kind: item.part for item in package.relations(main) if not item.external}
        self._package = package
        self._chunks = {
            item.id: item.part
            for item in package.relations(main)
            if item.kind == "aFChunk" and not item.external
        }
        looks = LookReader(_part(package, related, "theme"))
        self._styles = StyleSheet(_part(package, related, "styles"), looks)
        self._looks = looks
        self._counters = Counters(
            read_lists(_part(package, related, "numbering"), self._styles.listed)
        )
        self.runs = Runs(looks, self._styles, self._box)
        if _coloured(root) or any(is_behind(item) for item in root.iter("{*}anchor")):
            self.runs.ground = None
        self._boxes: list[Block] = []
        self._numbers: list[str] = []  # of the cell's paragraphs so far
        self._tables = 0
        self._joined = ""  # text of paragraphs whose mark was deleted

    def blocks(self, container: etree._Element) -> list[Block]:
        """The container's paragraphs (empty ones left out), text boxes and tables, in order."""
        found: list[Block] = []
        outer, self._joined = self._joined, ""
        self._collect(container, found)
        self._add_paragraph("", found)
        self._joined = outer
        return found

    def _collect(self, container: etree._Element, found: list[Block]) -> None:
        for element in container:
            kind = name(element)
            if kind == "w:p":
                self._paragraph(element, found)
            elif kind == "w:tbl":
                self._add_paragraph("", found)
                found.append(self._table(element))
            elif kind == "w:sdt":
                self._control(element, found)
            elif kind == "mc:AlternateContent":
                chosen = alternative(element)
                if chosen is not None:
                    self._collect(chosen, found)
            elif kind == "w:altChunk":
                self._add_paragraph("", found)
                found.extend(self._chunk(element))
            elif kind not in _LEFT_OUT and len(element):
                self._collect(element, found)

    def _control(self, control: etree._Element, found: list[Block]) -> None:
        content = child(control, "w:sdtContent")
        if content is None:
            return
        prompt = is_on(child(control, "w:sdtPr", "w:showingPlcHdr"))
        self.runs.muted += prompt
        self._collect(content, found)
        self.runs.muted -= prompt

    def _paragraph(self, element: etree._Element, found: list[Block]) -> None:
        outer, self._boxes = self._boxes, []
        text = self.runs.paragraph(element)
        self._numbers.append(self._number(element))
        boxes, self._boxes = self._boxes, outer
        if child(element, "w:pPr", "w:rPr", "w:del") is not None:
            self._joined += text
        else:
            self._add_paragraph(text, found)
        found.extend(boxes)

    def _add_paragraph(self, text: str, found: list[Block]) -> None:
        text, self._joined = self._joined + text, ""
        if text.strip():
            found.append(Paragraph(text))

    def _number(self, element: etree._Element) -> str:
        """The number that Word puts before the paragraph; "" for none."""
        about = child(element, "w:pPr")
        style = child(about, "w:pStyle")
        key = (attribute(style, "val") if style is not None else None) or self._styles.usual
        number, level = self._styles.numbering(key)
        own = child(about, "w:numPr")
        for part in () if own is None else own:
            if name(part) == "w:numId":
                number = attribute(part, "val")
            elif name(part) == "w:ilvl":
                level = attribute(part, "val")
        if not number or number == "0":
            return ""
        return self._counters.next(number, int(level) if level and level.isdecimal() else 0)

    def _chunk(self, element: etree._Element) -> list[Block]:
        """The document that is taken in at this place, or nothing and a word on it."""
        part = next((self._chunks.get(str(v)) for k, v in element.attrib.items() if "id" in k), "")
        data = self._package.bytes(part) if part else None
        kind = self._package.content_type(part) if part else ""
        blocks: list[Block] | None = None
        if data is not None and ("html" in kind or (part or "").endswith((".html", ".htm"))):
            blocks = page_blocks(data)
        elif data is not None and kind == "text/plain":
            lines = data.decode("utf-8-sig", "replace").splitlines()
            blocks = [Paragraph(line) for line in lines if line.strip()]
        elif data is not None and data.startswith(b"PK") and not self._inner:
            blocks = self._inside(data)
        if blocks is None:
            self.runs.unread = self.runs.unread or _CHUNK
            return []
        return [self._named(block) if isinstance(block, Table) else block for block in blocks]

    def _inside(self, data: bytes) -> list[Block] | None:
        try:
            with OfficePackage(io.BytesIO(data), len(data)) as package:
                found = _read(package, inner=True)
        except RefusedError:
            return None
        if not isinstance(found, Document):
            return None
        self.runs.unread = self.runs.unread or found.unread
        self.runs.pictures += found.pictures
        return list(found.blocks)

    def _named(self, table: Table) -> Table:
        self._tables += 1
        own = f"表{self._tables}"
        cells = tuple(
            replace(cell, tables=tuple(self._named(inner) for inner in cell.tables))
            for cell in table.cells
        )
        return replace(table, name=own, cells=cells)

    def _box(self, content: etree._Element) -> None:
        outer, self.runs.ground = self.runs.ground, None  # a box may be filled
        numbers, self._numbers = self._numbers, []
        inner = self.blocks(content)
        self.runs.ground, self._numbers = outer, numbers
        self._boxes.extend(inner)

    def _table(self, element: etree._Element) -> Table:
        self._tables += 1
        title = f"表{self._tables}"
        outer = self.runs.ground, self.runs.place
        style = child(element, "w:tblPr", "w:tblStyle")
        if style is not None and self._styles.shades(attribute(style, "val") or ""):
            self.runs.ground = None
        self._shade(child(element, "w:tblPr", "w:shd"))
        self.runs.place = title
        table = Table(name=title, cells=read_cells(element, self._cell))
        self.runs.ground, self.runs.place = outer
        return table

    def _shade(self, shading: etree._Element | None) -> None:
        shade = self._looks.shade(shading)
        if shade is not None and shade is not Tone.AUTO:
            self.runs.ground = shade if isinstance(shade, tuple) else None

    def _cell(self, element: etree._Element, prompt: bool) -> CellContent:
        runs = self.runs
        outer = runs.ground, runs.cover
        self._shade(child(element, "w:tcPr", "w:shd"))
        row = next((above for above in element.iterancestors() if name(above) == "w:tr"), None)
        if runs.cover is None and row is not None and row_is_flat(row):
            runs.cover = Why.FLAT
        numbers, self._numbers = self._numbers, []
        runs.muted += prompt
        blocks = self.blocks(element)
        runs.muted -= prompt
        text = "\n".join(block.text for block in blocks if isinstance(block, Paragraph))
        if not text.strip() and runs.cover is None:
            # Beside text the number is a list's mark, which is no part of a name or a label.
            text = "\n".join(number for number in self._numbers if number)
        self._numbers = numbers
        runs.ground, runs.cover = outer
        tables = tuple(block for block in blocks if isinstance(block, Table))
        return CellContent(text.strip(), tables)


def _part(package: OfficePackage, related: dict[str, str], kind: str) -> etree._Element | None:
    """A part by its relationship; what is missing or too large says nothing."""
    try:
        return package.xml(related[kind]) if kind in related else None
    except RefusedError:
        return None


def _coloured(root: etree._Element) -> bool:
    """Whether the page is not white."""
    page = child(root, "w:background")
    said = attribute(page, "color") if page is not None else None
    return said is not None and said != "auto" and rgb_of(said) != WHITE


_CHUNK = Text(
    "文档里插入了另一个文件的内容，程序没有读，请用 Word 打开后另存为 .docx",
    "Another file's content is inserted in the document and was not read; open it in Word and save "
    "it as .docx",
)
