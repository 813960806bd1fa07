"""A worker as the program sees it: started, asked within a time, ended."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from typing import Any, BinaryIO, cast

from jlxx_check.extraction.keeper import Keeper
from jlxx_check.extraction.messages import Garbled, await_mark, receive_answer, send

#: Seconds that a worker may take to start; a minute on a very busy machine.
_START = 60.0
#: Seconds that one may take to end after its pipe was closed.
_END = 2.0

#: The same modules from the same places as in this process, and nothing from the folder that
#: happens to be current, which may be a stranger's package.
_BOOT = (
    "import sys; sys.path[:] = sys.argv[1:]; from jlxx_check.extraction.worker import main; main()"
)


class CannotStart(Exception):
    """No worker comes up in this environment."""


class OutOfTime(Exception):
    """The worker did not answer in time and was ended."""


class Died(Exception):
    """The worker ended by itself; ``code`` as subprocess gives it."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class WorkerProcess:
    """One worker. Used by one thread at a time; once ``ask`` has raised, only to be ended.

    well: it may be asked again. answered: files read so far. resident: bytes that it held after
    the last one. package: number of the package that it has open.
    """

    def __init__(self, keeper: Keeper) -> None:
        """Start it, without waiting until it is up. Raises CannotStart."""
        self._keeper = keeper
        self._greeted = False
        self.well = True
        self.answered = 0
        self.resident = 0
        self.package: int | None = None
        if getattr(sys, "frozen", False) or not sys.executable:
            raise CannotStart
        try:
            self._process = keeper.call(_start)
        except (OSError, ValueError) as error:
            raise CannotStart from error
        self._orders = cast(BinaryIO, self._process.stdin)
        self._answers = cast(BinaryIO, self._process.stdout)

    def greet(self) -> None:
        """Wait until it is up. Raises CannotStart."""
        if self._greeted:
            return
        with self._keeper.within(_START, self._process.kill):
            try:
                await_mark(self._answers)
            except (EOFError, OSError, Garbled) as error:
                raise CannotStart from error
        self._greeted = True

    def ask(self, order: object, seconds: float) -> Any:
        """Its answer to an order. Raises OutOfTime, Died, Garbled."""
        self.well = False
        with self._keeper.within(seconds, self._process.kill) as alarm:
            try:
                send(self._orders, order)
                answer, self.resident = receive_answer(self._answers)
            except (EOFError, OSError) as error:
                if alarm.rang:
                    raise OutOfTime from error
                raise Died(self._ended()) from error
            except (TypeError, ValueError) as error:
                raise Garbled from error
        self.well = True
        return answer

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
            return self._process.wait()


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, *_flags(), "-c", _BOOT, *sys.path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=_WINDOWS_FLAGS,
    )


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
