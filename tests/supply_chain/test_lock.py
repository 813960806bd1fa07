"""Every dependency is in the lock, with hashes, at a version that its requirement allows."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")
#: A line that names a release, and the lines that continue it.
_RELEASE = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)([^\n]*(?:\n[ \t]+[^\n]*)*)", re.MULTILINE)


def locked() -> dict[str, list[tuple[str, int]]]:
    """Name → versions and how many hashes each has."""
    found: dict[str, list[tuple[str, int]]] = {}
    for name, version, rest in _RELEASE.findall(LOCK):
        found.setdefault(canonicalize_name(name), []).append(
            (version, rest.count("--hash=sha256:"))
        )
    return found


def wanted() -> list[str]:
    project, groups = PROJECT["project"], PROJECT["dependency-groups"]
    lists = [project["dependencies"], groups["test"], groups["dev"]]
    return [item for part in lists for item in part if isinstance(item, str)]


@pytest.mark.parametrize("requirement", wanted())
def test_a_dependency_is_pinned_with_hashes(requirement: str) -> None:
    asked = Requirement(requirement)
    releases = locked()[canonicalize_name(asked.name)]
    for version, hashes in releases:
        assert asked.specifier.contains(version)
        assert hashes


def test_nothing_in_the_lock_lacks_a_hash() -> None:
    lines = [line for line in LOCK.splitlines() if line and not line.startswith((" ", "#"))]
    names = [line for line in lines if not line.startswith("-")]
    assert len(names) == sum(map(len, locked().values()))
    assert all(hashes for releases in locked().values() for _, hashes in releases)


def test_extras_are_tested() -> None:
    """What a user may add is among what the tests install, so that it is pinned, too.

    The page's parts are our own, built from this checkout.
    """
    extras = PROJECT["project"]["optional-dependencies"].values()
    names = {canonicalize_name(Requirement(item).name) for extra in extras for item in extra}
    assert names - {"jlxx-check-page-assets"} <= locked().keys()
