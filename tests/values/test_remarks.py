from __future__ import annotations

import pytest

from jlxx_check.values.remarks import refusal, singles_out

_MARKS = ("特别感人", "事迹感人", "特别推介", "特别受百姓喜爱")


@pytest.mark.parametrize(
    "remark",
    [
        "事迹特别感人的百姓学习之星", "特别“感人”", "特别 推介", "特别·感人", "特别——推介",
        "非遗传承人，事迹特别感人", "大有作为，作特别推介", "不忘初心，事迹感人",
        "无偿助学，特别推介",
        "非常特别，特别推介",
        "未婚；特别推介", "特别推介（第一名）", "特别推介，往年未推介", "无私奉献事迹特别感人",
        "☑特别感人 □一般", "特别感人√", "□一般 ☑特别感人", "拟作特别推介",
    ],
)  # fmt: skip
def test_a_mark_holds_however_it_is_written(remark: str) -> None:
    assert singles_out(remark, _MARKS)


@pytest.mark.parametrize(
    "remark",
    [
        "", "无", "不是事迹特别感人", "非特别推介", "未列为特别推介", "不作为特别推介",
        "没有特别推介", "不作特别推介", "未参评特别推介", "未入选特别推介",
        "不作为事迹特别感人推介",
        "不是特别受百姓喜爱的项目", "不再作为事迹特别感人的百姓学习之星", "特别推介：否",
        "特别感人（待定）",
        "特别推介已取消", "取消特别推介", "并非特别推介", "不属于事迹特别感人", "特别认真",
        "□特别感人", "☑一般 □特别感人", "特别感人□", "特别感人×", "特别感人✗", "不作特别推介",
        "原拟特别感人，后取消",
    ],
)  # fmt: skip
def test_what_is_denied_marks_nothing(remark: str) -> None:
    assert not singles_out(remark, _MARKS)


def test_what_the_row_is_one_of_may_stand_before_the_mark() -> None:
    titles = ("读书人物",)
    assert not singles_out("非读书人物特别推介", _MARKS, titles)
    assert singles_out("读书人物特别推介", _MARKS, titles)
    assert singles_out("非读书人物特别推介", _MARKS)  # whatever that word is


@pytest.mark.parametrize(
    ("opinion", "words", "said"),
    [
        ("不同意推荐。", ("不同意",), "不同意"),
        ("同意推荐。", ("不同意",), None),
        ("不同意推荐。", (), None),
        ("", (), None),
    ],
)
def test_an_opinion_refuses_by_the_pack_s_words_alone(
    opinion: str, words: tuple[str, ...], said: str | None
) -> None:
    assert refusal(opinion, words) == said
