"""The note for chat: short, each paragraph for itself, and no personal number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding, Report, Verdict
from jlxx_check.model.rounds import UnitRound
from jlxx_check.reporters.chat_note import to_chat_note
from jlxx_check.reporters.letter_items import letter_items, numbered
from jlxx_check.reporters.report_options import DEFAULTS, Options
from jlxx_check.text import Lang, same
from tests.support.samples import judged


def paragraphs(report: Report, options: Options = DEFAULTS) -> list[list[str]]:
    text = to_chat_note(report, Lang.ZH, options).decode("utf-8-sig")
    return [part.split("\r\n") for part in text.removesuffix("\r\n").split("\r\n\r\n")]


def test_old_editors_show_it() -> None:
    data = to_chat_note(judged("doubtful"), Lang.ZH)
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n")


def test_each_paragraph_can_be_sent_alone() -> None:
    report = judged("mistakes")
    whole, *owners = paragraphs(report, Options(mend_by=date(2023, 7, 20)))
    assert whole[0].startswith("【吉林市教育局】材料已核对，要改44处，请核实10处。涉及顾长青、")
    assert "请在2023年7月20日前改好，重新报送" in whole[0]
    assert all(lines[0].startswith("【吉林市教育局】") for lines in owners)
    assert all("2023年7月20日前" in lines[0] for lines in owners)
    (own,) = [lines for lines in owners if "顾长青（百姓学习之星）" in lines[0]]
    assert "要改1处" in own[0]
    assert own[1].startswith("8. 视频时长5分30秒")
    assert "HandBrake" in own[1], "nothing is to be looked up elsewhere"


def test_two_of_one_name_are_told_apart_and_counted_as_two() -> None:
    report = judged("mistakes")
    unit, *others = paragraphs(report)
    heads = [head.partition("】")[2].partition("：")[0] for head, *_ in others]
    assert len(set(heads)) == len(heads)
    assert {"卢一帆（7）（百姓学习之星）", "卢一帆（12）（百姓学习之星）"} <= set(heads)
    assert "雷春生（事迹特别感人的百姓学习之星）" in heads, "its kind tells it apart"
    owners = {entry.of or entry.id for entry in report.entries}
    asked = {item.entry for item in letter_items(report)} - {None}
    base = {entry.id: entry.of or entry.id for entry in report.entries}
    assert f"等{len({base[one] for one in asked} & owners)}人（项）" in unit[0]


def test_every_finding_is_told_under_the_letters_number() -> None:
    report = judged("doubtful")
    _, *owners = paragraphs(report)
    said = [line.partition(". ")[0] for lines in owners for line in lines[1:]]
    assert said[0] == "1"
    assert said[-1].endswith(str(len(letter_items(report))))


def test_what_was_asked_before_says_so() -> None:
    report = judged("doubtful")
    first, *others = numbered(report, None)
    second = UnitRound(
        2, "x", None, report.verdict, (first, *(replace(item, since=2) for item in others))
    )
    lines = [line for part in paragraphs(report, Options(unit_round=second)) for line in part]
    assert [line[:9] for line in lines if "上次已提" in line] == ["1. （上次已提）"]


@pytest.mark.parametrize("message", ["电话13812345678写错了。", "身份证号220102199001011234不对。"])
def test_no_personal_number_is_in_it(message: str) -> None:
    report = judged("doubtful")
    found = Finding("x.y", Level.ERROR, same(message), report.entries[0].id)
    text = to_chat_note(replace(report, findings=(found,)), Lang.ZH).decode("utf-8-sig")
    assert "13812345678" not in text
    assert "220102199001011234" not in text
    assert "写错了" in text or "不对" in text


@pytest.mark.parametrize(
    ("verdict", "partial", "says"),
    [
        (Verdict.COMPLIANT, False, "由程序核对的内容没有错误"),
        (Verdict.COMPLIANT, True, "部分要求已核对"),
        (Verdict.INCOMPLETE, False, "核对一部分"),
    ],
)
def test_without_errors_a_sentence(verdict: Verdict, partial: bool, says: str) -> None:
    report = replace(judged("complying"), verdict=verdict, partial=partial)
    ((line,),) = paragraphs(report)
    assert says in line
    if verdict is not Verdict.COMPLIANT or partial:
        assert "没有错误。" not in line.replace("没有发现错误", "")
    assert "符合要求" not in line


def test_of_what_could_not_be_read_it_says_only_that() -> None:
    report = replace(judged("mistakes"), entries=(), registers=())
    ((line,),) = paragraphs(report)
    assert "没有读到推介人员和项目的材料" in line
    assert "尽快重新报送" in line
