"""Reports as CI systems load them: by the rules that each documents, and by nothing else."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

#: Annotations of each kind that GitHub shows of one step.
SHOWN = 10
_RESULTS = ("failure", "error", "skipped")


def gitlab_tests(files: Iterable[bytes]) -> Counter[str]:
    """How many test cases of each result GitLab counts in one job.

    All suites of a job are one: a case is known by its classname and name, and a second one of
    them is dropped. https://docs.gitlab.com/ci/testing/unit_test_reports/
    """
    cases: dict[tuple[str, str], str] = {}
    for data in files:
        for case in etree.fromstring(data).iter("testcase"):
            result = next((name for name in _RESULTS if case.find(name) is not None), "success")
            cases.setdefault((case.get("classname"), case.get("name")), result)
    return Counter(cases.values())


def jenkins_suites(files: Iterable[bytes]) -> dict[tuple[str, str], Counter[str]]:
    """Jenkins' suites by name and id, with the results of their cases.

    Suites of one name and id are taken for one that was read twice: the later is dropped. A case
    is filed under its package (what stands before the last dot of the classname), class and name.
    """
    suites: dict[tuple[str, str], Counter[str]] = {}
    for data in files:
        for suite in etree.fromstring(data).iter("testsuite"):
            cases = {}
            for case in suite.iter("testcase"):
                package, _, name = case.get("classname").rpartition(".")
                result = next((tag for tag in _RESULTS if case.find(tag) is not None), "success")
                assert (package, name, case.get("name")) not in cases
                cases[package, name, case.get("name")] = result
            suites.setdefault((suite.get("name"), suite.get("id", "")), Counter(cases.values()))
    return suites


@dataclass(frozen=True)
class Annotation:
    """An annotation as GitHub takes it from a line of a log."""

    kind: str
    fields: dict[str, str]
    message: str


def github_annotations(log: bytes) -> list[Annotation]:
    """Every workflow command of a log that makes an annotation."""
    found = []
    for line in log.decode("utf-8").splitlines():
        match = re.fullmatch(r"::(error|warning|notice)(?: ([^:]*))?::(.*)", line)
        if match is None:
            continue
        fields = dict(part.split("=", 1) for part in (match[2] or "").split(",") if part)
        fields = {name: _plain(value) for name, value in fields.items()}
        found.append(Annotation(match[1], fields, _plain(match[3])))
    return found


def shown_by_github(log: bytes) -> list[Annotation]:
    """Those that a person sees: the first ten of each kind."""
    counts: Counter[str] = Counter()
    shown = []
    for item in github_annotations(log):
        counts[item.kind] += 1
        if counts[item.kind] <= SHOWN:
            shown.append(item)
    return shown


def _plain(text: str) -> str:
    for escape, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escape, sign)
    return text


def sarif_failures(data: bytes) -> list[str]:
    """Where a code host shows an alert of level error that nobody has dismissed."""
    places = []
    for run in json.loads(data)["runs"]:
        rules = run["tool"]["driver"]["rules"]
        for result in run["results"]:
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
            level = result.get("level", "warning") if result.get("kind", "fail") == "fail" else ""
            if level == "error" and not result.get("suppressions"):
                place = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
                places.append(unquote(place))
    return places


def code_quality_issues(data: bytes) -> Counter[str]:
    """GitLab's issues by severity; it keeps one of those that have one fingerprint."""
    issues = {item["fingerprint"]: item["severity"] for item in json.loads(data)}
    return Counter(issues.values())
