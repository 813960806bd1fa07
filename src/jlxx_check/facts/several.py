"""The same done to several files: by threads, or in turn where one at a time is asked for.

With one at a time no thread is started: what has none, as a browser, reads as everything else does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from typing import TypeVar

_T = TypeVar("_T")
_R = TypeVar("_R")


@contextmanager
def threads(jobs: int, name: str) -> Iterator[Executor | None]:
    """What runs so many at a time; None: whoever asks does, one after the other.

    What has not begun when this is left is not begun any more.
    """
    if jobs <= 1:
        yield None
        return
    pool = ThreadPoolExecutor(max_workers=jobs, thread_name_prefix=name)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def each(
    work: Callable[[_T], _R], items: Sequence[_T], pool: Executor | None
) -> Iterator[tuple[_T, _R]]:
    """Every item with what the work makes of it, as they are done. Raises what the work raises."""
    if pool is None:
        for item in items:
            yield item, work(item)
        return
    futures = {pool.submit(work, item): item for item in items}
    for future in as_completed(futures):
        yield futures[future], future.result()
