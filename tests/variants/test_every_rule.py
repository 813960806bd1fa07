from __future__ import annotations

from jlxx_check.model.outcome import Level
from tests.support.variants import complying_report, jilin
from tests.variants import (
    test_layout,
    test_media,
    test_package,
    test_project,
    test_quota,
    test_register,
    test_special,
    test_star,
)
from tests.variants.bench import Variant

FAMILIES = (
    test_layout,
    test_media,
    test_package,
    test_project,
    test_quota,
    test_register,
    test_special,
    test_star,
)
TABLES = [item for family in FAMILIES for item in vars(family).values() if isinstance(item, list)]
PLANTED = {case.name: case for table in TABLES for case in table if isinstance(case, Variant)}


def test_every_rule_that_a_machine_judges_has_its_mistake() -> None:
    judged = {
        rule.id
        for rule in jilin().rules
        if rule.spec.level is not Level.REVIEW and not rule.spec.across
    }
    assert {found.rule for case in PLANTED.values() for found in case.wanted} == judged


def test_the_ground_is_free_of_mistakes() -> None:
    report = complying_report()
    assert report.summary.error == report.summary.warning == report.summary.info == 0
    assert not report.not_judged
