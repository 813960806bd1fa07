"""What is said of a file whose reading came to a bad end: what happened, and what can be done."""

from __future__ import annotations

import signal

from jlxx_check.model.facts import Cause, Fate, ReadFailure, Unreadable
from jlxx_check.model.limits import MB
from jlxx_check.sandbox.losses import (
    CallFailedError,
    MemoryLimitError,
    ProcessDiedError,
    SandboxError,
    TimeLimitError,
)
from jlxx_check.text import Text
from jlxx_check.values.system_errors import is_passing, reason


def raised(error: BaseException) -> ReadFailure:
    """The program or a library raised what nobody expected."""
    if isinstance(error, MemoryError):
        return ReadFailure(_NO_MEMORY, Fate.MEMORY)
    return _fault(type(error).__name__)


def lost(loss: SandboxError, seconds: float, memory: int | None) -> ReadFailure:
    """The process that read the file gave no answer.

    seconds: that it was given. memory: bytes that it was given, None where this system sets no
    limit.
    """
    match loss:
        case CallFailedError():
            return _fault(loss.kind)
        case TimeLimitError():
            return _out_of_time(seconds)
        case MemoryLimitError():
            return out_of_memory(memory)
        case ProcessDiedError():
            return _died(loss, memory)
    return babbled()


def lost_before(fate: Fate) -> ReadFailure:
    """The process that read the file was lost, and what was given in its place does not read it."""
    how = (
        Text("读取这个文件用时太长，已经停止", "Reading this file took too long and was stopped")
        if fate is Fate.TIME
        else Text("读取这个文件的组件崩溃了", "The library that reads this file crashed")
    )
    return ReadFailure(
        Text(
            f"{how.zh}，这个文件没有结论。请打开看看它是否正常，另存一份再检查。",
            f"{how.en}. Open the file to see whether it is sound, save it anew and check again.",
        ),
        fate,
    )


def out_of_memory(limit: int | None) -> ReadFailure:
    """The file was given up at its memory limit, in bytes; None where there is none."""
    if limit is None:
        return ReadFailure(_NO_MEMORY, Fate.MEMORY)
    return ReadFailure(
        Text(
            f"读取这个文件需要的内存超过上限 {limit // MB} MB，已经停止读取。请打开看看它是否正常；"
            "文件没有问题的话，可用 --file-memory 放宽上限再检查一次。",
            f"Reading this file takes more memory than its limit of {limit // MB} MB and was "
            "stopped. Open it to see whether it is sound; if so, allow more with --file-memory.",
        ),
        Fate.MEMORY,
    )


def babbled() -> ReadFailure:
    """The process that read the file answered with what is no answer, or with far too much."""
    return ReadFailure(
        Text(
            "读取这个文件的组件给出的结果无法使用，这个文件没有结论。请打开看看它是否正常，"
            "另存一份再检查。",
            "What the library found in this file cannot be used. Open the file to see whether it "
            "is sound, save it anew and check again.",
        ),
        Fate.DIED,
    )


def not_reached() -> ReadFailure:
    """The time for all files together was over before this one was read."""
    return ReadFailure(
        Text(
            "到了 --total-seconds 规定的时限，这个文件没有读完，没有检查。"
            "请放宽时限，或者去掉它，再检查一次。",
            "The time given by --total-seconds was over before this file was read. Allow more, or "
            "leave the option out, and check again.",
        ),
        Fate.LATE,
    )


def no_process() -> ReadFailure:
    """No process could be started to read the file in, though others were before."""
    return ReadFailure(
        Text(
            "系统没能启动读取文件的进程（可能内存不足，或同时运行的程序太多），"
            "这个文件没有检查。请关闭一些程序再检查一次。",
            "The system could not start the process that reads files (memory may be short, or too "
            "many programs are running). Close some programs and check again.",
        ),
        Fate.LATE,
    )


_NO_MEMORY = Text(
    "内存不足，没能读取这个文件。请关闭一些程序再检查一次。",
    "There was not enough memory to read this file. Close some programs and check again.",
)


def _fault(kind: str) -> ReadFailure:
    return ReadFailure(
        Text(
            f"程序读取这个文件时出错（{kind}），这是程序的问题，不是材料的问题。",
            f"The program failed while it read this file ({kind}): its own fault, not the file's.",
        )
    )


def _out_of_time(seconds: float) -> ReadFailure:
    return ReadFailure(
        Text(
            f"读取这个文件用了超过 {seconds:g} 秒，已经停止读取。请打开看看它是否正常；"
            "文件没有问题的话，可用 --file-seconds 放宽时限再检查一次。",
            f"Reading this file took more than {seconds:g} seconds and was stopped. Open it to see "
            "whether it is sound; if so, allow more time with --file-seconds.",
        ),
        Fate.TIME,
    )


def _died(death: ProcessDiedError, limit: int | None) -> ReadFailure:
    how = _ending(death.code)
    if limit is not None and death.like_starved:
        return ReadFailure(
            Text(
                f"读取这个文件的组件中途停止（{how.zh}），很可能是需要的内存超过上限 "
                f"{limit // MB} MB。请打开看看它是否正常，另存一份再检查；也可用 --file-memory "
                "放宽上限。",
                f"The library that reads this file gave up ({how.en}), most likely because it "
                f"needed more memory than the limit of {limit // MB} MB. Open the file, save it "
                "anew and check again, or allow more with --file-memory.",
            ),
            Fate.MEMORY,
        )
    return ReadFailure(
        Text(
            f"读取这个文件的组件崩溃了（{how.zh}），这个文件没有结论。请打开看看它是否正常，"
            "另存一份再检查。",
            f"The library that reads this file crashed ({how.en}). Open the file to see whether it "
            "is sound, save it anew and check again.",
        ),
        Fate.DIED,
    )


def _ending(code: int) -> Text:
    if code < 0:
        try:
            name = signal.Signals(-code).name
        except ValueError:
            name = str(-code)
        return Text(f"信号 {name}", f"signal {name}")
    shown = hex(code) if code > 255 else str(code)
    return Text(f"退出码 {shown}", f"exit code {shown}")


def denied(error: OSError) -> Unreadable:
    """What is said of a file that the system did not let be read, or not to its end."""
    why = reason(error)
    return Unreadable(
        Cause.DENIED,
        Text(
            f"系统不允许读取这个文件，或者读取时文件已经不在（{why.zh}）。",
            f"The system refused to read this file, or it vanished meanwhile ({why.en}).",
        ),
        is_passing(error),
    )
