"""A share that gives no answer while the inbox is looked at is told of after a file's time."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from jlxx_check.api import Reading
from jlxx_check.batch import BatchCall, BatchSettings, CannotBatch, Rhythm, run_batch, watch_once
from jlxx_check.batch import watching as module
from jlxx_check.batch.cannot_batch import Unreachable
from jlxx_check.batch.desk import desk
from jlxx_check.model.limits import FileLimits
from tests.files.archives.making import zipped

SECONDS = 0.3


@pytest.fixture
def call(tmp_path: Path) -> BatchCall:
    box = tmp_path / "收件"
    for name in ("甲示例学院", "乙示例学院"):
        (box / name).mkdir(parents=True)
        (box / name / "说明.txt").write_text("说明", encoding="utf-8")
    (box / "丙示例学院.zip").write_bytes(zipped(a=b"x"))
    (box / "来信.eml").write_bytes(b"From: a@b.c\nTo: d@e.f\n\nx")
    reading = Reading(isolated=False, limits=FileLimits(seconds=SECONDS))
    return BatchCall(box, tmp_path / "结果", BatchSettings(formats=("json",), reading=reading))


@pytest.fixture
def hang(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str], None]]:
    """Has the named function of the system hang on what is called so."""
    back = threading.Event()

    def hang_on(function: str, name: str) -> None:
        real = getattr(os, function)

        def hangs(path: Any = ".", *words: Any, **named: Any) -> Any:
            if os.fsdecode(path).endswith(name) if not isinstance(path, int) else False:
                back.wait()
            return real(path, *words, **named)

        monkeypatch.setattr(os, function, hangs)

    yield hang_on
    back.set()


@pytest.mark.parametrize(
    ("function", "name"),
    [
        *([("listdir", "收件")] if sys.version_info < (3, 13) else []),  # how pathlib listed
        ("scandir", "收件"),
        ("stat", "收件"),
        ("stat", "乙示例学院"),
        ("stat", "丙示例学院.zip"),
        ("scandir", "甲示例学院"),
    ],
)
@pytest.mark.parametrize("begin", [run_batch, lambda call: watch_once(call, Rhythm(0, 0))])
def test_it_is_told(
    call: BatchCall, hang: Callable[[str, str], None], begin: Any, function: str, name: str
) -> None:
    hang(function, name)
    with pytest.raises(CannotBatch) as caught:
        begin(call)
    assert caught.value.passing
    assert "没有回应" in caught.value.text.zh


def test_a_watch_is_told_of_a_folder_that_hangs(
    call: BatchCall, hang: Callable[[str, str], None]
) -> None:
    patient = replace(call, settings=BatchSettings(formats=("json",)))
    with desk(patient) as folder:
        before = module.Glances(patient, folder)({})
        hang("scandir", "甲示例学院")
        with pytest.raises(Unreachable):
            module.Glances(call, folder)(before)
