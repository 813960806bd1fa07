"""Whose a file is: the program's, as it wrote it; edited since; or somebody else's."""

from __future__ import annotations

import json
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

import docx
import jsonschema
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check.model.outcome import failed
from jlxx_check.reporters import authorship
from jlxx_check.reporters.authorship import Author, author_of, report_file
from jlxx_check.reporters.formats import FORMATS
from jlxx_check.reporters.json_report import schema
from jlxx_check.text import Lang, same
from tests.engine.test_judge import ONE, outcomes, report

REPORT = report(outcomes(failed(same("文件名 jlxx-check sha256:abc"))), ONE)
_TEXTS = [name for name, item in FORMATS.items() if item.is_text]


@cache
def _file(name: str) -> bytes:
    return report_file(REPORT, name, Lang.ZH)


def _author(folder: Path, data: bytes) -> Author:
    path = folder / "x"
    path.write_bytes(data)
    return author_of(path)


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_is_known_again_and_written_alike(tmp_path: Path, form: str) -> None:
    assert _author(tmp_path, _file(form)) is Author.PROGRAM
    assert report_file(REPORT, form, Lang.ZH) == _file(form)


@pytest.mark.parametrize("piece", [1, 7, 81, 82, 1000])
def test_in_whatever_pieces_a_file_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int
) -> None:
    """The mark may lie across several, and one that is no longer the last is none."""
    text, letter = _file("markdown"), _file("docx")
    monkeypatch.setattr(authorship, "_PIECE", piece)
    assert _author(tmp_path, text) is Author.PROGRAM
    assert _author(tmp_path, text + b".") is Author.EDITED
    assert _author(tmp_path, text + text) is Author.EDITED
    assert _author(tmp_path, text.replace(b"sha256:", b"sha257:")) is Author.OTHER
    assert _author(tmp_path, letter) is Author.PROGRAM
    assert report_file(REPORT, "docx", Lang.ZH) == letter


@pytest.mark.parametrize("form", _TEXTS)
def test_a_text_that_was_edited_is_not_the_programs(tmp_path: Path, form: str) -> None:
    data = _file(form)
    assert _author(tmp_path, data + "已核对\n".encode()) is Author.EDITED
    assert _author(tmp_path, "已核对\n".encode() + data) is Author.EDITED
    assert _author(tmp_path, data.replace(b"\n", b"\r\n")) is Author.EDITED
    assert _author(tmp_path, data[: len(data) // 2]) in (Author.EDITED, Author.OTHER)
    assert _author(tmp_path, FORMATS[form].render(REPORT, Lang.ZH)) is Author.OTHER


def test_a_letter_saved_in_word_is_edited(tmp_path: Path) -> None:
    path = tmp_path / "通知.docx"
    path.write_bytes(_file("docx"))
    letter = docx.Document(str(path))
    letter.add_paragraph("请于周五前补正。")
    letter.save(str(path))
    assert author_of(path) is Author.EDITED


def test_a_workbook_with_a_note_is_edited(tmp_path: Path) -> None:
    path = tmp_path / "报告.xlsx"
    path.write_bytes(_file("xlsx"))
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["A1"] = "已核对"
    book.save(path)
    assert author_of(path) is Author.EDITED


def test_an_office_file_packed_otherwise_is_the_same(tmp_path: Path) -> None:
    """As a system that packs files for sending may leave it."""
    target = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(_file("docx"))) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as packed,
    ):
        for name in reversed(source.namelist()):
            packed.writestr(name, source.read(name))
    assert _author(tmp_path, target.getvalue()) is Author.PROGRAM


def _zip(**members: bytes) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        for name, data in members.items():
            packed.writestr(name.replace("_", "/").replace("/xml", ".xml"), data)
    return target.getvalue()


def test_what_others_made_is_theirs(tmp_path: Path) -> None:
    form, book = docx.Document(), openpyxl.Workbook()
    form.add_paragraph("推介表")
    form.save(str(tmp_path / "a.docx"))
    book.save(tmp_path / "a.xlsx")
    for path in (tmp_path / "a.docx", tmp_path / "a.xlsx"):
        assert author_of(path) is Author.OTHER
    mark = b"jlxx-check sha256:" + b"0" * 64
    for data in (
        b"x",
        "说明".encode("gb18030"),
        b"PK\x03\x04 cut short",
        _file("docx")[:-40],
        _zip(word_document_xml=b"x"),
        _zip(docProps_core_xml=mark * 20_000),
        b'{"report": "jlxx-check/1"}',
        b"jlxx-check sha256:" + b"0" * 63,
    ):
        assert _author(tmp_path, data) is Author.OTHER
    assert _author(tmp_path, mark) is Author.EDITED
    assert _author(tmp_path, _zip(docProps_core_xml=mark)) is Author.EDITED


def test_an_empty_file_holds_nothing_to_lose(tmp_path: Path) -> None:
    assert _author(tmp_path, b"") is Author.PROGRAM


def test_the_json_report_is_valid_with_its_mark() -> None:
    jsonschema.validate(json.loads(_file("json")), schema())


@given(st.sampled_from(_TEXTS), st.data())
def test_no_changed_byte_passes(
    tmp_path_factory: pytest.TempPathFactory, form: str, data: st.DataObject
) -> None:
    content = bytearray(_file(form))
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    assert _author(tmp_path_factory.getbasetemp(), bytes(content)) is not Author.PROGRAM
