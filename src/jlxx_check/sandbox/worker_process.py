"""A worker as the program sees it: started, asked within a time, ended."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, BinaryIO, TypeVar, cast

from jlxx_check.sandbox import frozen
from jlxx_check.sandbox.losses import (
    GarbledAnswerError,
    NoProcessError,
    ProcessDiedError,
    TimeLimitError,
)
from jlxx_check.sandbox.messages import Prepare, Reply, await_mark, receive_reply, send

_T = TypeVar("_T")

#: Seconds that a worker may take to start; a minute on a very busy machine.
_START = 60.0
#: Seconds that one may take to end after its pipe was closed.
_END = 2.0

_KILLED = 9
#: Seconds to sleep where nothing is due.
_LONG = 3600.0

#: The same modules from the same places as in this process, and nothing from the folder that
#: happens to be current, which may be a stranger's package.
_BOOT = "import sys; sys.path[:] = sys.argv[1:]; from jlxx_check.sandbox.worker import main; main()"


@dataclass(eq=False, slots=True)
class Alarm:
    """Something to do unless it is called off in time."""

    #: By the monotonic clock.
    due: float
    ring: Callable[[], None]
    rang: bool = False


class Keeper:
    """Starts processes from a thread that does not end before them, and watches the time.

    Linux ends a process together with the thread that started it (if asked to end it with its
    parent at all): threads that come and go must not start any.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._calls: deque[tuple[Future[Any], Callable[[], Any]]] = deque()
        self._alarms: set[Alarm] = set()
        self._asleep_until = 0.0
        threading.Thread(target=self._keep, name="jlxx-keeper", daemon=True).start()

    def call(self, function: Callable[[], _T]) -> _T:
        """What ``function`` returns or raises when it is called in the keeper's thread."""
        future: Future[_T] = Future()
        with self._changed:
            self._calls.append((future, function))
            self._changed.notify()
        return future.result()

    @contextmanager
    def within(self, seconds: float, ring: Callable[[], None]) -> Iterator[Alarm]:
        """Calls ``ring`` unless the block is left in time; the alarm says whether it did."""
        alarm = Alarm(time.monotonic() + seconds, ring)
        with self._changed:
            self._alarms.add(alarm)
            if alarm.due < self._asleep_until:
                self._changed.notify()
        try:
            yield alarm
        finally:
            with self._changed:
                self._alarms.discard(alarm)

    def _keep(self) -> None:
        with self._changed:
            while True:
                while self._calls:
                    _answer(*self._calls.popleft())
                now = time.monotonic()
                for alarm in [alarm for alarm in self._alarms if alarm.due <= now]:
                    self._alarms.discard(alarm)
                    alarm.rang = True
                    with suppress(OSError):  # it ended by itself this very moment
                        alarm.ring()
                rest = min((alarm.due for alarm in self._alarms), default=now + _LONG) - now
                self._asleep_until = now + rest
                self._changed.wait(rest)


def _answer(future: Future[Any], function: Callable[[], Any]) -> None:
    try:
        future.set_result(function())
    # Whatever it raises belongs to the one who asked.
    except BaseException as error:  # noqa: BLE001
        future.set_exception(error)


class WorkerProcess:
    """One worker. Used by one thread at a time; once ``ask`` has raised, only to be ended."""

    def __init__(self, keeper: Keeper, *, heard: bool = False) -> None:
        """Start it, without waiting until it is up. Raises NoProcessError.

        heard: what is printed in it goes to this process's standard error.
        """
        self._keeper = keeper
        self._greeted = False
        #: It may be asked again.
        self.well = True
        #: Calls answered so far.
        self.answered = 0
        #: Bytes that it held after the last one.
        self.resident = 0
        #: Number of the subject that it has open.
        self.subject: int | None = None
        command = _command()
        if command is None:
            raise NoProcessError
        try:
            self._process = keeper.call(partial(_start, command, heard=heard))
        except (OSError, ValueError) as error:
            raise NoProcessError from error
        self._orders = cast(BinaryIO, self._process.stdin)
        self._answers = cast(BinaryIO, self._process.stdout)

    def prepare(self, modules: Sequence[str]) -> None:
        """Have it import these as soon as it is up, without waiting for that."""
        with suppress(OSError):  # it has ended; whoever greets it is told so
            send(self._orders, Prepare(tuple(modules)))

    def greet(self) -> None:
        """Wait until it is up. Raises NoProcessError."""
        if self._greeted:
            return
        with self._keeper.within(_START, self._process.kill):
            try:
                await_mark(self._answers)
            except (EOFError, OSError, GarbledAnswerError) as error:
                raise NoProcessError from error
        self._greeted = True

    def ask(self, order: object, seconds: float, trusted: Sequence[str]) -> Reply:
        """Its reply to an order. Raises TimeLimitError, ProcessDiedError, GarbledAnswerError."""
        self.well = False
        with self._keeper.within(seconds, self._process.kill) as alarm:
            try:
                send(self._orders, order)
                reply = receive_reply(self._answers, trusted)
            except (EOFError, OSError) as error:
                if alarm.rang:
                    raise TimeLimitError from error
                raise ProcessDiedError(self._ended()) from error
        self.well = True
        self.resident = reply.resident
        return reply

    def kill(self) -> None:
        """End it at once, from any thread; whoever waits for its answer is told that it died."""
        with suppress(OSError):
            self._process.kill()

    def dismiss(self) -> None:
        """Let it end by itself, without waiting for it; ``end`` must follow."""
        with suppress(OSError):
            self._orders.close()

    def end(self) -> None:
        """End it and leave nothing of it behind."""
        self.dismiss()
        self._ended()
        self._answers.close()

    def _ended(self) -> int:
        try:
            return self._process.wait(_END)
        except subprocess.TimeoutExpired:
            self.kill()
        try:
            return self._process.wait(_END)
        except subprocess.TimeoutExpired:  # it waits for a share, and ends once that lets go of it
            return -_KILLED


def _command() -> list[str] | None:
    """What starts a worker; None where nothing does."""
    if frozen.is_frozen():
        return frozen.worker_command()
    return [sys.executable, *_flags(), "-c", _BOOT, *sys.path] if sys.executable else None


def _start(command: Sequence[str], *, heard: bool) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=_errors() if heard else subprocess.DEVNULL,
        env={**_MEMORY_KEPT, **os.environ},
        creationflags=_WINDOWS_FLAGS,
    )


#: For glibc, which else gives memory back after each picture and asks for it anew before the next:
#: a twentieth of the time that a full package takes. Bytes that may stay, and from which on not.
_MEMORY_KEPT = {"MALLOC_TRIM_THRESHOLD_": f"{64 << 20}", "MALLOC_MMAP_THRESHOLD_": f"{32 << 20}"}


def _errors() -> int:
    """What to hand down as standard error; a program with a window alone has none."""
    try:
        descriptor = sys.stderr.fileno()
        os.fstat(descriptor)
    except (AttributeError, OSError, ValueError):  # none, or one that is no file
        return subprocess.DEVNULL
    return descriptor


def _flags() -> list[str]:
    """What the interpreter itself was told: file names must be read the same way."""
    flags = ["-X", f"utf8={sys.flags.utf8_mode}"]
    if sys.flags.isolated:
        flags.append("-I")
    elif sys.flags.ignore_environment:
        flags.append("-E")
    if sys.flags.dont_write_bytecode:
        flags.append("-B")
    return flags


#: No console window, and no Ctrl-C but the program's own.
_WINDOWS_FLAGS = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(
    subprocess, "CREATE_NEW_PROCESS_GROUP", 0
)
