"""The small pack of the tests, written with changes, as lint sees it."""

from __future__ import annotations

from pathlib import Path

from jlxx_check.authoring.meaning import Linted, lint
from tests.packs.minimal import PACK, RULE, write_pack


def linted(folder: Path, *changes: tuple[str, str], rules: str = RULE) -> Linted:
    """The pack linted. changes: of its text, each standing once."""
    text = PACK
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return lint(write_pack(folder / "small", text, quota=rules))


def rule(name: str, check: str, scope: str, with_: str = "{}", clause: str = "null") -> str:
    """One more rule as YAML."""
    return f"""\
  {name}:
    title: 规则
    why: 有规定。
    scope: "{scope}"
    check: {check}
    with: {with_}
    level: error
    clause: {clause}
    fix: 请改。
"""
