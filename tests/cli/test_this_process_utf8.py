"""Locales that are not UTF-8: the program works in them, and starts itself again at most once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from jlxx_check.cli import this_process
from jlxx_check.cli.this_process import STARTED, is_needed, start_again

posix = pytest.mark.skipif(os.name != "posix", reason="other systems' names are never bytes")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "长春市教育局"
    folder.mkdir()
    (folder / "杂记.txt").write_text("说明", encoding="utf-8")
    return folder


def _run(package: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "jlxx_check",
            package.name,
            "--received",
            "7月8日",
            "--no-isolation",
        ],
        env={**os.environ, **environment},
        cwd=package.parent,
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
        {"LANG": "C", "LC_ALL": "", "LC_CTYPE": "", "PYTHONIOENCODING": "ascii"},
    ],
)
def test_a_locale_without_chinese_is_no_hindrance(
    package: Path, environment: dict[str, str]
) -> None:
    done = _run(package, **environment)
    assert done.returncode == 1
    assert "长春市教育局" in done.stdout.decode()
    assert "杂记.txt" in done.stdout.decode()
    assert done.stderr == b""


@pytest.fixture(scope="module")
def gbk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a locale in GBK; one in GB18030 takes the system long to make."""
    folder = tmp_path_factory.mktemp("locales")
    words = ["localedef", "-i", "zh_CN", "-f", "GBK", str(folder / "zh_CN.GBK")]
    try:
        subprocess.run(words, capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("no locales can be made here")
    if not (folder / "zh_CN.GBK").is_dir():
        pytest.skip("no locales can be made here")
    return folder


@posix
@pytest.mark.parametrize("names", ["utf-8", "gb18030"])
def test_names_are_read_as_they_are_in_a_locale_of_the_national_standard(
    tmp_path: Path, gbk: Path, names: str
) -> None:
    """A disk with UTF-8 names, as of a share, and one with names of the locale's own encoding."""
    folder = os.fsencode(tmp_path) + b"/" + "长春市教育局".encode(names)
    try:
        Path(os.fsdecode(folder)).mkdir()
        Path(os.fsdecode(folder + "/工作总结.txt".encode(names))).write_bytes(b"x")
    except OSError:
        pytest.skip("this disk takes UTF-8 names only")
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONUTF8"}
    done = subprocess.run(
        [os.fsencode(sys.executable), b"-m", b"jlxx_check", b"check", folder, b"--no-isolation"],
        env={**inherited, "LOCPATH": str(gbk), "LC_ALL": "zh_CN.GBK"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert "长春市教育局" in done.stdout.decode()
    assert "工作总结.txt" in done.stdout.decode()


@pytest.mark.parametrize(
    ("encoding", "words", "needed"),
    [
        ("ascii", [b"check"], True),
        ("ascii", ["材料".encode("gb18030")], True),
        ("gb18030", [b"check"], True),
        ("gb18030", ["材料".encode()], True),
        ("gb18030", ["材料".encode("gb18030")], False),
    ],
)
def test_when_it_is_needed(encoding: str, words: list[bytes], needed: bool) -> None:
    assert is_needed(encoding, words) is needed


@pytest.fixture
def in_ascii(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """A process of an ASCII locale, and the words that another one is started by."""
    started: list[list[str]] = []

    def run(words: list[str], environment: dict[str, str]) -> int:
        assert environment[STARTED] == environment["PYTHONUTF8"] == "1"
        started.append(words)
        return 7

    monkeypatch.setattr(sys, "getfilesystemencoding", lambda: "ascii")
    monkeypatch.setattr(sys, "argv", ["jlxx-check", "check"])
    monkeypatch.setattr(sys, "orig_argv", ["python", "jlxx-check", "check"])
    monkeypatch.setattr(this_process, "_run", run)
    return started


def test_the_status_of_the_other_process_is_passed_on(in_ascii: list[list[str]]) -> None:
    assert start_again(instead=False) == 7
    assert in_ascii == [[sys.executable, "-X", "utf8", "jlxx-check", "check"]]


def test_there_is_no_third_start(
    in_ascii: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(STARTED, "1")
    assert start_again(instead=False) is None
    assert STARTED not in os.environ
    assert in_ascii == []


def test_another_program_is_never_started_again(
    in_ascii: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["/usr/bin/other"])
    assert start_again(instead=False) is None
    assert in_ascii == []


def test_a_system_that_starts_nothing_leaves_the_word_to_others(
    in_ascii: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(12, "Cannot allocate memory")

    monkeypatch.setattr(this_process, "_run", refuse)
    assert start_again(instead=False) is None


@posix
def test_whoever_waits_leaves_the_interrupt_to_the_other() -> None:
    """As on Windows, where both get Ctrl-C."""
    script = (
        "import sys; from jlxx_check.cli.this_process import _run; import os; "
        "sys.exit(_run([sys.executable, '-c', sys.argv[1]], dict(os.environ)))"
    )
    other = (
        "import time, sys\ntry:\n print('ready', flush=True)\n time.sleep(600)\n"
        "except KeyboardInterrupt: sys.exit(130)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, other], stdout=subprocess.PIPE, start_new_session=True
    ) as waiting:
        assert waiting.stdout is not None
        assert waiting.stdout.readline() == b"ready\n"
        os.killpg(waiting.pid, signal.SIGINT)
        assert waiting.wait() == 130
