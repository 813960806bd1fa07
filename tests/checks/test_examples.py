"""The example in a check's docstring is a rule that a pack could hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from jlxx_check.checks.registry import REGISTRY, Check
from jlxx_check.packs.yaml_lines import read_yaml

WITH_EXAMPLE = [found for found in REGISTRY.values() if found.example]


@pytest.mark.parametrize("found", WITH_EXAMPLE, ids=lambda found: found.name)
def test_an_example_is_taken_by_the_check(found: Check, tmp_path: Path) -> None:
    (tmp_path / "example.yaml").write_text(found.example, encoding="utf-8")
    example = read_yaml(tmp_path / "example.yaml").data
    assert example["check"] == found.name
    if found.parameters is None:
        assert "with" not in example
    else:
        found.parameters.model_validate(example["with"])


@pytest.mark.parametrize(
    "found", [found for found in WITH_EXAMPLE if found.parameters], ids=lambda found: found.name
)
def test_every_parameter_is_told_in_both_languages(found: Check) -> None:
    assert found.parameters is not None
    assert found.zh
    told = {name for base in found.parameters.__mro__ for name in getattr(base, "zh", {})} | {
        "field",
        "kind",
        "role",
        "roles",
    }
    assert set(found.parameters.model_fields) <= told


def test_the_general_checks_have_one() -> None:
    names = {found.name for found in WITH_EXAMPLE}
    assert {"form.number", "entries.share", "document.font", "package.paper"} <= names
