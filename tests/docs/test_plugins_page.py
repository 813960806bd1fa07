"""What the pages on plugins and on the library have one write is run as it stands."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
_FILE = re.compile(
    r"^`([\w./-]+\.(?:py|toml|yaml))`[:：].*?^```\w+\n(.*?)^```", re.MULTILINE | re.DOTALL
)


def files(page: str) -> dict[str, str]:
    """What the page has one write, by path."""
    text = DOCS.joinpath(page).read_text(encoding="utf-8")
    return {found[1]: found[2] for found in _FILE.finditer(text)}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("acme")
    for path, text in files("plugins.md").items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    # As an installer would: the metadata, from what the project says of itself.
    said = tomllib.loads(folder.joinpath("pyproject.toml").read_text(encoding="utf-8"))["project"]
    info = folder / "src" / f"acme_checks-{said['version']}.dist-info"
    info.mkdir()
    head = f"Metadata-Version: 2.1\nName: {said['name']}\nVersion: {said['version']}\n"
    info.joinpath("METADATA").write_text(head, encoding="utf-8")
    points = "".join(
        f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in named.items())
        for group, named in said["entry-points"].items()
    )
    info.joinpath("entry_points.txt").write_text(points, encoding="utf-8")
    return folder


#: The page's calls, one after another where the distribution is installed.
_IN_TURN = """
import sys
from jlxx_check.cli.main import run
for words in sys.argv[1:]:
    print(words, run(words.split()), flush=True)
"""
CALLS = {
    "rules lint acme-photos": "没有问题",
    "rules test acme-photos": "",
    "rules list": "acme-photos",
}


def installed(project: Path, *command: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(project / "src"), *filter(None, [os.environ.get("PYTHONPATH")])])
    return subprocess.run(
        [sys.executable, *command],
        cwd=project,
        env={**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_its_calls_work_as_written(project: Path) -> None:
    done = installed(project, "-c", _IN_TURN, *CALLS)
    assert "插件" not in done.stderr
    said = done.stdout
    for call, words in CALLS.items():
        text, ended, said = said.partition(f"{call} 0\n")
        assert ended, (call, text, done.stderr)
        assert words in text, call


def test_its_own_tests_pass(project: Path) -> None:
    done = installed(project, "-m", "pytest", "-q", "-p", "no:cacheprovider")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "4 passed" in done.stdout
    assert "插件" not in done.stderr


def test_both_languages_have_one_write_the_same() -> None:
    assert files("plugins.zh-CN.md") == files("plugins.md")
    assert len(files("plugins.md")) == 6


@pytest.mark.parametrize("page", ["stability.md", "stability.zh-CN.md"])
def test_the_library_is_used_as_written(page: str, tmp_path: Path) -> None:
    text = DOCS.joinpath(page).read_text(encoding="utf-8")
    (code,) = re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    package = tmp_path / "材料"
    package.mkdir()
    package.joinpath("说明.txt").write_text("某人", encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "没有这个文件夹" in run.stdout
    assert {path.name for path in tmp_path.iterdir()} >= {"报告.json", "报告.html", "缓存"}
