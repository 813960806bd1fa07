"""The pages on limits name every limit there is, and are as they would be written today."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from docs.limits import LIMITS, page
from docs.render import FOLDER, LIMIT_PAGES

from jlxx_check import probes


@pytest.mark.parametrize("name", LIMIT_PAGES)
def test_the_page_is_up_to_date(name: str) -> None:
    assert Path(FOLDER, name).read_text(encoding="utf-8") == page(LIMIT_PAGES[name])


def test_every_limit_of_a_probe_is_on_the_page() -> None:
    found: dict[str, int] = {}
    for module in iter_modules(probes.__path__):
        source = import_module(f"jlxx_check.probes.{module.name}").__file__
        assert source is not None
        for line in Path(source).read_text(encoding="utf-8").splitlines():
            name, defined, _ = line.partition(" = ")
            if defined and name.startswith("MAX_"):
                found[f"{module.name}.{name}"] = 1
    assert len(found) > 20
    assert set(found) == {limit.constant for limit in LIMITS}
