from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest

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
