"""Archives that are still being copied are waited for; damaged ones are judged as what they are."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from jlxx_check.api import load_pack
from jlxx_check.batch.inbox import list_arrivals, look_into, without_end
from jlxx_check.batch.inbox.unfinished import growing
from jlxx_check.batch.watching import Sighting, settled
from tests.files.archives.making import seven, zipped

PACK = load_pack().pack
NOISE = bytes((n * n + n // 7) % 251 for n in range(5000))
WHOLE = zipped(a=NOISE)


def _nothing(_file: Path) -> None:
    pass


def _grow(file: Path) -> None:
    file.write_bytes(WHOLE[:-10])


def _finish(file: Path) -> None:
    file.write_bytes(WHOLE)


@pytest.mark.parametrize(
    ("data", "age", "meanwhile", "found"),
    [
        (WHOLE[:-200], 0, _grow, True),
        (WHOLE[:-200], 0, _finish, True),
        (WHOLE[:-200], 0, _nothing, False),
        (WHOLE[:-200], 3600, _grow, False),
        (WHOLE, 0, _nothing, False),
    ],
)
def test_only_what_grows_before_our_eyes_is_still_coming(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    data: bytes,
    age: float,
    meanwhile: Callable[[Path], None],
    found: bool,
) -> None:
    file = tmp_path / "甲.zip"
    file.write_bytes(data)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now)  # however long the test takes
    os.utime(file, (now - age, now - age))
    arrivals = look_into(tmp_path, tmp_path / "out", PACK).arrivals
    listings = list_arrivals(tmp_path, arrivals)
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        meanwhile(file)

    monkeypatch.setattr(time, "sleep", sleep)
    assert growing(tmp_path, arrivals, listings) == ({"甲.zip"} if found else frozenset())
    assert bool(slept) == (age == 0 and data != WHOLE), "nothing is waited for without cause"


@pytest.mark.parametrize(
    ("name", "data", "missing"),
    [
        ("甲.zip", WHOLE[:-9], True),
        ("甲.7z", seven(a=NOISE)[:-9], True),
        ("甲.zip", WHOLE, False),
        ("甲.zip", b"x", False),
        ("甲.eml", b"From: a\nTo: b\n\n", False),
    ],
)
def test_what_has_no_end_yet(tmp_path: Path, name: str, data: bytes, missing: bool) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "乙").mkdir()
    arrivals = look_into(tmp_path, tmp_path / "out", PACK).arrivals
    assert {item.path for item in arrivals if without_end(tmp_path, item)} == (
        {name} if missing else set()
    )


def test_a_watch_gives_an_archive_without_an_end_more_time() -> None:
    looks = {"甲.zip": Sighting("x", 0.0, coming=True), "乙": Sighting("y", 0.0)}
    assert settled(looks, 100.0, 30.0) == {"乙"}
