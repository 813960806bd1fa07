from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from jlxx_check.checks.document.arabic_figures import Figures, arabic_figures
from jlxx_check.checks.document.font import Font, font
from jlxx_check.checks.document.pages import Pages, PageSize, page_size, pages
from jlxx_check.model.document import Document, Letters
from jlxx_check.model.outcome import Level, Outcome, Status

A4 = PageSize(name="A4", width=210, height=297)


@pytest.mark.parametrize(
    ("facts", "status", "level"),
    [
        ({"pages": 4}, Status.PASS, None),
        ({"pages": 5}, Status.FAIL, None),
        ({"pages_stored": 5}, Status.FAIL, Level.WARNING),
        ({"pages_stored": 3}, Status.PASS, None),
        ({"pages": 4, "pages_stored": 5}, Status.PASS, None),
        ({}, Status.NOT_JUDGED, None),
    ],
)
def test_four_pages_at_most(facts: dict[str, Any], status: Status, level: Level | None) -> None:
    (outcome,) = pages(Document((), "字", **facts), Pages(at_most=4))
    assert (outcome.status, outcome.level) == (status, level)


@pytest.mark.parametrize(
    ("paper", "status"),
    [
        (((210.0, 297.0),), Status.PASS),
        (((297.0, 210.0), (209.9, 297.0)), Status.PASS),
        (((215.9, 279.4),), Status.FAIL),
        (((210.0, 297.0), (297.0, 420.0)), Status.FAIL),
        ((), Status.NOT_JUDGED),
    ],
)
def test_a4(paper: tuple[tuple[float, float], ...], status: Status) -> None:
    (outcome,) = page_size(Document((), "字", paper=paper), A4)
    assert outcome.status is status


def set_in(*letters: tuple[str | None, float | None, int], **want: Any) -> Outcome:
    parameters = Font.model_validate({"fonts": ["仿宋"], "size": "小四", **want})
    document = Document((), "字", letters=tuple(Letters(*item) for item in letters))
    (outcome,) = font(document, parameters)
    return outcome


@pytest.mark.parametrize(
    ("letters", "status"),
    [
        ([("仿宋", 12, 2000)], Status.PASS),
        ([("仿宋_GB2312", 12, 1900), ("黑体", 22, 40)], Status.PASS),  # a heading
        ([("FangSong", 12, 2000)], Status.PASS),
        ([("宋体", 12, 2000)], Status.FAIL),
        ([("仿宋", 10.5, 2000)], Status.FAIL),
        ([("仿宋", 12, 1000), ("楷体", 12, 1000)], Status.FAIL),
        ([(None, 12, 2000)], Status.REVIEW),
        ([("仿宋", None, 2000)], Status.REVIEW),
        ([("仿宋", 12, 1900), (None, None, 100)], Status.PASS),  # too few to decide
        ([("宋体", 12, 1900), (None, None, 100)], Status.FAIL),
        ([], Status.NOT_JUDGED),
    ],
)
def test_fangsong_small_four(letters: list[Any], status: Status) -> None:
    assert set_in(*letters).status is status


def test_what_the_text_is_in_is_said() -> None:
    message = set_in(("宋体", 10.5, 2000)).message
    assert message is not None
    assert message.zh == "正文多为宋体、五号（10.5磅），要求仿宋、小四（12磅）。"


def test_a_size_in_points_or_by_name_alone() -> None:
    assert Font.model_validate({"size": "五号"}) == Font.model_validate({"size": 10.5})
    with pytest.raises(ValidationError, match="小肆"):
        Font.model_validate({"size": "小肆"})


def figures(text: str) -> Outcome:
    (outcome,) = arabic_figures(Document((), text), Figures(units=("人", "次", "元", "年")))
    return outcome


@pytest.mark.parametrize(
    "text",
    [
        *("二〇二三年起", "一九九八年", "五月四日举办", "百分之八十五", "三百二十人", "十五次"),
        *("二十一年", "五万元"),
    ],
)
def test_numbers_that_are_to_be_in_figures(text: str) -> None:
    outcome = figures(f"我们在{text}的活动中")
    assert outcome.status is Status.FAIL
    assert outcome.message is not None
    assert "有1处" in outcome.message.zh


@pytest.mark.parametrize(
    "text",
    [
        *("2023年培训320人", "十分感人", "五四运动", "党的二十大", "第十三届", "三次", "一个人"),
        *("三四十人", "十几人", "几百人", "千万不要", "“三农”", "万元户", "第二十次"),
    ],
)
def test_words_that_hold_a_number(text: str) -> None:
    assert figures(text).status is Status.PASS


def test_a_scan_is_not_judged() -> None:
    (outcome,) = arabic_figures(Document((), "", has_text=False), Figures())
    assert outcome.status is Status.NOT_JUDGED
