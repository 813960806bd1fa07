"""The cache opened for one package: what is known of its files, and what is to be kept."""

from __future__ import annotations

import hashlib
import hmac
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from jlxx_check.facts.cache_database import (
    ForeignCacheError,
    connect,
    discard,
    is_damage,
    is_gone,
    which,
    why,
    writing,
)
from jlxx_check.facts.remembered import IllegibleFactsError, Remembered, decode, encode
from jlxx_check.model.facts import Photo, Video
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen

_T = TypeVar("_T")

#: A damaged file is remade; one that others erase or remake just now is opened again.
_ATTEMPTS = 8
#: Bytes of a key and of a row's checksum.
_MAC = 16
#: Values in one query.
_STEP = 400
_DAY = 86_400
#: Share of the rows that is dropped at a time once the cache has grown too large.
_DROPPED = 8


@frozen
class FileIdentity:
    """Which file it was, and in which state."""

    #: The file's whole path.
    place: str
    #: What changes whenever its content does.
    state: str


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


class Session:
    """One opened cache, for one thread. Whatever is wrong with the file, nothing is raised."""

    def __init__(self, file: Path, maker: str, limit: int) -> None:
        self._file, self._maker, self._limit = file, maker, limit
        self._database: sqlite3.Connection | None = None
        self._opened_as: tuple[int, int] | None = None
        self._secret = b""
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

    def keep(self, records: Sequence[CacheRecord]) -> None:
        """Write down what was read, and that what was found is still in use."""
        if records or self._stale:
            self._run(lambda database: self._keep(database, records), None)

    def _run(self, work: Callable[[sqlite3.Connection], _T], otherwise: _T) -> _T:
        """What the work gives; ``otherwise`` where there is no cache. A damaged one is remade."""
        for attempt in range(_ATTEMPTS):
            if self.trouble is not None:
                break
            try:
                if self._database is None:
                    self._opened_as = which(self._file)
                    self._database = connect(self._file)
                    self._secret = _secret(self._database)
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
        asked = {self._key("place", item.place): item for item in identities}
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
                if not isinstance(row[0], bytes) or state != self._state(item, row[0]):
                    continue
                if known := self._legible(row, thumbnails):
                    found[item.place] = known
        return found

    def _same(
        self, database: sqlite3.Connection, contents: Iterable[str], thumbnails: bool
    ) -> dict[str, Remembered]:
        asked = {self._key("content", content): content for content in contents}
        found: dict[str, Remembered] = {}
        for some in _steps(asked):
            rows = database.execute(
                f"SELECT key, facts, thumbnail, used FROM facts WHERE key IN ({_marks(some)})", some
            ).fetchall()
            for row in rows:
                if known := self._legible(row, thumbnails):
                    found[asked[row[0]]] = known
        return found

    def _legible(self, row: Sequence[Any], thumbnails: bool) -> Remembered | None:
        """A row's facts; None where its checksum fails or a thumbnail is wanted and not there."""
        key, facts, picture, used = row
        data = self._opened(key, "facts", facts)
        thumbnail = self._opened(key, "thumbnail", picture) if thumbnails else None
        if data is None:
            return None
        try:
            known = decode(data, thumbnail)
        except IllegibleFactsError:
            return None
        if thumbnails and isinstance(known.body, Photo | Video) and thumbnail is None:
            return None
        if used != _today():
            self._stale.add(key)
        return known

    def _keep(self, database: sqlite3.Connection, records: Sequence[CacheRecord]) -> None:
        today = _today()
        with writing(database):
            database.executemany(
                "UPDATE facts SET used = ? WHERE key = ?", [(today, key) for key in self._stale]
            )
            for record in records:
                self._write(database, record, today)
        self._stale.clear()
        while _used_bytes(database) > self._limit:
            with writing(database):
                database.execute(
                    "DELETE FROM facts WHERE key IN (SELECT key FROM facts ORDER BY used LIMIT "
                    "(SELECT count(*) / ? + 1 FROM facts))",
                    (_DROPPED,),
                )
                if not database.execute("SELECT changes()").fetchone()[0]:
                    return

    def _write(self, database: sqlite3.Connection, record: CacheRecord, today: int) -> None:
        identity, content = record.identity, record.content
        if content is not None:
            key = self._key("content", content)
        elif identity is not None:
            key = self._key("file", f"{identity.place}\0{identity.state}")
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
                self._sealed(key, "facts", encode(record.known)),
                None if picture is None else self._sealed(key, "thumbnail", picture),
                today,
            ),
        )
        if identity is not None:
            database.execute(
                "INSERT INTO files VALUES (?, ?, ?) ON CONFLICT (place) DO UPDATE SET "
                "state = excluded.state, key = excluded.key",
                (self._key("place", identity.place), self._state(identity, key), key),
            )

    def _key(self, what: str, text: str) -> bytes:
        """A name that only this cache can make: paths and digests are not written down as they are.

        The maker is a part of it: what another made is never found.
        """
        return self._mac("\0".join((what, self._maker, text)).encode("utf-8", "surrogatepass"))

    def _state(self, identity: FileIdentity, key: bytes) -> bytes:
        """That a file in this state holds these facts."""
        return self._mac(key + self._key(identity.place, identity.state))

    def _mac(self, data: bytes) -> bytes:
        return hashlib.blake2b(data, key=self._secret, digest_size=_MAC).digest()

    def _sealed(self, key: bytes, what: str, data: bytes) -> bytes:
        """The data behind a checksum: SQLite itself does not notice a flipped bit."""
        return self._mac(key + what.encode() + data) + data

    def _opened(self, key: bytes, what: str, sealed: object) -> bytes | None:
        if not isinstance(sealed, bytes):
            return None
        mac, data = sealed[:_MAC], sealed[_MAC:]
        return data if hmac.compare_digest(mac, self._mac(key + what.encode() + data)) else None


def _secret(database: sqlite3.Connection) -> bytes:
    row = database.execute("SELECT value FROM meta WHERE name = 'secret'").fetchone()
    if row is None or not isinstance(row[0], bytes) or len(row[0]) != 32:
        raise ForeignCacheError
    return row[0]


def _today() -> int:
    return int(time.time()) // _DAY


def _used_bytes(database: sqlite3.Connection) -> int:
    (pages,), (free,), (size,) = (
        database.execute(f"PRAGMA {name}").fetchone()
        for name in ("page_count", "freelist_count", "page_size")
    )
    return int((pages - free) * size)


def _steps(values: Iterable[_T]) -> Iterator[list[_T]]:
    left = iter(values)
    while some := list(islice(left, _STEP)):
        yield some


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))
