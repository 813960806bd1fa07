"""What shows across units is counted by other programs, too: once, and in no unit's own report."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from jlxx_check.batch import BatchSettings
from jlxx_check.cli.main import run as call
from jlxx_check.model.outcome import Level
from tests.batch.boxes import files, run, small_box
from tests.support.ci_readers import (
    code_quality_issues,
    github_annotations,
    gitlab_tests,
    jenkins_suites,
    sarif_failures,
)

FORMS = ("junit", "sarif", "codequality", "github")


@pytest.fixture(scope="module")
def box(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One person is put forward by the first two of three units."""
    return small_box(tmp_path_factory.mktemp("built") / "收件").folder


def test_as_many_failures_as_there_are_errors(box: Path, tmp_path: Path) -> None:
    out = tmp_path / "结果"
    outcome = run(box, out, BatchSettings(formats=FORMS))
    batch = outcome.batch
    across = sum(item.finding.level is Level.ERROR for item in batch.across)
    assert across
    own = [item.report.summary.error for item in batch.deliveries if item.report]
    made = files(out)
    tests = {path: data for path, data in made.items() if path.endswith(".xml")}
    suites = jenkins_suites(tests.values())
    assert len(suites) == len(tests) == len(own) + 1
    assert sum(found["failure"] for found in suites.values()) == sum(own) + across
    shared = "跨单位核查"
    assert gitlab_tests([made[f"{shared}.xml"]])["failure"] == across
    places = sarif_failures(made[f"{shared}.sarif"])
    assert len(places) == across
    assert all((box / place).exists() for place in places)
    assert code_quality_issues(made[f"{shared}.codequality.json"])["critical"] == across
    told = Counter(item.kind for item in github_annotations(made[f"{shared}.github.txt"]))
    assert told["error"] == across


def test_a_format_that_is_not_asked_for_any_more_leaves_nothing(box: Path, tmp_path: Path) -> None:
    out = tmp_path / "结果"
    settings = BatchSettings(formats=("junit", "sarif"))
    run(box, out, settings)
    run(box, out, replace(settings, formats=("sarif",)))
    assert {path for path in files(out) if path.startswith("跨单位核查")} == {"跨单位核查.sarif"}


def test_the_log_of_a_job_tells_of_them(
    box: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    out = tmp_path / "结果"
    assert call(["batch", str(box), "--out", str(out), "--format", "github", "--jobs", "1"]) == 1
    titles = [item.fields["title"] for item in github_annotations(capfdbinary.readouterr().out)]
    found = json.loads((out / "batch.json").read_bytes())["findings"]
    errors = [item for item in found if item["level"] == "error"]
    told = [title for title in titles if title.startswith("跨单位核查 · ")]
    assert len(told) == len(found) >= len(errors) > 0
