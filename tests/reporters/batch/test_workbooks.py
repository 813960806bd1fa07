"""What is particular to the two workbooks of a batch."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from functools import cache

import openpyxl
import pytest

from jlxx_check.app import load_pack
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Row, Value
from jlxx_check.model.text import Lang
from jlxx_check.reporters.batch import to_master, to_overview
from tests.support.batches import large_batch, sample_batch, sample_lines
from tests.support.read_back import workbook

SHEETS = ["各单位", "问题清单", "全部材料", "跨单位问题", "规则统计", "未报送单位"]


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
        *("Units", "Findings", "Entries", "Across packages", "Rules", "Missing")
    ]


@pytest.mark.parametrize("book", [overview, master])
def test_every_sheet_is_set_up(book: object) -> None:
    made = overview() if book is overview else master()
    for sheet in made.worksheets:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
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
        *("推介单位", *fields, "特别推介", "检查结论", "检查报告", "出处")
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
    *rows, total, silent = units
    assert list(dict.fromkeys(rows)) == ["长春市教育局", "吉林市教育局", "延边朝鲜族自治州教育局"]
    assert len(rows) == 24
    assert total == "合计：3 个单位，24 项，其中特别推介 3 项。"
    assert silent == "报送了材料、但没有读到登记表的单位：白城市教育局。"


def test_master_says_which_rows_are_in_question_across_packages() -> None:
    said = set(column(master(), "百姓学习之星", "检查结论"))
    assert said - {None} == {"符合要求，跨单位问题 1", "不符合要求，跨单位问题 1", "符合要求"}


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
    assert str(column(book, "百姓学习之星", "推介单位")[1]).startswith("合计：1 个单位，1 项")


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
