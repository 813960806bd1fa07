from __future__ import annotations

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check.model.facts import Content
from jlxx_check.probes.sniffing.sniff import sniff
from tests.probes.office_files import doc_of, docx_of, ole_of, para, zip_of

DOCX = docx_of(para("字" * 300))
XLSX = zip_of({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"})
MOVED = zip_of(
    {"[Content_Types].xml": '<Types a="application/x.wordprocessingml.document.main+xml"/>'}
)
NOISE = bytes(range(255, 0, -1)) * 8
MP3_FRAME = b"\xff\xfb\x90\x00" + bytes(413)


def kind(data: bytes, name: str = "x") -> Content:
    return sniff(io.BytesIO(data), len(data), name)


def box(name: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I4s", 8 + len(body), name) + body


def ftyp(brand: bytes) -> bytes:
    return box(b"ftyp", brand + bytes(8))


def tracks(brand: bytes, *sorts: bytes, far: int = 0) -> bytes:
    """A file of the family whose index names tracks of these sorts. far: bytes before them."""
    handlers = [box(b"hdlr", bytes(8) + sort + b"a video of sound\0") for sort in sorts]
    index = box(b"moov", bytes(far) + b"".join(handlers))
    return ftyp(brand) + box(b"mdat", bytes(20)) + index


def long_index(sorts: tuple[bytes, ...]) -> bytes:
    """The same with an index whose length is written in eight bytes; the last track is far in."""
    body = b"".join(box(b"hdlr", bytes(8) + sort) + bytes(1 << 16) for sort in sorts)
    return ftyp(b"isom") + struct.pack(">I4sQ", 1, b"moov", 16 + len(body)) + body


LONG = {(b"soun", b"vide"): Content.MP4, (b"soun",): Content.M4A}
SOUND = tracks(b"mp42", b"soun")


@pytest.mark.parametrize(
    ("data", "name", "content"),
    [
        (b"", "a.docx", Content.EMPTY),
        (b"\xff\xd8\xff\xe0" + bytes(20), "a.png", Content.JPEG),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "a.jpg", Content.PNG),
        (b"GIF89a" + bytes(20), "a.jpg", Content.GIF),
        (b"II*\0" + bytes(20), "a.jpg", Content.TIFF),
        (b"BM" + bytes(12) + b"\x28\0\0\0" + bytes(40), "a.jpg", Content.BMP),
        (b"RIFF\0\0\0\0WEBPVP8 ", "a.jpg", Content.WEBP),
        (b"RIFF\0\0\0\0AVI LIST", "a.mp4", Content.AVI),
        (b"RIFF\0\0\0\0WAVEfmt ", "a.mp3", Content.WAV),
        (ftyp(b"heic"), "a.jpg", Content.HEIC),
        (ftyp(b"mif1"), "a.jpg", Content.HEIC),
        (b"\xff\xff\xff\xff" + ftyp(b"heic")[4:], "a.jpg", Content.HEIC),  # a box of 4 GB
        (ftyp(b"avif"), "a.jpg", Content.AVIF),
        (ftyp(b"isom"), "a.mov", Content.MP4),
        (box(b"free", bytes(8)) + ftyp(b"mp42"), "a.mp4", Content.MP4),
        (ftyp(b"qt  "), "a.mp4", Content.QUICKTIME),
        (ftyp(b"M4A "), "a.mp4", Content.M4A),
        *((SOUND, name, Content.M4A) for name in ("a.m4a", "录音.mp4", "a.mp4")),
        (tracks(b"isom", b"soun", far=(1 << 16) - 12), "a.mp4", Content.M4A),
        (tracks(b"isom", b"vide", b"soun"), "a.mp4", Content.MP4),
        (tracks(b"isom", b"soun", b"vide"), "a.m4a", Content.MP4),
        (tracks(b"isom", b"soun", b"vide", far=(1 << 16) - 40), "a.mp4", Content.MP4),
        (tracks(b"isom", b"vide"), "a.mp4", Content.MP4),
        (tracks(b"isom"), "a.mp4", Content.MP4),
        (tracks(b"M4A ", b"soun", b"vide"), "a.mp4", Content.MP4),
        (tracks(b"M4A ", b"soun", b"vide"), "a.m4b", Content.M4A),  # pictures of its chapters
        (tracks(b"M4A ", b"soun"), "a.mp4", Content.M4A),
        # Cut short within the index: the picture may have stood in the rest.
        (tracks(b"isom", b"soun", b"vide")[:-30], "a.mp4", Content.MP4),
        (tracks(b"isom", b"soun")[:-10], "a.m4a", Content.M4A),
        *((long_index(sorts), "a.mp4", told) for sorts, told in LONG.items()),
        (tracks(b"isom", b"soun", b"vide", far=4_000_000 - 40), "a.mp4", Content.MP4),
        *((box(first, bytes(8)), "a.mp4", Content.QUICKTIME) for first in (b"moov", b"mdat")),
        (box(b"wide") + box(b"mdat", bytes(8)), "a.mp4", Content.QUICKTIME),
        (box(b"free", bytes(8)) + box(b"mdat"), "a.mp4", Content.QUICKTIME),
        (b"\x1a\x45\xdf\xa3" + bytes(20), "a.mp4", Content.MATROSKA),
        (bytes.fromhex("3026b2758e66cf11") + bytes(20), "a.mp4", Content.WMV),
        (b"FLV\x01" + bytes(20), "a.mp4", Content.FLV),
        (b"\x00\x00\x01\xba" + bytes(20), "a.mp4", Content.MPEG),
        ((b"G" + bytes(187)) * 5, "a.mp4", Content.MPEG),
        (b"ID3\x04" + bytes(20), "a.mp4", Content.MP3),
        (MP3_FRAME * 3, "a.txt", Content.MP3),
        (b"OggS" + bytes(20), "a.mp3", Content.AUDIO_OTHER),
        (b"#!AMR\n" + bytes(20), "a.mp3", Content.AUDIO_OTHER),
        (b"%PDF-1.4\n", "a.doc", Content.PDF),
        (b"{\\rtf1 x}", "a.doc", Content.RTF),
        ("\ufeff<html><body>字".encode(), "a.doc", Content.HTML),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html><html>', "a.xls", Content.HTML),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related;", "a.doc", Content.MHT),
        (b'<?xml version="1.0"?><w:wordDocument/>', "a.doc", Content.WORD_XML),
        ("总结".encode("gb18030"), "a.docx", Content.TEXT),
        ("总结".encode("utf-16"), "a.txt", Content.TEXT),
        (b"The free lunch", "a.txt", Content.TEXT),
        (("字" * 40_000).encode(), "a", Content.TEXT),
        (b"<!doctype html><title>404</title>", "a.mp4", Content.UNKNOWN),
        (b"<html>404</html>", "a.MOV", Content.UNKNOWN),
        ("下载失败".encode(), "a.jpg", Content.UNKNOWN),
        ("下载失败".encode("gb18030"), "a.heic", Content.UNKNOWN),
        ("下载失败".encode(), "a.mp3", Content.UNKNOWN),
        (b"text\0text", "a.txt", Content.UNKNOWN),
        (NOISE, "a.docx", Content.UNKNOWN),
        (b"Rar!\x1a\x07\x01\0", "a.zip", Content.RAR),
        (b"7z\xbc\xaf\x27\x1c", "a.zip", Content.SEVENZIP),
        (b"\x1f\x8b\x08\0", "a.zip", Content.GZIP),
        (bytes(257) + b"ustar\0" + bytes(250), "a", Content.TAR),
        (DOCX, "a.doc", Content.DOCX),
        (DOCX[: len(DOCX) // 2], "a.docx", Content.DOCX),
        (DOCX[: len(DOCX) // 2], "a.bin", Content.ZIP),
        (docx_of(para("字"), slash="\\"), "a.zip", Content.DOCX),
        (MOVED, "a.zip", Content.DOCX),
        (XLSX, "a.docx", Content.XLSX),
        (zip_of({"word/a.txt": "x"}), "a.docx", Content.ZIP),
        (zip_of({"a.docx": DOCX}), "a.docx", Content.ZIP),
        (doc_of([([("字\r", b"")], b"")]), "a.docx", Content.DOC),
        (ole_of({"Workbook": b"x"}), "a.doc", Content.XLS),
        (ole_of({"PowerPoint Document": b"x"}), "a.doc", Content.PPT),
        (ole_of({"EncryptionInfo": b"x", "EncryptedPackage": b"x"}), "a", Content.OFFICE_ENCRYPTED),
        (ole_of({"WordDocument": b"x" * 5000})[:600], "a.docx", Content.UNKNOWN),
        (ole_of({"WordDocument": b"x" * 5000})[:600], "a.doc", Content.DOC),
        (ole_of({"Catalog": b"x"}), "Thumbs.db", Content.UNKNOWN),
        (ole_of({"Workbook": b"x"})[:600], "a.xls", Content.XLS),
        (ole_of({"Workbook": b"x"})[:600], "a", Content.UNKNOWN),
    ],
)
def test_content_is_told_by_bytes(data: bytes, name: str, content: Content) -> None:
    assert kind(data, name) is content


STARTS = [b"", b"PK\x03\x04", b"\xff\xfb", DOCX[:90], b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08"]
STARTS += [b"MZ" + bytes(58) + b"\x40\0\0\0PE\0\0", b"ID3", b"<?xml ", b"\xff\xfe<", b"RIFF"]
#: A directory of a TIFF file with many fields, whose types and places are anything.
TAGS = struct.pack("<8H", 8, 254, 1, 259, 330, 271, 256, 262)


@given(st.binary(max_size=300), st.sampled_from([*STARTS, STARTS[4] + TAGS]))
def test_nothing_raises(data: bytes, start: bytes) -> None:
    assert kind(start + data, "a.docx") in Content
