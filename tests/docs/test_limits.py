"""The pages on limits name every limit there is."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from tools.limits import LIMITS, MODULES


def test_every_limit_of_a_probe_is_on_the_page() -> None:
    found: dict[str, int] = {}
    for module, full_name in MODULES.items():
        source = import_module(full_name).__file__
        assert source is not None
        for line in Path(source).read_text(encoding="utf-8").splitlines():
            name, defined, _ = line.partition(" = ")
            if defined and name.startswith("MAX_"):
                found[f"{module}.{name}"] = 1
    assert len(found) > 20
    assert set(found) == {limit.constant for limit in LIMITS}
