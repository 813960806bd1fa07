"""Rows that are kept are the rows that would be read: whatever changes, they are read anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from jlxx_check.api import CheckSettings, Reading, examine, load_pack
from jlxx_check.batch import master_rows
from jlxx_check.batch.master_rows import RowLink, keep_lines, lines_of, read_lines
from jlxx_check.facts import made_of_texts as making
from jlxx_check.facts.facts_cache import FactsCache
from jlxx_check.files.laid_over import NOTHING_OVER
from jlxx_check.model.batch_report import RegisterLine
from jlxx_check.model.pack import Pack
from tests.batch.boxes import small_box

PLAIN = Reading(isolated=False)
PACK = load_pack("jilin-2023").pack


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return small_box(tmp_path / "收件", 2).folder / "安安示例学院"


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    return replace(PLAIN, cache=tmp_path / "cache")


@pytest.fixture
def links(package: Path) -> tuple[RowLink, ...]:
    made = examine(package, CheckSettings(load_pack("jilin-2023"), reading=PLAIN)).package
    return lines_of("甲", made, PACK)[1]


def read(
    package: Path, links: tuple[RowLink, ...], reading: Reading, pack: Pack = PACK, name: str = "甲"
) -> tuple[RegisterLine, ...]:
    return read_lines(name, package, NOTHING_OVER, links, pack, reading)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that are looked into for rows."""
    paths: list[str] = []
    real = master_rows.read_all

    def noting(body: object, path: str, pack: Pack) -> object:
        paths.append(path)
        return real(body, path, pack)  # type: ignore[arg-type]

    monkeypatch.setattr(master_rows, "read_all", noting)
    return paths


def test_the_same_rows_are_not_made_again(
    package: Path, links: tuple[RowLink, ...], reading: Reading, asked: list[str]
) -> None:
    plain = read(package, links, PLAIN)
    assert read(package, links, reading) == plain
    asked.clear()
    assert read(package, links, reading) == plain
    assert not asked
    moved = package.rename(package.with_name("乙"))
    assert read(moved, links, reading) == plain
    assert not asked


@pytest.mark.parametrize("changed", [False, True])
def test_rows_that_were_judged_are_found_unless_a_paper_has_changed_since(
    package: Path, reading: Reading, asked: list[str], changed: bool
) -> None:
    made = examine(package, CheckSettings(load_pack("jilin-2023"), reading=PLAIN)).package
    lines, links = lines_of("甲", made, PACK)
    if changed:
        spoilt(register(package))
    keep_lines("甲", package, NOTHING_OVER, links, lines, made.facts, PACK, reading)
    assert read(package, links, reading) == lines
    assert bool(asked) == changed


def test_without_a_cache_or_a_package_none_are_kept(package: Path, reading: Reading) -> None:
    made = examine(package, CheckSettings(load_pack("jilin-2023"), reading=PLAIN)).package
    lines, links = lines_of("甲", made, PACK)
    keep_lines("甲", package, NOTHING_OVER, links, lines, made.facts, PACK, PLAIN)
    gone = package.rename(package.with_name("乙"))
    keep_lines("甲", package, NOTHING_OVER, links, lines, made.facts, PACK, reading)
    assert gone.exists()
    assert FactsCache(Path(str(reading.cache))).survey() is None


def register(package: Path) -> Path:
    return next(package.rglob("百姓学习之星*登记表.xlsx"))


def form(package: Path) -> Path:
    return next(package.rglob("百姓学习之星/*/推介表.docx"))


def one_for_another(first: Path, second: Path) -> None:
    data = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(data)


CHANGES: dict[str, Callable[[Path], object]] = {
    "a byte of the register": lambda package: spoilt(register(package)),
    "a byte of a form": lambda package: spoilt(form(package)),
    "a form is gone": lambda package: form(package).unlink(),
    "the register is gone": lambda package: register(package).unlink(),
    "a form in the register's place": lambda package: one_for_another(
        form(package), next(package.rglob("终身学习品牌项目/*/推介表.docx"))
    ),
}


def spoilt(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\0")


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_a_changed_paper_is_read_anew(
    package: Path,
    links: tuple[RowLink, ...],
    reading: Reading,
    asked: list[str],
    change: Callable[[Path], object],
) -> None:
    read(package, links, reading)
    change(package)
    plain = read(package, links, PLAIN)
    asked.clear()
    assert read(package, links, reading) == plain
    assert asked


def test_other_links_another_pack_or_name_are_not_answered_with_these(
    package: Path, links: tuple[RowLink, ...], reading: Reading, asked: list[str]
) -> None:
    before = read(package, links, reading)
    fewer = links[:-1]
    assert read(package, fewer, reading) == before[:-1]
    marked = (replace(links[0], special=not links[0].special), *links[1:])
    assert read(package, marked, reading)[0].special != before[0].special
    assert {line.package for line in read(package, links, reading, name="乙")} == {"乙"}
    asked.clear()
    read(package, links, reading, PACK.model_copy(update={"sha256": "another"}))
    assert asked


def test_another_state_of_the_program_makes_them_anew(
    package: Path,
    links: tuple[RowLink, ...],
    reading: Reading,
    asked: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read(package, links, reading)
    monkeypatch.setattr(making, "program_digest", lambda: "another")
    asked.clear()
    read(package, links, reading)
    assert asked


def test_what_changed_before_it_was_read_is_not_kept(
    package: Path,
    links: tuple[RowLink, ...],
    reading: Reading,
    asked: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The digest is of the old bytes, the rows of the new ones."""
    real, paper = master_rows.read_files, register(package)
    old = paper.read_bytes()

    def late(*words: object, **named: object) -> object:
        paper.write_bytes(old[:10] + bytes([old[10] ^ 1]) + old[11:])  # a time within the archive
        return real(*words, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(master_rows, "read_files", late)
    read(package, links, reading)
    monkeypatch.setattr(master_rows, "read_files", real)
    paper.write_bytes(old)
    asked.clear()
    read(package, links, reading)
    assert asked


def test_a_spoilt_row_costs_time_alone(
    package: Path, links: tuple[RowLink, ...], reading: Reading, asked: list[str]
) -> None:
    plain = read(package, links, reading)
    cache = FactsCache(Path(str(reading.cache)))
    survey = cache.survey()
    assert survey is not None
    assert (survey.entries or {})["made"] == 1
    with closing(sqlite3.connect(cache.file)) as database, database:
        database.execute("UPDATE facts SET facts = substr(facts, 2) WHERE kind = 'made'")
    asked.clear()
    assert read(package, links, reading) == plain
    assert asked


def test_nobody_reads_a_name_or_a_number_in_the_cache(
    package: Path, links: tuple[RowLink, ...], reading: Reading
) -> None:
    lines = read(package, links, reading)
    written = FactsCache(Path(str(reading.cache))).file.read_bytes()
    said = [value.text for line in lines for value in line.row.values.values()]
    hidden = [text for text in said if len(text) >= 3]
    assert len(hidden) > 3
    for text in (*hidden, "甲", "登记表", str(package)):
        assert text.encode() not in written


def test_without_a_cache_or_with_one_in_the_package_nothing_is_kept(
    package: Path, links: tuple[RowLink, ...]
) -> None:
    for reading in (PLAIN, replace(PLAIN, cache=package / "cache")):
        read(package, links, reading)
    assert not (package / "cache").exists()
