"""Runs over many packages to draw: one of the sample packages, a nasty one, and a large one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import cache

from sample_packages.expected import HERE

from jlxx_check.api import CheckSettings, Examined, Reading, examine, load_pack
from jlxx_check.model.batch_report import (
    AcrossFinding,
    AcrossSide,
    BatchReport,
    DeliveryResult,
    RegisterLine,
)
from jlxx_check.model.decision import Choice, Decision
from jlxx_check.model.outcome import Level
from jlxx_check.model.package import Row, Value
from jlxx_check.model.report import Finding, Report, Verdict
from jlxx_check.model.rounds import LetterItem, UnitRound
from jlxx_check.model.tallies import RuleResult
from jlxx_check.reporters.letter_items import letter_items
from jlxx_check.text import Text, same
from tests.support.nasty import nasty_report
from tests.support.remembered_files import files_remembered
from tests.support.shared import once_a_run

UNITS = {
    "complying": ("长春市教育局", date(2023, 7, 8)),
    "mistakes": ("吉林市教育局", date(2023, 7, 13)),
    "messy": ("延边州教育局", None),
}
CANONICAL = {"延边州教育局": "延边朝鲜族自治州教育局"}


@cache
def examined(name: str) -> Examined:
    """A sample package as its unit would have sent it."""
    reading = Reading(isolated=False, jobs=1)
    settings = CheckSettings(load_pack("jilin-2023"), received=UNITS[name][1], reading=reading)
    with files_remembered():
        found: Examined = once_a_run(f"{name}.examined", lambda: examine(HERE / name, settings))
    return found


def delivery(
    path: str, name: str, report: Report, received: date | datetime | None, newest: float = 0.0
) -> DeliveryResult:
    """A package with its reports written."""
    named = replace(report, package=replace(report.package, path=path, name=name))
    stem = path.removesuffix(".zip")
    suffixes = {"html": "html", "json": "json", "xlsx": "xlsx", "docx": "docx"}
    written = {form: f"reports/{stem}.{suffix}" for form, suffix in suffixes.items()}
    unit = CANONICAL.get(name, name)
    asked = letter_items(named)
    first = UnitRound(
        *(1, path, received, named.verdict),
        tuple(LetterItem(number, item, 1) for number, item in enumerate(asked, 1)),
    )
    return DeliveryResult(path, name, unit, received, newest, named, written=written, round=first)


def second_round(item: DeliveryResult) -> DeliveryResult:
    """The delivery as its unit's second: the first thing is mended, the last one new."""
    assert item.round is not None
    gone, *rest = item.round.items
    rest[-1] = replace(rest[-1], since=2)
    return replace(item, round=replace(item.round, number=2, items=tuple(rest), mended=(gone,)))


def repeated(*packages: str) -> AcrossFinding:
    """The same person put forward by two units."""
    first, second = packages
    finding = Finding(
        rule="batch.repeated-star",
        level=Level.ERROR,
        message=Text(
            f"“王建国”由两个单位推介：{first}、{second}。",
            f"“王建国” is put forward by two units: {first}, {second}.",
        ),
        entry="star/1",
        file="百姓学习之星/01王建国/推介表.docx",
        expected=Text("一人只由一个单位推介", "one unit for a person"),
        observed=same(f"{first}；{second}"),
        clause="一（二）",
        fix=Text("请两个单位商定由哪一家推介。", "Let the two units agree which of them does."),
        related=(f"{second}/star/3",),
    )
    sides = tuple(
        AcrossSide(path, path, entry, "star", name, Text("百姓学习之星", "Star"), person=True)
        for path, entry, name in ((first, "star/1", "王建国"), (second, "star/3", "王建国"))
    )
    return AcrossFinding(finding, packages, sides, Text("姓名和单位相同，重复推介", "one person"))


def near_photo(*packages: str) -> AcrossFinding:
    """Nearly the same photo in two packages, which is a warning."""
    first, second = packages
    finding = Finding(
        rule="batch.repeated-photo",
        level=Level.WARNING,
        message=Text(
            f"两个单位的照片几乎相同：{first}、{second}。",
            f"Two units hand in nearly the same photo: {first}, {second}.",
        ),
        entry="project/2",
        file="终身学习品牌项目/02/照片1.jpg",
        fix=Text("请核对照片属于哪个项目。", "Find out whose photo it is."),
        related=(f"{second}/终身学习品牌项目/04/图3.jpg",),
    )
    kind = Text("终身学习品牌项目", "Project")
    sides = (
        AcrossSide(first, first, "project/2", "project", "田间学校", kind, file="02/照片1.jpg"),
        AcrossSide(second, second, "project/4", "project", "邻里工坊", kind, file="04/图3.jpg"),
    )
    said = Text("照片几乎相同（相似度约96%）", "nearly the same photo (some 96 % alike)")
    return AcrossFinding(finding, packages, sides, said)


ACROSS_RULES = (
    RuleResult(
        "batch.repeated-star",
        Text("同一人由两个单位推介", "One person, two units"),
        *(Level.ERROR, "一（二）", 19, 18, 1, 0),
    ),
    RuleResult(
        "batch.repeated-project",
        Text("同一项目由两个单位推介", "One project, two units"),
        *(Level.ERROR, "一（二）", 15, 15, 0, 0),
    ),
    RuleResult(
        "batch.repeated-photo",
        Text("同一照片出现在两份材料中", "One photo, two packages"),
        *(Level.ERROR, "三（二）", 90, 89, 1, 0),
    ),
)


@cache
def sample_batch() -> BatchReport:
    """The sample packages as an inbox: one mended and sent again, one that does not open."""
    good, bad, odd = (examined(name).report for name in UNITS)
    older = replace(
        delivery("吉林市教育局 7月5日.zip", "吉林市教育局", bad, date(2023, 7, 5)),
        superseded_by="吉林市教育局（补正）",
        newer=Text("收到日期较晚", "it was received later"),
    )
    broken = DeliveryResult(
        "白城市教育局.7z",
        *("白城市教育局", "白城市教育局", date(2023, 7, 11), 0.0, None),
        problem=Text(
            "压缩包已损坏，打不开。请单位重新压缩成 .zip 后再报送。",
            "The archive is damaged. Ask the unit to send it again as a .zip.",
        ),
    )
    found = (
        delivery("长春市教育局", "长春市教育局", good, UNITS["complying"][1]),
        older,
        second_round(delivery("吉林市教育局（补正）", "吉林市教育局", bad, UNITS["mistakes"][1])),
        delivery("延边州教育局.zip", "延边州教育局", odd, None),
        broken,
    )
    return BatchReport(
        tool_version=good.tool_version,
        pack=good.pack,
        inbox="收件/2023",
        deliveries=tuple(sorted(found, key=lambda item: item.path)),
        across=(
            repeated("长春市教育局", "吉林市教育局（补正）"),
            near_photo("延边州教育局.zip", "吉林市教育局（补正）"),
        ),
        rules=ACROSS_RULES,
        missing_units=("四平市教育局", "辽源市教育局", "通化市教育局"),
        notes=(Text("“吉林市教育局”有两份材料，以较新的为准。", "Two came from 吉林市教育局."),),
    )


def objected_batch() -> tuple[BatchReport, DeliveryResult]:
    """The same, but a reviewer found something wrong with a unit that complies by itself."""
    batch = sample_batch()
    wrong = Decision("star.conduct", None, Choice.WRONG, "赵", date(2023, 7, 13), "像两个人")
    at, item = next(
        (at, one)
        for at, one in enumerate(batch.deliveries)
        if one.counts and one.report and one.report.verdict is Verdict.COMPLIANT
    )
    assert item.report is not None
    first, *others = item.report.findings
    findings = (replace(first, objection=wrong), *others)
    own = replace(item, report=replace(item.report, findings=findings))
    every = (*batch.deliveries[:at], own, *batch.deliveries[at + 1 :])
    return replace(batch, deliveries=every), own


def sample_lines() -> tuple[RegisterLine, ...]:
    """The rows of the sample packages' registers."""
    paths = {item.name: item.path for item in sample_batch().counting}
    return tuple(
        line for name, (unit, _) in UNITS.items() for line in _lines(examined(name), paths[unit])
    )


def _lines(made: Examined, path: str) -> Iterator[RegisterLine]:
    entries = {
        (entry.row.register, entry.row.number): entry for entry in made.package.entries if entry.row
    }
    for register in made.package.registers:
        for row in register.rows:
            entry = entries.get((row.register, row.number))
            special = entry is not None and entry.special
            yield RegisterLine(path, register.kind, row, entry.id if entry else None, special)


def nasty_batch(name: str) -> BatchReport:
    """A batch that holds the name wherever a package's text can come to stand."""
    report = nasty_report(name)
    text = same(name)
    written = {"html": f"reports/{name}.html", "json": name}
    found = Finding(
        *("batch.repeated-star", Level.ERROR, text, "star/1", name, name, text, text),
        *("一", "原文", text, (f"{name}/{name}",)),
    )
    return BatchReport(
        tool_version="0",
        pack=report.pack,
        inbox=f"in/{name}",
        deliveries=(
            DeliveryResult(f"a/{name}", name, None, date(2023, 7, 8), 1.0, report, None, written),
            DeliveryResult(f"b/{name}", name, name, None, 1.0, None, text),
            replace(
                DeliveryResult(f"c/{name}", f"旧{name}", None, None, None, report, None, written),
                superseded_by=f"a/{name}",
            ),
        ),
        across=(
            AcrossFinding(
                found,
                (f"a/{name}", f"b/{name}"),
                tuple(
                    AcrossSide(f"{at}/{name}", name, "star/1", "star", name, text, True, name, name)
                    for at in "ab"
                ),
                text,
            ),
        ),
        rules=(ACROSS_RULES[0],),
        missing_units=(name,),
        notes=(text,),
    )


def nasty_lines(name: str) -> tuple[RegisterLine, ...]:
    """A register whose every cell is the name."""
    labels = ("序号", "姓名", "工作单位及职务", "联系电话", "身份证号", "备注")
    values = {label: Value(label, name, "Sheet1!A3") for label in labels}
    row = Row(f"登记表/{name}.xlsx", 1, name, name, None, values, "Sheet1!A3")
    return (RegisterLine(f"a/{name}", "star", row, "star/1", True),)


def large_batch(units: int, findings: int = 50) -> BatchReport:
    """So many units with so many findings each, over all the rules of a real report."""
    base = examined("mistakes").report
    entries = [entry.id for entry in base.entries]
    levels = (Level.ERROR, Level.WARNING, Level.INFO)
    deliveries = []
    for number in range(units):
        made = tuple(
            replace(
                base.findings[at % len(base.findings)],
                rule=base.rules[(number * 7 + at * 3) % len(base.rules)].id,
                level=levels[(number + at) % 3],
                entry=entries[at % len(entries)],
            )
            for at in range(findings)
        )
        summary = replace(base.summary, error=number % 5, warning=number % 7)
        report = replace(base, findings=made, summary=summary)
        name = f"第{number + 1}中等专业学校继续教育学院"
        deliveries.append(delivery(name, name, report, date(2023, 7, 1 + number % 20)))
    return replace(
        sample_batch(), deliveries=tuple(sorted(deliveries, key=lambda one: one.path)), across=()
    )
