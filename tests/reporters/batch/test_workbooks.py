"""What is particular to the two workbooks of a batch."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from functools import cache

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from jlxx_check.api import load_pack
from jlxx_check.model.decision import Choice, Decision
from jlxx_check.model.outcome import Level
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Row, Value
from jlxx_check.model.report import Finding
from jlxx_check.reporters.batch import to_master, to_overview
from jlxx_check.reporters.batch.entry_results import EntryResults
from jlxx_check.reporters.xlsx.sheet import GREEN, RED, YELLOW
from jlxx_check.text import Lang, same
from tests.support.batches import large_batch, sample_batch, sample_lines
from tests.support.read_back import workbook

SHEETS = ["各单位", "问题清单", "全部材料", "跨单位问题", "规则统计", "未报送单位", "轮次"]


@cache
def pack() -> Pack:
    return load_pack().pack


@cache
def master(lang: Lang = Lang.ZH) -> openpyxl.Workbook:
    return workbook(to_master(sample_batch(), sample_lines(), pack(), lang))


@cache
def overview() -> openpyxl.Workbook:
    return workbook(to_overview(sample_batch(), Lang.ZH))


def heads(book: openpyxl.Workbook, sheet: str) -> list[str]:
    return [cell.value for cell in book[sheet][2]]


def column(book: openpyxl.Workbook, sheet: str, name: str) -> list[object]:
    at = heads(book, sheet).index(name)
    return [row[at].value for row in book[sheet].iter_rows(min_row=3)]


def test_sheets() -> None:
    assert overview().sheetnames == SHEETS
    assert master().sheetnames == ["百姓学习之星", "终身学习品牌项目"]
    english = workbook(to_overview(sample_batch(), Lang.EN))
    assert english.sheetnames == [
        *("Units", "Findings", "Entries", "Across packages", "Rules", "Missing", "Rounds")
    ]


@pytest.mark.parametrize("book", [overview, master])
def test_every_sheet_is_set_up(book: object) -> None:
    made = overview() if book is overview else master()
    for sheet in made.worksheets:
        paper = 9 if book is overview else 8  # A4; the widest one needs A3
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (paper, "landscape")
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows == "$1:$2"
        assert sheet.freeze_panes.endswith("3")
        assert sheet.auto_filter.ref.startswith("A2:")
        assert sheet.oddFooter.right.text == "&P / &N"
        assert all(item.width for item in sheet.column_dimensions.values())
        assert all(cell.alignment.wrap_text for cell in sheet[2])


def test_units_link_to_their_reports() -> None:
    sheet = overview()["各单位"]
    links = {cell.hyperlink.target for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    paths = {path for one in sample_batch().deliveries for path in one.written.values()}
    assert links == {path.replace(" ", "%20") for path in paths}


def test_units_older_deliveries_and_missing_units_have_a_row_each() -> None:
    assert column(overview(), "各单位", "结论") == [
        *("不符合要求", "已有新材料", "符合要求", "未能打开", "符合要求"),
        *("未报送", "未报送", "未报送"),
    ]
    assert column(overview(), "各单位", "序号") == [1, None, 2, 3, 4, 5, 6, 7]
    assert column(overview(), "各单位", "跨单位") == [2, None, 1, None, 1, *[None] * 3]
    assert column(overview(), "各单位", "是否按时")[0] == "逾期"
    assert column(overview(), "未报送单位", "单位") == list(sample_batch().missing_units)


def test_rounds_list_every_item_under_its_number() -> None:
    units, states = column(overview(), "轮次", "单位"), column(overview(), "轮次", "情况")
    numbers = column(overview(), "轮次", "编号")
    again = [
        (state, number)
        for unit, state, number in zip(units, states, numbers, strict=True)
        if unit == "吉林市教育局"
    ]
    assert again[-1] == ("已改", 1)
    assert [state for state, _ in again].count("新增") == 1
    assert {state for unit, state in zip(units, states, strict=True) if unit != "吉林市教育局"} <= {
        "待补正"
    }
    told = [text for text in column(overview(), "各单位", "轮次") if text]
    assert any(str(text).startswith("第2轮：已改 1，仍有") for text in told)


def test_across_names_both_sides() -> None:
    assert column(overview(), "跨单位问题", "涉及单位") == [
        "长春市教育局、吉林市教育局",
        "延边朝鲜族自治州教育局、吉林市教育局",
    ]


def test_no_part_has_a_date() -> None:
    for data in (
        to_overview(sample_batch(), Lang.ZH),
        to_master(sample_batch(), sample_lines(), pack(), Lang.ZH),
    ):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            assert {item.date_time for item in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_many_packages_have_a_row_for_each_finding() -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(to_overview(large_batch(40, 50), Lang.ZH)), read_only=True
    )
    unjudged = len(large_batch(1).deliveries[0].report.not_judged)  # type: ignore[union-attr]
    rows = sum(1 for _ in book["问题清单"].iter_rows(min_row=3))
    book.close()
    assert rows == 40 * (50 + unjudged)


@pytest.mark.parametrize("kind", ["star", "project"])
def test_master_has_the_notice_s_columns_with_the_sender_in_front(kind: str) -> None:
    sheet = pack().kinds[kind].title.zh
    fields = [name for name in pack().registers[kind].fields if name != "推介单位"]
    assert heads(master(), sheet) == [
        *("总序号", "推介单位", *fields, "特别推介", "检查结果", "检查报告", "出处")
    ]


@pytest.mark.parametrize("kind", ["star", "project"])
def test_master_has_every_row_as_it_was_written(kind: str) -> None:
    title = pack().kinds[kind].title.zh
    names = heads(master(), title)
    lines = [line for line in sample_lines() if line.kind == kind]
    written = [
        {str(cell.value) for cell in row if cell.value is not None}
        for row in master()[title].iter_rows(min_row=3, max_row=2 + len(lines))
    ]
    wanted = [{value.text for value in line.row.values.values() if value.text} for line in lines]
    for values in wanted:
        assert any(values <= row for row in written), values
    for name in ("联系电话", "序号"):
        at = names.index(name)
        for row in master()[title].iter_rows(min_row=3, max_row=2 + len(lines)):
            assert row[at].value is None or isinstance(row[at].value, str)


def test_master_says_what_it_holds_on_every_page() -> None:
    for sheet in master().worksheets:
        assert "仅供工作人员内部使用" in sheet["A1"].value
        assert "仅供工作人员内部使用" in sheet.oddFooter.left.text
    for sheet in master(Lang.EN).worksheets:
        assert "in full" in sheet["A1"].value


def test_master_groups_rows_by_unit_in_the_pack_s_order_and_ends_with_a_total() -> None:
    units = [str(name) for name in column(master(), "百姓学习之星", "推介单位")]
    rows = units[:24]
    total, silent = column(master(), "百姓学习之星", "总序号")[24:]
    assert list(dict.fromkeys(rows)) == ["长春市教育局", "吉林市教育局", "延边朝鲜族自治州教育局"]
    assert len(rows) == 24
    assert total == "合计：3 个单位，24 项，其中特别推介 3 项。"
    assert silent == "报送了材料、但没有读到登记表的单位：白城市教育局。"


def test_master_says_of_each_row_what_its_own_entry_came_to() -> None:
    units = column(master(), "百姓学习之星", "推介单位")
    said = column(master(), "百姓学习之星", "检查结果")
    by_unit: dict[object, list[object]] = {}
    for unit, result in zip(units, said, strict=True):
        by_unit.setdefault(unit, []).append(result)
    # One of a complying package is also put forward by another; the others are fine.
    assert by_unit["长春市教育局"][0] == "跨单位问题 1"
    assert set(by_unit["长春市教育局"][1:]) == {"符合"}
    # A package that does not comply has an entry with nothing but a warning.
    mistakes = by_unit["吉林市教育局"]
    assert "请核实 1 处" in mistakes
    assert "需补正 1 处" in mistakes
    assert any("跨单位问题 1" in str(result) for result in mistakes)


def test_master_tells_what_is_to_be_checked_and_what_a_reviewer_objected_to() -> None:
    batch = sample_batch()
    item = next(one for one in batch.counting if one.report and one.report.package.files)
    assert item.report is not None
    entries = [entry.id for entry in item.report.entries if entry.of is None][:3]
    wrong = Decision("star.conduct", None, Choice.WRONG, "赵", date(2023, 7, 13), "像两个人")
    soft = Finding("star.conduct", Level.WARNING, same("请核实"), entries[0])
    objected = Finding("star.conduct", Level.REVIEW, same("核对"), entries[1], objection=wrong)
    settled = replace(soft, entry=entries[2], decision=replace(wrong, choice=Choice.WAIVED))
    made = replace(item.report, findings=(soft, objected, settled), not_judged=())
    own = replace(item, report=made)
    results = EntryResults(replace(batch, deliveries=(own,), across=()))
    line = replace(sample_lines()[0], package=item.path)
    said = [results.of(own, replace(line, entry=entry)) for entry in entries]
    assert [one.text.zh for one in said] == ["请核实 1 处", "人工核对有问题", "符合"]
    assert [one.fill for one in said] == [YELLOW, RED, GREEN]


def test_master_numbers_the_rows_of_the_province() -> None:
    assert column(master(), "百姓学习之星", "总序号")[:24] == list(range(1, 25))


def test_master_has_columns_for_scores() -> None:
    book = workbook(to_master(sample_batch(), sample_lines(), pack(), Lang.ZH, ("评委1", "平均")))
    for sheet in book.worksheets:
        names = heads(book, sheet.title)
        assert names[-4:-2] == ["评委1", "平均"]
        assert sheet.page_setup.paperSize == 8, "A3"
        assert get_column_letter(len(names) - 2) in str(sheet.print_area)
    assert set(column(book, "百姓学习之星", "评委1")[:24]) == {None}


@pytest.mark.parametrize(
    ("cells", "filled", "shown", "slanted"),
    [
        ({}, {"身份证号": "220104197209159030"}, "220104197209159030", True),
        ({"身份证号": "2201"}, {}, "2201", False),
        ({}, {}, None, False),
    ],
)
def test_master_fills_from_the_form_what_the_register_lacks(
    cells: dict[str, str], filled: dict[str, str], shown: str | None, slanted: bool
) -> None:
    row = _row({"姓名": "甲", **cells})
    line = replace(sample_lines()[0], package="长春市教育局", row=row, filled=filled)
    book = workbook(to_master(sample_batch(), (line,), pack(), Lang.ZH))
    sheet = book["百姓学习之星"]
    cell = sheet.cell(3, 1 + heads(book, sheet.title).index("身份证号"))
    assert (cell.value, bool(cell.font.italic)) == (shown, slanted)
    assert "斜体" in str(sheet["A1"].value)


@pytest.mark.parametrize(
    ("cells", "filled", "age"),
    [
        ({"出生年月": "1972年9月"}, {}, "50"),
        ({"出生年月": "1972年6月"}, {}, "51"),
        ({}, {"出生年月": "1972.09"}, "50"),
        ({"出生年月": "1972年7月"}, {}, "50或51"),  # before the last day or after it
        ({"出生年月": "不详"}, {}, None),
        ({"年龄": "五十", "出生年月": "1972年9月"}, {}, "五十"),
    ],
)
def test_master_tells_the_age_on_the_last_day(
    cells: dict[str, str], filled: dict[str, str], age: str | None
) -> None:
    line = replace(sample_lines()[0], package="长春市教育局", row=_row(cells), filled=filled)
    book = workbook(to_master(sample_batch(), (line,), pack(), Lang.ZH))
    assert column(book, "百姓学习之星", "年龄")[0] == age


def _row(cells: dict[str, str]) -> Row:
    values = {label: Value(label, text, "Sheet1!A3") for label, text in cells.items()}
    return Row("r.xlsx", 1, "甲", "", None, values, "Sheet1!A3")


def test_master_keeps_long_numbers_as_text_and_leaves_out_what_is_superseded() -> None:
    cells = {"姓名": "甲", "身份证号": "220104197209159030", "联系电话": "0431-8890 5678\n转 3"}
    values = {label: Value(label, text, "Sheet1!A3") for label, text in cells.items()}
    row = Row("r.xlsx", 1, "甲", "", None, values, "Sheet1!A3")
    line = replace(sample_lines()[0], package="长春市教育局", row=row)
    old = replace(line, package="吉林市教育局 7月5日.zip", row=replace(row, name="旧"))
    book = workbook(to_master(sample_batch(), (line, old), pack(), Lang.ZH))
    assert column(book, "百姓学习之星", "身份证号") == ["220104197209159030", None, None]
    (phone, *_) = column(book, "百姓学习之星", "联系电话")
    assert phone == "0431-8890 5678\n转 3"
    assert str(column(book, "百姓学习之星", "总序号")[1]).startswith("合计：1 个单位，1 项")


def test_master_claims_numbers_only_where_there_are_any() -> None:
    values = {"姓名": Value("姓名", "甲", "Sheet1!A3")}
    row = Row("r.xlsx", 1, "甲", "", None, values, "Sheet1!A3")
    line = replace(sample_lines()[0], package="长春市教育局", row=row)
    book = workbook(to_master(sample_batch(), (line,), pack(), Lang.ZH))
    for sheet in book.worksheets:
        assert str(sheet["A1"].value).endswith("仅供工作人员内部使用，请勿外传")
        assert "身份证号" not in str(sheet["A1"].value)


def test_master_of_nothing_still_has_its_sheets() -> None:
    book = workbook(to_master(sample_batch(), (), pack(), Lang.ZH))
    assert [sheet["A4"].value for sheet in book.worksheets] == [
        "合计：0 个单位，0 项，其中特别推介 0 项。"
    ] * 2
