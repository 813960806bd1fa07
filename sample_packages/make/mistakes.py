"""A package with the mistakes that staff meet, each planted on purpose and listed."""

from __future__ import annotations

from functools import cache

from sample_packages.make.layout import Files
from sample_packages.make.mistakes_projects import project_mistakes
from sample_packages.make.mistakes_stars import star_mistakes
from sample_packages.make.planted import Planted

UNIT = "吉林市教育局"


def mistakes() -> Files:
    """The package's files."""
    return _made()[0]


def planted() -> list[Planted]:
    """What is wrong with it, and nothing else is."""
    return _made()[1]


@cache
def _made() -> tuple[Files, list[Planted]]:
    stars, wrong_with_stars = star_mistakes(UNIT)
    projects, wrong_with_projects = project_mistakes(UNIT)
    note = f"{UNIT}/新建文本文档.txt"
    about_all = [
        Planted("package.deadline", "error", None, None, "截止日期的第二天才收到"),
        Planted("package.recognised", "warning", None, note, "与材料无关的文件"),
    ]
    files = stars | projects | {note: "待办：打印、盖章、寄快递。\r\n".encode()}
    return files, about_all + wrong_with_stars + wrong_with_projects
