from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from jlxx_check.model.outcome import Lack, Level
from jlxx_check.model.report import Finding, NotJudged, Tally
from jlxx_check.reporters.junit import to_junit
from jlxx_check.text import Lang, same
from tests.support.nasty import NAMES, nasty_report
from tests.support.samples import BY_TURNS, judged

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).with_name("junit.xsd")))
RULE, ENTRY = "star.photos", "star/1"


def error(level: Level = Level.ERROR) -> Finding:
    return Finding(RULE, level, same("说明"), ENTRY)


def left(*, lack: Lack = Lack.MATERIAL) -> NotJudged:
    return NotJudged(RULE, same("原因"), ENTRY, lack=lack)


@pytest.mark.parametrize(("name", "lang"), BY_TURNS)
def test_samples_are_valid_by_the_schema(name: str, lang: Lang) -> None:
    SCHEMA.assertValid(etree.fromstring(to_junit(judged(name), lang)))


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_nasty_names_are_valid_by_the_schema(name: str) -> None:
    SCHEMA.assertValid(etree.fromstring(to_junit(nasty_report(name or "空"), Lang.ZH)))


def test_schema_can_fail() -> None:
    data = to_junit(judged("complying"), Lang.ZH).replace(b"<testcase", b"<case", 1)
    data = re.sub(rb"</testcase>", b"</case>", data, count=1)
    with pytest.raises(etree.Error):
        SCHEMA.assertValid(etree.fromstring(data))


@pytest.mark.parametrize(
    ("findings", "not_judged", "passes", "element", "says"),
    [
        ((), (), 1, None, ""),
        ((error(),), (), 1, "failure", "说明"),
        ((error(), error()), (), 0, "failure", "说明；说明"),
        ((error(Level.WARNING),), (), 0, None, ""),
        ((error(Level.INFO),), (), 0, None, ""),
        ((error(Level.REVIEW),), (), 1, "skipped", "待人工核对：说明"),
        ((), (left(),), 1, "skipped", "原因"),
        ((error(Level.WARNING),), (left(),), 1, "skipped", "原因"),
        ((), (left(lack=Lack.PROGRAM),), 0, "error", "原因"),
        ((error(),), (left(lack=Lack.PROGRAM),), 0, "failure", "说明"),
    ],
)
def test_result_of_a_case(
    findings: tuple[Finding, ...],
    not_judged: tuple[NotJudged, ...],
    passes: int,
    element: str | None,
    says: str,
) -> None:
    met = (Tally(RULE, ENTRY, passed=passes),) if passes else ()
    base = nasty_report("王建国")
    report = replace(base, findings=findings, not_judged=not_judged, tallies=met)
    (case,) = etree.fromstring(to_junit(report, Lang.ZH)).iter("testcase")
    results = [child for child in case if child.tag != "system-out"]
    assert [child.tag for child in results] == ([element] if element else [])
    assert [child.get("message") for child in results] == ([says] if element else [])
    every = "".join(case.itertext())
    assert all(item.message.zh in every for item in findings)


def test_a_case_for_every_rule_and_entry() -> None:
    report = judged("mistakes")
    root = etree.fromstring(to_junit(report, Lang.ZH))
    pairs = {(item.entry, item.rule) for item in (*report.findings, *report.not_judged)}
    pairs |= {(item.entry, item.rule) for item in report.tallies if item.passed}
    cases = list(root.iter("testcase"))
    assert len(cases) == len(pairs) == int(root.get("tests"))
    failing = {(f.entry, f.rule) for f in report.findings if f.level is Level.ERROR}
    assert int(root.get("failures")) == len(failing) > 20
    suites = list(root.iter("testsuite"))
    assert len(suites) == len(report.entries) + 1
    for name in ("tests", "failures", "errors"):
        assert sum(int(suite.get(name)) for suite in suites) == int(root.get(name))
