from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm

from jlxx_check.model.decision import Choice, Decision
from jlxx_check.model.outcome import Lack, Level
from jlxx_check.model.report import Finding, NotJudged, Report, Verdict
from jlxx_check.model.rounds import LetterItem, UnitRound
from jlxx_check.model.tallies import Summary
from jlxx_check.reporters.docx import to_docx
from jlxx_check.reporters.docx.phrases import rounds_line
from jlxx_check.reporters.letter_items import letter_items, numbered
from jlxx_check.reporters.letter_rows import ranges
from jlxx_check.reporters.report_options import DEFAULTS, Options
from jlxx_check.text import Lang, Text, same
from tests.support.nasty import nasty_report
from tests.support.samples import judged


def opened(report: Report, options: Options = DEFAULTS, lang: Lang = Lang.ZH) -> Any:
    return docx.Document(io.BytesIO(to_docx(report, lang, options)))


def lines(report: Report, options: Options = DEFAULTS, lang: Lang = Lang.ZH) -> list[str]:
    return [item.text for item in opened(report, options, lang).paragraphs if item.text]


def rows(report: Report, options: Options = DEFAULTS, lang: Lang = Lang.ZH) -> list[list[str]]:
    """The attachment's rows, its headings left out."""
    tables = opened(report, options, lang).tables
    return [[cell.text for cell in row.cells] for table in tables for row in table.rows[1:]]


def test_letter_to_a_unit_with_mistakes() -> None:
    report = judged("mistakes")
    said = lines(report)
    assert said[:2] == ["材料补正通知", "吉林市教育局："]
    assert "2023年7月13日收到" in said[2]
    soft = report.summary.warning
    assert f"有{report.summary.error}处不符合要求，另有{soft}处请核实（见附件）" in said[2]
    assert "＿＿＿＿年＿＿月＿＿日前" in said[2]
    end = said.index("特此通知。")
    assert "jlqmx@126.com" in said[end - 1]
    assert said[end + 1 : end + 3] == ["附件：需要补正的事项", "吉林省教育厅职业与成人教育处"]
    assert said[end + 3].split() == ["年", "月", "日"]
    assert said[end + 4 : end + 6] == ["附件", "需要补正的事项"]
    for word in ("未发现问题", "通过", "程序检查", "份材料均", "个文件"):
        assert word not in "".join(said[:end])


def test_the_attachment_numbers_every_finding_once_in_order() -> None:
    report = judged("mistakes")
    told = rows(report)
    numbers: list[int] = []
    for row in told:
        for run in row[0].split("、"):
            first, _, last = run.partition("—")
            numbers += range(int(first), int(last or first) + 1)
    assert numbers == list(range(1, len(letter_items(report)) + 1))
    first = told[0]
    assert first[1] == "材料整体"
    assert "2023年7月13日收到，晚于截止时间2023年7月12日" in first[2]
    film = next(row for row in told if "5分30秒" in row[2])
    assert film[1].splitlines() == ["顾长青", "百姓学习之星/01顾长青"]
    assert film[3] == "视频.mp4"
    assert film[5].splitlines() == ["三（二）1（3）", "“视频时间4-5分钟”"]


def test_slips_of_one_kind_are_one_row() -> None:
    (row,) = [item for item in rows(judged("mistakes")) if "政治面貌" in item[2]]
    assert re.fullmatch(r"\d+—\d+", row[0])
    assert "“性别、民族、出生年月、政治面貌、学历、联系电话、主要事迹”" in row[2]
    assert row[3] == "推介表.docx 表1 性别、民族、出生年月、政治面貌、学历、联系电话、主要事迹"


def test_what_all_have_in_common_is_said_once() -> None:
    told = "".join(text for row in rows(judged("mistakes")) for text in row)
    whole = "".join(lines(judged("mistakes")))
    assert "吉林市教育局/" not in told
    assert "文件位置都在“吉林市教育局”文件夹内。" in whole
    assert "HandBrake" not in told
    assert whole.count("HandBrake") == 1
    assert "--" not in told + whole, "a unit has no command line"


def test_where_no_row_names_a_place_none_is_said() -> None:
    report = judged("mistakes")
    found = [item for item in report.findings if item.entry is None and item.file is None]
    bare = replace(report, findings=tuple(found), not_judged=())
    assert {row[3] for row in rows(bare)} == {"—"}
    assert "文件位置" not in "".join(lines(bare))


def test_a_complying_package_gets_a_short_letter() -> None:
    said = lines(judged("complying"))
    assert said[0] == "材料核验通知"
    assert "符合通知要求" in said[2]
    assert len("".join(said)) < 400
    assert not any("补正" in line for line in said)
    assert not opened(judged("complying")).tables


def _warned() -> Report:
    report = judged("complying")
    found = Finding("photo.resolution", Level.WARNING, same("照片太小。"), report.entries[0].id)
    summary = replace(report.summary, warning=1)
    return replace(report, findings=(*report.findings, found), summary=summary)


def test_what_is_only_to_be_checked_is_attached_to_a_complying_package() -> None:
    said = lines(_warned())
    assert "由程序核对的内容符合通知要求。另有1处请核实（见附件）。" in said[2]
    assert "附件：请核实的事项" in said
    ((number, whose, what, *_),) = rows(_warned())
    assert (number, whose.splitlines()[0], what) == ("1", "林晓禾", "（请核实）照片太小。")


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("files", [0, 1])
def test_of_what_could_not_be_read_a_letter_says_only_that(files: int, lang: Lang) -> None:
    report = judged("mistakes")
    shut = Finding("package.readable", Level.ERROR, same("压缩包设有密码。"), file="a.zip")
    quota = next(item for item in report.findings if item.rule == "quota.stars")
    report = replace(
        report,
        entries=(),
        registers=(),
        findings=(shut, quota) if files else (quota,),
        package=replace(report.package, files=files),
    )
    assert not opened(report, lang=lang).tables
    said = "".join(lines(report, lang=lang))
    assert quota.message.say(lang) not in said
    reason = "压缩包设有密码。" if files else Text("其中没有文件。", "no file in it").say(lang)
    assert reason in said


def test_what_waits_for_a_paper_is_no_row_of_its_own() -> None:
    assert not [row for row in rows(judged("mistakes")) if row[0] == "—"]
    assert any("须待上述问题改正后才能核对" in line for line in lines(judged("mistakes")))


def test_what_cannot_be_judged_is_attached_without_a_number() -> None:
    why = same("推介表是扫描件。")
    left = NotJudged(
        "star.form-complete", why, "star/1", "长春市教育局/推介表.pdf", fix=same("补。")
    )
    report = replace(judged("complying"), verdict=Verdict.INCOMPLETE, not_judged=(left,))
    assert "（见附件）" in lines(report)[2]
    assert "附件：尚不能核对的内容" in lines(report)
    band, row = rows(report)
    assert set(band) == {"尚不能核对的内容"}
    assert (row[0], row[1], row[4]) == ("—", "林晓禾", "补。")


def test_what_was_waived_is_told_and_not_numbered() -> None:
    report = _warned()
    rule, day = "photo.resolution", date(2023, 7, 9)
    decision = Decision(rule, None, Choice.WAIVED, "李老师", day, "原件已看")
    found = tuple(
        replace(item, decision=decision) if item.level is Level.WARNING else item
        for item in report.findings
    )
    band, row = rows(replace(report, findings=found))
    assert band[0] == "以下事项经核实不作要求"
    assert row[0] == "—"
    assert not any("原件已看" in cell or "李老师" in cell for cell in row)


def _round(report: Report, number: int, mended: int = 0) -> UnitRound:
    """A round in which every other item is new, and so many of the first letter are mended."""
    found = [replace(item, number=item.number + 10) for item in numbered(report, None)]
    items = tuple(
        replace(item, since=1 if place % 2 == 0 else number) for place, item in enumerate(found)
    )
    gone = tuple(
        replace(item, number=place, since=1) for place, item in enumerate(found[:mended], 1)
    )
    return UnitRound(number, "a.zip", None, report.verdict, items, gone)


def test_a_second_letter_begins_with_what_is_still_open() -> None:
    report = judged("doubtful")
    told = _round(report, 2, mended=2)
    options = Options(unit_round=told)
    said = "".join(lines(report, options))
    still, new = told.still_open, told.new
    assert (
        f"前次通知的{2 + len(still)}处中，已改正2处（原第1、2项），仍未改正{len(still)}处" in said
    )
    assert f"本次新发现{len(new)}处" in said
    bands = [row[0] for row in rows(report, options) if len(set(row)) == 1]
    assert bands[0].startswith("仍未补正：原第11、13")
    assert bands[1] == "本次新发现"
    listed = rows(report, options)
    old = listed[1 : listed.index([bands[1]] * 6)]
    assert "、".join(row[0] for row in old) == ranges([item.number for item in still], Lang.ZH)


def test_many_numbers_of_an_earlier_letter_are_only_counted() -> None:
    found = judged("mistakes").findings[0]
    every = tuple(LetterItem(number, found, since=1) for number in range(1, 61, 2))
    few = replace(_round(judged("doubtful"), 2), mended=every[:2])
    many = replace(few, mended=every)
    said = [rounds_line(one) for one in (few, many)]
    assert said[0] is not None
    assert "已改正2处（原第1、3项）" in said[0].zh
    assert said[1] is not None
    assert "已改正30处，" in said[1].zh
    assert len(said[1].zh) <= 56


def test_all_mended_is_said_in_a_letter_of_verification() -> None:
    report = judged("complying")
    gone = LetterItem(3, judged("mistakes").findings[0], since=1)
    done = UnitRound(2, "a.zip", None, report.verdict, (), (gone,))
    assert "前次通知的1处均已改正。" in lines(report, Options(unit_round=done))


def test_a_first_round_says_nothing_of_others() -> None:
    report = judged("doubtful")
    first = UnitRound(1, "a.zip", None, report.verdict, numbered(report, None))
    options = Options(unit_round=first)
    assert (lines(report, options), rows(report, options)) == (lines(report), rows(report))


def test_incomplete_is_neither_mending_nor_complying() -> None:
    report = replace(judged("complying"), verdict=Verdict.INCOMPLETE)
    said = lines(report)
    assert said[0] == "材料核对情况通知"
    assert "尚未核对完" in said[2]


@pytest.mark.parametrize("lang", Lang)
def test_a_part_is_not_the_whole(lang: Lang) -> None:
    said = lines(replace(judged("complying"), partial=True), lang=lang)
    told = "".join(said)
    if lang is Lang.ZH:
        assert said[0] == "材料部分核对情况通知"
        assert "部分要求" in said[2]
    assert not any(
        word in told for word in ("全部", "符合通知要求", "against all", "can judge complies")
    )


def test_waived_errors_are_not_hidden_in_the_lead() -> None:
    report = judged("complying")
    report = replace(report, verdict=Verdict.INCOMPLETE, summary=replace(report.summary, waived=1))
    assert "除经核实不作要求的事项外" in lines(report)[2]


def test_quotes_within_quotes_are_single() -> None:
    report = judged("mistakes")
    found = replace(report.findings[0], quote="报“推介表”")
    ((*_, basis),) = rows(replace(report, findings=(found,), not_judged=()))
    assert "“报‘推介表’”" in basis


@pytest.mark.parametrize(
    ("options", "lang", "says"),
    [
        (Options(mend_by=date(2023, 7, 20)), Lang.ZH, "请于2023年7月20日前"),
        (Options(mend_by=date(2023, 7, 20)), Lang.EN, "by 20 July 2023"),
        (Options(contact="王老师，0431-00000000"), Lang.ZH, "请联系：王老师，0431-00000000。"),
        (Options(contact="Ms Wang"), Lang.EN, "For questions: Ms Wang."),
        (Options(addressee="某州教育局"), Lang.ZH, "某州教育局："),
        (Options(signed_by="某市教育局"), Lang.ZH, "补正后的材料请报送至：某市教育局。"),
        (Options(signed_by="某市教育局"), Lang.ZH, "以下事项由我单位另行核对"),
        (DEFAULTS, Lang.ZH, "以下事项由我处另行核对"),
        (DEFAULTS, Lang.EN, "jlqmx@126.com"),
    ],
)
def test_what_the_caller_adds(options: Options, lang: Lang, says: str) -> None:
    assert any(says in line for line in lines(judged("mistakes"), options, lang))


def test_who_signs_for_another_office_is_not_reached_there() -> None:
    said = lines(judged("mistakes"), Options(signed_by="某市教育局"))
    assert said[said.index("附件") - 2] == "某市教育局"
    assert not any("jlqmx" in line or "吉林省教育厅" in line for line in said)


def test_without_mailbox_a_blank_to_fill_in() -> None:
    assert any("联系电话：＿＿＿" in line for line in lines(judged("university")))


def test_an_hour_of_arrival_is_told() -> None:
    report = replace(judged("mistakes"), received=datetime(2023, 7, 13, 9, 5))  # noqa: DTZ001
    assert "2023年7月13日09:05收到" in lines(report)[2]


def test_the_callers_own_gaps_are_not_the_units() -> None:
    left = NotJudged("package.deadline", same("请加上 --received"), lack=Lack.CALLER)
    report = replace(judged("complying"), not_judged=(left,), summary=Summary(not_judged=1))
    assert not any("--received" in line for line in lines(report))


@pytest.mark.parametrize("lang", Lang)
def test_page_is_that_of_the_standard(lang: Lang) -> None:
    document = opened(judged("mistakes"), lang=lang)
    section, attached = document.sections
    assert (attached.page_width, attached.page_height) == (section.page_height, section.page_width)
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
    assert document.paragraphs[0].runs[0].font.size.pt == 22


def test_fonts_name_what_stands_in_for_them() -> None:
    package = opened(judged("complying")).part.package
    (table,) = [p for p in package.iter_parts() if str(p.partname) == "/word/fontTable.xml"]
    said = table.blob.decode()
    assert 'w:name="仿宋_GB2312"><w:altName w:val="仿宋,FangSong' in said
    assert 'w:name="方正小标宋简体"' in said


def test_the_table_keeps_its_rows_whole_and_its_headings_in_sight() -> None:
    (table,) = opened(judged("mistakes")).tables
    head, *others = table._tbl.tr_lst
    assert head.trPr.find(qn("w:tblHeader")) is not None
    assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in others)
    style = opened(judged("mistakes")).styles["TableText"]
    assert style.element.rPr.rFonts.get(qn("w:eastAsia")) == "宋体"


def test_a_line_is_never_stretched() -> None:
    for paragraph in opened(judged("mistakes")).paragraphs:
        assert paragraph.alignment in (None, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT)


@pytest.mark.parametrize(
    ("numbers", "said"), [((3,), "3"), ((1, 2), "1、2"), ((4, 2, 3, 9), "2—4、9"), ((), "")]
)
def test_numbers_in_few_signs(numbers: tuple[int, ...], said: str) -> None:
    assert ranges(numbers, Lang.ZH) == said


def test_a_pack_without_office_leaves_blanks() -> None:
    said = lines(nasty_report("某单位"))
    assert any(line.startswith("如有疑问，请联系：＿") for line in said)
    assert any(line.split() == ["年", "月", "日"] for line in said)


@pytest.mark.parametrize("name", ["complying", "mistakes"])
def test_a_letter_of_a_batch_leaves_other_units_to_another_letter(name: str) -> None:
    said = "核对只限于这份材料本身，与其他单位材料的比对结果另行通知。"
    assert said in lines(judged(name), Options(in_batch=True))[3]
    assert not any(said in line for line in lines(judged(name)))
