"""The program packed into one executable: how its workers start, which has no Python to be told."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

#: The only word of a call that asks the executable to be a worker.
WORKER = "--jlxx-worker"
#: In the environment of the program and of all that it starts: the executable that knows the word.
#: One that merely uses this library, and does not know it, would start itself again and again.
KNOWS = "JLXX_WORKER_PROGRAM"


def is_frozen() -> bool:
    """Whether this process is such an executable."""
    return bool(getattr(sys, "frozen", False))


def answer(words: Sequence[str]) -> bool:
    """Be what the call asks for, a worker or a process of the batch; False: it is another call.

    The first thing that the executable has to do.
    """
    os.environ[KNOWS] = sys.executable
    if [*words] == [WORKER]:
        from jlxx_check.sandbox.worker import main

        main()
        return True
    from multiprocessing import spawn

    spawn.freeze_support()  # ends this process where it is one of the batch's
    return False


def worker_command() -> list[str] | None:
    """What starts a worker; None where the executable is another program's."""
    if not sys.executable or os.environ.get(KNOWS) != sys.executable:
        return None
    return [sys.executable, WORKER]
