from __future__ import annotations

from dataclasses import replace

import pytest

from jlxx_check.model.batch_report import (
    AcrossFinding,
    AcrossSide,
    BatchReport,
    DeliveryResult,
    MaybeHandedIn,
)
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding, Verdict
from jlxx_check.model.tallies import RuleResult
from jlxx_check.reporters.batch import to_index, to_overview
from jlxx_check.reporters.batch.over_all import (
    BatchNumbers,
    advice,
    named,
    numbers,
    received,
    rule_counts,
)
from jlxx_check.reporters.batch.unit_standing import (
    InTime,
    badge,
    in_short,
    in_time,
    main_report,
    nothing_in,
    standings,
    status,
)
from jlxx_check.reporters.terminal.batch_brief import brief_lines
from jlxx_check.reporters.terminal.batch_table import batch_lines
from jlxx_check.text import Lang, same
from tests.support.batches import examined, objected_batch, sample_batch
from tests.support.read_back import read_back, squeezed, workbook


def test_numbers() -> None:
    assert numbers(sample_batch()) == BatchNumbers(
        complying=2, to_mend=1, unfinished=1, missing=3, across=2, superseded=1, letters=True
    )
    assert numbers(sample_batch()).received == 4


def test_what_a_reviewer_objected_to_stands_nowhere_as_if_it_complied() -> None:
    batch, item = objected_batch()
    said = "符合要求，但人工核对有问题"
    assert status(item).zh == said
    assert badge(item) is Verdict.INCOMPLETE
    assert [(one.title.zh, one.count) for one in named(batch)][-1] == ("人工核对有问题", 1)
    page = to_index(batch, Lang.ZH).decode()
    assert page.count(f'<span class="badge incomplete">{said}</span>') == 2, "screen and paper"
    row = next(r for r in workbook(to_overview(batch, Lang.ZH)).worksheets[0].values if said in r)
    assert (item.unit or item.name) in row


_SENDERS = {
    "all known": ({}, {"to_mend": 1, "complying": 2}),
    "nobody knows who sent what is to be mended": ({"吉林": None}, {"complying": 2, "unknown": 1}),
    "nor what complies": ({"长春": None}, {"to_mend": 1, "complying": 1, "unknown": 1}),
    "nor what does not open": (
        {"白城": None},
        {"to_mend": 1, "complying": 2, "unfinished": 0, "unknown": 1},
    ),
    "of nobody": (
        {"吉林": None, "长春": None, "延边": None, "白城": None},
        {"unfinished": 0, "unknown": 4},
    ),
}


@pytest.mark.parametrize(("senders", "wanted"), _SENDERS.values(), ids=_SENDERS)
def test_each_delivery_is_counted_once_and_no_unit_is_asked_whom_nobody_knows(
    senders: dict[str, None], wanted: dict[str, int]
) -> None:
    batch = sample_batch()
    batch = replace(
        batch,
        deliveries=tuple(
            replace(item, unit=None) if item.path[:2] in senders else item
            for item in batch.deliveries
        ),
        maybe_units=(MaybeHandedIn("松原市教育局", ("松原.zip.part",)),),
    )
    found = numbers(batch)
    told = {"complying": 0, "to_mend": 0, "unfinished": 1, "unknown": 0, **wanted}
    assert {name: getattr(found, name) for name in told} == told
    assert found.received + found.unknown == len(standings(batch)) == 4
    asked = f"请 {found.to_mend} 个单位按补正通知" if found.to_mend else ""
    assert asked in advice(found).zh
    assert ("改正后" in advice(found).zh) == bool(asked)
    assert f"弄清 {found.unknown} 份" in advice(found).zh or not found.unknown
    terminal = "\n".join(line.plain for line in batch_lines(batch, Lang.ZH, 200))
    quiet = "\n".join(line.plain for line in brief_lines(batch, Lang.ZH, 200))
    lead = str(workbook(to_overview(batch, Lang.ZH)).worksheets[0]["A1"].value)
    page = read_back("html", to_index(batch, Lang.ZH))
    for number in named(batch):
        said = f"{number.title.zh} {number.count}"
        assert said in terminal and said in quiet and said in lead
        assert squeezed(said) in page
    for number in (received(found), advice(found)):
        assert squeezed(number.zh) in page and number.zh in terminal
    headings = [line for line in terminal.splitlines() if line.startswith("报送单位不明（")]
    assert headings == [f"报送单位不明（{found.unknown}）"] * bool(found.unknown)


def test_a_chain_of_deliveries_ends_with_the_one_that_counts() -> None:
    def sent(path: str, newer: str | None) -> DeliveryResult:
        return DeliveryResult(path, "甲", "甲", None, None, None, same("?"), superseded_by=newer)

    found = (sent("1", "2"), sent("2", "3"), sent("3", None), sent("4", None))
    batch = replace(sample_batch(), deliveries=found)
    assert [(one.delivery.path, [old.path for old in one.older]) for one in standings(batch)] == [
        ("3", ["1", "2"]),
        ("4", []),
    ]


@pytest.mark.parametrize(
    ("path", "met"),
    [
        ("长春市教育局", InTime.YES),
        ("吉林市教育局（补正）", InTime.NO),
        ("延边州教育局.zip", InTime.UNKNOWN),
        ("白城市教育局.7z", InTime.UNKNOWN),
    ],
)
def test_in_time_is_what_the_report_says(path: str, met: InTime) -> None:
    (found,) = (one for one in sample_batch().deliveries if one.path == path)
    assert in_time(found) is met


def test_main_report_falls_back_to_what_was_written() -> None:
    sent = DeliveryResult(
        "a", "a", None, None, None, None, written={"docx": "a.docx", "json": "a.json"}
    )
    assert main_report(sent, "json") == "a.json"
    assert main_report(sent, "html") == "a.docx"
    assert main_report(replace(sent, written={}), "html") is None


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (BatchNumbers(3, 0, 0, 0, 0, 0), "各单位的材料都没有错误。"),
        (BatchNumbers(1, 2, 0, 0, 0, 0), "请 2 个单位按各自的报告改正后重新报送。"),
        (
            BatchNumbers(1, 2, 0, 0, 0, 0, letters=True),
            "请 2 个单位按补正通知改正后重新报送。",
        ),
        (BatchNumbers(3, 0, 0, 0, 0, 0, objected=1), "处理 1 个单位人工核对发现的问题。"),
        (BatchNumbers(3, 0, 0, 0, 0, 0, letters=True), "各单位的材料都没有错误。"),
        (BatchNumbers(0, 0, 1, 5, 0, 0), "处理 1 份没能检查完的材料；催报 5 个未报送的单位。"),
        (BatchNumbers(0, 0, 0, 0, 4, 0), "核对 4 处跨单位问题。"),
        (
            BatchNumbers(1, 2, 0, 3, 0, 0, letters=True, unknown=1, maybe=1),
            "弄清 1 份材料是哪个单位报送的；请 2 个单位按补正通知改正后重新报送；"
            "向 1 个可能已报送的单位核实；催报 3 个未报送的单位。",
        ),
    ],
)
def test_advice(found: BatchNumbers, said: str) -> None:
    assert advice(found).zh == said


def counted(batch: BatchReport) -> dict[str, tuple[int, int, int, int]]:
    return {
        one.rule.id: (one.errors, one.warnings, one.unjudged, one.findings)
        for one in rule_counts(batch)
    }


def test_rules_are_counted_by_unit_over_what_counts() -> None:
    found = counted(sample_batch())
    bad = examined("mistakes").report
    own = [one for one in bad.findings if one.rule == "video.duration"]
    assert found["video.duration"] == (1, 0, 1, len(own))  # the older delivery is not counted
    assert found["package.deadline"] == (1, 0, 1, 1)
    assert found["batch.repeated-star"] == (2, 0, 0, 1)
    assert found["batch.repeated-photo"] == (0, 2, 0, 1)
    assert found["batch.repeated-project"] == (0, 0, 0, 0)


def test_what_goes_wrong_most_comes_first() -> None:
    units = [one.errors for one in rule_counts(sample_batch())]
    assert units == sorted(units, reverse=True)
    assert units[0] == 2


def test_every_rule_is_there_once() -> None:
    rules: tuple[RuleResult, ...] = examined("complying").report.rules
    assert len(rule_counts(sample_batch())) == len(rules) + len(sample_batch().rules)


@pytest.mark.parametrize(
    ("files", "kind", "says"),
    [(0, "folder", "空文件夹"), (0, "zip", "空压缩包"), (1, "folder", None)],
)
def test_a_folder_without_a_file_is_said_to_be_empty(
    files: int, kind: str, says: str | None
) -> None:
    made = next(one.report for one in sample_batch().counting if one.path == "长春市教育局")
    assert made is not None
    package = replace(made.package, files=files, kind=kind)
    one = DeliveryResult("a", "甲", "甲", None, None, replace(made, package=package))
    assert one.report is not None
    shut = [replace(one.report, verdict=Verdict.INCOMPLETE)]
    for level in (Level.ERROR, Level.WARNING):  # damaged, or of a kind that is not opened
        damaged = Finding("package.readable", level, same("打不开。"), file="甲.zip")
        shut.append(replace(one.report, findings=(damaged,)))
    for report in shut:
        assert nothing_in(replace(one, report=report)) is None
    told = nothing_in(one)
    assert (told is None) == (says is None)
    assert says is None or (told is not None and says in told.zh)
    assert (in_time(one) is InTime.UNKNOWN) == (files == 0)
    batch = replace(sample_batch(), deliveries=(one,), across=(), notes=())
    for lines in (batch_lines(batch, Lang.ZH, 80), brief_lines(batch, Lang.ZH, 80, ("a",))):
        text = "\n".join(line.plain for line in lines)
        assert ("里面没有文件" in text) == (files == 0)
        assert files or "按时" not in text


def test_an_item_across_units_says_no_folders_twice() -> None:
    sides = tuple(
        AcrossSide(unit, unit, "project/1", "project", name, file=f"品牌项目/01{name}/总结.docx")
        for unit, name in (("甲市", "山里课堂"), ("乙市", "夜校课堂"))
    )
    message = same(
        "“甲市”的“山里课堂”（品牌项目/01山里课堂/总结.docx）、"
        "“乙市”的“夜校课堂”（品牌项目/01夜校课堂/总结.docx）：文字内容相同。"
    )
    found = AcrossFinding(Finding("x", Level.ERROR, message), ("甲市", "乙市"), sides)
    said = "“甲市”的“山里课堂”（总结.docx）、“乙市”的“夜校课堂”（总结.docx）：文字内容相同。"
    assert in_short(found).zh == said
    bare = replace(found, sides=tuple(replace(side, name=None) for side in sides))
    assert in_short(bare) == message, "of nobody's file the folder is all that tells"
