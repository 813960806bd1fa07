"""7z archives, by way of py7zr."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import py7zr
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.files.archives.looking import contents, look, opened, refused, why
from tests.support.examples import tried

TEXT = "推介材料".encode() * 400
FILES = {"长春/甲.txt": TEXT, "长春/空.txt": b"", "b.bin": bytes(range(256)) * 40}


def written(files: dict[str, bytes] = FILES, **options: Any) -> bytes:
    target = io.BytesIO()
    with py7zr.SevenZipFile(target, "w", **options) as archive:
        for name, content in files.items():
            archive.writestr(content, name)
    return target.getvalue()


@pytest.mark.parametrize(
    "filters",
    [None, [{"id": py7zr.FILTER_COPY}], [{"id": py7zr.FILTER_BZIP2}], [{"id": py7zr.FILTER_PPMD,
     "order": 6, "mem": 24}], [{"id": py7zr.FILTER_DEFLATE}]],
)  # fmt: skip
def test_every_usual_method(tmp_path: Path, filters: Any) -> None:
    tree = opened(tmp_path / "长春.7z", written(filters=filters))
    assert (tree.kind, tree.name, tree.refused) == ("7z", "长春", ())
    assert contents(tree) == FILES
    assert len({node.stamp for node in tree.files}) == 3
    tree.close()
    with pytest.raises(OSError):
        tree.open("b.bin")


def test_several_solid_blocks_with_empty_files_between(tmp_path: Path) -> None:
    target = io.BytesIO(written({"1": b"a" * 9, "2": b"b" * 9}))
    with py7zr.SevenZipFile(target, "a") as archive:
        archive.writestr(b"c" * 9, "3")
        archive.writestr(b"", "4")
    assert look(tmp_path / "a.7z", target.getvalue()) == {
        "1": b"a" * 9, "2": b"b" * 9, "3": b"c" * 9, "4": b"",
    }  # fmt: skip


def test_names_that_lead_elsewhere(tmp_path: Path) -> None:
    raw = written({"good.txt": TEXT, "xx/up.txt": b"1", "Good.txt": b"2"})
    # Names are UTF-16 in a header that is not packed when it is this small and says so.
    target = io.BytesIO()
    with py7zr.SevenZipFile(target, "w") as archive:
        archive.set_encoded_header_mode(False)
        for name, content in (("good.txt", TEXT), ("xx/up.txt", b"1")):
            archive.writestr(content, name)
    raw = target.getvalue().replace("xx/".encode("utf-16le"), "../".encode("utf-16le"))
    tree = opened(tmp_path / "a.7z", _checked(raw))
    assert contents(tree) == {"good.txt": TEXT}
    assert refused(tree) == {"../up.txt": "misnamed"}
    tree.close()


def _checked(raw: bytes) -> bytes:
    """With the checksums of a header that was changed."""
    import struct
    import zlib

    start, size = struct.unpack_from("<2Q", raw, 12)
    crc = zlib.crc32(raw[32 + start : 32 + start + size])
    fields = struct.pack("<2QL", start, size, crc)
    return raw[:8] + struct.pack("<L", zlib.crc32(fields)) + fields + raw[32:]


@pytest.mark.parametrize("whole", [True, False], ids=["names too", "contents"])
def test_a_password(tmp_path: Path, whole: bool) -> None:
    raw = written(password="秘密", header_encryption=whole)
    tree = opened(tmp_path / "锁.7z", raw)
    assert tree.files == ()
    assert refused(tree)["锁.7z"] == "password"
    assert set(refused(tree)) - {"锁.7z"} == (set() if whole else set(FILES))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda raw: raw[:-20],
        lambda raw: raw[:200],
        lambda raw: raw[:40] + bytes(30) + raw[70:],
        lambda _: b"7z\xbc\xaf\x27\x1c" + bytes(200),
    ],
    ids=["end", "contents", "hole", "mark alone"],
)
def test_damaged(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    tree = opened(tmp_path / "坏.7z", spoil(written()))
    assert refused(tree).get("坏.7z") == "corrupt"
    assert set(contents(tree).items()) <= set(FILES.items())
    tree.close()


@pytest.mark.parametrize("limits", [{"members": 2}, {"unpacked": 5000}])
def test_limits(tmp_path: Path, limits: dict[str, int]) -> None:
    tree = opened(tmp_path / "大.7z", written(), **limits)
    assert refused(tree) == {"大.7z": "limit"}
    assert tree.files == ()


def test_where_the_library_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py7zr", None)
    tree = opened(tmp_path / "a.7z", written())
    assert refused(tree) == {"a.7z": "unsupported"}
    assert ".zip" in why(tree, "a.7z")


whole = cache(written)


@given(st.data())
@tried(30)
def test_cut_anywhere_or_flipped_anywhere(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    raw = bytearray(whole()[: data.draw(st.integers(1, len(whole())))])
    for _ in range(data.draw(st.integers(0, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    look(tmp_path_factory.getbasetemp() / "some.7z", bytes(raw))
