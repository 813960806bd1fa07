"""Thousands of packages: who gathers them, who compares all with all, and what a cluster gives."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from benchmarks.across import compared
from benchmarks.batch import built, fresh, judged
from benchmarks.inbox import lean_package
from benchmarks.inbox_texts import unit_name
from benchmarks.measure import environment, in_turn, ratio, seconds, worked
from benchmarks.packing import FIRST, write_files
from benchmarks.section import HEAD, Section, Table, aimed, plain, table
from jlxx_check.text import Text, same

_COUNTS = (200, 2000)
#: Without pages and letters, which take most of the time and little of the memory.
_LEAN = ("--format", "json")
_GATHERING = 300
_COMPARED = (1000, 2000, 10_000)
#: Comparing ten times as many may take so many times as long: near-linear.
_NEAR_LINEAR = 15
#: Two inboxes, so that what grows is told from what a run costs in any case.
_CLUSTER_UNITS = (2, 6)
_CLUSTER_RUNS = 2
_WORKERS = (1, 2, 4, 8, 16, 32, 64)


def measure(folder: Path, runs: int) -> Section:
    """Real packages to 2,000, made-up ones to 10,000, a cluster of two and on paper of more."""
    os.environ["XDG_DATA_HOME"] = str(folder / "data")
    gathered, told = _gathering(folder)
    compared_, grown = _comparing()
    return Section(
        "large",
        Text("成千上万份材料包", "Thousands of packages"),
        (
            table(HEAD, *told, grown),
            Text(
                "汇总：每份材料只有两份登记表（一名学习之星、一个项目），所以很快判完。只写 JSON "
                "报告的，总览、台账和汇总登记表照写，没有网页和通知；另有一行是和平时一样全写的。",
                "Gathering: each package is of two registers alone (one star, one project) and "
                "soon judged. With JSON alone there are no pages and letters, and overview, ledger "
                "and master registers as ever; one row is with all that is usually written.",
            ),
            gathered,
            Text(
                "互相比较：虚构的材料包，各 18 个推介对象、70 张照片、18 个视频，每一百份有一份与"
                "前一份重复四处。",
                "Comparing: made-up packages of 18 entries, 70 photos and 18 videos; one in a "
                "hundred repeats four things of the one before.",
            ),
            compared_,
            *_cluster(folder, runs),
        ),
    )


def _gathering(folder: Path) -> tuple[Table, list]:
    few, many = _COUNTS
    usual = Text(f"{few:,}，平时的报告", f"{few:,}, the usual reports")
    rows, peak = [], 0.0
    for said, count, formats in (
        (usual, few, ()),
        *((same(f"{count:,}"), count, _LEAN) for count in (few, many)),
    ):
        found = judged(_lean(folder, count), fresh(folder / "lean"), 2, *formats, looked_at=True)
        peak = found.own
        rows.append(
            (
                said,
                f"{found.seconds:.0f}",
                f"{found.worked / count * 1000:.0f}",
                f"{found.own:.0f}",
                f"{found.worker:.0f}",
            )
        )
    head = (
        Text("材料包", "packages"),
        Text("秒", "seconds"),
        Text("每份的处理器毫秒数", "processor ms a package"),
        Text("汇总的进程，MB", "the gathering process, MB"),
        Text("检查的进程，MB", "a judging process, MB"),
    )
    told = [
        aimed(
            Text(f"汇总 {_COUNTS[-1]:,} 份的进程", f"the process that gathers {_COUNTS[-1]:,}"),
            *(f"{peak:.0f} MB", peak, _GATHERING, f"{_GATHERING} MB"),
        )
    ]
    return table(head, *rows), told


def _lean(folder: Path, count: int) -> Path:
    inbox = folder / f"lean-{count}"
    done = inbox.with_name(f"{inbox.name}.done")
    if not done.exists():
        with ProcessPoolExecutor() as several:
            for _ in several.map(partial(_lean_unit, inbox), range(count), chunksize=50):
                pass
        done.touch()
    return inbox


def _lean_unit(inbox: Path, number: int) -> None:
    write_files(inbox / unit_name(number), lean_package(number), FIRST)


def _comparing() -> tuple[Table, tuple]:
    spent = {}
    rows = []
    for count in _COMPARED:
        took, planted, found = compared(count)
        spent[count] = took
        rows.append(
            (f"{count:,}", f"{took:.1f}", f"{took / count * 1000:.1f}", f"{planted}, {found}")
        )
    times = spent[_COMPARED[-1]] / spent[_COMPARED[-1] // 10]
    grown = aimed(
        Text(
            f"比较 {_COMPARED[-1]:,} 份 ÷ 比较 {_COMPARED[-1] // 10:,} 份",
            f"comparing {_COMPARED[-1]:,} ÷ comparing {_COMPARED[-1] // 10:,}",
        ),
        *(f"{times:.1f}", times, _NEAR_LINEAR, f"{_NEAR_LINEAR}"),
    )
    head = (
        Text("材料包", "packages"),
        Text("处理器秒数", "processor seconds"),
        Text("每份的毫秒数", "ms a package"),
        Text("埋下的重复、找到的", "repeats planted, found"),
    )
    return table(head, *rows), grown


def _cluster(folder: Path, runs: int) -> Iterator[Text | Table]:
    """A run on two Dask workers beside one on two processes; and on paper for more."""
    few, many = _CLUSTER_UNITS
    out = folder / "out-cluster"
    try:
        with _two_workers() as address:
            on = ("--executor", address)
            here, there, less = in_turn(
                lambda: judged(built(folder, many), fresh(out), 2),
                lambda: judged(built(folder, many), fresh(out), 2, *on),
                lambda: judged(built(folder, few), fresh(out), 2, *on),
                times=min(runs, _CLUSTER_RUNS),
            )
    except ImportError:
        yield Text(
            '这台机器没有安装 Dask（`pip install "jlxx-check[dask]"`），没有在集群上运行。',
            'Dask is not installed here (`pip install "jlxx-check[dask]"`): no run on a cluster.',
        )
        return
    part = ratio(there, here)
    # The workers are no processes of the call's own: what it works is what cannot be shared.
    once = max(0.0, (worked(there).middle - worked(less).middle) / (many - few))
    each = (worked(here).middle - worked(there).middle) / many
    yield Text("Dask 集群：", "A Dask cluster:")
    yield table(
        HEAD,
        plain(
            Text(f"{many} 个单位，本机两个进程", f"{many} units, two processes here"),
            f"{seconds(here):.1f} s",
        ),
        plain(
            Text("两个工作机（同一台机器）", "two workers, on the same machine"),
            f"{seconds(there):.1f} s",
        ),
        plain(Text("集群 ÷ 本机", "cluster ÷ here"), f"{part:.2f}"),
    )
    yield Text(
        f"照此推算 2,000 个单位要多久：每份 {each:.2f} 秒可以分给 N 个工作机（各一个处理器，共享盘"
        "跟得上），"
        f"汇总每份 {once * 1000:.0f} 毫秒不能分：",
        f"What that gives for 2,000 units on paper: {each:.2f} s of each can be shared by N "
        "workers (a core each, a share "
        f"that keeps up), {once * 1000:.0f} ms of gathering cannot:",
    )
    rows = []
    for number in _WORKERS:
        minutes = 2000 * (each / number + once) / 60
        rows.append((str(number), f"{minutes:.1f}"))
    yield table((Text("工作机", "workers"), Text("分钟", "minutes")), *rows)


_CLUSTER = """
import sys
from distributed import LocalCluster
with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as one:
    print(one.scheduler_address, flush=True)
    sys.stdin.read()
"""


@contextmanager
def _two_workers() -> Iterator[str]:
    """The address of a cluster of two workers of this machine, while it runs."""
    import distributed  # noqa: F401 - whether it is there

    with subprocess.Popen(
        [sys.executable, "-c", f"if __name__ == '__main__':\n{_indented(_CLUSTER)}"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment(),
    ) as running:
        assert running.stdout is not None
        address = running.stdout.readline().strip()
        try:
            yield address.replace("tcp://", "dask://")
        finally:
            assert running.stdin is not None
            running.stdin.close()


def _indented(code: str) -> str:
    return "\n".join(f"    {line}" for line in code.strip().splitlines())
