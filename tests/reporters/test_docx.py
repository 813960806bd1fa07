from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from sample_packages.expected import judge

from jlxx_check.model.outcome import Level
from jlxx_check.model.report import NotJudged, Report, Summary, Verdict
from jlxx_check.model.text import Lang, same
from jlxx_check.reporters.docx import to_docx
from jlxx_check.reporters.docx.parts import chinese
from jlxx_check.reporters.options import DEFAULTS, Options
from tests.support.nasty import nasty_report


@cache
def sample(name: str) -> Report:
    return judge(name)


def opened(report: Report, options: Options = DEFAULTS, lang: Lang = Lang.ZH) -> Any:
    return docx.Document(io.BytesIO(to_docx(report, lang, options)))


def lines(report: Report, options: Options = DEFAULTS, lang: Lang = Lang.ZH) -> list[str]:
    return [item.text for item in opened(report, options, lang).paragraphs if item.text]


def test_letter_to_a_unit_with_mistakes() -> None:
    said = lines(sample("mistakes"))
    assert said[:2] == ["材料补正通知", "吉林市教育局："]
    assert "2023年7月13日收到" in said[2]
    assert f"{sample('mistakes').summary.error}处不符合要求" in said[2]
    assert "＿＿＿＿年＿＿月＿＿日前" in said[2]
    heads = [line for line in said if re.match(r"[一二三四五六]、", line)]
    assert [re.sub(r"（.*", "", line) for line in heads] == [
        "一、需要补正的问题",
        "二、请留意的事项",
        "三、说明",
        "四、尚无结论的事项",
        "五、核对情况",
    ]
    assert "jlqmx@126.com" in said[-4]
    assert said[-3:-1] == ["特此通知。", "吉林省教育厅职业与成人教育处"]
    assert said[-1].split() == ["年", "月", "日"]


def test_findings_are_numbered_through_and_grouped_by_entry() -> None:
    report = sample("mistakes")
    said = lines(report)
    shown = [item for item in report.findings if item.level is not Level.REVIEW]
    start = said.index(next(line for line in said if line.startswith("一、")))
    end = said.index(next(line for line in said if line.startswith("四、")))
    numbered = [line for line in said[start:end] if re.match(r"\d+\. ", line)]
    assert [int(line.split(".")[0]) for line in numbered] == list(range(1, len(shown) + 1))
    assert "（二）百姓学习之星“顾长青”" in said
    for finding in shown:
        (line,) = [x for x in numbered if finding.message.zh in x and (finding.file or "") in x][:1]
        assert finding.fix is None or finding.fix.zh.rstrip("。") in line
        assert (finding.clause or "") in line


def test_a_complying_package_gets_a_short_letter() -> None:
    said = lines(sample("complying"))
    assert said[0] == "材料核验通知"
    assert "符合通知要求" in said[2]
    assert len("".join(said)) < 400
    assert not any("补正" in line for line in said)


def test_incomplete_is_neither_mending_nor_complying() -> None:
    report = replace(sample("complying"), verdict=Verdict.INCOMPLETE)
    said = lines(report)
    assert said[0] == "材料核对情况通知"
    assert "尚未核对完" in said[2]


@pytest.mark.parametrize("lang", Lang)
def test_a_part_is_not_the_whole(lang: Lang) -> None:
    said = lines(replace(sample("complying"), partial=True), lang=lang)
    told = "".join(said)
    if lang is Lang.ZH:
        assert said[0] == "材料部分核对情况通知"
        assert "部分要求" in said[2]
    assert not any(
        word in told for word in ("全部", "符合通知要求", "against all", "can judge complies")
    )


def test_waived_errors_are_not_hidden_in_the_lead() -> None:
    report = sample("complying")
    report = replace(report, verdict=Verdict.INCOMPLETE, summary=replace(report.summary, waived=1))
    assert "除已予豁免的事项外" in lines(report)[2]


def test_quotes_within_quotes_are_single() -> None:
    report = sample("mistakes")
    first = report.entries[0]
    entries = (replace(first, name="“银龄”课堂"), *report.entries[1:])
    found = replace(report.findings[0], entry=first.id, level=Level.ERROR, quote="报“推介表”")
    told = "".join(lines(replace(report, entries=entries, findings=(found,), not_judged=())))
    assert "“‘银龄’课堂”" in told
    assert "“报‘推介表’”" in told


def test_a_title_that_two_rules_share_is_met_only_where_both_are() -> None:
    report = sample("mistakes")
    good, bad = (replace(report.rules[0], title=same("共有的要求")) for _ in range(2))
    good = replace(good, judged=2, passed=2, failed=0, not_judged=0)
    bad = replace(bad, judged=2, passed=1, failed=1, not_judged=0)
    assert "共有的要求" not in "".join(lines(replace(report, rules=(good, bad))))
    assert "".join(lines(replace(report, rules=(good, good)))).count("共有的要求") == 1


@pytest.mark.parametrize(
    ("options", "lang", "says"),
    [
        (Options(mend_by=date(2023, 7, 20)), Lang.ZH, "请于2023年7月20日前"),
        (Options(mend_by=date(2023, 7, 20)), Lang.EN, "by 20 July 2023"),
        (Options(contact="王老师，0431-00000000"), Lang.ZH, "请联系：王老师，0431-00000000。"),
        (Options(contact="Ms Wang"), Lang.EN, "For questions: Ms Wang."),
        (DEFAULTS, Lang.EN, "jlqmx@126.com"),
    ],
)
def test_what_the_caller_adds(options: Options, lang: Lang, says: str) -> None:
    assert any(says in line for line in lines(sample("mistakes"), options, lang))


def test_without_mailbox_a_blank_to_fill_in() -> None:
    assert any("联系电话：＿＿＿" in line for line in lines(sample("university")))


def test_an_hour_of_arrival_is_told() -> None:
    report = replace(sample("mistakes"), received=datetime(2023, 7, 13, 9, 5))  # noqa: DTZ001
    assert "2023年7月13日09:05收到" in lines(report)[2]


def test_the_callers_own_gaps_are_not_the_units() -> None:
    left = NotJudged("package.deadline", same("请加上 --received"))
    report = replace(sample("complying"), not_judged=(left,), summary=Summary(not_judged=1))
    assert not any("--received" in line for line in lines(report))


@pytest.mark.parametrize("lang", Lang)
def test_page_is_that_of_the_standard(lang: Lang) -> None:
    document = opened(sample("mistakes"), lang=lang)
    (section,) = document.sections
    assert [round(x / Mm(1)) for x in (section.page_width, section.page_height)] == [210, 297]
    edges = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(x / Mm(1)) for x in edges] == [37, 35, 28, 26]
    assert document.settings.odd_and_even_pages_header_footer
    assert section.footer.paragraphs[0].text == "— 1 —"
    assert (
        section.footer.paragraphs[0].alignment != section.even_page_footer.paragraphs[0].alignment
    )
    normal = document.styles["Normal"]
    assert normal.font.size.pt == 16
    fonts = normal.element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == "仿宋_GB2312"
    # Twenty-two lines fill the page, and a twenty-third has no room.
    room = section.page_height - section.top_margin - section.bottom_margin
    assert 22 <= room / normal.paragraph_format.line_spacing < 22.2
    assert document.paragraphs[0].runs[0].font.size.pt == 22


def test_fonts_name_what_stands_in_for_them() -> None:
    package = opened(sample("complying")).part.package
    (table,) = [p for p in package.iter_parts() if str(p.partname) == "/word/fontTable.xml"]
    said = table.blob.decode()
    assert 'w:name="仿宋_GB2312"><w:altName w:val="仿宋,FangSong' in said
    assert 'w:name="方正小标宋简体"' in said


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (35, "三十五"),
        (105, "一百零五"),
        (110, "一百一十"),
    ],
)
def test_chinese_numbers(number: int, said: str) -> None:
    assert chinese(number) == said


def test_a_pack_without_office_leaves_blanks() -> None:
    said = lines(nasty_report("某单位"))
    assert any(line.startswith("如有疑问，请联系：＿") for line in said)
    assert said[-1].split() == ["年", "月", "日"]


@pytest.mark.parametrize("name", ["complying", "mistakes"])
def test_a_letter_of_a_batch_leaves_other_units_to_another_letter(name: str) -> None:
    said = "核对只限于这份材料本身，与其他单位材料的比对结果另行通知。"
    assert lines(sample(name), Options(in_batch=True))[3] == said
    assert said not in lines(sample(name))
