"""Every option is declared once, and every command says the same of it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from rich.cells import cell_len

import jlxx_check.cli
from jlxx_check.cli.common_names import chinese_commands, command
from jlxx_check.cli.framework import OPTIONS, Takes, option
from jlxx_check.cli.help_page import help_page
from jlxx_check.cli.main import build
from jlxx_check.text import Lang

_SOURCES = sorted(Path(str(jlxx_check.cli.__file__)).parent.rglob("*.py"))
_DECLARED = re.compile(r'\boption\(\s*"(--[a-z-]+)')
#: Where a command takes fewer than another, and says so.
_IN_OTHER_WORDS = {
    "--format": 3,
    "--output": 2,
    "--baseline": 2,
    "--rules": 2,
    "--force": 3,
    "--to": 5,
}


def _params(command: Any) -> Iterator[Any]:
    yield from command.params
    for inner in getattr(command, "commands", {}).values():
        yield from _params(inner)


def test_every_option_is_declared_in_one_place() -> None:
    build(Lang.ZH)  # imports every command
    found = Counter(
        name for path in _SOURCES for name in _DECLARED.findall(path.read_text("utf-8"))
    )
    assert set(found.values()) == {1}
    assert found.keys() == OPTIONS.keys()


def test_a_name_cannot_be_declared_again() -> None:
    with pytest.raises(ValueError, match="--received is declared already"):
        option("--received DATE", "又一个", "another")


@pytest.mark.parametrize("lang", Lang)
def test_commands_say_what_is_declared(lang: Lang) -> None:
    said: dict[str, set[str]] = defaultdict(set)
    for param in _params(typer.main.get_command(build(lang))):
        if param.param_type_name == "option":
            for name in param.opts:
                said[name].add(param.help)
    assert said.keys() == OPTIONS.keys()
    for name, helps in said.items():
        assert OPTIONS[name].help.say(lang) in helps
        assert len(helps) == _IN_OTHER_WORDS.get(name, 1), name


def test_what_an_option_takes_is_told_where_it_is_declared() -> None:
    kinds = {kind: {name for name, item in OPTIONS.items() if item.takes is kind} for kind in Takes}
    assert kinds[Takes.DATE] == {"--received", "--mend-by"}
    assert kinds[Takes.RULES] == {"--select", "--ignore"}
    assert kinds[Takes.WRITTEN] == {"--output", "--to"}


def test_every_command_of_a_group_has_a_name_in_chinese() -> None:
    root = typer.main.get_command(build(Lang.ZH))
    groups = {
        name: item.commands for name, item in root.commands.items() if hasattr(item, "commands")
    }
    for within, known in {"": root.commands, **groups}.items():
        called = list(chinese_commands(within))
        assert {name for _, name in called} == set(known)
        assert len({word for word, _ in called}) == len(called), "none is two commands'"
        assert all(command(word, known, within) == name for word, name in called)


@pytest.mark.parametrize("lang", list(Lang))
def test_a_page_of_help_breaks_its_lines_where_the_terminal_ends(
    lang: Lang, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = typer.main.get_command(build(lang))
    context = typer.Context(root.commands["repair"], info_name="repair")
    for width in (60, 80, 100):
        monkeypatch.setattr("jlxx_check.cli.help_page.page_width", lambda _, width=width: width)
        lines = help_page(root.commands["repair"], context, lang).split("\n")
        start = next(
            at for at, line in enumerate(lines) if line.startswith(("由程序做", "By mach"))
        )
        told = lines[start : lines.index("", start)]
        assert all(cell_len(line) > width - 20 for line in told[:-1])


@pytest.mark.parametrize("opts", [["--help", "-h"], ["-h", "--help"]])
def test_an_options_long_name_comes_first_in_whatever_order_it_is_given(opts: list[str]) -> None:
    command = typer.main.get_command(build(Lang.ZH))
    context = typer.Context(command)
    command.get_help_option(context).opts = opts
    assert "\n  --help, -h " in help_page(command, context, Lang.ZH)
