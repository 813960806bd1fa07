from __future__ import annotations

from collections.abc import Iterator

import pytest

from jlxx_check.checks.registry import REGISTRY, check
from jlxx_check.model.outcome import Outcome
from jlxx_check.model.package import Package
from jlxx_check.model.traits import Inbox


def test_a_check_sees_one_package_or_many() -> None:
    def both(found: Inbox, package: Package) -> Iterator[Outcome]:
        raise AssertionError

    with pytest.raises(TypeError, match="cannot both be given"):
        check("test.both")(both)
    assert "test.both" not in REGISTRY


def test_checks_across_packages_are_known_by_what_they_need() -> None:
    across = {name for name, found in REGISTRY.items() if found.across}
    kinds = ("person", "project", "photo", "video", "summary")
    assert across == {f"across.{kind}" for kind in kinds}
