"""How a row of a register is told: as a person counts."""

from __future__ import annotations

import pytest

from jlxx_check.checks.register.row_pairs import row_said
from jlxx_check.model.package import Row
from jlxx_check.text import Text


@pytest.mark.parametrize(
    ("order", "where", "cell", "said"),
    [
        ("4", "Sheet1!A8", "", Text("序号4（第8行）", "no. 4 (row 8)")),
        ("4", "Sheet1!A8", "Sheet1!B8", Text("序号4（第8行，B8单元格）", "no. 4 (row 8, B8)")),
        ("四", "登记表!A8", "", Text("序号四（第8行）", "no. 四 (row 8)")),
        ("4", "表1 第5行", "表1 第5行第9列", Text("序号4（第5行）", "no. 4 (row 5)")),
        ("", "Sheet1!A8", "", Text("第8行", "row 8")),
        ("", "Sheet1!A8", "Sheet1!AB8", Text("第8行（AB8单元格）", "row 8, AB8")),
        ("10", "第3页", "", Text("序号10", "no. 10")),
        ("", "", "", Text("序号2", "no. 2")),
    ],
)
def test_a_row_is_told_by_its_number_and_its_line(
    order: str, where: str, cell: str, said: Text
) -> None:
    row = Row("登记表.xlsx", 2, "王建国", order, None, {}, where)
    assert row_said(row, cell) == said
