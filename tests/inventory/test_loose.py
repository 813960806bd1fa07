"""Loose files whose names say whose they are without a name in full."""

from __future__ import annotations

import pytest

from jlxx_check.model.facts import Body
from tests.inventory.bench import package, project, projects, register, shape, star, stars

P = "终身学习品牌项目/"
NIGHT, FIELD = "伊水夜读", "田间学校送技术"


def owner_of(files: dict[str, Body], path: str) -> str | None:
    owners = [entry.name for entry in package(files).entries if path in shape(entry)]
    return owners[0] if owners else None


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("项目一 夜读-工作总结.docx", NIGHT),
        ("项目一 夜读 照片1.jpg", NIGHT),
        ("项目一-工作总结.docx", NIGHT),
        ("项目2工作总结.docx", FIELD),
        ("第二个项目总结.docx", FIELD),
        ("1号项目照片3.jpg", NIGHT),
        ("01夜读总结.docx", NIGHT),
        ("田间学校总结.docx", FIELD),
        ("送技术 照片2.jpg", FIELD),
        ("项目一 田间学校 总结.docx", FIELD),  # words before numbers
        ("02夜读总结.docx", None),  # they contradict each other
        ("项目三农讲堂工作总结.docx", None),
        ("项目一期工作总结.docx", None),
        ("项目九工作总结.docx", None),
        ("晨练太极-工作总结.docx", None),
    ],
)
def test_a_loose_file_beside_numbered_folders(name: str, owner: str | None) -> None:
    files: dict[str, Body] = {
        "登记表.xlsx": projects(NIGHT, FIELD),
        P + "1图书馆项目/推介表.docx": project(NIGHT),
        P + "2农技站项目/推介表.docx": project(FIELD),
        P + name: None,
    }
    found = owner_of(files, P + name)
    assert (found if found in (NIGHT, FIELD) else None) == owner


def test_what_begins_like_a_form_beside_it_is_its_own() -> None:
    files: dict[str, Body] = {
        "登记表.xlsx": projects(NIGHT, FIELD),
        "项目甲组 书香-推介表.docx": project(NIGHT),
        "项目甲组 书香-VID_20230610.mp4": None,
        "项目甲组 书香-活动照片1.jpg": None,
        "项目乙组 农技-推介表.docx": project(FIELD),
        "项目乙组 农技-照片1.jpg": None,
        "农技 书香-照片1.jpg": None,
    }
    found = {entry.name: len(entry.files) for entry in package(files).entries}
    assert found == {NIGHT: 3, FIELD: 2}


def test_what_begins_like_a_folder_beside_it_lies_outside_it_by_mistake() -> None:
    files: dict[str, Body] = {
        P + "书香组/推介表.docx": project(NIGHT),
        P + "农技组/推介表.docx": project(FIELD),
        P + "书香组 总结.docx": None,
    }
    assert owner_of(files, P + "书香组 总结.docx") == NIGHT


def test_a_persons_number_needs_the_kind() -> None:
    files: dict[str, Body] = {
        "登记表.xlsx": stars("张三", "李四"),
        "百姓学习之星/张三推介表.docx": star("张三"),
        "百姓学习之星/李四推介表.docx": star("李四"),
        "百姓学习之星/序号2证件照.jpg": None,
        "序号2照片.jpg": None,
    }
    assert owner_of(files, "百姓学习之星/序号2证件照.jpg") == "李四"
    assert owner_of(files, "序号2照片.jpg") is None


FLAT: dict[str, Body] = {
    "项目登记表.xlsx": projects(NIGHT, FIELD, "晨练太极"),
    "学习之星登记表.xlsx": stars("张三", "李四", "王五"),
    "推介表/伊水夜读.docx": project(NIGHT),
    "推介表/田间学校送技术.docx": project(FIELD),
}


@pytest.mark.parametrize(
    ("files", "path", "owner"),
    [
        (("3-总结.docx",), "3-总结.docx", "晨练太极"),
        (
            ("总结/03、工作总结.docx", "总结/01、工作总结.docx"),
            "总结/03、工作总结.docx",
            "晨练太极",
        ),
        (("2 总结.docx", "3 总结.docx"), "2 总结.docx", FIELD),
        (("3-证件照.jpg",), "3-证件照.jpg", "王五"),
        (("终身学习品牌项目/3-照片.jpg",), "终身学习品牌项目/3-照片.jpg", "晨练太极"),
        # innocent neighbours: what a number says is doubtful there
        (("3-照片.jpg",), "3-照片.jpg", None),  # a star's or a project's
        (("3月总结.docx",), "3月总结.docx", None),
        (("3-8活动总结.docx",), "3-8活动总结.docx", None),
        (("9-总结.docx",), "9-总结.docx", None),  # no such row
        (("1-报送函.docx", "2-总结.docx"), "2-总结.docx", None),  # papers counted through
        (("1-伊水夜读推介.docx", "2-总结.docx", "3-证件照.jpg"), "2-总结.docx", None),
        (("1-田间学校送技术总结.docx", "2-总结.docx"), "2-总结.docx", None),  # 1 is row 2
        (("2-田间学校送技术工作总结.docx", "2-总结.docx"), "2-总结.docx", None),  # it has one
        (("2-总结.docx", "9-总结.docx"), "2-总结.docx", None),
    ],
)
def test_a_bare_number_is_the_rows_where_nothing_speaks_against_it(
    files: tuple[str, ...], path: str, owner: str | None
) -> None:
    found = owner_of(FLAT | dict.fromkeys(files), path)
    assert found == owner


@pytest.mark.parametrize(
    ("numbers", "path", "owner"),
    [
        ("122", "1-证件照.jpg", "张三"),
        ("122", "2-证件照.jpg", None),
        ("123", "2-证件照.jpg", "李四"),
        ("122", "证件照/2.jpg", None),
        ("123", "证件照/2.jpg", "李四"),
    ],
)
def test_a_number_that_several_rows_bear_is_nobodys(
    numbers: str, path: str, owner: str | None
) -> None:
    rows = [
        {"序号": number, "姓名": name, "工作单位及职务": "某厂职工"}
        for number, name in zip(numbers, ("张三", "李四", "王五"), strict=True)
    ]
    files: dict[str, Body] = {"登记表.xlsx": register("百姓学习之星推介登记表", rows)}
    if "/" in path:
        files |= {f"证件照/{number}.jpg": None for number in set(numbers)}
    assert owner_of(files | {path: None}, path) == owner
