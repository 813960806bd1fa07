from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from jlxx_check.files.folder_tree import open_folder
from jlxx_check.values import stamps

NOW = 1_700_000_000_123_456_700
SECOND = 1_000_000_000


@dataclass(frozen=True)
class Info:
    """What the system says of a file."""

    st_mtime_ns: int = NOW - 3600 * SECOND + 200
    st_ctime_ns: int = NOW - 1800 * SECOND
    st_dev: int = 5
    st_ino: int = 77


SETTLED = Info()


def told(info: Info) -> str | None:
    return stamps.stamp("no such file", info)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: NOW)


@pytest.mark.parametrize("field", ["st_mtime_ns", "st_ctime_ns", "st_dev", "st_ino"])
def test_each_part_changes_the_stamp(field: str) -> None:
    other = replace(SETTLED, **{field: getattr(SETTLED, field) + 1})
    assert told(SETTLED) is not None
    assert told(other) not in (None, told(SETTLED))


@pytest.mark.parametrize(
    ("info", "tells"),
    [
        (replace(SETTLED, st_ctime_ns=NOW - 11 * SECOND), True),
        (replace(SETTLED, st_ctime_ns=NOW - 9 * SECOND), False),
        (replace(SETTLED, st_mtime_ns=NOW - 9 * SECOND), False),
        (replace(SETTLED, st_mtime_ns=NOW), False),
        (replace(SETTLED, st_mtime_ns=NOW + 3600 * SECOND), False),
        (replace(SETTLED, st_ino=0), False),
    ],
    ids=str,
)
def test_what_a_second_change_may_leave_as_it_is_tells_nothing(info: Info, tells: bool) -> None:
    assert (told(info) is not None) is tells


@pytest.mark.parametrize(
    ("system", "modified", "changed", "coarse"),
    [
        ("posix", 1, 1, False),
        ("posix", 0, 1, False),  # unpacked from an archive: what changed it last is still known
        ("posix", 1, 0, True),
        ("posix", 0, 0, True),
        ("nt", 1, 1, False),
        ("nt", 1, 0, False),
        ("nt", 0, 1, True),
        ("nt", SECOND, 1, False),
    ],
)
def test_whole_seconds_tell_nothing(system: str, modified: int, changed: int, coarse: bool) -> None:
    hour = 1_600_000_000 * SECOND
    assert stamps.is_coarse(hour + modified, hour + changed, system) is coarse
    whole = 1_000_000_000 * SECOND
    assert told(replace(SETTLED, st_mtime_ns=whole, st_ctime_ns=whole)) is None


def test_a_file_that_was_just_made_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    assert open_folder(tmp_path).files[0].stamp is None
    later = time.time_ns() + 60 * SECOND
    monkeypatch.setattr(time, "time_ns", lambda: later)
    assert open_folder(tmp_path).files[0].stamp is not None
