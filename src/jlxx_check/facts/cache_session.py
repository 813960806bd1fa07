"""The cache opened for one package: what is known of its files, and what is to be kept."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from jlxx_check.facts.cache_database import (
    ForeignCacheError,
    connect,
    discard,
    drop_beyond,
    is_damage,
    is_gone,
    which,
    why,
    writing,
)
from jlxx_check.facts.cache_names import CacheNames, FileIdentity
from jlxx_check.facts.content_keys import ContentKey, ciphered, deciphered
from jlxx_check.facts.remembered import IllegibleFactsError, Remembered, decode, encode
from jlxx_check.model.facts import Photo, Video
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen

_T = TypeVar("_T")

#: A damaged file is remade; one that others erase or remake just now is opened again.
_ATTEMPTS = 8
#: Values in one query.
_STEP = 400
_DAY = 86_400


@frozen
class CacheRecord:
    """Facts to keep: found again by the file's identity, by its bytes, or by either."""

    known: Remembered
    #: Bytes.
    size: int
    #: None where nothing tells whether the file has changed.
    identity: FileIdentity | None
    #: What says which bytes they are, None where that is not known of all of them.
    content: str | None
    #: A thumbnail was asked for, so that one that is missing cannot be made.
    pictured: bool = False


@frozen
class CipheredRecord:
    """Something of people's texts to keep, found again by who has their contents."""

    key: ContentKey
    #: What ``cache info`` counts it as.
    kind: str
    #: Bytes of the document; None where it is not looked for by its size.
    size: int | None
    data: bytes = field(repr=False)


class Session:
    """One opened cache, for one thread. Whatever is wrong with the file, nothing is raised."""

    def __init__(self, file: Path, maker: str, limit: int) -> None:
        self._file, self._maker, self._limit = file, maker, limit
        self._database: sqlite3.Connection | None = None
        self._opened_as: tuple[int, int] | None = None
        self._names = CacheNames(b"", maker)
        self._stale: set[bytes] = set()
        self.trouble: Text | None = None

    def close(self) -> None:
        """Let the file go."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def seen(
        self, identities: Sequence[FileIdentity], *, thumbnails: bool
    ) -> dict[str, Remembered]:
        """What is known of files that have not changed, by their place."""
        return self._run(lambda database: self._seen(database, identities, thumbnails), {})

    def same(self, contents: Iterable[str], *, thumbnails: bool) -> dict[str, Remembered]:
        """What is known of these bytes, wherever they lay."""
        return self._run(lambda database: self._same(database, contents, thumbnails), {})

    def sizes(self, sizes: Iterable[int]) -> set[int]:
        """Those sizes of which some bytes are known."""
        return self._run(
            lambda database: {
                int(size)
                for some in _steps(set(sizes))
                for (size,) in database.execute(
                    f"SELECT DISTINCT size FROM facts WHERE size IN ({_marks(some)})", some
                )
            },
            set(),
        )

    def deciphered(self, keys: Iterable[ContentKey]) -> dict[ContentKey, bytes]:
        """What is kept under these keys."""
        return self._run(lambda database: self._deciphered(database, keys), {})

    def keep(self, records: Sequence[CacheRecord], texts: Sequence[CipheredRecord] = ()) -> None:
        """Write down what was read, and that what was found is still in use."""
        if records or texts or self._stale:
            self._run(lambda database: self._keep(database, records, texts), None)

    def _run(self, work: Callable[[sqlite3.Connection], _T], otherwise: _T) -> _T:
        """What the work gives; ``otherwise`` where there is no cache. A damaged one is remade."""
        for attempt in range(_ATTEMPTS):
            if self.trouble is not None:
                break
            try:
                if self._database is None:
                    self._opened_as = which(self._file)
                    self._database = connect(self._file)
                    self._names = CacheNames(_secret(self._database), self._maker)
                return work(self._database)
            except (sqlite3.Error, ForeignCacheError, OSError) as error:
                gone = is_gone(error) or which(self._file) != self._opened_as
                self.close()
                self._stale.clear()
                self.trouble = self._mend(error, gone=gone, last=attempt + 1 == _ATTEMPTS)
        return otherwise

    def _mend(self, error: Exception, *, gone: bool, last: bool) -> Text | None:
        """Make ready for another attempt; else why there is no cache in this run.

        gone: another process has erased the file, or made it anew. What was read of the erased one
        may be nonsense: SQLite takes the new one's journal for its own.
        """
        if not last and gone:
            return None
        if not last and is_damage(error):
            try:
                discard(self._file)
            except OSError as refused:
                error = refused
            else:
                return None
        reason = why(error)
        return Text(
            f"缓存不能使用（{reason.zh}：{self._file}）。检查照常进行，结果不变，只是慢一些。",
            f"The cache cannot be used ({reason.en}: {self._file}). The check goes on without it: "
            "slower, with the same result.",
        )

    def _seen(
        self, database: sqlite3.Connection, identities: Sequence[FileIdentity], thumbnails: bool
    ) -> dict[str, Remembered]:
        asked = {self._names.key("place", item.place): item for item in identities}
        found: dict[str, Remembered] = {}
        for some in _steps(asked):
            rows = database.execute(
                "SELECT files.place, files.state, facts.key, facts.facts, facts.thumbnail, "
                "facts.used FROM files JOIN facts ON facts.key = files.key "
                f"WHERE files.place IN ({_marks(some)})",
                some,
            ).fetchall()  # a row that is none would leave the file locked
            for place, state, *row in rows:
                item = asked[place]
                if not isinstance(row[0], bytes) or state != self._names.state(item, row[0]):
                    continue
                if known := self._legible(row, thumbnails):
                    found[item.place] = known
        return found

    def _same(
        self, database: sqlite3.Connection, contents: Iterable[str], thumbnails: bool
    ) -> dict[str, Remembered]:
        asked = {self._names.key("content", content): content for content in contents}
        found: dict[str, Remembered] = {}
        for some in _steps(asked):
            rows = database.execute(
                f"SELECT key, facts, thumbnail, used FROM facts WHERE key IN ({_marks(some)})", some
            ).fetchall()
            for row in rows:
                if known := self._legible(row, thumbnails):
                    found[asked[row[0]]] = known
        return found

    def _deciphered(
        self, database: sqlite3.Connection, keys: Iterable[ContentKey]
    ) -> dict[ContentKey, bytes]:
        asked = {self._names.key(key.what, key.content): key for key in keys}
        found: dict[ContentKey, bytes] = {}
        for some in _steps(asked):
            rows = database.execute(
                f"SELECT key, facts, used FROM facts WHERE key IN ({_marks(some)})", some
            ).fetchall()
            for name, kept, used in rows:
                key = asked[name]
                own = key.for_cache(self._names.secret, name)
                data = deciphered(own, name, kept) if isinstance(kept, bytes) else None
                if data is not None:
                    found[key] = data
                    self._note_use(name, used)
        return found

    def _legible(self, row: Sequence[Any], thumbnails: bool) -> Remembered | None:
        """A row's facts; None where its checksum fails or a thumbnail is wanted and not there."""
        key, facts, picture, used = row
        data = self._names.opened(key, "facts", facts)
        thumbnail = self._names.opened(key, "thumbnail", picture) if thumbnails else None
        if data is None:
            return None
        try:
            known = decode(data, thumbnail)
        except IllegibleFactsError:
            return None
        if thumbnails and isinstance(known.body, Photo | Video) and thumbnail is None:
            return None
        self._note_use(key, used)
        return known

    def _note_use(self, key: bytes, used: int) -> None:
        if used != _today():
            self._stale.add(key)

    def _keep(
        self,
        database: sqlite3.Connection,
        records: Sequence[CacheRecord],
        texts: Sequence[CipheredRecord],
    ) -> None:
        today = _today()
        with writing(database):
            database.executemany(
                "UPDATE facts SET used = ? WHERE key = ?", [(today, key) for key in self._stale]
            )
            for record in records:
                self._write(database, record, today)
            for text in texts:
                self._write_ciphered(database, text, today)
        self._stale.clear()
        drop_beyond(database, self._limit)

    def _write_ciphered(
        self, database: sqlite3.Connection, text: CipheredRecord, today: int
    ) -> None:
        name = self._names.key(text.key.what, text.key.content)
        kept = ciphered(text.key.for_cache(self._names.secret, name), name, text.data)
        database.execute(
            "INSERT OR REPLACE INTO facts VALUES (?, ?, ?, ?, NULL, ?)",
            (name, text.kind, text.size, kept, today),
        )

    def _write(self, database: sqlite3.Connection, record: CacheRecord, today: int) -> None:
        identity, content = record.identity, record.content
        if content is not None:
            key = self._names.key("content", content)
        elif identity is not None:
            key = self._names.key("file", f"{identity.place}\0{identity.state}")
        else:
            return
        body = record.known.body
        picture = body.thumbnail if isinstance(body, Photo | Video) else None
        if picture is None and record.pictured:
            picture = b""
        database.execute(
            "INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET "
            "facts = excluded.facts, used = excluded.used, "
            "thumbnail = coalesce(excluded.thumbnail, thumbnail)",
            (
                key,
                record.known.group.value,
                None if content is None else record.size,
                self._names.sealed(key, "facts", encode(record.known)),
                None if picture is None else self._names.sealed(key, "thumbnail", picture),
                today,
            ),
        )
        if identity is not None:
            database.execute(
                "INSERT INTO files VALUES (?, ?, ?) ON CONFLICT (place) DO UPDATE SET "
                "state = excluded.state, key = excluded.key",
                (self._names.key("place", identity.place), self._names.state(identity, key), key),
            )


def _secret(database: sqlite3.Connection) -> bytes:
    row = database.execute("SELECT value FROM meta WHERE name = 'secret'").fetchone()
    if row is None or not isinstance(row[0], bytes) or len(row[0]) != 32:
        raise ForeignCacheError
    return row[0]


def _today() -> int:
    return int(time.time()) // _DAY


def _steps(values: Iterable[_T]) -> Iterator[list[_T]]:
    left = iter(values)
    while some := list(islice(left, _STEP)):
        yield some


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))
