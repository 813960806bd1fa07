from __future__ import annotations

from dataclasses import replace

import pytest

from jlxx_check.model.batch import BatchReport, Delivery
from jlxx_check.model.report import RuleResult
from jlxx_check.model.text import same
from jlxx_check.reporters.batch.rule_counts import rule_counts
from jlxx_check.reporters.batch.standing import (
    InTime,
    Numbers,
    advice,
    in_time,
    main_report,
    numbers,
    standings,
)
from tests.support.batches import examined, sample_batch


def test_numbers() -> None:
    assert numbers(sample_batch()) == Numbers(
        complying=2, to_mend=1, unfinished=1, missing=3, across=2, superseded=1
    )
    assert numbers(sample_batch()).received == 4


def test_a_chain_of_deliveries_ends_with_the_one_that_counts() -> None:
    def sent(path: str, newer: str | None) -> Delivery:
        return Delivery(path, "甲", "甲", None, None, None, same("?"), superseded_by=newer)

    found = (sent("1", "2"), sent("2", "3"), sent("3", None), sent("4", None))
    batch = replace(sample_batch(), deliveries=found)
    assert [(one.delivery.path, [old.path for old in one.older]) for one in standings(batch)] == [
        ("3", ["1", "2"]),
        ("4", []),
    ]


@pytest.mark.parametrize(
    ("path", "met"),
    [
        ("长春市教育局", InTime.YES),
        ("吉林市教育局（补正）", InTime.NO),
        ("延边州教育局.zip", InTime.UNKNOWN),
        ("白城市教育局.7z", InTime.UNKNOWN),
    ],
)
def test_in_time_is_what_the_report_says(path: str, met: InTime) -> None:
    (found,) = (one for one in sample_batch().deliveries if one.path == path)
    assert in_time(found) is met


def test_main_report_falls_back_to_what_was_written() -> None:
    sent = Delivery("a", "a", None, None, None, None, written={"docx": "a.docx", "json": "a.json"})
    assert main_report(sent, "json") == "a.json"
    assert main_report(sent, "html") == "a.docx"
    assert main_report(replace(sent, written={}), "html") is None


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Numbers(3, 0, 0, 0, 0, 0), "各单位的材料都没有错误。"),
        (Numbers(1, 2, 0, 0, 0, 0), "请 2 个单位按各自的报告改正后重新报送。"),
        (Numbers(0, 0, 1, 5, 0, 0), "处理 1 份没能检查完的材料；催报 5 个未报送的单位。"),
        (Numbers(0, 0, 0, 0, 4, 0), "核对 4 处跨单位问题。"),
    ],
)
def test_advice(found: Numbers, said: str) -> None:
    assert advice(found).zh == said


def counted(batch: BatchReport) -> dict[str, tuple[int, int, int, int]]:
    return {
        one.rule.id: (one.errors, one.warnings, one.unjudged, one.findings)
        for one in rule_counts(batch)
    }


def test_rules_are_counted_by_unit_over_what_counts() -> None:
    found = counted(sample_batch())
    bad = examined("mistakes").report
    own = [one for one in bad.findings if one.rule == "video.duration"]
    assert found["video.duration"] == (1, 0, 1, len(own))  # the older delivery is not counted
    assert found["package.deadline"] == (1, 0, 1, 1)
    assert found["batch.repeated-star"] == (2, 0, 0, 1)
    assert found["batch.repeated-photo"] == (0, 2, 0, 1)
    assert found["batch.repeated-project"] == (0, 0, 0, 0)


def test_what_goes_wrong_most_comes_first() -> None:
    units = [one.errors for one in rule_counts(sample_batch())]
    assert units == sorted(units, reverse=True)
    assert units[0] == 2


def test_every_rule_is_there_once() -> None:
    rules: tuple[RuleResult, ...] = examined("complying").report.rules
    assert len(rule_counts(sample_batch())) == len(rules) + len(sample_batch().rules)
