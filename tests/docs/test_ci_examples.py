"""The examples for CI and schedulers do what they say: their commands are taken out and run."""

from __future__ import annotations

import configparser
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

from jlxx_check.model.about import VERSION

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


def _action(text: str) -> list[str]:
    steps = yaml.safe_load(text)["runs"]["steps"]
    return [step["run"] for step in steps if step.get("id") == "judge"]


def _hook(text: str) -> list[str]:
    (hook,) = yaml.safe_load(text)
    assert hook["pass_filenames"] is False  # files are no packages
    return [f"{hook['entry']} packages/样本学院"]


def _cron(text: str) -> list[str]:
    return re.findall(r"^(?:[-*/,\d]+ ){5}(.*)$", text, re.MULTILINE)


def _systemd(text: str) -> list[str]:
    return re.findall(r"^ExecStart=(.*)$", text, re.MULTILINE)


def _windows(text: str) -> list[str]:
    action = ET.fromstring(text).find(".//{*}Exec")
    assert action is not None
    assert str(action.findtext("{*}Command")).endswith("cmd.exe")
    # The shell takes off the outer quotes and runs the rest.
    found = re.fullmatch(r'/d /c "(.*)"', str(action.findtext("{*}Arguments")))
    assert found is not None
    return [found[1]]


COMMANDS = {
    "github-actions.yml": _github,
    "gitlab-ci.yml": _gitlab,
    "Jenkinsfile": _jenkins,
    "crontab": _cron,
    "jlxx-check.service": _systemd,
    "windows-task.xml": _windows,
    "../../action.yml": _action,
    "../../.pre-commit-hooks.yaml": _hook,
}
FAILED = "jlxx-check-failed@.service"
DOCKERFILE = ROOT / "packaging" / "docker" / "Dockerfile"
WORKFLOWS = [EXAMPLES / "github-actions.yml", *ROOT.glob(".github/workflows/*.yml")]
posix = pytest.mark.skipif(sys.platform == "win32", reason="the commands are for a POSIX shell")
#: What an example calls the inbox and the output, and what stands for them here.
PLACES = {
    "/srv/packages": "packages",
    "/srv/reports": "report",
    "\\\\server\\share\\材料包": "packages",
    "D:\\检查结果": "report",
    "D:\\检查日志\\jlxx-check.log": "jlxx-check.log",
    "C:\\Program Files\\jlxx-check\\Scripts\\jlxx-check.exe": "jlxx-check",
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
    # The files are read by no process of their own: the examples' words are what is asked about.
    command.write_text(
        "#!/bin/sh\n"
        "case $1 in check|batch|watch)\n"
        '    word=$1; shift; set -- "$word" --no-isolation "$@" ;;\n'
        "esac\n"
        f'exec {shlex.quote(sys.executable)} -m jlxx_check "$@"\n'
    )
    command.chmod(0o755)
    return tmp_path


def run(command: str, desk: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", command],
        cwd=desk,
        env=environment,
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=300,
    )


def around(desk: Path) -> dict[str, str]:
    """The environment that the examples set up: the program on the path, and their own names."""
    return {
        **os.environ,
        "PATH": f"{desk / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "INBOX": "packages",
        "OUT": "report",
        "PYTHONUTF8": "1",
        "RUNNER_TEMP": str(desk),
        "PACKAGES": "packages",
        "RULES": "jilin-2023",
        "GITHUB_OUTPUT": str(desk / "outputs"),
    }


def at_once(command: str) -> str:
    """The command with its places here; nothing is copied that it would have to wait for."""
    for place, here in PLACES.items():
        command = command.replace(place, here)
    return command.replace(" --once", " --once --quiet-for 0")


def test_every_example_is_tested_and_explained() -> None:
    there = {path.name for path in EXAMPLES.iterdir() if path.suffix != ".md"}
    assert there | {"../../action.yml", "../../.pre-commit-hooks.yaml"} == {
        *COMMANDS,
        "jlxx-check.timer",
        FAILED,
    }
    for page in EXAMPLES.glob("README*.md"):
        text = page.read_text(encoding="utf-8")
        assert all(f"]({name})" in text for name in {*there, *COMMANDS})


@posix
@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "crontab"])
def test_the_commands_judge_the_packages(name: str, desk: Path) -> None:
    text = EXAMPLES.joinpath(name).read_text(encoding="utf-8")
    commands = [line for line in COMMANDS[name](text) if "pip install" not in line]
    commands = [line for line in commands if "jlxx-check" in line]
    assert commands
    judges = name.endswith("action.yml")  # passes or fails in a later step, by what it puts out
    if judges:
        desk.joinpath("jlxx-check").mkdir()
        desk.joinpath("jlxx-check", "bin").symlink_to(desk / "bin")
    for command in map(at_once, commands):
        done = run(command, desk, around(desk))
        told = (command, done.stdout, done.stderr)
        assert done.returncode == (0 if judges else NOT_COMPLYING), told
    if judges or name == "github-actions.yml":  # once judged, annotated by the same call
        assert len(commands) == 1
        assert " check " not in commands[0]
        assert re.search(r"^::error ", done.stdout, re.MULTILINE), told
    if judges:
        assert desk.joinpath("outputs").read_text() == "status=1\n"
    if any(word in commands[-1] for word in (" batch ", " watch ")):
        assert desk.joinpath("report", "index.html").is_file()


@posix
def test_cron_finds_the_program_in_its_bare_environment(desk: Path) -> None:
    text = EXAMPLES.joinpath("crontab").read_text(encoding="utf-8")
    text = text.replace("/opt/jlxx-check/bin", str(desk / "bin"))
    told = dict(re.findall(r"^(\w+)=(.*)$", text, re.MULTILINE))
    (command,) = _cron(text)
    assert "%" not in command  # cron takes it for the end of the line
    bare = {"HOME": str(desk), "LOGNAME": "jlxx", "SHELL": "/bin/sh", "PATH": "/usr/bin:/bin"}
    done = run(at_once(command), desk, {**bare, **told, "INBOX": "packages", "OUT": "report"})
    assert done.returncode == NOT_COMPLYING, done.stderr
    assert desk.joinpath("report", "index.html").is_file()


@posix
@pytest.mark.parametrize(
    ("page", "asked"), [("README.md", "packages"), ("README.zh-CN.md", "nowhere")]
)
def test_a_script_that_ends_at_a_failure_takes_1_as_an_answer(
    page: str, asked: str, desk: Path
) -> None:
    text = EXAMPLES.joinpath(page).read_text(encoding="utf-8")
    (script,) = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    done = run(script.replace(" packages ", f" {asked} "), desk, around(desk))
    assert done.returncode == (0 if asked == "packages" else 2), done.stderr


@posix
def test_a_failure_of_the_service_is_mailed_with_what_it_said(desk: Path) -> None:
    text = EXAMPLES.joinpath(FAILED).read_text(encoding="utf-8")
    (command,) = _systemd(text)
    command = command.replace("%i", "jlxx-check.service").replace("%H", "host")
    for name, does in {
        "journalctl": 'echo said "$@"',
        "mail": '{ echo "$@"; cat; } > mail',
    }.items():
        tool = desk / "bin" / name
        tool.write_text(f"#!/bin/sh\n{does}\n")
        tool.chmod(0o755)
    assert run(command, desk, {**around(desk), "TO": "root"}).returncode == 0
    told = desk.joinpath("mail").read_text()
    assert told.startswith(
        "-s jlxx-check.service failed on host root\nsaid --unit jlxx-check.service"
    )


def test_who_tells_of_a_failure_may_hand_mail_over() -> None:
    """DynamicUser sets NoNewPrivileges, with which no setgid postdrop runs."""
    told = configparser.ConfigParser(interpolation=None, strict=False)
    told.optionxform = str  # type: ignore[assignment,method-assign]
    told.read_string(EXAMPLES.joinpath(FAILED).read_text(encoding="utf-8"))
    service = dict(told["Service"])
    hinder = {"DynamicUser", "NoNewPrivileges", "RestrictSUIDSGID", "SystemCallFilter"}
    assert not hinder & service.keys()
    judging = EXAMPLES.joinpath("jlxx-check.service").read_text(encoding="utf-8")
    assert f"User={service['User']}\n" in judging  # a user that is there
    assert service["SupplementaryGroups"] == "systemd-journal"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    for name in ("jlxx-check.service", "jlxx-check.timer", FAILED):
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


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_do_little_and_ends(path: Path) -> None:
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert told["permissions"] in ({}, {"contents": "read"})
    assert told["concurrency"]
    for name, job in told["jobs"].items():
        assert 0 < job["timeout-minutes"] <= 90, name
        for step in job["steps"]:
            # What somebody else wrote gets into no shell but by the environment.
            assert "${{" not in step.get("run", ""), step


def test_every_system_and_version_that_is_promised_is_tested() -> None:
    told = yaml.safe_load(ROOT.joinpath(".github/workflows/tests.yml").read_text(encoding="utf-8"))
    matrix = told["jobs"]["systems"]["strategy"]["matrix"]
    assert {name.partition("-")[0] for name in matrix["os"]} == {"ubuntu", "windows", "macos"}
    project = ROOT.joinpath("pyproject.toml").read_text(encoding="utf-8")
    assert matrix["python"] == re.findall(r"Python :: (3\.\d+)", project)


def test_all_that_is_fetched_is_pinned() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (*WORKFLOWS, ROOT / "action.yml")]
    used = [
        line for text in texts for line in re.findall(r"^[^#\n]*uses: (.*)", text, re.MULTILINE)
    ]
    assert len(used) > 10
    assert [
        line for line in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v[\d.]+", line)
    ] == []
    images = re.findall(r"^FROM (\S+)", DOCKERFILE.read_text(encoding="utf-8"), re.MULTILINE)
    images += re.findall(r"image: (\S+)", EXAMPLES.joinpath("gitlab-ci.yml").read_text())
    assert len(images) == 3
    assert [name for name in images if not re.search(r"@sha256:[0-9a-f]{64}$", name)] == []
    installs = re.findall(
        r"pip install ([^\s']*jlxx-check[^\s']*)",
        "".join(
            path.read_text(encoding="utf-8") for path in EXAMPLES.iterdir() if path.suffix != ".md"
        ),
    )
    assert set(installs) == {f"jlxx-check=={VERSION}"}


def test_the_image_runs_as_nobody_in_particular_and_tells_its_health() -> None:
    text = DOCKERFILE.read_text(encoding="utf-8")
    last = text.rpartition("FROM ")[2]
    assert re.search(r"^USER \d+:\d+$", last, re.MULTILINE)
    assert re.search(r"^HEALTHCHECK .*CMD \[", last, re.MULTILINE)
    for source in re.findall(r"^COPY (?!--from)(.*) \S+$", text, re.MULTILINE):
        assert all(ROOT.joinpath(name).exists() for name in source.split())


def test_nothing_personal_is_kept_as_an_artifact() -> None:
    for name in ("github-actions.yml", "gitlab-ci.yml", "Jenkinsfile", "../../action.yml"):
        for line in EXAMPLES.joinpath(name).read_text(encoding="utf-8").splitlines():
            if re.search(r"jlxx-check.* (batch|watch) |program\" batch", line):
                assert "--for-publishing" in line, (name, line)
