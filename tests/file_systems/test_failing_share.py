"""A share that fails, gives no answer, comes back: what was stays, and nothing is made of failures.

The layer between the program and its inbox fails at moments that a seed chooses: at listing, asking,
opening, reading. In between no letter and no error may be made of that; in the end all is as if
nothing had ever failed.
"""

from __future__ import annotations

import errno
import io
import json
import os
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from jlxx_check.api import CheckSettings, Reading, examine, load_pack
from jlxx_check.batch import BatchOutcome, CannotBatch
from jlxx_check.files import NotAPackage
from jlxx_check.files.folder_tree import OutOfReach, open_folder
from jlxx_check.model.outcome import Level
from jlxx_check.values import stamps
from tests.batch.boxes import SMALL, files, run, small_box
from tests.support.variants import COMPLYING

ERRORS = (errno.EIO, errno.ESTALE, errno.ETIMEDOUT, errno.ENOTCONN, errno.EHOSTDOWN)


@dataclass
class Share:
    """How the layer below a folder fails."""

    top: str
    #: How often, 0 to 1.
    often: float = 0.0
    chance: random.Random = field(default_factory=lambda: random.Random(0))
    #: Of these alone.
    only: str = ""
    failed: int = 0

    def ask(self, path: object) -> None:
        """Raises OSError where it is time to."""
        told = os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else ""
        if not told.startswith(self.top) or (self.only and not told.endswith(self.only)):
            return
        if self.chance.random() < self.often:
            self.failed += 1
            number = self.chance.choice(ERRORS)
            raise OSError(number, os.strerror(number), told)


@contextmanager
def failing(share: Share) -> Iterator[None]:
    """Everything below the share's top is asked for through it."""
    scandir, opened, stat, lstat = os.scandir, os.open, os.stat, os.lstat
    names: dict[int, str] = {}

    class Raw(io.FileIO):
        def readinto(self, buffer: Any) -> int:
            share.ask(names.get(self.fileno()))
            return super().readinto(buffer)

        def read(self, size: int | None = -1) -> bytes:
            share.ask(names.get(self.fileno()))
            return super().read(size)  # type: ignore[arg-type,return-value]

    def scan(path: Any = ".") -> Any:
        share.ask(path)
        return scandir(path)

    def open_(path: Any, *words: Any, **named: Any) -> int:
        share.ask(path)
        descriptor = opened(path, *words, **named)
        names[descriptor] = os.fsdecode(path)
        return descriptor

    def status(path: Any, **named: Any) -> os.stat_result:
        share.ask(path)
        return stat(path, **named)

    def link_status(path: Any, **named: Any) -> os.stat_result:
        share.ask(path)
        return lstat(path, **named)

    with (
        patch("os.scandir", scan),
        patch("os.open", open_),
        patch("os.stat", status),
        patch("os.lstat", link_status),
        patch("os.fdopen", lambda number, *_: io.BufferedReader(Raw(number, "rb"))),
        patch("io.FileIO", Raw),
    ):
        yield


def errors(out: Path) -> set[tuple[str, ...]]:
    """What the reports in the output hold against packages."""
    found = set()
    for path in out.glob("*/report.json"):
        told = json.loads(path.read_text(encoding="utf-8"))
        found |= {
            (told["package"]["path"], item["rule"], item["message"])
            for item in told["findings"]
            if item["level"] == "error"
        }
    return found


def letters(out: Path) -> dict[str, bytes]:
    return {path: data for path, data in files(out).items() if path.endswith((".docx", ".txt"))}


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was built a moment ago counts as settled."""
    monkeypatch.setattr(stamps, "_SETTLED", 0)


def test_in_the_end_all_is_as_if_nothing_had_failed(tmp_path: Path) -> None:
    box = tmp_path / "收件"
    small_box(box, 2)
    reading = replace(SMALL.reading, cache=tmp_path / "cache")
    settings = replace(SMALL, formats=("json", "docx"), reading=reading)
    well = tmp_path / "好"
    assert run(box, well, replace(settings, reading=SMALL.reading)).exit_status() in (0, 1)
    told, sent = errors(well), letters(well)
    out = tmp_path / "坏"
    share = Share(str(box))
    for seed in range(20):
        share.chance.seed(seed)
        share.often = share.chance.choice((0.003, 0.02, 0.1, 0.5))
        before = share.failed
        try:
            with failing(share):
                outcome = run(box, out, settings)
        except CannotBatch as error:
            assert error.passing
        else:
            hurt = bool(outcome.open) or any(
                item.report is None for item in outcome.batch.deliveries
            )
            assert hurt <= (share.failed > before)
            assert not hurt or outcome.exit_status() in (1, 3)
        assert errors(out) <= told
        assert letters(out).keys() <= sent.keys()
    assert share.failed
    run(box, out, settings)
    assert files(out) == files(well)
