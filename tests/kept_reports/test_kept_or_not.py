"""What is kept of a report, for whom, and what is opened for it; and what never is."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from sample_packages.expected import place

from jlxx_check.api import (
    CheckSettings,
    check,
    kept_reports,
    load_decisions,
    read_saved,
    verbs,
)
from jlxx_check.api.kept_reports import report_on
from jlxx_check.cli.main import run
from jlxx_check.facts import one_file
from jlxx_check.files.folder_tree import FolderTree
from jlxx_check.model.facts import Fate
from tests.kept_reports.asked import (
    FORM,
    PACK,
    PHOTO,
    STARS,
    UNIT,
    flipped,
    kept,
    plain,
    read,
)


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
