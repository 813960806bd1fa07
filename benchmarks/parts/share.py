"""A network share whose every answer takes five milliseconds, and what is asked of it a file."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from pathlib import Path

from benchmarks.measure import in_turn, module, ratio, seconds
from benchmarks.operations import per_kind, waited
from benchmarks.section import HEAD, Section, Table, aimed, plain, table
from benchmarks.slow_share import mountable, mounted
from jlxx_check.text import Text

_DELAY = 0.005
_AIM = 3
_PACKAGE = Path(__file__).parents[2] / "sample_packages" / "complying"


def measure(folder: Path, runs: int) -> Section:
    """Mounted where the system lets us, else in this process with every call of the system held."""
    title = Text("网络共享盘", "A network share")
    shown, counted = _mounted(folder, runs) if mountable() else _held()
    return Section(
        "share",
        title,
        (
            Text(
                f"`sample_packages/complying`（57 个文件），每次操作多用 {_DELAY * 1000:g} 毫秒。",
                f"`sample_packages/complying` (57 files), {_DELAY * 1000:g} ms added to every "
                "operation.",
            ),
            shown,
            counted,
            Text("每个文件的操作次数：", "Operations for each file:"),
            _operations(),
        ),
    )


def _mounted(folder: Path, runs: int) -> tuple[Table, Text]:
    call = ("jlxx_check", "check", "--format", "json")
    with ExitStack() as held:
        share, place = held.enter_context(mounted(_PACKAGE, _DELAY))
        local = (*call, str(_PACKAGE))
        slow = (*call, str(place))
        caches = [("--cache", str(folder / name)) for name in ("cache-local", "cache-slow")]
        module(*local, *caches[0])
        module(*slow, *caches[1])
        share.asked.clear()
        module(*slow, "--no-cache")
        asked = ", ".join(f"{count} {name}" for name, count in share.asked.most_common())
        here, there, again_here, again = in_turn(
            partial(module, *local, "--no-cache"),
            partial(module, *slow, "--no-cache"),
            partial(module, *local, *caches[0]),
            partial(module, *slow, *caches[1]),
            times=runs,
        )
    cold, warm = ratio(there, here), ratio(again, again_here)
    rows = (
        plain(Text("本机，第一次", "local, cold"), f"{seconds(here):.2f} s"),
        plain(Text("共享盘，第一次", "share, cold"), f"{seconds(there):.2f} s"),
        aimed(
            Text("共享盘 ÷ 本机，第一次", "share ÷ local, cold"),
            *(f"{cold:.2f}", cold.middle, _AIM, f"{_AIM}"),
        ),
        plain(Text("共享盘，再次", "share, warm"), f"{seconds(again):.2f} s"),
        aimed(
            Text("共享盘 ÷ 本机，再次", "share ÷ local, warm"),
            *(f"{warm:.2f}", warm.middle, _AIM, f"{_AIM}"),
        ),
    )
    return table(HEAD, *rows), Text(
        f"用 FUSE 挂载的文件系统；第一次检查时内核询问：{asked}。",
        f"On a file system mounted by FUSE; what the kernel asked for on a cold check: {asked}.",
    )


def _held() -> tuple[Table, Text]:
    local, slow = (waited(_PACKAGE, delay) for delay in (0.0, _DELAY))
    rows = []
    for name, run in (("第一次 cold", "cold"), ("再次 warm", "cached")):
        part = slow[run].seconds / local[run].seconds
        zh, en = name.split()
        rows.append(
            aimed(
                Text(
                    f"共享盘 ÷ 本机，{zh}，只是列出和读取",
                    f"share ÷ local, {en}, listing and reading alone",
                ),
                *(f"{part:.2f}", part, _AIM, f"{_AIM}"),
            )
        )
    return table(HEAD, *rows), Text(
        "这台机器不能挂载文件系统（需要 Linux、root 权限和 `/dev/fuse`），所以在一个进程里让每次"
        "系统调用都等待，只比较列出和读取。",
        "This machine mounts no file system (that takes Linux, root and `/dev/fuse`), so every "
        "call of the system was held up in one process: listing and reading alone are compared.",
    )


def _operations() -> Table:
    rows = []
    for kind, files, cold, warm in per_kind(_PACKAGE):
        each = [*cold.each(files), *warm.each(files)]
        rows.append((f"`{kind}`", str(files), *(f"{number:.1f}" for number in each)))
    again = Text("再次：", "cached: ")
    names = (Text("打开", "opens"), Text("询问", "stats"), Text("读取", "reads"), Text("KB", "KB"))
    cached = (Text(again.zh + name.zh, again.en + name.en) for name in names)
    return table((Text("内容", "content"), Text("文件", "files"), *names, *cached), *rows)
