from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes depends on what else the machine does. In CI the same examples come
# every time, so that a failure is the change's own.
settings.register_profile("anywhere", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("anywhere")

_NUMBERS = count()


@pytest.fixture(scope="session")
def _caches(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("caches")


@pytest.fixture(autouse=True)
def own_cache(_caches: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of its own for each test, not made yet: the user's own is never touched."""
    folder = _caches / str(next(_NUMBERS))
    monkeypatch.setenv("JLXX_CACHE", str(folder))
    return folder


@pytest.fixture(autouse=True)
def no_haste() -> Iterator[None]:
    """No test leaves its process scheduled in real time, where it starves all that it starts.

    The SVT-AV1 encoder does that to whoever calls it as root: a browser started later kept both
    cores from everything else.
    """
    yield
    if hasattr(os, "sched_getscheduler"):
        assert os.sched_getscheduler(0) == os.SCHED_OTHER


def pytest_make_parametrize_id(val: object) -> str | None:
    """A name for a case made of bytes that is the same in every process: archives hold the time."""
    return "data" if isinstance(val, bytes) else None
