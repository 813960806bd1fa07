"""Archives as unusual packers, pipes and net disks make them: read, or one mistake of their own."""

from __future__ import annotations

import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from pathlib import Path

import pytest
from tests.files.archives.looking import contents, look, opened, refused
from tests.files.archives.zip_files import LOCKED, Entry, zip_file

from jlxx_check.files.archives import ArchiveLimits, decompressing, is_archive, open_archive
from jlxx_check.files.archives.decompressing import DEFLATE64, OLD_ZSTD, XZ, ZSTD
from jlxx_check.model.facts import Cause

TEXT = "百姓学习之星推介表".encode() * 200
GOOD = Entry(b"good.txt", TEXT)


def packed_as(method: int, data: bytes, name: bytes = b"a.txt") -> bytes:
    """A zip file of one member that is packed so already."""
    entry = Entry(name, data, method=method, size=len(TEXT), crc=zlib.crc32(TEXT))
    return zip_file([entry])


def deflate64(data: bytes) -> bytes:
    inflate64 = pytest.importorskip("inflate64")
    machine = inflate64.Deflater()
    return bytes(machine.deflate(data) + machine.flush())


def zstd(data: bytes) -> bytes:
    zstd = pytest.importorskip("backports.zstd")
    return bytes(zstd.compress(data))


def with_zip64(data: bytes, before: int = 0) -> bytes:
    """The same zip file with the end records of zip64 beside numbers that would do."""
    at = data.rindex(b"PK\5\6")
    _, _, here, count, length, start = struct.unpack_from("<HHHHII", data, at + 4)
    record = struct.pack("<4sQHHIIQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, here, count, length, start)
    locator = struct.pack("<4sIQI", b"PK\6\7", 0, at - before, 1)
    return data[:at] + record + locator + data[at:]


def test_what_is_packed_with_deflate64(tmp_path: Path) -> None:
    data = packed_as(DEFLATE64, deflate64(TEXT))
    assert look(tmp_path / "a.zip", data) == {"a.txt": TEXT}


def test_deflate64_gives_no_more_than_asked() -> None:
    packed = io.BytesIO(deflate64(bytes(5_000_000)))
    chunks = list(decompressing.inflate(packed, DEFLATE64))
    assert b"".join(chunks) == bytes(5_000_000)
    assert max(map(len, chunks)) <= 256 * 1024


@pytest.mark.parametrize("method", [ZSTD, OLD_ZSTD])
def test_what_is_packed_with_zstandard(tmp_path: Path, method: int) -> None:
    assert look(tmp_path / "a.zip", packed_as(method, zstd(TEXT))) == {"a.txt": TEXT}


def test_what_is_packed_with_xz(tmp_path: Path) -> None:
    assert look(tmp_path / "a.zip", packed_as(XZ, lzma.compress(TEXT))) == {"a.txt": TEXT}


@pytest.mark.parametrize("method", [DEFLATE64, ZSTD, XZ])
def test_damage_in_such_a_member_is_damage(tmp_path: Path, method: int) -> None:
    if not decompressing.unpacks(method):
        pytest.skip("nothing here unpacks it")
    assert look(tmp_path / "a.zip", packed_as(method, b"\xff" * 50)) == {"a.txt": Cause.CORRUPT}


@pytest.mark.parametrize("method", [1, 6, 98, 97])
def test_a_way_that_is_not_read_is_one_mistake(tmp_path: Path, method: int) -> None:
    names = [b"1.txt", b"2.txt", b"3.txt"]
    entries = [Entry(name, TEXT, method=method) for name in names]
    tree = opened(tmp_path / "a.zip", zip_file(entries))
    assert contents(tree) == {}
    problems = [item.problem for item in tree.refused if item.problem]
    assert [problem.cause for problem in problems] == [Cause.UNSUPPORTED]
    assert "重新压缩" in problems[0].detail.zh
    assert refused(tree) == {"a.zip": "unsupported", **dict.fromkeys(
        ["1.txt", "2.txt", "3.txt"], "unreadable")}  # fmt: skip


def test_without_the_library_deflate64_is_such_a_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = packed_as(DEFLATE64, b"x")
    monkeypatch.setattr(decompressing, "_inflate64", lambda: None)
    monkeypatch.setattr(decompressing, "zstd", lambda: None)
    for given in (data, packed_as(ZSTD, b"x")):
        tree = opened(tmp_path / "a.zip", given)
        assert refused(tree) == {"a.zip": "unsupported", "a.txt": "unreadable"}


def test_some_members_in_such_a_way(tmp_path: Path) -> None:
    tree = opened(tmp_path / "a.zip", zip_file([GOOD, Entry(b"odd.txt", TEXT, method=98)]))
    assert contents(tree) == {"good.txt": TEXT}
    assert refused(tree) == {"a.zip": "unsupported", "odd.txt": "unreadable"}


def test_a_password_is_told_before_the_way(tmp_path: Path) -> None:
    entries = [Entry(b"1.txt", TEXT, flags=LOCKED), Entry(b"2.txt", TEXT, method=98)]
    tree = opened(tmp_path / "a.zip", zip_file(entries))
    assert refused(tree)["a.zip"] == "password"


BEFORE = b"#!/bin/sh\nunzip $0; exit\n" * 9


@pytest.mark.parametrize(
    "data",
    [
        with_zip64(zip_file([GOOD])),
        BEFORE + with_zip64(zip_file([GOOD])),
        with_zip64(zip_file([GOOD]))[:-2] + struct.pack("<H", 5) + b"zip64",
        BEFORE + zip_file([GOOD]),
        b"PK00" + zip_file([GOOD]),
        zip_file([GOOD], after=b"\r\n"),
    ],
    ids=["zip64", "zip64 behind a script", "zip64 and a comment", "script", "PK00", "line end"],
)
def test_what_a_pipe_or_an_unpacking_script_adds(tmp_path: Path, data: bytes) -> None:
    assert look(tmp_path / "长春市.zip", data) == {"good.txt": TEXT}


def test_places_that_were_put_right_after_a_script_was_put_before(tmp_path: Path) -> None:
    out = io.BytesIO(BEFORE)
    out.seek(0, io.SEEK_END)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("good.txt", TEXT)
    assert look(tmp_path / "a.zip", out.getvalue()) == {"good.txt": TEXT}


def test_a_signature_behind_the_directory(tmp_path: Path) -> None:
    data = zip_file([GOOD])
    at = data.rindex(b"PK\5\6")
    signed = data[:at] + b"PK\5\5" + struct.pack("<H", 4) + b"sign" + data[at:]
    assert look(tmp_path / "a.zip", signed) == {"good.txt": TEXT}


def test_a_cut_zip64_is_cut(tmp_path: Path) -> None:
    data = with_zip64(zip_file([GOOD, Entry(b"b.txt", TEXT)]))
    tree = opened(tmp_path / "a.zip", data[:-30])
    assert refused(tree)["a.zip"] == "cut-short"


def tar_of(mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        info = tarfile.TarInfo("a.txt")
        info.size = len(TEXT)
        archive.addfile(info, io.BytesIO(TEXT))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txz", tar_of("w:xz")),
        ("a.tbz", tar_of("w:bz2")),
        ("a.tgz", tar_of("w:gz")),
        ("a.tlz", lzma.compress(tar_of(), lzma.FORMAT_ALONE)),
        ("a.tar.lzma", lzma.compress(tar_of(), lzma.FORMAT_ALONE)),
        ("a.tar.xz", lzma.compress(tar_of()[:700]) + lzma.compress(tar_of()[700:])),
        ("a.txz", lzma.compress(tar_of()) + bytes(8)),
        ("a.txz", lzma.compress(tar_of()) + b"and a signature"),
        ("a.tgz", tar_of("w:gz") + b"and a signature"),
        ("a.tgz", tar_of("w:gz") + bytes(700)),
    ],
)
def test_tar_files_however_packed(tmp_path: Path, name: str, data: bytes) -> None:
    assert look(tmp_path / name, data) == {"a.txt": TEXT}


@pytest.mark.parametrize("name", ["a.tzst", "a.tar.zst"])
def test_tar_files_packed_with_zstandard(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    passed_over = b"\x50\x2a\x4d\x18\x03\0\0\0abc"
    data = zstd(tar_of()[:2000]) + passed_over + zstd(tar_of()[2000:])
    assert look(tmp_path / name, data) == {"a.txt": TEXT}
    assert look(tmp_path / name, passed_over + data + b"and a signature") == {"a.txt": TEXT}
    cut = opened(tmp_path / name, data[:-9])
    assert refused(cut)[name] == "cut-short"
    from jlxx_check.files.archives import tars

    monkeypatch.setattr(tars, "zstd", lambda: None)
    assert refused(opened(tmp_path / name, data)) == {name: "unsupported"}


CABINET = b"MSCF\0\0\0\0" + bytes(80)
CLOSED = [("材料.cab", CABINET), ("材料.iso", bytes(0x8001) + b"CD001" + bytes(99))]


@pytest.mark.parametrize(("name", "data"), CLOSED)
def test_an_archive_that_is_not_opened_is_one_mistake(
    tmp_path: Path, name: str, data: bytes
) -> None:
    tree = opened(tmp_path / name, data)
    assert refused(tree) == {name: "unsupported"}
    folder = tmp_path / "长春市"
    folder.mkdir()
    (folder / name).write_bytes(data)
    (folder / "a.txt").write_bytes(TEXT)
    tree = opened(folder)
    assert contents(tree) == {"a.txt": TEXT}
    assert refused(tree) == {name: "unsupported"}
    (item,) = tree.refused
    assert "解压后" in item.why.zh


def zipped(*names: str) -> bytes:
    return zip_file([Entry(name.encode(), TEXT) for name in names])


JAR = zipped("META-INF/MANIFEST.MF", "a.class")
ODT = zipped("mimetype", "content.xml", "META-INF/manifest.xml")
LIVE = zipped("IMG_1.HEIC", "IMG_1.MOV")


@pytest.mark.parametrize(
    ("name", "data", "package"),
    [
        ("长春市.zip", zipped("a.txt"), True),
        ("长春市.txz", tar_of("w:xz"), True),
        ("长春市", zipped("a.txt"), True),
        ("长春市.zip", b"noise", True),  # called one: said to be broken
        ("长春市.iso", CLOSED[1][1], True),
        ("长春市.dmg", b"raw" * 99, True),
        ("长春市.exe", b"MZ a program", False),
        ("工具.jar", JAR, False),
        ("工具", JAR, False),
        ("登记表.ods", ODT, False),
        ("推介表", ODT, False),
        ("照片.livp", LIVE, False),
        ("书.epub", zipped("mimetype", "META-INF/container.xml"), False),
        ("推介表.docx", zipped("[Content_Types].xml", "word/document.xml"), False),
        ("长春市.zip.crdownload", zipped("a.txt"), False),
        ("说明.txt", TEXT, False),
        ("推介表", zipped("[Content_Types].xml", "word/document.xml")[:-30], False),  # cut short
        ("长春市", zipped("a.txt", "b.txt")[:-30], True),
        ("推介表.docx", zipped("a.txt"), False),  # another rule's mistake
        ("长春市.svg", gzip.compress(TEXT), False),
        ("长春市", gzip.compress(TEXT), False),
        ("应用.apk", zipped("AndroidManifest.xml", "classes.dex"), False),
        ("长春市", b"", False),
        ("长春市.zip", b"", True),
    ],
)
def test_what_can_be_a_package(tmp_path: Path, name: str, data: bytes, package: bool) -> None:
    """The look before anything is judged, and the opening after it, say the same."""
    path = tmp_path / name
    path.write_bytes(data)
    assert is_archive(path) is package
    tree = open_archive(path, ArchiveLimits(), lambda _: False)
    assert (tree is not None) is package
    if tree is not None:
        tree.close()


def test_what_is_a_document_is_so_under_every_limit(tmp_path: Path) -> None:
    path = tmp_path / "推介表"
    path.write_bytes(ODT)
    for members in (1, 2, 3, 20_000):
        limits = ArchiveLimits(members=members)
        assert is_archive(path, limits) is (open_archive(path, limits, lambda _: False) is not None)


@pytest.mark.parametrize(("name", "data"), [("照片.livp", LIVE), ("推介表.odt", ODT), ("a", JAR)])
def test_a_document_that_is_a_zip_inside_is_not_opened(
    tmp_path: Path, name: str, data: bytes
) -> None:
    (tmp_path / name).write_bytes(data)
    tree = opened(tmp_path)
    assert [node.path for node in tree.files] == [name]


def test_a_folder_that_is_one_document_is_not_looked_into(tmp_path: Path) -> None:
    index = tmp_path / "推介表.pages" / "Index.zip"
    index.parent.mkdir()
    index.write_bytes(zipped("Document.iwa"))
    tree = opened(tmp_path)
    assert [node.path for node in tree.files] == ["推介表.pages/Index.zip"]


def test_the_last_part_of_a_split_zip_is_split(tmp_path: Path) -> None:
    tail = b"the end of a member" + zip_file([GOOD], disk=2)[40:]
    tree = opened(tmp_path / "长春市.zip", tail)
    (item,) = tree.refused
    assert "分卷" in item.why.zh


@pytest.mark.parametrize(
    ("name", "cause"),
    [("长春市.dmg", "unsupported"), ("长春市.lzh", "unsupported"), ("长春市.cbz", "corrupt")],
)
def test_what_is_only_called_an_archive(tmp_path: Path, name: str, cause: str) -> None:
    tree = opened(tmp_path / name, b"noise" * 99)
    assert (tree.name, refused(tree)) == ("长春市", {name: cause})
