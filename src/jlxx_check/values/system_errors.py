"""What the system had to do with an error: why it refused, in words; that it interrupted."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from jlxx_check.text import Text, same

_WHY = {
    errno.EACCES: Text("没有权限", "no permission"),
    errno.EPERM: Text("没有权限", "no permission"),
    errno.EROFS: Text("磁盘是只读的", "the disk is read-only"),
    errno.ENOENT: Text("找不到", "not found"),
    errno.EEXIST: Text("路径上已经有同名的文件或链接", "a file or a link is in the way"),
    errno.EISDIR: Text("是文件夹，不是文件", "a folder, not a file"),
    errno.ENOTDIR: Text("不是文件夹", "not a folder"),
    errno.ENOSPC: Text("磁盘已满", "the disk is full"),
    getattr(errno, "EDQUOT", -1): Text("磁盘配额已用完", "the disk quota is used up"),
    errno.ENAMETOOLONG: Text("名称太长", "the name is too long"),
    errno.EIO: Text("磁盘读写出错", "the disk failed"),
    errno.EBUSY: Text("文件正被占用", "the file is in use"),
    errno.EBADF: Text("输出已被关闭，可用 --output 写到文件", "it is closed; use --output FILE"),
    errno.EFBIG: Text("文件超过允许的大小", "larger than a file may be"),
    errno.ESTALE: Text("读取时文件正在变动，可能还在复制", "it was changing while it was read"),
    errno.EMFILE: Text("打开的文件太多", "too many open files"),
    errno.ELOOP: Text("链接绕成了圈", "the links go in a circle"),
    errno.ETIMEDOUT: Text("一直没有回应，可能是共享盘断了", "no answer; the share may be lost"),
}
_LOST = Text("连接断了，可能是共享盘没有连上", "the connection is lost; the share may be gone")
_GONE = {
    getattr(errno, name, -1)
    for name in (
        *("ENOTCONN", "ECONNRESET", "ECONNABORTED", "ECONNREFUSED", "EPIPE", "ESHUTDOWN"),
        *("EHOSTDOWN", "EHOSTUNREACH", "ENETDOWN", "ENETUNREACH", "ENETRESET"),
        *("ENODEV", "ENXIO", "ENOMEDIUM", "EREMOTEIO", "ENOLINK", "ECOMM", "EPROTO"),
    )
} - {-1}
_PASSING = (
    _GONE
    | {errno.EIO, errno.ESTALE, errno.ETIMEDOUT, errno.EAGAIN, errno.EBUSY, errno.EINTR}
    | {errno.EMFILE, errno.ENFILE, errno.ENOMEM}
)
#: Windows says of most that the argument is wrong: not ready, no such path on the network, the
#: network's name is gone, the connection was reset, it took too long.
_PASSING_ON_WINDOWS = frozenset(
    {21, 31, 32, 33, 51, 53, 54, 55, 58, 59, 64, 67, 71, 121, 240, 1167, 1231, 1232, 1236, 1450}
)


@contextmanager
def unless_passing() -> Iterator[None]:
    """Nothing is made of an OSError but of one that ``is_passing``, which is raised."""
    try:
        yield
    except OSError as error:
        if is_passing(error):
            raise


def was_interrupted(error: BaseException) -> bool:
    """Whether it is an interrupt, or what failed because of one while things were put in order.

    An interrupt in the midst of waiting for a lock makes CPython release it twice; a terminal that
    was closed takes no more.
    """
    seen: BaseException | None = error
    while seen is not None and not isinstance(seen, KeyboardInterrupt):
        seen = seen.__context__
    return seen is not None


def is_passing(error: OSError) -> bool:
    """Whether the disk, the share or the machine failed, which may be over in a moment.

    Nothing follows from it about what lies there.
    """
    return error.errno in _PASSING or getattr(error, "winerror", None) in _PASSING_ON_WINDOWS


def reason(error: OSError) -> Text:
    """The reason in both languages; what is not known here as the system says it."""
    known = _WHY.get(error.errno or 0)
    if known is None and is_passing(error):
        return _LOST
    return known or same(error.strerror or type(error).__name__)
