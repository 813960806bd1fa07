"""Archives that were split: joined where all parts are there, named where one is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.files.archives.looking import contents, look, opened, refused, why
from tests.files.archives.making import seven, tarred, zipped
from tests.files.archives.rar_files import rar4, rar5
from tests.files.archives.split_files import in_bytes, in_rar_parts, in_zip_parts

from jlxx_check.files.archives import lacking, lacks_its_end
from jlxx_check.files.archives.volumes import volume_sets

NOISE = bytes((n * n + n // 7) % 251 for n in range(5000))
FILES = {"a.txt": b"1" * 40, "b.bin": NOISE}
SPLIT = {
    "7z": in_bytes("x.7z", seven(**FILES)),
    "zip": in_bytes("x.zip", zipped(**FILES)),
    "tar": in_bytes("x.tar.gz", tarred("w:gz", **FILES)),
    "upper": {name.upper(): data for name, data in in_bytes("x.zip", zipped(**FILES)).items()},
    "z01": in_zip_parts("x", zipped(0, **FILES), 200),
    "z01 between members": in_zip_parts("x", zipped(0, **FILES), 75),
    "rar": in_rar_parts("x", "b.bin", NOISE),
}


def _put(folder: Path, files: dict[str, bytes]) -> list[Path]:
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return sorted(folder.iterdir())


@pytest.mark.parametrize("files", SPLIT.values(), ids=SPLIT)
def test_all_parts_are_one_archive_by_whichever_it_is_opened(
    tmp_path: Path, files: dict[str, bytes]
) -> None:
    for part in _put(tmp_path / "收件", files):
        assert lacking(part) is None
        tree = opened(part)
        assert refused(tree) == {}
        assert tree.name.lower() == "x"
        found = contents(tree)
        tree.close()
        assert {name: found[name] for name in found} == {name: FILES[name] for name in found}
        assert "b.bin" in found


@pytest.mark.parametrize("files", SPLIT.values(), ids=SPLIT)
def test_parts_inside_a_package_are_joined_too(tmp_path: Path, files: dict[str, bytes]) -> None:
    _put(tmp_path / "包", files)
    (tmp_path / "包" / "说明.txt").write_bytes(b"!")
    found = look(tmp_path / "包")
    (whole,) = {path.partition("/")[0] for path in found} - {"说明.txt"}
    assert whole.lower().startswith("x.")
    assert found[f"{whole}/b.bin"] == NOISE


@pytest.mark.parametrize("files", SPLIT.values(), ids=SPLIT)
def test_a_part_that_is_missing_is_named(tmp_path: Path, files: dict[str, bytes]) -> None:
    names = list(files)
    folder = tmp_path / "收件"
    parts = _put(folder, files)
    (folder / names[0]).unlink()
    problem = lacking(parts[-1])
    assert problem is not None
    if len(files) > 2 or names[0].endswith(".rar"):  # a lone X.zip does not tell which others
        assert names[0].lower() in problem.detail.zh.lower()
    alone = opened(parts[-1])
    assert refused(alone) == {parts[-1].name: "cut-short"}
    assert "完整的 .zip" in why(alone, parts[-1].name)
    package = opened(folder)
    assert set(refused(package).values()) <= {"cut-short", "unreadable"}
    assert package.files == ()


@pytest.mark.parametrize("kind", ["7z", "zip", "z01", "rar"])
def test_the_last_part_is_missed_by_what_the_others_say(tmp_path: Path, kind: str) -> None:
    files = SPLIT[kind]
    _put(tmp_path / "收件", {name: files[name] for name in list(files)[:-1]})
    problem = lacking(tmp_path / "收件" / next(iter(files)))
    assert problem is not None
    assert "缺少 x.zip" in problem.detail.zh if kind == "z01" else "没有结尾" in problem.detail.zh


@pytest.mark.parametrize(
    ("names", "sets"),
    [
        (["甲.zip", "乙.rar", "丙.7z"], {}),
        (["甲.7z.001", "甲.7z.002"], {"甲.7z": ()}),
        (["甲.7z.001", "甲.7z.003", "乙.zip"], {"甲.7z": ("甲.7z.002",)}),
        (["甲.part2.rar"], {"甲.rar": ("甲.part1.rar",)}),
        (["甲.part01.rar", "甲.part02.rar"], {"甲.rar": ()}),
        (["甲.rar", "甲.r00", "甲.r01"], {"甲.rar": ()}),
        (["甲.r01"], {"甲.rar": ("甲.r00", "甲.rar")}),
        (["甲.z01", "甲.z02"], {"甲.zip": ("甲.zip",)}),
        (["甲.zip.001", "乙.zip.001"], {"甲.zip": (), "乙.zip": ()}),
    ],
)
def test_which_files_belong_together(names: list[str], sets: dict[str, tuple[str, ...]]) -> None:
    assert {item.whole: item.missing for item in volume_sets(names)} == sets


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.zip", zipped(**FILES)),
        ("a.7z", seven(**FILES)),
        ("a.rar", rar5([("b", NOISE)])),
        ("b.rar", rar4([("b", NOISE)])),
        ("a.tar", tarred("w", **FILES)),
        ("a.tar.xz", tarred("w:xz", **FILES)),
        ("a.tar.gz", tarred("w:gz", **FILES)),
        ("a.zip", b""),
        ("a.zip", b"no archive"),
    ],
)
def test_an_archive_that_is_there_to_its_end(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert not lacks_its_end(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.zip", zipped(**FILES)[:-30]),
        ("a.7z", seven(**FILES)[:-9]),
        ("a.7z", seven(**FILES)[:20]),
        ("a.rar", rar5([("b", NOISE)])[:-20]),
        ("a.tar", tarred("w", **FILES)[:3000]),
        ("a.tar.xz", tarred("w:xz", **FILES)[:-7]),
        ("a.zip", bytes(5000)),
    ],
)
def test_an_archive_whose_end_is_not_there(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert lacks_its_end(tmp_path / name)
