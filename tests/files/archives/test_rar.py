"""RAR archives: stored members by themselves, others by a program where there is one."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.files.archives.looking import contents, look, opened, refused, why
from tests.files.archives.rar_files import ALL_LOCKED, FROM_BEFORE, GOES_ON, LOCKED, rar4, rar5
from tests.support.examples import tried

from jlxx_check.files.archives import rar_tools, rars

TEXT = "推介材料".encode() * 50
BIG = bytes(range(256)) * 9000
FILES = {"a/甲.txt": TEXT, "b.bin": BIG, "空.txt": b""}
PLAIN = {"a/1.txt": TEXT, "b.bin": BIG, "empty": b""}

HERE = list(rar_tools.rar_tools())
CAPABLE = [tool for tool in HERE if tool.name in ("unrar", "unar", "bsdtar")]
needs_tool = pytest.mark.skipif(
    not CAPABLE and os.environ.get("JLXX_RAR") != "required", reason="nothing here reads RAR"
)


def test_rar5(tmp_path: Path) -> None:
    tree = opened(tmp_path / "长春.rar", rar5([("a/", b""), *FILES.items()]))
    assert (tree.kind, tree.name, tree.refused) == ("rar", "长春", ())
    assert contents(tree) == FILES


def test_rar4(tmp_path: Path) -> None:
    assert look(tmp_path / "a.rar", rar4(PLAIN.items())) == PLAIN


@pytest.fixture
def nothing_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if every member were packed: the formats' packers are not free."""
    monkeypatch.setattr(rars, "_STORED", -1)


@pytest.fixture(params=CAPABLE or [None], ids=lambda tool: tool.name if tool else "none")
def tool(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    def only() -> Iterator[rar_tools.RarTool]:
        yield request.param

    monkeypatch.setattr(rars, "rar_tools", only)


@needs_tool
@pytest.mark.usefixtures("nothing_stored", "tool")
@pytest.mark.parametrize("raw", [rar5(FILES.items()), rar4(PLAIN.items())], ids=["5", "4"])
def test_packed_members_by_a_program(tmp_path: Path, raw: bytes) -> None:
    tree = opened(tmp_path / "-a b.rar", raw)
    assert tree.refused == ()
    assert list(contents(tree).values()) == [TEXT, BIG, b""]
    tree.close()


@needs_tool
@pytest.mark.usefixtures("nothing_stored", "tool")
def test_an_inner_archive_for_a_program(tmp_path: Path) -> None:
    outer = rar5([("内.rar", rar5(FILES.items()))])
    assert list(look(tmp_path / "a.rar", outer)) == [f"内.rar/{name}" for name in FILES]


@needs_tool
@pytest.mark.usefixtures("nothing_stored", "tool")
def test_damaged_packed_members(tmp_path: Path) -> None:
    raw = rar5([("a.txt", TEXT), ("b.txt", TEXT)]).replace(TEXT, b"?" * len(TEXT), 1)
    tree = opened(tmp_path / "坏.rar", raw)
    assert refused(tree)["坏.rar"] == "corrupt"
    assert refused(tree)["a.txt"] == "unreadable"
    tree.close()


@pytest.mark.usefixtures("nothing_stored")
def test_where_no_program_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rars, "rar_tools", lambda: iter(()))
    tree = opened(tmp_path / "a.rar", rar5([("a.txt", TEXT)]))
    assert refused(tree) == {"a.rar": "unsupported", "a.txt": "unreadable"}
    assert ".zip" in why(tree, "a.rar")


def test_where_the_library_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rarfile", None)
    assert refused(opened(tmp_path / "a.rar", rar5([]))) == {"a.rar": "unsupported"}
    assert rar_tools.rar_reader() is None


@pytest.mark.usefixtures("nothing_stored")
def test_a_program_that_reads_no_rar_is_no_proof_of_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = rar_tools.RarTool("unrar", sys.executable)  # it finds no script called p
    monkeypatch.setattr(rars, "rar_tools", lambda: iter([silent]))
    tree = opened(tmp_path / "a.rar", rar5([("a.txt", TEXT)]))
    assert refused(tree) == {"a.rar": "unsupported", "a.txt": "unreadable"}
    tree.close()


def test_no_program_is_run_from_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows would look into the current folder first, which may be the package."""
    monkeypatch.setattr(rar_tools.shutil, "which", lambda name: f".\\{name}.EXE")
    assert list(rar_tools.rar_tools()) == []


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (rar4(PLAIN.items(), flags=LOCKED), "password"),
        (rar4([], archive_flags=ALL_LOCKED), "password"),
        (rar4(PLAIN.items(), flags=GOES_ON), "cut-short"),
        (rar4(PLAIN.items(), flags=FROM_BEFORE), "cut-short"),
        (rar5(FILES.items())[:3000], "cut-short"),
        (rar5(FILES.items()).replace("甲".encode(), "乙".encode()), "corrupt"),
        (b"Rar!\x1a\x07\x01\x00" + b"\xff" * 90, "corrupt"),
    ],
    ids=["locked", "all locked", "goes on", "from before", "cut", "changed", "noise"],
)
def test_what_is_wrong_with_the_whole(tmp_path: Path, raw: bytes, found: str) -> None:
    tree = opened(tmp_path / "包.rar", raw)
    assert refused(tree)["包.rar"] == found
    tree.close()


@pytest.mark.parametrize("limits", [{"members": 2}, {"unpacked": 5000}])
def test_limits(tmp_path: Path, limits: dict[str, int]) -> None:
    assert refused(opened(tmp_path / "大.rar", rar5(FILES.items()), **limits)) == {
        "大.rar": "limit"
    }


@pytest.mark.parametrize("name", ["../up.txt", "/etc/passwd", "C:\\a.txt"])
def test_names_that_lead_elsewhere(tmp_path: Path, name: str) -> None:
    tree = opened(tmp_path / "a.rar", rar5([("good", TEXT), (name, b"1")]))
    assert contents(tree) == {"good": TEXT}
    assert list(refused(tree).values()) == ["misnamed"]


@given(st.data())
@tried(30)
def test_cut_anywhere_or_flipped_anywhere(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = data.draw(st.sampled_from([rar5([("甲", TEXT), ("b", b"")]), rar4([("a", TEXT)])]))
    raw = bytearray(whole[: data.draw(st.integers(1, len(whole)))])
    for _ in range(data.draw(st.integers(0, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rars, "rar_tools", lambda: iter(()))
        look(tmp_path_factory.getbasetemp() / "some.rar", bytes(raw))
