"""Tar archives, plain and compressed."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.files.archives.looking import contents, look, opened, refused, why
from tests.support.examples import tried

from jlxx_check.model.package import Reason

TEXT = "推介材料".encode() * 400
FILES = {"长春/甲.txt": TEXT, "长春/空.txt": b"", "b.bin": bytes(range(256)) * 40}


def written(mode: str = "w", *odd: tarfile.TarInfo, **settings: str) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode=mode, **settings) as archive:  # type: ignore[call-overload]
        for name, content in FILES.items():
            info = tarfile.TarInfo(name)
            info.size, info.mtime = len(content), 1_688_000_000
            archive.addfile(info, io.BytesIO(content))
        for info in odd:
            archive.addfile(info, io.BytesIO(bytes(info.size)))
    return target.getvalue()


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
@pytest.mark.parametrize("name", ["包.tar", "包.tar.gz", "包.tgz", "包.zip", "包"])
def test_content_tells_what_it_is(tmp_path: Path, mode: str, name: str) -> None:
    tree = opened(tmp_path / name, written(mode))
    assert (tree.kind, tree.name) == ("tar", "包")
    assert contents(tree) == FILES
    assert {node.modified for node in tree.files} == {1_688_000_000.0}
    assert len({node.stamp for node in tree.files}) == 3
    tree.close()


@pytest.mark.parametrize(
    ("format_", "encoding"),
    [(tarfile.USTAR_FORMAT, "gbk"), (tarfile.GNU_FORMAT, "gbk"), (tarfile.GNU_FORMAT, "utf-8"),
     (tarfile.PAX_FORMAT, "utf-8")],
)  # fmt: skip
def test_names_in_any_encoding(tmp_path: Path, format_: int, encoding: str) -> None:
    raw = written("w", format=format_, encoding=encoding)  # type: ignore[arg-type]
    assert look(tmp_path / "a.tar", raw) == FILES


def odd(
    name: str, kind: bytes = tarfile.REGTYPE, target: str = "", size: int = 0
) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname, info.size = kind, target, size
    return info


@pytest.mark.parametrize(
    ("member", "says"),
    [
        (odd("/etc/passwd"), "绝对路径"),
        (odd("a/../../b"), "“..”"),
        (odd("link", tarfile.SYMTYPE, "/etc/passwd"), "链接"),
        (odd("hard", tarfile.LNKTYPE, "b.bin"), "链接"),
        (odd("pipe", tarfile.FIFOTYPE), "普通文件"),
        (odd("disk", tarfile.BLKTYPE), "普通文件"),
        (odd("B.BIN", size=3), ""),
    ],
)
def test_one_odd_member_is_refused(tmp_path: Path, member: tarfile.TarInfo, says: str) -> None:
    tree = opened(tmp_path / "a.tar", written("w", member))
    assert len(tree.files) == 3
    (item,) = tree.refused
    no_file = says in ("链接", "普通文件")
    assert item.reason is (Reason.REFUSED if no_file else Reason.MISNAMED)
    assert says in item.why.zh


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_cut_short(tmp_path: Path, mode: str) -> None:
    whole = written(mode, odd("last", size=100_000))
    cut = whole[:20_000] if mode == "w" else whole[: len(whole) - 30]
    tree = opened(tmp_path / "断.tar", cut)
    assert refused(tree)["断.tar"] == "cut-short"
    assert set(contents(tree)) <= {*FILES, "last"}
    if mode == "w":
        assert contents(tree) == FILES
        assert refused(tree)["last"] == "unreadable"
    tree.close()


@pytest.mark.parametrize("mode", ["w:gz", "w:bz2", "w:xz"])
def test_damaged(tmp_path: Path, mode: str) -> None:
    raw = bytearray(written(mode))
    raw[-8:-4] = b"\xff\0\xff\0"
    assert refused(opened(tmp_path / "坏.tar", bytes(raw)))["坏.tar"] in ("corrupt", "cut-short")


def test_a_negative_size_ends_the_walk(tmp_path: Path) -> None:
    """A header that leads back to itself would be read for ever."""
    header = bytearray(odd("loop").tobuf(tarfile.GNU_FORMAT))
    header[124:136] = b"\xff" * 10 + (2**16 - 1024).to_bytes(2, "big")
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    before = written().rstrip(b"\0")
    before += bytes(-len(before) % 512)
    tree = opened(tmp_path / "a.tar", before + bytes(header) + bytes(1024))
    assert refused(tree) == {"a.tar": "corrupt"}


@pytest.mark.parametrize("kind", [tarfile.XHDTYPE, tarfile.GNUTYPE_LONGNAME])
def test_a_header_of_absurd_length_is_not_read(tmp_path: Path, kind: bytes) -> None:
    header = odd("x", kind, size=50_000_000).tobuf(tarfile.GNU_FORMAT)
    raw = header + bytes(50_000_128) + written()
    assert refused(opened(tmp_path / "a.tar", raw)) == {"a.tar": "corrupt"}


def test_headers_without_end(tmp_path: Path) -> None:
    chain = b"".join(
        odd("x", tarfile.GNUTYPE_LONGNAME, size=2).tobuf(tarfile.GNU_FORMAT) + b"a\0" + bytes(510)
        for _ in range(3000)
    )
    assert refused(opened(tmp_path / "a.tar", chain + written()))["a.tar"] == "corrupt"


@pytest.mark.parametrize(
    ("mode", "limits"),
    [
        ("w", {"members": 2}),
        ("w:gz", {"members": 2}),
        ("w", {"unpacked": 5000}),
        ("w:xz", {"unpacked": 5000}),
    ],
)
def test_limits(tmp_path: Path, mode: str, limits: dict[str, int]) -> None:
    tree = opened(tmp_path / "大.tar", written(mode), **limits)
    assert refused(tree) == {"大.tar": "limit"}
    assert tree.files == ()
    tree.close()


def test_a_bomb_stops_at_the_limit(tmp_path: Path) -> None:
    """300 MB of nothing in 300 KB: more than 100 times as much."""
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w:gz") as archive:
        info = tarfile.TarInfo("zeros")
        info.size = 300 << 20

        class Zeros(io.RawIOBase):
            def read(self, size: int = -1) -> bytes:
                return bytes(size)

        archive.addfile(info, Zeros())  # type: ignore[arg-type]
    tree = opened(tmp_path / "a.tgz", target.getvalue())
    assert refused(tree) == {"a.tgz": "limit"}
    assert "100倍" in why(tree, "a.tgz")
    tree.close()


def test_one_compressed_file_is_no_package_that_is_read(tmp_path: Path) -> None:
    import gzip

    tree = opened(tmp_path / "推介表.docx.gz", gzip.compress(TEXT))
    assert refused(tree) == {"推介表.docx.gz": "unsupported"}
    assert ".zip" in why(tree, "推介表.docx.gz")


@given(st.data())
@tried(30)
def test_cut_anywhere_or_flipped_anywhere(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = written(data.draw(st.sampled_from(["w", "w:gz", "w:bz2", "w:xz"])))
    raw = bytearray(whole[: data.draw(st.integers(1, len(whole)))])
    for _ in range(data.draw(st.integers(0, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    look(tmp_path_factory.getbasetemp() / "some.tar", bytes(raw))
