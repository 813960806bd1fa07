"""The ledger as it is written: what stands in it, and what goes on from an earlier one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from jlxx_check.engine.decisions_applied import apply_decisions
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding, Report
from jlxx_check.reporters.ledger import LedgerPart, items_of, progress_of, to_ledger
from jlxx_check.text import Lang, Text
from tests.reporters.html.pages import HOSTILE, report
from tests.support.ledgers import (
    FIRST,
    GROUPS,
    ITEMS,
    WAIVERS,
    cells_of,
    column,
    edit,
    fill,
    ledger,
    read,
)

TODAY = date(2023, 7, 20)
DAY = datetime(2023, 7, 14)  # noqa: DTZ001
GOOD = {"结论": "属实", "核对人": "赵核对", "日期": "2023-7-14"}


def later(path: Path, made: Report, folder: Path) -> Path:
    """The ledger of the next run, which was given this one."""
    found = read(path)
    done = apply_decisions(made, found.files, today=TODAY)
    return ledger(folder / "核对台账（新）.xlsx", done, rows=found.rows)


def filled(rows: list[dict[str, object]]) -> list[tuple[object, ...]]:
    titles = ("结论", "核对人", "日期", "说明")
    return [said for row in rows if any(said := tuple(row[title] for title in titles))]


def test_every_item_has_a_row_and_room_to_conclude(tmp_path: Path) -> None:
    made = report()
    path = ledger(tmp_path / "台账.xlsx", made)
    book = load_workbook(path)
    assert book.sheetnames == ["核对进度", ITEMS, GROUPS, WAIVERS]
    asked = [item for item in made.findings if item.level is Level.REVIEW]
    rows = cells_of(path, ITEMS)
    assert {row["核对什么"] for row in rows} >= {item.message.zh for item in asked}
    assert {row["单位"] for row in rows} == {"长春市教育局"}
    found = [fact for item in made.findings for fact in item.apart]
    mended = [item for item in found if item.level in (Level.ERROR, Level.WARNING)]
    assert len(cells_of(path, WAIVERS)) == len(mended)
    for name, words in ((ITEMS, "属实,有问题,待查"), (WAIVERS, "豁免,待查")):
        sheet = book[name]
        offers = {str(one.sqref): one for one in sheet.data_validations.dataValidation}
        kinds = {one.type: one for one in offers.values()}
        assert kinds["list"].formula1 == f'"{words}"'
        assert kinds["date"].operator == "between"
        assert sheet.freeze_panes.endswith("3")
        assert sheet.print_title_rows == "$1:$2"
        key = sheet.cell(2, column(sheet, "识别码")).column_letter
        assert sheet.column_dimensions[key].hidden


def test_personal_numbers_are_masked_and_hostile_names_are_text() -> None:
    made = report(HOSTILE, unit=HOSTILE)
    data = to_ledger([LedgerPart(made, "../收件/某")], Lang.ZH, (), HOSTILE)
    assert b"220104197209159030" not in data
    assert data == to_ledger([LedgerPart(made, "../收件/某")], Lang.ZH, (), HOSTILE)


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "-1", HOSTILE])
def test_no_cell_is_a_formula(tmp_path: Path, name: str) -> None:
    path = ledger(tmp_path / "台账.xlsx", report(name, unit=name))
    for sheet in load_workbook(path):
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
    found = read(edit(path, fill(FIRST, **GOOD)))
    assert (found.troubles(), len(found.files[0].decisions)) == ((), 1)


def test_what_was_filled_in_goes_on_into_the_next(tmp_path: Path) -> None:
    made = report()
    path = edit(
        ledger(tmp_path / "台账.xlsx", made),
        fill(3, **GOOD, 说明="看过"),
        fill(4, **GOOD | {"结论": "有问题", "说明": "没有公示"}),
        fill(5, 结论="待查", 核对人="钱一", 说明="再问"),
        fill(6, 结论="属实", 核对人="钱一"),
        fill(7, 核对人="孙二"),
        fill(FIRST, WAIVERS, **GOOD | {"结论": "豁免", "说明": "老照片"}),
    )
    new = later(path, made, tmp_path)
    rows = cells_of(new, ITEMS)
    assert filled(rows) == [
        ("属实", "赵核对", DAY, "看过"),
        ("有问题", "赵核对", DAY, "没有公示"),
        ("待查", "钱一", None, "再问"),
        ("属实", "钱一", None, None),
        (None, "孙二", None, None),
    ]
    assert [row["提示"] for row in rows if row["提示"]] == ["没有填日期"]
    assert ("豁免", "赵核对", DAY, "老照片") in filled(cells_of(new, WAIVERS))
    (head,) = [str(cell.value) for cell in load_workbook(new)["核对进度"]["A2"].parent["A2:A2"][0]]
    assert head.startswith(f"已核对 2 / {len(rows)} 项，其中有问题 1 项；全部")
    # Read again it says the same.
    assert cells_of(later(new, made, tmp_path), ITEMS) == rows


def test_what_has_changed_since_has_to_be_looked_at_again(tmp_path: Path) -> None:
    made = report()
    path = ledger(tmp_path / "台账.xlsx", made)
    shown = cells_of(path, ITEMS)
    photo = next(n for n, row in enumerate(shown, FIRST) if "证件照" in str(row["核对什么"]))
    conduct = next(n for n, row in enumerate(shown, FIRST) if "无不良" in str(row["核对什么"]))
    edit(path, fill(photo, **GOOD), fill(conduct, **GOOD))
    changed = tuple(
        replace(item, observed=Text("300×400像素", "300×400"))
        if item.rule == "star.id-photo-bareheaded"
        else item
        for item in made.findings
    )
    found = read(path)
    done = apply_decisions(replace(made, findings=changed), found.files, today=TODAY)
    told = [item for item in done.findings if item.rule.startswith("decision.")]
    assert [item.rule for item in told] == ["decision.outdated"]
    assert f"第{photo}行" in str(told[0].where)
    rows = cells_of(ledger(tmp_path / "新.xlsx", done, rows=found.rows), ITEMS)
    assert filled(rows) == [("属实", "赵核对", DAY, None)]
    (hint,) = [str(row["提示"]) for row in rows if row["提示"]]
    assert hint.startswith("上次：属实（赵核对，2023-07-14）")


BARE = Finding(
    "register.matches-entries",
    Level.ERROR,
    Text("第9行的“雪乡书屋”没有对应的材料。", "“雪乡书屋”, row 9, has no material."),
    file="登记表.xlsx",
    where="登记表!A9",
    about="雪乡书屋",
    digest="sha256:" + "a" * 64,
)


def _of(name: str, line: int) -> Finding:
    """The same of another row of a register that was handed in anew."""
    said = Text(*(f"{line} “{name}”" for _ in range(2)))
    where, digest = f"登记表!A{line}", "sha256:" + "b" * 64
    return replace(BARE, about=name, message=said, where=where, digest=digest)


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ((_of("冰雪课堂", 9), _of("雪乡书屋", 10)), [None, "上次：豁免"]),  # inserted above
        ((_of("雪乡书屋", 8),), ["上次：豁免"]),  # deleted above
        ((_of("雪乡书屋", 9),), ["上次：豁免"]),
        ((_of("冰雪课堂", 9),), [None]),  # replaced
        ((_of("雪香书屋", 9),), [None]),
        ((BARE,), [None]),  # as it was: the waiver holds
    ],
)
@pytest.mark.parametrize("begun", [False, True])
def test_what_was_said_of_a_row_goes_where_the_row_goes(
    now: tuple[Finding, ...], told: list[str | None], begun: bool, tmp_path: Path
) -> None:
    made = replace(report(), findings=(BARE,), not_judged=())
    said = {"结论": "豁免", "核对人": "赵核对", "说明": "下月补"}
    said |= {} if begun else {"日期": "2023-7-14"}
    path = edit(ledger(tmp_path / "台账.xlsx", made), fill(FIRST, WAIVERS, **said))
    new = later(path, replace(made, findings=now), tmp_path)
    rows = cells_of(new, WAIVERS)
    names = [item.about for item in now]
    mine = [name == "雪乡书屋" for name in names]
    if begun or now == (BARE,):  # begun work goes on with its row, and with no other
        assert [row["说明"] == "下月补" for row in rows] == mine
    else:
        hints = [str(row["提示"])[:5] if row["提示"] else None for row in rows]
        assert hints == told
        assert not filled(rows)


def test_what_is_no_longer_asked_is_kept_for_the_record(tmp_path: Path) -> None:
    path = ledger(tmp_path / "台账.xlsx", report())
    last = next(
        number for number, row in enumerate(cells_of(path, ITEMS), FIRST) if row["对象"] == "李秀英"
    )
    new = later(edit(path, fill(last, **GOOD)), report("王建国"), tmp_path)
    (kept,) = cells_of(new, "没有用上的结论")
    assert (kept["对象"], kept["当时的结论"], kept["当时的核对人"]) == ("李秀英", "属实", "赵核对")
    assert read(new).rows == ()  # kept, not read


def test_progress_by_unit_and_by_person(tmp_path: Path) -> None:
    made = report()
    path = edit(ledger(tmp_path / "台账.xlsx", made), fill(3, **GOOD), fill(4, **GOOD))
    done = apply_decisions(made, read(path).files, today=TODAY)
    found = progress_of(items_of(done, Lang.ZH))
    assert (found.total.done, found.total.wrong) == (2, 0)
    # What the ledger counts more than the reports' 人工核对 is said, so that both add up.
    whole = progress_of(items_of(made, Lang.ZH)).total
    reviews = sum(item.level is Level.REVIEW for item in made.findings)
    assert whole.every - whole.unjudged == reviews
    assert f"人工核对 {reviews} 项，没有结论 {whole.unjudged} 项" in found.line.zh
    assert [(name, one.done) for name, one in found.people] == [("赵核对", 2)]
    assert [(name, one.open) for name, one in found.units] == [
        ("长春市教育局", found.total.every - 2)
    ]
