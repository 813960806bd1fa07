from __future__ import annotations

import pytest

from jlxx_check.model.document import Table
from jlxx_check.probes.plain_text import table_of

ROWS = [
    ["序号", "姓名", "联系电话", "备注"],
    ["1", "张三", "13800000011", ""],
    ["2", "李四", "0431-1", "无"],
]


def texts(table: Table | None) -> list[list[str]] | None:
    if table is None:
        return None
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell.text)
    return list(rows.values())


@pytest.mark.parametrize("mark", [",", "\t", ";", "|", "   ", "\u3000\u3000"])
def test_columns_by_whatever_parts_them(mark: str) -> None:
    rows = [[value or "无" for value in row] for row in ROWS]
    assert texts(table_of("\n".join(mark.join(row) for row in rows))) == rows


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ('"两行\n文字，和逗号,"', "两行\n文字，和逗号,"),
        ('"他说""好"""', '他说"好"'),
        ('="013800000011"', "013800000011"),
        ('"=""013800000011"""', "013800000011"),
        ("'013800000011", "013800000011"),
        ("'旧'", "'旧'"),
    ],
)
def test_values_as_excel_would_show_them(value: str, shown: str) -> None:
    found = texts(table_of(f"序号,姓名,电话,备注\r\n1,张三,{value},\r\n"))
    assert found is not None
    assert found[1] == ["1", "张三", shown, ""]


def test_a_title_above_and_notes_below_are_rows_of_their_own() -> None:
    table = "登记表,,,\n序号,姓名,电话,备注\n1,张三,1,\n2,李四,2,\n注：无\n"
    found = texts(table_of(table))
    assert found is not None
    assert [row[0] for row in found] == ["登记表", "序号", "1", "2", "注：无"]


def test_the_mark_that_excel_states() -> None:
    assert texts(table_of("sep=;\n序号;姓名;电话;备注\n1;张三;1;a,b\n")) == [
        ["序号", "姓名", "电话", "备注"],
        ["1", "张三", "1", "a,b"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "本项目开展以来，成效明显，群众满意，反响良好。\n各村，各屯，各户，都来参加。\n",
        "We met, talked, read, and wrote for quite a long while.\n"
        "We sang, danced, ran, and then we slept for rather a long time.\n",
        "姓名：张三  性别：男\n单位：某校\n",
        # an empty cell shifts what is behind it
        "序号   姓名   电话   备注\n1   张三   2\n2   李四   3   无\n",
        "",
    ],
)
def test_prose_and_columns_that_are_not_plain_are_no_table(text: str) -> None:
    assert table_of(text) is None
