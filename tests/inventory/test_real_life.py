"""What clerks leave in a package beside what was asked for, and how they spell names."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from jlxx_check.model.document import Document, Paragraph
from jlxx_check.model.facts import Body
from jlxx_check.model.package import Reason
from tests.inventory.bench import (
    ID,
    SCENE,
    facts_of,
    package,
    project,
    projects,
    rest,
    shapes,
    star,
    stars,
)

ZHANG: dict[str, Body] = {
    "登记表.xlsx": stars("张三", "李四"),
    "学习之星/张三/推介表.docx": star("张三"),
    "学习之星/张三/证件照.jpg": ID,
    "学习之星/李四/推介表.docx": star("李四"),
    "学习之星/李四/证件照.jpg": ID,
}


def blank() -> Document:
    return star("", 工作单位及职务="", 主要事迹="")


@pytest.mark.parametrize("copy", ["推介表(1).docx", "推介表 - 副本.docx", "推介表（2）.docx"])
def test_the_copy_of_a_form_is_the_one_that_bears_a_copys_name(copy: str) -> None:
    forms = {
        path: facts_of(path, star("张三"), "same")
        for path in ("学习之星/张三/推介表.docx", f"学习之星/张三/{copy}")
    }
    found = shapes(package(ZHANG | forms))["star/1 张三"]
    assert found["学习之星/张三/推介表.docx"] == "form"
    assert found[f"学习之星/张三/{copy}"] == "attachment"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("关于报送2023年推介材料的函.docx", "package-paper"),
        ("公示照片.jpg", "package-paper"),
        ("说明.txt", "package-paper"),
        ("某同志的函授课堂.txt", "no-owner"),
    ],
)
def test_papers_of_the_package(path: str, reason: str) -> None:
    assert rest(package(ZHANG | {path: None})) == {path: reason}


@pytest.mark.parametrize("written", ["买买提.艾力", "买买提．艾力", "买买提•艾力", "买买提艾力"])
def test_a_middle_dot_as_it_can_be_typed(written: str) -> None:
    found = package(
        {
            "登记表.xlsx": stars("买买提·艾力", "李四"),
            "学习之星/推介表1.docx": star("买买提·艾力"),
            "学习之星/推介表2.docx": star("李四"),
            f"学习之星/{written}/证件照.jpg": ID,
            f"照片/{written}.jpg": SCENE,
        }
    )
    assert sorted(shapes(found)["star/1 买买提·艾力"].values()) == [
        "activity-photo",
        "form",
        "id-photo",
    ]
    assert rest(found) == {}


@pytest.mark.parametrize("name", ["主要事迹.docx", "张三先进事迹材料.docx", "个人简历.docx"])
def test_a_text_named_for_a_field_of_the_form_comes_along_with_it(name: str) -> None:
    path = f"学习之星/张三/{name}"
    found = package(ZHANG | {path: None})
    assert shapes(found)["star/1 张三"][path] == "attachment"


def test_a_text_that_nothing_names_stays_unknown() -> None:
    path = "学习之星/张三/新建文本文档.txt"
    assert rest(package(ZHANG | {path: None})) == {path: "unknown"}


@pytest.mark.parametrize(
    ("name", "said"), [("视频.mp3", "内容却是录音"), ("录音.mp3", "看不出是要求的哪一项")]
)
def test_a_recording_that_is_not_what_its_name_says(name: str, said: str) -> None:
    found = package(ZHANG | {f"学习之星/张三/{name}": None})
    (item,) = found.unassigned
    assert item.reason is Reason.UNKNOWN
    assert said in item.why.zh


_SHARED = "通过网盘分享的文件：照片\n链接: https://pan.example.invalid/s/1x 提取码: abcd"


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("照片下载链接.txt", _SHARED, "absent"),
        ("新建文本文档.txt", "www.example.invalid/f/123", "absent"),
        ("新建文本文档.txt", "照片为去年十月拍摄。", "unknown"),
        ("新建文本文档.txt", _SHARED + "张三自学成才，二十年如一日。" * 12, "unknown"),
    ],
)
def test_a_link_holds_nothing_of_the_material(name: str, text: str, reason: str) -> None:
    path = f"学习之星/张三/{name}"
    found = package(ZHANG | {path: Document((Paragraph(text),), text)})
    assert rest(found) == {path: reason}


def test_a_file_of_no_known_format_is_told_by_what_its_name_says() -> None:
    path = "学习之星/张三/活动照.xyz"
    (item,) = package(ZHANG | {path: None}).unassigned
    assert (item.path, item.reason.value) == (path, "unknown")
    assert "名称写的是“活动照”" in item.why.zh


@pytest.mark.parametrize("path", ["附件1-4空表/推介表.docx", "推介表.docx"])
def test_a_blank_form_puts_nobody_forward(path: str) -> None:
    found = package(ZHANG | {path: blank()})
    assert [entry.name for entry in found.entries] == ["张三", "李四"]
    (left,) = found.unassigned
    assert (left.path, left.reason.value) == (path, "blank")
    assert "空白推介表" in left.why.zh


@pytest.mark.parametrize(
    ("folder", "names"),
    [("02", ["张三", "李四"]), ("03", ["张三", "03"]), ("02王芳", ["张三", "王芳"])],
)
def test_a_blank_form_beside_photos_is_that_of_the_row_that_its_folder_numbers(
    folder: str, names: list[str]
) -> None:
    listed = {path: body for path, body in ZHANG.items() if "李四" not in path}
    more = {f"学习之星/{folder}/推介表.docx": blank(), f"学习之星/{folder}/证件照.jpg": ID}
    assert [entry.name for entry in package(listed | more).entries] == names


@pytest.mark.parametrize(
    "more",
    [
        {"学习之星/王芳/推介表.docx": blank(), "学习之星/王芳/证件照.jpg": ID},
        {"学习之星/王芳推介表.docx": blank()},
    ],
)
def test_a_blank_form_with_someones_name_or_photos_is_theirs(more: Mapping[str, Body]) -> None:
    found = package(ZHANG | more)
    assert [entry.name for entry in found.entries] == ["张三", "李四", "王芳"]
    assert rest(found) == {}


def test_in_ones_own_folder_only_what_says_so_again_singles_out() -> None:
    home = "品牌项目/02书香课堂（特别受百姓喜爱）"
    found = package(
        {
            "登记表.xlsx": projects("书香课堂", "乡村夜校", 书香课堂="特别受百姓喜爱"),
            f"{home}/推介表.docx": project("书香课堂"),
            f"{home}/照片1.jpg": None,
            f"{home}/特别受百姓喜爱视频.mp4": None,
            "品牌项目/01乡村夜校/推介表.docx": project("乡村夜校"),
        }
    )
    assert shapes(found)["project/1 书香课堂"] == {
        f"{home}/推介表.docx": "form",
        f"{home}/照片1.jpg": "photo",
    }
    assert shapes(found)["special-project/1 书香课堂"] == {
        f"{home}/特别受百姓喜爱视频.mp4": "video"
    }


NUMBERED: dict[str, Body] = {
    "学习之星/登记表.xlsx": stars("张三", "李四"),
    "学习之星/推介表/甲.docx": star("张三"),
    "学习之星/推介表/乙.docx": star("李四"),
}


@pytest.mark.parametrize("names", [("1", "2"), ("01", "02"), ("第1号", "第2号"), ("１", "２")])
def test_photos_that_bear_the_registers_numbers(names: tuple[str, str]) -> None:
    photos = {
        f"学习之星/{folder}/{name}.jpg": body
        for folder, body in (("证件照", ID), ("活动照片", SCENE))
        for name in names
    }
    found = package(NUMBERED | photos)
    assert rest(found) == {}
    assert shapes(found)["star/2 李四"] == {
        "学习之星/推介表/乙.docx": "form",
        f"学习之星/活动照片/{names[1]}.jpg": "activity-photo",
        f"学习之星/证件照/{names[1]}.jpg": "id-photo",
    }
    assert sum("只有编号" in note.zh for note in found.notes) == 2


@pytest.mark.parametrize("names", [("1", "3"), ("1",), ("1", "2", "3"), ("1", "IMG_2")])
def test_numbers_that_are_not_the_registers_tell_nothing(names: tuple[str, ...]) -> None:
    photos: dict[str, Body] = {f"学习之星/证件照/{name}.jpg": ID for name in names}
    assert set(rest(package(NUMBERED | photos)).values()) == {"no-owner"}


@pytest.mark.parametrize("name", ["毕业证.jpg", "营业执照.png", "信用中国截图.png"])
def test_a_picture_of_a_paper_is_no_photo_of_an_activity(name: str) -> None:
    path = f"学习之星/张三/{name}"
    assert shapes(package(ZHANG | {path: None}))["star/1 张三"][path] == "attachment"


@pytest.mark.parametrize(
    ("path", "owner", "role"),
    [
        ("学习之星/张三/证件照.jpg", "在“张三”的文件夹“张三”里", "文件名中有“证件照”"),
        ("张三活动照片.jpg", "文件名中有“张三”", "文件名中有“活动照”"),
        ("特别感人/1.jpg", "登记表的备注说明是“张三”的", "特别推介的材料"),
    ],
)
def test_the_evidence_says_whose_a_file_is_and_what_it_is(path: str, owner: str, role: str) -> None:
    found = package(ZHANG | {"登记表.xlsx": stars("张三", "李四", 张三="特别感人"), path: None})
    (why,) = (file.why.zh for entry in found.entries for file in entry.files if file.path == path)
    assert owner in why.split("；")[0]
    assert role in why.split("；")[1]


@pytest.mark.parametrize(
    ("empty", "named"),
    [
        (["学习之星/02李四"], ["“学习之星/02李四”"]),
        (["学习之星/02李四", "学习之星/02李四/照片", "03"], ["“学习之星/02李四”", "“03”"]),
        (["品牌项目", "品牌项目/书香社区"], ["“品牌项目/书香社区”"]),
        # Not somebody's: of a kind, of a role, what a system makes, or inside one that is filled.
        (["品牌项目", "学习之星/01张三/视频", "照片", "新建文件夹"], []),
        (["学习之星/01张三/原图备份"], []),
        (["__MACOSX", "$RECYCLE.BIN", "System Volume Information", ".git/refs/heads"], []),
        ([], []),
    ],
)
def test_folders_of_somebody_that_hold_nothing_are_noted(
    empty: list[str], named: list[str]
) -> None:
    found = package({"学习之星/01张三/推介表.docx": star("张三"), "说明.txt": None}, empty=empty)
    told = [note.zh for note in found.notes if "什么文件也没有" in note.zh]
    assert len(told) == bool(named)
    assert all("、".join(named) in note for note in told)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("01张三/活动照:1.jpg", True),
        ("01张三 /活动照.jpg", True),
        ("01张三/活动照.jpg", False),
        # Told of otherwise: its name says nothing any more, or another program left it.
        ("照片/????.jpg", False),
        ("01张三/Icon\r", False),
    ],
)
def test_names_that_cannot_be_carried_are_noted(path: str, told: bool) -> None:
    forms = {"01张三/推介表.docx": star("张三"), "02李四/推介表.docx": star("李四")}
    found = package({**forms, path: None})
    assert any("请改名" in note.zh for note in found.notes) is told
