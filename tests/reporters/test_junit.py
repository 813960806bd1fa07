from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from jlxx_check.model.outcome import Lack, Level
from jlxx_check.model.report import Finding, NotJudged
from jlxx_check.model.tallies import RuleResult, Tally
from jlxx_check.reporters.junit import to_junit
from jlxx_check.text import Lang, same
from tests.support.ci_readers import gitlab_tests, jenkins_suites
from tests.support.nasty import NAMES, nasty_report
from tests.support.samples import BY_TURNS, REVIEWED, judged

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).with_name("junit.xsd")))
RULE, ENTRY = "star.photos", "star/1"
#: The same report again, from another unit.
SECOND = "另一个单位"


def error(level: Level = Level.ERROR, file: str | None = None) -> Finding:
    return Finding(RULE, level, same("说明"), ENTRY, file)


def left(*, lack: Lack = Lack.MATERIAL) -> NotJudged:
    return NotJudged(RULE, same("原因"), ENTRY, lack=lack)


@pytest.mark.parametrize(("name", "lang"), BY_TURNS)
def test_samples_are_valid_and_loaded_whole(name: str, lang: Lang) -> None:
    report = judged(name)
    data = to_junit(report, lang)
    SCHEMA.assertValid(etree.fromstring(data))
    other = replace(report, package=replace(report.package, name=SECOND, path=SECOND))
    files = [data, to_junit(other, lang)]
    (first, second) = jenkins_suites(files).values()
    assert gitlab_tests(files) == first + second
    assert first == second
    assert first["failure"] == report.summary.error
    assert first["error"] == len(report.faults)
    assert {name for name, _ in jenkins_suites(files)} == {report.package.name, SECOND}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_nasty_names_are_valid_by_the_schema(name: str) -> None:
    SCHEMA.assertValid(etree.fromstring(to_junit(nasty_report(name or "空"), Lang.ZH)))


def test_schema_can_fail() -> None:
    data = to_junit(judged("complying"), Lang.ZH).replace(b"<testcase", b"<case", 1)
    data = re.sub(rb"</testcase>", b"</case>", data, count=1)
    with pytest.raises(etree.Error):
        SCHEMA.assertValid(etree.fromstring(data))


@pytest.mark.parametrize(
    ("findings", "not_judged", "passes", "elements", "says"),
    [
        ((), (), 1, [None], []),
        ((error(),), (), 1, [None, "failure"], ["说明"]),
        ((error(), error()), (), 0, ["failure", "failure"], ["说明", "说明"]),
        ((error(), error(file="甲.jpg")), (), 0, ["failure", "failure"], ["说明", "说明"]),
        ((error(Level.WARNING),), (), 0, [None], []),
        ((error(Level.INFO),), (), 0, [None], []),
        ((error(Level.REVIEW),), (), 0, ["skipped"], ["待人工核对：说明"]),
        ((), (left(),), 0, ["skipped"], ["原因"]),
        ((error(Level.WARNING),), (left(),), 0, [None, "skipped"], ["原因"]),
        ((), (left(lack=Lack.PROGRAM),), 0, ["error"], ["原因"]),
        ((error(),), (left(lack=Lack.PROGRAM),), 0, ["failure", "error"], ["说明", "原因"]),
    ],
)
def test_results_of_cases(
    findings: tuple[Finding, ...],
    not_judged: tuple[NotJudged, ...],
    passes: int,
    elements: list[str | None],
    says: list[str],
) -> None:
    met = (Tally(RULE, ENTRY, passed=passes),) if passes else ()
    base = nasty_report("王建国")
    report = replace(base, findings=findings, not_judged=not_judged, tallies=met)
    cases = list(etree.fromstring(to_junit(report, Lang.ZH)).iter("testcase"))
    results = [next((item for item in case if item.tag != "system-out"), None) for case in cases]
    assert [item if item is None else item.tag for item in results] == elements
    assert [item.get("message") for item in results if item is not None] == says
    every = "".join(text for case in cases for text in case.itertext())
    assert all(item.message.zh in every for item in findings)


def test_a_suite_says_what_was_judged_and_by_what() -> None:
    report = judged("mistakes")
    root = etree.fromstring(to_junit(report, Lang.ZH))
    (suite,) = root.iter("testsuite")
    properties = {item.get("name"): item.get("value") for item in suite.iter("property")}
    assert properties.items() >= {
        ("rulepack", report.pack.id),
        ("tool.version", report.tool_version),
        ("received", report.received.isoformat() if report.received else "未提供"),
        ("verdict", "noncompliant"),
    }
    cases = list(root.iter("testcase"))
    assert len(cases) == int(root.get("tests")) == int(suite.get("tests"))
    assert {case.get("classname").partition(".")[0] for case in cases} == {report.package.name}
    files = {item.file for item in report.findings if item.file and item.level is Level.ERROR}
    named = " ".join(case.get("name") for case in cases if case.find("failure") is not None)
    assert len(files) > 10
    assert all(file in named for file in files)


def test_rules_that_fail_for_one_cause_are_one_failure() -> None:
    """Each rule has its case; the report has one error, and so has the list."""
    facts = (error(file="甲.mp4"), replace(error(file="甲.mp4"), rule="video.duration"))
    one = replace(facts[0], message=same("都不符"), facts=facts)
    rules = [RuleResult(name, same(name), Level.ERROR, None, 1, 0, 1, 0) for name in one.rules]
    base = nasty_report("王建国")
    report = replace(base, findings=(one,), not_judged=(), tallies=(), rules=tuple(rules))
    data = to_junit(report, Lang.ZH)
    assert gitlab_tests([data]) == {"failure": 1, "skipped": 1}
    (skipped,) = etree.fromstring(data).iter("skipped")
    assert skipped.get("message").endswith(f"{RULE} · 说明")


def test_what_is_waived_is_skipped_and_says_why() -> None:
    report = judged("mistakes" + REVIEWED)
    waived = [item for item in report.findings if item.waived]
    root = etree.fromstring(to_junit(report, Lang.ZH))
    messages = [item.get("message") for item in root.iter("skipped")]
    assert waived
    for item in waived:
        assert item.decision is not None
        assert any(item.decision.why in message for message in messages)
