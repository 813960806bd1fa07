"""Entries that are rows of a table; each row's photo bears the row's name, all in one folder."""

from __future__ import annotations

import pytest

from jlxx_check.packs import load_source
from tests.inventory.bench import ID, package, register, rest

SITE = "201501/22/0101/"


@pytest.mark.parametrize(
    ("rows", "photos", "owned"),
    [
        pytest.param(
            [("孟小川", "19910215"), ("柏雨桐", "19920304")],
            ["孟小川-19910215", "柏雨桐-19920304"],
            {"孟小川": 1, "柏雨桐": 1},
            id="each to its row",
        ),
        pytest.param(
            [("尹书言", "19901123"), ("尹书言", "1993年7月8日")],
            ["尹书言-19901123", "尹书言-19930708"],
            {"尹书言": 1},
            id="namesakes by the day",
        ),
        pytest.param(
            [("孟小川", "19910215"), ("柏雨桐", "19920304")],
            ["孟小川-19910215", "白乐善-19960708"],
            {"孟小川": 1, "白乐善": 1},
            id="a photo without a row, a row without a photo",
        ),
    ],
)
def test_a_photo_goes_to_its_row(
    rows: list[tuple[str, str]], photos: list[str], owned: dict[str, int]
) -> None:
    table = register(
        "考生信息表",
        [
            {"序号": str(n), "姓名": name, "出生日期": born, "单位": "某厂", "备注": ""}
            for n, (name, born) in enumerate(rows, 1)
        ],
    )
    files = {"考生信息表.xlsx": table, **{f"{SITE}{name}.jpg": ID for name in photos}}
    found = package(files, pack=load_source("id-photos-2015").pack)
    assert {entry.name: len(entry.files) for entry in found.entries} == owned
    assert len(found.entries) == max(len(rows), len(owned))
    assert rest(found) == {}


def test_namesakes_whose_photo_has_neither_day_are_left_alone() -> None:
    days = ("19901123", "19930708")
    table = register(
        "考生信息表",
        [
            {"序号": d[-1], "姓名": "尹书言", "出生日期": d, "单位": "某厂", "备注": ""}
            for d in days
        ],
    )
    files = {"考生信息表.xlsx": table, f"{SITE}尹书言-19910101.jpg": ID}
    found = package(files, pack=load_source("id-photos-2015").pack)
    assert rest(found) == {f"{SITE}尹书言-19910101.jpg": "no-owner"}
