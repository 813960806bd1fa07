"""The letter's attachment: what is to be mended as a table, its headings on every page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from rich.cells import cell_len

from jlxx_check.reporters.docx.layout import TABLE_STYLE, Letter, table_style
from jlxx_check.reporters.letter_rows import LetterRow, LetterTable, ranges
from jlxx_check.reporters.sections import CLAUSE, NUMBER
from jlxx_check.text import Lang, Text
from jlxx_check.values.visible import visible

#: Each with its width in millimetres: 257 are between the edges.
_COLUMNS = (
    (NUMBER, 11),
    (Text("对象", "whose"), 39),
    (Text("问题", "what is wrong"), 70),
    (Text("位置", "where"), 40),
    (Text("改法", "to mend"), 57),
    (CLAUSE, 40),
)
_TWIPS = 56.7  # a millimetre
#: What a cell keeps free on each side, and a character of the table's size, in millimetres.
_EDGE, _LETTER = 1.4, 3.18
#: A row of more lines may be parted: the page before it would stay all but empty.
_LONG = 12
_WHOLE = Text("材料整体", "the package as a whole")
_NONE = "—"


def write_attachment(letter: Letter, table: LetterTable, title: str) -> None:
    """A new page with the table."""
    table_style(letter.document, letter.lang)
    letter.attachment(title, _note(table).say(letter.lang))
    _insert(letter, "".join(_table(table, letter.lang)))
    notes = [visible(note) for note in table.notes]
    for number, note in enumerate(notes, 1):
        lead = Text("说明：", "Note: ").say(letter.lang)
        counted = f"{number}. " if len(notes) > 1 else ""
        letter.small(f"{lead if number == 1 else ''}{counted}{note}")
    if not notes:
        letter.small("")  # a document does not end in a table


def write_rows(
    letter: Letter,
    title: str,
    columns: Sequence[tuple[Text, int]],
    rows: Iterable[Sequence[str]],
) -> None:
    """A new page with a table of numbered rows.

    columns: headings and widths in millimetres, the numbers' first. rows: texts of the others.
    """
    table_style(letter.document, letter.lang)
    letter.attachment(title, "")
    widths = [width for _, width in columns]
    heads = [
        _cell(visible(head.say(letter.lang)), width, "center", bold=True) for head, width in columns
    ]
    made = f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(heads)}</w:tr>"
    for number, row in enumerate(rows, 1):
        texts = [visible(text) for text in (str(number), *row)]
        cells = (
            _cell(text, width, "left" if place else "center")
            for place, (text, width) in enumerate(zip(texts, widths, strict=True))
        )
        made += f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"
    _insert(letter, f"{_frame(widths)}{made}")
    letter.small("")  # a document does not end in a table


def _insert(letter: Letter, table: str) -> None:
    made = parse_xml(f"<w:tbl {nsdecls('w')}>{table}</w:tbl>")
    letter.document.element.body.insert_element_before(made, "w:sectPr")


def _note(table: LetterTable) -> Text:
    """Where the files are, said once for all of them; nothing where no row names any."""
    rows = [row for part in table.parts for row in part.rows]
    if not table.root or not any(row.where or row.owner for row in rows):
        return Text("", "")
    return Text(
        f"文件位置都在“{table.root}”文件夹内。", f"All files are in the folder “{table.root}”."
    )


def _table(table: LetterTable, lang: Lang) -> Iterable[str]:
    yield _frame([width for _, width in _COLUMNS])
    heads = [_cell(title.say(lang), width, "center", bold=True) for title, width in _COLUMNS]
    yield f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(heads)}</w:tr>"
    for part in table.parts:
        if part.title is not None:
            yield _band(part.title.say(lang))
        before = None
        for row in part.rows:
            first = before is None or _owner_id(before) != _owner_id(row)
            yield _row(row, table, lang, first=first)
            before = row


def _frame(widths: Iterable[int]) -> str:
    columns = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
    return (
        '<w:tblPr><w:tblW w:w="0" w:type="auto"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{_borders()}</w:tblBorders>"
        '<w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{_margins()}</w:tblCellMar></w:tblPr>"
        f"<w:tblGrid>{columns}</w:tblGrid>"
    )


def _owner_id(row: LetterRow) -> str:
    return row.owner.id if row.owner else row.owners


def _row(row: LetterRow, table: LetterTable, lang: Lang, *, first: bool) -> str:
    """first: the owner's first row, which says more of it."""
    whose = [row.owners or _WHOLE.say(lang)]
    if row.owner is not None:
        whose = [row.owner.name]
        if first:
            folder = table.folders.get(row.owner.id)
            kind = row.owner.kind_title.say(lang)
            named = folder is not None and kind in folder  # then it says both
            whose += [text for text in (None if named else kind, folder) if text]
    number = ranges(row.numbers, lang) or _NONE
    texts = ([number], whose, [row.what], [row.where or _NONE], [row.do], row.basis.split("\n"))
    shown = [[visible(line) for line in lines] for lines in texts]
    height = max(_height(lines, width) for lines, (_, width) in zip(shown, _COLUMNS, strict=True))
    cells = "".join(
        _cell("\n".join(lines), width, "center" if place == 0 else "left")
        for place, (lines, (_, width)) in enumerate(zip(shown, _COLUMNS, strict=True))
    )
    whole = "<w:trPr><w:cantSplit/></w:trPr>" if height <= _LONG else ""
    return f"<w:tr>{whole}{cells}</w:tr>"


def _height(lines: Sequence[str], width: float) -> int:
    room = (width - 2 * _EDGE) / _LETTER
    return sum(max(1, ceil(cell_len(line) / 2 / room)) for line in lines)


def _band(title: str) -> str:
    """A row over all columns that stays with the next one."""
    whole = sum(width for _, width in _COLUMNS)
    cell = _cell(visible(title), whole, "left", span=len(_COLUMNS), bold=True, keep=True)
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cell}</w:tr>"


def _cell(
    text: str, width: float, side: str, *, span: int = 1, bold: bool = False, keep: bool = False
) -> str:
    """A cell, a paragraph a line; text is safe to show already."""
    merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="E7E6E6"/>' if bold else ""
    weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
    stays = "<w:keepNext/>" if keep else ""
    lines = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{TABLE_STYLE}"/>{stays}<w:jc w:val="{side}"/></w:pPr>'
        f'<w:r>{weight}<w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for line in text.split("\n")
    )
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/>{merged}{shade}'
        f'<w:vAlign w:val="center"/></w:tcPr>{lines}</w:tc>'
    )


def _borders() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0"/>' for side in sides)


def _margins() -> str:
    sides = {"top": 0.5, "left": _EDGE, "bottom": 0.5, "right": _EDGE}
    return "".join(f'<w:{side} w:w="{_twips(mm)}" w:type="dxa"/>' for side, mm in sides.items())


def _twips(millimetres: float) -> int:
    return round(millimetres * _TWIPS)
