"""What this process is to the system: what ends it from outside, and the names that it can read.

In an ASCII locale Chinese file names come as bytes, in one of GB18030 as other signs: no word is
found in them, and the verdict is wrong. So the program starts itself again, once, in Python's UTF-8
mode, whatever the caller's locale says.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path, PurePath
from types import FrameType

#: Ctrl-C; what ``kill`` and the system's own shutdown send; a closed terminal; a closed console of
#: Windows. No system has all of them.
_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
#: Seconds in which a second signal is the first one's echo: who closes a terminal sends two.
_ECHO = 1.0


class _Interrupt:
    """Raises KeyboardInterrupt in the main thread, whatever the signal."""

    def __init__(self) -> None:
        self._last = -_ECHO

    def __call__(self, _signal: int, _frame: FrameType | None) -> None:
        before, self._last = self._last, time.monotonic()
        if self._last - before >= _ECHO:
            raise KeyboardInterrupt


def end_alike() -> None:
    """Let every such signal end this process as Ctrl-C does: what was unpacked goes, all is said.

    What the caller had this process ignore (``nohup``, a job in the background) it goes on to
    ignore.
    """
    interrupt = _Interrupt()
    for number in _signals():
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, interrupt)


def end_undisturbed() -> None:
    """From now on nothing interrupts: what is left to be done is to tidy up."""
    for number in _signals():
        signal.signal(number, signal.SIG_IGN)


def _signals() -> list[signal.Signals]:
    return [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]


#: In the environment of the second start: there is no third.
STARTED = "JLXX_UTF8_STARTED"
_OPTION = ("-X", "utf8")


def start_again(*, instead: bool = os.name == "posix") -> int | None:
    """Start again in UTF-8 mode where that is needed; the exit status. None: go on here.

    instead: the new process takes the place of this one and nothing returns; else this one waits,
    and leaves it to the other to be interrupted.
    """
    second = os.environ.pop(STARTED, None)
    if second or not _is_own() or _is_utf8_name(sys.getfilesystemencoding()):
        return None
    try:
        words = _as_given()
        if not is_needed(sys.getfilesystemencoding(), words[1:]):
            return None
        if instead:
            told = {name.encode("ascii"): value.encode("ascii") for name, value in _told().items()}
            python = os.fsencode(sys.executable)
            os.execve(
                python, [python, *map(os.fsencode, _OPTION), *words[1:]], {**os.environb, **told}
            )
        return _run([sys.executable, *_OPTION, *sys.orig_argv[1:]], {**os.environ, **_told()})
    except (OSError, UnicodeError):  # who then finds that names cannot be read says what to do
        return None


def is_needed(encoding: str, words: Sequence[bytes]) -> bool:
    """Whether names of files are UTF-8 though the locale has another encoding.

    words: of the call. A name that is no UTF-8, in the call or directly in a folder of it, tells
    that the locale speaks the truth; but an encoding that has no Chinese is of no use at all.
    """
    return not can_write("材料", encoding) or all(map(_is_utf8, _names(words)))


def _is_utf8_name(encoding: str) -> bool:
    return encoding.lower().replace("_", "-") in ("utf-8", "utf8")


def _as_given() -> list[bytes]:
    """The words that this process was started by, as bytes.

    The C library has decoded them, and knows signs that Python's codecs do not: where the system
    keeps the bytes, they are taken from there.
    """
    with suppress(OSError):
        kept = Path("/proc/self/cmdline").read_bytes().split(b"\0")[:-1]
        if len(kept) == len(sys.orig_argv):
            return kept
    return [os.fsencode(word) for word in sys.orig_argv]


def _is_own() -> bool:
    """Whether this process is the program, and no other that uses it.

    One that is frozen has no Python to be told anything, and brings its own mode.
    """
    if not sys.executable or getattr(sys, "frozen", False):
        return False
    return PurePath(sys.argv[0]).name.lower().startswith(("jlxx-check", "__main__"))


def _names(words: Iterable[bytes]) -> Iterator[bytes]:
    for word in words:
        yield word
        with suppress(OSError, ValueError):
            yield from os.listdir(word)  # noqa: PTH208 - names as they are, not decoded


def _is_utf8(name: bytes) -> bool:
    try:
        name.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def can_write(text: str, encoding: str | None) -> bool:
    """Whether the encoding has these characters."""
    try:
        text.encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _told() -> dict[str, str]:
    """What is new in the environment of the other process and of all that it starts.

    A terminal goes on to be written to in its own encoding.
    """
    told = {STARTED: "1", "PYTHONUTF8": "1"}
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and stream.isatty() and can_write("材料", stream.encoding):
            told["PYTHONIOENCODING"] = stream.encoding
    return told


def _run(words: Sequence[str], environment: Mapping[str, str]) -> int:
    import subprocess

    # A handler and not ``SIG_IGN``, which the other would inherit: the interrupt is its own. It is
    # there before the other is, who may be interrupted in its first moment.
    names = [name for name in ("SIGINT", "SIGBREAK") if hasattr(signal, name)]
    before = {getattr(signal, name): signal.getsignal(getattr(signal, name)) for name in names}
    before = {key: kept for key, kept in before.items() if kept not in (None, signal.SIG_IGN)}
    for number in before:
        signal.signal(number, _leave_it)
    try:
        other = subprocess.Popen(words, env=environment)
    except BaseException:
        for number, handler in before.items():
            signal.signal(number, handler)
        raise
    with other:
        return other.wait()


def _leave_it(_signal: int, _frame: FrameType | None) -> None:
    """An interrupt that another process answers."""
