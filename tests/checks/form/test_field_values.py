from __future__ import annotations

import pytest

from jlxx_check.checks.form.field_values import KnownValues, unknown_values
from jlxx_check.model.outcome import Level
from jlxx_check.model.package import Form, Value
from jlxx_check.testing.rule_cases import bound

PACK = bound("jilin-2023")[0]
WANT = KnownValues(
    sex="性别", nationality="民族", party="政治面貌", phone="联系电话", born="出生年月"
)


def faults(label: str, text: str) -> list[str]:
    form = Form("a.docx", "star", ("甲",), {label: Value(label, text, f"表1 {label}")})
    found = list(unknown_values(form, PACK, WANT))
    assert all(item.level is Level.WARNING and item.message for item in found)
    return [item.message.zh for item in found if item.message]


@pytest.mark.parametrize(
    ("label", "text"),
    [
        *(("性别", text) for text in ("男", "女", "男性", "☑女 □男", "女√", "")),
        *(
            ("民族", text)
            for text in ("汉", "汉族", "漢族", "朝鲜族", "朝鲜", "（满族）", "穿青人", "略")
        ),
        *(("政治面貌", text) for text in ("中共党员", "党员", "预备党员", "群众", "团员", "民革")),
        *(
            ("政治面貌", text)
            for text in ("无党派人士", "中共党员（2010年入党）", "民盟盟员、中共党员")
        ),
        *(("联系电话", text) for text in ("13804310000", "138 0431 0000", "+86 13804310000")),
        *(("联系电话", text) for text in ("0431-85550000", "85550000", "0431-85550000转8021")),
        *(("联系电话", text) for text in ("13804310000 / 0431-85550000", "400-810-0000")),
        *(
            ("出生年月", text)
            for text in ("1968.10", "2005年3月", "2007年7月12日", "不详", "1930年")
        ),
    ],
)
def test_answers_of_their_kind(label: str, text: str) -> None:
    assert faults(label, text) == []


@pytest.mark.parametrize(
    ("label", "text", "says"),
    [
        ("性别", "先生", "应为男或女"),
        ("性别", "汉", "应为男或女"),
        ("民族", "中国", "56个民族之一"),
        ("民族", "男", "56个民族之一"),
        ("政治面貌", "优秀", "政治面貌"),
        ("政治面貌", "大学", "政治面貌"),
        ("联系电话", "1380431000", "共10位数字"),
        ("联系电话", "138043100001", "共12位数字"),
        ("联系电话", "10800000000", "共11位数字"),
        ("联系电话", "13804310000/1380431000", "共21位数字"),
        ("联系电话", "办公室", "共0位数字"),
        ("出生年月", "2015年3月", "不满16周岁"),
        ("出生年月", "2007年7月13日", "不满16周岁"),
        ("出生年月", "1901年3月", "超过110周岁"),
        ("出生年月", "2031年3月", "晚于报送截止日期"),
    ],
)
def test_answers_of_no_such_kind(label: str, text: str, says: str) -> None:
    (message,) = faults(label, text)
    assert says in message
