"""Formats that are known and not read: by content first, and their neighbours are none of them."""

from __future__ import annotations

import io
import struct

import pytest

from jlxx_check.facts.one_file import read_body
from jlxx_check.model.facts import Cause, Content, Unreadable
from jlxx_check.probes.sniffing.sniff import sniff
from tests.probes.office_files import ole_of, zip_of

NOISE = bytes(range(255, 0, -1)) * 8
LNK = bytes.fromhex("4c0000000114020000000000c000000000000046") + bytes(56)
ODF = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
SHORT, LONG = 3, 4


def kind(data: bytes, name: str) -> Content:
    return sniff(io.BytesIO(data), len(data), name)


def odf(which: str) -> bytes:
    return zip_of(
        {"mimetype": f"application/vnd.oasis.opendocument.{which}", "content.xml": "<a/>"}
    )


def tiff(*first: tuple[int, int, int], inner: tuple[tuple[int, int, int], ...] = ()) -> bytes:
    """A TIFF file of one directory, and one that its tag 330 points to. (tag, type, value)"""
    tags = [*first, *([(330, LONG, 8 + 2 + 12 * (len(first) + 1) + 4)] if inner else [])]

    def directory(fields: list[tuple[int, int, int]]) -> bytes:
        rows = b"".join(struct.pack("<HHII", tag, type_, 1, value) for tag, type_, value in fields)
        return struct.pack("<H", len(fields)) + rows + bytes(4)

    return b"II*\0" + struct.pack("<I", 8) + directory(tags) + directory(list(inner)) + bytes(8)


def program(behind: bytes) -> bytes:
    """A Windows program of one section, and what lies behind it."""
    section = struct.pack("<8sIIII16x", b".text", 0, 0, 512, 512)
    parts = b"PE\0\0" + struct.pack("<HH12xHH", 0x14C, 1, 0, 0) + section
    head = (b"MZ" + bytes(58) + struct.pack("<I", 64) + parts).ljust(512, b"\0")
    return head + b"Rar!\x1a\x07".ljust(512, b"\0") + behind


PREVIEW = ((254, LONG, 1), (256, LONG, 160), (257, LONG, 120), (262, SHORT, 2))
SENSOR = ((254, LONG, 0), (256, LONG, 4032), (257, LONG, 3024))
MAKE = (271, 2, 0)

CASES = [
    # documents
    (odf("text"), "推介表.odt", Content.ODT),
    (odf("spreadsheet"), "登记表.ods", Content.ODS),
    (odf("spreadsheet"), "登记表.xlsx", Content.ODS),
    (odf("presentation"), "课件.odp", Content.ODP),
    (odf("text")[:60], "推介表.odt", Content.ODT),
    (f'<?xml version="1.0"?><office:document xmlns:office="{ODF}" office:mimetype="application/'
     'vnd.oasis.opendocument.text"/>'.encode(), "推介表.fodt", Content.ODT),
    (zip_of({"OFD.xml": "<ofd/>", "Doc_0/Document.xml": "<a/>"}), "推介表.ofd", Content.OFD),
    (zip_of({"uof.xml": "<a/>", "content.xml": "<a/>"}), "推介表.uot", Content.UOF),
    (b'<?xml version="1.0"?><uof:UOF xmlns:uof="x"/>', "推介表.uof", Content.UOF),
    (zip_of({"Index/Document.iwa": "x", "preview.jpg": "x"}), "推介表.pages", Content.PAGES),
    (zip_of({"Index/Document.iwa": "x", "Index/CalculationEngine.iwa": "x"}), "a.zip",
     Content.NUMBERS),
    (zip_of({"Index/Document.iwa": "x", "Index/Slide-1.iwa": "x"}), "a", Content.KEYNOTE),
    (b"x", "推介表.pages/Index.zip", Content.PAGES),
    (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "登记表.xls",
     Content.EXCEL_XML),
    ('<?xml version="1.0"?><?mso-application progid="Word.Document"?><a/>'.encode("utf-16"),
     "推介表.doc", Content.WORD_XML),
    (b'<?xml version="1.0"?><note/>', "a.xls", Content.XML),
    (b"<table border=1><tr><td>1", "登记表.xls", Content.HTML),
    (b"Received: by x\r\nFrom: a\r\nSubject: b\r\n\r\n", "推介.eml", Content.MAIL),
    (ole_of({"__properties_version1.0": b"x"}), "推介.msg", Content.MAIL),
    (ole_of({"Props14": b"x"}), "计划.mpp", Content.PROJECT),
    (zip_of({"mimetype": "application/epub+zip", "META-INF/container.xml": "x"}), "a.epub",
     Content.EPUB),
    (NOISE, "论文.caj", Content.CAJ),
    # pictures
    (b"8BPS" + bytes(30), "证件照.psd", Content.PSD),
    (b"\xff\x0a" + NOISE, "照片.jxl", Content.JXL),
    (b"\0\0\2" + NOISE, "照片.tga", Content.PICTURE_OTHER),
    (b"P6 2 2 255\n" + NOISE, "照片.ppm", Content.PICTURE_OTHER),
    (tiff(*PREVIEW, (50706, LONG, 1025)), "照片.dng", Content.RAW),
    (tiff(*PREVIEW, inner=(*SENSOR, (262, SHORT, 32803))), "照片.tif", Content.RAW),
    (tiff(*PREVIEW, MAKE, inner=SENSOR), "照片.pef", Content.RAW),
    (tiff(MAKE, inner=(*SENSOR, (259, SHORT, 34713))), "照片.nef", Content.RAW),
    (b"II*\0\x10\0\0\0CR\2\0" + bytes(20), "照片.cr2", Content.RAW),
    (b"\0\0\0\x18ftypcrx \0\0\0\1crx isom", "照片.cr3", Content.RAW),
    (b"FUJIFILMCCD-RAW 0201" + bytes(20), "照片.raf", Content.RAW),
    (zip_of({"IMG_1.HEIC": "x", "IMG_1.MOV": "x"}), "照片.livp", Content.LIVP),
    (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "标志.svg", Content.SVG),
    (b"%PDF-1.5 x", "海报.ai", Content.ILLUSTRATOR),
    # sound and pictures that move
    (b"\x02#!SILK_V3" + NOISE, "语音.silk", Content.SILK),
    (b"MAC \x96\x0f\0\0" + NOISE, "音乐.ape", Content.AUDIO_OTHER),
    (b".RMF\0\0\0\x12" + NOISE, "视频.rmvb", Content.REALMEDIA),
    (b"DHAV\xfd\0\0\0" + NOISE, "视频.dav", Content.RECORDER),
    # what stands for a file that is elsewhere
    (LNK, "推介表.docx - 快捷方式.lnk", Content.SHORTCUT),
    (LNK, "推介表.docx", Content.SHORTCUT),
    (b"[InternetShortcut]\r\nURL=https://example.invalid/\r\n", "证件照.jpg.url", Content.SHORTCUT),
    (b"[InternetShortcut]\r\nURL=https://example.invalid/\r\n", "证件照.jpg", Content.SHORTCUT),
    (b"[Desktop Entry]\nType=Link\n", "推介表.desktop", Content.SHORTCUT),
    (b"bplist00" + NOISE, "推介表.webloc", Content.SHORTCUT),
    (b"bplist00" + NOISE, ".推介表.docx.icloud", Content.CLOUD),
    (zip_of({"a": "x"})[:20], "推介表.docx.baiduyun.p.downloading", Content.PARTIAL),
    (b"", "视频.mp4.crdownload", Content.PARTIAL),
    (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "照片.jpg", Content.LFS),
    # archives and programs
    (program(b";!@Install@!" + b"7z\xbc\xaf\x27\x1c"), "材料.exe", Content.SELF_EXTRACTING),
    (program(b"Rar!\x1a\x07\x01\0"), "材料.exe", Content.SELF_EXTRACTING),
    (bytes(0x8001) + b"CD001" + bytes(99), "材料.iso", Content.ISO),
    (NOISE + b"koly" + bytes(508), "材料.dmg", Content.DMG),
    (b"MSCF\0\0\0\0" + NOISE, "材料.cab", Content.CAB),
    (zip_of({"META-INF/MANIFEST.MF": "x"}), "工具.jar", Content.PROGRAM),
    (zip_of({"META-INF/MANIFEST.MF": "x"}), "工具", Content.PROGRAM),
    (zip_of({"演示.key/Index.zip": "x", "演示.key/Data/a.jpg": "x"}), "演示.key", Content.KEYNOTE),
    (tiff(MAKE), "照片.nef", Content.RAW),
    (b"%!PS-Adobe-3.0", "海报.ai", Content.ILLUSTRATOR),
    ("<html><meta charset=windows-1252>\x93".encode("cp1252", "replace") + b"\x81\xff", "a.html",
     Content.HTML),
    (b"X-Account-Key: 1\nFrom - Mon\n", "推介.eml", Content.MAIL),
    (b"\x09\x04\x06\0" + NOISE, "登记表.xls", Content.XLS),
    (b"\xffWPC" + NOISE, "总结.doc", Content.OLD_OFFICE),
    (b"ID3\3\0\0\0\0\0\x02xxfLaC" + NOISE, "a.flac", Content.AUDIO_OTHER),
    # innocent neighbours
    (b"ID3\3\0\0\0\0\0\x02xx\xff\xfb\x90\0" + bytes(413), "a.mp3", Content.MP3),
    (b'<?xml version="1.0"?><table><row/></table>', "a.xml", Content.XML),
    (zip_of({"演示.key/Index.zip": "x"}), "演示.zip", Content.ZIP),
    (tiff((254, LONG, 0), (256, LONG, 4032), (257, LONG, 3024), (262, SHORT, 2), MAKE), "a.tif",
     Content.TIFF),
    (tiff((256, LONG, 4032), (257, LONG, 3024), inner=((256, LONG, 160), (257, LONG, 120))),
     "a.tif", Content.TIFF),
    (program(b""), "解压工具.exe", Content.PROGRAM),
    (zip_of({"IMG_1.HEIC": "x", "IMG_1.MOV": "x"}), "照片.zip", Content.ZIP),
    (zip_of({"a.HEIC": "x", "b.HEIC": "x", "c.MOV": "x"}), "照片", Content.ZIP),
    (b"MAC address of the school's computer", "说明.txt", Content.TEXT),
    (b"From: a school\nTo: b\nDate: c\n", "总结.txt", Content.TEXT),
    ("推介表的快捷方式 [InternetShortcut]".encode(), "说明.txt", Content.TEXT),
    (NOISE, "证件照.psd", Content.UNKNOWN),
    (zip_of({"材料/OFD.xml": "x", "材料/推介表.docx": "x"}), "材料.zip", Content.ZIP),
]  # fmt: skip


@pytest.mark.parametrize(("data", "name", "content"), CASES)
def test_a_format_is_known(data: bytes, name: str, content: Content) -> None:
    assert kind(data, name) is content


def body(data: bytes, name: str) -> object:
    content = kind(data, name)
    return read_body(io.BytesIO(data), len(data), content, name)


@pytest.mark.parametrize(
    ("data", "name", "way"),
    [
        (odf("text"), "推介表.odt", "另存为 .docx"),
        (b"8BPS" + bytes(30), "证件照.psd", "另存为 .jpg"),
        (tiff(*PREVIEW, (50706, LONG, 1025)), "照片.dng", "导出为 .jpg"),
        (b"<?mso-application progid='Excel.Sheet'?>", "登记表.xls", "另存为 .xlsx"),
        (b"\x02#!SILK_V3" + NOISE, "语音.silk", "转换为 .mp3"),
    ],
)
def test_what_is_not_read_is_no_damage_and_says_the_way_out(
    data: bytes, name: str, way: str
) -> None:
    found = body(data, name)
    assert isinstance(found, Unreadable) and found.cause is Cause.UNSUPPORTED
    assert way in found.detail.zh


@pytest.mark.parametrize(
    ("data", "name", "cause"),
    [
        (NOISE, "证件照.psd", Cause.CORRUPT),
        (NOISE, "推介表.odt", Cause.CORRUPT),
        (odf("text")[:-30], "推介表.odt", Cause.CUT_SHORT),
        (b"", "推介表.ofd", Cause.EMPTY),
    ],
)
def test_damage_is_told_where_it_is_shown(data: bytes, name: str, cause: Cause) -> None:
    found = body(data, name)
    assert isinstance(found, Unreadable) and found.cause is cause
