"""Numbers that Word makes itself: shown in cells that hold nothing else."""

from __future__ import annotations

import io

import pytest

from jlxx_check.model.document import Document, Table
from jlxx_check.probes.word.read_docx import read_docx
from jlxx_check.probes.word.word_numbers import spelled
from tests.probes.office_files import docx_of


def level(text: str, shape: str = "decimal", more: str = "", at: int = 0, start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{shape}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def lists(levels: str, more: str = "") -> str:
    return (
        f'<w:numbering SPACES><w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>{more}</w:numbering>'
    )


def item(number: str = "1", at: int = 0, text: str = "") -> str:
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{text}</w:t></w:r></w:p>"
    )


def cells(numbering: str, *paragraphs: str, styles: str = "<w:styles SPACES/>") -> list[str]:
    rows = "".join(f"<w:tr><w:tc>{paragraph}</w:tc></w:tr>" for paragraph in paragraphs)
    data = docx_of(f"<w:tbl>{rows}</w:tbl>", numbering=numbering, styles=styles)
    document = read_docx(io.BytesIO(data), len(data))
    assert isinstance(document, Document), document
    (table,) = document.tables()
    assert isinstance(table, Table)
    return [cell.text for cell in table.cells]


@pytest.mark.parametrize(
    ("levels", "shown"),
    [
        (level("%1"), ["1", "2", "3"]),
        (level("%1."), ["1.", "2.", "3."]),
        (level("（%1）", start=5), ["（5）", "（6）", "（7）"]),
        (level("%1、", "chineseCounting"), ["一、", "二、", "三、"]),
        (level("%1", "decimalZero"), ["01", "02", "03"]),
        (level("%1", "bullet"), ["", "", ""]),
    ],
)
def test_an_empty_cell_shows_its_number(levels: str, shown: list[str]) -> None:
    assert cells(lists(levels), item(), item(), item()) == shown


def test_levels_count_below_one_another_and_begin_anew() -> None:
    numbering = lists(level("%1") + level("%1.%2", at=1))
    paragraphs = (item(), item(at=1), item(at=1), item(), item(at=1))
    assert cells(numbering, *paragraphs) == ["1", "1.1", "1.2", "2", "2.1"]


def test_a_list_may_begin_at_another_number() -> None:
    override = (
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
    )
    numbering = lists(level("%1"), override)
    paragraphs = (item(), item(), item("2"), item("2"), item("3"))
    assert cells(numbering, *paragraphs) == ["1", "2", "1", "2", "3"]


def test_a_style_may_number_its_paragraphs_and_a_paragraph_may_decline() -> None:
    styles = (
        '<w:styles SPACES><w:style w:type="paragraph" w:styleId="n"><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    own = '<w:p><w:pPr><w:pStyle w:val="n"/>{}</w:pPr></w:p>'
    declined = own.format('<w:numPr><w:numId w:val="0"/></w:numPr>')
    found = cells(lists(level("%1")), own.format(""), declined, own.format(""), styles=styles)
    assert found == ["1", "", "2"]


def test_beside_text_a_number_is_no_part_of_it() -> None:
    assert cells(lists(level("%1、")), item(text="姓名"), item(), item("9")) == ["姓名", "2、", ""]


@pytest.mark.parametrize(
    ("number", "shape", "shown"),
    [
        (27, "upperLetter", "AA"),
        (4, "lowerRoman", "iv"),
        (10, "chineseCounting", "十"),
        (12, "chineseCountingThousand", "十二"),
        (20, "japaneseCounting", "二十"),
        (103, "chineseCounting", "一百〇三"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (3, "decimalEnclosedCircle", "③"),
        (21, "decimalEnclosedCircle", "21"),
        (2, "ideographTraditional", "乙"),
        (12, "decimalFullWidth", "１２"),
        (0, "upperRoman", "0"),
        (7, "unheardOf", "7"),
    ],
)
def test_numbers_are_spelled_as_a_list_spells_them(number: int, shape: str, shown: str) -> None:
    assert spelled(number, shape) == shown
