"""A report that is kept is the report that would be made: whatever changes, it is made anew."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from jlxx_check.api import (
    ArchiveLimits,
    CheckSettings,
    FileLimits,
    kept_reports,
    load_pack,
)
from jlxx_check.api.kept_reports import report_on
from jlxx_check.facts import known_facts, made_of_texts
from jlxx_check.packs.installed import own_packs
from jlxx_check.values import own_modules
from jlxx_check.values.moments import CHINA
from tests.kept_reports.asked import (
    FORM,
    PACK,
    PHOTO,
    PROJECTS,
    SCAN,
    STARS,
    flipped,
    kept,
    plain,
    read,
)


def test_what_has_not_changed_is_not_judged_again(
    package: Path, settings: CheckSettings, judged: list[str]
) -> None:
    first = report_on(package, settings)
    assert len(judged) == 1
    again = report_on(package, settings)
    assert len(judged) == 1
    assert again == first
    assert again.report == plain(package, settings)
    survey = kept(settings).survey()
    assert survey is not None
    assert (survey.entries or {})["made"] == 1


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names there are Unicode")
@pytest.mark.parametrize("place", ["package", "above"])
def test_a_name_that_is_no_utf_8_is_kept_as_any_other(
    place: str, package: Path, settings: CheckSettings, judged: list[str]
) -> None:
    """As a share has it that was written to by a system with another encoding."""
    old = os.fsdecode("证件照".encode("gbk"))
    if place == "package":
        (package / PHOTO).rename((package / PHOTO).with_name(f"{old}.jpg"))
    else:
        (package.parent / old).mkdir()
        package = package.rename(package.parent / old / package.name)
    first = report_on(package, settings)
    assert report_on(package, settings) == first
    assert first.report == plain(package, settings)
    assert len(judged) == 1 + 1  # the plain one


def rewritten(path: Path, old: bytes, new: bytes) -> None:
    """As long as before, and of the same times."""
    info, data = path.stat(), path.read_bytes()
    assert old in data and len(old) == len(new)
    path.write_bytes(data.replace(old, new, 1))
    os.utime(path, ns=(info.st_atime_ns, info.st_mtime_ns))


def swapped(one: Path, other: Path) -> None:
    aside = one.with_name("aside")
    one.rename(aside)
    other.rename(one)
    aside.rename(other)


def touched(path: Path) -> None:
    info = path.stat()
    os.utime(path, ns=(info.st_atime_ns, info.st_mtime_ns + 1_000_000_000))


OF_THE_PACKAGE: dict[str, Callable[[Path], object]] = {
    "a byte of a form": lambda package: flipped(package / FORM),
    "a byte of a form, its times as before": lambda package: rewritten(
        package / FORM, b"PK\x05\x06", b"PK\x05\x07"
    ),
    "a byte of a photo": lambda package: flipped(package / PHOTO),
    "a byte of a scan": lambda package: flipped(package / SCAN),
    "a byte of a film": lambda package: flipped(package / PROJECTS / "视频.mp4"),
    "a name": lambda package: (package / PHOTO).rename(package / PROJECTS / "活动.jpg"),
    "a folder's name": lambda package: (package / STARS).rename(package / "李某"),
    "a file elsewhere": lambda package: (package / PHOTO).rename(package / STARS / "照片3.jpg"),
    "two photos in each other's place": lambda package: swapped(
        package / PHOTO, package / PROJECTS / "图片2.jpg"
    ),
    "a file gone": lambda package: (package / PHOTO).unlink(),
    "a file more": lambda package: (package / "说明.txt").write_text("说明"),
    "an empty folder more": lambda package: (package / "02王某").mkdir(),
    "a leftover more": lambda package: (package / "Thumbs.db").write_bytes(b"x"),
    "a link more": lambda package: (package / "链接.jpg").symlink_to(package / PHOTO),
    "a time alone": lambda package: touched(package / PHOTO),
    "a form's time alone": lambda package: touched(package / FORM),
    "a seal's papers": lambda package: [
        (package / name).write_text("") for name in ("bagit.txt", "manifest-sha256.txt")
    ],
}


@pytest.mark.parametrize("change", OF_THE_PACKAGE.values(), ids=list(OF_THE_PACKAGE))
def test_a_changed_package_is_judged_anew(
    package: Path, settings: CheckSettings, judged: list[str], change: Callable[[Path], object]
) -> None:
    report_on(package, settings)
    change(package)
    judged.clear()
    found = report_on(package, settings)
    assert judged
    assert found.report == plain(package, settings)


#: What a caller may say otherwise, and be answered from the cache the second time.
OF_THE_CALL: dict[str, Callable[[CheckSettings], CheckSettings]] = {
    "received": lambda told: replace(told, received=date(2023, 7, 20)),
    "received at an hour": lambda told: replace(
        told, received=datetime(2023, 7, 12, 9, tzinfo=CHINA)
    ),
    "selected": lambda told: replace(told, select=("video",)),
    "ignored": lambda told: replace(told, ignore=("photo",)),
    "personal numbers": lambda told: replace(told, show_personal=True),
    "the day": lambda told: replace(told, today=date(2031, 1, 1)),
    "limits of a file": lambda told: read(told, limits=FileLimits(seconds=77)),
    "limits of archives": lambda told: read(told, archives=ArchiveLimits(members=7777)),
    "isolated": lambda told: read(told, isolated=True),
    "the same pack by a path": lambda told: replace(
        told, pack=replace(PACK, pack=PACK.pack.model_copy(update={"given": "./jilin-2023"}))
    ),
    "another pack": lambda told: replace(told, pack=load_pack("college-2022")),
    "a pack of the same id": lambda told: replace(
        told, pack=replace(PACK, pack=PACK.pack.model_copy(update={"sha256": "other"}))
    ),
}


@pytest.mark.parametrize("change", OF_THE_CALL.values(), ids=list(OF_THE_CALL))
def test_another_call_has_a_report_of_its_own(
    package: Path,
    settings: CheckSettings,
    judged: list[str],
    change: Callable[[CheckSettings], CheckSettings],
) -> None:
    first = report_on(package, settings).report
    other = change(settings)
    judged.clear()
    found = report_on(package, other)
    assert len(judged) == 1
    assert found.report == plain(package, other)
    assert report_on(package, other).report == found.report
    assert report_on(package, settings).report == first
    assert len(judged) == 2  # one of them without a cache


class _Tomorrow(datetime):
    @classmethod
    def now(cls, tz: Any = None) -> datetime:
        return datetime.now(tz) + timedelta(days=1)


def another_day(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(kept_reports, "datetime", _Tomorrow)


def another_program(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(made_of_texts, "program_digest", lambda: "another")


def another_library(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(made_of_texts, "maker", lambda: f"{known_facts.maker()}; another")


@pytest.mark.parametrize("change", [another_day, another_program, another_library])
def test_another_day_program_or_library_is_another_report(
    package: Path,
    settings: CheckSettings,
    judged: list[str],
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[pytest.MonkeyPatch], None],
) -> None:
    report_on(package, settings)
    change(monkeypatch)
    judged.clear()
    report_on(package, settings)
    assert judged


def test_a_pack_that_was_edited_judges_anew(
    package: Path, settings: CheckSettings, judged: list[str], tmp_path: Path
) -> None:
    own = Path(shutil.copytree(str(own_packs()["jilin-2023"]), tmp_path / "own"))
    report_on(package, replace(settings, pack=load_pack(own)))
    head = own / "pack.yaml"
    head.write_text(head.read_text("utf-8").replace("吉林", "吉 林", 1), "utf-8")
    judged.clear()
    edited = replace(settings, pack=load_pack(own))
    assert report_on(package, edited).report == plain(package, edited)
    assert len(judged) == 2


def test_a_changed_module_is_another_program(tmp_path: Path) -> None:
    (tmp_path / "room").mkdir()
    module = tmp_path / "room/module.py"
    module.write_text("x = 1")
    before = list(own_modules._modules(tmp_path))
    touched(module)
    assert [stamp.st_mtime_ns for _, stamp in before] != [
        stamp.st_mtime_ns for _, stamp in own_modules._modules(tmp_path)
    ]
    assert list(own_modules._modules(tmp_path / "none")) == []
    assert list(own_modules._modules(module / "room")) == []  # as in an archive of modules
