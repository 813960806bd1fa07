"""What shows across units, from the finding to the letters and the decision that settles it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from benchmarks.inbox import Made

from jlxx_check.batch import BatchSettings
from jlxx_check.cli.main import run as call
from jlxx_check.decisions.load import Decisions, load_decisions
from jlxx_check.model.batch_report import held_back
from jlxx_check.model.decision import DecisionsFile
from tests.batch.boxes import SMALL, files, run, small_box

SETTINGS = replace(SMALL, formats=("docx",))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """One person is put forward by the first two of three units."""
    return small_box(tmp_path_factory.mktemp("built") / "收件")


def filled(path: Path) -> Decisions:
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"^by:.*", "by: 赵核对", text, flags=re.MULTILINE)
    text = re.sub(r"^on:.*", "on: 2023-07-13", text, flags=re.MULTILINE)
    text = re.sub(r"^    decision:.*", "    decision: waived", text, flags=re.MULTILINE)
    text = re.sub(r"^    why:$", "    why: 已商定", text, flags=re.MULTILINE)
    path.write_text(text, encoding="utf-8")
    return load_decisions([path], rulepack="jilin-2023", packages=[], several=True)


def test_found_written_about_decided_on_and_settled(built: Made, tmp_path: Path) -> None:
    box, out, yaml = built.folder, tmp_path / "out", tmp_path / "核对.yaml"
    first = run(box, out, SETTINGS)
    paths = set(built.units[:2])
    assert paths <= held_back(first.batch)
    units = {
        item.report.package.name
        for item in first.batch.counting
        if item.path in paths and item.report
    }
    letters = {path for path in files(out) if path.startswith("通知/跨单位/")}
    assert letters == {f"通知/跨单位/跨单位核查告知（{unit}）.docx" for unit in units}
    text = "\n".join(
        cell.text
        for table in docx.Document(str(out / min(letters))).tables
        for cell in table._cells
    )
    assert "重复推介" in text
    assert min(units) not in text, "the unit itself is addressed and not named again"
    assert max(units) in text

    stamps = {path: (out / path).stat().st_mtime_ns for path in letters}
    assert run(box, out, SETTINGS).judged == 0
    assert {path: (out / path).stat().st_mtime_ns for path in letters} == stamps

    assert call(["decisions", "new", str(out), "--output", str(yaml)]) == 0
    settled = run(box, out, replace(SETTINGS, decisions=filled(yaml)))
    assert settled.judged == 0, "no package's own report changes by it"
    assert held_back(settled.batch) == frozenset()
    assert not [path for path in files(out) if path.startswith("通知/跨单位/")]
    told = json.loads((out / "batch.json").read_bytes())["findings"]
    assert {item["decision"]["decision"] for item in told} == {"waived"}
    assert not [note for note in settled.batch.notes if "核对结果" in note.zh]

    again = run(box, out, SETTINGS)
    assert paths <= held_back(again.batch), "without the decisions the question is open"


def test_a_decision_on_what_is_no_longer_there_is_said(built: Made, tmp_path: Path) -> None:
    yaml = tmp_path / "核对.yaml"
    yaml.write_text(
        "decisions:\n  - rule: batch.repeated-photo\n    sides: [{unit: 甲局}, {unit: 乙局}]\n"
        "    decision: waived\n    by: 赵核对\n    on: 2023-07-13\n    why: 无\n",
        encoding="utf-8",
    )
    decided = load_decisions([yaml], rulepack="jilin-2023", packages=[], several=True)
    settings = replace(SMALL, formats=("json",), select=("batch",), decisions=decided)
    notes = [note.zh for note in run(built.folder, tmp_path / "out", settings).batch.notes]
    (said,) = (note for note in notes if "核对结果" in note)
    assert "甲局 ↔ 乙局" in said
    assert "这次没有这个问题" in said


def test_a_letter_that_a_person_edited_stays(built: Made, tmp_path: Path) -> None:
    out, yaml = tmp_path / "out", tmp_path / "核对.yaml"
    settings = replace(SETTINGS, select=("batch",))
    run(built.folder, out, settings)
    letter = next((out / "通知" / "跨单位").iterdir())
    letter.write_bytes(b"edited")
    call(["decisions", "new", str(out / "batch.json"), "--output", str(yaml)])
    settled = run(built.folder, out, replace(settings, decisions=filled(yaml)))
    assert letter.read_bytes() == b"edited"
    assert [path.name for path in letter.parent.iterdir()] == [letter.name]
    assert any(letter.name in note.zh for note in settled.batch.notes)


def test_decisions_made_of_one_package_hold_in_a_batch_under_the_unit_s_name() -> None:
    file = DecisionsFile(Path("核对.yaml"), None, "长春市教育局（2）补交", ())
    settings = BatchSettings(decisions=Decisions((file,), several=True))
    decided = settings.for_one().decisions
    assert decided is not None
    assert [item.package for item in decided.files] == ["长春市教育局"]
