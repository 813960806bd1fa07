"""Names that mislead: inside another, shared by two, off by one character, only in a folder."""

from __future__ import annotations

import pytest

from jlxx_check.model.facts import Body
from jlxx_check.model.package import Package
from tests.inventory.bench import (
    BROKEN,
    ID,
    SCENE,
    facts_of,
    package,
    project,
    projects,
    register,
    rest,
    shapes,
    star,
    stars,
)

S = "百姓学习之星/"


def test_a_name_inside_another_does_not_mislead() -> None:
    found = package(
        {
            S + "登记表.xlsx": stars("王建", "王建国"),
            S + "王建推介表.docx": star("王建"),
            S + "王建国推介表.docx": star("王建国"),
            S + "王建证件照.jpg": ID,
            S + "王建国证件照.jpg": ID,
            S + "王建国活动.jpg": SCENE,
        }
    )
    assert [len(entry.files) for entry in found.entries] == [2, 3]


def test_a_name_one_longer_than_a_known_one_is_another_person() -> None:
    found = package(
        {
            S + "登记表.xlsx": stars("王建"),
            S + "01王建/推介表.docx": star("王建"),
            S + "02王建国/证件照.jpg": ID,
        }
    )
    assert list(shapes(found)) == ["star/1 王建", "star/2 王建国"]


@pytest.mark.parametrize(
    ("rows", "other", "entries"),
    [
        (1, {}, ["star/1 王伟"]),  # the same again, whichever folder is the copy
        (1, {"联系电话": "13800000009"}, ["star/1 王伟", "star/2 王伟"]),
        (2, {}, ["star/1 王伟", "star/2 王伟"]),  # put forward twice
    ],
)
def test_a_second_folder_with_the_same_form_puts_nobody_forward_again(
    rows: int, other: dict[str, str], entries: list[str]
) -> None:
    found = package(
        {
            "登记表.xlsx": stars(*["王伟"] * rows),
            S + "01王伟/推介表.docx": star("王伟"),
            S + "01王伟/证件照.jpg": ID,
            S + "王伟（最新）/推介表.docx": star("王伟", **other),
            S + "王伟（最新）/活动照.jpg": SCENE,
        }
    )
    assert list(shapes(found)) == entries
    told = [note.zh for note in found.notes if "王伟（最新）" in note.zh and "01王伟" in note.zh]
    assert len(told) == (1 if len(entries) == 1 else 0)


def test_namesakes_are_told_by_what_else_agrees() -> None:
    rows = [
        {"序号": "1", "姓名": "王伟", "工作单位及职务": "甲厂", "联系电话": "13800000001"},
        {"序号": "2", "姓名": "王伟", "工作单位及职务": "乙校", "联系电话": "13800000002"},
    ]
    one, two = (
        star("王伟", 工作单位及职务=unit, 联系电话=phone)
        for unit, phone in (("乙校", "13800000002"), ("甲厂", "13800000001"))
    )
    found = package(
        {
            "登记表.xlsx": register("百姓学习之星推介登记表", rows),
            S + "王伟1/推介表.docx": one,
            S + "王伟1/王伟证件照.jpg": ID,
            S + "王伟2/推介表.docx": two,
            S + "王伟2/王伟证件照.jpg": ID,
        }
    )
    assert shapes(found) == {
        "star/1 王伟": {S + "王伟2/推介表.docx": "form", S + "王伟2/王伟证件照.jpg": "id-photo"},
        "star/2 王伟": {S + "王伟1/推介表.docx": "form", S + "王伟1/王伟证件照.jpg": "id-photo"},
    }


def test_namesakes_in_a_flat_folder_leave_their_photo_without_an_owner() -> None:
    found = package(
        {
            S + "a推介表.docx": star("王伟", 工作单位及职务="甲厂", 联系电话="13800000001"),
            S + "b推介表.docx": star("王伟", 工作单位及职务="乙校", 联系电话="13800000002"),
            S + "王伟证件照.jpg": ID,
        }
    )
    assert len(found.entries) == 2
    assert rest(found) == {S + "王伟证件照.jpg": "no-owner"}


@pytest.mark.parametrize(
    ("values", "row", "matched"),
    [
        ({"联系电话": "138-0000-0001"}, {"联系电话": "13800000001"}, True),
        ({"工作单位及职务": "甲厂"}, {"工作单位及职务": "甲厂"}, True),
        ({"身份证号": "220102197001010017"}, {"身份证号": "220102197001010017"}, True),
        ({"联系电话": "13800000001"}, {"联系电话": "13900000001"}, False),
    ],
)
def test_off_by_one_character(values: dict[str, str], row: dict[str, str], matched: bool) -> None:
    row = {"序号": "1", "姓名": "王建国", "工作单位及职务": "乙校", "联系电话": "", **row}
    found = package(
        {
            "登记表.xlsx": register("百姓学习之星推介登记表", [row]),
            S + "1/推介表.docx": star("王健国", **values),
            S + "1/证件照.jpg": ID,
        }
    )
    (entry,) = found.entries
    assert (entry.row is not None, entry.row_differs, entry.name) == (matched, matched, "王健国")
    assert entry.id == ("star/1" if matched else "star/2")


def test_files_under_either_spelling_belong_to_the_one_entry() -> None:
    found = package(
        {
            "登记表.xlsx": stars("王建国", "李四"),
            S + "王健国推介表.docx": star("王健国"),
            S + "王建国证件照.jpg": ID,
            S + "李四推介表.docx": star("李四"),
        }
    )
    assert len(found.entries[0].files) == 2
    assert found.entries[0].row_differs


def test_the_same_person_in_two_folders_is_put_forward_twice() -> None:
    found = package(
        {S + "01张三/推介表.docx": star("张三"), S + "05张三/推介表.docx": star("张三")}
    )
    assert [entry.name for entry in found.entries] == ["张三", "张三"]


def test_a_person_without_form_and_row_is_known_by_the_folder() -> None:
    found = package(
        {
            S + "01张三/推介表.docx": star("张三"),
            S + "06赵六/推介表.docx": BROKEN,
            S + "06赵六/IMG_1.HEIC": ID,
            S + "06赵六/IMG_2.HEIC": SCENE,
        }
    )
    assert shapes(found)["star/2 赵六"] == {
        S + "06赵六/推介表.docx": "form",
        S + "06赵六/IMG_1.HEIC": "id-photo",
        S + "06赵六/IMG_2.HEIC": "activity-photo",
    }
    assert found.entries[1].form is None


def test_kind_of_a_folder_without_words_is_its_neighbours() -> None:
    found = package({"01张三/推介表.docx": star("张三"), "06赵六/IMG_1.jpg": None})
    assert list(shapes(found)) == ["star/1 张三", "star/2 赵六"]


def test_numbered_folders_without_names_are_known_by_their_forms() -> None:
    found = package(
        {
            S + "01/推介表.docx": star("张三"),
            S + "01/照片/1.jpg": None,
            S + "02/表/推介表.docx": star("李四"),
            S + "02/照片/1.jpg": None,
        }
    )
    assert [len(entry.files) for entry in found.entries] == [2, 2]


def test_a_numbered_folder_whose_form_is_broken_is_its_row() -> None:
    found = package(
        {
            "百姓学习之星登记表.xlsx": stars("张三", "李四"),
            S + "01/推介表.docx": star("张三"),
            S + "02/推介表.docx": BROKEN,
            S + "02/证件照.jpg": ID,
        }
    )
    assert list(shapes(found)) == ["star/1 张三", "star/2 李四"]
    assert "02" in found.notes[0].zh


def test_a_form_of_several_people_belongs_to_none_of_them() -> None:
    two = star("张三")
    other = star("李四")
    both = type(two)((*two.blocks, *other.blocks), two.text + other.text)
    found = package({S + "推介表.docx": both, S + "张三/证件照.jpg": ID, S + "李四/证件照.jpg": ID})
    assert rest(found) == {S + "推介表.docx": "shared-form"}
    assert list(shapes(found)) == ["star/1 张三", "star/2 李四"]
    assert found.shared_forms[0].names == ("张三", "李四")


def test_rows_without_material_make_no_entry() -> None:
    found = package({"登记表.xlsx": stars("张三", "李四"), S + "李四/推介表.docx": star("李四")})
    assert list(shapes(found)) == ["star/2 李四"]


def test_a_project_named_in_short() -> None:
    found = package(
        {
            "登记表.xlsx": projects("书香长春全民阅读推广行动", "银龄课堂"),
            "终身学习品牌项目/1.书香长春全民阅读/推介表.docx": BROKEN,
            "终身学习品牌项目/1.书香长春全民阅读/1.jpg": None,
            "终身学习品牌项目/2.银龄/推介表.docx": project("银龄课堂"),
        }
    )
    assert list(shapes(found)) == ["project/1 书香长春全民阅读推广行动", "project/2 银龄课堂"]


def test_a_flat_file_may_name_a_project_in_short() -> None:
    found = package(
        {
            "登记表.xlsx": projects("书香进万家全民阅读", "银龄课堂"),
            "附件3.docx": project("“书香进万家”全民阅读"),
            "附件3(2).docx": project("银龄课堂"),
            "书香进万家照片1.jpg": None,
            "书香进万家总结.docx": None,
        }
    )
    assert [len(entry.files) for entry in found.entries] == [3, 1]


def test_a_projects_folder_may_lie_in_its_units() -> None:
    folder = "终身学习品牌项目/某某学校/书香校园/"
    found = package([folder + "总结.docx", folder + "照片/1.jpg", folder + "读书节/2.jpg"])
    (entry,) = found.entries
    assert (entry.name, len(entry.files)) == ("书香校园", 3)


def test_the_form_in_a_folder_outranks_the_folders_name() -> None:
    found = package(
        {
            S + "登记表.xlsx": stars("张三", "李四"),
            S + "01张三/推介表.docx": star("张三"),
            S + "02李四/推介表.docx": star("王五"),
            S + "02李四/证件照.jpg": ID,
        }
    )
    assert [entry.name for entry in found.entries] == ["张三", "王五"]
    assert [len(entry.files) for entry in found.entries] == [1, 2]
    (misplaced,) = found.misplaced
    assert misplaced.path == S + "02李四/推介表.docx"
    assert "王五" in misplaced.why.zh


def test_a_form_with_an_empty_name_is_known_by_its_folder() -> None:
    found = package(
        {
            S + "登记表.xlsx": stars("张三", "李四"),
            S + "01张三/推介表.docx": star("张三"),
            S + "02李四/推介表.docx": star(""),
            S + "02李四/证件照.jpg": ID,
            "新/x.docx": star(""),
            "新/1.jpg": ID,
        }
    )
    assert [(entry.id, len(entry.files)) for entry in found.entries] == [
        ("star/1", 1),
        ("star/2", 2),
        ("star/3", 2),
    ]
    assert all(entry.form for entry in found.entries)


def test_a_twin_register_adds_no_rows() -> None:
    found = package(
        {
            "登记表.xlsx": stars("张三", "李四"),
            "登记表.docx": stars("张三", "李四"),
            S + "李四/推介表.docx": star("李四"),
        }
    )
    assert len(found.registers) == 2
    assert list(shapes(found)) == ["star/2 李四"]


def test_the_register_that_numbers_the_entries_is_the_one_that_counts() -> None:
    strangers = (f"丁{n}" for n in "一二三四五六七")
    found = package(
        {
            "旧/登记表.xlsx": stars("李四", "张三", *strangers),
            "登记表.xlsx": stars("张三", "李四", "王五"),
            S + "张三/推介表.docx": star("张三"),
            S + "李四/推介表.docx": star("李四"),
            S + "王五/推介表.docx": star("王五"),
        }
    )
    counts = found.main_register("star")
    assert counts is not None
    assert counts.path == "登记表.xlsx"
    numbered = {entry.name: entry.order for entry in found.entries if entry.row in counts.rows}
    assert numbered == {"张三": 1, "李四": 2, "王五": 3}


@pytest.mark.parametrize(
    ("numbers", "ids"),
    [
        (("3", "1", "2"), {"甲": 3, "乙": 1, "丙": 2}),  # the rank, wherever the row stands
        (("1", "2", "4"), {"甲": 1, "乙": 2, "丙": 4}),  # a gap: still what people call it
        (("1", "1", "2"), {"甲": 1, "乙": 2, "丙": 3}),  # a repeat: nobody knows
        (("", "2", "3"), {"甲": 1, "乙": 2, "丙": 3}),
        (("2023001", "2023003", "2023002"), {"甲": 1, "乙": 2, "丙": 3}),  # no ranks
    ],
)
def test_an_entry_is_numbered_as_its_row_is(numbers: tuple[str, ...], ids: dict[str, int]) -> None:
    rows = [
        {"序号": number, "项目名称": name + "课堂", "实施单位": "某社区", "备注": ""}
        for number, name in zip(numbers, "甲乙丙", strict=True)
    ]
    files: dict[str, Body] = {
        f"终身学习品牌项目/{name}/推介表.docx": project(name + "课堂") for name in "甲乙丙丁"
    }
    found = package({"登记表.xlsx": register("终身学习品牌项目推介登记表", rows), **files})
    expected = {f"{name}课堂": number for name, number in ids.items()}
    expected["丁课堂"] = max(ids.values()) + 1
    assert {entry.name: int(entry.id.partition("/")[2]) for entry in found.entries} == expected
    assert [entry.id for entry in found.entries] == [
        f"project/{number}" for number in sorted(expected.values())
    ]


def test_a_register_that_cannot_be_read_counts_only_where_it_is_alone() -> None:
    files: dict[str, Body] = {
        "1登记表.xlsx": BROKEN,
        "2登记表.docx": stars("张三"),
        S + "张三/推介表.docx": star("张三"),
    }
    counts = package(files).main_register("star")
    assert counts is not None
    assert counts.path == "2登记表.docx"


def _copied(place: str, digest: str, **fields: str) -> Package:
    """The form of 李秀英 in her folder, and a file in another place that says the same.

    fields: what that one says otherwise.
    """
    form = S + "02李秀英/推介表.docx"
    return package(
        {
            S + "登记表.xlsx": stars("王建国", "李秀英"),
            S + "01王建国/证件照.jpg": ID,
            form: facts_of(form, star("李秀英"), "a"),
            place: facts_of(place, star("李秀英", **fields), digest),
        }
    )


@pytest.mark.parametrize("digest", ["a", "saved anew"])
def test_a_form_copied_into_anothers_folder_puts_nobody_forward_twice(digest: str) -> None:
    found = _copied(S + "01王建国/推介表.docx", digest)
    assert shapes(found) == {
        "star/1 王建国": {S + "01王建国/证件照.jpg": "id-photo"},
        "star/2 李秀英": {S + "02李秀英/推介表.docx": "form"},
    }
    assert rest(found) == {S + "01王建国/推介表.docx": "astray"}


def test_another_form_of_the_same_name_is_no_copy() -> None:
    found = _copied(S + "01王建国/推介表.docx", "b", 学历="本科")
    assert "astray" not in rest(found).values()


def test_a_copy_in_no_ones_folder_is_that_ones_still() -> None:
    found = _copied(S + "推介表汇总/李秀英.docx", "a")
    assert "astray" not in rest(found).values()
    assert list(shapes(found)) == ["star/1 王建国", "star/2 李秀英"]
