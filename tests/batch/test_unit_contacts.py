"""Whom to reach: the lines of those who fill in, and never the people put forward."""

from __future__ import annotations

from pathlib import Path

import pytest

from jlxx_check.api import load_pack
from jlxx_check.batch.unit_contacts import contact_in, contacts_of_list
from jlxx_check.batch.unit_names import Units
from jlxx_check.model.document import Cell, Document, Paragraph, Table
from jlxx_check.model.sender import NO_CONTACT, UnitContact

HEADER = ("序号", "项目名称", "实施单位", "项目负责人", "联系人", "联系电话")
ROW = ("1", "田间学校", "某学院", "赵某", "钱某", "13900000000")


def document(*lines: str | tuple[str, ...]) -> Document:
    """Paragraphs, and rows of one table."""
    cells = [
        Cell(row, column, text)
        for row, line in enumerate(lines)
        if isinstance(line, tuple)
        for column, text in enumerate(line)
    ]
    texts = [Paragraph(line) for line in lines if isinstance(line, str)]
    table = [Table("表1", tuple(cells))] if cells else []
    return Document((*texts, *table), "")


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (
            ["推介单位（盖章）：某局    填表人：刘洋    联系电话：0431-81234567    2023年6月28日"],
            UnitContact("刘洋", "0431-81234567"),
        ),
        (
            [("填表人", "刘洋", "联系电话", "（0431）81234567")],
            UnitContact("刘洋", "（0431）81234567"),
        ),
        ([HEADER, ROW, ("填表人：刘洋", "电话：13812345678")], UnitContact("刘洋", "13812345678")),
        (
            ["联系人：刘洋", "联系电话：0431-81234567转802", "邮箱：ly@example.com"],
            UnitContact("刘洋", "0431-81234567转802", "ly@example.com"),
        ),
        (["填表人（签字）：刘洋"], UnitContact("刘洋")),
        # The innocent neighbours: the header of a register, and people who are put forward.
        ([HEADER, ROW], NO_CONTACT),
        (["填表人：        联系电话：        "], NO_CONTACT),
        (["姓名：赵某  联系电话：13900000000"], NO_CONTACT),
    ],
)
def test_who_filled_it_in(lines: list[str | tuple[str, ...]], found: UnitContact) -> None:
    told = contact_in(document(*lines))
    assert (told.name, told.mail) == (found.name, found.mail)
    assert told.phone.replace("(", "（").replace(")", "）") == found.phone


def test_the_list_of_units_adds_what_it_has(tmp_path: Path) -> None:
    file, units = tmp_path / "单位.csv", Units(load_pack().pack)
    file.write_text("单位,联系人,邮箱\n长春市教育局,王某,a@example.com\n,,\n", encoding="utf-8")
    found = contacts_of_list(file, units)
    assert found == {units.key("长春市教育局"): UnitContact("王某", "", "a@example.com")}
    file.write_text("长春市教育局\n吉林市教育局\n", encoding="utf-8")
    assert contacts_of_list(file, units) == {}
