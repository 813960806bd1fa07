"""A package with a cache, and which packages are judged for good."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sample_packages.expected import place

from jlxx_check.api import (
    CheckSettings,
    Reading,
    verbs,
)
from tests.kept_reports.asked import PACK, UNIT
from tests.support.remembered_files import files_remembered


@pytest.fixture(scope="module", autouse=True)
def remembered() -> Iterator[None]:
    """What is asked is whether a package is judged, not how long that takes."""
    with files_remembered():
        yield


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return Path(shutil.copytree(place("university") / UNIT, tmp_path / UNIT))


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """What changed a moment ago is told from what did not, as it is an hour later."""
    monkeypatch.setattr("jlxx_check.values.stamps._SETTLED", -1)


@pytest.fixture
def settings(tmp_path: Path) -> CheckSettings:
    return CheckSettings(PACK, reading=Reading(isolated=False, cache=tmp_path / "cache"))


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The packages that are judged, and not found to have been."""
    paths: list[str] = []
    real = verbs.examine_opened

    def noting(opened: verbs.OpenPackage, *words: Any, **named: Any) -> verbs.Examined:
        paths.append(opened.tree.path)
        return real(opened, *words, **named)

    monkeypatch.setattr(verbs, "examine_opened", noting)
    return paths
