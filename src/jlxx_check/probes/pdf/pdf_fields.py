"""What was filled in on a PDF: form fields and notes typed on it, laid beside their labels."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Sequence
from dataclasses import replace
from html import unescape

import pypdfium2
from pypdfium2 import raw

from jlxx_check.values.frozen_types import frozen

#: Annotations that are looked at, of one page.
_MOST = 5_000
_UNSEEN_FLAGS = 0x02 | 0x20  # hidden, or not shown on a screen
_TYPED = frozenset(
    {raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX}
)
#: Fields that stand two levels below what says their type are none to the library.
_NO_FIELD = frozenset({raw.FPDF_FORMFIELD_UNKNOWN, -1})
_TICKED = frozenset({raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON})
_SECRET = 1 << 13  # a text field that shows stars
_BREAK = re.compile(r"</p\s*>|<br\b[^>]*>", re.IGNORECASE)
_MARK = re.compile(r"<[^>]*>")
#: Characters of a value that stands in one line with its label.
_SHORT = 40
#: Points by which a value's box may begin before its label ends.
_OVERLAP = 4.0


@frozen
class Run:
    """A piece of text and its box in points; bottom is below top."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return (self.bottom + self.top) / 2


#: What was filled in stands in a box as printed text does.
Block = Run


@frozen
class Filled:
    """What was filled in on a page.

    blocks: values and typed text that are shown. mute: boxes that show something of which the file
    tells no value: only what they look like says it.
    """

    blocks: tuple[Block, ...]
    mute: tuple[Block, ...]


def filled_in(page: pypdfium2.PdfPage, form: pypdfium2.PdfFormEnv | None) -> Filled:
    """The values of the page's form fields and the text typed on it, as far as they are shown."""
    found: list[Block] = []
    mute: list[Block] = []
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), _MOST)):
        note = raw.FPDFPage_GetAnnot(page, index)
        if not note:
            continue
        try:
            text = _shown(note, form)
            rect = raw.FS_RECTF()
            if text != "" and raw.FPDFAnnot_GetRect(note, ctypes.byref(rect)):
                low, high = sorted((rect.bottom, rect.top))
                box = Block(text or "", rect.left, low, rect.right, high)
                (found if text else mute).append(box)
        finally:
            raw.FPDFPage_CloseAnnot(note)
    return Filled(tuple(found), tuple(mute))


def typeless(document: pypdfium2.PdfDocument) -> list[tuple[int, int]]:
    """Page and number of boxes that may show a value of a field whose type the library misses.

    It looks for the type one level above a box; the standard lets it stand anywhere above
    (ISO 32000-1, 12.7.3.1). Boxes that say their own value, or have looks, are read by those.
    """
    found: list[tuple[int, int]] = []
    for index in range(len(document)):
        page = document[index]
        for number in range(min(raw.FPDFPage_GetAnnotCount(page), _MOST)):
            note = raw.FPDFPage_GetAnnot(page, number)
            if not note:
                continue
            kind = raw.FPDFAnnot_GetFormFieldType(document.formenv, note)
            own = any(raw.FPDFAnnot_HasKey(note, key) for key in (b"V", b"RV", b"AP", b"FT"))
            above = raw.FPDFAnnot_HasKey(note, b"Parent")
            if raw.FPDFAnnot_GetSubtype(note) == raw.FPDF_ANNOT_WIDGET and above and not own:
                found += [(index, number)] if kind in _NO_FIELD else []
            raw.FPDFPage_CloseAnnot(note)
        page.close()
    return found


def take_for_text(document: pypdfium2.PdfDocument, boxes: Sequence[tuple[int, int]]) -> None:
    """Call boxes text fields, in memory; the library then finds what they inherit.

    To be done before the document's forms are opened. boxes: as ``typeless`` gives them.
    """
    name = (ctypes.c_ushort * 3)(ord("T"), ord("x"), 0)
    for index, number in boxes:
        page = document[index]
        note = raw.FPDFPage_GetAnnot(page, number)
        raw.FPDFAnnot_SetStringValue(note, b"FT", name)
        raw.FPDFPage_CloseAnnot(note)
        page.close()


def seen_in(
    boxes: Sequence[Block], before: pypdfium2.PdfTextPage, flat: pypdfium2.PdfPage
) -> list[Block]:
    """What mute boxes show: the text that is there once they are part of the page.

    before: the page's text without them. flat: the page with them made part of it.
    """
    layer = flat.get_textpage()
    try:
        found = []
        for box in boxes:
            edges = (box.left, box.bottom, box.right, box.top)
            printed = before.get_text_bounded(*edges)
            shown = layer.get_text_bounded(*edges).replace(printed, "", 1)
            text = "\n".join(filter(None, map(str.strip, shown.splitlines())))
            if text:
                found.append(replace(box, text=text))
        return found
    finally:
        layer.close()


def flattened(page: pypdfium2.PdfPage) -> bool:
    """Make fields and notes part of the page, in memory; it has to be opened anew then."""
    return bool(raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS)


def _shown(note: object, form: pypdfium2.PdfFormEnv | None) -> str | None:
    """The text that is shown; "" where there is none, None where only its looks tell it."""
    if raw.FPDFAnnot_GetFlags(note) & _UNSEEN_FLAGS:
        return ""
    kind = raw.FPDFAnnot_GetSubtype(note)
    if kind == raw.FPDF_ANNOT_FREETEXT:
        return _said(note, b"Contents") or _plain(_said(note, b"RC")) or _looks(note)
    if kind != raw.FPDF_ANNOT_WIDGET:
        return ""
    field = raw.FPDFAnnot_GetFormFieldType(form, note) if form else raw.FPDF_FORMFIELD_UNKNOWN
    if field in _TICKED:
        return "☑" if raw.FPDFAnnot_IsChecked(form, note) else "☐"
    if field in _TYPED and raw.FPDFAnnot_GetFormFieldFlags(form, note) & _SECRET:
        return ""
    if field in _TYPED:
        value = _chosen(form, note) or _string(
            lambda buffer, size: raw.FPDFAnnot_GetFormFieldValue(form, note, buffer, size)
        )
    elif field in _NO_FIELD:
        value = _said(note, b"V")
    else:
        return ""
    return _readable(value) or _plain(_said(note, b"RV")) or _looks(note)


def _chosen(form: object, note: object) -> str:
    """The options that are chosen of a list, as they are shown; "" where it is no list."""
    count = min(max(raw.FPDFAnnot_GetOptionCount(form, note), 0), _MOST)
    labels = (
        _string(lambda buffer, size, i=place: raw.FPDFAnnot_GetOptionLabel(
            form, note, i, buffer, size
        ))
        for place in range(count)
        if raw.FPDFAnnot_IsOptionSelected(form, note, place)
    )  # fmt: skip
    return "、".join(filter(None, labels))


def _said(note: object, key: bytes) -> str:
    return _string(lambda buffer, size: raw.FPDFAnnot_GetStringValue(note, key, buffer, size))


def _looks(note: object) -> str | None:
    """None where it has an appearance that may show something."""
    return None if raw.FPDFAnnot_HasKey(note, b"AP") else ""


def _plain(rich: str) -> str:
    """Rich text without its marks, a paragraph a line."""
    lines = _MARK.sub("", _BREAK.sub("\n", rich)).splitlines()
    return "\n".join(filter(None, (unescape(line).strip() for line in lines)))


def _readable(value: str) -> str:
    """The value; one that was written in GB 2312 without a word of it, decoded."""
    if value.isascii():
        return value
    try:
        decoded = value.replace("€", "\xa0").encode("latin-1").decode("gb2312")
    except UnicodeError:
        return value
    return decoded if all(sign.isascii() or sign >= "\u2e80" for sign in decoded) else value


def _string(asked: object) -> str:
    """What a function of the library writes into a buffer, in UTF-16."""
    size = asked(None, 0)  # type: ignore[operator]
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    asked(ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)  # type: ignore[operator]
    return buffer.raw[:size].decode("utf-16-le", "replace").rstrip("\0").replace("\r", "\n").strip()


def lines_of(printed: Sequence[Run], blocks: Sequence[Block]) -> list[str]:
    """Printed text and what was filled in beside it, from top to bottom, left to right."""
    left, joined = list(printed), []
    for block in sorted(blocks, key=lambda item: (-item.top, item.left)):
        labels = _labels(block, left, blocks)
        left = [run for run in left if run not in labels]
        if labels:
            label = "".join(run.text for run in labels)
            # A story stands below its label, as it does in a text: it may name other labels.
            long = "\n" in block.text or len(block.text) > _SHORT
            text = ("\n" if long else " ").join((label, block.text))
            joined.append(replace(labels[0], text=text, right=block.right))
        else:
            joined.append(block)
    return _in_lines([*left, *joined])


def _labels(block: Block, printed: Sequence[Run], blocks: Sequence[Block]) -> list[Run]:
    """The words right before a box: one, or several above each other (工作单位 over 及职务)."""
    beside = [
        run
        for run in printed
        if block.bottom <= run.middle <= block.top and run.right <= block.left + _OVERLAP
    ]
    if not beside:
        return []
    nearest = max(beside, key=lambda run: run.right)
    between = any(
        other is not block
        and other.bottom <= nearest.middle <= other.top
        and nearest.right <= other.left + _OVERLAP < block.left
        for other in blocks
    )
    if between:
        return []
    stacked = [run for run in beside if run.left < nearest.right and run.right > nearest.left]
    return sorted(stacked, key=lambda run: -run.top)


def _in_lines(runs: Sequence[Run]) -> list[str]:
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda item: -item.middle):
        near = rows and abs(rows[-1][0].middle - run.middle) < 0.5 * min(
            run.top - run.bottom, rows[-1][0].top - rows[-1][0].bottom
        )
        if near:
            rows[-1].append(run)
        else:
            rows.append([run])
    lines: list[str] = []
    for row in rows:
        texts = [run.text for run in sorted(row, key=lambda item: item.left)]
        # A value of several lines keeps them only where nothing stands behind it.
        before = [" ".join(text.split("\n")) for text in texts[:-1]]
        lines += " ".join([*before, texts[-1]]).split("\n")
    return [line.strip() for line in lines if line.strip()]
