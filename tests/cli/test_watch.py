"""The command that judges again whenever packages change."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import platformdirs
import pytest

from jlxx_check.cli.main import run
from tests.support.processes import started


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(platformdirs, "user_data_path", lambda *_, **__: tmp_path / "data")
    folder = tmp_path / "收件" / "甲示例学院"
    folder.mkdir(parents=True)
    (folder / "说明.txt").write_text("说明", encoding="utf-8")
    return folder.parent


def test_once_is_a_batch_of_what_rests(
    inbox: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [str(inbox), "--out", str(tmp_path / "结果"), "--once", "--quiet-for", "0"]
    assert run(["watch", *words]) == 1
    assert "甲示例学院" in capsys.readouterr().out
    assert (tmp_path / "结果" / "index.html").is_file()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--every", "0"], "--every"),
        (["--quiet-for", "-1"], "--quiet-for"),
        (["--map", "a=/b"], "--executor"),
        (["--executor", "dask:/x"], "dask://"),
        (["--executor", "tcp://a:1"], "dask://"),
        (["--executor", "dask://127.0.0.1:1", "--map", "a"], "--map"),
        (["--format", "pdf"], "pdf"),
    ],
)
def test_wrong_calls(
    inbox: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    assert run(["watch", str(inbox), "--out", str(tmp_path / "结果"), "--once", *words]) == 2
    assert says in capsys.readouterr().err
    assert not (tmp_path / "结果").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="sends a POSIX signal")
def test_it_stays_until_it_is_stopped(inbox: Path, tmp_path: Path) -> None:
    words = ["watch", str(inbox), "--out", str(tmp_path / "结果"), "--every", "1"]
    words = [sys.executable, "-m", "jlxx_check", *words, "--quiet-for", "0"]
    with started(words, XDG_DATA_HOME=str(tmp_path / "data"), PYTHONUTF8="1") as watching:
        assert watching.stdout is not None
        said = (line.decode() for line in iter(watching.stdout.readline, b""))
        assert any("北京时间" in line for line in said)
        assert any("index.html" in line for line in said)
        other = inbox / "甲示例学院" / "别的.txt"
        other.write_text("再交", encoding="utf-8")
        assert any("甲示例学院：第2轮，改好 0 处" in line for line in said), (
            "what has changed, in a line"
        )
        watching.send_signal(signal.SIGINT)
        _, err = watching.communicate(timeout=300)
    assert watching.returncode == 0
    assert "已停止。" in err.decode()
    assert b"Traceback" not in err
