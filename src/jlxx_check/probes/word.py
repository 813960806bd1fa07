"""Word files (.docx, .docm, ISO-strict): body text and tables as a reader of the page sees them."""

from __future__ import annotations

from typing import BinaryIO

from lxml import etree

from jlxx_check.model.document import Block, Document, Paragraph, Table
from jlxx_check.model.facts import Unreadable
from jlxx_check.model.text import Text
from jlxx_check.probes.ooxml import CORRUPT, OfficePackage, Refused, beyond
from jlxx_check.probes.shown import shown_text
from jlxx_check.probes.word_runs import Runs, alternative
from jlxx_check.probes.word_tables import Inside, read_cells
from jlxx_check.probes.word_xml import attribute, child, is_on, name

_MAIN = "word/document.xml"
_STYLES = "word/styles.xml"
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
    except Refused as refused:
        return refused.why
    except RecursionError:
        return beyond(Text("文档内部的嵌套层数", "Nesting inside the document"), "200+", "200")


#: How the word for hidden text stands in a part, whichever encoding the part is in.
_VANISH = tuple("vanish".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


def _read(package: OfficePackage) -> Document | Unreadable:
    part = package.main_part(_MAIN)
    root = None if part is None else package.xml(part)
    body = child(root, "w:body")
    if body is None:
        return CORRUPT
    reader = _Reader(_hidden_styles(package))
    blocks = tuple(reader.blocks(body))
    text = shown_text(blocks)
    if len(text) > MAX_CHARACTERS:
        what = Text("文档的字符数", "Characters of the document")
        return beyond(what, str(len(text)), str(MAX_CHARACTERS))
    pictures = reader.runs.pictures
    return Document(
        blocks=blocks, text=text, has_text=bool(text.strip()) or not pictures, pictures=pictures
    )


def _hidden_styles(package: OfficePackage) -> frozenset[str]:
    """Ids of styles whose text is hidden; a missing or damaged style sheet hides nothing."""
    try:
        # Style sheets are the largest part of a form, and few hide anything: parsing them all
        # would cost more than everything else in the file.
        sheet = package.bytes(_STYLES) or b""
        root = package.xml(_STYLES) if any(word in sheet for word in _VANISH) else None
    except Refused:
        return frozenset()
    hidden = set()
    for style in () if root is None else root:
        if name(style) == "w:style" and is_on(child(style, "w:rPr", "w:vanish")):
            hidden.add(attribute(style, "styleId") or "")
    return frozenset(hidden - {""})


class _Reader:
    """Walks the body; what stands inside a paragraph is ``Runs``' part."""

    def __init__(self, hidden_styles: frozenset[str]) -> None:
        self.runs = Runs(hidden_styles, self._box)
        self._boxes: list[Block] = []
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

    def _box(self, content: etree._Element) -> None:
        inner = self.blocks(content)
        self._boxes.extend(inner)

    def _table(self, element: etree._Element) -> Table:
        self._tables += 1
        title = f"表{self._tables}"
        return Table(name=title, cells=read_cells(element, self._cell))

    def _cell(self, element: etree._Element, prompt: bool) -> Inside:
        self.runs.muted += prompt
        blocks = self.blocks(element)
        self.runs.muted -= prompt
        text = "\n".join(block.text for block in blocks if isinstance(block, Paragraph))
        tables = tuple(block for block in blocks if isinstance(block, Table))
        return Inside(text.strip(), tables)
