"""A package with another one laid over it: whose file is whose, and what is left out."""

from __future__ import annotations

import pickle
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from jlxx_check.files import NotAPackage
from jlxx_check.files.archives import ArchiveLimits
from jlxx_check.files.laid_over import NOTHING_OVER, Layer, Overlay, open_laid

LIMITS = ArchiveLimits()


@pytest.fixture
def base(tmp_path: Path) -> Path:
    folder = tmp_path / "某单位"
    (folder / "甲").mkdir(parents=True)
    (folder / "甲" / "推介表.txt").write_text("旧", encoding="utf-8")
    (folder / "甲" / "说明.txt").write_text("留", encoding="utf-8")
    return folder


@pytest.fixture
def over(tmp_path: Path) -> Overlay:
    with zipfile.ZipFile(tmp_path / "补充.zip", "w") as out:
        out.writestr("推介表.txt", "新")
    layer = Layer(str(tmp_path / "补充.zip"), "补充.zip", {"推介表.txt": "甲/推介表.txt"})
    return Overlay((layer,), frozenset({"甲/推介表.txt"}))


def test_files_of_both_and_none_of_what_is_replaced(base: Path, over: Overlay) -> None:
    with closing(open_laid(base, over, LIMITS)) as tree:
        assert (tree.path, tree.name, tree.kind) == (str(base), "某单位", "folder")
        assert {node.path: node.place for node in tree.files} == {
            "甲/说明.txt": None,
            "补充.zip/推介表.txt": "甲/推介表.txt",
        }
        for path, text in (("补充.zip/推介表.txt", "新"), ("甲/说明.txt", "留")):
            with tree.open(path) as stream:
                assert stream.read().decode() == text
        with pickle.loads(pickle.dumps(tree)).open("补充.zip/推介表.txt") as stream:
            assert stream.read().decode() == "新"


def test_an_empty_folder_that_something_is_laid_into_is_none_any_more(
    base: Path, over: Overlay
) -> None:
    for folder in ("乙", "丙/照片"):
        (base / folder).mkdir(parents=True)
    into = replace(over.layers[0], places={"推介表.txt": "丙/照片/1.txt"})
    with closing(open_laid(base, replace(over, layers=(into,)), LIMITS)) as tree:
        assert tree.empty == ("乙",)


def test_nothing_over_is_the_package_itself(base: Path) -> None:
    with closing(open_laid(base, NOTHING_OVER, LIMITS)) as tree:
        assert [node.path for node in tree.files] == ["甲/推介表.txt", "甲/说明.txt"]


def test_a_layer_that_is_gone(base: Path, tmp_path: Path) -> None:
    gone = Overlay((Layer(str(tmp_path / "没有"), "没有"),))
    with pytest.raises(NotAPackage):
        open_laid(base, gone, LIMITS)
