"""Too few and too many, and the same one twice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.editing import cell, drop_row, remove_entry
from tests.support.newcomers import (
    OTHER_PROJECTS,
    OTHER_STARS,
    PROJECTS,
    STARS,
    add_project,
    add_star,
    special_photos,
)
from tests.variants.bench import Variant, Wanted, hold, variant

MOVING, LOVED = "事迹特别感人的百姓学习之星", "特别受百姓喜爱的终身学习品牌项目"
ASKED_OF_STAR = ("star.conduct", "star.merit", "star.id-photo-bareheaded")
ASKED_OF_PROJECT = ("project.merit", "project.credit-record")
REGISTER = "长春市教育局/百姓学习之星/百姓学习之星推介登记表.xlsx"
FIVE_STARS = tuple(
    add_star(person, number) for number, person in enumerate((*OTHER_STARS[:5],), start=7)
)
FOUR_PROJECTS = (
    *(add_project(project, number) for number, project in enumerate(OTHER_PROJECTS[:4], start=6)),
)

COUNTS = [
    variant(
        "five stars",
        (remove_entry("star/6"), drop_row("star", 6)),
        Wanted("quota.stars", says="5名"),
        reviews=dict.fromkeys(ASKED_OF_STAR, -1),
    ),
    # One of the sample's stars is marked as singled out: whether that one counts is open.
    variant(
        "eleven stars, one of them marked",
        FIVE_STARS,
        reviews={**dict.fromkeys(ASKED_OF_STAR, 5), "quota.stars": 1},
    ),
    variant(
        "eleven stars, none of them marked",
        (*FIVE_STARS, cell("star", 3, "备注", "")),
        Wanted("quota.stars", says="11名"),
        Wanted("register.special-marked", "special-star/1", REGISTER),
        reviews=dict.fromkeys(ASKED_OF_STAR, 5),
    ),
    variant("ten stars", FIVE_STARS[:4], reviews=dict.fromkeys(ASKED_OF_STAR, 4)),
    variant(
        "four projects",
        (remove_entry("project/5"), drop_row("project", 5)),
        Wanted("quota.projects", says="4个"),
        reviews=dict.fromkeys(ASKED_OF_PROJECT, -1),
    ),
    variant(
        "nine projects, one of them marked",
        FOUR_PROJECTS,
        reviews={**dict.fromkeys(ASKED_OF_PROJECT, 4), "quota.projects": 1},
    ),
    variant("eight projects", FOUR_PROJECTS[:3], reviews=dict.fromkeys(ASKED_OF_PROJECT, 3)),
    variant(
        "two special stars",
        (*special_photos(MOVING, STARS[4].name), cell("star", 5, "备注", MOVING)),
        Wanted("quota.special-star", says="2名"),
        reviews={"special.merit": 1},
    ),
    variant(
        "two special projects",
        (*special_photos(LOVED, PROJECTS[3].name), cell("project", 4, "备注", LOVED)),
        Wanted("quota.special-project", says="2个"),
        reviews={"special.merit": 1},
    ),
    variant(
        "two special projects, the second unmarked",
        special_photos(LOVED, PROJECTS[3].name),
        Wanted("quota.special-project", says="2个"),
        reviews={"special.merit": 1},
        unjudged={"register.special-marked": 1},
    ),
]

TWICE = replace(STARS[1], post="长春样例机械厂 工会 装配钳工")
NAMESAKE = replace(OTHER_STARS[0], name=STARS[1].name)
MOVED = replace(OTHER_PROJECTS[0], name=PROJECTS[2].name, unit=PROJECTS[2].unit)

REPEATS = [
    variant(
        "a star twice, with the same ID number",
        add_star(TWICE),
        Wanted("star.repeated", "star/2", "长春市教育局/百姓学习之星/07赵岩松/推介表.docx"),
        reviews=dict.fromkeys(ASKED_OF_STAR, 1),
    ),
    variant(
        "two people of one name",
        add_star(NAMESAKE),
        reviews=dict.fromkeys(ASKED_OF_STAR, 1),
    ),
    variant(
        "a project twice",
        add_project(MOVED),
        Wanted(
            "project.repeated",
            "project/3",
            "长春市教育局/终身学习品牌项目/06田间学校送技术/推介表.docx",
        ),
        reviews=dict.fromkeys(ASKED_OF_PROJECT, 1),
    ),
]


@pytest.mark.parametrize("case", COUNTS + REPEATS, ids=str)
def test_quota(case: Variant, tmp_path: Path) -> None:
    hold(case, tmp_path)
