"""``docs/reliability.md``: the figures of a run, in English and Chinese beside each other."""

from __future__ import annotations

import platform
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from fuzzing.campaign import Figures, described
from jlxx_check.model.about import NAME, VERSION

_OUTCOMES = {
    "read": "read 读出",
    "empty": "empty 空",
    "cut-short": "cut short 不完整",
    "corrupt": "damaged 损坏",
    "password": "password 密码",
    "limit": "over a limit 超限",
    "unsupported": "unsupported 不支持",
    "denied": "denied 拒绝",
    "not looked into": "no reader 不读内容",
    "given up": "given up at a limit 到限放弃",
    "crashed": "program's fault 程序出错",
    "refused": "no package 不是材料包",
    "not judged": "not judged 未检查",
}

_HEAD = """# Reliability · 可靠性

Made by `python -m fuzzing`; never edited by hand. 本页由 `python -m fuzzing` 生成，请勿手工修改。

Files of every kind that packages hold are spoilt at random, put into packages, read and judged:
bytes flipped, ends cut off, two files spliced, members of archives swapped, XML operated on, the
boxes of MP4 and the segments of JPEG files rearranged, lengths made wrong. A wrong name may come
on top. Whatever comes of it, this has to hold:

各类材料文件被随机改坏：翻转字节、截断、拼接、调换压缩包成员、改动XML、重排MP4和JPEG的
内部结构、写错长度、改错扩展名，再放进材料包检查。无论结果如何，以下各条都必须成立：

- the program neither crashes nor hangs, and its memory keeps within the limit;
  程序不崩溃、不停滞，内存不超限；
- no probe and no check fails by an error of its own; 读取和检查都不因自身错误而中止；
- no rule passes on a file that could not be read; 读不出的文件不会被判为通过；
- nothing measured is impossible (negative, not a number); 测得的数值都合理；
- the command line ends with 0, 1 or 3, says nothing on standard error, and its reports in every
  format are written, the JSON valid by its schema; 命令行退出码只有0、1、3，各格式报告都能写出。
"""


def write(figures: Figures, path: Path) -> None:
    """Write the page."""
    path.write_text(page(figures), encoding="utf-8", newline="\n")


def page(figures: Figures) -> str:
    """The page as Markdown."""
    return "\n".join(
        (
            _HEAD,
            *_run(figures),
            "",
            "## By kind of file · 按文件种类",
            "",
            *_table("kind 种类", figures.by_kind),
            "",
            "## By mutation · 按改动方式",
            "",
            "A mutant may have up to three. 一个文件最多有三种改动。",
            "",
            *_table("mutation 改动", figures.by_step),
            "",
            "## What broke · 出现的问题",
            "",
            *_broken(figures),
            "",
        )
    )


def _run(figures: Figures) -> Iterable[str]:
    plan = figures.plan
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    rows = {
        "program 程序": f"{NAME} {VERSION}, {system}",
        "command 命令": f"`python -m fuzzing --seed {plan.seed} --files {plan.files}`",
        "mutants 文件数": f"{figures.mutants:,} ({figures.bytes / 1e9:.1f} GB)",
        "archives as packages 压缩包": f"{figures.archives:,}",
        "packages through the command line 命令行检查的材料包": f"{figures.commands:,}",
        "time 用时": f"{figures.seconds / 60:.0f} min",
        "slowest file 最慢的文件": f"{figures.slowest[0]:.2f} s, {figures.slowest[1]}",
        "largest memory 最大内存": f"{figures.largest[0]:.0f} MB, {figures.largest[1]}",
        "limits 限度": f"{plan.limit:g} s, {plan.memory:g} MB",
        "broke 出现问题": f"{len(figures.found):,}",
    }
    yield "## The run · 本次运行"
    yield ""
    yield "| | |"
    yield "| --- | --- |"
    for name, value in rows.items():
        yield f"| {name} | {value} |"


def _table(head: str, counts: Counter[tuple[str, str]]) -> Iterable[str]:
    names = sorted({name for name, _ in counts})
    outcomes = [item for item in _OUTCOMES if any(said == item for _, said in counts)]
    yield " | ".join(("| " + head, *(_OUTCOMES[item] for item in outcomes), "all 合计 |"))
    yield "| --- " + "| ---: " * (len(outcomes) + 1) + "|"
    for name in names:
        numbers = [counts[name, item] for item in outcomes]
        cells = " | ".join(f"{number:,}" if number else "" for number in (*numbers, sum(numbers)))
        yield f"| {name} | {cells} |"


def _broken(figures: Figures) -> Iterable[str]:
    if not figures.found:
        yield "Nothing. 没有。"
    for item in figures.found:
        yield f"- {item.what}: {described(item.mutant)}"
