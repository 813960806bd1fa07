"""Lists of previous winners as offices keep them."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from jlxx_check.packs import PackError, read_winners

Found = list[tuple[str, str, str, str]]
_KINDS = {True: "star", False: "project"}


def _read(path: Path) -> Found:
    return [(_KINDS[item.person], item.name, item.unit, item.year) for item in read_winners(path)]


def test_the_level_of_a_win_is_read(tmp_path: Path) -> None:
    path = tmp_path / "w.csv"
    path.write_text("姓名,年度,级别\n王建国,2018,省级\n李秀英,2019,\n", encoding="utf-8")
    assert [item.level for item in read_winners(path)] == ["省级", ""]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("姓名,单位,年度\n王建国,甲局,2018\n", [("star", "王建国", "甲局", "2018")]),
        ("项目名称,实施单位\n银龄课堂,甲校\n", [("project", "银龄课堂", "甲校", "")]),
        ("姓名\n王建国\n\n 李秀英 \n", [("star", "王建国", "", ""), ("star", "李秀英", "", "")]),
        ("序号,姓 名,性别,年度：\n1,王建国,男,2018\n", [("star", "王建国", "", "2018")]),
        ("姓名,实施单位\n王建国,甲校\n", [("star", "王建国", "甲校", "")]),
        ("往年名单,,\n姓名,单位,年度\n王建国,甲局,2018\n", [("star", "王建国", "甲局", "2018")]),
        ("姓名;单位\n王建国;甲,乙局\n", [("star", "王建国", "甲,乙局", "")]),
        ("姓名\t单位\n王建国\t甲局\n", [("star", "王建国", "甲局", "")]),
        ('姓名,单位\n王建国,"甲局,\n乙处"\n', [("star", "王建国", "甲局,\n乙处", "")]),
        ("姓名,单位\n王建国\n,甲局\n", [("star", "王建国", "", "")]),
        (
            "年度,姓名,单位,项目名称,实施单位\n2018,王建国,甲局,,\n2019,,,银龄课堂,甲校\n",
            [("star", "王建国", "甲局", "2018"), ("project", "银龄课堂", "甲校", "2019")],
        ),
        ("姓名,单位\n", []),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv(tmp_path: Path, text: str, found: Found, encoding: str) -> None:
    path = tmp_path / "winners.csv"
    path.write_bytes(text.encode(encoding))
    assert _read(path) == found


@pytest.mark.parametrize("name", ["winners.xlsx", "winners.csv"])
def test_workbook_whatever_its_name(tmp_path: Path, name: str) -> None:
    book = Workbook()
    book.create_sheet("说明", 0).append(["往年名单见下一张表"])
    for row in (["往年名单"], ["年度", "姓名", "单位"], [2018, "王建国", "甲局"], [None, "李秀英"]):
        book["Sheet"].append(row)
    book.save(tmp_path / "made.xlsx")
    path = (tmp_path / "made.xlsx").rename(tmp_path / name)
    assert _read(path) == [("star", "王建国", "甲局", "2018"), ("star", "李秀英", "", "")]


def test_every_sheet_with_a_header_row_is_read(tmp_path: Path) -> None:
    book = Workbook()
    book.create_sheet("说明", 0).append(["人员和项目各一张表"])
    book.create_sheet("项目")
    for sheet, row in (
        ("Sheet", ["姓名", "单位"]),
        ("Sheet", ["王建国", "甲局"]),
        ("项目", ["项目名称", "实施单位"]),
        ("项目", ["银龄课堂", "甲校"]),
    ):
        book[sheet].append(row)
    book.save(tmp_path / "往年.xlsx")
    assert _read(tmp_path / "往年.xlsx") == [
        ("star", "王建国", "甲局", ""),
        ("project", "银龄课堂", "甲校", ""),
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no header row"),
        ("人员,单位\n王建国,甲局\n".encode(), "no header row"),
        ("姓名\n王建国\n".encode("utf-16"), "winners.csv"),
        (b"\xff\xff\xff\xff", "neither UTF-8 nor GB18030"),
        (b"PK\x03\x04 no workbook", "cannot be read as a workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 no workbook", "cannot be read as a workbook"),
        (b"\xe5\xa7\x93\xe5\x90\x8d\n" + b"a" * 200_000 + b"\n", "not sound CSV"),
    ],
)
def test_what_is_no_list_of_winners(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "winners.csv"
    path.write_bytes(content)
    with pytest.raises(PackError, match=said):
        read_winners(path)


def test_a_missing_list(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="cannot be opened"):
        read_winners(tmp_path / "none.csv")
