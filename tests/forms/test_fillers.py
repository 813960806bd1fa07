from __future__ import annotations

import pytest

from jlxx_check.forms.fillers import says_nothing
from jlxx_check.testing.rule_cases import bound

FILLERS = bound("jilin-2023")[0].fillers


@pytest.mark.parametrize(
    "text",
    [
        *("无", " 无 。", "（无）", "略", "略。", "同上", "暂无", "无。无", "待补充", "N/A", "n/a"),
        *(
            "见附件",
            "详见附件1",
            "请见附件。",
            "见附件2、附件3",
            "见总结",
            "详见工作总结",
            "另附",
            "另附页",
        ),
        *("XXX", "xx", "××", "1111", "/", "—", "……", "。。。", "测试", "测试测试", "内容"),
        *("请填写", "（请填写活动内容、形式等）", "请选择", "单击或点击此处输入文字。", "限500字"),
        *(
            "（500字以内）",
            "不超过1500字",
            "【请在此处填写】",
            "措施与保障",
            "具体措施与保障：",
            "无\n略",
        ),
    ],
)
def test_words_that_stand_for_nothing(text: str) -> None:
    assert says_nothing(text, FILLERS, ("措施与保障", "具体措施与保障"))


@pytest.mark.parametrize(
    "text",
    [
        *(
            "吴略",
            "无锡市退休教师",
            "无偿授课，经费由街道保障",
            "略有提高",
            "另附页，主要有专人专账",
            "无党派人士",
        ),
        *(
            "建立制度，详见附件",
            "（限500字）设专职教师3人",
            "1500人次",
            "教学内容丰富",
            "总结推广经验",
            "群众",
        ),
        *(
            "同上海老年大学合作",
            "见附件所列12项制度已全部落实，专人负责",
            "测试员",
            "A",
            "5",
        ),
    ],
)
def test_what_says_something(text: str) -> None:
    assert not says_nothing(text, FILLERS, ("措施与保障",))


def test_without_words_only_signs_say_nothing() -> None:
    assert says_nothing("——", None)
    assert not says_nothing("无", None)


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        ("1" * 300 + "人", False),
        ("220199197902069323" * 20, False),
        ("内容" * 500, True),
        ("内容" * 500 + "丰富", False),
        ("第1页" * 300 + "见附件", True),
    ],
)
def test_long_texts_are_read_once(text: str, nothing: bool) -> None:
    assert says_nothing(text, FILLERS) is nothing
