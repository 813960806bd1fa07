"""Packages judged on an existing Dask cluster, through its ``concurrent.futures`` face.

Scheduling, retries after a worker is lost and moving results are the cluster's own business. Where
a worker finds a folder that this machine sees elsewhere, the caller's map says.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Any

from jlxx_check.batch.batch_settings import BatchSettings
from jlxx_check.batch.execute import BatchWorkers
from jlxx_check.errors import CallError
from jlxx_check.model.about import VERSION
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen

_SCHEME = "dask://"
#: Seconds to wait for the scheduler to answer.
_PATIENCE = 10
#: How often a job is tried again that raised, say for a share that was away for a moment.
_RETRIES = 2


class ClusterProblem(CallError):
    """The cluster cannot be used; ``text`` says why and what to do."""


class ClusterExecutor(Executor):
    """The cluster's own executor, which can be shut down as every other one is."""

    def __init__(self, client: Any) -> None:
        self._inner: Any = client.get_executor(pure=False, retries=_RETRIES)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """As ``Executor.submit``."""
        future: Future[Any] = self._inner.submit(fn, *args, **kwargs)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """As ``Executor.shutdown``; the cluster itself goes on."""
        self._inner.shutdown(wait=wait and not cancel_futures)


@frozen
class Cluster:
    """A cluster in use."""

    make: Callable[[], Executor]
    #: Jobs that its workers do at a time.
    slots: int


@contextmanager
def dask_cluster(address: str) -> Iterator[Cluster]:
    """The cluster whose scheduler listens at ``dask://HOST:PORT``.

    Raises ClusterProblem where the extra is not installed, nobody answers, there are no workers, or
    they have another version of this program.
    """
    place = address.removeprefix(_SCHEME)
    try:
        from distributed import Client
    except ImportError as error:
        raise ClusterProblem(_NOT_INSTALLED) from error
    # A worker that is lost is the cluster's to replace; its log lines tell a clerk nothing.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        client: Any = Client(f"tcp://{place}", timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:  # TimeoutError is an OSError
        raise ClusterProblem(_no_answer(place)) from error
    try:
        _agree(client.run(_version), place)
        yield Cluster(lambda: ClusterExecutor(client), sum(client.nthreads().values()))
    except ImportError as error:
        raise ClusterProblem(_not_there(place)) from error
    finally:
        client.close()


def _version() -> str:
    """The version of the program that a worker finds."""
    return VERSION


def _agree(versions: dict[str, str], place: str) -> None:
    if not versions:
        raise ClusterProblem(
            Text(
                f"集群 {place} 上没有工作机，请先启动 dask worker。",
                f"The cluster at {place} has no workers; start dask worker first.",
            )
        )
    others = sorted(set(versions.values()) - {VERSION})
    if others:
        raise ClusterProblem(
            Text(
                f"集群 {place} 上的 jlxx-check 版本是 {'、'.join(others)}，本机是 {VERSION}，"
                "请装成同一版本。",
                f"The cluster at {place} has jlxx-check {', '.join(others)}, this machine "
                f"{VERSION}; install the same version.",
            )
        )


_NOT_INSTALLED = Text(
    '使用 Dask 集群需要先安装：pip install "jlxx-check[dask]"。',
    'A Dask cluster needs an extra: pip install "jlxx-check[dask]".',
)


def _no_answer(place: str) -> Text:
    return Text(
        f"连接不上 Dask 集群 {place}。请检查地址和端口，调度程序是否在运行。",
        f"The Dask cluster at {place} does not answer. Check the address and its scheduler.",
    )


def _not_there(place: str) -> Text:
    return Text(
        f"集群 {place} 的工作机上没有安装 jlxx-check，请先安装同一版本。",
        f"The workers of the cluster at {place} lack jlxx-check; install the same version there.",
    )


#: Jobs a place of work: one being done, one waiting at hand.
_AT_HAND = 2


def workers_on(cluster: Cluster, paths: PathMap) -> BatchWorkers:
    """Workers on a cluster; a rule pack or list that is given by its path is found there, too."""

    def place(path: str) -> str:
        return paths.remote(Path(path))

    def settings(here: BatchSettings) -> BatchSettings:
        pack = place(here.rules) if Path(here.rules).exists() else here.rules
        winners = None if here.winners is None else place(here.winners)
        reading = replace(here.reading, cache=None)  # a folder of this machine
        return replace(here, rules=pack, winners=winners, reading=reading, pack_cache=None)

    return BatchWorkers(cluster.make, _AT_HAND * cluster.slots, place, settings)


class BadMap(CallError, ValueError):
    """A ``LOCAL=REMOTE`` that is none; ``text`` says so."""


@frozen
class PathMap:
    """Pairs of a folder here and the same folder as workers see it, in either system's manner."""

    pairs: tuple[tuple[Path, PurePath], ...] = ()

    @classmethod
    def parse(cls, written: Sequence[str]) -> PathMap:
        """From ``LOCAL=REMOTE`` texts; the first ``=`` divides. Raises BadMap."""
        return cls(tuple(_pair(text) for text in written))

    def remote(self, path: Path) -> str:
        """The path as workers see it: by the longest folder that holds it, else unchanged."""
        here = path.absolute()
        fitting = [pair for pair in self.pairs if here.is_relative_to(pair[0])]
        if not fitting:
            return str(here)
        local, remote = max(fitting, key=lambda pair: len(pair[0].parts))
        return str(remote.joinpath(*here.relative_to(local).parts))


def _pair(text: str) -> tuple[Path, PurePath]:
    local, equals, remote = text.partition("=")
    if not (equals and local.strip() and remote.strip()):
        raise BadMap(
            Text(
                f"--map 的“{text}”写法不对。请写成 本机文件夹=工作机上的文件夹。",
                f"--map: “{text}” is not LOCAL=REMOTE.",
            )
        )
    windows = "\\" in remote or PureWindowsPath(remote).drive
    there = PureWindowsPath(remote) if windows else PurePosixPath(remote)
    if not there.is_absolute():
        raise BadMap(
            Text(
                f"--map 的“{remote}”要写完整路径（工作机上的）。",
                f"--map: “{remote}” must be a whole path, as workers see it.",
            )
        )
    return Path(local).absolute(), there
