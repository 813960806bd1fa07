"""Letters, lists and stamped pages: papers wherever they lie; what shows people is a photo."""

from __future__ import annotations

import pytest

from jlxx_check.model.document import Document, Paragraph
from jlxx_check.model.facts import Body
from tests.inventory.bench import ID, SCAN, package, project, rest, shapes, star

S, P = "百姓学习之星/01张三/", "终身学习品牌项目/01晨读/"
TEXT = Document((Paragraph("照片为去年十月拍摄。"),), "照片为去年十月拍摄。")
STAR: dict[str, Body] = {S + "推介表.docx": star("张三"), S + "证件照.jpg": ID}
PROJECT: dict[str, Body] = {P + "推介表.docx": project("晨读"), P + "工作总结.docx": None}


@pytest.mark.parametrize(
    "name",
    [
        "关于报送材料的报告.docx",
        "长春市教育局关于推介百姓学习之星的请示（盖章）.docx",
        "推介函.pdf",
        "报送材料目录.xlsx",
        "材料清单2023.docx",
        "说明.txt",
        "填表须知.docx",
        "readme.txt",
        "README（必读）.txt",
        "推荐人选汇总.docx",
        "公示.pdf",
        "公示照片.jpg",
        "回执.docx",
        "送审单（扫描件）.jpg",
        "授权书.jpg",
        "营业执照.jpg",
        "身份证复印件.jpg",
        "盖章扫描件.pdf",
        "报送公文.pdf",
        "红头文件.docx",
        "评审会议记录.docx",
        "评审会签到表.xlsx",
        "材料报送情况汇报.docx",
        "申报工作方案.docx",
        "联系人.txt",
    ],
)
def test_at_the_top_they_are_the_packages(name: str) -> None:
    body: Body = SCAN if name == "盖章扫描件.pdf" else None
    found = package(STAR | PROJECT | {name: body})
    assert rest(found) == {name: "package-paper"}


@pytest.mark.parametrize("name", ["报送材料的函扫描.jpg", "推介函.pdf", "公示照片.jpg"])
def test_beside_one_form_that_lies_at_the_top_they_are_the_packages_too(name: str) -> None:
    loose: dict[str, Body] = {"李四推介表.docx": star("李四"), "IMG_0412.jpg": None}
    found = package(STAR | PROJECT | loose | {name: None})
    assert rest(found) == {name: "package-paper"}
    # What shows people is that person's, as before; so is a paper where nobody else is.
    assert "李四" in {entry.name for entry in found.entries if len(entry.files) == 2}
    alone = package({f"李四/{path}": body for path, body in loose.items()} | {f"李四/{name}": None})
    assert rest(alone) == {}


@pytest.mark.parametrize(
    ("folder", "name", "body"),
    [
        (S, "盖章扫描件.jpg", None),
        (S, "扫描件.pdf", SCAN),
        (S, "签字盖章页2.jpg", None),
        (S, "身份证复印件.jpg", None),
        (S, "承诺书.jpg", None),
        (S, "公示情况.jpg", None),
        (S, "情况说明.docx", None),
        (S, "个人学习报告.docx", None),
        (S, "说明.txt", TEXT),
        (P, "视频说明.txt", TEXT),
        (P, "readme.txt", TEXT),
        (P, "盖章扫描件.jpg", None),
        (P, "关于申报的请示.docx", None),
        (P, "项目成效报告.docx", None),
        (P, "营业执照.jpg", None),
        (P, "目录.docx", None),
        (S, "户口簿.jpg", None),
        (S, "劳模证.jpg", None),
        (S, "聘任书.png", None),
        (S, "推荐信.docx", None),
        (S, "征求意见表.docx", None),
        (S, "CamScanner 07-05-2023 10.30.jpg", None),
        (S, "扫描全能王 2023-07-05 10.30_2.jpg", None),
        (S, "Scan_20230705.jpg", None),
        (P, "开放时间公告.jpg", None),
        (P, "管理制度.docx", None),
        (P, "2022年度计划.docx", None),
        (P, "学员名册.docx", None),
        (P, "视频脚本.docx", None),
        (P, "视频解说词.docx", None),
        (S, "发言稿.docx", None),
    ],
)
def test_in_a_folder_they_come_along(folder: str, name: str, body: Body) -> None:
    found = package(STAR | PROJECT | {folder + name: body})
    roles = {path: role for entry in shapes(found).values() for path, role in entry.items()}
    assert roles[folder + name] == "attachment"
    assert not rest(found)


@pytest.mark.parametrize(
    ("folder", "name", "role"),
    [
        (S, "公示栏前合影.jpg", "activity-photo"),
        (S, "公告栏前学习.jpg", "activity-photo"),
        (S, "签到.jpg", "activity-photo"),
        (S, "扫描古籍.jpg", "activity-photo"),
        (P, "制定活动方案.jpg", "photo"),
        (S, "活动报告会.jpg", "activity-photo"),
        (S, "张三作报告.jpg", "activity-photo"),
        (S, "活动照扫描件.jpg", "activity-photo"),
        (P, "报告会现场.jpg", "photo"),
        (P, "函授学员合影.jpg", "photo"),
        (P, "向居民讲解说明.jpg", "photo"),
        (S, "说明会上.jpg", "activity-photo"),
    ],
)
def test_what_shows_people_is_a_photo(folder: str, name: str, role: str) -> None:
    found = package(STAR | PROJECT | {folder + name: None})
    roles = {path: told for entry in shapes(found).values() for path, told in entry.items()}
    assert roles[folder + name] == role


def test_a_project_called_for_a_report_is_one() -> None:
    folder = "终身学习品牌项目/02田间科普报告/"
    found = package(
        PROJECT
        | {folder + "推介表.docx": project("田间科普报告"), folder + "田间科普报告.jpg": None}
    )
    assert shapes(found)["project/2 田间科普报告"] == {
        folder + "推介表.docx": "form",
        folder + "田间科普报告.jpg": "photo",
    }


def test_a_stamped_page_alone_stands_for_the_form() -> None:
    found = package({S + "盖章扫描件.jpg": None, S + "证件照.jpg": ID, S + "活动照.jpg": None})
    assert shapes(found)["star/1 张三"][S + "盖章扫描件.jpg"] == "form"


def test_a_text_that_nothing_else_can_be_is_still_the_summary() -> None:
    found = package({P + "推介表.docx": project("晨读"), P + "年度工作报告.docx": None})
    assert shapes(found)["project/1 晨读"][P + "年度工作报告.docx"] == "summary"
