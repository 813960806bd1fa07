"""Where the output goes: closed, full, cut off, a link, a device."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from jlxx_check.cli.call_problems import say_aside
from jlxx_check.cli.main import run

posix = pytest.mark.skipif(os.name != "posix", reason="the system has no such files")
CHECK = [sys.executable, "-m", "jlxx_check", "check", "--no-isolation"]


def written(folder: Path, files: int) -> Path:
    folder.mkdir()
    for number in range(files):
        (folder / f"说明{number}.txt").write_text("说明", encoding="utf-8")
    return folder


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return written(tmp_path / "package", 2)


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A package whose report no pipe holds as a whole."""
    return written(tmp_path / "large", 400)


@posix
@pytest.mark.parametrize("options", [[], ["--format", "json"]])
def test_a_reader_that_has_seen_enough_changes_no_verdict(large: Path, options: list[str]) -> None:
    with subprocess.Popen(
        [*CHECK, str(large), *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 1


@posix
@pytest.mark.parametrize(
    ("options", "status", "says"),
    [
        ("", 3, "--output"),
        ('--output "$1"', 1, "已写出"),
        ('--output "$1" --quiet', 1, ""),
        ("--open", 1, "浏览器"),
    ],
)
def test_a_report_for_a_closed_output_is_not_lost_without_a_word(
    package: Path, tmp_path: Path, options: str, status: int, says: str
) -> None:
    script = f'exec "{sys.executable}" -m jlxx_check check --no-isolation "$0" {options} >&-'
    words = ["sh", "-c", script, str(package), str(tmp_path / "a.json")]
    done = subprocess.run(
        words, capture_output=True, check=False, env={**os.environ, "BROWSER": "true"}
    )
    assert done.returncode == status
    assert says in done.stderr.decode()
    assert bool(done.stderr) is bool(says)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no such device")
def test_a_full_disk_is_said(large: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*CHECK, str(large)], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 3
    assert "磁盘已满" in done.stderr.decode()


@posix
def test_a_pipe_or_device_is_never_replaced(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert run(["check", str(package), "--output", str(pipe)]) == 2
    assert pipe.is_fifo()
    assert "管道" in capsys.readouterr().err


@posix
def test_a_link_stays_a_link(package: Path, tmp_path: Path) -> None:
    target, link = tmp_path / "target.json", tmp_path / "link.json"
    link.symlink_to(target)
    assert run(["check", str(package), "--output", str(link)]) == 1
    assert link.is_symlink()
    assert target.read_bytes().startswith(b"{")


def test_a_report_that_cannot_be_written_leaves_nothing(
    package: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def full(_self: Path, _data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert run(["check", str(package), "--output", str(tmp_path / "a.json")]) == 3
    assert "磁盘已满" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["package"]


def test_an_interrupt_is_said_and_leaves_with_130(
    package: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("jlxx_check.cli.checking.report_on", interrupted)
    assert run(["check", str(package)]) == 130
    out, err = capsys.readouterr()
    assert out == ""
    assert "已中断" in err


@pytest.mark.parametrize("error", [ValueError("13812345678"), KeyError("张三"), MemoryError()])
def test_a_fault_of_the_program_is_said_without_what_it_stumbled_on(
    package: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: Exception,
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise error

    monkeypatch.delenv("JLXX_DEBUG", raising=False)
    monkeypatch.setattr("jlxx_check.cli.checking.report_on", fails)
    assert run(["check", str(package)]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert type(error).__name__ in err
    assert "Traceback" not in err
    assert not any(word in err for word in ("13812345678", "张三"))
    monkeypatch.setenv("JLXX_DEBUG", "1")
    with pytest.raises(type(error)):
        run(["check", str(package)])


@posix
def test_what_libraries_say_of_a_damaged_file_is_not_shown(tmp_path: Path) -> None:
    """libtiff and calamine write to the error stream itself, past Python."""
    script = "import os; from jlxx_check import __main__ as m; m.main(); os.write(2, b'noise')"
    done = subprocess.run(
        [sys.executable, "-c", script, "check", str(tmp_path / "没有")],
        capture_output=True,
        check=False,
    )
    assert "找不到" in done.stderr.decode()
    assert b"noise" not in done.stderr


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("line", "whole"),
    [
        ("内容有变化、已重新生成的通知 1 份：长春市教育局；原来的在“通知/已失效”里。" * 2, False),
        ("已写出，请填写。填好后运行：jlxx-check check 长春市教育局 --decisions 核对.yaml", True),
        ("短的一行。", True),
    ],
)
def test_what_stands_beside_a_report_fits_a_terminal_but_for_a_call(
    line: str, whole: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    for stream, lines in ((_Terminal(), 1 if whole else 3), (io.StringIO(), 1)):
        monkeypatch.setattr("sys.stderr", stream)
        say_aside(line)
        said = stream.getvalue().splitlines()
        assert "".join(said).replace(" ", "") == line.replace(" ", "")
        assert len(said) == lines
        assert lines == 1 or all(cell_len(part) <= 60 for part in said)
