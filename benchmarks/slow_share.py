"""A folder seen through a share whose every answer takes a while, for any program to be tried on.

``python -m benchmarks.slow_share FOLDER 20 jlxx-check check`` mounts the folder read-only, each
question to it taking 20 ms, calls the command on it twice, the second time with its cache warm, and
prints how long each took and what the kernel asked. Linux, as root: it speaks to ``/dev/fuse``
itself. What the kernel was told a moment ago (names, sizes) it does not ask for again, as on a
share. On a machine with other work try 200 ms: what is waited for is then a tenth of it.
"""

from __future__ import annotations

import ctypes
import errno
import os
import stat
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

_HEAD = struct.Struct("<IIQQIIII")
_ATTR = struct.Struct("<QQQQQQIIIIIIIIII")
_READ = struct.Struct("<QQI")
_READ_ONLY = 1 | 2 | 4  # no programs of its own, no devices
_DETACHED = 2
#: Questions for whose time the kernel believes what it was told of a name; a second at least.
_KEPT = 50
_NO_REPLY = frozenset({2, 36, 42})  # forgotten; an interrupt


class SlowShare:
    """Answers the kernel for one folder."""

    def __init__(self, folder: Path, delay: float) -> None:
        self._delay = delay
        self._kept = max(1, round(_KEPT * delay))
        self._paths = {1: folder}
        self._numbers = {folder: 1}
        self._lock = threading.Lock()
        self.asked: Counter[str] = Counter()
        self._answers: dict[int, tuple[str, Callable[[int, bytes], bytes]]] = {
            1: ("lookup", self._lookup),
            3: ("getattr", self._getattr),
            14: ("open", lambda _node, _body: struct.pack("<QII", 0, 0, 0)),
            15: ("read", self._read),
            18: ("", lambda _node, _body: b""),
            27: ("opendir", lambda _node, _body: struct.pack("<QII", 0, 0, 0)),
            28: ("readdir", self._readdir),
            29: ("", lambda _node, _body: b""),
        }

    def serve(self, device: int) -> None:
        """Until the folder is unmounted."""
        with ThreadPoolExecutor(64) as pool:
            while True:
                try:
                    asked = os.read(device, 1 << 17)
                except OSError as error:
                    if error.errno in (errno.ENOENT, errno.EINTR):
                        continue
                    return
                pool.submit(self._answer, device, asked)

    def _answer(self, device: int, asked: bytes) -> None:
        _, opcode, unique, node, *_ = _HEAD.unpack_from(asked)
        body, number, said = asked[_HEAD.size :], 0, b""
        if opcode in _NO_REPLY:
            return
        if opcode == 26:
            major, _minor, ahead, flags = struct.unpack_from("<IIII", body)
            told = (major, 31, ahead, flags & 1, 64, 48, 4096, 1)
            said = struct.pack("<IIIIHHII", *told) + bytes(36)
        elif opcode in self._answers:
            name, answer = self._answers[opcode]
            if name:
                self.asked[name] += 1
                time.sleep(self._delay)
            try:
                said = answer(node, body)
            except OSError as error:
                number = error.errno or errno.EIO
        else:
            number = errno.ENOSYS
        os.write(device, struct.pack("<IiQ", 16 + len(said), -number, unique) + said)

    def _node(self, path: Path) -> int:
        with self._lock:
            number = self._numbers.setdefault(path, len(self._numbers) + 1)
            self._paths[number] = path
            return number

    def _attributes(self, path: Path) -> bytes:
        info = path.lstat()
        times = (info.st_atime_ns, info.st_mtime_ns, info.st_ctime_ns)
        return _ATTR.pack(
            info.st_ino,
            info.st_size,
            info.st_blocks,
            *(moment // 10**9 for moment in times),
            *(moment % 10**9 for moment in times),
            info.st_mode,
            info.st_nlink,
            info.st_uid,
            info.st_gid,
            0,
            4096,
            0,
        )

    def _lookup(self, node: int, body: bytes) -> bytes:
        path = self._paths[node] / os.fsdecode(body.rstrip(b"\0"))
        told = self._attributes(path)
        return struct.pack("<QQQQII", self._node(path), 0, self._kept, self._kept, 0, 0) + told

    def _getattr(self, node: int, _body: bytes) -> bytes:
        return struct.pack("<QII", self._kept, 0, 0) + self._attributes(self._paths[node])

    def _read(self, node: int, body: bytes) -> bytes:
        _, offset, size = _READ.unpack_from(body)
        with self._paths[node].open("rb") as stream:
            return os.pread(stream.fileno(), size, offset)

    def _readdir(self, node: int, body: bytes) -> bytes:
        _, offset, size = _READ.unpack_from(body)
        said = b""
        entries = sorted(os.scandir(self._paths[node]), key=lambda entry: entry.name)
        for at, entry in enumerate(entries[offset:], start=offset + 1):
            name = os.fsencode(entry.name)
            kind = stat.S_IFMT(entry.stat(follow_symlinks=False).st_mode) >> 12
            told = struct.pack("<QQII", entry.inode(), at, len(name), kind) + name
            told += bytes(-len(told) % 8)
            if len(said) + len(told) > size:
                break
            said += told
        return said


def mountable() -> bool:
    """Whether this machine lets us mount anything: Linux, root, a ``/dev/fuse`` that opens."""
    try:
        os.close(os.open("/dev/fuse", os.O_RDWR))
    except OSError:
        return False
    return os.geteuid() == 0


@contextmanager
def mounted(folder: Path, delay: float) -> Iterator[tuple[SlowShare, Path]]:
    """The folder through a share, read-only, and where it lies. delay: seconds for each answer."""
    system = ctypes.CDLL(None, use_errno=True)
    with tempfile.TemporaryDirectory() as place:
        target = Path(place) / folder.name
        target.mkdir()
        device = os.open("/dev/fuse", os.O_RDWR)
        told = f"fd={device},rootmode=40000,user_id={os.getuid()},group_id={os.getgid()}"
        if system.mount(b"slow", os.fsencode(target), b"fuse", _READ_ONLY, told.encode()):
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(target))
        share = SlowShare(folder.absolute(), delay)
        threading.Thread(target=share.serve, args=(device,), daemon=True).start()
        try:
            yield share, target
        finally:
            system.umount2(os.fsencode(target), _DETACHED)


def main(folder: Path, delay: float, command: list[str]) -> None:
    """Mount, call, unmount."""
    with tempfile.TemporaryDirectory() as cache, mounted(folder, delay) as (share, target):
        for run in ("first", "again"):
            share.asked.clear()
            begun = time.perf_counter()
            done = subprocess.run(
                [*command, str(target)],
                check=False,
                stdout=subprocess.DEVNULL,
                env=os.environ | {"XDG_CACHE_HOME": cache},
            )
            spent = time.perf_counter() - begun
            asked = ", ".join(f"{count} {name}" for name, count in share.asked.most_common())
            print(f"{run}: {spent:.1f} s, exit status {done.returncode}; {asked}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]) / 1000, sys.argv[3:])
