"""The adapter against real local clusters; what a clerk is told where one cannot be used."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from jlxx_check.batch import BatchCall, run_batch
from jlxx_check.batch.cluster import ClusterProblem, PathMap, dask_cluster, workers_on
from tests.batch.boxes import SMALL, files, small_box

distributed = pytest.importorskip("distributed")


def _slow(number: int) -> tuple[int, int]:
    time.sleep(0.3)
    return number, os.getpid()


@contextmanager
def _cluster(workers: int) -> Iterator[str]:
    """The address of a cluster of the test's own. However slow the machine is: it does answer."""
    import dask

    waits = ("distributed.comm.timeouts.connect", "distributed.comm.timeouts.tcp")
    with (
        pytest.MonkeyPatch.context() as patch,
        dask.config.set(dict.fromkeys(waits, "300s")),
        distributed.LocalCluster(
            n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=":0"
        ) as cluster,
    ):
        patch.setattr("jlxx_check.batch.cluster._PATIENCE", 300)
        yield cluster.scheduler_address.replace("tcp://", "dask://")


@pytest.fixture(scope="module")
def two_workers() -> Iterator[str]:
    with _cluster(2) as address:
        yield address


def test_a_batch_on_a_cluster_is_the_batch_of_this_machine(
    two_workers: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_, **__: tmp_path / "data")
    box, elsewhere = small_box(tmp_path / "收件").folder, tmp_path / "elsewhere"
    box.rename(elsewhere)
    elsewhere_seen = PathMap.parse([f"{box}={elsewhere}"])
    box.symlink_to(elsewhere, target_is_directory=True)
    here = run_batch(BatchCall(box, tmp_path / "here", SMALL))
    with dask_cluster(two_workers) as cluster:
        workers = workers_on(cluster, elsewhere_seen)
        there = run_batch(BatchCall(box, tmp_path / "there", SMALL, workers=workers))
    assert there.judged == here.judged == len(here.batch.deliveries) > 2
    assert files(tmp_path / "there") == files(tmp_path / "here")


def test_jobs_run_on_the_workers_and_a_lost_worker_costs_none(two_workers: str) -> None:
    with dask_cluster(two_workers) as cluster, cluster.make() as executor:
        assert cluster.slots == 2
        futures = [executor.submit(_slow, number) for number in range(6)]
        _, victim = futures[0].result(timeout=300)
        os.kill(victim, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
        found = [future.result(timeout=300) for future in futures]
    assert [number for number, _ in found] == list(range(6))
    assert os.getpid() not in {pid for _, pid in found}


def test_a_cluster_without_workers_is_told() -> None:
    with (
        _cluster(0) as address,
        pytest.raises(ClusterProblem, match="no workers"),
        dask_cluster(address),
    ):
        pass


@pytest.mark.parametrize("address", ["dask://127.0.0.1:1", "dask://", "dask://a b:c"])
def test_an_address_where_nobody_answers_is_told(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jlxx_check.batch.cluster._PATIENCE", 1)
    with pytest.raises(ClusterProblem, match="does not answer"), dask_cluster(address):
        pass


def test_a_missing_extra_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterProblem, match="pip install"), dask_cluster("dask://127.0.0.1:1"):
        pass
