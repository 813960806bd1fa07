"""Whose letter of verification waits for what shows across units."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from jlxx_check.model.batch_report import (
    AcrossFinding,
    BatchReport,
    DeliveryResult,
    held_back,
)
from jlxx_check.model.decision import Choice, Decision
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding, PackInfo
from jlxx_check.text import same


def batch(level: Level, decision: Decision | None = None) -> BatchReport:
    finding = replace(Finding("batch.repeated-photo", level, same("相同")), decision=decision)
    units = {"甲": "甲局", "甲（补交）": "甲局", "乙": "乙局", "丙": "丙局", "丁": None, "戊": None}
    return BatchReport(
        tool_version="0",
        pack=PackInfo("pack", same("通知"), "0" * 64),
        inbox="收件",
        deliveries=tuple(
            DeliveryResult(path, path, unit, None, None, None) for path, unit in units.items()
        ),
        across=(AcrossFinding(finding, ("甲", "乙")), AcrossFinding(finding, ("乙", "丁"))),
    )


@pytest.mark.parametrize("level", [Level.ERROR, Level.WARNING, Level.REVIEW])
def test_all_deliveries_of_a_unit_that_an_open_finding_names(level: Level) -> None:
    assert held_back(batch(level)) == {"甲", "甲（补交）", "乙", "丁"}


def test_what_was_decided_on_or_is_only_told_holds_nobody_back() -> None:
    decision = Decision("batch.repeated-photo", None, Choice.WAIVED, "赵", date(2023, 7, 13), "无")
    assert held_back(batch(Level.ERROR, decision)) == frozenset()
    assert held_back(batch(Level.INFO)) == frozenset()
