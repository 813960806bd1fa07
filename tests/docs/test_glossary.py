"""A word for each thing: the glossary names what there is; the source uses a name once."""

from __future__ import annotations

import re
from collections import defaultdict
from importlib import import_module
from pathlib import Path

import pytest

import jlxx_check

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "jlxx_check"
PAGE = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
_TERM = re.compile(r"^\| ([^|`]+) \| ([^|`]+) \| `([\w.]+)` \| (.+) \|$", re.MULTILINE)
_CLASS = re.compile(r"^ *class ([A-Za-z]\w*)[(:]", re.MULTILINE)
TERMS = _TERM.findall(PAGE)
#: Names of several modules: Python's own, and one thing seen from several floors (its type, its
#: probe, its checks, its reports).
ALIKE = {
    "__init__",
    "__main__",
    "audio",
    "batch",
    "document",
    "facts",
    "package",
    "pdf",
    "photo",
    "video",
}
#: A command's module is called as the command is typed, whatever else bears that word.
COMMANDS = ("cli", "commands")


@pytest.mark.parametrize("name", dict.fromkeys(name for _, _, name, _ in TERMS))
def test_the_type_is_there(name: str) -> None:
    found: object = jlxx_check
    path = jlxx_check.__name__
    for part in name.split("."):
        path = f"{path}.{part}"
        if not hasattr(found, part):
            import_module(path)
        found = getattr(found, part)


def test_every_row_is_a_term_in_both_languages_with_a_sentence() -> None:
    head, _, _ = PAGE.partition("## What 没有结论")
    rows = [line for line in head.splitlines() if line.startswith("| ")]
    headings = [line for line in rows if line.startswith(("| 中文", "| ---"))]
    assert len(TERMS) == len(rows) - len(headings) > 40
    for chinese, english, _, sentence in TERMS:
        assert re.search(r"[\u4e00-\u9fff]", chinese)
        assert english.isascii()
        assert sentence.endswith(".")
    named = [chinese for chinese, *_ in TERMS]
    assert len(named) == len(set(named))


def _used_more_than_once(names: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: places for name, places in sorted(names.items()) if len(places) > 1}


def test_module_names_are_used_once() -> None:
    found = defaultdict(list)
    for path in SOURCE.rglob("*.py"):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        if parts[-1] == "__init__":
            parts = parts[:-1]
        if parts and parts[-1] not in ALIKE and parts[:2] != COMMANDS:
            found[parts[-1]].append(".".join(parts))
    assert _used_more_than_once(found) == {}


def test_public_class_names_are_used_once() -> None:
    found = defaultdict(list)
    for path in SOURCE.rglob("*.py"):
        for name in _CLASS.findall(path.read_text(encoding="utf-8")):
            found[name].append(path.relative_to(SOURCE).as_posix())
    assert len(found) > 500
    assert _used_more_than_once(found) == {}
