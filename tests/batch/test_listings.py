"""The cheap look at an inbox: it tells of every change, and opens nothing."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from jlxx_check.api import load_pack
from jlxx_check.batch.inbox import list_arrivals, look_into, whole_look, without_end
from jlxx_check.batch.inbox.listings import growing
from jlxx_check.batch.watching import Sighting, settled
from tests.files.archives.making import seven, zipped


def _inbox(folder: Path) -> Path:
    box = folder / "收件"
    for name in ("甲/百姓学习之星/01王/推介表.docx", "乙.zip", "结果/index.html"):
        (box / name).parent.mkdir(parents=True, exist_ok=True)
        (box / name).write_bytes(b"x")
        os.utime(box / name, ns=(10**18, 10**18))
    return box


def _write(name: str, data: bytes, stamp: int = 10**18) -> Callable[[Path], None]:
    def change(box: Path) -> None:
        (box / name).write_bytes(data)
        os.utime(box / name, ns=(stamp, stamp))

    return change


_FORM = "甲/百姓学习之星/01王/推介表.docx"
_CHANGES: dict[str, tuple[Callable[[Path], object], bool]] = {
    "nothing": (lambda _: None, False),
    "a look of somebody's": (lambda box: (box / _FORM).read_bytes(), False),
    "the results beside it": (_write("结果/index.html", b"longer"), False),
    "a new result": (_write("结果/另一份.html", b"x"), False),
    "a file that grows": (_write(_FORM, b"longer"), True),
    "a file of another time": (_write(_FORM, b"x", 10**18 + 1), True),
    "a new file": (_write("甲/说明.txt", b"x"), True),
    "a new delivery": (_write("丙.zip", b"x"), True),
    "a new empty folder": (lambda box: (box / "丁").mkdir(), True),
    "a name": (lambda box: (box / "乙.zip").rename(box / "乙2.zip"), True),
    "a file that is gone": (lambda box: (box / _FORM).unlink(), True),
    "a folder that is gone": (lambda box: shutil.rmtree(box / "甲"), True),
    "a file moved": (lambda box: (box / _FORM).rename(box / "甲/推介表.docx"), True),
}


@pytest.mark.parametrize(("change", "seen"), _CHANGES.values(), ids=_CHANGES)
def test_every_change_is_seen(tmp_path: Path, change: Callable[[Path], object], seen: bool) -> None:
    box = _inbox(tmp_path)
    before = whole_look(box, box / "结果")
    assert before is not None
    change(box)
    assert (whole_look(box, box / "结果") != before) is seen


@pytest.mark.skipif(os.name == "nt", reason="links take a privilege there")
@pytest.mark.parametrize("target", ["乙.zip", "甲", "没有"])
def test_what_leads_elsewhere_is_not_told_so_cheaply(tmp_path: Path, target: str) -> None:
    box = _inbox(tmp_path)
    (box / "甲" / "链接").symlink_to(box / target)
    assert whole_look(box, box / "结果") is None


def test_an_inbox_that_is_away_is_not_told(tmp_path: Path) -> None:
    assert whole_look(tmp_path / "收件", tmp_path) is None


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
