"""Why an archive, or a member of one, cannot be read: in words for whoever packed it."""

from __future__ import annotations

from collections.abc import Sequence

from jlxx_check.model.facts import NOT_FETCHED, Cause, Content, Unreadable
from jlxx_check.model.kind_lookup import file_kind_of
from jlxx_check.text import Text, listed
from jlxx_check.values.file_size import size_shown

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
LONE_VOLUME = Unreadable(
    Cause.CUT_SHORT,
    Text(
        "这是分卷压缩包中的一卷，其他分卷没有收到，里面的文件没有检查。"
        "请补齐全部分卷，或者把全部材料压缩成一个完整的 .zip 文件。",
        "This is one part of a split archive, and the others are not there; the files in it were "
        "not checked. Add all parts, or pack everything into one whole .zip file.",
    ),
)
SPLIT_DAMAGED = Unreadable(
    Cause.CUT_SHORT,
    Text(
        "这是分卷压缩包，合起来也打不开：分卷不齐，或者已损坏。"
        "请把全部材料压缩成一个完整的 .zip 文件。",
        "This is a split archive that does not open even when its parts are joined: some are "
        "missing or damaged. Pack everything into one whole .zip file.",
    ),
)
LAST_VOLUME_MISSING = Unreadable(
    Cause.CUT_SHORT,
    Text(
        "分卷压缩包不完整：已有的分卷都读了，但没有结尾，后面的分卷没有收到，或者没有复制完。"
        "请补齐全部分卷，或者压缩成一个完整的 .zip 文件。",
        "The split archive is not whole: its end is not in the parts that are there, so later ones "
        "are missing or not copied to their end. Add all parts, or pack everything into one whole "
        ".zip file.",
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
        "本机缺少读取 .7z 的组件（py7zr），里面的文件没有检查。请重新安装本程序，"
        "或改用 .zip 格式重新压缩。",
        "This machine lacks py7zr, which reads .7z; the files in it were not checked. Install the "
        "program anew, or pack them as .zip instead.",
    ),
)
NO_RAR = Unreadable(
    Cause.UNSUPPORTED,
    Text(
        "本机没有能解压 .rar 的程序（unrar、unar、7-Zip、bsdtar 中的任何一个），"
        "里面的文件没有检查，或没有检查完。请安装其中一个，或改用 .zip 格式重新压缩。",
        "This machine has no program that unpacks .rar (any of unrar, unar, 7-Zip, bsdtar); the "
        "files in it were not checked, or not all. Install one, or pack them as .zip instead.",
    ),
)
ODD_FORMAT = Unreadable(
    Cause.UNSUPPORTED,
    Text(
        "这种压缩格式本程序不能读取。请改用 .zip 格式重新压缩。",
        "This program does not read this way of compressing. Pack it as .zip instead.",
    ),
)

ODD_METHOD = Unreadable(
    Cause.UNSUPPORTED,
    Text(
        "压缩包采用的压缩方法本机不能解压，里面的文件没有检查。请重新压缩为普通的 .zip。",
        "The archive is packed in a way that is not read here; the files in it were not checked. "
        "Pack it again as an ordinary .zip.",
    ),
)

MAIL_DAMAGED = Unreadable(
    Cause.CORRUPT,
    Text(
        "邮件文件已损坏，附件没有检查，或没有检查完。请重新导出，或者把附件取出来。",
        "The mail's file is damaged; its attachments were not checked, or not all. Save it anew, "
        "or take the attachments out.",
    ),
)
NOTHING_ATTACHED = Unreadable(
    Cause.EMPTY,
    Text(
        "这封邮件没有附件，可能是用超大附件的下载链接发来的。请下载以后放进收件文件夹。",
        "This mail has no attachment; the material may have come as a link. Download it and put it "
        "into the inbox.",
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
        "文件在压缩包里已损坏，解压出来比标明的大小还大。",
        "The file is damaged inside its archive: it unpacks to more than is stated.",
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


def some_odd(number: int) -> Unreadable:
    """Some members, not all, are packed in a way that nothing here unpacks."""
    return Unreadable(
        Cause.UNSUPPORTED,
        Text(
            f"压缩包里有{number}个文件采用的压缩方法本机不能解压，没有检查。"
            "请重新压缩为普通的 .zip。",
            f"{number} of the files in the archive are packed in a way that is not read here and "
            "were not checked. Pack it again as an ordinary .zip.",
        ),
    )


def volumes_missing(names: Sequence[str]) -> Unreadable:
    """Parts of a split archive that are not there."""
    some = listed(names, 3)
    return Unreadable(
        Cause.CUT_SHORT,
        Text(
            f"分卷压缩包不完整，缺少 {some.zh}，里面的文件没有检查。"
            "请补齐全部分卷，或者压缩成一个完整的 .zip 文件。",
            f"The split archive is not whole: {some.en} missing; the files in it were not checked. "
            "Add all parts, or pack everything into one whole .zip file.",
        ),
    )


def closed(content: Content) -> Unreadable:
    """A file that holds others, of a kind that is not opened, or that was not fetched."""
    if content is Content.LFS:
        return NOT_FETCHED
    kind = file_kind_of(content)
    assert kind.way is not None
    return Unreadable(
        Cause.UNSUPPORTED,
        Text(
            f"这是{kind.title.zh}，本程序不打开，里面的文件没有检查。{kind.way.zh}。",
            f"This is {kind.title.en}, which is not opened; the files in it were not checked: "
            f"{kind.way.en}.",
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
    said = size_shown(limit)
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
            f"压缩包只有{size_shown(packed)}，解压后却超过它的{ratio}倍（读取上限），没有打开。",
            f"The archive has only {size_shown(packed)} and unpacks to more than {ratio} times as "
            "much, the limit; it was not opened.",
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
