"""Registers that are missing, doubled, incomplete, out of order, or at odds with the material."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import papers
from tests.support.editing import (
    add_copy,
    add_row,
    answer,
    cell,
    drop_column,
    drop_row,
    remove,
    remove_entry,
    said_name,
)
from tests.support.newcomers import STARS, special_photos
from tests.variants.bench import Variant, Wanted, hold, variant

ALL_STARS, PROJECTS = 6, 5


def of_register(rule: str, kind: str, says: str = "", level: str = "error") -> Wanted:
    return Wanted(rule, None, f"{kind} register", level, says)


def without_register(entries: int) -> dict[str, int]:
    """What stays unjudged where nothing tells the rows."""
    return {
        "register.matches-entries": entries,
        "register.matches-form": entries,
        "register.special-marked": 1,
    }


def other_phone(register: bytes) -> bytes:
    return papers.cell(register, 2, "联系电话", "13800009999")


PRESENT = [
    variant(
        "no star register",
        remove("star register"),
        Wanted("register.present", says="百姓学习之星"),
        unjudged=without_register(ALL_STARS),
    ),
    variant(
        "no project register",
        remove("project register"),
        Wanted("register.present", says="品牌项目"),
        unjudged=without_register(PROJECTS),
    ),
    variant(
        "the star register in Word beside the workbook",
        add_copy("star register", "star register/推介登记表.docx", papers.as_other),
        of_register("register.present", "star", "内容相同", "warning"),
    ),
    variant(
        "a second star register with another telephone number",
        add_copy("star register", "star register/登记表（最终版）.xlsx", other_phone),
        of_register("register.present", "star", "序号2（第5行）“联系电话”不同"),
        unjudged={"register.matches-form": 1},
    ),
]

COMPLETE = [
    variant(
        "a star without a telephone number",
        cell("star", 3, "联系电话", ""),
        Wanted("register.complete", "star/3", "star register", says="联系电话"),
    ),
    variant(
        "a star without unit and post",
        cell("star", 5, "工作单位及职务", ""),
        Wanted("register.complete", "star/5", "star register", says="工作单位及职务"),
    ),
    variant(
        "a project without its organisation",
        cell("project", 2, "实施单位", " "),
        Wanted("register.complete", "project/2", "project register", says="实施单位"),
    ),
    variant(
        "no column of telephone numbers",
        drop_column("star", "联系电话"),
        of_register("register.complete", "star", "联系电话"),
    ),
    variant(
        "no column of names",
        drop_column("project", "项目名称"),
        of_register("register.complete", "project", "项目名称"),
        unjudged=without_register(PROJECTS),
    ),
    variant(
        "no header row",
        drop_row("project", 0, renumber=False),
        of_register("register.complete", "project", "没有表头"),
        unjudged=without_register(PROJECTS),
    ),
]

ORDER = [
    variant(
        "a number is left out",
        cell("star", 6, "序号", 7),
        of_register("register.order", "star"),
    ),
    variant(
        "a number comes twice",
        cell("project", 4, "序号", 3),
        of_register("register.order", "project"),
    ),
    variant(
        "a row without a number",
        cell("project", 5, "序号", ""),
        of_register("register.order", "project"),
    ),
    variant(
        "two rows have each other's number",
        (cell("star", 1, "序号", 2), cell("star", 2, "序号", 1)),
        of_register("register.order", "star", "次序颠倒"),
        of_register("register.folder-numbers", "star", "在登记表里是序号1", level="warning"),
    ),
]

MATCHES_ENTRIES = [
    variant(
        "a star's name is off by one character",
        cell("star", 4, "姓名", "韩春也"),
        Wanted("register.matches-entries", "star/4", "star register", says="韩春也"),
    ),
    variant(
        "a star's name is off by one character in the form",
        answer("star/4", "姓名", "韩春也"),
        Wanted("register.matches-entries", "=star 韩春也", "star register", says="韩春野"),
    ),
    variant(
        "a star has two rows",
        add_row("star", STARS[0].row()),
        of_register(
            "register.matches-entries", "star", "序号7（第10行）与序号1（第4行）都是“林晓禾”"
        ),
    ),
    variant(
        "a project's name is off by one character",
        cell("project", 1, "项目名称", "伊水悦读"),
        Wanted("register.matches-entries", "project/1", "project register", says="伊水悦读"),
    ),
    variant(
        "a seventh row without material",
        add_row(
            "star",
            {"姓名": "邵远帆", "工作单位及职务": "长春样例粮库 保管员", "联系电话": "13800000777"},
        ),
        of_register("register.matches-entries", "star", "邵远帆"),
    ),
    variant(
        "a star whose material is missing",
        remove_entry("star/2"),
        of_register("register.matches-entries", "star", said_name("star/2")),
        reviews={"star.conduct": -1, "star.merit": -1, "star.id-photo-bareheaded": -1},
    ),
    variant(
        "a project whose row is missing",
        drop_row("project", 5),
        Wanted("register.matches-entries", "project/5", "project register"),
        unjudged={"register.matches-form": 1},
    ),
]


def differs(entry: str, says: str) -> Wanted:
    kind = entry.partition("/")[0]
    return Wanted("register.matches-form", entry, f"{kind} register", "warning", says)


MATCHES_FORM = [
    variant(
        "another telephone number",
        cell("star", 2, "联系电话", "13800000021"),
        differs("star/2", "联系电话"),
    ),
    variant(
        "another unit",
        cell("star", 6, "工作单位及职务", "长春市样例区第一中学 教师"),
        differs("star/6", "工作单位及职务"),
    ),
    variant(
        "another organisation",
        cell("project", 4, "实施单位", "长春样例重工有限公司"),
        differs("project/4", "实施单位"),
    ),
    variant(
        "another start",
        cell("project", 1, "启动时间", "2017年3月12日"),
        differs("project/1", "启动时间"),
    ),
    variant(
        "another attendance",
        cell("project", 5, "年参与人次", "2021年线下1650人次；2022年线下9120人次"),
        differs("project/5", "年参与人次"),
    ),
    variant(
        "the start as a date and in other words",
        cell("project", 2, "启动时间", "2019-09-01"),
    ),
    variant("a telephone number with dashes", cell("star", 1, "联系电话", "138-0000-0011")),
]


def marked(entry: str, kind: str) -> Wanted:
    return Wanted("register.special-marked", entry, f"{kind} register")


MARKED = [
    variant(
        "the special star is not marked",
        cell("star", 3, "备注", ""),
        marked("special-star/1", "star"),
    ),
    variant(
        "the special project is not marked",
        cell("project", 2, "备注", "重点推介"),
        marked("special-project/1", "project"),
    ),
    variant(
        "the mark stands on two rows",
        cell("star", 5, "备注", "事迹特别感人的百姓学习之星"),
        marked("star/5", "star"),
    ),
    variant(
        "the mark stands on another row",
        (cell("star", 3, "备注", ""), cell("star", 4, "备注", "事迹特别感人")),
        marked("special-star/1", "star"),
    ),
    variant(
        "the special folder names somebody who is nobody's",
        (
            remove_entry("special-star/1"),
            *special_photos("事迹特别感人的百姓学习之星", "陆远征"),
        ),
        Wanted(
            "register.special-marked",
            "=special-star 陆远征",
            "star register",
            "warning",
            "标在序号3（第6行）“苏月桂”",
        ),
    ),
    variant(
        "a marked star without special material",
        remove_entry("special-star/1"),
        marked("star/3", "star"),
        reviews={"special.merit": -1},
    ),
    variant(
        "a marked project without special material",
        remove_entry("special-project/1"),
        marked("project/2", "project"),
        reviews={"special.merit": -1},
    ),
]

OTHER_SHAPES = [
    variant(
        "the register as a table in Word",
        (
            add_copy("project register", "project register/终身学习登记表.docx", papers.as_other),
            remove("project register"),
        ),
    ),
    variant("1968.10 of which Excel has eaten the zero", cell("star", 1, "出生年月", 1968.1)),
    variant("a number as text", cell("star", 2, "序号", "2")),
]

CASES = PRESENT + COMPLETE + ORDER + MATCHES_ENTRIES + MATCHES_FORM + MARKED + OTHER_SHAPES


@pytest.mark.parametrize("case", CASES, ids=str)
def test_register(case: Variant, tmp_path: Path) -> None:
    hold(case, tmp_path)
