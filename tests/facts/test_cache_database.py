"""Whatever lies in the cache's place, a run gets what is right or nothing, and goes on."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from jlxx_check.facts import cache_database as database
from jlxx_check.facts import cache_session as session
from jlxx_check.facts.facts_cache import FactsCache
from tests.facts.cache_samples import MAKER, content, identity, known, record

NUMBERS = range(40)


@pytest.fixture
def cache(tmp_path: Path) -> FactsCache:
    cache = FactsCache(tmp_path / "cache")
    keep(cache)
    return cache


def keep(cache: FactsCache) -> None:
    with cache.session(MAKER) as opened:
        assert opened is not None
        opened.keep([record(number) for number in NUMBERS])


def found(cache: FactsCache) -> int:
    """How much is found; everything that is found is right."""
    with cache.session(MAKER) as opened:
        assert opened is not None
        by_file = opened.seen([identity(number) for number in NUMBERS], thumbnails=False)
        by_bytes = opened.same(map(content, NUMBERS), thumbnails=False)
    for number in NUMBERS:
        assert by_file.get(identity(number).place) in (None, known(number))
        assert by_bytes.get(content(number)) in (None, known(number))
    return len(by_file) + len(by_bytes)


def sql(*statements: str) -> Callable[[Path], None]:
    def run(file: Path) -> None:
        with closing(sqlite3.connect(file, isolation_level=None)) as opened:
            for statement in statements:
                opened.execute(statement)

    return run


def cut(share: float) -> Callable[[Path], None]:
    return lambda file: file.write_bytes(file.read_bytes()[: int(file.stat().st_size * share)])


def foreign(file: Path) -> None:
    file.unlink()
    sql("CREATE TABLE facts (key, kind)", "INSERT INTO facts VALUES (1, 2)")(file)


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(cut(0.5), id="cut in half"),
        pytest.param(cut(0.01), id="cut to its head"),
        pytest.param(cut(0), id="empty"),
        pytest.param(lambda file: file.write_bytes(b"SQLite format 3\0" + b"x" * 9000), id="noise"),
        pytest.param(lambda file: file.write_text("照片", encoding="utf-8"), id="text"),
        pytest.param(sql("PRAGMA user_version = 2"), id="schema of the future"),
        pytest.param(sql("PRAGMA application_id = 1"), id="another program's"),
        pytest.param(foreign, id="another program's tables"),
        pytest.param(sql("DROP TABLE files"), id="table missing"),
        pytest.param(sql("DROP INDEX facts_by_use"), id="index missing"),
        pytest.param(sql("DELETE FROM meta"), id="secret missing"),
        pytest.param(sql("UPDATE meta SET value = x'00'"), id="secret cut"),
        pytest.param(sql("UPDATE meta SET value = 'text'"), id="secret is text"),
        pytest.param(
            sql("CREATE TRIGGER t AFTER INSERT ON facts BEGIN DELETE FROM facts; END"),
            id="trigger added",
        ),
        pytest.param(sql("CREATE VIEW v AS SELECT 1"), id="view added"),
    ],
)
def test_what_is_not_sound_is_made_anew(
    cache: FactsCache, damage: Callable[[Path], object]
) -> None:
    damage(cache.file)
    assert found(cache) == 0
    keep(cache)
    assert found(cache) == 2 * len(NUMBERS)
    assert cache.trouble is None


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE facts SET facts = x'00' || facts",
        "UPDATE facts SET facts = 'text'",
        "UPDATE facts SET facts = x''",
        "UPDATE facts SET facts = (SELECT facts FROM facts LIMIT 1) WHERE rowid > 1",
        "UPDATE facts SET key = CAST(rowid AS TEXT)",
        "DELETE FROM facts WHERE rowid > 1",
        "UPDATE files SET key = (SELECT key FROM facts LIMIT 1)",
        "UPDATE files SET state = x'00'",
        "UPDATE facts SET key = CAST(rowid AS TEXT);UPDATE files SET key = '1'",
        "UPDATE facts SET facts = CAST(x'FFFE' AS TEXT)",
    ],
)
def test_a_changed_row_is_no_row(cache: FactsCache, change: str) -> None:
    sql(*change.split(";"))(cache.file)
    assert found(cache) < 2 * len(NUMBERS)
    keep(cache)
    assert found(cache) == 2 * len(NUMBERS)
    assert cache.trouble is None


def test_a_row_that_is_no_text_keeps_no_lock(
    cache: FactsCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever throws the file away would wait for itself."""
    sql("UPDATE facts SET facts = CAST(x'FFFE' AS TEXT)")(cache.file)
    erased: list[Path] = []

    def erase(file: Path) -> bool:
        sql("BEGIN EXCLUSIVE")(file)
        erased.append(file)
        return database.discard(file)

    monkeypatch.setattr(session, "discard", erase)
    assert found(cache) == 0
    assert erased == [cache.file]


def test_no_single_byte_gives_a_wrong_fact(cache: FactsCache) -> None:
    sound = cache.file.read_bytes()
    for place in range(0, len(sound), 611):
        flipped = bytearray(sound)
        flipped[place] ^= 0x5A
        cache.file.write_bytes(flipped)
        found(cache)
        assert cache.trouble is None


def test_a_page_lost_while_it_is_used_loses_no_run(cache: FactsCache) -> None:
    with cache.session(MAKER) as opened:
        assert opened is not None
        assert opened.sizes([1000])
        size = cache.file.stat().st_size
        cache.file.write_bytes(bytes(size))
        opened.seen([identity(number) for number in NUMBERS], thumbnails=False)
        opened.keep([record(1)])
    assert cache.trouble is None
    keep(cache)
    assert found(cache) == 2 * len(NUMBERS)


def test_a_locked_cache_is_waited_for_then_left_alone(
    cache: FactsCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.01)
    with closing(sqlite3.connect(cache.file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert found(cache) == 0
        assert cache.trouble is not None
        assert "占用" in cache.trouble.zh
        with pytest.raises(OSError, match="another program"):
            cache.survey()
        other.execute("COMMIT")
    assert found(FactsCache(cache.folder)) == 2 * len(NUMBERS)


@pytest.mark.parametrize(
    ("pragma", "word"), [("query_only = ON", "只读"), ("max_page_count = 1", "磁盘已满")]
)
def test_a_cache_that_cannot_be_written_is_still_read(
    cache: FactsCache, monkeypatch: pytest.MonkeyPatch, pragma: str, word: str
) -> None:
    def connect(file: Path) -> sqlite3.Connection:
        opened = database.connect(file)
        opened.execute(f"PRAGMA {pragma}")
        return opened

    monkeypatch.setattr(session, "connect", connect)
    assert found(cache) == 2 * len(NUMBERS)
    assert cache.trouble is None
    with cache.session(MAKER) as opened:
        assert opened is not None
        opened.keep([record(number, bytes(9000)) for number in range(40, 80)])
    assert cache.trouble is not None
    assert word in cache.trouble.zh
    assert str(cache.file) in cache.trouble.en


def no_folder(tmp_path: Path) -> Path:
    (tmp_path / "file").touch()
    return tmp_path / "file" / "cache"


def folder_instead(tmp_path: Path) -> Path:
    (tmp_path / "cache" / FactsCache(tmp_path).file.name).mkdir(parents=True)
    return tmp_path / "cache"


@pytest.mark.parametrize("make", [no_folder, folder_instead])
def test_where_no_file_can_be_the_run_goes_on_and_says_so(
    tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    cache = FactsCache(make(tmp_path))
    assert found(cache) == 0
    assert cache.trouble is not None
    assert "照常进行" in cache.trouble.zh


def test_a_damaged_file_that_cannot_be_removed_is_said(
    cache: FactsCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_file: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(session, "discard", refuse)
    cache.file.write_bytes(b"x" * 5000)
    assert found(cache) == 0
    assert cache.trouble is not None
    assert "没有权限" in cache.trouble.zh


def test_a_damaged_cache_is_surveyed_as_such(cache: FactsCache) -> None:
    cache.file.write_bytes(b"x" * 5000)
    survey = cache.survey()
    assert survey is not None
    assert survey.entries is None
    assert cache.file.read_bytes() == b"x" * 5000


def test_a_journal_left_behind_by_another_file_does_no_harm(cache: FactsCache) -> None:
    journal = cache.file.with_name(cache.file.name + "-journal")
    journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"x" * 5000)
    found(cache)
    keep(cache)
    assert found(cache) == 2 * len(NUMBERS)
    journal.write_bytes(b"x")
    cache.clear()
    assert not journal.exists()
