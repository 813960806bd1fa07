"""A short run of the fuzzer over the program, and what the fuzzer says of a program that breaks."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fuzzing.campaign import Plan, run
from fuzzing.child import Child
from fuzzing.mutants import mutant
from fuzzing.oracle import Fault, Judged, judge
from fuzzing.page import page

from fuzzing import campaign
from jlxx_check.api import Examined
from jlxx_check.api import examine as oracle_examine
from jlxx_check.model.facts import Audio, Body, ReadFailure
from jlxx_check.text import same
from tests.support.examples import TIMES

Alive = Callable[[int, int], None]


def test_no_mutant_breaks_the_program(tmp_path: Path) -> None:
    files = 40 * TIMES
    figures = run(Plan(seed=20, files=files, batch=20, every=4, keep=tmp_path))
    assert [(item.mutant.number, item.what) for item in figures.found] == []
    assert list(tmp_path.iterdir()) == []
    assert figures.mutants == sum(figures.by_kind.values()) == files
    assert figures.commands
    assert figures.restarts == 0
    text = page(figures)
    assert f"| mutants 文件数 | {files:,} (" in text
    assert "Nothing. 没有。" in text


@pytest.fixture
def no_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes through the command line is asked about by the run over all mutants."""
    monkeypatch.setattr(campaign.command_line, "run", lambda *_: [])


@pytest.mark.usefixtures("no_commands")
def test_the_same_run_again_counts_the_same() -> None:
    first, second = (run(Plan(seed=3, files=6, batch=6, every=9)) for _ in range(2))
    assert first.by_kind == second.by_kind
    assert first.by_step == second.by_step


def with_body(monkeypatch: pytest.MonkeyPatch, folder: Path, body: Body) -> Judged:
    """What the fuzzer makes of a program that says this of the one file in the folder."""
    (folder / "说明.txt").write_text("说明", encoding="utf-8")

    def examine(*words: Any, **named: Any) -> Examined:
        found = oracle_examine(*words, **named)
        ((path, facts),) = found.package.facts.items()
        package = replace(found.package, facts={path: replace(facts, body=body)})
        return replace(found, package=package)

    monkeypatch.setattr("fuzzing.oracle.examine", examine)
    return judge(folder)


def test_a_probe_that_raises_is_a_fault(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    body = ReadFailure(
        same("The program failed while it read this file (KeyError): its own fault.")
    )
    judged = with_body(monkeypatch, tmp_path, body)
    assert judged.outcomes == {"说明.txt": "crashed: KeyError"}
    assert judged.faults == [Fault("说明.txt", "crashed: KeyError")]


@pytest.mark.parametrize("measure", [-1.0, float("nan"), float("inf"), 1e30])
def test_a_measure_that_nothing_has_is_a_fault(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, measure: float
) -> None:
    judged = with_body(monkeypatch, tmp_path, Audio("MP3", measure))
    assert judged.faults == [Fault("说明.txt", "impossible measure: duration")]


def test_a_rule_that_passes_what_was_not_read_is_a_fault(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "百姓学习之星" / "01样本"
    folder.mkdir(parents=True)
    (folder / "推介表.docx").write_bytes(b"PK\3\4" + bytes(40))
    assert judge(tmp_path).faults == []
    monkeypatch.setattr("jlxx_check.checks.file.readable.Unreadable", type("Nothing", (), {}))
    (fault,) = judge(tmp_path).faults
    assert fault.what == "passed though not read: package.readable"


def dies(_folder: Path, _alive: Alive) -> Judged:
    os._exit(77)


def hangs(_folder: Path, alive: Alive) -> Judged:
    alive(1, 2)
    time.sleep(600)
    raise AssertionError


def raises(_folder: Path, _alive: Alive) -> Judged:
    raise ZeroDivisionError("x")


@pytest.mark.parametrize(
    ("how", "limit", "said"),
    [
        (dies, 60, "died: exit code 77"),
        (raises, 60, "raised: ZeroDivisionError: x"),
        (hangs, 1, "hung: over 1 s"),
    ],
)
def test_what_becomes_of_the_child_is_said(
    how: Callable[[Path, Alive], Judged], limit: float, said: str
) -> None:
    child = Child(limit, how)
    try:
        (fault,) = child.judge(Path()).faults
    finally:
        child.close()
    assert fault.what == said


def third_dies(folder: Path, alive: Alive) -> Judged:
    """Dies of the mutants whose number ends in 3."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    if any(path.stem.endswith("3") for path in files):
        os._exit(77)
    return judge(folder, alive)


@pytest.mark.usefixtures("no_commands")
def test_a_culprit_is_tracked_down_and_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(campaign, "Child", lambda limit: Child(limit, third_dies))
    figures = run(Plan(seed=1, files=4, batch=4, every=9, keep=tmp_path))
    (found,) = figures.found
    assert (found.mutant.number, found.what) == (3, "died: exit code 77")
    assert len(found.mutant.steps) == 1
    (kept,) = tmp_path.iterdir()
    assert kept.name == f"1-3{mutant(1, 3).suffix}"
    assert kept.read_bytes() == found.mutant.data
    assert "- died: exit code 77: 3: " in page(figures)
