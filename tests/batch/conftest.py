from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import platformdirs
import pytest


@pytest.fixture(scope="package", autouse=True)
def unsettled() -> Iterator[None]:
    """Files of these tests are always too young for a stamp, however long a test takes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("jlxx_check.values.stamps._SETTLED", 1 << 62)
        yield


@pytest.fixture(autouse=True)
def data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The user's data folder: one of the test's own."""
    folder = tmp_path / "data"
    monkeypatch.setattr(platformdirs, "user_data_path", lambda *_, **__: folder)
    return folder
