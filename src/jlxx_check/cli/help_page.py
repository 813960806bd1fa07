"""The page that ``--help`` prints, as plain text in the language of the run."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import Any

from rich.cells import cell_len

from jlxx_check.cli.screen import page_width
from jlxx_check.reporters.terminal.page import Page
from jlxx_check.text import Lang, Text

_COLUMN = 26


def help_page(command: Any, context: Any, lang: Lang) -> str:
    """The whole page as plain text, as wide as the terminal, Chinese wrapped as Chinese is."""
    page = Page(lang, page_width(sys.stdout))
    params = command.get_params(context)
    arguments = [param for param in params if param.param_type_name == "argument"]
    options = [item for item in params if item.param_type_name == "option" and not item.hidden]
    commands = [command.get_command(context, name) for name in getattr(command, "commands", ())]
    _usage(page, context.command_path, arguments, commands)
    if command.help:
        page.blank()
        for line in _flowing(command.help.splitlines(), lang):
            indent = len(line) - len(line.lstrip())
            page.put(line.strip(), indent=indent)
    _table(page, Text("参数", "Arguments"), [(item.metavar, item.help) for item in arguments])
    _table(page, Text("命令", "Commands"), [_command(item) for item in commands])
    _table(page, Text("选项", "Options"), [_option(item) for item in options])
    if command.epilog:
        page.blank()
        page.put(command.epilog)
    return "".join(f"{line.plain}\n" for line in page.lines)


def _flowing(lines: Sequence[str], lang: Lang) -> Iterator[str]:
    """The lines, those of one paragraph as one: where it breaks the terminal's width decides."""
    between = "" if lang is Lang.ZH else " "
    running: list[str] = []
    for line in lines:
        if line[:1].strip():
            running.append(line.strip())
            continue
        if running:
            yield between.join(running)
            running = []
        yield line
    if running:
        yield between.join(running)


def _usage(page: Page, path: str, arguments: Sequence[Any], commands: Sequence[Any]) -> None:
    words = [path]
    if commands:
        words.append(page.say(Text("命令", "COMMAND")))
    words += [item.metavar if item.required else f"[{item.metavar}]" for item in arguments]
    words.append(page.say(Text("[选项]", "[OPTIONS]")))
    page.put(" ".join(words), lead=page.say(Text("用法：", "Usage: ")))


def _command(command: Any) -> tuple[str, str]:
    """A command's name and its short help, else the first line of its help."""
    return command.name, command.short_help or (command.help or "").partition("\n")[0]


def _option(option: Any) -> tuple[str, str]:
    # Those of --help come in whatever order a set has them.
    names = ", ".join(sorted(option.opts, key=len, reverse=True))
    metavar = "" if option.is_flag or not option.metavar else f" {option.metavar}"
    return names + metavar, option.help or ""


def _table(page: Page, title: Text, rows: Sequence[tuple[str, str | None]]) -> None:
    if not rows:
        return
    page.heading(title)
    for name, said in rows:
        lead = f"  {name}"
        if cell_len(lead) >= _COLUMN:
            page.put(lead)
            lead = ""
        page.put(said or "", lead=lead + " " * (_COLUMN - cell_len(lead)))
