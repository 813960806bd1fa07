"""A sealed package seen as its material; lists of digests as anybody may write them."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.sealing import FILES, folder_of, members, packed, sealed_in

from jlxx_check.facts.seal_digests import seal_state
from jlxx_check.files.archives import ArchiveLimits
from jlxx_check.files.laid_over import Layer, Overlay, open_laid
from jlxx_check.files.opening import open_package
from jlxx_check.files.seals import SealedTree, parsed_list
from jlxx_check.text import Text

ONE = "1" * 64
BAG = {"bagit.txt": b"", "manifest-sha256.txt": b""}


@given(st.binary() | st.text().map(str.encode))
def test_any_bytes_are_a_list_or_none(data: bytes) -> None:
    assert isinstance(parsed_list(data), dict | Text)


@pytest.mark.parametrize(
    ("line", "path"),
    [
        (f"{ONE}  data/a.txt", "data/a.txt"),
        (f"{ONE} *data/a.txt", "data/a.txt"),
        (f"{ONE}\tdata/a b.txt", "data/a b.txt"),
        (f"{ONE}  ./data/a.txt", "data/a.txt"),
        (f"{ONE}  data/e\u0301.txt", "data/\u00e9.txt"),
        (f"{ONE}  data/100%.txt", "data/100%.txt"),
        (f"{ONE}  data/a%0Ab.txt", "data/a\nb.txt"),
        (f"{'A' * 64}  data/a.txt", "data/a.txt"),
        (f"\ufeff{ONE}  data/a.txt", "data/a.txt"),
    ],
)
def test_a_line_of_a_list(line: str, path: str) -> None:
    assert parsed_list(line.encode()) == {path: line.lstrip("\ufeff")[:64].lower()}


def seen(folder: Path) -> list[str]:
    """The paths of what a folder is seen to hold."""
    with closing(open_package(folder)) as tree:
        return [node.path for node in tree.files]


@pytest.mark.parametrize(
    ("files", "shown"),
    [
        ({**BAG, "data/a.txt": b"1"}, ["a.txt"]),
        ({f"x/{name}": b"" for name in (*BAG, "data/k/a.txt")}, ["k/a.txt"]),
        ({"bagit.txt": b"", "data/a.txt": b"1"}, ["bagit.txt", "data/a.txt"]),
        ({**BAG, "data/a.txt": b"1", "a.txt": b"2"}, ["a.txt", "data/a.txt"]),
        ({**BAG, "data/bagit.txt": b"1"}, ["bagit.txt"]),
        ({**BAG, **{f"data/b/{name}": b"" for name in BAG}}, [f"b/{name}" for name in BAG]),
        ({**BAG, "自查回执.docx": b"1", "data/自查回执.docx": b"2"}, ["自查回执.docx"]),
    ],
)  # fmt: skip
def test_what_a_sealed_folder_is_seen_to_hold(
    files: dict[str, bytes], shown: list[str], tmp_path: Path
) -> None:
    assert seen(folder_of(files, tmp_path / "f")) == shown


def test_what_is_seen_can_be_opened_whatever_lies_beside_it(tmp_path: Path) -> None:
    folder = folder_of({**BAG, "data/bagit.txt": b"the material's"}, tmp_path / "f")
    with closing(open_package(folder)) as tree, tree.open("bagit.txt") as stream:
        assert stream.read() == b"the material's"


def test_a_supplement_laid_over_a_sealed_package_breaks_no_seal(tmp_path: Path) -> None:
    done = sealed_in(tmp_path / "unit")
    assert done.file is not None
    archive = packed(members(done.file), tmp_path / "某市教育局.zip")
    more = folder_of({"补.txt": b"1"}, tmp_path / "补充")
    over = Overlay((Layer(str(more), "补充"),))
    with closing(open_laid(archive, over, ArchiveLimits())) as tree:
        assert {node.path for node in tree.files} == {*FILES, "补充/补.txt"}
        state = seal_state(tree, lambda _: False, known={}, jobs=1)
    assert state is not None
    assert state.exact


def test_an_ordinary_package_is_seen_as_it_is(tmp_path: Path) -> None:
    with closing(open_package(folder_of(FILES, tmp_path / "f"))) as tree:
        assert not isinstance(tree, SealedTree)
        assert seal_state(tree, lambda _: False, known={}, jobs=1) is None
