"""Why a file cannot be read: the exceptions that the probes raise, and what is said to a clerk.

    UnreadableError             a format's content cannot be read
    ├─ DamagedError             what is read contradicts itself
    │  └─ CutShortError         its end is missing
    ├─ EncryptedError           it asks for a password that is not known
    ├─ UnsupportedError         it is of a version that is not read
    └─ RefusedError             ``why`` says in words why it is not read
       └─ TooBigError           an input limit is exceeded

They are the probes' own: what a probe returns is an ``Unreadable``. The input limits themselves
stand as ``MAX_…`` in the probe that holds them, each with its reason; ``docs/limits.md`` lists
them.
"""

from __future__ import annotations

from jlxx_check.errors import InternalError
from jlxx_check.model.facts import Cause, Unreadable
from jlxx_check.text import Text

MB = 1_000_000

EMPTY = Unreadable(
    Cause.EMPTY, Text("文件是空的（0 字节），请重新提交。", "The file is empty (0 bytes).")
)
CUT_SHORT = Unreadable(
    Cause.CUT_SHORT,
    Text(
        "文件不完整，可能在复制或下载时中断，请重新复制一份。",
        "The file is cut short, perhaps while it was copied; please copy it again.",
    ),
)
CORRUPT = Unreadable(
    Cause.CORRUPT,
    Text(
        "文件已损坏，无法打开，请用原文件重新保存后提交。",
        "The file is damaged and cannot be opened; please save it again from the original.",
    ),
)
PASSWORD = Unreadable(
    Cause.PASSWORD,
    Text(
        "文件设有打开密码，请取消密码后重新保存。",
        "The file is protected by a password; please save it again without one.",
    ),
)


def damaged(what: Text) -> Unreadable:
    """Damage that is shown: office programs refuse the file, whatever can still be read of it."""
    return Unreadable(
        Cause.CORRUPT,
        Text(
            f"文件已损坏，Word、Excel等办公软件打不开：{what.zh}。请用原文件重新保存后提交。",
            f"The file is damaged and office programs refuse it: {what.en}; please save it again "
            "from the original.",
        ),
    )


def beyond(what: Text, found: str, limit: str) -> Unreadable:
    """An input limit that is exceeded, with the number found and the limit."""
    return Unreadable(
        Cause.LIMIT,
        Text(
            f"{what.zh}为 {found}，超过可读取的上限 {limit}。",
            f"{what.en}: {found}, more than the limit of {limit}.",
        ),
    )


class UnreadableError(InternalError):
    """A format's content cannot be read."""


class DamagedError(UnreadableError):
    """What is read contradicts itself."""


class CutShortError(DamagedError):
    """The end is missing: the file was not copied to its end."""


class EncryptedError(UnreadableError):
    """It asks for a password that is not known."""


class UnsupportedError(UnreadableError):
    """It is of a version that is not read."""


class RefusedError(UnreadableError):
    """It is not read; ``why`` says so to a clerk."""

    def __init__(self, why: Unreadable) -> None:
        super().__init__(why.detail.en)
        self.why = why


class TooBigError(RefusedError):
    """An input limit is exceeded."""

    def __init__(self, what: Text, found: int | str, limit: int | str) -> None:
        super().__init__(beyond(what, str(found), str(limit)))
