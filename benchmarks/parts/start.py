"""How long the program takes to begin: an empty folder, pages of help, and what is imported."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.measure import Measured, Spread, environment, in_turn, measured, module
from benchmarks.phases import loaded, spent
from benchmarks.section import HEAD, Section, aimed, plain, table
from jlxx_check.cli.command_list import COMMANDS
from jlxx_check.text import Text, same

#: A start is short: so many times the runs of what takes longer.
_MORE = 3
_CHECK, _HELP = 250, 150
_MS = ".0f"


def measure(folder: Path, runs: int) -> Section:
    """Each call in turn with the bare interpreter."""
    empty = folder / "empty"
    empty.mkdir(exist_ok=True)
    calls = {
        "--version": ("--version",),
        "check": ("check", str(empty)),
        "--help": ("--help",),
        **{f"{name} --help": (name, "--help") for name in COMMANDS},
    }
    for words in calls.values():  # what is compiled or kept at the first call
        module("jlxx_check", *words)
    bare, *found = in_turn(
        lambda: measured(sys.executable, "-c", "pass"),
        *(lambda words=words: module("jlxx_check", *words) for words in calls.values()),
        times=_MORE * runs,
    )
    rows = [plain(Text("只有解释器", "the bare interpreter"), _ms(bare))]
    rows += [_row(name, runs_, bare) for name, runs_ in zip(calls, found, strict=True)]
    counts = [
        (f"`{name}`", *map(str, loaded(words, environment()))) for name, words in calls.items()
    ]
    return Section(
        "start",
        Text("启动", "The start"),
        (
            table(HEAD, *rows),
            Text(
                "毫秒；括号里是最小和最大。“处理器”是全部进程用的处理器时间。程序不提供命令补全，"
                "所以没有这一项。",
                "Milliseconds, the least and the most in brackets; processor: the time of all "
                "its processes. The "
                "program offers no completion of commands, so there is no such row.",
            ),
            Text("装入了多少模块：", "Modules that are loaded:"),
            table(
                (
                    Text("命令", "call"),
                    Text("全部", "all"),
                    Text("程序自己的", "the program's own"),
                ),
                *counts,
            ),
            Text("检查空文件夹的时间用在哪里：", "What a check of an empty folder is spent on:"),
            spent(("check", str(empty)), _MORE * runs),
        ),
    )


def _row(name: str, found: list[Measured], bare: list[Measured]) -> tuple[Text | str, ...]:
    said = (
        Text("检查空文件夹", "`check` of an empty folder") if name == "check" else same(f"`{name}`")
    )
    if name == "check":
        said = Text("`check` 检查空文件夹", "`check` of an empty folder")
    times = Spread.of([a.seconds / b.seconds for a, b in zip(found, bare, strict=True)])
    work = Spread.of([one.worked * 1000 for one in found])
    figure = Text(
        f"{_ms(found)}；处理器 {work:{_MS}}；解释器的 {times.middle:.1f} 倍",
        f"{_ms(found)}; processor {work:{_MS}}; {times.middle:.1f} times the interpreter",
    )
    if name == "--version":
        return tuple(plain(said, figure))
    most = _CHECK if name == "check" else _HELP
    middle = Spread.of([one.seconds * 1000 for one in found]).middle
    return tuple(aimed(said, figure, middle, most, f"{most} ms"))


def _ms(found: list[Measured]) -> str:
    return f"{Spread.of([one.seconds * 1000 for one in found]):{_MS}}"
