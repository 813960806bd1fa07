"""Zip archives, honest and hostile."""

from __future__ import annotations

import bz2
import io
import pickle
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.files.archives.looking import contents, look, opened, refused, why
from tests.files.archives.zip_files import LINK, LOCKED, PIPE, UNIX, UTF8, Entry, zip_file
from tests.support.examples import tried

from jlxx_check.files.archives import decompressing, members
from jlxx_check.model.facts import Cause
from jlxx_check.model.package import Reason
from jlxx_check.model.tree import UnreadableFile

TEXT = "推介材料".encode() * 50


def written(method: int, **files: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
@pytest.mark.parametrize("large", [False, True], ids=["in memory", "by way of the folder"])
def test_every_usual_method(
    tmp_path: Path, method: int, large: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if large:
        monkeypatch.setattr(members, "_IN_MEMORY", 10)
    files = {"甲.txt": TEXT, "空.txt": b"", "bytes": bytes(range(256)) * 3000}
    assert look(tmp_path / "包.zip", written(method, **files)) == files


def test_what_is_told_of_an_archive(tmp_path: Path) -> None:
    tree = opened(tmp_path / "长春市.教育局.ZIP", written(8, **{"a/2.txt": b"x", "a/10.txt": b"y"}))
    assert (tree.kind, tree.name, tree.path) == (
        "zip", "长春市.教育局", str(tmp_path / "长春市.教育局.ZIP"),
    )  # fmt: skip
    assert [node.path for node in tree.files] == ["a/2.txt", "a/10.txt"]
    assert len({node.stamp for node in tree.files}) == 2
    tree.close()
    with pytest.raises(FileNotFoundError):
        tree.open("a/3.txt")


def test_streams_seek(tmp_path: Path) -> None:
    for method in (0, 8):
        tree = opened(tmp_path / f"{method}.zip", written(method, a=b"0123456789"))
        with tree.open("a") as stream:
            assert stream.seek(-3, 2) == 7
            assert stream.read() == b"789"
            assert stream.seek(2) == 2
            assert stream.read(2) == b"23"
            assert stream.seek(1, 1) == 5
            assert stream.read(100) == b"56789"
            with pytest.raises((OSError, ValueError)):
                stream.seek(-1)


def test_names_without_a_flag_are_read_as_chinese(tmp_path: Path) -> None:
    raw = zip_file([Entry("长春市教育局/登记表.xlsx".encode("gbk"), TEXT)])
    assert list(look(tmp_path / "a.zip", raw)) == ["长春市教育局/登记表.xlsx"]


@pytest.mark.parametrize(
    ("good", "name"), [(True, "世界.txt"), (False, "另一个.txt")], ids=["fits", "of another name"]
)
def test_the_extra_field_with_the_name(tmp_path: Path, good: bool, name: str) -> None:
    raw = "另一个.txt".encode("gbk")
    body = b"\x01" + struct.pack("<L", zlib.crc32(raw if good else b"x")) + "世界.txt".encode()
    extra = struct.pack("<2H", 0x7075, len(body)) + body
    entries = [Entry(raw, TEXT, extra=extra)]
    assert list(look(tmp_path / "a.zip", zip_file(entries))) == [name]


def test_a_flag_that_lies_costs_nothing(tmp_path: Path) -> None:
    raw = zip_file([Entry("登记表.xlsx".encode("gbk"), TEXT, flags=UTF8)])
    assert list(look(tmp_path / "a.zip", raw)) == ["登记表.xlsx"]


def test_bytes_around_the_archive(tmp_path: Path) -> None:
    entries = [Entry(b"a.txt", TEXT), Entry(b"b.txt", TEXT, method=0)]
    after = zip_file(entries, after=b"\0" * 700)
    assert look(tmp_path / "a.zip", after) == {"a.txt": TEXT, "b.txt": TEXT}
    before = zip_file(entries, before=b"PK\x03\x04 a program, and no member at all" * 20)
    assert look(tmp_path / "b.zip", before) == {"a.txt": TEXT, "b.txt": TEXT}


GOOD = Entry(b"good.txt", TEXT)


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        (Entry(b"/etc/passwd", TEXT), "绝对路径"),
        (Entry(b"../up.txt", TEXT), "“..”"),
        (Entry(b"D:/a.txt", TEXT), "盘符"),
        (Entry(b"a\0.txt", TEXT), "空字符"),
        (Entry(b"link", b"good.txt", attributes=LINK, system=UNIX), "链接"),
        (Entry(b"pipe", attributes=PIPE, system=UNIX), "普通文件"),
        (Entry(b"inside", b"", offset=3), "同一段"),
        (Entry(b"beyond", TEXT, offset=1 << 30), "同一段"),
        (Entry(b"stored", TEXT, method=0, size=9), "同一段"),
    ],
)
def test_one_odd_member_is_refused_and_the_rest_is_read(
    tmp_path: Path, entry: Entry, says: str
) -> None:
    tree = opened(tmp_path / "a.zip", zip_file([GOOD, entry]))
    assert contents(tree) == {"good.txt": TEXT}
    (item,) = tree.refused
    no_file = says in ("链接", "普通文件")
    assert (item.reason, item.problem) == (Reason.REFUSED if no_file else Reason.MISNAMED, None)
    assert says in item.why.zh


@pytest.mark.parametrize("behind", [b"\r\n", bytes(70_000), bytes(200_000), b"--boundary--"])
def test_what_a_transfer_left_behind_the_end_is_no_damage(tmp_path: Path, behind: bytes) -> None:
    tree = opened(tmp_path / "a.zip", zip_file([GOOD]) + behind)
    assert contents(tree) == {"good.txt": TEXT}
    assert not tree.refused


def test_zeros_in_place_of_the_end_are_damage(tmp_path: Path) -> None:
    raw = zip_file([GOOD, Entry(b"bad", TEXT * 40)])
    tree = opened(tmp_path / "a.zip", raw[: len(raw) // 2] + bytes(200_000))
    assert any(item.problem for item in tree.refused)


def test_of_twins_the_last_is_kept(tmp_path: Path) -> None:
    entries = [Entry(b"A.txt", b"1"), Entry(b"a.txt", b"2"), Entry(b"a.txt", b"3")]
    tree = opened(tmp_path / "a.zip", zip_file(entries))
    assert contents(tree) == {"a.txt": b"3"}
    said = {item.path: item.why.zh for item in tree.refused}
    assert "大小写" in said["A.txt"]
    assert "同名" in said["a.txt"]
    assert all("只读取了后面的" in text for text in said.values())


@pytest.mark.parametrize(
    "entry",
    [
        Entry(b"bad", TEXT, crc=1),
        Entry(b"bad", TEXT, size=len(TEXT) - 1),
        Entry(b"bad", TEXT, size=len(TEXT) + 1),
        Entry(b"bad", bytes(5_000_000), size=10),
        Entry(b"bad", TEXT, packed_size=7),
        Entry(b"bad", TEXT, method=0, crc=1),
        Entry(b"bad", TEXT, signature=b"PK\0\0"),
        Entry(b"bad", b"\xff" * 90, method=12),
        Entry(b"bad", bz2.compress(TEXT)[:40], method=12, size=len(TEXT)),
        Entry(b"bad", b"\x09\x14\x05\x00]\0\0\0\x04" + b"\xff" * 90, method=14),
        Entry(b"bad", b"\x09", method=14, size=9),
    ],
)
@pytest.mark.parametrize("large", [False, True], ids=["in memory", "by way of the folder"])
def test_a_damaged_member_is_its_own_fault_alone(
    tmp_path: Path, entry: Entry, large: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if large:
        monkeypatch.setattr(members, "_IN_MEMORY", 0)
    tree = opened(tmp_path / "a.zip", zip_file([GOOD, entry]))
    assert contents(tree) == {"good.txt": TEXT, "bad": Cause.CORRUPT}
    tree.close()


def test_more_than_stated_is_damage_and_no_accusation(tmp_path: Path) -> None:
    """Lost data unpack to anything; nobody stated a false size."""
    tree = opened(tmp_path / "a.zip", zip_file([Entry(b"bad", TEXT, size=len(TEXT) - 1)]))
    with pytest.raises(UnreadableFile) as caught:
        tree.open("bad")
    tree.close()
    assert "已损坏" in caught.value.problem.detail.zh


def test_a_lie_about_the_size_writes_no_more_than_stated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(members, "_IN_MEMORY", 0)
    monkeypatch.setattr(decompressing, "_STEP", 1000)
    written = []
    real = members.os.fdopen

    class Counted:
        def __init__(self, *args: object) -> None:
            self._file = real(*args)  # type: ignore[call-overload]

        def __enter__(self) -> Counted:
            return self

        def __exit__(self, *_: object) -> None:
            self._file.close()

        def write(self, data: bytes) -> None:
            written.append(len(data))

    monkeypatch.setattr(members.os, "fdopen", Counted)
    entries = [Entry(b"bomb.jpg", bytes(10_000_000), size=4000)]
    assert look(tmp_path / "a.zip", zip_file(entries)) == {"bomb.jpg": Cause.CORRUPT}
    assert sum(written) <= 4000


def test_a_member_may_not_reach_into_the_next(tmp_path: Path) -> None:
    """The local header is longer than the directory says: its bytes would be the next one's."""
    raw = bytearray(zip_file([Entry(b"a", TEXT, method=0), GOOD]))
    struct.pack_into("<H", raw, 28, 200)  # the first member's extra field
    assert look(tmp_path / "a.zip", bytes(raw)) == {"a": Cause.CORRUPT, "good.txt": TEXT}


def test_members_that_share_their_bytes(tmp_path: Path) -> None:
    """What makes a zip bomb of gigabytes out of a few kilobytes."""
    entries = [Entry(b"0", TEXT)] + [Entry(str(n).encode(), b"", offset=0) for n in range(1, 40)]
    tree = opened(tmp_path / "a.zip", zip_file(entries))
    assert contents(tree) == {"0": TEXT}
    assert refused(tree) == {str(n): "misnamed" for n in range(1, 40)}


@pytest.mark.parametrize(
    ("entries", "says"),
    [
        ([Entry(b"a", TEXT, flags=LOCKED), Entry(b"b", TEXT, flags=LOCKED)], "设有密码，里面"),
        ([GOOD, Entry(b"a", TEXT, flags=LOCKED), Entry(b"b", TEXT, method=99)], "2个文件设有密码"),
    ],
)
def test_a_password_is_one_problem(tmp_path: Path, entries: list[Entry], says: str) -> None:
    tree = opened(tmp_path / "锁.zip", zip_file(entries))
    assert refused(tree) == {"锁.zip": "password", "a": "unreadable", "b": "unreadable"}
    assert says in why(tree, "锁.zip")
    assert contents(tree) == ({"good.txt": TEXT} if GOOD in entries else {})


def test_a_cut_archive_gives_what_came_before_the_cut(tmp_path: Path) -> None:
    whole = zip_file([Entry(b"a", TEXT), Entry(b"b", TEXT, method=0), Entry(b"c", TEXT)])
    cut = whole[: whole.index(b"PK\x01\x02") - 5]
    tree = opened(tmp_path / "断.zip", cut)
    assert contents(tree) == {"a": TEXT, "b": TEXT}
    assert refused(tree) == {"断.zip": "cut-short"}


def test_sizes_told_later_end_the_walk(tmp_path: Path) -> None:
    whole = zip_file([Entry(b"a", TEXT), Entry(b"b", TEXT, flags=8)])
    assert look(tmp_path / "断.zip", whole[:-30]) == {"a": TEXT}


@given(st.data())
@tried(30)
def test_cut_anywhere_or_flipped_anywhere(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = zip_file([Entry("甲".encode("gbk"), TEXT), Entry(b"b", b"1" * 50, method=0)])
    raw = bytearray(whole[: data.draw(st.integers(1, len(whole)))])
    for _ in range(data.draw(st.integers(0, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    look(tmp_path_factory.getbasetemp() / "some.zip", bytes(raw))


def test_a_damaged_directory(tmp_path: Path) -> None:
    whole = bytearray(zip_file([GOOD, Entry(b"b", TEXT)]))
    whole[whole.rindex(b"PK\x01\x02")] = 0
    tree = opened(tmp_path / "坏.zip", bytes(whole))
    assert contents(tree) == {"good.txt": TEXT}
    assert refused(tree) == {"坏.zip": "corrupt"}


def test_a_part_of_a_split_archive(tmp_path: Path) -> None:
    tree = opened(tmp_path / "a.zip", zip_file([GOOD], disk=2))
    assert refused(tree) == {"a.zip": "cut-short"}
    assert "分卷" in why(tree, "a.zip")


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        ({"members": 2}, "2个"),
        ({"unpacked": 999}, "999 B"),
        ({"unpacked": 500 << 20, "ratio": 3}, "3倍"),
    ],
)
def test_limits(tmp_path: Path, limits: dict[str, int], says: str) -> None:
    big = Entry(b"big", b"", size=300 << 20) if "ratio" in limits else Entry(b"big", bytes(1000))
    raw = zip_file([GOOD, big, Entry(b"c", TEXT)])
    tree = opened(tmp_path / "大.zip", raw, **limits)
    assert refused(tree) == {"大.zip": "limit"}
    assert says in why(tree, "大.zip")
    assert tree.files == ()


def test_a_count_that_lies(tmp_path: Path) -> None:
    """The end record counts in 16 bits, so the records themselves are counted, too."""
    raw = bytearray(zip_file([Entry(str(n).encode()) for n in range(30)]))
    struct.pack_into("<2H", raw, len(raw) - 14, 3, 3)
    assert refused(opened(tmp_path / "a.zip", bytes(raw), members=20)) == {"a.zip": "limit"}


def test_more_than_32_bits(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name in ("a", "b"):
            with archive.open(name, "w", force_zip64=True) as member:
                member.write(TEXT)
    assert look(tmp_path / "a.zip") == {"a": TEXT, "b": TEXT}


def test_folders_are_no_files(tmp_path: Path) -> None:
    entries = [Entry(b"d/", method=0), Entry(b"e\\", method=0), Entry(b"f", attributes=0x10), GOOD]
    tree = opened(tmp_path / "a.zip", zip_file(entries))
    assert contents(tree) == {"good.txt": TEXT}
    assert tree.refused == ()


def test_a_time_is_chinas_unless_it_says_otherwise(tmp_path: Path) -> None:
    utc = struct.pack("<2HBl", 0x5455, 5, 1, 1_688_000_000)
    tree = opened(tmp_path / "a.zip", zip_file([GOOD, Entry(b"utc", b"", extra=utc)]))
    assert {node.path: node.modified for node in tree.files} == {
        "good.txt": 1_688_519_760.0,
        "utc": 1_688_000_000.0,
    }


def test_another_process_opens_what_this_one_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(members, "_IN_MEMORY", 100)
    files = {"small": b"1" * 50, "large": TEXT}
    tree = opened(tmp_path / "a.zip", written(8, **files))
    sent = pickle.loads(pickle.dumps(tree))
    assert contents(sent) == files
    sent.close()
    assert contents(tree) == files
    tree.close()


def test_an_archive_that_changes_meanwhile_is_not_read_on(tmp_path: Path) -> None:
    tree = opened(tmp_path / "a.zip", written(0, a=TEXT))
    (tmp_path / "a.zip").unlink()
    (tmp_path / "a.zip").write_bytes(written(0, a=b"other"))
    with pytest.raises(OSError, match="changed"):
        tree.open("a")
