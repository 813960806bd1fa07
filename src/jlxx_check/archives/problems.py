"""Why an archive, or a member of one, cannot be read: in words for whoever packed it."""

from __future__ import annotations

from jlxx_check.model.facts import Cause, Unreadable
from jlxx_check.model.text import Text

#: Of the archive as a whole.
CUT_SHORT = Unreadable(
    Cause.CUT_SHORT,
    Text(
        "压缩包不完整，可能没有传完或复制完，缺失部分里的文件没有检查。",
        "The archive is cut short, as if it had not been copied to its end; the files in the "
        "missing part were not checked.",
    ),
)
DAMAGED = Unreadable(
    Cause.CORRUPT,
    Text(
        "压缩包已损坏，里面的文件没有检查，或没有检查完。",
        "The archive is damaged; the files in it were not checked, or not all.",
    ),
)
NO_ARCHIVE = Unreadable(
    Cause.CORRUPT,
    Text(
        "扩展名是压缩包，内容却不是，可能已经损坏，也可能只是改了扩展名。",
        "It is called an archive, but its content is none: it is damaged, or was only renamed.",
    ),
)
EMPTY = Unreadable(Cause.EMPTY, Text("压缩包是空的（0字节）。", "The archive is empty (0 bytes)."))
SPLIT = Unreadable(
    Cause.CUT_SHORT,
    Text(
        "这是分卷压缩包中的一卷，分卷不能检查。请把全部材料压缩成一个完整的 .zip 文件。",
        "This is one part of a split archive, which cannot be checked. Pack everything into one "
        "whole .zip file.",
    ),
)
LOCKED = Unreadable(
    Cause.PASSWORD,
    Text(
        "压缩包设有密码，里面的文件没有检查。",
        "The archive is protected by a password; the files in it were not checked.",
    ),
)
NO_7Z = Unreadable(
    Cause.UNSUPPORTED,
    Text(
        "本机没有安装读取 .7z 的组件（py7zr），里面的文件没有检查。请改用 .zip 格式重新压缩。",
        "This machine cannot read .7z (py7zr is not installed); the files in it were not checked. "
        "Pack them as .zip instead.",
    ),
)
NO_RAR = Unreadable(
    Cause.UNSUPPORTED,
    Text(
        "本机没有安装读取 .rar 的程序，里面的文件没有检查，或没有检查完。"
        "请改用 .zip 格式重新压缩。",
        "This machine has no program that reads .rar; the files in it were not checked, or not "
        "all. Pack them as .zip instead.",
    ),
)
ODD_FORMAT = Unreadable(
    Cause.UNSUPPORTED,
    Text(
        "这种压缩格式本程序不能读取。请改用 .zip 格式重新压缩。",
        "This program does not read this way of compressing. Pack it as .zip instead.",
    ),
)

#: Of one member.
MEMBER_DAMAGED = Unreadable(
    Cause.CORRUPT,
    Text(
        "文件在压缩包里已损坏，解压不出来。",
        "The file is damaged inside its archive and cannot be unpacked.",
    ),
)
MEMBER_OVERSIZED = Unreadable(
    Cause.CORRUPT,
    Text(
        "文件在压缩包里标明的大小是假的，解压时超过了它。",
        "The archive states a false size of the file: it unpacks to more.",
    ),
)

#: What stands beside a member that is out of reach because of the whole archive's problem.
BEYOND_REACH = Text(
    "所在的压缩包没有完全打开，这个文件没有检查。",
    "Its archive could not be opened wholly; this file was not checked.",
)


def some_locked(number: int) -> Unreadable:
    """Some members, not all, need a password."""
    return Unreadable(
        Cause.PASSWORD,
        Text(
            f"压缩包里有{number}个文件设有密码，没有检查。",
            f"{number} of the files in the archive are protected by a password and were not "
            "checked.",
        ),
    )


def too_many(limit: int) -> Unreadable:
    """More members than allowed."""
    return Unreadable(
        Cause.LIMIT,
        Text(
            f"压缩包里的文件超过{limit}个的读取上限，没有打开。",
            f"The archive holds more than {limit} files, the limit; it was not opened.",
        ),
    )


def too_large(limit: int) -> Unreadable:
    """More bytes than allowed."""
    said = size(limit)
    return Unreadable(
        Cause.LIMIT,
        Text(
            f"压缩包解压后超过{said}的读取上限，没有打开。",
            f"The archive unpacks to more than {said}, the limit; it was not opened.",
        ),
    )


def too_dense(ratio: int, packed: int) -> Unreadable:
    """It unpacks to suspiciously much."""
    return Unreadable(
        Cause.LIMIT,
        Text(
            f"压缩包只有{size(packed)}，解压后却超过它的{ratio}倍（读取上限），没有打开。",
            f"The archive has only {size(packed)} and unpacks to more than {ratio} times as much, "
            "the limit; it was not opened.",
        ),
    )


def too_deep(depth: int, others: int) -> Unreadable:
    """Archives inside archives inside archives. others: how many more lie beside this one."""
    zh = f"（同一处还有{others}个）" if others else ""
    en = f" ({others} more beside it)" if others else ""
    return Unreadable(
        Cause.LIMIT,
        Text(
            f"压缩包套压缩包超过{depth}层的读取上限，这一层没有打开{zh}。",
            f"Archives lie one inside the other more than {depth} deep, the limit; this one was "
            f"not opened{en}.",
        ),
    )


def size(number: int) -> str:
    """Bytes in the unit that people would choose."""
    value, unit = float(number), "B"
    for larger in ("KB", "MB", "GB", "TB"):
        if value < 1024:
            break
        value, unit = value / 1024, larger
    return f"{value:.0f} {unit}" if value >= 10 or value == int(value) else f"{value:.1f} {unit}"
