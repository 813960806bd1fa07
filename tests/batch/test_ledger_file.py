"""The batch's ledger: filled in as staff would, read back, gone on with, never overwritten."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from jlxx_check.batch import BatchResult
from jlxx_check.batch.output_names import LEDGER
from jlxx_check.decisions.load import load_decisions
from tests.batch.boxes import SMALL, files, run, small_box
from tests.support.ledgers import FIRST, GROUPS, ITEMS, cells_of, edit, fill

SETTINGS = replace(SMALL, formats=("json",), today=date(2023, 7, 20))
GOOD = {"结论": "属实", "核对人": "赵核对", "日期": "2023-7-14"}
NEW = "核对台账（新）.xlsx"


@pytest.fixture
def box(tmp_path: Path) -> Path:
    small_box(tmp_path / "收件", 2)
    return tmp_path / "收件"


def again(box: Path, out: Path, *ledgers: Path) -> BatchResult:
    given = load_decisions(ledgers, rulepack="jilin-2023", packages=(), several=True)
    return run(box, out, replace(SETTINGS, decisions=given))


def test_a_round_trip_of_the_daily_work(box: Path) -> None:
    out = box.parent / "结果"
    run(box, out, SETTINGS)
    own = out / LEDGER
    rows = cells_of(own, ITEMS)
    first, second = dict.fromkeys(str(row["单位"]) for row in rows)
    group = next(
        number for number, row in enumerate(cells_of(own, GROUPS), FIRST) if row["单位"] == second
    )
    edit(
        own,
        fill(3, **GOOD),
        fill(4, 结论="属实", 核对人="钱一"),
        fill(group, GROUPS, **GOOD | {"核对人": "孙二"}),
    )
    before = own.read_bytes()

    done = again(box, out, own)
    assert own.read_bytes() == before
    settled = {
        item.report.package.name: [
            f.decision.by for f in item.report.findings if f.confirmed and f.decision
        ]
        for item in done.batch.counting
        if item.report
    }
    asked = sum(row["单位"] == second for row in rows)
    assert settled == {first: ["赵核对"], second: ["孙二"] * asked}
    assert any(NEW in notice.zh for notice in done.notices)
    assert any("第4行" in note.zh and "没有填日期" in note.zh for note in done.batch.notes)
    page = (out / "index.html").read_text(encoding="utf-8")
    assert f"已核对 {asked + 1} / {len(rows)} 项" in page
    assert "孙二" in page

    new = cells_of(out / NEW, ITEMS)
    assert [row["核对人"] for row in new if row["核对人"]] == ["赵核对", "钱一", *["孙二"] * asked]
    # Staff go on with the new one; the same run again changes nothing.
    held = files(out)
    assert again(box, out, own).judged == 0
    assert files(out) == held


def test_what_staff_filled_in_wrongly_is_told_to_staff_alone(box: Path) -> None:
    out, own = box.parent / "结果", box.parent / "核对结果.yaml"
    unit = run(box, out, SETTINGS).batch.counting[0].name
    own.write_text(
        f"package: {unit}\nrulepack: jilin-2023\nby: 赵核对\non: 2023-07-14\ndecisions:\n"
        "  - {rule: star.merit, entry: star/9, decision: confirmed, why: 已看}\n",
        "utf-8",
    )
    edit(out / LEDGER, fill(4, 结论="属实", 核对人="钱一"))
    done = again(box, out, own, out / LEDGER)
    noted = [note.zh for note in done.batch.notes]
    assert sum("star/9" in note for note in noted) == 1
    assert sum("第4行" in note for note in noted) == 1
    for item in done.batch.counting:
        assert item.report is not None
        handed = (out / item.written["json"]).read_text("utf-8")
        assert "decision." not in handed
        assert f'"warning": {item.report.summary.warning}' in handed
        assert not any(finding.of_the_call for finding in item.report.findings)


def test_a_ledger_that_nobody_gave_is_kept_and_spoken_of(box: Path) -> None:
    out = box.parent / "结果"
    run(box, out, SETTINGS)
    before = edit(out / LEDGER, fill(3, **GOOD)).read_bytes()
    done = run(box, out, replace(SETTINGS, today=date(2023, 7, 21)))
    assert (out / LEDGER).read_bytes() == before
    assert any("这次没有读取" in note.zh for note in done.batch.notes)


def test_an_untouched_ledger_is_written_anew_in_its_place(box: Path) -> None:
    out = box.parent / "结果"
    run(box, out, SETTINGS)
    elsewhere = box.parent / "赵.xlsx"
    elsewhere.write_bytes((out / LEDGER).read_bytes())
    edit(elsewhere, fill(3, **GOOD))
    done = again(box, out, elsewhere)
    assert not (out / NEW).exists()
    assert [row["核对人"] for row in cells_of(out / LEDGER, ITEMS) if row["核对人"]] == ["赵核对"]
    assert not any(LEDGER in notice.zh for notice in done.notices)
