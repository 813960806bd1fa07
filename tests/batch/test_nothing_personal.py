"""Every ID-card and telephone number of a package, in many spellings: no output holds one."""

from __future__ import annotations

import html
import io
import re
import shutil
import unicodedata
import zipfile
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from docx import Document
from openpyxl import load_workbook

from jlxx_check.batch import BatchCall, BatchSettings, run_batch
from jlxx_check.reporters.formats import FORMATS
from jlxx_check.values.identity_number import check_digit
from tests.support.spellings import SPELLINGS

_SAMPLE = Path(__file__).parents[2] / "sample_packages" / "complying" / "长春市教育局"
_TELLING = ("身份证", "联系电话", "启动时间", "年参与人次", "工作单位", "实施单位", "出生年月")
#: For the staff's own use, and says so.
_MASTER = "汇总登记表"


class _Planted:
    """Numbers as they are put into the papers."""

    def __init__(self) -> None:
        self.numbers: list[str] = []
        self._spell = cycle(SPELLINGS.values())

    def next(self) -> str:
        place = len(self.numbers)
        body = f"22019919{68 + place % 20}{1 + place % 9:02d}{10 + place % 18}{100 + place * 7}"
        number = body + check_digit(body) if place % 2 else f"138{43210000 + place * 137}"
        self.numbers.append(number)
        # No Word or Excel file may hold these two.
        return next(self._spell)(number).replace("\ufeff", "\u200b").replace("\x00", "")


def _plant(package: Path, planted: _Planted) -> None:
    for path in sorted(package.rglob("*推介表*.docx")):
        form = Document(str(path))
        for row in (row for table in form.tables for row in table.rows):
            for label, value in zip(row.cells, row.cells[1:], strict=False):
                said = re.sub(r"\s", "", label.text)
                if label._tc is not value._tc and said.startswith(_TELLING):
                    kept = "" if said.startswith(("身份证", "联系电话")) else value.text
                    value.paragraphs[0].text = kept + planted.next()
        form.save(str(path))
    for path in sorted(package.rglob("*登记表.xlsx")):
        book = load_workbook(path)
        for cell in (cell for sheet in book for row in sheet.iter_rows() for cell in row):
            if isinstance(cell.value, str) and re.fullmatch(r"[0-9-]{11,13}", cell.value):
                cell.value = planted.next()
        book.save(path)


def _digits(out: Path) -> Iterator[tuple[Path, str]]:
    """Every file's digits and nothing between them; of an archive each part's."""
    for path in out.rglob("*"):
        if not path.is_file() or _MASTER in path.name:
            continue
        data = path.read_bytes()
        parts = [data]
        if zipfile.is_zipfile(io.BytesIO(data)):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                parts = [archive.read(name) for name in archive.namelist()]
        for part in parts:
            text = html.unescape(part.decode("utf-8", "replace"))
            for seen in (text, re.sub("<[^>]*>", "", text)):
                yield path, re.sub("[^0-9]", "", unicodedata.normalize("NFKC", seen))


def test_no_output_holds_a_number_in_full(tmp_path: Path) -> None:
    package = Path(shutil.copytree(_SAMPLE, tmp_path / "收件" / _SAMPLE.name))
    planted = _Planted()
    _plant(package, planted)
    assert len(planted.numbers) >= 40
    out = tmp_path / "结果"
    run_batch(BatchCall(package.parent, out, BatchSettings(formats=tuple(FORMATS))))
    sought = [re.sub("[^0-9]", "", number) for number in planted.numbers]
    leaks = {
        (path.name, number) for path, seen in _digits(out) for number in sought if number in seen
    }
    assert not leaks
