"""One file for each input limit, as small as it can be: each is a finding with both numbers."""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
import zlib
from collections.abc import Callable

import pillow_heif
import pypdfium2
import pytest
from PIL import Image

from jlxx_check.facts.one_file import read_body
from jlxx_check.model.facts import Cause, Content, Unreadable
from jlxx_check.probes.ooxml import MB
from jlxx_check.probes.video import mediainfo, mp4
from tests.probes.boxes import Track, box, movie
from tests.probes.office_files import cell, docx_of, frame, para, zip_of

SIDE = 12_000  # squared: 144 million pixels


def picture(form: str, **more: object) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (64, 48), "red").save(data, form, **more)
    return data.getvalue()


def patched(data: bytes, *changes: tuple[int, str, tuple[int, ...]]) -> bytes:
    """The bytes with numbers written over them: place, layout, values."""
    out = bytearray(data)
    for place, layout, values in changes:
        struct.pack_into(layout, out, place, *values)
    return bytes(out)


def huge_png() -> bytes:
    out = bytearray(patched(picture("PNG"), (16, ">II", (SIDE, SIDE))))
    struct.pack_into(">I", out, 29, zlib.crc32(out[12:29]))
    return bytes(out)


def huge_jpeg() -> bytes:
    data = picture("JPEG")
    return patched(data, (data.index(b"\xff\xc0") + 5, ">HH", (20_000, 20_000)))


def huge_heic() -> bytes:
    pillow_heif.register_heif_opener()
    data = picture("HEIF")
    return patched(data, (data.index(b"ispe") + 8, ">II", (SIDE, SIDE)))


def huge_tiff() -> bytes:
    """Two pages, the first of which is small on disk and large when it is unpacked."""
    data = picture("TIFF", save_all=True, append_images=[Image.new("RGB", (8, 8))])
    start, count = struct.unpack_from("<I", data, 4)[0] + 2, struct.unpack_from("<H", data, 8)[0]
    sides = [start + 12 * n for n in range(count)]
    wanted = [at for at in sides if struct.unpack_from("<H", data, at)[0] in (256, 257)]
    return patched(data, *((at + 2, "<HII", (4, 1, SIDE)) for at in wanted))


def huge_webp(kind: str) -> bytes:
    more = {"save_all": True, "append_images": [Image.new("RGB", (64, 48), "blue")]}
    data = picture("WEBP", lossless=kind == "VP8L", **(more if kind == "VP8X" else {}))
    assert data[12:16].strip() == kind.encode()
    less = SIDE - 1
    if kind == "VP8X":
        return patched(data, (24, "<HBHB", (less, 0, less, 0)))
    if kind == "VP8L":
        return patched(data, (21, "<I", (less | less << 14,)))
    return patched(data, (26, "<HH", (SIDE, SIDE)))


def declaring(member: str, size: int, packed: int | None = None) -> bytes:
    """A document whose directory says that a member has so many bytes."""
    data = docx_of("", media="x")
    at = data.rindex(member.encode()) - 46
    assert data[at : at + 4] == b"PK\1\2"
    changes: list[tuple[int, str, tuple[int, ...]]] = [(at + 24, "<I", (size,))]
    if packed is not None:
        changes.append((at + 20, "<I", (packed,)))
    return patched(data, *changes)


def many_members() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for number in range(20_001):
            archive.writestr(str(number), b"")
    return data.getvalue()


def part(xml: str) -> bytes:
    return zip_of({**frame(), "word/document.xml": xml})


def laughs(use: str) -> bytes:
    """Nine entities, each of ten of the one before: a gigabyte, should anybody put them in."""
    said = '<!ENTITY x0 "学习">' + "".join(
        f'<!ENTITY x{n} "{f"&x{n - 1};" * 10}">' for n in range(1, 9)
    )
    return part(f"<!DOCTYPE d [{said}]>{use}")


def long_text() -> str:
    """Ten million characters that deflate does not make suspiciously small."""
    chance = random.Random(1)
    return "".join("x" * 900 + str(chance.randrange(10**99, 10**100)) for _ in range(10_050))


SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def book(cells: str = "", after: str = "", *, sheets: int = 1, strings: str = "") -> bytes:
    """A workbook whose sheets are all the same part."""
    names = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="r1"/>' for n in range(1, sheets + 1))
    return zip_of(
        {
            **frame("xl/workbook.xml", "spreadsheetml.sheet"),
            "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{RELATION}">'
            f"<sheets>{names}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship '
            'Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEET}"><sheetData>{cells}'
            f"</sheetData>{after}</worksheet>",
            "xl/sharedStrings.xml": f'<sst xmlns="{SHEET}">{strings}</sst>',
        }
    )


def one_cell(place: str) -> str:
    return f'<row><c r="{place}"><v>1</v></c></row>'


def pdf_of(pages: int) -> bytes:
    document, data = pypdfium2.PdfDocument.new(), io.BytesIO()
    for _ in range(pages):
        document.new_page(100, 100)
    document.save(data)
    document.close()
    return data.getvalue()


def wordy_pdf() -> bytes:
    """One page of two million characters."""
    lines = zlib.compress(b"BT /F 1 Tf " + b"(%s) Tj 0 1 Td " % (b"x" * 1000) * 2001 + b"ET")
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 3000 3000]/Contents 4 0 R"
        b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(lines), lines),
    )
    said = b"".join(b"%d 0 obj%s endobj\n" % (n, one) for n, one in enumerate(objects, 1))
    return b"%PDF-1.4\n" + said + b"trailer<</Root 1 0 R>>\n%%EOF"


def film_of(frames: int) -> bytes:
    """An index that announces frames; the media is not there."""
    data = movie(Track(times=[(10, 40)]))
    return patched(data, (data.index(b"stts") + 12, ">I", (frames,)))


def packed_index(size: int) -> bytes:
    inner = zlib.compress(bytes(size))
    moov = box("moov", box("cmov", box("cmvd", struct.pack(">I", size), inner)))
    return box("ftyp", b"qt  ", bytes(4)) + box("mdat", bytes(8)) + moov


def long_fragment(samples: int) -> bytes:
    run = box("trun", struct.pack(">II", 0, samples))
    header = box("tfhd", struct.pack(">II", 0, 1))
    return movie(Track(times=[(10, 40)])) + box("moof", box("traf", header, run))


def boxes(count: int) -> bytes:
    return box("ftyp", b"isom", bytes(4)) + box("free") * (count - 1)


@pytest.mark.parametrize(
    ("content", "made", "found", "limit"),
    [
        (Content.PNG, huge_png, "1.44亿", "1.2亿"),
        (Content.JPEG, huge_jpeg, "4亿", "3亿"),
        (Content.HEIC, huge_heic, "1.44亿", "1.2亿"),
        (Content.TIFF, huge_tiff, "1.44亿", "1.2亿"),
        (Content.WEBP, lambda: huge_webp("VP8X"), "1.44亿", "1.2亿"),
        (Content.WEBP, lambda: huge_webp("VP8L"), "1.44亿", "1.2亿"),
        (Content.WEBP, lambda: huge_webp("VP8"), "1.44亿", "1.2亿"),
        (Content.BMP, lambda: patched(picture("BMP"), (18, "<ii", (SIDE, SIDE))), "1.44", "1.2亿"),
        (Content.GIF, lambda: patched(picture("GIF"), (6, "<HH", (SIDE, SIDE))), "1.44", "1.2亿"),
        (Content.DOCX, many_members, "20001", "20000"),
        (Content.DOCX, lambda: declaring("word/media.xml", 2000 * MB), "2000 MB", "1000 MB"),
        (Content.DOCX, lambda: declaring("word/media.xml", 60 * MB, 10 * MB), "60 MB", "50 MB"),
        (Content.DOCX, lambda: declaring("word/media.xml", 6 * MB, 10_000), "600", "400"),
        (Content.DOCX, lambda: part("<d>" * 300 + "</d>" * 300), "256+", "256"),
        (Content.DOCX, lambda: part(f"<d>{long_text()}</d>"), "10000000+", "10000000"),
        (Content.DOCX, lambda: laughs("<d>&x8;</d>"), "9", "0"),
        (Content.DOCX, lambda: laughs('<d at="&x8;"/>'), "9", "0"),
        (
            Content.DOCX,
            lambda: part('<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'),
            "1",
            "0",
        ),
        (Content.DOCX, lambda: docx_of(para("x" * 2_000_001)), "2000001", "2000000"),
        (
            Content.DOCX,
            lambda: docx_of(f"<w:tbl><w:tr>{cell('') * 501}</w:tr></w:tbl>"),
            "500+",
            "500",
        ),
        (Content.XLSX, lambda: book(one_cell("A100001")), "100001", "100000"),
        (Content.XLSX, lambda: book(one_cell("XFD200")), "3276800", "2000000"),
        (Content.XLSX, lambda: book(one_cell("ZZ100"), sheets=29), "2035800", "2000000"),
        (Content.XLSX, lambda: book(sheets=201), "201", "200"),
        (
            Content.XLSX,
            lambda: book(after='<mergeCell ref="A1:B1"/>' * 100_001),
            "100001",
            "100000",
        ),
        (
            Content.XLSX,
            lambda: book(
                '<row><c r="A1" t="s"><v>0</v></c><c t="s"><v>1</v></c></row>' * 5001,
                strings=f"<si><t>{'x' * 4000}</t></si><si/>",
            ),
            "20004000",
            "20000000",
        ),
        (Content.XLS, lambda: (b"", 201 * MB), "201 MB", "200 MB"),
        (Content.DOC, lambda: (b"", 501 * MB), "501 MB", "500 MB"),
        (Content.TEXT, lambda: (b"", 11 * MB), "11 MB", "10 MB"),
        (Content.PDF, lambda: pdf_of(501), "501", "500"),
        (Content.PDF, wordy_pdf, "2005000", "2000000"),
        (Content.MP4, lambda: movie(*[Track(times=[(1, 40)])] * 101), "101", "100"),
        (Content.MP4, lambda: boxes(200_001), "200001", "200000"),
        (Content.M4A, lambda: boxes(200_001), "200001", "200000"),
        (Content.MP4, lambda: film_of(5_000_001), "5000001", "5000000"),
        (Content.MP4, lambda: long_fragment(5_000_001), "5000001", "5000000"),
        (Content.QUICKTIME, lambda: packed_index(70_000_000), "67108865", "67108864"),
    ],
)
def test_what_is_beyond_a_limit_is_said_with_both_numbers(
    content: Content, made: Callable[[], bytes | tuple[bytes, int]], found: str, limit: str
) -> None:
    file = made()
    data, size = file if isinstance(file, tuple) else (file, len(file))
    assert len(data) < 10 * MB
    body = read_body(io.BytesIO(data), size, content, "")
    assert isinstance(body, Unreadable), body
    assert body.cause is Cause.LIMIT, body
    assert found in body.detail.zh
    assert limit in body.detail.zh.partition("超过")[2]
    assert re.search(r"\d", body.detail.en)


def test_rows_of_a_table_and_bytes_of_an_index(monkeypatch: pytest.MonkeyPatch) -> None:
    film = movie(Track(times=[(1, 40)] * 30))
    for module, limit, said in (
        ("mp4_boxes.MAX_ROWS", 29, "30"),
        ("video.mp4.MAX_INDEX", 99, "0 MB"),
        ("video.mp4_timing.MAX_INDEX", 20, "40"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(f"jlxx_check.probes.{module}", limit)
            data = film + long_fragment(3)[len(movie(Track(times=[(10, 40)]))) :]
            body = mp4.read_iso(io.BytesIO(data), len(data))
        assert isinstance(body, Unreadable), module
        assert body.cause is Cause.LIMIT
        assert said in body.detail.zh


@pytest.mark.parametrize("content", [Content.MATROSKA, Content.WAV])
def test_tracks_that_the_library_counts(monkeypatch: pytest.MonkeyPatch, content: Content) -> None:
    tracks = mediainfo.Tracks([{"track_type": "General"}, *[{"track_type": "Audio"}] * 101])
    monkeypatch.setattr(mediainfo, "ask", lambda _: tracks)
    body = read_body(io.BytesIO(bytes(100)), 100, content, "")
    assert isinstance(body, Unreadable)
    assert body.cause is Cause.LIMIT
    assert "101" in body.detail.zh
