"""What the program says of this machine's archives."""

from __future__ import annotations

import sys

import pytest

from jlxx_check.archives import rar_tools
from jlxx_check.cli.main import run


def test_what_reads_archives_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tool = rar_tools.RarTool("unar", "/usr/bin/unar")
    monkeypatch.setattr(rar_tools, "rar_tools", lambda: iter([tool]))
    assert run(["doctor"]) == 0
    out = capsys.readouterr().out
    assert "读取 .7z 压缩包：py7zr" in out
    assert "读取 .rar 压缩包：unar" in out


def test_archives_that_most_people_do_without_are_no_fault(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "py7zr", None)
    monkeypatch.setattr(rar_tools, "rar_tools", lambda: iter(()))
    assert run(["doctor", "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert "○ .7z archives: not installed" in out
    assert "○ .rar archives: not installed" in out
