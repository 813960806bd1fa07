"""What a plan says of each file: where it goes, under which number, and why it is left out."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import openpyxl
import pytest

from jlxx_check.model.mend_plan import MendVerb
from tests.support import pictures
from tests.unit.repair.phone import form, put
from tests.unit.repair.test_repairing import mended


@pytest.mark.parametrize(
    ("numbers", "folders", "said"),
    [
        ((2, 3, 1), {"02林晓禾", "03赵岩松", "01苏月桂"}, False),
        ((1, 3, 3), {"林晓禾", "赵岩松", "苏月桂"}, True),  # who is second is not settled
        (("", "", ""), {"01林晓禾", "02赵岩松", "03苏月桂"}, False),  # the rows as they stand
    ],
)
def test_folders_bear_the_numbers_of_the_register(
    numbers: tuple[object, ...], folders: set[str], said: bool, tmp_path: Path
) -> None:
    names = ("林晓禾", "赵岩松", "苏月桂")
    package = put(tmp_path / "材料", {f"{name}/推介表.docx": form(name) for name in names})
    book = openpyxl.Workbook()
    book.active.append(["序号", "姓名", "工作单位及职务", "联系电话", "备注"])
    for number, name in zip(numbers, names, strict=True):
        book.active.append([number, name, "某厂职工", "13800000001", ""])
    book.save(package / "百姓学习之星推介登记表.xlsx")
    plan = mended(package, None).plan
    forms = {step.to.split("/")[1] for step in plan.steps if step.to and "推介表" in step.to}
    assert forms == folders
    assert any("排名还定不下来" in note.zh for note in plan.notes) == said


@pytest.mark.parametrize(
    ("name", "to", "said"),
    [
        ("林晓禾/推介表.docx", "百姓学习之星/01林晓禾/百姓学习之星推介表.docx", "改名归位"),
        ("推介表.docx", "百姓学习之星/01林晓禾/百姓学习之星推介表.docx", "改名归位"),
        ("林晓禾/百姓学习之星推介表.docx", None, "归位"),
        # Named and filed well, but for what tells it from others that are not there.
        ("百姓学习之星/01林晓禾/推介表最终版(2).docx", None, "改名"),
        ("百姓学习之星/01林晓禾/推介表 - 副本.docx", None, "改名"),
        ("百姓学习之星/01林晓禾/推介表.docx", "百姓学习之星/01林晓禾/推介表.docx", "原样复制"),
    ],
)
@pytest.mark.parametrize(
    ("register", "is_kept"),
    [
        ("百姓学习之星登记表(终稿).xlsx", False),
        ("百姓学习之星登记表（1）.xlsx", False),
        ("百姓学习之星登记表.xlsx", True),
        ("样例市百姓学习之星登记表20230628.xlsx", True),
    ],
)
def test_a_name_is_kept_that_says_what_the_file_is_and_no_more(
    name: str, to: str | None, said: str, register: str, is_kept: bool, tmp_path: Path
) -> None:
    package = put(tmp_path / "材料", {name: form("林晓禾")})
    book = openpyxl.Workbook()
    for row in (_COLUMNS, _ROW):
        book.active.append(row)
    book.save(package / register)
    steps = {step.file: step for step in mended(package, None).plan.steps}
    usual = "百姓学习之星/01林晓禾/百姓学习之星推介表.docx"
    assert (steps[name].to, steps[name].what.zh) == (to or usual, said)
    expected = (register, "原样复制") if is_kept else ("百姓学习之星推介登记表.xlsx", "改名")
    assert (steps[register].to, steps[register].what.zh) == expected


def namesake(name: str) -> bytes:
    """The form of somebody else who is called so."""
    document = docx.Document(io.BytesIO(form("韩春野")))
    for cell in (cell for table in document.tables for row in table.rows for cell in row.cells):
        if cell.text == "韩春野":
            cell.text = name
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def test_of_two_called_alike_a_register_gets_the_one_that_it_lacks(tmp_path: Path) -> None:
    package = put(
        tmp_path / "材料",
        {
            "百姓学习之星/01林晓禾/推介表.docx": form("林晓禾"),
            "百姓学习之星/02林晓禾/推介表.docx": namesake("林晓禾"),
            "百姓学习之星/03赵岩松/推介表.docx": form("赵岩松"),
        },
    )
    book = openpyxl.Workbook()
    book.active.append(["序号", "姓名", "工作单位及职务", "联系电话", "备注"])
    for number, name in enumerate(("林晓禾", "赵岩松"), 1):
        book.active.append([number, name, "某厂职工", "13800000001", ""])
    book.save(package / "百姓学习之星推介登记表.xlsx")
    finished = mended(package, tmp_path / "整理")
    assert finished.copy is not None
    sheet = openpyxl.load_workbook(finished.copy / "百姓学习之星推介登记表.xlsx").worksheets[0]
    rows = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)]
    assert [row[:2] for row in rows] == [(1, "林晓禾"), (2, "赵岩松"), (3, "林晓禾")]


@pytest.mark.parametrize(
    ("phone", "listed", "folder"),
    [
        # The row may be the form's under another name: that is asked, and a row would answer it.
        ("13800000011", ["柳成荫", "赵岩松"], "林晓禾"),
        ("13800000099", ["柳成荫", "赵岩松", "林晓禾"], "03林晓禾"),  # nothing in common
    ],
)
def test_who_may_be_one_that_is_listed_gets_no_row(
    phone: str, listed: list[str], folder: str, tmp_path: Path
) -> None:
    package = put(
        tmp_path / "材料",
        {f"{name}/推介表.docx": form(name) for name in ("林晓禾", "赵岩松")},
    )
    book = openpyxl.Workbook()
    book.active.append(["序号", "姓名", "工作单位及职务", "联系电话", "备注"])
    book.active.append([1, "柳成荫", "", phone, ""])
    book.active.append([2, "赵岩松", "", "13800000012", ""])
    book.save(package / "百姓学习之星推介登记表.xlsx")
    finished = mended(package, tmp_path / "整理")
    assert finished.copy is not None
    sheet = openpyxl.load_workbook(finished.copy / "百姓学习之星推介登记表.xlsx").worksheets[0]
    rows = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)]
    assert [row[1] for row in rows] == listed
    assert (finished.copy / "百姓学习之星" / folder).is_dir()
    asked = [item for item in finished.cannot if "是不是序号1" in item.why.zh]
    assert bool(asked) == ("林晓禾" not in listed)


@pytest.mark.parametrize(
    ("numbers", "first", "second", "folders"),
    [
        ((1, 1), "01林晓禾", "02林晓禾", {"01林晓禾", "02林晓禾"}),
        ((1, 1), "甲/林晓禾", "乙/林晓禾", {"林晓禾", "林晓禾-2"}),
        ((1, 1), "林晓禾", "02赵岩松", {"林晓禾", "赵岩松"}),
        ((1, 2), "甲/林晓禾", "乙/林晓禾", {"01林晓禾", "02林晓禾"}),
    ],
)
def test_two_entries_of_one_name_have_two_folders(
    numbers: tuple[int, int], first: str, second: str, folders: set[str], tmp_path: Path
) -> None:
    names = tuple(folder[-3:] for folder in (first, second))
    package = put(
        tmp_path / "材料",
        {
            f"百姓学习之星/{first}/推介表.docx": form(names[0]),
            f"百姓学习之星/{second}/推介表.docx": namesake(names[1]),
        },
    )
    book = openpyxl.Workbook()
    book.active.append(_COLUMNS)
    for number, name in zip(numbers, names, strict=True):
        book.active.append([number, name, "", "", ""])
    book.save(package / "百姓学习之星推介登记表.xlsx")
    finished = mended(package, tmp_path / "整理")
    assert finished.copy is not None
    assert {folder.name for folder in (finished.copy / "百姓学习之星").iterdir()} == folders
    assert finished.after is not None
    counted = [len(report.entries) for report in (finished.before, finished.after)]
    assert counted[0] == counted[1]


_TITLE = ["“百姓学习之星”推介登记表"]
_WHO = ["推介单位（盖章）：样例市教育局　填表人：李样例", "联系电话：0431-00000000　2023年6月28日"]
_COLUMNS = ["序号", "姓名", "工作单位及职务", "联系电话", "备注"]
_ROW = [1, "林晓禾", "某厂职工", "13800000011", ""]
_NOTE = ["注：以上人员已在单位公示，无异议。"]


@pytest.mark.parametrize("merged", [False, True])
@pytest.mark.parametrize(
    ("sheet", "completed"),
    [
        ([_TITLE, _WHO, _COLUMNS, _ROW, _NOTE], True),
        ([_TITLE, _WHO[:1], _WHO[1:], [], _COLUMNS, _ROW, [], _NOTE, _WHO[:1]], True),
        # What a sheet written anew would not have: a column of their own, a line between the rows.
        ([_TITLE, _WHO, [*_COLUMNS, "推荐理由"], [*_ROW, "好学"], _NOTE], False),
        ([_TITLE, _WHO, _COLUMNS, ["一、城区"], _ROW, _NOTE], False),
    ],
)
def test_a_completed_register_has_all_that_was_written_in_it(
    sheet: list[list[object]], completed: bool, merged: bool, tmp_path: Path
) -> None:
    package = put(
        tmp_path / "材料",
        {f"{name}/推介表.docx": form(name) for name in ("林晓禾", "赵岩松")},
    )
    place = Path("百姓学习之星/百姓学习之星推介登记表.xlsx")
    (package / place).parent.mkdir()
    book = openpyxl.Workbook()
    for row in sheet:
        book.active.append(row)
        if merged and len(row) == 1:
            last = book.active.max_row
            book.active.merge_cells(f"A{last}:E{last}")
    book.save(package / place)
    finished = mended(package, tmp_path / "整理")
    assert finished.copy is not None
    made = openpyxl.load_workbook(finished.copy / place).worksheets[0]
    said = "\n".join(
        str(cell) for row in made.iter_rows(values_only=True) for cell in row if cell is not None
    )
    written = [str(cell) for row in sheet for cell in row if cell]
    assert all(said.count(text) >= written.count(text) for text in written)
    assert ("赵岩松" in said) == completed
    assert any("不能由程序补" in item.why.zh for item in finished.cannot) != completed
    assert said.count("填表人") == said.count("李样例")


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (
            "林晓禾/手机/IMG_1.jpg",
            "林晓禾/相机/IMG_1.jpg",
            "与“手机/IMG_1.jpg”完全相同（这一份在“相机”里）",
        ),
        ("林晓禾/活动.jpg", "林晓禾/活动 - 副本.jpg", "与“活动.jpg”完全相同"),
        # This year's is the original, though the other's path comes first.
        (
            "2022年材料/林晓禾/活动.jpg",
            "林晓禾/活动.jpg",
            "与“活动.jpg”完全相同（这一份在“2022年材料/林晓禾”里）",
        ),
    ],
)
def test_of_two_files_called_alike_the_folders_are_told(
    first: str, second: str, said: str, tmp_path: Path
) -> None:
    photo = pictures.saved(pictures.scene(3, (800, 620)), "JPEG")
    files = {"林晓禾/推介表.docx": form("林晓禾"), first: photo, second: photo}
    plan = mended(put(tmp_path / "材料", files), None).plan
    (left,) = (step for step in plan.steps if step.verb is MendVerb.LEAVE_OUT)
    assert left.what.zh == said
