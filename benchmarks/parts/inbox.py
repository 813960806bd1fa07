"""An inbox of eighty units: judged at first, again with one package changed, and looked at."""

from __future__ import annotations

import itertools
import os
import time
from pathlib import Path

from benchmarks.batch import built, fresh, judged
from benchmarks.measure import SETTLING, Measured, Spread, in_turn, ratio, seconds, worked
from benchmarks.operations import Counts, counting
from benchmarks.section import HEAD, Section, Table, aimed, plain, table
from jlxx_check.batch import BatchCall, BatchSettings
from jlxx_check.batch.desk import desk
from jlxx_check.batch.watching import Glances
from jlxx_check.text import Text

UNITS = 80
_FEWER = (10, 40)
_CHANGED, _LOOK = 0.05, 50
_LOOKS = 20
#: Seconds for all pairs.
_ENOUGH = 300


def measure(folder: Path, runs: int) -> Section:
    """Cold and with one changed in turn; then nothing changed, one process, looks, fewer units."""
    os.environ["XDG_DATA_HOME"] = str(folder / "data")
    inbox, out, cache = built(folder, UNITS), folder / "out", folder / "inbox-cache"
    note = next(path for path in sorted(inbox.iterdir()) if path.is_dir()) / "说明.txt"
    numbers = itertools.count(1)

    def cold() -> Measured:
        note.unlink(missing_ok=True)
        return judged(inbox, fresh(out), 2, cache=fresh(cache))

    def changed() -> Measured:
        note.write_text(f"{next(numbers)} {time.time()}", encoding="utf-8")
        time.sleep(SETTLING)
        return judged(inbox, out, 2, cache=cache)

    def unmoved() -> Measured:
        return judged(inbox, out, 2, cache=cache)

    first, one, none = in_turn(cold, changed, unmoved, times=runs, enough=_ENOUGH)
    share, rest = ratio(one, first), ratio(none, first)
    walls, works, asked = _looks(inbox, out)
    note.unlink(missing_ok=True)
    rate = UNITS / seconds(first).middle
    rows = [
        plain(
            Text("第一次，两个进程", "cold, two processes"),
            Text(
                f"{seconds(first):.1f} s；处理器 {worked(first).middle:.0f} s；每秒 {rate:.2f} 份",
                f"{seconds(first):.1f} s; processor {worked(first).middle:.0f} s; {rate:.2f} "
                "packages a second",
            ),
        ),
        plain(Text("改了一份", "one package changed"), _spent(one)),
        aimed(
            Text("改了一份 ÷ 第一次", "one changed ÷ cold"),
            *(f"{share:.3f}", share.middle, _CHANGED, f"{_CHANGED}"),
        ),
        plain(Text("没有变化", "nothing changed"), _spent(none)),
        plain(Text("没有变化 ÷ 第一次", "nothing changed ÷ cold"), f"{rest:.3f}"),
        aimed(
            Text("`watch` 看一次，没有变化", "a look of `watch`, nothing changed"),
            Text(
                f"{walls:.0f} ms；处理器 {works:.0f} ms",
                f"{walls:.0f} ms; processor {works:.0f} ms",
            ),
            walls.middle,
            _LOOK,
            f"{_LOOK} ms",
        ),
    ]
    return Section(
        "inbox",
        Text(f"{UNITS} 个单位的收件文件夹", f"An inbox of {UNITS} units"),
        (
            Text(
                "每份 16 个推介对象、约 90 个文件；报告为 html 和 docx；第一次时缓存是空的。",
                "16 entries and some 90 files each; html and docx for each; the cache is empty at "
                "first.",
            ),
            table(HEAD, *rows),
            Text(
                f"`watch` 看一次，问系统：{asked.listings} 次列出、{asked.stats} 次询问、"
                f"{asked.opens} 次打开。",
                f"A look of `watch` asks the system for {asked.listings} listings, {asked.stats} "
                f"stats and {asked.opens} opens.",
            ),
            Text("随单位数怎样增长：", "How cost grows with units:"),
            _growing(folder, first),
        ),
    )


def _spent(found: list[Measured]) -> Text:
    work = worked(found).middle
    return Text(
        f"{seconds(found):.2f} s；处理器 {work:.2f} s",
        f"{seconds(found):.2f} s; processor {work:.2f} s",
    )


def _looks(inbox: Path, out: Path) -> tuple[Spread, Spread, Counts]:
    """Milliseconds of a look, of the processor in it, and what one asks of the system."""
    walls, works = [], []
    call = BatchCall(inbox, out, BatchSettings())
    with desk(call) as folder:
        glance = Glances(call, folder)
        looks = glance(glance({}))
        for _ in range(_LOOKS):
            begun, used = time.perf_counter(), time.process_time()
            looks = glance(looks)
            walls.append((time.perf_counter() - begun) * 1000)
            works.append((time.process_time() - used) * 1000)
        with counting() as counts:
            glance(looks)
    return Spread.of(walls), Spread.of(works), counts


def _growing(folder: Path, whole: list[Measured]) -> Table:
    rows = []
    for units in _FEWER:
        found = judged(built(folder, units), fresh(folder / "out-fewer"), 2)
        rows.append((str(units), f"{found.seconds:.1f}", f"{found.worked / units:.2f}"))
    each = worked(whole).middle / UNITS
    rows.append((str(UNITS), f"{seconds(whole).middle:.1f}", f"{each:.2f}"))
    head = (
        Text("单位", "units"),
        Text("秒", "seconds"),
        Text("每份的处理器秒数", "processor s a package"),
    )
    return table(head, *rows)
