"""Every rule's cases; every rule has one that passes and one that does not."""

from __future__ import annotations

import pytest

from jlxx_check.model.outcome import Level
from tests.support.cases import Case, bound, load_cases, matches, run_case

ALL = load_cases()
PACKS = ("jilin-2023", "aku-2026")


@pytest.mark.parametrize("case", ALL, ids=str)
def test_case(case: Case) -> None:
    run = run_case(case)
    said = "\n".join(f"{item.level} {item.entry} {item.message.zh}" for item in run.findings)
    left = [item.why.zh for item in run.not_judged]
    if case.expect == "pass":
        assert not run.findings, said
        assert not left
        assert run.result.passed
    elif case.expect == "not-judged":
        assert not run.findings, said
        assert left
    elif case.expect == "nothing":
        assert not run.findings, said
        assert not left
        assert not run.result.judged
    else:
        assert isinstance(case.expect, list)
        rest = list(run.findings)
        for want in case.expect:
            hit = next((item for item in rest if matches(item, want)), None)
            assert hit is not None, f"not found: {want}\n{said}"
            rest.remove(hit)
        assert not rest, f"too many:\n{said}"
        assert len(left) == case.not_judged, left


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
