"""What was not read is tried again; letters and rounds wait only for what may soon be read."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from jlxx_check.batch import job
from jlxx_check.facts import fates, one_file
from jlxx_check.facts.fates import denied
from jlxx_check.files.folder_tree import shut_package
from jlxx_check.model.facts import Body, Cause, Fate, ReadFailure, Unreadable
from jlxx_check.text import same
from tests.batch.boxes import SMALL, run, small_box


def crashed(fate: Fate) -> ReadFailure:
    return ReadFailure(same("没读出来"), fate)


UNIT = "安安示例学院"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two units; the first has sent twice."""
    return small_box(tmp_path_factory.mktemp("built") / "收件", 2).folder


@pytest.fixture(scope="module")
def package(made: Path) -> Path:
    return made / UNIT


PHOTO, FORM = "证件照.jpg", "推介表.docx"


@pytest.mark.parametrize(
    ("name", "body", "again", "sent"),
    [
        (PHOTO, denied(OSError(errno.EIO, "")), True, False),
        (PHOTO, denied(PermissionError(errno.EACCES, "")), True, False),
        (PHOTO, crashed(Fate.TIME), True, False),
        (PHOTO, fates.not_reached(), True, False),
        (PHOTO, fates.no_process(), True, False),
        (FORM, denied(OSError(errno.EIO, "")), True, False),
        (FORM, crashed(Fate.LATE), True, False),
        (PHOTO, crashed(Fate.FAULT), True, True),
        (PHOTO, crashed(Fate.DIED), True, True),
        (PHOTO, crashed(Fate.MEMORY), True, True),
        (FORM, crashed(Fate.FAULT), True, True),
        (PHOTO, Unreadable(Cause.CORRUPT, same("坏了")), False, True),
        (PHOTO, Unreadable(Cause.UNSUPPORTED, same("读不了")), False, True),
        ("", None, False, True),
    ],
)
def test_what_becomes_of_a_delivery(
    package: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    body: Body,
    again: bool,
    sent: bool,
) -> None:
    box, out = tmp_path / "收件", tmp_path / "结果"
    shutil.copytree(package, box / package.name)
    real: Callable[..., Body] = one_file.read_body

    def read(*words: Any, **named: Any) -> Body:
        return body if name and words[3].endswith(name) else real(*words, **named)

    monkeypatch.setattr(one_file, "read_body", read)
    settings = replace(SMALL, formats=("json", "docx"))
    first = run(box, out, settings)
    assert bool(first.open) is again
    (item,) = first.batch.deliveries
    assert (bool(list((out / "通知").glob("*.docx"))), item.round is not None) == (sent, sent)
    assert run(box, out, settings).judged == int(again)


def test_a_unit_whose_newer_delivery_does_not_open_waits_for_its_letter(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The letter would be of what counts no more, and be taken back once that can be opened."""
    out = tmp_path / "结果"
    settings = replace(SMALL, formats=("json", "docx"))
    real = job.examine

    def examine(path: str, *words: Any, **named: Any) -> Any:
        if path.endswith("补交"):
            raise shut_package(Path(path), OSError(errno.EIO, ""))
        return real(path, *words, **named)

    with monkeypatch.context() as patched:
        patched.setattr(job, "examine", examine)
        assert len(run(made, out, settings).open) == 1
    units = {path.stem.partition("_")[0] for path in (out / "通知").glob("*.docx")}
    assert units == {"岚芷示例学院"}
    run(made, out, settings)
    units = {path.stem.partition("_")[0] for path in (out / "通知").glob("*.docx")}
    assert units == {"岚芷示例学院", UNIT}
    assert not (out / "通知" / "已失效").exists()
