"""The ledger as it comes back from people: what is read of it, and what is said of the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from jlxx_check import PackError
from jlxx_check.decisions.load import Decisions, load_decisions
from jlxx_check.engine.decisions_applied import apply_decisions
from jlxx_check.model.decision import Choice, Decision
from jlxx_check.model.ledger_row import LedgerKey, key_text, read_key
from jlxx_check.model.report import Report
from jlxx_check.reporters.xlsx import to_xlsx
from jlxx_check.text import Lang
from tests.reporters.html.pages import report
from tests.support.ledgers import (
    FIRST,
    GROUPS,
    ITEMS,
    WAIVERS,
    Edit,
    column,
    edit,
    fill,
    ledger,
    put,
    read,
    row_of,
)

TODAY = date(2023, 7, 20)
GOOD = {"结论": "属实", "核对人": "赵核对", "日期": "2023-7-14"}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return ledger(tmp_path_factory.mktemp("ledger") / "x.xlsx", report()).read_bytes()


@pytest.fixture
def blank(tmp_path: Path, written: bytes) -> Path:
    path = tmp_path / "核对台账.xlsx"
    path.write_bytes(written)
    return path


def decided(found: Decisions) -> list[Decision]:
    return [item for file in found.files for item in file.decisions]


def applied(found: Decisions, made: Report | None = None) -> Report:
    return apply_decisions(made or report(), found.files, today=TODAY, several=found.several)


def warned(made: Report) -> list[str]:
    return [item.rule for item in made.findings if item.rule.startswith("decision.")]


def test_an_untouched_ledger_says_nothing(blank: Path) -> None:
    found = read(blank)
    assert (found.files, found.rows, found.troubles()) == ((), (), ())


@pytest.mark.parametrize(
    "day",
    [
        *(
            "2023-7-14",
            "2023/07/14",
            "2023.7.14",
            "2023年7月14日",
            "２０２３－７－１４",
            "20230714",
        ),
        *(date(2023, 7, 14), datetime(2023, 7, 14, 9, 30), 45121),  # noqa: DTZ001
    ],
)
def test_a_day_however_it_is_typed(blank: Path, day: object) -> None:
    (one,) = decided(read(edit(blank, fill(4, **GOOD | {"日期": day}))))
    assert one.on == date(2023, 7, 14)


@pytest.mark.parametrize(
    ("word", "choice"),
    [
        *(("属实", Choice.CONFIRMED), (" 属　实 ", Choice.CONFIRMED), ("符合", Choice.CONFIRMED)),
        *(("√", Choice.CONFIRMED), ("ｃonfirmed", Choice.CONFIRMED), ("有问题", Choice.WRONG)),
        *(("不符合", Choice.WRONG), ("豁免", Choice.WAIVED)),
    ],
)
def test_a_conclusion_in_peoples_words(blank: Path, word: str, choice: Choice) -> None:
    (one,) = decided(read(edit(blank, fill(4, **GOOD | {"结论": word}, 说明="因为"))))
    assert (one.choice, one.by, one.why) == (choice, "赵核对", "因为")


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"结论": "属实"}, "没有填核对人、日期"),
        ({"结论": "属实", "核对人": "赵核对"}, "没有填日期"),
        ({"结论": "属实", "日期": "2023-7-14"}, "没有填核对人"),
        (GOOD | {"结论": "有问题"}, "没有填说明"),
        (GOOD | {"结论": "豁免"}, "没有填说明"),
        (GOOD | {"结论": "差不多"}, "“差不多”不认识"),
        (GOOD | {"日期": "7.14"}, "没有写年"),
        (GOOD | {"日期": "2023-02-30"}, "不是日期"),
        ({"核对人": "赵核对", "日期": "2023-7-14"}, "没有选结论"),
    ],
)
def test_what_lacks_is_told_with_its_row_and_not_used(
    blank: Path, cells: dict[str, object], said: str
) -> None:
    found = read(edit(blank, fill(5, **cells), fill(4, **GOOD)))
    assert len(decided(found)) == 1
    (trouble,) = found.troubles()
    assert f"{ITEMS} 第5行" in trouble.zh
    assert said in trouble.zh
    assert warned(applied(found)) == ["decision.incomplete"]


@pytest.mark.parametrize("cells", [{"核对人": "钱一"}, {"说明": "打电话"}, {"结论": "待查"}])
def test_work_that_is_begun_or_shared_out_is_no_mistake(
    blank: Path, cells: dict[str, object]
) -> None:
    found = read(edit(blank, fill(4, **cells)))
    assert (decided(found), found.troubles(), len(found.rows)) == ([], (), 1)


def turned(book: Workbook) -> None:
    """Every column of the rows sorted the other way."""
    sheet = book[ITEMS]
    rows = list(sheet.iter_rows(min_row=FIRST, values_only=True))
    for number, row in enumerate(reversed(rows), FIRST):
        for place, value in enumerate(row, 1):
            sheet.cell(number, place).value = value


def inserted(book: Workbook) -> None:
    """A row of somebody's own, and a column."""
    sheet = book[ITEMS]
    sheet.insert_rows(4, 2)
    sheet.cell(4, 2).value = "以下由赵核对负责"
    sheet.insert_cols(1)
    sheet.cell(2, 1).value = "分工"


def thinned(book: Workbook) -> None:
    """Only what was filled in is left."""
    sheet = book[ITEMS]
    place = column(sheet, "结论")
    for number in range(sheet.max_row, FIRST - 1, -1):
        if sheet.cell(number, place).value is None:
            sheet.delete_rows(number)


def renamed(book: Workbook) -> None:
    """The sheet has another name, the title is gone, the heading has blanks."""
    sheet = book[ITEMS]
    sheet.title = "我的"
    sheet.delete_rows(1)
    sheet.cell(1, next(c.column for c in sheet[1] if c.value == "核对人")).value = "核 对\n人："


def wide(book: Workbook) -> None:
    """Letters of full width where people type them."""
    sheet = book[ITEMS]
    for row in sheet.iter_rows(min_row=FIRST):
        for cell in row[:8]:
            if isinstance(cell.value, str):
                cell.value = cell.value.replace("1", "１").replace("(", "（")


@pytest.mark.parametrize("change", [turned, inserted, thinned, renamed, wide])
def test_a_row_is_known_wherever_it_went(blank: Path, change: Edit) -> None:
    made = report()
    there = fill(row_of(load_workbook(blank)[ITEMS], "李秀英", "无不良行为记录"), **GOOD)
    found = read(edit(blank, there, change))
    assert found.troubles() == ()
    done = applied(found, made)
    (one,) = [item for item in done.findings if item.confirmed]
    assert (one.rule, one.entry, one.decision and one.decision.by) == (
        "star.conduct",
        "star/2",
        "赵核对",
    )
    assert warned(done) == []


def cut(book: Workbook) -> None:
    sheet = book[ITEMS]
    cell = sheet.cell(4, column(sheet, "识别码"))
    cell.value = str(cell.value)[:-1]


def filled_on(book: Workbook) -> None:
    """As a program does where a cell is pulled down over the next."""
    sheet = book[ITEMS]
    place = column(sheet, "识别码")
    sheet.cell(4, place).value = f"{str(sheet.cell(3, place).value)[:-1]}9"


def emptied(book: Workbook) -> None:
    sheet = book[ITEMS]
    sheet.cell(4, column(sheet, "识别码")).value = None


def half_sorted(book: Workbook) -> None:
    """Names moved, keys left where they were."""
    sheet = book[ITEMS]
    place = column(sheet, "核对事项")
    above, below = sheet.cell(3, place), sheet.cell(4, place)
    above.value, below.value = below.value, above.value


def without_keys(book: Workbook) -> None:
    sheet = book[ITEMS]
    sheet.delete_cols(column(sheet, "识别码"))


@pytest.mark.parametrize("change", [cut, filled_on, emptied, half_sorted, without_keys])
def test_a_row_that_tells_no_item_is_told_and_used_for_none(blank: Path, change: Edit) -> None:
    found = read(edit(blank, fill(4, **GOOD), change))
    assert decided(found) == []
    (trouble,) = found.troubles()
    assert "第4行" in trouble.zh
    assert "识别码" in trouble.zh


def test_a_name_in_the_first_row_of_a_merged_block_is_of_all(blank: Path) -> None:
    def block(book: Workbook) -> None:
        sheet = book[ITEMS]
        for row in (3, 4, 5):
            put(sheet, row, 结论="属实")
        for title, value in (("核对人", "赵核对"), ("日期", date(2023, 7, 14))):
            put(sheet, 3, **{title: value})
            place = column(sheet, title)
            sheet.merge_cells(start_row=3, end_row=5, start_column=place, end_column=place)

    found = read(edit(blank, block))
    assert [(item.by, item.on) for item in decided(found)] == [("赵核对", date(2023, 7, 14))] * 3


def test_a_group_speaks_for_the_rows_that_say_nothing(tmp_path: Path) -> None:
    path = ledger(tmp_path / "台账.xlsx", report(), report(unit="吉林市教育局"))
    groups, items = load_workbook(path)[GROUPS], load_workbook(path)[ITEMS]
    rule = row_of(groups, "长春市教育局", "无不良行为记录")
    own = row_of(items, "长春市教育局", "李秀英", "无不良行为记录")
    wrong = GOOD | {"结论": "有问题", "核对人": "钱一", "说明": "有处分"}
    found = read(edit(path, fill(rule, GROUPS, **GOOD), fill(own, **wrong)), several=True)
    said = {(item.name, item.choice, item.by) for item in decided(found)}
    assert said == {("王建国", Choice.CONFIRMED, "赵核对"), ("李秀英", Choice.WRONG, "钱一")}
    assert {file.package for file in found.files} == {"长春市教育局"}


def test_a_group_of_a_whole_unit_leaves_what_was_found_alone(tmp_path: Path) -> None:
    path = ledger(tmp_path / "台账.xlsx", report())
    whole = row_of(load_workbook(path)[GROUPS], "（全部人工核对项）")
    done = applied(read(edit(path, fill(whole, GROUPS, **GOOD))))
    assert done.summary.review == 0
    assert done.summary.waived == 0
    assert done.summary.error == report().summary.error
    assert warned(done) == []


def test_a_group_is_not_for_what_comes_later(tmp_path: Path) -> None:
    path = ledger(tmp_path / "台账.xlsx", report("王建国"))
    whole = row_of(load_workbook(path)[GROUPS], "（全部人工核对项）")
    found = read(edit(path, fill(whole, GROUPS, **GOOD)))
    later = applied(found, report("王建国", "李秀英"))
    assert {
        item.entry for item in later.findings if item.level == "review" and not item.decision
    } == {"star/2"}


@pytest.mark.parametrize("cells", [{"结论": "属实"}, GOOD | {"结论": "好像行"}])
def test_a_group_that_is_not_filled_in_wholly_is_told(
    tmp_path: Path, cells: dict[str, object]
) -> None:
    path = ledger(tmp_path / "台账.xlsx", report())
    found = read(edit(path, fill(FIRST, GROUPS, **cells)))
    assert decided(found) == []
    assert f"{GROUPS} 第3行" in found.troubles()[0].zh


def test_what_was_found_is_waived_in_its_own_sheet(tmp_path: Path) -> None:
    path = ledger(tmp_path / "台账.xlsx", report())
    waived = GOOD | {"结论": "豁免", "说明": "老照片"}
    done = applied(read(edit(path, fill(FIRST, WAIVERS, **waived))))
    assert done.summary.waived == 1
    found = read(edit(path, fill(FIRST, WAIVERS, **waived | {"结论": "属实"})))
    assert "请选“豁免”" in found.troubles()[0].zh


def test_two_ledgers_that_agree_and_two_that_do_not(tmp_path: Path) -> None:
    first = edit(ledger(tmp_path / "赵.xlsx", report()), fill(4, **GOOD), fill(5, **GOOD))
    other = GOOD | {"核对人": "钱一", "日期": "2023-7-15", "说明": "没有公示"}
    second = edit(
        ledger(tmp_path / "钱.xlsx", report()),
        fill(4, **other | {"结论": "有问题"}),
        fill(5, **other),
        fill(6, **other),
    )
    done = applied(read(first, second))
    settled = [item.decision.by for item in done.findings if item.decision]
    assert sorted(settled) == ["赵核对", "钱一"]
    told = [item for item in done.findings if item.rule == "decision.contradicted"]
    assert [item.where for item in told] == [f"赵.xlsx {ITEMS} 第4行", f"钱.xlsx {ITEMS} 第4行"]
    assert not any(item.objection for item in done.findings)


def test_a_copied_row_says_the_same_once(blank: Path) -> None:
    def copied(book: Workbook) -> None:
        sheet = book[ITEMS]
        sheet.append([cell.value for cell in sheet[4]])

    found = read(edit(blank, fill(4, **GOOD), copied))
    assert len(decided(found)) == 1
    assert warned(applied(found)) == []


def test_a_formula_is_no_conclusion(blank: Path) -> None:
    found = read(edit(blank, fill(4, **GOOD | {"核对人": '=HYPERLINK("http://x","赵")'})))
    assert decided(found) == []
    assert "没有填核对人" in found.troubles()[0].zh


def test_a_ledger_of_many_given_for_one_of_them(tmp_path: Path) -> None:
    path = ledger(tmp_path / "台账.xlsx", report(unit="吉林市教育局"), report())
    own = row_of(load_workbook(path)[ITEMS], "长春市教育局")
    found = read(edit(path, fill(FIRST, **GOOD), fill(own, **GOOD)))
    done = applied(found)
    assert done.confirmed == 1
    assert warned(done) == []


def test_the_checklist_of_a_reports_workbook_is_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "报告.xlsx"
    path.write_bytes(to_xlsx(report(), Lang.ZH))

    def concluded(book: Workbook) -> None:
        sheet = book["人工核对"]
        heads = {cell.value: cell.column for cell in sheet[1]}
        for title, value in {"核对结果": "属实", "核对人": "赵", "核对日期": "2023-7-14"}.items():
            sheet.cell(2, heads[title]).value = value

    found = read(edit(path, concluded))
    assert found.troubles() == ()
    assert applied(found).confirmed == 1


def test_an_english_ledger_is_read_alike(tmp_path: Path) -> None:
    path = ledger(tmp_path / "ledger.xlsx", report(), lang=Lang.EN)
    cells = {"conclusion": "confirmed", "by whom": "Zhao", "on which day": "2023-07-14"}
    (one,) = decided(read(edit(path, fill(4, "Items", **cells))))
    assert (one.choice, one.why) == (Choice.CONFIRMED, "Looked at by a person: complies.")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04 no zip", "cannot be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "cannot be read"),
    ],
)
def test_a_workbook_that_is_none(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "核对台账.xlsx"
    path.write_bytes(data)
    with pytest.raises(PackError, match=said):
        read(path)


def test_another_workbook_is_no_ledger(tmp_path: Path) -> None:
    path = tmp_path / "总览.xlsx"
    Workbook().save(path)
    with pytest.raises(PackError, match="is no ledger"):
        read(path)


def test_a_ledger_of_another_notice_is_said_once(blank: Path) -> None:
    path = edit(blank, fill(4, **GOOD))
    with pytest.raises(PackError, match="jilin-2023") as caught:
        load_decisions([path], rulepack="aku-2026", packages=(), several=False)
    assert len(caught.value.problems) == 1


_TEXTS = st.text(max_size=12)


@given(st.tuples(_TEXTS, _TEXTS, _TEXTS, _TEXTS), st.none() | _TEXTS, st.booleans())
def test_a_key_comes_back_as_it_was(
    words: tuple[str, str, str, str], entry: str | None, asked: bool
) -> None:
    pack, package, rule, evidence = words
    key = LedgerKey(pack, package, rule, entry, entry, None, None, evidence, None, asked, "x")
    text = key_text(key)
    assert read_key(text) == key
    row = replace(key, about=package)
    assert read_key(key_text(row)) == row
    assert read_key(text[:-1]) is None
    assert text.isascii()


def test_a_key_of_a_ledger_that_names_no_rows_is_read() -> None:
    held = (
        "WyJwIiwi5p+Q5Y2V5L2NIiwiYS5iIixudWxsLG51bGwsInIueGxzeCIsIlMhQTkiLCJlIixudWxs"
        "LHRydWUsIngiLFtdXQ=="
    )
    key = LedgerKey("p", "某单位", "a.b", None, None, "r.xlsx", "S!A9", "e", None, True, "x")
    assert read_key(f"K1:{held}:dcb46c13") == key


@given(st.text(max_size=40))
def test_what_is_no_key_is_none(text: str) -> None:
    assert read_key(text) is None
    assert read_key(f"K1:{text}") is None
