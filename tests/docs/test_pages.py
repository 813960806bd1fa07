"""The pages on privacy and on disks: both languages say the same, and what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jlxx_check.cache import VARIABLE, FactsCache
from jlxx_check.cache.facts_cache import LIMIT
from jlxx_check.cli.main import run

DOCS = Path(__file__).parents[2] / "docs"
NAMES = ("privacy", "operations")


def text(name: str) -> str:
    return DOCS.joinpath(name).read_text(encoding="utf-8")


def codes(name: str) -> set[str]:
    """Everything that is written as code: commands, options, paths, names."""
    return set(re.findall(r"`([^`\n]+)`", text(name)))


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_have_the_same_sections_tables_and_names(name: str) -> None:
    english, chinese = f"{name}.md", f"{name}.zh-CN.md"
    for start in ("# ", "## ", "|", "- ", "jlxx-check "):
        counts = [
            sum(line.startswith(start) for line in text(page).splitlines())
            for page in (english, chinese)
        ]
        assert counts[0] == counts[1], start
    assert codes(english) == codes(chinese)


@pytest.mark.parametrize("name", [f"{name}{end}" for name in NAMES for end in (".md", ".zh-CN.md")])
def test_links_exist(name: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", text(name)):
        assert DOCS.joinpath(target).exists(), target


def test_the_page_on_privacy_names_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    said = text("privacy.md")
    assert FactsCache(Path()).file.name in said
    assert f"`{VARIABLE}`" in said
    assert f"{LIMIT // 1_000_000} MB" in said
    commands = re.findall(r"^jlxx-check (.+?) +#", said, re.MULTILINE)
    assert commands == ["cache info", "cache clear"]
    for command in commands:
        assert run(command.split()) == 0
    capsys.readouterr()
