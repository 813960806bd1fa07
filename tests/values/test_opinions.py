"""Opinions that are no consent, and those that only look like one."""

from __future__ import annotations

import pytest

from jlxx_check.values.remarks import refusal

WORDS = (
    *("不同意", "不予推介", "不推荐", "退回", "暂缓", "不符合", "未通过"),
    *("不予同意", "未同意", "未获同意", "不赞成", "不予通过"),
)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("不同意推介。", "不同意"),
        ("经研究，不 同 意 推介（盖章）", "不同意"),
        ("材料不实，退回。", "退回"),
        ("该同志不符合条件，不予推介", "不符合"),
        ("暂缓推介，待核实后再报", "暂缓"),
        ("审核未通过", "未通过"),
        ("□同意 ☑不同意", "不同意"),
        ("同意□ 不同意√", "不同意"),
        ("“不同意”", "不同意"),
        ("班子成员有不同意见", "不同意"),
        ("不予同意", "不予同意"),
        ("不 予 同 意", "不予同意"),
        ("不赞成推介", "不赞成"),
        ("未获同意", "未获同意"),
        ("党组会未同意", "未同意"),
        ("不予通过", "不予通过"),
    ],
)
def test_what_is_no_consent(text: str, word: str) -> None:
    assert refusal(text, WORDS) == word


@pytest.mark.parametrize(
    "text",
    [
        "同意推介。",
        "",
        "公示期间无不同意见，同意推介",
        "没有异议，同意",
        "未收到不同意见，同意推介",
        "未发现不符合条件的情形，同意",
        "对照“不符合条件的不予推介”的规定，同意推介",
        "如不符合要求，愿退出；同意推介",
        "☑同意 □不同意",
        "同意（√） 不同意（ ）",
        "同意/不同意",
        "一致同意",
        "没有不赞成的",
        "如未同意，请注明理由",
    ],
)
def test_consent_and_what_is_denied_quoted_or_not_ticked(text: str) -> None:
    assert refusal(text, WORDS) is None
