"""SARIF and code quality: valid, loaded as code hosts load them, and counted."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding, PackageInfo
from jlxx_check.reporters.authorship import Author, author_of, report_file
from jlxx_check.reporters.code_scanning import to_code_quality, to_sarif
from jlxx_check.reporters.report_options import DEFAULTS
from jlxx_check.text import Lang, same
from tests.support.ci_readers import code_quality_issues, sarif_failures
from tests.support.nasty import NAMES, nasty_report
from tests.support.samples import BY_TURNS, REVIEWED, judged


def _objects(required: list[str], **properties: object) -> dict[str, object]:
    return {
        "type": "object",
        "required": required,
        "properties": properties,
        "additionalProperties": False,
    }


TEXT = {"type": "string", "minLength": 1}
SAID = _objects(["text"], text=TEXT)
DIGITS = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
#: Of the standard's schema (SARIF 2.1.0, which forbids what it does not name) the part in use.
SARIF = _objects(
    ["version", "runs"],
    **{
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "properties": {"type": "object"},
        "runs": {
            "type": "array",
            "minItems": 1,
            "items": _objects(
                ["tool", "results"],
                tool=_objects(
                    ["driver"],
                    driver=_objects(
                        ["name"],
                        name=TEXT,
                        version=TEXT,
                        rules={
                            "type": "array",
                            "uniqueItems": True,
                            "items": _objects(
                                ["id"],
                                id=TEXT,
                                shortDescription=SAID,
                                fullDescription=SAID,
                                help=SAID,
                                defaultConfiguration=_objects(
                                    [],
                                    level={"enum": ["none", "note", "warning", "error"]},
                                ),
                            ),
                        },
                    ),
                ),
                automationDetails=_objects(["id"], id={"type": "string", "pattern": "/$"}),
                columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                properties={"type": "object"},
                results={
                    "type": "array",
                    "items": _objects(
                        ["message", "ruleId", "locations"],
                        ruleId=TEXT,
                        ruleIndex={"type": "integer", "minimum": 0},
                        kind={"enum": ["open", "review", "fail"]},
                        level={"enum": ["none", "note", "warning", "error"]},
                        message=SAID,
                        partialFingerprints={
                            "type": "object",
                            "additionalProperties": DIGITS,
                        },
                        suppressions={
                            "type": "array",
                            "items": _objects(
                                ["kind"],
                                kind={"enum": ["inSource", "external"]},
                                status={"enum": ["accepted", "underReview", "rejected"]},
                                justification=TEXT,
                            ),
                        },
                        locations={
                            "type": "array",
                            "minItems": 1,
                            "items": _objects(
                                [],
                                physicalLocation=_objects(
                                    ["artifactLocation"],
                                    artifactLocation=_objects(
                                        ["uri"],
                                        uri={"type": "string", "pattern": r"^[!-~]+$"},
                                    ),
                                    region=_objects([], startLine={"type": "integer"}),
                                ),
                                logicalLocations={
                                    "type": "array",
                                    "items": _objects([], fullyQualifiedName=TEXT),
                                },
                            ),
                        },
                    ),
                },
            ),
        },
    },
)
#: What GitLab's page on the format asks for.
ISSUES = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": TEXT,
            "check_name": TEXT,
            "fingerprint": DIGITS,
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": _objects(
                ["path", "lines"],
                path={"type": "string", "minLength": 1, "pattern": r"^(?!\./)"},
                lines=_objects(["begin"], begin={"type": "integer"}),
            ),
        },
    },
}


@pytest.mark.parametrize(("name", "lang"), BY_TURNS)
def test_samples_are_valid_and_have_the_errors_of_the_report(name: str, lang: Lang) -> None:
    for report in (judged(name), judged(name + REVIEWED)):
        sarif = to_sarif(report, lang, DEFAULTS)
        Draft7Validator(SARIF).validate(json.loads(sarif))
        results = json.loads(sarif)["runs"][0]["results"]
        assert len(results) == len(report.findings) + len(report.not_judged)
        assert len(sarif_failures(sarif)) == report.summary.error
        issues = to_code_quality(report, lang, DEFAULTS)
        Draft7Validator(ISSUES).validate(json.loads(issues))
        counted = code_quality_issues(issues)
        assert counted["critical"] == report.summary.error
        assert sum(counted.values()) == len(results) + 1  # and the verdict


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_nasty_names_are_valid(name: str) -> None:
    report = nasty_report(name or "空")
    Draft7Validator(SARIF).validate(json.loads(to_sarif(report, Lang.ZH, DEFAULTS)))
    Draft7Validator(ISSUES).validate(json.loads(to_code_quality(report, Lang.ZH, DEFAULTS)))


def test_schema_can_fail() -> None:
    data = json.loads(to_sarif(judged("complying"), Lang.ZH, DEFAULTS))
    data["runs"][0]["results"][0]["severity"] = "error"
    assert list(Draft7Validator(SARIF).iter_errors(data))


def test_what_stays_keeps_its_fingerprint_and_equal_ones_are_two() -> None:
    one = Finding("x.y", Level.ERROR, same("甲"), "star/1", "a.jpg")
    other = Finding("x.y", Level.ERROR, same("乙"), "star/1", "a.jpg")
    base = replace(nasty_report("王建国"), not_judged=())

    def prints(*findings: Finding) -> list[str]:
        data = to_sarif(replace(base, findings=findings), Lang.ZH, DEFAULTS)
        results = json.loads(data)["runs"][0]["results"]
        return [next(iter(item["partialFingerprints"].values())) for item in results]

    first, second = prints(one, other)
    assert len({first, second}) == 2
    assert prints(other) == [second]
    twice = prints(one, one)
    assert twice[0] == first
    assert len(set(twice)) == 2


def test_a_row_that_is_put_in_above_moves_no_finding_of_a_register() -> None:
    base = replace(nasty_report("王建国"), not_judged=())
    (register,) = base.registers

    def prints(number: int, name: str | None, phone: str, entry: str | None) -> str:
        said = f"登记表序号{number}（第{number + 3}行，I{number + 3}单元格）为“{phone}”"
        where = f"登记表!I{number + 3}"
        finding = Finding("x.y", Level.ERROR, same(said), entry, register.path, where, about=name)
        data = to_sarif(replace(base, findings=(finding,)), Lang.ZH, DEFAULTS)
        (result,) = json.loads(data)["runs"][0]["results"]
        return str(next(iter(result["partialFingerprints"].values())))

    for entry in (None, "star/1"):
        here = prints(2, "李秀英", "138***0001", entry)
        assert prints(3, "李秀英", "138***0001", entry) == here
        assert prints(2, "赵大勇", "138***0001", entry) != here  # another's row in the same place
        assert prints(2, "李秀英", "138***0002", entry) != here  # another thing is wrong with it


def test_places_are_addresses() -> None:
    finding = Finding("x.y", Level.ERROR, same("z"), file="照片 1#2%.jpg")
    package = PackageInfo("收件/长春", "长春", "folder", 1, 1)
    report = replace(nasty_report("王建国"), package=package, findings=(finding,), not_judged=())
    assert sarif_failures(to_sarif(report, Lang.ZH, DEFAULTS)) == ["收件/长春/照片 1#2%.jpg"]


@pytest.mark.parametrize("form", ["sarif", "codequality", "junit"])
@pytest.mark.parametrize("name", ["complying", "mistakes"])
def test_a_file_bears_its_mark_and_stays_what_it_is(tmp_path: Path, form: str, name: str) -> None:
    data = report_file(judged(name), form, Lang.ZH)
    path = tmp_path / "报告"
    path.write_bytes(data)
    assert author_of(path) is Author.PROGRAM
    path.write_bytes(data.replace("长".encode(), "短".encode()).replace(b"critical", b"minor"))
    assert author_of(path) is not Author.OTHER
    if form == "sarif":
        Draft7Validator(SARIF).validate(json.loads(data))
    if form == "codequality":
        Draft7Validator(ISSUES).validate(json.loads(data))
