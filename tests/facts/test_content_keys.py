"""What is kept of people's texts opens for whoever has the texts, and for nobody else."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from jlxx_check.facts.cache_session import CipheredRecord
from jlxx_check.facts.content_keys import (
    ContentKey,
    ciphered,
    content_digest,
    deciphered,
    joint_digest,
)
from jlxx_check.facts.facts_cache import FactsCache
from tests.facts.cache_samples import MAKER

DOCUMENT = "姓名：张三 电话：13800000000".encode()
KEPT = "什么都有：13800000000".encode()
KEY = ContentKey("text 33 .txt", content_digest(DOCUMENT))
OTHERS = {
    "another document": ContentKey(KEY.what, content_digest(DOCUMENT + b" ")),
    "its own digest as a report shows it": ContentKey(KEY.what, hashlib.sha256(DOCUMENT).digest()),
    "another name of it": replace(KEY, what="text 33 .csv"),
}


@pytest.fixture
def cache(tmp_path: Path) -> FactsCache:
    return FactsCache(tmp_path / "cache")


def keep(cache: FactsCache, *keys: ContentKey) -> None:
    with cache.session(MAKER) as opened:
        assert opened is not None
        opened.keep([], [CipheredRecord(key, "text", 33, KEPT) for key in keys])
    assert cache.trouble is None


def found(cache: FactsCache, key: ContentKey = KEY, maker: str = MAKER) -> bytes | None:
    with cache.session(maker) as opened:
        assert opened is not None
        return opened.deciphered([key]).get(key)


def test_the_key_opens_it_in_the_next_session(cache: FactsCache) -> None:
    keep(cache, KEY)
    assert found(cache) == KEPT
    survey = cache.survey()
    assert survey is not None
    assert survey.entries == {"text": 1}


@pytest.mark.parametrize("other", OTHERS.values(), ids=list(OTHERS))
def test_nothing_else_opens_it(cache: FactsCache, other: ContentKey) -> None:
    keep(cache, KEY)
    assert found(cache, other) is None


def test_what_another_maker_kept_is_not_opened(cache: FactsCache) -> None:
    keep(cache, KEY)
    assert found(cache, maker="test 2") is None


def test_another_cache_has_another_key_for_it(tmp_path: Path) -> None:
    rows = []
    for name in ("one", "two"):
        cache = FactsCache(tmp_path / name)
        keep(cache, KEY)
        with closing(sqlite3.connect(cache.file)) as database:
            rows += database.execute("SELECT key, facts FROM facts").fetchall()
    (name, kept), (other, _) = rows
    assert name != other
    assert deciphered(KEY.for_cache(b"x" * 32, name), name, kept) is None


def test_the_file_tells_neither_what_is_kept_nor_what_opens_it(cache: FactsCache) -> None:
    keep(cache, KEY)
    written = cache.file.read_bytes()
    with closing(sqlite3.connect(cache.file)) as database:
        ((secret,),) = database.execute("SELECT value FROM meta").fetchall()
        ((name,),) = database.execute("SELECT key FROM facts").fetchall()
    for hidden in (
        KEPT,
        b"13800000000",
        DOCUMENT,
        KEY.content,
        KEY.for_cache(secret, name),
        hashlib.sha256(DOCUMENT).digest(),
        hashlib.sha256(DOCUMENT).hexdigest().encode(),
    ):
        assert hidden not in written


def flipped(at: int) -> Callable[[bytes], object]:
    return lambda kept: kept[:at] + bytes([kept[at] ^ 1]) + kept[at + 1 :]


SPOILT: dict[str, Callable[[bytes], object]] = {
    "nonce": flipped(0),
    "tag": flipped(12),
    "text": flipped(28),
    "cut short": lambda kept: kept[:-1],
    "only its head": lambda kept: kept[:28],
    "empty": lambda _: b"",
    "no bytes": lambda _: "text",
}


@pytest.mark.parametrize("spoilt", SPOILT.values(), ids=list(SPOILT))
def test_a_spoilt_row_is_as_good_as_none(
    cache: FactsCache, spoilt: Callable[[bytes], object]
) -> None:
    keep(cache, KEY)
    with closing(sqlite3.connect(cache.file)) as database, database:
        ((kept,),) = database.execute("SELECT facts FROM facts").fetchall()
        database.execute("UPDATE facts SET facts = ?", (spoilt(kept),))
    assert found(cache) is None
    assert cache.trouble is None
    keep(cache, KEY)
    assert found(cache) == KEPT


def test_a_row_in_anothers_place_is_as_good_as_none(cache: FactsCache) -> None:
    other = OTHERS["another document"]
    keep(cache, KEY, other)
    with closing(sqlite3.connect(cache.file)) as database, database:
        rows = database.execute("SELECT key, facts FROM facts").fetchall()
        for (name, _), (_, kept) in zip(rows, reversed(rows), strict=True):
            database.execute("UPDATE facts SET facts = ? WHERE key = ?", (kept, name))
    assert found(cache) is None
    assert found(cache, other) is None


def test_it_is_dropped_and_erased_as_all_else(tmp_path: Path) -> None:
    cache = FactsCache(tmp_path / "cache", limit=0)
    keep(cache, KEY)
    assert found(cache) is None
    cache = FactsCache(tmp_path / "other")
    keep(cache, KEY)
    assert cache.clear()
    assert found(cache) is None


def test_the_same_is_never_ciphered_alike() -> None:
    key = KEY.for_cache(b"x" * 32, b"name")
    one, two = (ciphered(key, b"name", KEPT) for _ in range(2))
    assert one != two
    assert deciphered(key, b"name", one) == deciphered(key, b"name", two) == KEPT
    assert deciphered(key, b"other", one) is None


def test_contents_in_another_order_are_others() -> None:
    one, two = content_digest(b"one"), content_digest(b"two")
    assert len({joint_digest(some) for some in ([one, two], [two, one], [one], [])}) == 4
