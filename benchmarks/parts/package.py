"""A full package of 3 GB, cold and warm, against the bare libraries; how cost grows with files."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

from PIL import Image

from benchmarks.many_files import build as many_files
from benchmarks.measure import SETTLING, environment, in_turn, module, ratio, seconds, worked
from benchmarks.package import build
from benchmarks.phases import spent
from benchmarks.section import HEAD, Section, Table, aimed, plain, table
from jlxx_check.text import Text

_COLD, _WARM, _LARGEST = 1.2, 0.3, 250
_FILES = (1_000, 10_000, 40_000)
_SIDES = ((2000, 1500), (4000, 3000), (8000, 6000))
_PHOTOS = 6


def measure(folder: Path, runs: int) -> Section:
    """All of it in turn, then what the seconds are spent on, then packages that grow."""
    package = build(folder)
    newest = max(path.stat().st_ctime for path in package.rglob("*"))
    time.sleep(max(0.0, newest + SETTLING - time.time()))
    size = sum(path.stat().st_size for path in package.rglob("*") if path.is_file())
    cores = os.cpu_count() or 1
    call = ("jlxx_check", "check", str(package), "--format", "json")
    cached = (*call, "--cache", str(folder / "cache"))
    module(*cached)
    floor, asked, cold, threads, warm = in_turn(
        partial(module, "benchmarks.floor", str(package)),
        partial(module, "benchmarks.floor", str(package), "--asked"),
        partial(module, *call, "--no-cache"),
        partial(module, *call, "--no-cache", "--no-isolation"),
        partial(module, *cached),
        times=runs,
    )
    looked = module(*call, "--no-cache", looked_at=True)
    near, nearer = ratio(cold, floor, cores), ratio(cold, asked, cores)
    apart = ratio(cold, threads)
    again = seconds(warm)
    largest = max(one.peak for one in cold)
    rows = (
        plain(Text("各库直接读取，一个进程", "the bare libraries, one process"), _spent(floor)),
        plain(
            Text(
                "各库回答同样的问题，一个进程",
                "the bare libraries asked the same questions, one process",
            ),
            _spent(asked),
        ),
        plain(Text("第一次检查", "check, cold"), _spent(cold)),
        aimed(
            Text("第一次 ÷（各库 ÷ 处理器数）", "cold ÷ (bare libraries ÷ cores)"),
            *(f"{near:.2f}", near.middle, _COLD, f"{_COLD}"),
        ),
        aimed(
            Text(
                "第一次 ÷（各库回答同样的问题 ÷ 处理器数）",
                "cold ÷ (the same questions ÷ cores)",
            ),
            *(f"{nearer:.2f}", nearer.middle, _COLD, f"{_COLD}"),
        ),
        plain(Text("不另开进程（线程）", "without isolation, in threads"), _spent(threads)),
        plain(Text("另开进程 ÷ 线程", "isolated ÷ threads"), f"{apart:.2f}"),
        aimed(
            Text("再次检查，没有变化", "warm, nothing changed"),
            *(_spent(warm), again.middle, _WARM, f"{_WARM} s"),
        ),
        aimed(
            Text("最大的进程", "the largest process"),
            *(f"{largest:.0f} MB", largest, _LARGEST, f"{_LARGEST} MB"),
        ),
        plain(
            Text("　程序自己的进程、读取文件的进程", "of that: its own process, one that reads"),
            f"{looked.own:.0f} MB, {looked.worker:.0f} MB",
        ),
    )
    return Section(
        "package",
        Text(f"一份完整的材料包（{size / 1e9:.1f} GB）", f"A full package ({size / 1e9:.1f} GB)"),
        (
            Text(
                "60 张 1,200 万像素的照片、18 个 150 MB 的视频、18 份推介表、8 份总结、2 份登记表"
                f"；{cores} 个处理器。各库直接读取时只是打开视频；"
                "检查还要把画面和声音通读一遍，解码 12 处画面，"
                "“同样的问题”就是让各库也这样做，照片、文档与直接读取相同。",
                "60 photos of 12 megapixels, 18 videos of 150 MB, 18 forms, 8 summaries, 2 "
                f"registers; {cores} cores. The bare libraries only open the videos; the check "
                "also goes through their pictures and sound and decodes twelve frames. Asked the "
                "same questions the libraries do so, too; photos and documents are as before.",
            ),
            table(HEAD, *rows),
            Text("第一次检查的时间用在哪里：", "What the first check is spent on:"),
            spent((*call[1:], "--no-cache"), runs),
            Text("再次检查的时间用在哪里：", "What the second one is spent on:"),
            spent(cached[1:], runs),
            Text(
                "离各库直接读取还差多少：每个文件用的处理器毫秒数（一个进程、不隔离）：",
                "What is left between us and the floor: processor milliseconds a file, in one "
                "process, not isolated:",
            ),
            _by_kind(package),
            Text("随文件数、像素数怎样增长：", "How cost grows with files and with pixels:"),
            _growing_files(folder),
            _growing_pixels(folder),
        ),
    )


def _spent(found: list) -> Text:
    times, work = seconds(found), worked(found).middle
    return Text(f"{times:.2f} s；处理器 {work:.2f} s", f"{times:.2f} s; processor {work:.2f} s")


def _by_kind(package: Path) -> Table:
    said = subprocess.run(
        [sys.executable, "-m", "benchmarks.floor", str(package), "--by-kind"],
        capture_output=True,
        check=True,
        env=environment(),
        text=True,
    ).stdout
    rows = []
    for line in said.splitlines():
        kind, files, *spent = line.split()
        rows.append((f"`{kind}`", files, *(f"{float(each):.1f}" for each in spent)))
    head = (
        Text("文件", "files"),
        Text("个数", "number"),
        Text("各库", "bare"),
        Text("同样的问题", "the same questions"),
        Text("程序", "ours"),
    )
    return table(head, *rows)


def _growing_files(folder: Path) -> Table:
    rows = []
    for number in _FILES:
        place = folder / f"package{number}"
        if not place.exists():
            many_files(folder, number)
        found = module("jlxx_check", "check", str(place), "--quiet", "--no-cache")
        each = found.worked / number * 1000
        rows.append((f"{number:,}", f"{found.seconds:.1f}", f"{each:.2f}", f"{found.peak:.0f}"))
    return table(
        (
            Text("小文件", "small files"),
            Text("秒", "seconds"),
            Text("每个文件的处理器毫秒数", "processor ms a file"),
            Text("最大的进程，MB", "largest process, MB"),
        ),
        *rows,
    )


def _growing_pixels(folder: Path) -> Table:
    rows = []
    empty = folder / "empty"
    empty.mkdir(exist_ok=True)
    for wide, high in _SIDES:
        place = folder / f"photos{wide}"
        if not place.exists():
            _photos(place, wide, high)
        found = module("jlxx_check", "check", str(place), "--quiet", "--no-cache")
        nothing = module("jlxx_check", "check", str(empty), "--quiet", "--no-cache")
        each = (found.worked - nothing.worked) / _PHOTOS * 1000
        rows.append(
            (f"{wide * high / 1e6:.0f}", f"{found.seconds:.2f}", f"{each:.0f}", f"{found.peak:.0f}")
        )
    return table(
        (
            Text(f"{_PHOTOS} 张照片，百万像素", f"{_PHOTOS} photos of so many megapixels"),
            Text("秒", "seconds"),
            Text("每张照片的处理器毫秒数", "processor ms a photo"),
            Text("最大的进程，MB", "largest process, MB"),
        ),
        *rows,
    )


def _photos(place: Path, wide: int, high: int) -> None:
    home = place / "百姓学习之星" / "01王建国"
    home.mkdir(parents=True)
    for number in range(_PHOTOS):
        picture = Image.effect_noise((wide, high), 40 + number).convert("RGB")
        picture.save(home / f"活动照{number + 1}.jpg", quality=80)
