from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from jlxx_check import checks
from jlxx_check.checks.registry import REGISTRY, check
from jlxx_check.model.outcome import Outcome
from jlxx_check.model.package import Package
from jlxx_check.model.traits import Inbox

_SINGULAR = {"entries": "entry", "files": "file", "forms": "form", "videos": "video"}
#: Modules that serve several families: copies of forms and registers, what a person is asked of
#: an entry, a photo or a package; and the family that is one check.
_FOR_SEVERAL = {"copies", "reviews", "notice"}


def test_a_check_sees_one_package_or_many() -> None:
    def both(found: Inbox, package: Package) -> Iterator[Outcome]:
        raise AssertionError

    with pytest.raises(TypeError, match="cannot both be given"):
        check("test.both")(both)
    assert "test.both" not in REGISTRY


def test_checks_across_packages_are_known_by_what_they_need() -> None:
    across = {name for name, found in REGISTRY.items() if found.across}
    kinds = ("person", "project", "photo", "video", "summary", "form", "delivery")
    assert across == {f"across.{kind}" for kind in kinds}


def test_the_id_of_a_check_tells_where_it_lives() -> None:
    """``photo.sharpness`` lives in ``checks/photo/``; what serves several families, beside them."""
    rooms = {path.name for path in Path(checks.__file__).parent.iterdir() if path.is_dir()}
    astray = {}
    for name, found in REGISTRY.items():
        home = found.function.__module__.split(".")[2:-1]
        family = _SINGULAR.get(name.partition(".")[0], name.partition(".")[0])
        if home and home != [family]:
            astray[name] = found.function.__module__
        if not home:
            assert found.function.__module__.rpartition(".")[2] in _FOR_SEVERAL | {family}, name
        assert family in rooms | _FOR_SEVERAL, name
    assert astray == {}
