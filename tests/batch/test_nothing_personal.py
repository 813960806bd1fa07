"""Every ID-card and telephone number of a package, in many spellings: no output holds one."""

from __future__ import annotations

import html
import io
import json
import re
import shutil
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from jlxx_check.batch import BatchCall, BatchSettings, CannotBatch, publishing, run_batch
from jlxx_check.cli.main import run
from jlxx_check.reporters.formats import FORMATS
from jlxx_check.values.identity_number import check_digit
from tests.batch.boxes import SMALL
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


def _texts(out: Path) -> Iterator[tuple[Path, str]]:
    """What every file says, with and without its markup; of an archive each part."""
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
            yield path, text
            yield path, re.sub("<[^>]*>", "", text)


def _digits(out: Path) -> Iterator[tuple[Path, str]]:
    """Every file's digits and nothing between them."""
    for path, text in _texts(out):
        yield path, re.sub("[^0-9]", "", unicodedata.normalize("NFKC", text))


def test_no_output_holds_a_number_in_full(tmp_path: Path) -> None:
    package = Path(shutil.copytree(_SAMPLE, tmp_path / "收件" / _SAMPLE.name))
    planted = _Planted()
    _plant(package, planted)
    assert len(planted.numbers) >= 40
    out = tmp_path / "结果"
    run_batch(BatchCall(package.parent, out, replace(SMALL, formats=tuple(FORMATS))))
    sought = [re.sub("[^0-9]", "", number) for number in planted.numbers]
    leaks = {
        (path.name, number) for path, seen in _digits(out) for number in sought if number in seen
    }
    assert not leaks


_CONTACT = ("柳洋洋", "0431-81234567", "liu.yangyang@example.com")
_ID = "220199196801011232"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """One package that names its contact, and has a number in the name of a file."""
    package = tmp_path / "收件" / "长春市教育局"
    package.mkdir(parents=True)
    letter = Document()
    letter.add_paragraph("关于报送百姓学习之星推介材料的函")
    letter.add_paragraph("联系人：{}，联系电话：{}，邮箱：{}".format(*_CONTACT))
    letter.save(str(package / "报送函.docx"))
    mail = package / f"{_CONTACT[2]} 工作总结.txt"
    mail.write_text("样本", encoding="utf-8")
    package.joinpath(f"王建国 {_ID}.txt").write_text("样本", encoding="utf-8")
    return package.parent


def _published(out: Path) -> set[str]:
    return {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}


def test_what_is_for_publishing_holds_nobodys_number_and_no_contact(
    inbox: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole, shown = tmp_path / "内部", tmp_path / "公开"
    assert run(["batch", str(inbox), "--out", str(whole)]) == 1
    told = {_CONTACT[0], _CONTACT[2]}
    assert told <= {word for word in told for _, text in _texts(whole) if word in text}
    capsys.readouterr()
    call = ["batch", str(inbox), "--out", str(shown), "--for-publishing"]
    assert (
        run(
            [
                *call,
                *(
                    word
                    for name in ("html", "json", "xlsx", "junit")
                    for word in ("--format", name)
                ),
            ]
        )
        == 1
    )
    out = capsys.readouterr()
    texts = [*_texts(shown), (shown, out.out), (shown, out.err)]
    texts += [(shown, name) for name in _published(shown)]
    # Nothing points to what is not there; a package's own page may save a ledger of its own.
    over_all = [text for path, text in texts if not path.name.startswith("检查报告")]
    assert [text for text in over_all if "核对台账" in text or _MASTER in text] == []
    assert [(path, word) for path, text in texts for word in (*_CONTACT, _ID) if word in text] == []
    assert _published(shown) == {
        "index.html",
        "batch.json",
        "总览.xlsx",
        "跨单位核查.xml",
        ".jlxx-check/lock",
        ".jlxx-check/output-folder",
        ".jlxx-check/overall.json",
        *(f"长春市教育局/检查报告{end}" for end in (".html", ".json", ".xlsx", ".xml")),
    }
    # Less is asked for, and a unit is gone: so is what was published of it.
    assert run(call) == 1
    assert "长春市教育局/检查报告.json" not in _published(shown)
    inbox.joinpath("长春市教育局").rename(inbox / "吉林市教育局")
    assert run(call) == 1
    assert {name for name in _published(shown) if "检查报告" in name} == {
        "吉林市教育局/检查报告.html"
    }


def test_two_packages_named_by_numbers_that_look_alike_are_kept_apart(tmp_path: Path) -> None:
    inbox, out = tmp_path / "收件", tmp_path / "公开"
    for number in ("13812340001", "13856780001"):
        place = inbox / number
        place.mkdir(parents=True)
        place.joinpath("工作总结.txt").write_text("样本", encoding="utf-8")
    assert run(["batch", str(inbox), "--out", str(out), "--for-publishing"]) in (1, 3)
    pages = {name for name in _published(out) if "检查报告" in name}
    assert pages == {f"138xxxx0001{which}/检查报告.html" for which in ("", "~2")}
    told = json.loads(out.joinpath("batch.json").read_text(encoding="utf-8"))["packages"]
    assert {item["written"]["html"] for item in told} == pages
    assert not [text for _, text in _texts(out) if "13812340001" in text]


def test_what_is_private_does_not_get_into_what_is_for_publishing(
    inbox: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "结果"
    assert run(["batch", str(inbox), "--out", str(out)]) == 1
    assert run(["batch", str(inbox), "--out", str(out), "--for-publishing"]) == 2
    assert "不宜公开" in capsys.readouterr().err
    with pytest.raises(CannotBatch), publishing(BatchCall(inbox, out, BatchSettings())):
        pass


@pytest.mark.parametrize(
    "asked", [["--format", "docx"], ["--format", "台账"], ["--show-personal"]], ids=lambda x: x[-1]
)
def test_what_nobody_else_may_see_is_not_asked_for_with_it(
    inbox: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: list[str]
) -> None:
    out = tmp_path / "结果"
    assert run(["batch", str(inbox), "--out", str(out), "--for-publishing", *asked]) == 2
    assert "--for-publishing" in capsys.readouterr().err
    assert not out.exists()


def test_a_watch_publishes_the_same(inbox: Path, tmp_path: Path) -> None:
    out = tmp_path / "公开"
    call = ["watch", str(inbox), "--out", str(out), "--for-publishing"]
    assert run([*call, "--once", "--quiet-for", "0"]) == 1
    assert {name for name in _published(out) if not name.startswith(".")} == {
        "index.html",
        "batch.json",
        "总览.xlsx",
        "长春市教育局/检查报告.html",
    }
