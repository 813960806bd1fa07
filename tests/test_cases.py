"""Every rule's cases; every rule has one that passes and one that does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from jlxx_check.engine.rule_run import way_out
from jlxx_check.model.outcome import Lack, Level
from jlxx_check.testing.rule_cases import Case, bound, differences, load_cases, run_case
from jlxx_check.text import Lang

FOLDER = Path(__file__).parent / "cases"
ALL = load_cases(FOLDER, "jilin-2023")
PACKS = ("jilin-2023", "aku-2026")


@pytest.mark.parametrize("case", ALL, ids=str)
def test_case(case: Case) -> None:
    run = run_case(case)
    assert not [item.say(Lang.ZH) for item in differences(case, run)]
    vague = way_out(Lack.MATERIAL, None)
    assert vague not in [item.fix for item in run.not_judged], "it does not say what to do"


def test_every_file_is_named_for_its_rule() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == {case.rule for case in ALL}


@pytest.mark.parametrize("pack", PACKS)
def test_every_rule_has_a_passing_and_a_failing_case(pack: str) -> None:
    """Review rules have a case that gives their item; what no machine judges cannot pass."""
    _, rules = bound(pack)
    passing = {case.rule for case in ALL if case.expect == "pass"}
    failing = {case.rule for case in ALL if isinstance(case.expect, list) and case.expect}
    judged = {rule_id for rule_id, rule in rules.items() if rule.spec.level is not Level.REVIEW}
    always = {rule_id for rule_id in judged if rules[rule_id].check.name == "notice.not-known"}
    assert rules.keys() - failing == set()
    assert judged - always - passing == set()
