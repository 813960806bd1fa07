"""What a call spends its time on: the median of several runs, as a table."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from statistics import median

from benchmarks.clocked import BEGUN, NOTHING, WITHIN, Took
from benchmarks.measure import environment
from benchmarks.section import Table, table
from jlxx_check.text import Text

_STEPS = {
    "interpreter": Text("解释器启动", "the interpreter starts"),
    "line": Text("装入命令行", "imports of the command line"),
    "judges": Text("装入检查程序", "imports of what judges"),
    "pack": Text("装入规则包", "the pack is loaded"),
    "listing": Text("列出文件", "files are listed"),
    "kept": Text("查找上次的报告", "an earlier report is looked for"),
    "reading": Text("读取文件", "files are read"),
    "worker": Text("　其中等第一个工作进程", "of that: until the first worker is up"),
    "understanding": Text("辨认材料", "the package is understood"),
    "judging": Text("判断", "it is judged"),
    "report": Text("写报告", "the report is written"),
    "rest": Text("其他", "all else"),
    "end": Text("结束", "the process ends"),
}
_COUNTING = """
import os, runpy, sys
told = os.dup(1)
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
sys.argv = ["jlxx-check", *sys.argv[1:]]
try:
    runpy.run_module("jlxx_check", run_name="__main__", alter_sys=True)
except SystemExit:
    pass
own = [name for name in sys.modules if name.partition(".")[0] == "jlxx_check"]
os.write(told, f"{len(sys.modules)} {len(own)}".encode())
"""


def loaded(words: Sequence[str], told: Mapping[str, str]) -> tuple[int, int]:
    """How many modules a call of the program loads in its own process: all, and its own."""
    said = _output([sys.executable, "-c", _COUNTING, *words], told)
    every, own = said.split()
    return int(every), int(own)


def spent(words: Sequence[str], runs: int) -> Table:
    """A table of where the time of a call goes."""
    found = [_once(words) for _ in range(runs)]
    rows: list[tuple[Text, str, str]] = []
    for name, said in _STEPS.items():
        rows.append((said, *_middle([one.get(name, NOTHING) for one in found])))
    whole = [
        (sum(one[step][0] for step in counted), sum(one[step][1] for step in counted))
        for one in found
        for counted in [set(one) - set(WITHIN)]
    ]
    rows.append((Text("合计", "together"), *_middle(whole)))
    head = (
        Text("步骤", "step"),
        Text("毫秒", "ms"),
        Text("处理器毫秒数，程序自己的进程", "processor ms, its own process"),
    )
    return table(head, *rows)


def _middle(found: Sequence[Took]) -> tuple[str, str]:
    wall, work = (median(one[at] for one in found) * 1000 for at in (0, 1))
    return f"{wall:.0f}", f"{work:.0f}"


def _once(words: Sequence[str]) -> dict[str, Took]:
    told = {**environment(), BEGUN: str(time.perf_counter())}
    said = _output([sys.executable, "-m", "benchmarks.clocked", *words], told)
    now = time.perf_counter()
    found = {name: (wall, work) for name, (wall, work) in json.loads(said).items()}
    found["end"] = now - found.pop("ended")[0], 0.0
    return found


def _output(words: Sequence[str], told: Mapping[str, str]) -> bytes:
    return subprocess.run(
        words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True, env=told
    ).stdout
