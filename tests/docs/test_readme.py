"""The two commands that the README promises, and what else it points to, are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jlxx_check.decisions.from_yaml import read_decisions

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.zh-CN.md")
HEADINGS = {"README.md": "## Quick start", "README.zh-CN.md": "## 快速开始"}


@pytest.mark.parametrize("name", READMES)
def test_the_first_two_blocks_check_a_sample_and_run_the_tests(name: str) -> None:
    text = ROOT.joinpath(name).read_text(encoding="utf-8").partition(HEADINGS[name])[2]
    check, tests = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)[:2]
    assert re.search(r"pip install \. && jlxx-check check sample_packages/", check)
    assert tests.strip().endswith("python -m pytest -n logical")
    for command in (check, tests):
        for path in re.findall(r"(?:sample_packages/|requirements)[\w.-]+", command):
            assert ROOT.joinpath(path).exists(), path


@pytest.mark.parametrize("name", READMES)
def test_links_and_pictures_exist(name: str) -> None:
    text = ROOT.joinpath(name).read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#]+)\)", text)
    assert len(targets) > 3
    for target in targets:
        assert ROOT.joinpath(target).exists(), target


@pytest.mark.parametrize("name", READMES)
def test_the_file_of_decisions_that_it_shows_can_be_read(name: str, tmp_path: Path) -> None:
    text = ROOT.joinpath(name).read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    path = tmp_path / "decisions.yaml"
    path.write_text(shown.replace("sha256:…", "sha256:" + "a" * 64), encoding="utf-8")
    assert [item.choice.value for item in read_decisions(path).decisions] == ["confirmed", "waived"]


def test_pictures_are_small() -> None:
    sizes = [path.stat().st_size for path in (ROOT / "docs" / "pictures").iterdir()]
    assert len(sizes) == 8
    assert max(sizes) < 300_000


def test_both_languages_have_the_same_commands() -> None:
    texts = (ROOT.joinpath(name).read_text(encoding="utf-8") for name in READMES)
    english, chinese = map(_commands, texts)
    assert len(english) > 8
    assert english == chinese


@pytest.mark.parametrize("name", READMES)
def test_the_doors_come_first_and_every_line_is_one_command_of_any_shell(name: str) -> None:
    text = ROOT.joinpath(name).read_text(encoding="utf-8")
    doors = text.partition(HEADINGS[name])[0]
    assert all(word in doors for word in ("单位自查", "省里批量", "自动检查"))
    # cmd and PowerShell 5 know no ``&&`` of ours, and cmd takes a ``#`` for a word of the command;
    # the first two blocks are for whoever has the source, in a shell of Unix.
    shown = _commands(text)
    assert len(shown) > 30
    assert [line for line in shown if re.search(r"&&| #|\\$", line)] == []
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert ["&&" in block for block in blocks] == [False, True, True]


def _commands(text: str) -> list[str]:
    """Every command of the page's tables and blocks, a file name in one language."""
    found = re.findall(r"^(?:jlxx-check|pipx|uv) .*|(?<=^\| )`jlxx-check .*?(?= \|)", text, re.M)
    lines = [part.strip("`") for line in found for part in line.split("<br>")]
    text = "\n".join(lines)
    return text.replace("报告.", "report.").replace("通知.", "letter.").splitlines()
