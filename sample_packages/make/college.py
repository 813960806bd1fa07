"""A school's packages for its college's nested notice: the pack college-2022."""

from __future__ import annotations

from sample_packages.make.layout import Files, star_files
from sample_packages.make.people import Star, Values
from sample_packages.make.registers import STAR_TITLE, numbered, workbook

_UNIT = "样例学院样例工程系"
_HOME = f"{_UNIT}/百姓学习之星"


def _star(serial: int, name: str, post: str, **changes: str) -> Star:
    more: Values = {"通讯地址": f"样例省样例市学院路{serial}号", **changes}
    return Star(
        serial, name, "男", "汉族", "19790814", "群众", "大学本科", post, "数控编程",
        "样例学院实训中心", more,
    )  # fmt: skip


def _package(stars: list[Star]) -> Files:
    """The form goes by the name 附表1, the register by 附表3, as the college calls them."""
    files: Files = {}
    for star in stars:
        folder = f"{_HOME}/{star.name}"
        files |= star_files(star, folder)
        files[f"{folder}/附表1.docx"] = files.pop(f"{folder}/推介表.docx")
    rows = numbered([star.row() for star in stars], {})
    return files | {f"{_UNIT}/附表3.xlsx": workbook(STAR_TITLE, _UNIT, rows)}


def college() -> Files:
    """One star; nothing is amiss."""
    return _package([_star(95, "车行远", "样例学院样例工程系实训教师")])


def college_mistakes() -> Files:
    """Two where one is allowed, one of them a county's head; a day late."""
    return _package(
        [
            _star(96, "铣精工", "样例学院样例工程系实训教师"),
            _star(97, "官在任", "样例县人民政府副县长"),
        ]
    )
