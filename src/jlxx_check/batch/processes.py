"""Processes of this machine that judge packages: none outlives the run, however that ends."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType
from typing import Any

from jlxx_check.files.archives import Room

#: Seconds in which a process that is asked to end can tidy up; it is killed then.
_PATIENCE = 5.0


class Processes(ProcessPoolExecutor):
    """Processes that no Ctrl-C reaches, not even while they are being started.

    What they find passes through files of a private folder, and only a file's name through the
    pool's pipe. A pipe takes a short message whole or not at all; of a long one, half would stay in
    it where a process dies while it writes, and whoever reads would wait for the rest for ever.
    They unpack into that folder, too, so that nothing is left of a process that is lost.
    """

    def __init__(self, processes: int) -> None:
        spawning = multiprocessing.get_context("spawn")
        self._room = Room()
        folder = str(self._room.path)
        super().__init__(processes, spawning, initializer=_begin, initargs=(folder,))
        self._started: set[BaseProcess] = set()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """As any pool does. A process that it starts for it inherits the signals held back."""
        with _interrupts_held():
            before = set(multiprocessing.active_children())
            put_down = super().submit(_put_down, fn, *args, **kwargs)
            self._started |= set(multiprocessing.active_children()) - before
        taken: Future[Any] = Future()
        put_down.add_done_callback(lambda done: _take_up(done, taken))
        return taken

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """As any pool does; the private folder goes with it."""
        super().shutdown(wait, cancel_futures=cancel_futures)
        self._room.close()

    def kill(self) -> None:
        """End its processes in the midst of what they do, and wait until they are gone.

        They are asked first: each may be waiting for another program, which must not go on alone.
        """
        try:
            for process in self._started:
                process.terminate()
            last = time.monotonic() + _PATIENCE
            for process in self._started:
                process.join(max(0.0, last - time.monotonic()))
        finally:
            for process in self._started:
                process.kill()
        for process in self._started:
            process.join()


def _put_down(fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Path:
    """What the function returns, in a file of its own. Runs in a process of the pool."""
    with _end:
        data = pickle.dumps(fn(*args, **kwargs))
        descriptor, name = tempfile.mkstemp()
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        return Path(name)


def _take_up(put_down: Future[Path], taken: Future[Any]) -> None:
    """The result read from its file; what went wrong instead is passed on."""
    try:
        file = put_down.result()
        result = pickle.loads(file.read_bytes())
        file.unlink()
    # Whatever it is, it is what became of the job, and whoever waits for that is told.
    except BaseException as error:  # noqa: BLE001
        taken.set_exception(error)
    else:
        taken.set_result(result)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Ctrl-C is answered a moment later. Windows cannot hold it back; see ``_begin``."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _End:
    """Asked to end, a process of the pool gives up its job, tidies up after it, and is gone.

    Around a job; outside of one there is nothing to tidy up.
    """

    def __init__(self) -> None:
        self._busy = self._asked = False

    def __enter__(self) -> None:
        self._busy = True

    def __exit__(self, *_: object) -> None:
        self._busy = False
        if self._asked:
            os._exit(1)

    def ask(self, _signal: int, _frame: FrameType | None) -> None:
        """A signal's handler. Once is enough."""
        if not self._busy:
            os._exit(1)
        if not self._asked:
            self._asked = True
            raise KeyboardInterrupt


_end = _End()


def _begin(folder: str) -> None:
    """Ctrl-C reaches every process of a terminal, and only the first one is to answer it.

    Whatever becomes of that one, this one ends with it: no process is left waiting for work.
    folder: where everything temporary lies.
    """
    tempfile.tempdir = folder
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _end.ask)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
