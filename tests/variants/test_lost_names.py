"""Packages whose names were lost on the way: nobody is accused of what a name would have told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from jlxx_check.model.outcome import Level
from tests.support.variants import copy_complying, judge

Spell = Callable[[str], str]


def _marks(sign: str) -> Spell:
    return lambda name: "".join(letter if letter.isascii() else sign for letter in name)


def _misread(written: str, read: str) -> Spell:
    return lambda name: name.encode(written).decode(read, "replace")


LOST = {
    "□": _marks("□"),
    "_": _marks("_"),
    "锟斤拷": _marks("锟斤拷"),
    "GBK as cp437": _misread("gbk", "cp437"),
    "UTF-8 as GBK": _misread("utf-8", "gbk"),
    "UTF-8 as Latin": _misread("utf-8", "latin-1"),
}


def _respelt(package: Path, spell: Spell) -> None:
    for place in sorted(package.rglob("*"), reverse=True):
        name = spell(place.stem) + place.suffix if place.is_file() else spell(place.name)
        place.rename(place.with_name(name))


@pytest.mark.parametrize("how", LOST)
def test_where_names_were_lost_nobody_is_accused(how: str, tmp_path: Path) -> None:
    package = copy_complying(tmp_path)
    _respelt(package, LOST[how])
    report = judge(package)
    accused = [item for item in report.findings if item.level in (Level.ERROR, Level.WARNING)]
    assert [item.message.zh for item in accused] == []
    assert report.verdict == "incomplete"
    unjudged = {item.rule for item in report.not_judged}
    assert unjudged == {"package.recognised", "register.special-marked"}
    assert all(item.fix and "重新压缩" in item.fix.zh for item in report.not_judged)


def test_photos_beside_each_other_in_folders_without_a_name_are_not_too_many(
    tmp_path: Path,
) -> None:
    """The folder for what is special holds the form, too, so that both seem to be the star's."""
    package = copy_complying(tmp_path)
    [form] = package.rglob("03苏月桂/*.docx")
    (next(package.rglob("苏月桂")) / form.name).hardlink_to(form)
    _respelt(package, LOST["□"])
    report = judge(package)
    assert not [item for item in report.findings if item.level is Level.ERROR]
    assert ("star.photos", "star/3") in {(item.rule, item.entry) for item in report.not_judged}


@pytest.mark.parametrize(
    ("of", "errors"),
    [("视频.mp4", {"star.photos"}), ("工作总结.docx", {"star.photos"}), ("活动照片.jpg", set())],
)
def test_a_file_without_a_name_is_what_is_missing_only_where_it_may_be(
    of: str, errors: set[str], tmp_path: Path
) -> None:
    package = copy_complying(tmp_path)
    [photo] = package.rglob("01林晓禾/*活动*.jpg")
    photo.unlink()
    another = next(path for path in sorted(package.rglob("*.*")) if of in path.name)
    another.rename(next(package.iterdir()) / f"□□{another.suffix}")
    report = judge(package)
    found = {item.rule for item in report.findings if item.level is Level.ERROR}
    assert found & {"star.photos"} == errors
    unjudged = {item.rule for item in report.not_judged if item.entry == "star/1"}
    assert ("star.photos" in unjudged) == (not errors)


@pytest.mark.parametrize(("of", "lacking"), [("工作总结.docx", True), ("活动照片5.jpg", False)])
def test_nor_is_a_text_the_material_of_what_is_special(
    of: str, lacking: bool, tmp_path: Path
) -> None:
    package = copy_complying(tmp_path)
    for photo in [*package.rglob("苏月桂/照片*.jpg")][:2]:
        photo.unlink()
    [another] = package.rglob(f"01伊水夜读/{of}")
    another.rename(next(package.iterdir()) / f"□□{another.suffix}")
    found = {item.rule for item in judge(package).findings if item.level is Level.ERROR}
    assert ("special.material" in found) == lacking


def test_a_file_that_nothing_tells_of_is_still_one_where_all_names_are_there(
    tmp_path: Path,
) -> None:
    package = copy_complying(tmp_path)
    [photo] = package.rglob("01林晓禾/*活动*.jpg")
    photo.rename(next(package.iterdir()) / "IMG_9000.jpg")
    errors = {item.rule for item in judge(package).findings if item.level is Level.ERROR}
    assert errors == {"star.photos"}
