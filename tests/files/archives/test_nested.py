"""Archives in archives and in folders, and which files are looked into at all."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from tests.files.archives.looking import contents, look, opened, refused, why
from tests.files.archives.making import seven, tarred, zipped
from tests.files.archives.rar_files import rar5
from tests.files.archives.zip_files import LOCKED, Entry, zip_file
from tests.probes.office_files import docx_of, para

from jlxx_check import ArchiveLimits, NotAPackage
from jlxx_check.files import open_package, require_package
from jlxx_check.files.archives import members

TEXT = "推介材料".encode() * 50
DOCUMENT = docx_of(para("推介表"))


OUTER = {
    "zip": lambda **files: zipped(8, **files),
    "stored": lambda **files: zipped(0, **files),
    "tar": lambda **files: tarred("w", **files),
    "tgz": lambda **files: tarred("w:gz", **files),
    "7z": seven,
    "rar": lambda **files: rar5(files.items()),
}
INNER = {
    **{f"内.{name}": make(甲=TEXT, 乙=b"") for name, make in OUTER.items()},
    "内.zip": zip_file([Entry("甲".encode("gbk"), TEXT), Entry("乙".encode("gbk"), method=0)]),
}


@pytest.mark.parametrize("outer", OUTER)
@pytest.mark.parametrize("inner", INNER)
@pytest.mark.parametrize("large", [False, True], ids=["in memory", "by way of the folder"])
def test_every_kind_in_every_kind(
    tmp_path: Path, outer: str, inner: str, large: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if large:
        monkeypatch.setattr(members, "_IN_MEMORY", 10)
    raw = OUTER[outer](**{"a.txt": b"1", f"x/{inner}": INNER[inner]})
    tree = opened(tmp_path / "外", raw)
    assert contents(tree) == {"a.txt": b"1", f"x/{inner}/甲": TEXT, f"x/{inner}/乙": b""}
    assert tree.refused == ()
    assert len({node.stamp for node in tree.files}) == 3
    tree.close()


def test_stamps_tell_one_delivery_from_the_next(tmp_path: Path) -> None:
    stamps = set()
    for _ in range(2):
        raw = zipped(**{"内.zip": zipped(甲=TEXT)})
        (tmp_path / "a.zip").unlink(missing_ok=True)
        tree = opened(tmp_path / "a.zip", raw)
        stamps |= {node.stamp for node in tree.files}
        tree.close()
    assert len(stamps) == 2


def test_archives_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "01").mkdir()
    (tmp_path / "01/王建国.zip").write_bytes(INNER["内.zip"])
    (tmp_path / "01/a.txt").write_bytes(b"1")
    (tmp_path / "b").write_bytes(tarred("w", 丙=b"3"))  # no extension tells anything
    tree = opened(tmp_path)
    assert (tree.kind, tree.name) == ("folder", tmp_path.name)
    assert contents(tree) == {
        "01/a.txt": b"1", "01/王建国.zip/甲": TEXT, "01/王建国.zip/乙": b"", "b/丙": b"3",
    }  # fmt: skip
    tree.close()


def test_what_is_no_archive_stays_a_file(tmp_path: Path) -> None:
    """Documents, programs and drawings that are zip or gzip files by their bytes."""
    files = {
        "推介表.docx": DOCUMENT,
        "改名.zip": DOCUMENT,
        "没有扩展名": DOCUMENT,
        "app.jar": zipped(**{"META-INF/MANIFEST.MF": b"", "a.class": b"1"}),
        "文.odt": zipped(**{"mimetype": b"x", "META-INF/manifest.xml": b""}),
        "图.dia": gzip.compress(TEXT),
        "照片.jpg": zipped(a=b"1"),
        "data": b"",
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    tree = opened(tmp_path)
    assert contents(tree) == files
    assert tree.refused == ()


def test_leftovers_are_not_looked_into(tmp_path: Path) -> None:
    apple = b"\0\5\x16\7" + bytes(80)
    raw = zipped(**{"a.txt": TEXT, "__MACOSX/._材料.zip": apple})
    (tmp_path / "a.zip").write_bytes(raw)
    tree = open_package(tmp_path / "a.zip", skip=lambda path: path.startswith("__MACOSX"))
    assert contents(tree) == {"a.txt": TEXT, "__MACOSX/._材料.zip": apple}
    assert tree.refused == ()
    assert refused(opened(tmp_path / "a.zip")) == {"__MACOSX/._材料.zip": "corrupt"}


@pytest.mark.parametrize(
    ("depth", "files", "beyond"),
    [
        (1, ["a.txt"], {"1.zip": "limit"}),
        (2, ["1.zip/a.txt", "a.txt"], {"1.zip/2.zip": "limit"}),
        (3, ["1.zip/2.zip/a.txt", "1.zip/a.txt", "a.txt"], {"1.zip/2.zip/3.zip": "limit"}),
        (9, ["1.zip/2.zip/3.zip/a.txt", "1.zip/2.zip/a.txt", "1.zip/a.txt", "a.txt"], {}),
    ],
)
def test_depth(tmp_path: Path, depth: int, files: list[str], beyond: dict[str, str]) -> None:
    raw = zipped(**{"a.txt": TEXT})
    for number in (3, 2, 1):
        raw = zipped(**{"a.txt": TEXT, f"{number}.zip": raw})
    tree = opened(tmp_path / "0.zip", raw, depth=depth)
    assert [node.path for node in tree.files] == files
    assert refused(tree) == beyond


def test_a_package_in_a_wrapper_with_an_archive_for_each_person_is_read(tmp_path: Path) -> None:
    raw = zipped(**{"推介表.docx": TEXT})
    for name in ("01张三.zip", "长春市教育局.zip"):
        raw = zipped(**{name: raw})
    (tmp_path / "报送材料.zip").write_bytes(raw)
    tree = open_package(tmp_path / "报送材料.zip")
    assert [node.path.rsplit("/", 1)[-1] for node in tree.files] == ["推介表.docx"]
    assert tree.refused == ()
    tree.close()


def test_too_deep_is_told_once_for_each_archive(tmp_path: Path) -> None:
    """As the famous bomb is made: sixteen archives of sixteen archives of sixteen …"""
    raw = zipped(zeros=bytes(1_000_000))
    for _ in range(3):
        raw = zipped(**{f"{number:02}.zip": raw for number in range(16)})
    tree = opened(tmp_path / "bomb.zip", raw, depth=2)
    assert tree.files == ()
    causes = list(refused(tree).values())
    assert (causes.count("limit"), causes.count("unreadable")) == (16, 240)
    assert "15个" in why(tree, "00.zip/00.zip")


def test_limits_are_of_all_archives_together(tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"{number}.zip").write_bytes(zipped(a=b"1", b=b"2"))
    tree = opened(tmp_path, members=5)
    assert [node.path for node in tree.files] == ["0.zip/a", "0.zip/b", "1.zip/a", "1.zip/b"]
    assert refused(tree) == {"2.zip": "limit", "3.zip": "limit"}


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"", "empty"),
        (b"not at all an archive", "corrupt"),
        (zip_file([Entry(b"a", TEXT, flags=LOCKED)]), "password"),
        (zip_file([Entry(b"a", TEXT)])[:40], "cut-short"),
    ],
    ids=["empty", "noise", "locked", "cut"],
)
@pytest.mark.parametrize("where", ["alone", "in a folder", "in an archive"])
def test_what_is_called_an_archive_and_does_not_open(
    tmp_path: Path, content: bytes, cause: str, where: str
) -> None:
    if where == "in a folder":
        (tmp_path / "包").mkdir()
        (tmp_path / "包/材料.zip").write_bytes(content)
        tree = opened(tmp_path / "包")
    elif where == "alone":
        require_package(_written(tmp_path / "材料.zip", content))
        tree = opened(tmp_path / "材料.zip")
    else:
        tree = opened(tmp_path / "外.zip", zipped(**{"材料.zip": content}))
    assert refused(tree)["材料.zip"] == cause
    assert tree.files == ()


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "names",
    [
        ["材料.zip.001", "材料.zip.002"],
        ["材料.7z.001", "材料.7z.002", "材料.7z.003"],
        ["材料.part1.rar", "材料.part2.rar"],
        ["材料.z01", "材料.z02", "材料.zip"],
        ["材料.r00", "材料.rar.001"],
    ],
)
def test_parts_of_a_split_archive_are_one_mistake(tmp_path: Path, names: list[str]) -> None:
    folder = tmp_path / "包"
    folder.mkdir()
    for name in names:
        (folder / name).write_bytes(b"part")
    tree = opened(folder)
    assert tree.files == ()
    assert sorted(refused(tree)) == sorted(names)
    assert sorted(refused(tree).values()) == ["cut-short"] + ["unreadable"] * (len(names) - 1)
    alone = opened(folder / names[0])
    assert refused(alone) == {names[0]: "cut-short"}
    assert "完整的 .zip" in why(alone, names[0])


@pytest.mark.parametrize("content", [b"text", b"", DOCUMENT, b"\x89PNG\r\n\x1a\n"])
@pytest.mark.parametrize("name", ["a.txt", "推介表.docx", "无扩展名"])
def test_a_plain_file_is_no_package(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    for look_at in (open_package, require_package):
        with pytest.raises(NotAPackage, match="not a package"):
            look_at(tmp_path / name)


def test_an_unnamed_archive_is_one(tmp_path: Path) -> None:
    require_package(_written(tmp_path / "材料", zipped(a=b"1")))
    assert look(tmp_path / "材料") == {"a": b"1"}


def test_nothing_is_looked_into_where_the_caller_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped(a=b"1"))
    tree = open_package(tmp_path, ArchiveLimits(), skip=lambda _: True)
    assert list(contents(tree)) == ["a.zip"]
