"""What is asked of a file before anything opens it."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from jlxx_check.authoring.draft.notice_text import NoNotice, read_notice
from jlxx_check.authoring.one_file_facts import NotReadable, facts_of
from jlxx_check.decisions.load import load_decisions
from jlxx_check.packs.pack_problems import PackError
from jlxx_check.packs.tables import read_winners
from jlxx_check.reporters.saved_report import NotAReport, read_batch
from jlxx_check.values.plain_files import why_unreadable


@pytest.mark.parametrize(
    ("size", "most", "says"),
    [(5, 5, None), (5, None, None), (0, 5, None), (6, 5, "最大5 B")],
)
def test_size(tmp_path: Path, size: int, most: int | None, says: str | None) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(b"x" * size)
    why = why_unreadable(file, most=most)
    assert (why is None) == (says is None)
    assert says is None or (why is not None and says in why.zh)


@pytest.mark.parametrize(
    ("place", "says"), [("gone", "找不到"), (".", "是文件夹"), ("a\0b", "名称不合规")]
)
def test_what_is_no_file(tmp_path: Path, place: str, says: str) -> None:
    why = why_unreadable(tmp_path / place)
    assert why is not None
    assert says in why.zh


def test_a_share_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_path: Path) -> os.stat_result:
        raise OSError(errno.EIO, "no disk")

    monkeypatch.setattr(Path, "stat", fail)
    why = why_unreadable(tmp_path / "a.csv")
    assert why is not None
    assert "磁盘读写出错" in why.zh


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes in folders")
@pytest.mark.parametrize(
    ("read", "error"),
    [
        (read_winners, PackError),
        (load_decisions, PackError),
        (read_batch, NotAReport),
        (facts_of, NotReadable),
        (read_notice, NoNotice),
    ],
)
def test_whoever_reads_a_file_whole_asks(
    tmp_path: Path, read: Callable[[Path], object], error: type[Exception]
) -> None:
    pipe = tmp_path / "a.txt"
    os.mkfifo(pipe)
    with pytest.raises(error):
        read(pipe)
