"""How long the program takes to begin: an empty folder, pages of help, and what is imported."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.measure import Measured, Spread, environment, in_turn, measured, module
from benchmarks.phases import loaded, spent
from benchmarks.section import HEAD, Section, aimed, plain, table
from jlxx_check.cli.command_list import COMMANDS
from jlxx_check.cli.completion_scripts import VARIABLE
from jlxx_check.text import Text, same

#: A start is short: so many times the runs of what takes longer.
_MORE = 3
_CHECK, _HELP, _COMPLETED = 250, 150, 100
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
    each = [(words, {}) for words in calls.values()] + [((), _asked(*line)) for line in _TYPED]
    for words, told in each:  # what is compiled or kept at the first call
        module("jlxx_check", *words, told=told)
    bare, *found = in_turn(
        lambda: measured(sys.executable, "-c", "pass"),
        *(
            lambda words=words, told=told: module("jlxx_check", *words, told=told)
            for words, told in each
        ),
        times=_MORE * runs,
    )
    names = [*calls, *(f"jlxx-check {' '.join(line)}⇥" for line in _TYPED)]
    rows = [plain(Text("只有解释器", "the bare interpreter"), _ms(bare))]
    rows += [_row(name, runs_, bare) for name, runs_ in zip(names, found, strict=True)]
    counts = [
        (f"`{name}`", *map(str, loaded(words, environment() | told)))
        for name, (words, told) in zip(names, each, strict=True)
    ]
    return Section(
        "start",
        Text("启动", "The start"),
        (
            table(HEAD, *rows),
            Text(
                "毫秒；括号里是最小和最大。“处理器”是全部进程用的处理器时间。⇥ 是按 Tab 键补全。",
                "Milliseconds, the least and the most in brackets; processor: the time of all "
                "its processes. ⇥: the word is completed by the tab key.",
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


#: Calls that are completed at their end, in bash: a command, an option, a rule, a pack.
_TYPED = (
    ("ch",),
    ("check", "--fo"),
    ("check", "--select", "video.d"),
    ("check", "--rules", "jil"),
)


def _asked(*line: str) -> dict[str, str]:
    """By which bash asks."""
    words = "\n".join(["jlxx-check", *line])
    return {VARIABLE: "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(len(line))}


def _row(name: str, found: list[Measured], bare: list[Measured]) -> tuple[Text | str, ...]:
    said = same(f"`{name}`")
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
    most = _CHECK if name == "check" else _COMPLETED if name.endswith("⇥") else _HELP
    middle = Spread.of([one.seconds * 1000 for one in found]).middle
    return tuple(aimed(said, figure, middle, most, f"{most} ms"))


def _ms(found: list[Measured]) -> str:
    return f"{Spread.of([one.seconds * 1000 for one in found]):{_MS}}"
