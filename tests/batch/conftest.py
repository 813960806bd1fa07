from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import platformdirs
import pytest

from tests.support.remembered_files import files_remembered


@pytest.fixture(scope="package", autouse=True)
def unsettled() -> Iterator[None]:
    """Files of these tests are always too young for a stamp, however long a test takes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("jlxx_check.values.stamps._SETTLED", 1 << 62)
        yield


@pytest.fixture(scope="package", autouse=True)
def remembered() -> Iterator[None]:
    """The units' files are the same from test to test; what is asked is what a run does with them.

    A test that plants a fault in reading does so above this, or in a process of its own.
    """
    with files_remembered():
        yield


@pytest.fixture(autouse=True)
def data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The user's data folder: one of the test's own."""
    folder = tmp_path / "data"
    monkeypatch.setattr(platformdirs, "user_data_path", lambda *_, **__: folder)
    return folder
