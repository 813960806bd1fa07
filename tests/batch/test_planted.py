"""The generated inbox: everything planted in it is found, and nothing else."""

from __future__ import annotations

import json
import runpy
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from benchmarks import inbox
from benchmarks.inbox import PLANTED_UNITS, Made, build

from jlxx_check.batch import BatchCall, Lists, run_batch
from jlxx_check.model.report import Verdict
from jlxx_check.reporters.batch.unit_standing import title
from tests.batch.boxes import SMALL


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Each package as small as what is planted allows: how many entries it has is not judged.

    Whole ones: ``python -m benchmarks.across``.
    """
    folder = tmp_path_factory.mktemp("planted") / "收件"
    return build(folder, PLANTED_UNITS + 1, stars=1, projects=1)


def test_all_that_is_planted_is_found_and_nothing_else(made: Made, tmp_path: Path) -> None:
    out = tmp_path / "out"
    settings = replace(SMALL, formats=("json",), ignore=("quota",))
    lists = Lists(received=date(2023, 7, 8))
    outcome = run_batch(BatchCall(made.folder, out, settings, lambda: lists))
    batch = outcome.batch
    found = {(item.finding.rule, tuple(sorted(item.packages))) for item in batch.across}
    assert found == {(item.rule, tuple(sorted(item.packages))) for item in made.planted}
    assert len(batch.across) == len(made.planted)
    reports = {item.path: item.report for item in batch.deliveries}
    assert set(reports) == {*made.units, made.older, *made.hostile}
    for path in (*made.units, made.older):
        report = reports[path]
        assert report is not None, path
        assert report.verdict is Verdict.COMPLIANT, (path, report.findings)
        assert report.summary.warning == 0, (path, report.findings)
    for path in made.hostile:
        report = reports[path]
        assert report is None or report.verdict is not Verdict.COMPLIANT
    (older,) = (item for item in batch.deliveries if not item.counts)
    assert (older.path, older.superseded_by) == (made.older, made.twice)
    assert outcome.exit_status() == 1
    units = {title(item) for item in batch.counting if item.path in batch.across[0].packages}
    (warned,) = (note.zh for note in batch.notes if "发出通知前请先核对" in note.zh)
    assert all(unit in warned for unit in units)
    assert json.loads((out / "batch.json").read_bytes())["report"] == "jlxx-check-batch/1"
    # Beside stand the folders of other tests, some of them too deep to walk through.
    near = [*tmp_path.parent.glob("逃出*"), *tmp_path.rglob("逃出*")]
    assert not [*near, *made.folder.parent.rglob("逃出*")], "nothing climbs out of an archive"


def test_asking_how_it_is_called_builds_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["inbox", "--help"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(inbox.__file__), run_name="__main__")
    assert ended.value.code == 0
    assert "FOLDER" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []
