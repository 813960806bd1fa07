from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from jlxx_check.model.document import Document
from jlxx_check.model.facts import Cause, Unreadable
from jlxx_check.probes.pdf import read_pdf as pdf
from jlxx_check.probes.pdf.read_pdf import read_pdf
from tests.probes.office_files import pdf_of as made


def read(data: bytes) -> Document | Unreadable:
    return read_pdf(io.BytesIO(data), len(data))


def test_lines_of_the_text_layer() -> None:
    document = read(made("Summary", "of 2023"))
    assert isinstance(document, Document)
    assert (document.text, document.has_text, document.pages) == ("Summary\nof 2023", True, 1)


def test_the_size_of_pages_in_millimetres() -> None:
    buffer = io.BytesIO()
    first, second = (Image.new("RGB", size) for size in ((595, 842), (842, 595)))
    first.save(buffer, "PDF", resolution=72, save_all=True, append_images=[second, first])
    document = read(buffer.getvalue())
    assert isinstance(document, Document)
    assert document.paper == ((209.9, 297.0), (297.0, 209.9))


def test_a_scan_has_no_text() -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 40)).save(buffer, "PDF")
    document = read(buffer.getvalue())
    assert isinstance(document, Document)
    assert (document.has_text, document.pictures) == (False, 1)


LOCKED = made("x").replace(
    b"/Root 1 0 R",
    b"/Root 1 0 R /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <"
    + b"11" * 32
    + b"> /U <"
    + b"22" * 32
    + b"> >>",
)


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", Cause.EMPTY),
        (b"%PDF-1.4\nnothing", Cause.CUT_SHORT),
        (b"%PDF-1.4\nnothing\n%%EOF", Cause.CORRUPT),
        (LOCKED, Cause.PASSWORD),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, cause: Cause) -> None:
    found = read(data)
    assert isinstance(found, Unreadable)
    assert found.cause is cause


def test_pages_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_PAGES", 0)
    found = read(made("x"))
    assert isinstance(found, Unreadable)
    assert found.cause is Cause.LIMIT


def test_threads_do_not_disturb_each_other() -> None:
    data = made("Summary")
    with ThreadPoolExecutor(4) as pool:
        texts = {getattr(found, "text", None) for found in pool.map(read, [data] * 24)}
    assert texts == {"Summary"}


@given(st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), max_size=6))
def test_no_mutation_raises(changes: list[tuple[int, int]]) -> None:
    data = bytearray(made("Summary"))
    for place, value in changes:
        data[place % len(data)] = value
    assert isinstance(read(bytes(data)), Document | Unreadable)
