"""The cache's SQLite file: made, opened, held to its schema, thrown away when it is not sound.

The journal is SQLite's rollback journal and not WAL: WAL needs memory that processes share, which
a network drive does not give, and nothing tells a network drive for certain. Transactions are
short, one or two a package.
"""

from __future__ import annotations

import errno
import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from jlxx_check.errors import InternalError
from jlxx_check.facts.private import NotPrivate, make_private, refuse_foreign
from jlxx_check.text import Text, same
from jlxx_check.values.system_errors import reason

#: Seconds to wait for another process that is writing.
PATIENCE = 5.0
#: Share of the rows that is dropped at a time once the cache has grown too large.
_DROPPED = 8

#: In the file's header: "jlxx".
_APPLICATION = 0x6A6C7878
_VERSION = 1

#: facts.facts: behind a checksum; of people's texts ciphered instead (``content_keys``).
#: facts.size: only of facts that are found by their bytes, so that a file of another size need not
#: be hashed. facts.used: days since the epoch. files: one row a path, replaced when it changes.
_SCHEMA = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE facts (key BLOB PRIMARY KEY, kind TEXT NOT NULL, size INTEGER,"
    " facts BLOB NOT NULL, thumbnail BLOB, used INTEGER NOT NULL)",
    "CREATE INDEX facts_by_size ON facts (size) WHERE size IS NOT NULL",
    "CREATE INDEX facts_by_use ON facts (used)",
    "CREATE TABLE files (place BLOB PRIMARY KEY, state BLOB NOT NULL,"
    " key BLOB NOT NULL REFERENCES facts (key) ON DELETE CASCADE) WITHOUT ROWID",
    "CREATE INDEX files_by_key ON files (key)",
)

_UNUSABLE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_AUTH,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_INTERRUPT,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_NOLFS,
        sqlite3.SQLITE_TOOBIG,
    }
)
#: An erased file shows as the one once it is open, and as the other where its folder went, too.
_GONE = frozenset({sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN})
_WHY = {
    sqlite3.SQLITE_BUSY: Text("被另一个程序占用", "another program is using it"),
    sqlite3.SQLITE_LOCKED: Text("被另一个程序占用", "another program is using it"),
    sqlite3.SQLITE_READONLY: Text("只读，不能写入", "it is read-only"),
    sqlite3.SQLITE_PERM: Text("没有权限", "no permission"),
    sqlite3.SQLITE_CANTOPEN: Text("打不开", "it cannot be opened"),
    sqlite3.SQLITE_FULL: Text("磁盘已满", "the disk is full"),
    sqlite3.SQLITE_IOERR: Text("磁盘读写出错", "the disk failed"),
}


class ForeignCacheError(InternalError):
    """The file is no cache of this schema."""


def connect(file: Path) -> sqlite3.Connection:
    """The file opened, made where it is missing, private to its owner.

    Raises ForeignCacheError, NotPrivate, sqlite3.Error and OSError.
    """
    _reserve(file)
    database = sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)
    try:
        # What a power failure tears is found by each row's checksum, or remade.
        database.execute("PRAGMA synchronous = OFF")
        database.execute("PRAGMA foreign_keys = ON")
        database.execute("PRAGMA secure_delete = ON")  # a dropped picture is gone
        database.execute("PRAGMA trusted_schema = OFF")
        if not _is_made(database):
            _make(database)
    except BaseException:
        database.close()
        raise
    return database


@contextmanager
def writing(database: sqlite3.Connection) -> Iterator[None]:
    """One transaction that writes: all of it or nothing."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if database.in_transaction:  # SQLite ends it itself after some failures
            database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")


def drop_beyond(database: sqlite3.Connection, limit: int) -> None:
    """Drop what was not used for longest while more than so many bytes are in use."""
    while _used_bytes(database) > limit:
        with writing(database):
            database.execute(
                "DELETE FROM facts WHERE key IN (SELECT key FROM facts ORDER BY used LIMIT "
                "(SELECT count(*) / ? + 1 FROM facts))",
                (_DROPPED,),
            )
            if not database.execute("SELECT changes()").fetchone()[0]:
                return


def _used_bytes(database: sqlite3.Connection) -> int:
    (pages,), (free,), (size,) = (
        database.execute(f"PRAGMA {name}").fetchone()
        for name in ("page_count", "freelist_count", "page_size")
    )
    return int((pages - free) * size)


def is_damage(error: Exception) -> bool:
    """Whether the file itself is at fault, so that a new one helps."""
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
        return code & 0xFF not in _UNUSABLE
    return isinstance(error, ForeignCacheError)


def is_gone(error: Exception) -> bool:
    """Whether the file may have been erased, by another process, since it was opened."""
    if isinstance(error, FileNotFoundError):
        return True
    code = getattr(error, "sqlite_errorcode", 0)
    return code == sqlite3.SQLITE_READONLY_DBMOVED or code & 0xFF in _GONE


def which(file: Path) -> tuple[int, int] | None:
    """Which file bears the name now: its device and number; None where there is none."""
    try:
        info = file.stat()
    except OSError:
        return None
    return info.st_dev, info.st_ino


def why(error: Exception) -> Text:
    """The reason for people."""
    if isinstance(error, NotPrivate):
        return error.text
    if isinstance(error, OSError):
        return reason(error)
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return _WHY.get(code) or same(str(error) or type(error).__name__)


def discard(file: Path) -> bool:
    """Erase the file and its journal; False where there was none. Raises OSError.

    The journal goes last: SQLite ignores one that it finds beside a new file.
    """
    there = file.exists()
    with _at_rest(file):
        file.unlink(missing_ok=True)
        _journal(file).unlink(missing_ok=True)
    return there


@contextmanager
def _at_rest(file: Path) -> Iterator[None]:
    """Nobody writes to the file meanwhile, as far as it is sound enough to be locked.

    Whoever still wrote to an erased file would share its journal's name with the next one, whose
    pages SQLite would then restore from it. Windows erases no file that is open anywhere.
    """
    if os.name == "nt" or not file.exists():
        yield
        return
    with closing(sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)) as database:
        with suppress(sqlite3.Error):
            database.execute("BEGIN EXCLUSIVE")
        yield


def count_by_group(file: Path) -> dict[str, int] | None:
    """How many files' facts there are by group; None where the file is damaged.

    Raises OSError where the system refuses, sqlite3.Error where another program holds it.
    """
    try:
        with closing(connect(file)) as database:
            rows = database.execute("SELECT kind, count(*) FROM facts GROUP BY kind ORDER BY kind")
            return {str(kind): int(count) for kind, count in rows}
    except (sqlite3.Error, ForeignCacheError) as error:
        if is_damage(error):
            return None
        raise OSError(errno.EBUSY, why(error).en) from error


def _reserve(file: Path) -> None:
    """SQLite would make the file readable for everybody."""
    make_private(file.parent)
    with suppress(FileExistsError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    for own in (file, _journal(file)):
        refuse_foreign(own)


def _journal(file: Path) -> Path:
    return file.with_name(file.name + "-journal")


def _is_made(database: sqlite3.Connection) -> bool:
    """False where the file is still empty. Raises ForeignCacheError where it is no cache.

    The schema is compared word for word: nothing is run that somebody else has put into the file.
    """
    found = [row[0] for row in database.execute("SELECT sql FROM sqlite_master WHERE sql NOT NULL")]
    (application,) = database.execute("PRAGMA application_id").fetchone()
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if not found and not application and not version:
        return False
    if (application, version) != (_APPLICATION, _VERSION) or sorted(found) != sorted(_SCHEMA):
        raise ForeignCacheError
    return True


def _make(database: sqlite3.Connection) -> None:
    with writing(database):
        if _is_made(database):  # by another process meanwhile
            return
        for statement in _SCHEMA:
            database.execute(statement)
        database.execute("INSERT INTO meta VALUES ('secret', ?)", (secrets.token_bytes(32),))
        database.execute(f"PRAGMA application_id = {_APPLICATION}")
        database.execute(f"PRAGMA user_version = {_VERSION}")
