"""The pages on privacy, disks, packs, cost: both languages agree, and say what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jlxx_check.cli.main import run
from jlxx_check.facts.facts_cache import LIMIT, VARIABLE, FactsCache
from jlxx_check.model.pack import CITED_AS
from jlxx_check.packs.installed import offered_packs
from jlxx_check.packs.placeholders import FORMS

DOCS = Path(__file__).parents[2] / "docs"
NAMES = ("privacy", "operations", "packs", "plugins", "sealing", "stability", "media", "speed")


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


def test_the_page_on_packs_names_every_form_and_base() -> None:
    said = text("packs.md")
    assert [form for form in FORMS if f"`:{form}`" not in said] == []
    bases = [name for name in offered_packs() if name.startswith("_")]
    assert [base for base in bases if f"`{base}`" not in said] == []
    assert CITED_AS in said
