"""Who gets no row in a register that is completed, and what is said of it."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.support import pictures
from tests.unit.repair.phone import form, put
from tests.unit.repair.test_repairing import mended

_LISTED = ("韩春野", "赵岩松")
_PHOTO = pictures.saved(pictures.scene(3, (800, 620)), "JPEG")


_SIGNED = "同意推介。（盖章）  2023年6月28日"


def rewritten(name: str, cells: dict[str, str]) -> bytes:
    """Somebody's form with other words in some cells."""
    document = docx.Document(io.BytesIO(form(name)))
    for cell in (cell for table in document.tables for row in table.rows for cell in row.cells):
        cell.text = cells.get(cell.text, cell.text)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def listed(package: Path, *names: str) -> None:
    """Write the register of these."""
    book = openpyxl.Workbook()
    book.active.append(["序号", "姓名", "工作单位及职务", "联系电话", "备注"])
    for number, name in enumerate(names, 1):
        book.active.append([number, name, "某厂职工", f"1380000000{number}", ""])
    book.save(package / "百姓学习之星推介登记表.xlsx")


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"03苏月桂/推介表.docx": form("苏月桂")}, None),
        # The ID number of one who is listed.
        (
            {"03苏月桂/推介表.docx": rewritten("韩春野", {"韩春野": "苏月桂"})},
            "身份证号相同",
        ),
        # A namesake with another number is another person.
        ({"03韩春野/推介表.docx": rewritten("苏月桂", {"苏月桂": "韩春野"})}, None),
        (
            {"2022年材料/苏月桂/推介表.docx": form("苏月桂"), "2022年材料/赵岩松/活动.jpg": _PHOTO},
            "只在文件夹“2022年材料”里",
        ),
        # The folder is their own: the year in its name is for whatever reason.
        ({"2022年优秀学员苏月桂/推介表.docx": form("苏月桂")}, None),
        # Some of it lies elsewhere: it is handed in now.
        (
            {
                "2022年材料/苏月桂/推介表.docx": form("苏月桂"),
                "2022年材料/赵岩松/活动.jpg": _PHOTO,
                "百姓学习之星/苏月桂/证件照.jpg": _PHOTO + b" ",
            },
            None,
        ),
        (
            {"苏月桂/推介表.docx": rewritten("苏月桂", {_SIGNED: "同意推介。四平市教育局"})},
            "报送单位是“四平市教育局”",
        ),
        (
            {"苏月桂/推介表.docx": rewritten("苏月桂", {_SIGNED: "同意推介。长春市教育局"})},
            None,
        ),
    ],
)
@pytest.mark.parametrize("register", [True, False])
def test_who_may_not_belong_in_the_register_gets_no_row(
    files: dict[str, bytes], said: str | None, register: bool, tmp_path: Path
) -> None:
    usual = {
        f"百姓学习之星/0{n}{name}/推介表.docx": form(name) for n, name in enumerate(_LISTED, 1)
    }
    package = put(tmp_path / "长春市教育局", {**usual, **files})
    if register:
        listed(package, *_LISTED)
    finished = mended(package, tmp_path / "整理")
    assert finished.copy is not None
    (made,) = finished.copy.rglob("百姓学习之星推介登记表.xlsx")
    sheet = openpyxl.load_workbook(made).worksheets[0]
    rows = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)]
    assert len(rows) == len(_LISTED) + (said is None)
    told = "\n".join(item.why.zh for item in finished.cannot)
    assert (said or "") in told
    assert ("没有补进" in told) == (said is not None)


def test_what_lies_in_a_folder_of_an_earlier_year_stays_there(tmp_path: Path) -> None:
    own = "2022年材料/苏月桂/推介表.docx"
    files = {f"百姓学习之星/{name}/推介表.docx": form(name) for name in _LISTED}
    files |= {own: form("苏月桂"), "2022年材料/赵岩松/活动.jpg": _PHOTO}
    package = put(tmp_path / "长春市教育局", files)
    listed(package, *_LISTED)
    placed = {step.file: step.to for step in mended(package, None).plan.steps}
    assert placed[own] == own
