from __future__ import annotations

import os
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
