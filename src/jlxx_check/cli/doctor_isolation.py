"""What ``doctor`` says of the processes that files are read in."""

from __future__ import annotations

from jlxx_check.extraction import bounds
from jlxx_check.model.text import Text


def can_isolate() -> bool:
    """Whether a process to read files in comes up here."""
    from jlxx_check.extraction.worker_process import CannotStart
    from jlxx_check.extraction.workers import shared_workers

    try:
        shared_workers().take().end()
    except CannotStart:
        return False
    return True


def isolation_text(works: bool) -> Text:
    """What such a process can be held to on this system."""
    if not works:
        return Text(
            "单独的读取进程：启动不了，文件只能在主进程中读取，损坏的文件可能使程序中断。"
            "请检查安全软件是否阻止了本程序启动 Python。",
            "processes to read files in: none can be started, so files are read in the program "
            "itself, which a bad file may crash. See whether security software forbids it.",
        )
    memory = (
        Text("每个文件有时限和内存上限", "each file has a time limit and a memory limit")
        if bounds.limits_memory()
        else Text(
            "每个文件有时限；本系统不能限制内存",
            "each file has a time limit; this system cannot limit memory",
        )
    )
    rest = Text("", "")
    if not bounds.measures_memory():
        rest = Text(
            "，也量不出读取进程用了多少内存", ", nor tell how much memory such a process uses"
        )
    elif not bounds.limits_memory():
        rest = Text(
            "，用得过多的读取进程在读完一个文件后更换",
            "; a process that has grown too large is replaced after its file",
        )
    return Text(
        f"单独的读取进程：可以启动，{memory.zh}{rest.zh}",
        f"processes to read files in: can be started; {memory.en}{rest.en}",
    )
