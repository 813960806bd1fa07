"""Real workers that hang, crash, eat memory and talk nonsense: it costs one file's verdict."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from jlxx_check.facts.read_files import read_files
from jlxx_check.model.document import Document
from jlxx_check.model.facts import Fate, FileFacts, Group, ReadFailure
from jlxx_check.model.limits import MB, FileLimits
from jlxx_check.sandbox import bounds, messages
from tests.facts.mischief import MischievousTree

linux = pytest.mark.skipif(not bounds.limits_memory(), reason="no memory limit on this system")
posix = pytest.mark.skipif(sys.platform == "win32", reason="no signals on Windows")


def facts_of(
    files: dict[str, str], limits: FileLimits | None = None, log: Path | None = None, jobs: int = 2
) -> dict[str, FileFacts]:
    return read_files(
        MischievousTree(files, log),
        skip=lambda _: False,
        jobs=jobs,
        progress=None,
        limits=limits or FileLimits(),
    )


@pytest.mark.parametrize(
    ("mischief", "fate", "said"),
    [
        pytest.param("crash", Fate.DIED, ("信号 SIGSEGV", "signal SIGSEGV"), marks=posix),
        pytest.param("abort", Fate.MEMORY, ("SIGABRT", "2000 MB"), marks=linux),
        pytest.param("be killed", Fate.MEMORY, ("SIGKILL", "2000 MB"), marks=linux),
        ("leave", Fate.DIED, ("退出码 3", "exit code 3")),
        ("quit", Fate.FAULT, ("SystemExit", "SystemExit")),
        pytest.param("eat", Fate.MEMORY, ("400 MB", "--file-memory"), marks=linux),
        ("find a function", Fate.FAULT, ("出错", "its own fault")),
        ("find a stranger", Fate.DIED, ("无法使用", "cannot be used")),
    ],
)
def test_a_file_that_breaks_its_reader_costs_its_own_verdict(
    mischief: str, fate: Fate, said: tuple[str, str]
) -> None:
    limits = FileLimits(memory=400 * MB) if mischief == "eat" else FileLimits()
    found = facts_of({"a.txt": "nothing", "b.jpg": mischief, "c.txt": "nothing"}, limits)
    assert [type(found[path].body) for path in ("a.txt", "c.txt")] == [Document, Document]
    body = found["b.jpg"].body
    assert isinstance(body, ReadFailure)
    assert body.fate is fate
    assert said[0] in body.detail.zh
    assert said[1] in body.detail.en
    assert (found["b.jpg"].group, found["b.jpg"].size) == (Group.PHOTO, found["a.txt"].size)


def test_a_file_that_hangs_is_given_up_at_its_limit() -> None:
    files = {"a.txt": "hang", "b.txt": "nothing", "c.mp4": "hang in native code"}
    found = facts_of(files, FileLimits(seconds=4))
    assert isinstance(found["b.txt"].body, Document)
    for path in ("a.txt", "c.mp4"):
        body = found[path].body
        assert isinstance(body, ReadFailure)
        assert body.fate is Fate.TIME
        assert "超过 4 秒" in body.detail.zh
        assert "more than 4 seconds" in body.detail.en


def test_what_a_library_prints_is_no_answer() -> None:
    found = facts_of({"a.txt": "babble", "b.txt": "nothing"}, jobs=1)
    assert all(isinstance(item.body, Document) for item in found.values())


def test_an_answer_that_is_too_long_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "MAX_ANSWER", 100)
    body = facts_of({"a.txt": "nothing"})["a.txt"].body
    assert isinstance(body, ReadFailure)
    assert "无法使用" in body.detail.zh


@posix
def test_a_crash_that_other_files_may_have_caused_is_tried_once_more(tmp_path: Path) -> None:
    log = tmp_path / "log"
    files = {"a.txt": "nothing", "b.txt": "crash unless first", "c.txt": "crash"}
    found = facts_of(files, log=log, jobs=1)
    assert isinstance(found["b.txt"].body, Document)
    assert isinstance(found["c.txt"].body, ReadFailure)
    opened = [line.split()[0] for line in log.read_text(encoding="utf-8").splitlines()]
    assert opened == ["a.txt", "b.txt", "b.txt", "c.txt", "c.txt"]


@posix
def test_a_whole_package_of_crashes_ends() -> None:
    found = facts_of({f"{number}.txt": "crash" for number in range(12)})
    assert {type(item.body) for item in found.values()} == {ReadFailure}
