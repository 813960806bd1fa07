"""A report that is kept is the report that would be made: whatever changes, it is made anew."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from sample_packages.expected import place

from jlxx_check.api import (
    ArchiveLimits,
    CheckSettings,
    FileLimits,
    Reading,
    Report,
    check,
    kept_reports,
    load_decisions,
    load_pack,
    read_saved,
    verbs,
)
from jlxx_check.api.kept_reports import report_on
from jlxx_check.cli.main import run
from jlxx_check.facts import known_facts, made_of_texts, one_file
from jlxx_check.facts.facts_cache import FactsCache
from jlxx_check.files.folder_tree import FolderTree
from jlxx_check.model.facts import Fate
from jlxx_check.packs.installed import own_packs
from jlxx_check.values import own_modules
from jlxx_check.values.moments import CHINA
from tests.support.remembered_files import files_remembered

UNIT = "文化传播示例学院"
STARS, PROJECTS = "百姓学习之星-庄梦舟", "终身学习品牌项目-汉水书声"
FORM = f"{STARS}/百姓学习之星推介表.docx"
PHOTO, SCAN = f"{PROJECTS}/图片1.jpg", f"{STARS}/百姓学习之星推介表（盖章）.pdf"
PACK = load_pack("jilin-2023")


@pytest.fixture(scope="module", autouse=True)
def remembered() -> Iterator[None]:
    """What is asked is whether a package is judged, not how long that takes."""
    with files_remembered():
        yield


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return Path(shutil.copytree(place("university") / UNIT, tmp_path / UNIT))


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """What changed a moment ago is told from what did not, as it is an hour later."""
    monkeypatch.setattr("jlxx_check.values.stamps._SETTLED", -1)


@pytest.fixture
def settings(tmp_path: Path) -> CheckSettings:
    return CheckSettings(PACK, reading=Reading(isolated=False, cache=tmp_path / "cache"))


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The packages that are judged, and not found to have been."""
    paths: list[str] = []
    real = verbs.examine_opened

    def noting(opened: verbs.OpenPackage, *words: Any, **named: Any) -> verbs.Examined:
        paths.append(opened.tree.path)
        return real(opened, *words, **named)

    monkeypatch.setattr(verbs, "examine_opened", noting)
    return paths


def plain(package: Path, settings: CheckSettings) -> Report:
    """What is said without a cache."""
    return verbs.examine(
        package, replace(settings, reading=replace(settings.reading, cache=None))
    ).report


def kept(settings: CheckSettings) -> FactsCache:
    return FactsCache(Path(str(settings.reading.cache)))


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


def flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)


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


def read(settings: CheckSettings, **changes: Any) -> CheckSettings:
    return replace(settings, reading=replace(settings.reading, **changes))


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


def with_winners(settings: CheckSettings, folder: Path) -> CheckSettings:
    listed = folder / "往年.csv"
    listed.write_text("姓名,单位\n庄梦舟,文化传播示例学院\n", "utf-8")
    return replace(settings, pack=PACK.with_winners(listed))


def with_decisions(settings: CheckSettings, folder: Path) -> CheckSettings:
    file = folder / "决定.yaml"
    file.write_text(
        "rulepack: jilin-2023\npackage: 文化传播示例学院\ndecisions:\n"
        "- {rule: star.conduct, entry: star/1, decision: confirmed, by: 甲, on: 2023-07-10, "
        "why: 查过}\n",
        "utf-8",
    )
    return replace(settings, decisions=load_decisions(file, rulepack="jilin-2023"))


def with_baseline(settings: CheckSettings, folder: Path) -> CheckSettings:
    package = folder / UNIT
    report = folder / "报告.json"
    run(["check", str(package), "--format", "json", "--output", str(report), "--no-cache"])
    return replace(settings, baseline=read_saved(report))


def watched(_path: str) -> None:
    """Told of each file before it is read."""


#: What belongs to no key: such a call is answered anew each time.
NEVER: dict[str, Callable[[CheckSettings, Path], CheckSettings]] = {
    "previous winners": with_winners,
    "decisions": with_decisions,
    "an earlier report": with_baseline,
    "small pictures": lambda told, _: read(told, thumbnails=True),
    "a time limit": lambda told, _: read(told, until=9e9),
    "watched from outside": lambda told, _: read(told, begun=watched),
    "lost files": lambda told, _: read(told, lost={PHOTO: Fate.DIED}),
    "a rule of a plugin": lambda told, _: replace(
        told,
        pack=replace(PACK, rules=(*PACK.rules[:-1], replace(PACK.rules[-1], module="theirs"))),
    ),
}


@pytest.mark.parametrize("change", NEVER.values(), ids=list(NEVER))
def test_what_is_no_part_of_a_key_is_neither_kept_nor_looked_for(
    package: Path,
    settings: CheckSettings,
    change: Callable[[CheckSettings, Path], CheckSettings],
) -> None:
    assert kept_reports._is_repeatable(settings)
    assert not kept_reports._is_repeatable(change(settings, package.parent))


@pytest.mark.parametrize("change", [with_winners, with_decisions], ids=["winners", "decisions"])
def test_such_a_call_is_judged_each_time(
    package: Path,
    settings: CheckSettings,
    judged: list[str],
    change: Callable[[CheckSettings, Path], CheckSettings],
) -> None:
    report_on(package, settings)
    other = change(settings, package.parent)
    assert plain(package, other) != plain(package, settings)
    judged.clear()
    for _ in range(2):
        assert report_on(package, other).report == plain(package, other)
    assert len(judged) == 4


def test_without_a_cache_or_with_one_in_the_package_nothing_is_kept(
    package: Path, settings: CheckSettings, judged: list[str]
) -> None:
    for folder in (None, package / "cache"):
        for _ in range(2):
            report_on(package, read(settings, cache=folder))
    assert len(judged) == 4
    assert not (package / "cache").exists()


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


def test_a_text_by_another_name_is_one_of_those_that_open_it(
    package: Path, settings: CheckSettings, judged: list[str]
) -> None:
    form = (package / FORM).rename(package / STARS / "推介表.jpg")
    report_on(package, settings)
    assert report_on(package, settings).report == plain(package, settings)
    assert len(judged) == 2  # one of them without a cache
    info = form.stat()
    flipped(form)
    os.utime(form, ns=(info.st_atime_ns, info.st_mtime_ns))
    assert report_on(package, settings).report == plain(package, settings)
    assert len(judged) == 4


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files of a package that are opened, each time."""
    paths: list[str] = []
    real = FolderTree.open

    def noting(tree: FolderTree, path: str) -> BinaryIO:
        paths.append(path)
        return real(tree, path)

    monkeypatch.setattr(FolderTree, "open", noting)
    return paths


def test_of_an_unchanged_package_only_texts_are_opened(
    package: Path, settings: CheckSettings, opened: list[str]
) -> None:
    report_on(package, settings)
    assert PHOTO in opened
    assert len(opened) == len(set(opened))  # nor is anything opened once more to be kept
    opened.clear()
    report_on(package, settings)
    assert {Path(path).suffix for path in opened} == {".docx"}
    assert len(opened) == len(set(opened))


def test_texts_that_are_known_are_opened_once_where_something_else_changed(
    package: Path, settings: CheckSettings, judged: list[str], opened: list[str]
) -> None:
    report_on(package, settings)
    (package / PHOTO).unlink()
    for number in (2, 2):
        opened.clear()
        report_on(package, settings)
        assert len(opened) == len(set(opened))
        assert len(judged) == number


def test_a_text_too_large_to_be_held_is_hashed_by_itself(
    package: Path, settings: CheckSettings, judged: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(one_file, "_FETCHED", 10)
    monkeypatch.setattr(one_file, "_IN_MEMORY", 10)
    first = report_on(package, settings)
    assert report_on(package, settings) == first
    assert len(judged) == 1
    flipped(package / FORM)
    assert report_on(package, settings).report == plain(package, settings)


def unreadable(package: Path) -> None:
    (package / PHOTO).write_bytes(b"\xff\xd8\xff" + bytes(100))


def only_pictures(package: Path) -> None:
    for path in [*package.rglob("*.docx"), *package.rglob("*.pdf")]:
        path.unlink()


@pytest.mark.parametrize("change", [unreadable, only_pictures])
def test_what_no_document_locks_or_is_tried_again_is_judged_each_time(
    package: Path, settings: CheckSettings, judged: list[str], change: Callable[[Path], None]
) -> None:
    change(package)
    for _ in range(2):
        assert report_on(package, settings).report == plain(package, settings)
    assert len(judged) == 4


def test_what_changed_a_moment_ago_is_judged_again(
    package: Path, settings: CheckSettings, judged: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jlxx_check.values.stamps._SETTLED", 1 << 62)
    for _ in range(2):
        report_on(package, settings)
    assert len(judged) == 2


def test_an_archive_is_opened_anew(settings: CheckSettings, judged: list[str]) -> None:
    for _ in range(2):
        report_on(place("zipped"), settings)
    assert len(judged) == 2


@pytest.mark.parametrize("first", [True, False], ids=["before", "after"])
def test_what_changed_around_its_reading_is_judged_anew(
    package: Path,
    settings: CheckSettings,
    judged: list[str],
    monkeypatch: pytest.MonkeyPatch,
    first: bool,
) -> None:
    """The report is on the bytes that were read, whatever was listed or lies there now."""
    form, real = package / FORM, verbs.understand
    old = form.read_bytes()

    def changing(*words: Any, **named: Any) -> Any:
        found = None if first else real(*words, **named)
        form.write_bytes(old[:10] + bytes([old[10] ^ 1]) + old[11:])  # a time within the archive
        return found or real(*words, **named)

    with monkeypatch.context() as patch:
        patch.setattr(verbs, "understand", changing)
        report_on(package, settings)
    judged.clear()
    assert report_on(package, settings).report == plain(package, settings)
    assert len(judged) == 2


def test_a_spoilt_row_costs_time_alone(
    package: Path, settings: CheckSettings, judged: list[str]
) -> None:
    first = report_on(package, settings)
    with closing(sqlite3.connect(kept(settings).file)) as database, database:
        database.execute("UPDATE facts SET facts = substr(facts, 2) WHERE kind = 'made'")
    assert report_on(package, settings) == first
    assert len(judged) == 2


def test_nothing_of_the_report_can_be_read_in_the_cache(
    package: Path, settings: CheckSettings
) -> None:
    report = report_on(package, settings).report
    written = kept(settings).file.read_bytes()
    said = {report.package.name, report.verdict.value, *(item.name for item in report.entries)}
    said |= {item.message.zh for item in report.findings}
    for text in said:
        assert text.encode() not in written


@pytest.mark.parametrize(
    "words",
    [
        ["--lang", "en"],
        ["--show", "files"],
        ["--brief"],
        ["--format", "json"],
        ["--format", "markdown", "--strict"],
        ["--quiet"],
    ],
    ids=" ".join,
)
def test_the_call_says_the_same_with_a_report_that_was_kept(
    package: Path,
    judged: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
) -> None:
    def said(*more: str, columns: str = "100") -> tuple[int, str, str]:
        monkeypatch.setenv("COLUMNS", columns)
        status = run(["check", str(package), *more])
        return status, *capsys.readouterr()

    said()
    judged.clear()
    found = [said(*words), said(*words, columns="60")]
    assert not judged
    assert found == [said(*words, "--no-cache"), said(*words, "--no-cache", columns="60")]
    assert len(judged) == 2


def test_the_librarys_own_check_judges_what_it_is_given(
    package: Path, settings: CheckSettings, judged: list[str]
) -> None:
    for _ in range(2):
        check(package, PACK, reading=settings.reading)
    assert len(judged) == 2
