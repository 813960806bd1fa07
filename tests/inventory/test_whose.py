"""Whose a folder is where names lie in one another, and which row is which entry."""

from __future__ import annotations

import pytest

from jlxx_check.model.facts import Body
from tests.inventory.bench import ID, package, project, projects, register, shape, star, stars

S, P = "百姓学习之星/", "终身学习品牌项目/"
SHORT, FULL, OTHER = "银龄课堂", "“银龄课堂”老年人数字技能培训项目", "银龄合唱团"
ORCHARD = {"实施单位": "某某老年大学", "联系电话": "0431-81234567"}


def held(files: dict[str, Body]) -> dict[str, int]:
    return {entry.name: len(entry.files) for entry in package(files).entries}


def test_a_folder_named_for_a_unit_is_no_part_of_anothers_name() -> None:
    files: dict[str, Body] = {
        P + "02老年大学/推介表.docx": project(SHORT, 实施单位="某市老年大学"),
        P + "02老年大学/照片1.jpg": None,
        P + "04装备公司/推介表.docx": project("家门口的老年大学"),
        P + "04装备公司/照片1.jpg": None,
    }
    assert held(files) == {SHORT: 2, "家门口的老年大学": 2}


def test_a_name_within_a_folders_does_not_take_what_lies_beside_anothers_form() -> None:
    files: dict[str, Body] = {
        P + "01老年大学/推介表.docx": project("老年大学"),
        P + "01老年大学/照片1.jpg": None,
        P + "02家门口的老年大学分校/推介表.docx": project(OTHER),
        P + "02家门口的老年大学分校/照片1.jpg": None,
    }
    assert held(files) == {"老年大学": 2, OTHER: 2}


def test_a_folder_named_in_full_for_another_holds_his() -> None:
    """The innocent neighbour: one form went astray into another person's own folder."""
    files: dict[str, Body] = {
        S + "推介表/张三推介表.docx": star("张三"),
        S + "张三/证件照.jpg": ID,
        S + "张三/活动照.jpg": None,
        S + "李四/推介表.docx": star("李四"),
    }
    assert held(files) == {"张三": 3, "李四": 1}


@pytest.mark.parametrize(
    ("folder", "owner"),
    [
        ("某市图书馆", "晨读"),
        ("02某市图书馆", "晨读"),
        ("市图书馆材料", "晨读"),
        ("图书馆材料", None),  # three characters of it may be any library's
        ("某市文化馆", "非遗"),
        ("某市体育馆", None),
    ],
)
def test_a_folder_named_for_who_runs_the_project(folder: str, owner: str | None) -> None:
    files: dict[str, Body] = {
        P + "推介表/晨读推介表.docx": project("晨读书场", 实施单位="某市图书馆"),
        P + "推介表/非遗推介表.docx": project("非遗作坊", 实施单位="某市文化馆"),
        P + f"{folder}/活动1.jpg": None,
    }
    found = package(files)
    owners = [e.name[:2] for e in found.entries if P + f"{folder}/活动1.jpg" in shape(e)]
    assert (owners[0] if owners and owners[0] in ("晨读", "非遗") else None) == owner


def test_two_projects_of_one_unit_are_not_told_by_its_name() -> None:
    files: dict[str, Body] = {
        P + "推介表/a推介表.docx": project("晨读书场", 实施单位="某市图书馆"),
        P + "推介表/b推介表.docx": project("夜读书场", 实施单位="某市图书馆"),
        P + "某市图书馆/活动1.jpg": None,
    }
    assert held(files) == {"晨读书场": 1, "夜读书场": 1} | {"某市图书馆": 1}


@pytest.mark.parametrize(
    ("listed", "said", "values", "one"),
    [
        (SHORT, FULL, ORCHARD, True),
        (FULL, SHORT, ORCHARD, True),
        ("书香长春", "书香长春全民阅读工程", {"联系电话": "0431-81234567"}, True),
        ("田间学校", "田间学校——送技术到户", {"项目负责人": "马一"}, True),
        ("社区老年智能手机讲堂", "社区老年智能手机课堂", {"启动时间": "2019.3"}, True),
        (SHORT, OTHER, {"联系电话": "0431-81234567"}, False),
        ("市民夜校一期", "市民夜校二期", ORCHARD, False),
        (SHORT, FULL, {}, False),
    ],
)
def test_a_row_in_short_is_the_form_in_full(
    listed: str, said: str, values: dict[str, str], one: bool
) -> None:
    row = {"序号": "1", "项目名称": listed, "实施单位": "甲", "联系电话": "", "启动时间": "",
           "项目负责人": ""} | values  # fmt: skip
    form = project(said, **({"启动时间": "2019年3月", "实施单位": "乙"} | values))
    files: dict[str, Body] = {
        "登记表.xlsx": register("终身学习品牌项目推介登记表", [row]),
        P + "1/推介表.docx": form,
        P + "1/照片1.jpg": None,
    }
    (entry,) = package(files).entries
    assert (entry.row is not None, entry.row_differs) == (one, one)


def test_two_projects_of_one_unit_stay_two() -> None:
    rows = [
        {"序号": str(n), "项目名称": name, **ORCHARD} for n, name in enumerate((SHORT, OTHER), 1)
    ]
    files: dict[str, Body] = {
        "登记表.xlsx": register("终身学习品牌项目推介登记表", rows),
        P + "1/推介表.docx": project(FULL, **ORCHARD),
        P + "2/推介表.docx": project("银龄合唱团公益项目", **ORCHARD),
    }
    entries = package(files).entries
    assert [(e.row.name, e.name) for e in entries if e.row] == [
        (SHORT, FULL),
        (OTHER, "银龄合唱团公益项目"),
    ]


def test_a_row_that_fits_two_is_nobodys() -> None:
    row = {"序号": "1", "项目名称": "书香", **ORCHARD}
    files: dict[str, Body] = {
        "登记表.xlsx": register("终身学习品牌项目推介登记表", [row | {"项目名称": "书香长春"}]),
        P + "1/推介表.docx": project("书香长春晨读", **ORCHARD),
        P + "2/推介表.docx": project("书香长春夜读", **ORCHARD),
    }
    assert [entry.row for entry in package(files).entries] == [None, None]


OFFICE = {"实施单位": "某某老年大学", "联系电话": "0431-81234567"}


def row_of(name: str, **values: str) -> dict[str, str]:
    return {"序号": "1", "项目名称": name, "实施单位": "", "联系电话": "", "启动时间": "",
            "项目负责人": ""} | OFFICE | values  # fmt: skip


@pytest.mark.parametrize(
    ("row", "form", "one"),
    [
        ({}, {}, True),
        ({"实施单位": "样例区老年大学"}, {"实施单位": "某市样例区老年大学"}, True),
        ({"项目负责人": "乙"}, {"启动时间": "2019年3月"}, True),
        ({"启动时间": "2019.3", "项目负责人": "乙"}, {}, True),
        ({"启动时间": "2016.5", "项目负责人": "乙"}, {}, False),  # neither leader nor beginning
        ({"联系电话": "0431-87654321"}, {}, False),
        ({"实施单位": "某某图书馆"}, {}, False),
    ],
)
def test_unit_and_telephone_make_one_of_names_that_share_nothing(
    row: dict[str, str], form: dict[str, str], one: bool
) -> None:
    if "项目负责人" in row and "启动时间" not in row:
        row = row | {"启动时间": "2019年3月"}
    files: dict[str, Body] = {
        "登记表.xlsx": register("终身学习品牌项目推介登记表", [row_of("装备公司职工讲堂", **row)]),
        P + "1/推介表.docx": project("匠心大讲台", **(OFFICE | form)),
    }
    (entry,) = package(files).entries
    assert (entry.row is not None, entry.row_differs) == (one, one)


@pytest.mark.parametrize("names", [("晨读书场",), ("晨读书场", "装备公司职工讲堂", "职工夜校")])
def test_unit_and_telephone_of_several_identify_none(names: tuple[str, ...]) -> None:
    """Two projects of one unit with one telephone are not merged with each other's rows."""
    rows = [row_of(name, 序号=str(n)) for n, name in enumerate(names, 1)]
    files: dict[str, Body] = {
        "登记表.xlsx": register("终身学习品牌项目推介登记表", rows),
        P + "1/推介表.docx": project("晨读书场", **OFFICE),
        P + "2/推介表.docx": project("匠心大讲台", **OFFICE),
    }
    rows_by_name = {entry.name: entry.row for entry in package(files).entries}
    assert rows_by_name["晨读书场"] is not None
    assert rows_by_name["匠心大讲台"] is None


@pytest.mark.parametrize(
    ("listed", "said", "one"),
    [
        ({"身份证号": "220199199001010018"}, {"身份证号": "220199199001010018"}, True),
        ({"联系电话": "13800000001"}, {"联系电话": "138 0000 0001"}, True),
        ({"联系电话": "13800000001", "出生年月": "1970.1"},
         {"联系电话": "13800000001", "出生年月": "1982年5月"}, False),
        ({"联系电话": "13800000001", "性别": "男"},
         {"联系电话": "13800000001", "性别": "女"}, False),
        ({"联系电话": "13800000001", "身份证号": "220199199001010018"},
         {"联系电话": "13800000001", "身份证号": "220199198001010026"}, False),
        ({}, {}, False),
    ],
)  # fmt: skip
def test_a_person_under_another_name_is_known_by_number(
    listed: dict[str, str], said: dict[str, str], one: bool
) -> None:
    row = {"序号": "1", "姓名": "王小花", "工作单位及职务": "某厂职工", "联系电话": "", **listed}
    files: dict[str, Body] = {
        "登记表.xlsx": register("百姓学习之星推介登记表", [row]),
        S + "1/推介表.docx": star("李建国", **said),
    }
    (entry,) = package(files).entries
    assert (entry.row is not None, entry.row_differs) == (one, one)


@pytest.mark.parametrize("written", ["张三（女）", "张三(满族)", "张三 女", "张三同志", "張三"])
def test_notes_in_the_register_are_no_part_of_the_name(written: str) -> None:
    (entry,) = package(
        {"登记表.xlsx": stars(written), S + "张三/推介表.docx": star("张三")}
    ).entries
    assert entry.row is not None
    assert not entry.row_differs


def test_brackets_tell_namesakes_apart() -> None:
    found = package(
        {
            "登记表.xlsx": stars("张伟（一中）", "张伟（二中）"),
            S + "1/推介表.docx": star("张伟（二中）"),
            S + "2/推介表.docx": star("张伟（一中）"),
        }
    )
    assert [entry.name for entry in found.entries] == ["张伟（一中）", "张伟（二中）"]
    assert [shape(entry) for entry in found.entries] == [
        {S + "2/推介表.docx": "form"},
        {S + "1/推介表.docx": "form"},
    ]


def test_a_register_of_projects_alone_changes_nothing() -> None:
    assert not package({"登记表.xlsx": projects(SHORT)}).entries


def own(name: str, *, form: bool = True) -> dict[str, Body]:
    photos: dict[str, Body] = {S + f"{name}/证件照.jpg": ID, S + f"{name}/活动照.jpg": None}
    return photos | ({S + f"{name}/推介表.docx": star(name)} if form else {})


@pytest.mark.parametrize("register_too", [False, True])
@pytest.mark.parametrize("form", ["李四/推介表2.docx", "李四/张三推介表.docx", "李四/张三.docx"])
def test_a_form_in_anothers_folder_is_for_a_person(form: str, register_too: bool) -> None:
    files = {**own("张三", form=False), **own("李四"), S + form: star("张三")}
    if register_too:
        files["登记表.xlsx"] = stars("张三", "李四")
    found = package(files)
    assert held(files) == {"张三": 3, "李四": 3}
    (misplaced,) = found.misplaced
    assert (misplaced.path, misplaced.other) == (S + form, None)
    assert f"“{S}{form}”是“张三”的推介表，却放在“李四”的文件夹“李四”里" in misplaced.why.zh


def test_two_forms_that_were_swapped_are_one_question() -> None:
    found = package(
        {
            **own("张三", form=False),
            **own("李四", form=False),
            S + "张三/推介表.docx": star("李四"),
            S + "李四/推介表.docx": star("张三"),
        }
    )
    (swapped,) = found.misplaced
    assert {swapped.path, swapped.other} == {S + "张三/推介表.docx", S + "李四/推介表.docx"}
    assert "互相放错了文件夹" in swapped.why.zh


@pytest.mark.parametrize(
    ("named", "asked"),
    [
        ({"张三推介表.docx": "李四", "李四推介表.docx": "张三"}, ["互相写错了"]),
        ({"张三推介表.docx": "李四", "2.docx": "张三"}, ["文件名写的是“张三”，里面却是“李四”"]),
        # It names both, nobody, or whom it is of; or the folder tells.
        ({"张三、李四推介表.docx": "李四", "2.docx": "张三"}, []),
        ({"1.docx": "李四", "2.docx": "张三"}, []),
        ({"李四推介表.docx": "李四", "张三推介表.docx": "张三"}, []),
        ({"李四/张三推介表.docx": "李四", "张三/推介表.docx": "张三"}, []),
    ],
)
def test_a_form_that_is_named_for_another_is_for_a_person(
    named: dict[str, str], asked: list[str]
) -> None:
    found = package({S + path: star(name) for path, name in named.items()})
    assert sorted(entry.name for entry in found.entries) == ["张三", "李四"]
    assert len(found.misplaced) == len(asked)
    said = zip(found.misplaced, asked, strict=True)
    assert all(words in item.why.zh for item, words in said)


def test_three_forms_that_went_round_are_three_questions() -> None:
    names = ["张三", "李四", "王五"]
    files: dict[str, Body] = {}
    for name, other in zip(names, names[1:] + names[:1], strict=True):
        files |= {**own(name, form=False), S + f"{name}/推介表.docx": star(other)}
    assert [item.other for item in package(files).misplaced] == [None] * 3


@pytest.mark.parametrize(
    "files",
    [
        {**own("张三"), **own("李四")},
        {**own("张三", form=False), S + "推介表/张三.docx": star("张三"),
         **own("李四", form=False), S + "推介表/李四.docx": star("李四")},
        {**own("张三"), "特别感人（李四）/推介表.docx": star("李四"), **own("李四")},
        {S + "张三、李四/张三推介表.docx": star("张三"),
         S + "张三、李四/李四推介表.docx": star("李四")},
    ],
)  # fmt: skip
def test_forms_where_they_belong_are_no_question(files: dict[str, Body]) -> None:
    found = package(files)
    assert not (found.misplaced or found.notes)
