"""The report in one look: verdict, what to do by person, the details, and the verdict again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from rich.cells import cell_len

from jlxx_check.model.outcome import Lack
from jlxx_check.model.report import NotJudged, Report, Verdict
from jlxx_check.reporters.terminal.report_lines import recap_lines, report_lines
from jlxx_check.reporters.terminal.sealed_lines import sealed_lines
from jlxx_check.text import Lang, same
from tests.support.reviewed import finding, small_report
from tests.support.samples import BY_TURNS, judged


def shown(report: Report, lang: Lang = Lang.ZH, width: int = 80) -> list[str]:
    return [line.plain for line in report_lines(report, lang, width)]


WIDTHS = (60, 80, 120)


@pytest.mark.parametrize(
    ("name", "lang", "width"),
    [
        *((name, lang, WIDTHS[at % 3]) for at, (name, lang) in enumerate(BY_TURNS)),
        *(("mistakes", lang, width) for lang, width in product(Lang, WIDTHS)),
    ],
)
def test_no_line_is_too_wide(name: str, lang: Lang, width: int) -> None:
    assert max(map(cell_len, shown(judged(name), lang, width))) <= width


@pytest.mark.parametrize(("name", "lang"), BY_TURNS)
def test_it_ends_with_what_it_began_with(name: str, lang: Lang) -> None:
    lines = shown(judged(name), lang)
    closing = lines[len(lines) - lines[::-1].index("") :]
    assert closing[0] == lines[0]
    assert closing[1] in lines[1:8]


def test_what_to_do_comes_before_the_details() -> None:
    lines = shown(judged("mistakes"))
    text = "\n".join(lines)
    order = [
        "下一步：",
        "要做的事",
        "没有结论的项目（不等于通过）",
        "人工核对（程序",
        "明细：",
        "规则  ",
        "错误数：",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    todo = lines[lines.index("要做的事") : lines.index("没有结论的项目（不等于通过）")]
    # Forty errors and more: three screens, where the details take fifteen.
    assert len(todo) <= 130
    assert sum(line.startswith(" ✗ ") for line in todo) < judged("mistakes").summary.error


def errors(number: int) -> Report:
    return small_report(tuple(finding(f"a.r{at}", "error", "star/1") for at in range(number)))


@pytest.mark.parametrize(("number", "overview"), [(0, False), (1, False), (3, False), (4, True)])
def test_a_few_findings_are_told_at_once(number: int, overview: bool) -> None:
    lines = shown(errors(number))
    assert ("要做的事" in lines) == overview
    for at in range(number):
        told = [line for line in lines if f"a.r{at} star/1" in line]
        assert len(told) == (2 if overview else 1)


def test_the_checklist_is_a_line_an_item_with_its_names() -> None:
    asked = [finding("a.asked", "review", f"star/{number}") for number in (1, 2)]
    whole = finding("a.whole", "review", None)
    lines = shown(small_report((whole, *asked)))
    assert " □ a.asked：王建国、李秀英" in lines
    (folded,) = [line for line in lines if "a.whole" in line]
    assert folded == " □ a.whole：a.whole None None None"


def test_what_has_no_result_is_told_by_cause_with_what_to_do() -> None:
    fix = same("请补交Word文件。")
    left = [
        NotJudged(rule, same("推介表是扫描件。"), owner, file, fix=fix)
        for owner, file in (("star/1", "甲/推介表.pdf"), ("star/2", "乙/推介表.pdf"))
        for rule in ("star.nationality", "star.id-number")
    ]
    report = replace(small_report((), tuple(left)), verdict=Verdict.INCOMPLETE)
    lines = shown(report)
    start = lines.index("没有结论的项目（不等于通过）")
    assert lines[start + 1 : start + 5] == [
        " ? 推介表是扫描件。",
        "     王建国（推介表.pdf）：star.nationality、star.id-number",
        "     李秀英（推介表.pdf）：star.nationality、star.id-number",
        "   → 请补交Word文件。",
    ]


@pytest.mark.parametrize(
    ("verdict", "lack", "told"),
    [
        (Verdict.NONCOMPLIANT, Lack.MATERIAL, False),
        (Verdict.INCOMPLETE, Lack.MATERIAL, True),  # it is the verdict's reason
        (Verdict.INCOMPLETE, Lack.CALLER, False),
    ],
)
def test_in_brief_what_has_no_result_is_told_where_it_is_the_verdict(
    verdict: Verdict, lack: Lack, told: bool
) -> None:
    left = NotJudged("quota.stars", same("读不出来"), lack=lack)
    report = replace(judged("mistakes"), verdict=verdict, not_judged=(left,))
    said = "\n".join(line.plain for line in report_lines(report, Lang.ZH, 80, quiet=True))
    assert ("读不出来" in said) == told
    assert "见“没有结论的项目”" not in said


@pytest.mark.parametrize(
    ("today", "said", "unsaid"),
    [
        (date(2023, 7, 12), "于 2023-07-12 前", "已过"),
        (date(2026, 7, 12), "截止日期（2023-07-12）已过，先向收件单位确认是否还受理", "于 2023"),
    ],
)
def test_nobody_is_told_to_hand_in_before_a_day_that_is_past(
    today: date, said: str, unsaid: str
) -> None:
    lines = sealed_lines(
        judged("complying"), "a.zip", "0" * 64, None, (), Lang.ZH, 200, today=today
    )
    text = "\n".join(line.plain for line in lines)
    assert said in text
    assert unsaid not in text


def test_in_part_it_never_complies() -> None:
    text = "\n".join(shown(replace(small_report(), partial=True)))
    assert "【符合要求】" not in text
    assert text.count("【部分检查，所查未发现错误】") == 2


@pytest.mark.parametrize("lang", Lang)
def test_several_packages_are_told_again(lang: Lang) -> None:
    lines = [line.plain for line in recap_lines([errors(2), errors(0)], lang, 80)]
    assert sum("某单位" in line for line in lines) == 2
    assert sum("2" in line for line in lines[3:]) == 1
