"""Rows for what shows only across units: one conclusion is for all sides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from jlxx_check.engine.across_decided import decide_across
from jlxx_check.model.batch_report import AcrossFinding, AcrossSide
from jlxx_check.model.decision import Choice
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding
from jlxx_check.reporters.ledger import LedgerPart, across_items, to_ledger
from jlxx_check.text import Lang, same
from tests.reporters.html.pages import report
from tests.support.ledgers import FIRST, cells_of, edit, fill, read

SHEET, RULE = "跨单位问题", "batch.repeated-project"
WAIVED = {"结论": "豁免", "核对人": "赵核对", "日期": "2023-7-14", "说明": "两个馆各办各的"}
SIDES = tuple(
    AcrossSide(unit, unit, f"project/{number}", "project", "伊水夜读")
    for number, unit in enumerate(("长春市教育局", "吉林市教育局"), 1)
)


def found(level: Level = Level.WARNING) -> AcrossFinding:
    finding = Finding(RULE, level, same("两个单位都推介“伊水夜读”。"), "project/1")
    return AcrossFinding(finding, ("长春市教育局", "吉林市教育局"), SIDES)


def written(path: Path, *across: AcrossFinding, rows: tuple[object, ...] = ()) -> Path:
    items = across_items(across, "jilin-2023", {RULE: same("项目不重复推介")}, Lang.ZH)
    path.write_bytes(to_ledger([LedgerPart(report())], Lang.ZH, rows, "", items))  # type: ignore[arg-type]
    return path


def decide(given: Path, *across: AcrossFinding) -> tuple[AcrossFinding, ...]:
    made, _ = decide_across(
        across,
        read(given, several=True).files,
        today=date(2023, 7, 20),
        unit=str,
        judged={RULE},
        rules={RULE},
    )
    return made


def test_a_row_settles_the_finding_and_goes_on(tmp_path: Path) -> None:
    path = edit(written(tmp_path / "台账.xlsx", found()), fill(FIRST, SHEET, **WAIVED))
    # Numbers and order may change, names stay.
    turned = replace(found(), sides=tuple(replace(one, entry="project/7") for one in SIDES[::-1]))
    (done,) = decide(path, turned)
    decision = done.finding.decision
    assert decision
    assert (decision.choice, decision.by) == (Choice.WAIVED, "赵核对")
    new = written(tmp_path / "新.xlsx", done, rows=read(path, several=True).rows)
    (row,) = cells_of(new, SHEET)
    assert (row["单位"], row["结论"], row["说明"]) == (
        "吉林市教育局、长春市教育局",
        "豁免",
        "两个馆各办各的",
    )


@pytest.mark.parametrize("word", ["属实", "有问题", "待查"])
def test_what_does_not_waive_leaves_it_standing(tmp_path: Path, word: str) -> None:
    cells = WAIVED | {"结论": word}
    path = edit(written(tmp_path / "台账.xlsx", found()), fill(FIRST, SHEET, **cells))
    (same_one,) = decide(path, found())
    assert same_one.finding.decision is None


def test_an_item_of_the_checklist_is_confirmed(tmp_path: Path) -> None:
    asked = found(Level.REVIEW)
    cells = WAIVED | {"结论": "属实"}
    path = edit(written(tmp_path / "台账.xlsx", asked), fill(FIRST, SHEET, **cells))
    (done,) = decide(path, asked)
    assert done.finding.decision is not None


def test_a_row_that_lacks_something_is_told_once_and_by_no_package(tmp_path: Path) -> None:
    path = edit(
        written(tmp_path / "台账.xlsx", found()), fill(FIRST, SHEET, **WAIVED | {"说明": None})
    )
    given = read(path, several=True)
    assert "没有填说明" in given.troubles()[0].zh
    assert not any(file.unusable for file in given.files)
