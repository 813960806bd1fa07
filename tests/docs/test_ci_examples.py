"""The examples for CI and schedulers do what they say: their commands are taken out and run."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "docs" / "ci"
NOT_COMPLYING = 1


def _github(text: str) -> list[str]:
    steps = yaml.safe_load(text)["jobs"]["check"]["steps"]
    return [step["run"] for step in steps if "run" in step]


def _gitlab(text: str) -> list[str]:
    script: list[str] = yaml.safe_load(text)["packages"]["script"]
    return script


def _jenkins(text: str) -> list[str]:
    return re.findall(r"sh '([^']*)'", text)


def _cron(text: str) -> list[str]:
    return re.findall(r"^(?:\S+ ){5}(.*)$", text, re.MULTILINE)


def _systemd(text: str) -> list[str]:
    return re.findall(r"^ExecStart=(.*)$", text, re.MULTILINE)


def _windows(text: str) -> list[str]:
    action = ET.fromstring(text).find(".//{*}Exec")
    assert action is not None
    words = (action.findtext("{*}Command"), action.findtext("{*}Arguments"))
    return [" ".join(filter(None, words))]


COMMANDS = {
    "github-actions.yml": _github,
    "gitlab-ci.yml": _gitlab,
    "Jenkinsfile": _jenkins,
    "crontab": _cron,
    "jlxx-check.service": _systemd,
    "windows-task.xml": _windows,
}
#: What an example calls the inbox and the output, and what stands for them here.
PLACES = {
    "/srv/packages": "packages",
    "/srv/reports": "report",
    "D:\\材料包": "packages",
    "D:\\检查结果": "report",
    "/opt/jlxx-check/bin/": "",
    ".venv/bin/": "",
}


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with an inbox of one package, and the program's command on the path."""
    package = tmp_path / "packages" / "样本学院"
    package.mkdir(parents=True)
    package.joinpath("工作总结.txt").write_text("样本", encoding="utf-8")
    command = tmp_path / "bin" / "jlxx-check"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m jlxx_check "$@"\n')
    command.chmod(0o755)
    return tmp_path


def test_every_example_is_tested_and_explained() -> None:
    there = {path.name for path in EXAMPLES.iterdir() if path.suffix != ".md"}
    assert there == {*COMMANDS, "jlxx-check.timer"}
    for page in EXAMPLES.glob("README*.md"):
        assert all(f"]({name})" in page.read_text(encoding="utf-8") for name in there)


@pytest.mark.skipif(sys.platform == "win32", reason="the commands are for a POSIX shell")
@pytest.mark.parametrize("name", COMMANDS)
def test_the_commands_judge_the_packages(name: str, desk: Path) -> None:
    text = EXAMPLES.joinpath(name).read_text(encoding="utf-8")
    commands = [line for line in COMMANDS[name](text) if "pip install" not in line]
    commands = [line for line in commands if "jlxx-check " in line]
    assert commands
    for command in commands:
        for place, here in PLACES.items():
            command = command.replace(place, here)
        waits = " --quiet-for 0" if " watch " in command else ""
        done = subprocess.run(
            ["bash", "-c", command + waits],
            cwd=desk,
            env={
                **os.environ,
                "PATH": f"{desk / 'bin'}{os.pathsep}{os.environ['PATH']}",
                "INBOX": "packages",
                "OUT": "report",
                "PYTHONUTF8": "1",
            },
            capture_output=True,
            check=False,
            encoding="utf-8",
            timeout=300,
        )
        assert done.returncode == NOT_COMPLYING, (command, done.stdout, done.stderr)
    if any(word in commands[-1] for word in (" batch ", " watch ")):
        assert desk.joinpath("report", "index.html").is_file()


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    for name in ("jlxx-check.service", "jlxx-check.timer"):
        text = EXAMPLES.joinpath(name).read_text(encoding="utf-8")
        text = text.replace("/opt/jlxx-check/bin/jlxx-check", sys.executable)
        tmp_path.joinpath(name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", *map(str, sorted(tmp_path.iterdir()))],
        capture_output=True,
        check=False,
        text=True,
    )
    said = [line for line in done.stderr.splitlines() if "jlxx-check" in line]
    assert not said
