"""Packs that ship with cases of their own (``rules/<pack>/cases``): each gives what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from jlxx_check.testing.rule_cases import Case, bound, differences, load_cases, run_case
from jlxx_check.text import Lang

RULES = Path(__file__).parents[2] / "rules"
CASES = [
    case
    for folder in sorted(RULES.glob("*/cases"))
    for case in load_cases(folder, folder.parent.name)
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.pack} {case}")
def test_case(case: Case) -> None:
    assert not [item.say(Lang.ZH) for item in differences(case, run_case(case))]


def test_every_file_is_named_for_a_rule_of_its_pack() -> None:
    for folder in RULES.glob("*/cases"):
        found = {case.rule for case in load_cases(folder, folder.parent.name)}
        assert {path.stem for path in folder.iterdir()} == found


@pytest.mark.parametrize(
    "name", ["college-2022", "model-workers", "moral-models-2019", "moral-models-2020"]
)
def test_every_rule_of_its_own_has_a_case(name: str) -> None:
    """Rules that go by the clauses of a notice above are tried beside that."""
    pack, rules = bound(name)
    named = {case.rule for case in CASES if case.pack == name}
    assert rules.keys() - named - pack.told_by.keys() == set()
