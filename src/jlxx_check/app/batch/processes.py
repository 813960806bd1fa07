"""Processes of this machine that judge packages: none outlives the run, however that ends."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import shutil
import signal
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any


class Processes(ProcessPoolExecutor):
    """Processes that no Ctrl-C reaches, not even while they are being started.

    What they find passes through files of a private folder, and only a file's name through the
    pool's pipe. A pipe takes a short message whole or not at all; of a long one, half would stay in
    it where a process dies while it writes, and whoever reads would wait for the rest for ever.
    """

    def __init__(self, processes: int) -> None:
        spawning = multiprocessing.get_context("spawn")
        super().__init__(processes, spawning, initializer=_begin)
        self._started: set[BaseProcess] = set()
        self._folder = Path(tempfile.mkdtemp(prefix="jlxx-batch-"))

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """As any pool does. A process that it starts for it inherits the signals held back."""
        with _interrupts_held():
            before = set(multiprocessing.active_children())
            put_down = super().submit(_put_down, self._folder, fn, *args, **kwargs)
            self._started |= set(multiprocessing.active_children()) - before
        taken: Future[Any] = Future()
        put_down.add_done_callback(lambda done: _take_up(done, taken))
        return taken

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """As any pool does; the private folder goes with it."""
        super().shutdown(wait, cancel_futures=cancel_futures)
        shutil.rmtree(self._folder, ignore_errors=True)

    def kill(self) -> None:
        """End its processes in the midst of what they do, and wait until they are gone."""
        for process in self._started:
            process.kill()
        for process in self._started:
            process.join()


def _put_down(folder: Path, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Path:
    """What the function returns, in a file of its own. Runs in a process of the pool."""
    data = pickle.dumps(fn(*args, **kwargs))
    descriptor, name = tempfile.mkstemp(dir=folder)
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


def _begin() -> None:
    """Ctrl-C reaches every process of a terminal, and only the first one is to answer it.

    Whatever becomes of that one, this one ends with it: no process is left waiting for work.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
