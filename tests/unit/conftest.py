from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.remembered_files import files_remembered


@pytest.fixture(scope="package", autouse=True)
def remembered() -> Iterator[None]:
    """What is asked here is what becomes of packages; their files are read as anywhere else."""
    with files_remembered():
        yield
