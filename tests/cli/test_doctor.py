"""What this machine has, and what it may lack."""

from __future__ import annotations

import sys

import pytest

from jlxx_check.cli.main import run
from jlxx_check.files.archives import rar_tools


def test_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor"]) == 0
    out = capsys.readouterr().out
    assert "一切就绪" in out
    assert "✓ 网页报告中的视频画面：av" in out


@pytest.mark.parametrize(
    ("module", "status", "says"),
    [
        ("av", 0, "– 网页报告中的视频画面：没有安装，不影响检查。需要时运行 pip install"),
        ("py7zr", 3, "✗ 读取 .7z 压缩包：缺少 py7zr"),
        ("pypdfium2", 3, "✗ 读取 PDF：缺少 pypdfium2"),
    ],
)
def test_what_is_missing_is_said(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    module: str,
    status: int,
    says: str,
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    assert run(["doctor"]) == status
    assert says in capsys.readouterr().out


def test_what_reads_archives_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tool = rar_tools.RarTool("unar", "/usr/bin/unar")
    monkeypatch.setattr(rar_tools, "rar_tools", lambda: iter([tool]))
    assert run(["doctor"]) == 0
    out = capsys.readouterr().out
    assert "读取 .7z 压缩包：py7zr" in out
    assert "解压 .rar 压缩包：unar" in out


def test_rar_that_nothing_unpacks_is_no_fault(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rar_tools, "rar_tools", lambda: iter(()))
    assert run(["doctor", "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert "– Unpacking .rar archives: no program" in out
