"""Old documents: what another program makes of them is taken only where it says the same."""

from __future__ import annotations

import os
import sys
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from docx import Document

from jlxx_check.unit.repair.office import DOCX, OfficeProgram, office_program
from jlxx_check.unit.repair.same_text import SaidText, said_by_docx, said_by_odt, said_by_rtf
from tests.unit.repair.phone import spoilt_zip

posix = pytest.mark.skipif(os.name == "nt", reason="a script as a program")


def said(text: str, *cells: str) -> SaidText:
    return SaidText(text, Counter(cells))


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        (said("姓名 王建国"), said("姓名王建国"), True),
        (said("电话 0431-85551234"), said("电话 0431-85551234"), True),
        (said("电话 0431-85551234"), said("电话 0431-85551243"), False),
        (said("姓名 王建国"), said("姓名 王建"), False),
        (said("姓名 王建国"), said("姓名 王建国强"), False),
        (said("（ＡＢＣ）"), said("(ABC)"), True),
        (said("活动 措施"), said("一、活动 二、措施"), True),  # a list's numbers written out
        (said("1. 活动"), said("活动"), True),
        (said("姓名王", "姓名", "王"), said("姓名王", "姓名", "王"), True),
        (said("姓名王", "姓名", "王"), said("姓名王"), False),  # the table is lost
        (SaidText("姓名王", None), said("姓名王", "姓名", "王"), True),
    ],
)
def test_whether_it_says_the_same(old: SaidText, new: SaidText, kept: bool) -> None:
    assert old.is_kept_by(new) == kept


def odt(path: Path, body: str) -> Path:
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table")
    )
    content = f"<office:document-content {names}>{body}</office:document-content>"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", content)
    return path


def test_what_an_opendocument_says(tmp_path: Path) -> None:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    row = "".join(cell.format(text) for text in ("姓名", "王 建国", ""))
    body = f"<office:body><text:p>表</text:p><table:table><table:table-row>{row}"
    found = said_by_odt(
        odt(tmp_path / "a.odt", f"{body}</table:table-row></table:table></office:body>")
    )
    assert found is not None
    assert found.cells == Counter(["姓名", "王建国"])
    assert said_by_odt(odt(tmp_path / "b.odt", "")) is None
    damaged = {"c": b"PK", "d": spoilt_zip((tmp_path / "a.odt").read_bytes())}
    for name, data in damaged.items():
        (tmp_path / f"{name}.odt").write_bytes(data)
        assert said_by_odt(tmp_path / f"{name}.odt") is None


@pytest.mark.parametrize(
    ("rich", "cells", "known"),
    [
        (rb"{\rtf1 text}", (), True),
        (rb"{\rtf1\trowd\cellx9 text\cell\row}", ("text",), True),
        (rb"{\rtf1\trowd\cellx9 text\cell\row}", (), False),
        (rb"{\rtf1 text}", ("text",), False),
    ],
)
def test_a_rich_texts_table_is_not_lost(
    rich: bytes, cells: tuple[str, ...], known: bool, tmp_path: Path
) -> None:
    (tmp_path / "a.rtf").write_bytes(rich)
    (tmp_path / "a.txt").write_text("text", encoding="utf-8")
    found = said_by_rtf(tmp_path / "a.rtf", tmp_path / "a.txt", said("text", *cells))
    assert (found is not None) == known


def program(folder: Path, body: str) -> OfficeProgram:
    """A program that is called as LibreOffice is, and does what the body says."""
    script = folder / "soffice"
    head = f"#!{sys.executable}\nimport shutil, sys, time\nfrom pathlib import Path\n"
    tail = "out = Path(sys.argv[sys.argv.index('--outdir') + 1]); out.mkdir(exist_ok=True)\n"
    files = "files = [Path(word) for word in sys.argv[sys.argv.index('--outdir') + 2:]]\n"
    script.write_text(head + tail + files + body, encoding="utf-8")
    script.chmod(0o700)
    return OfficeProgram(str(script))


COPIES = "for file in files: shutil.copy(file, out / (file.stem + '.docx'))\n"


@posix
def test_what_a_program_makes(tmp_path: Path) -> None:
    (tmp_path / "1.rtf").write_bytes(b"one")
    (tmp_path / "2.rtf").write_bytes(b"two")
    files = [tmp_path / "1.rtf", tmp_path / "2.rtf"]
    made = program(tmp_path, COPIES).convert(files, DOCX, tmp_path / "work", lambda: False)
    assert [made[file].read_bytes() for file in files] == [b"one", b"two"]


@posix
def test_one_document_that_ends_it_costs_itself_alone(tmp_path: Path) -> None:
    for name in ("1.rtf", "bad.rtf", "3.rtf"):
        (tmp_path / name).write_bytes(b"x")
    files = [tmp_path / name for name in ("1.rtf", "bad.rtf", "3.rtf")]
    dies = "if any(file.stem == 'bad' for file in files): sys.exit(1)\n" + COPIES
    made = program(tmp_path, dies).convert(files, DOCX, tmp_path / "work", lambda: False)
    assert set(made) == {files[0], files[2]}


@posix
def test_one_that_hangs_is_given_up(tmp_path: Path) -> None:
    (tmp_path / "1.rtf").write_bytes(b"x")
    asked: list[int] = []

    def stop() -> bool:
        asked.append(1)
        return len(asked) > 2

    hangs = program(tmp_path, "time.sleep(3600)\n")
    assert hangs.convert([tmp_path / "1.rtf"], DOCX, tmp_path / "work", stop) == {}


def test_a_rich_text_becomes_a_word_file(tmp_path: Path) -> None:
    found = office_program()
    if found is None:
        if os.environ.get("JLXX_OFFICE") == "required":
            pytest.fail("LibreOffice is required")
        pytest.skip("no LibreOffice here")
    document = Document()
    document.add_paragraph("之前")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "姓名", "王建国"
    document.add_paragraph("之后")
    document.save(tmp_path / "1.docx")
    odt_form = "odt:writer8"
    made = found.convert([tmp_path / "1.docx"], odt_form, tmp_path / "one", lambda: False)
    old = made[tmp_path / "1.docx"]
    again = found.convert([old], DOCX, tmp_path / "two", lambda: False)
    before, after = said_by_odt(old), said_by_docx(again[old])
    assert before is not None and after is not None
    assert before.is_kept_by(after)
    assert after.cells == Counter(["姓名", "王建国"])
