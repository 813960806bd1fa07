from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from jlxx_check.model.nouns import Nouns
from jlxx_check.model.outcome import Lack, Level
from jlxx_check.model.report import Finding, NotJudged, Report, ReportEntry
from jlxx_check.reporters.tasks import begin, labels, shares, short, tally
from jlxx_check.text import Lang, Text, same
from tests.support.reviewed import decided, decision, entry, finding, small_report


def said(message: str, **more: Any) -> Finding:
    return replace(finding("star.form", "error", "star/1", **more), message=same(message))


def what(*findings: Finding) -> list[str]:
    (share,) = shares(small_report(findings), Lang.ZH)
    return [task.what for task in share.tasks]


FIX = same("请补填推介表；缺少栏目的，请改用通知附件1的表格。")


@pytest.mark.parametrize(
    ("findings", "lines"),
    [
        (["推介表的“学历”没有填写。"], ["推介表的“学历”没有填写"]),
        (
            ["推介表的“学历”没有填写。", "推介表的“民族”没有填写。"],
            ["推介表的“学历、民族”没有填写"],
        ),
        # One name differs, the other is the same of both.
        (
            ["登记表（王建国）的“电话”只写了“略”。", "登记表（王建国）的“单位”只写了“略”。"],
            ["登记表（王建国）的“电话、单位”只写了“略”"],
        ),
        # Two names differ: which goes with which could no more be told.
        (
            ["“甲”与“乙”重复。", "“丙”与“丁”重复。"],
            ["“甲”与“乙”重复（同类共2处）"],
        ),
        (
            ["照片为640×480像素。", "照片为320×200像素。", "照片为640×480像素。"],
            ["照片为640×480像素（同类共3处）"],
        ),
        # Places and one name differ: everybody is named, of many the first.
        (
            [f"第{row}行的“{name}”没有材料。" for row, name in ((7, "甲"), (8, "乙"), (9, "甲"))],
            ["第7行的“甲”没有材料（同类共3处：甲、乙）"],
        ),
        (
            [
                f"第{row}行的“{name}”没有材料。"
                for row, name in enumerate("甲乙丙丁戊己庚辛壬癸", 1)
            ],
            ["第1行的“甲”没有材料（同类共10处：甲、乙、丙、丁、戊、己、庚、辛等10个）"],
        ),
        # Another thing altogether stays by itself.
        (
            ["推介表的“学历”没有填写。", "推介表的“民族”填错了。"],
            ["推介表的“学历”没有填写", "推介表的“民族”填错了"],
        ),
        (["“”没有填写。", "“民族”没有填写。"], ["“、民族”没有填写"]),
    ],
)
def test_a_line_for_each_cause(findings: list[str], lines: list[str]) -> None:
    assert what(*(said(message, fix=FIX, where="表1") for message in findings)) == lines


@pytest.mark.parametrize(
    ("file", "where", "line"),
    [
        ("甲/IMG_1.jpg", None, "照片是黑白的（IMG_1.jpg）"),
        # Its words name it already, or the place is told by them.
        ("甲/照片.jpg", None, "照片是黑白的"),
        ("甲/推介表.docx", "表1 学历", "照片是黑白的"),
        (None, None, "照片是黑白的"),
    ],
)
def test_a_file_is_named_where_the_words_do_not_name_it(
    file: str | None, where: str | None, line: str
) -> None:
    assert what(said("照片是黑白的。", file=file, where=where)) == [line]


def test_many_files_are_counted() -> None:
    several = [said("照片是黑白的。", file=f"{number}.jpg") for number in range(5)]
    assert what(*several) == ["照片是黑白的（0.jpg、1.jpg、2.jpg等5个文件）"]


def test_of_many_names_some_are_said() -> None:
    unknown = (said(f"文件“{at}.txt”没有计入任何材料。", file=f"{at}.txt") for at in range(2000))
    (line,) = what(*unknown)
    assert line.startswith("文件“0.txt、1.txt、")
    assert line.endswith("、19.txt等2000个”没有计入任何材料")
    few = what(*(said(f"文件“{at}.txt”没有计入任何材料。") for at in range(3)))
    assert few == ["文件“0.txt、1.txt、2.txt”没有计入任何材料"]


def test_rows_of_two_registers_are_two_things_to_do() -> None:
    rows = (("人员.xlsx", "甲", 1), ("项目.xlsx", "晨读", 1), ("人员.xlsx", "乙", 2))
    found = (
        replace(said(f"第{row}行的“{name}”没有材料。", file=file, where=f"表!A{row}"), entry=None)
        for file, name, row in rows
    )
    assert what(*found) == [
        "第1行的“甲”没有材料（同类共2处：甲、乙；人员.xlsx）",
        "第1行的“晨读”没有材料（项目.xlsx）",
    ]


def test_errors_come_first_and_what_is_decided_is_not_to_be_done() -> None:
    found = small_report(
        (
            finding("a.soft", "warning", "star/1"),
            finding("a.hard", "error", "star/1"),
            finding("a.asked", "review", "star/1"),
            finding("a.known", "info", "star/1"),
            finding("a.let", "error", "star/2"),
            finding("a.whole", "error", None),
        )
    )
    settled = decided(found, decision("a.let", "star/2"))
    whole, first = shares(settled, Lang.ZH)
    assert (whole.entry, whole.errors) == (None, 1)
    assert [task.level for task in first.tasks] == [Level.ERROR, Level.WARNING]
    assert tally(settled).zh == "整个材料包1处、王建国1处"
    assert tally(settled).en == "The package as a whole 1, 王建国 1"
    assert tally(small_report()).zh == ""


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["a", "b"]),
            st.sampled_from(["error", "warning"]),
            st.sampled_from([None, "star/1", "star/2"]),
            st.text("“”甲乙1，。；", max_size=12),
        )
    )
)
def test_every_finding_is_in_one_task(drawn: list[tuple[str, str, str | None, str]]) -> None:
    found = tuple(
        replace(finding(rule, level, owner), message=same(text))
        for rule, level, owner, text in drawn
    )
    for lang in Lang:
        told = [
            item
            for share in shares(small_report(found), lang)
            for task in share.tasks
            for item in task.findings
        ]
        assert sorted(map(id, told)) == sorted(map(id, found))


@pytest.mark.parametrize(
    ("text", "room", "lang", "kept"),
    [
        ("补填推介表。", 40, Lang.ZH, "补填推介表"),
        ("补填推介表；缺的另附。", 40, Lang.ZH, "补填推介表；缺的另附"),
        ("补填推介表；缺的另附。", 12, Lang.ZH, "补填推介表……"),
        # A sentence is never broken, nor is what stands in quotes or brackets.
        ("把视频剪辑到四至五分钟", 8, Lang.ZH, "把视频剪辑到四至五分钟"),
        ("写着“甲；乙”，不对。再写。", 8, Lang.ZH, "写着“甲；乙”，不对……"),
        ("写着（甲（一）；乙），不对。再写。", 8, Lang.ZH, "写着（甲（一）；乙），不对……"),
        ("Cut it; or leave it out.", 40, Lang.EN, "Cut it; or leave it out"),
        ("Cut it; or leave it out.", 9, Lang.EN, "Cut it …"),
        ("It runs 5:30.5 and 29.97 a second.", 4, Lang.EN, "It runs 5:30.5 and 29.97 a second"),
        ("", 4, Lang.ZH, ""),
    ],
)
def test_short(text: str, room: int, lang: Lang, kept: str) -> None:
    assert short(text, room, lang) == kept


@given(st.text("甲乙。；“”（）. ;()a"), st.integers(1, 40), st.sampled_from(Lang))
def test_short_begins_as_the_text_does(text: str, room: int, lang: Lang) -> None:
    kept = short(text, room, lang)
    assert text.startswith(kept.removesuffix("……").removesuffix(" …"))
    if kept.endswith("…"):
        assert cell_len(kept) <= max(room + 4, cell_len(text) + 4)


SPECIAL = ReportEntry(
    "special-star/1",
    *("special-star", Text("特别感人的百姓学习之星", "Special star"), "王建国", 1, False, ()),
    of="star/1",
)


JILIN = Nouns(put_forward=Text("推介", "put forward"))


@pytest.mark.parametrize(
    ("entries", "names"),
    [
        ([entry("star/1", "王建国"), entry("star/2", "李秀英")], ["王建国", "李秀英"]),
        ([entry("star/1", "王建国"), SPECIAL], ["王建国", "王建国（特别推介）"]),
        ([entry("star/1", "王建国"), entry("star/2", "王建国")], ["王建国（1）", "王建国（2）"]),
        (
            [entry("star/1", "王建国"), replace(SPECIAL, of=None)],
            ["王建国（百姓学习之星1）", "王建国（特别感人的百姓学习之星1）"],
        ),
    ],
)
def test_labels_tell_those_apart_who_are_called_alike(
    entries: list[ReportEntry], names: list[str]
) -> None:
    assert [label.zh for label in labels(entries, JILIN).values()] == names


def waiting(lack: Lack = Lack.MATERIAL) -> NotJudged:
    return NotJudged("star.nationality", same("没有推介表。"), "star/1", lack=lack)


def wrong(first: int, second: int) -> tuple[Finding, ...]:
    numbered = [f"a.r{number}" for number in range(max(first, second))]
    return tuple(
        finding(rule, "error", owner)
        for owner, number in (("star/1", first), ("star/2", second))
        for rule in numbered[:number]
    )


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (small_report(wrong(1, 2), (waiting(),)), "（王建国）：有1项要求因此没有检查"),
        (small_report(wrong(1, 2)), "“百姓学习之星 2　李秀英”（2处）"),
        (small_report(wrong(1, 2), (waiting(Lack.CALLER),)), "李秀英"),
        # Nothing to choose from.
        (small_report(wrong(1, 1)), None),
        (small_report(wrong(3, 0), (waiting(),)), None),
        (small_report((), (waiting(),)), None),
        (small_report(), None),
    ],
)
def test_where_to_begin(report: Report, words: str | None) -> None:
    first = begin(report)
    assert (first is None) == (words is None)
    if first and words:
        assert words in first.zh
