from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from jlxx_check.batch.batch_settings import BatchSettings
from jlxx_check.batch.unit_names import read_units
from jlxx_check.packs import PackError

UNITS = BatchSettings().known_units()
CHANGCHUN = "长春市教育局"


@pytest.mark.parametrize(
    "name",
    [
        "长春市教育局",
        "长春市教育局(2)",
        "长春市教育局（２）",
        "长春市教育局 补交",
        "长春市教育局.zip",
        "补交-长春市教育局",
        "01长春市教育局",
        "1、长春市教育局",
        "长春市教育局2023年推介材料",
        "2023年长春市教育局百姓学习之星材料",
        "长春教育局",
        "吉林省长春市教育局",
        "长春市教育局_2",
        "长春市教育局最终版（1）(2)",
        "长春市教育局0708",
        "“长春市教育局”",
    ],
)
def test_the_packs_unit_under_many_names(name: str) -> None:
    assert UNITS.unit(name) == CHANGCHUN


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("长春市教育局幼儿园", "长春市教育局幼儿园"),
        ("长春开放大学继续教育学院", "长春开放大学继续教育学院"),
        ("示例学院(2)", "示例学院"),
        ("示例学院 - 副本", "示例学院"),
        ("示例学院-补正", "示例学院"),
        ("示例学院第二次", "示例学院"),
        ("示例学院20230708.tar.gz", "示例学院"),
        ("示例学院v2", "示例学院"),
        ("示例学院-整理", "示例学院"),  # as repair names its copy
        ("示例学院材料(1)最终版-整理 (2)", "示例学院"),
        ("示例大学古籍整理", "示例大学古籍整理"),
        ("第72中学", "第72中学"),
        ("A.B大学", "A.B大学"),
        ("新建文件夹 (2)", "新建文件夹 (2)"),
        ("材料", "材料"),
        ("2023", "2023"),
    ],
)
def test_other_units(name: str, title: str) -> None:
    assert UNITS.unit(name) is None
    assert UNITS.title(name) == title


def test_names_that_say_nothing_are_not_one_unit() -> None:
    assert UNITS.key("新建文件夹") != UNITS.key("新建文件夹 (2)")
    assert UNITS.key("示例学院") == UNITS.key("示例学院（2）")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("单位\n甲\n乙\n", ("甲", "乙")),
        ("序号,单位名称,联系人\n1,甲,某\n2,,某\n", ("甲",)),
        ("甲\n\n 乙 \n甲\n", ("甲", "乙")),
        ("名单\n单位\n甲\n", ("甲",)),
        ("示例学院,\n,示例大学\n", ("示例学院", "示例大学")),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_lists(tmp_path: Path, text: str, names: tuple[str, ...], encoding: str) -> None:
    path = tmp_path / "units.txt"
    path.write_bytes(text.encode(encoding))
    assert read_units(path) == names


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no unit"),
        ("\n , \n", "no unit"),
        ("单位\n", "no unit"),
        ("序号,学校,联系人\n1,甲,某\n", "no column"),
        ("1,甲\n2,乙\n", "no column"),
    ],
)
def test_a_list_that_names_nobody_for_certain(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "units.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PackError, match=says):
        read_units(path)


def test_a_workbook(tmp_path: Path) -> None:
    book = Workbook()
    for row in (["应报送单位"], ["序号", "单位"], [1, "甲"], [2, "乙"]):
        book["Sheet"].append(row)
    book.save(tmp_path / "units.xlsx")
    assert read_units(tmp_path / "units.xlsx") == ("甲", "乙")


def test_a_missing_list(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="list of units cannot be opened"):
        read_units(tmp_path / "none.csv")
