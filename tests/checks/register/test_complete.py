"""Every column but some is to be filled."""

from __future__ import annotations

from typing import Any

from tests.support.general import pack, package

from jlxx_check.checks.register.present import Columns, complete
from jlxx_check.model.outcome import Outcome, Status

FULL = {"序号": "1", "姓名": "甲", "工作单位及职务": "某厂工人", "联系电话": "13800000001"}


def judge(row: dict[str, str], **want: Any) -> list[Outcome]:
    registers = [{"kind": "star", "path": "r.xlsx", "columns": list(row), "rows": [row]}]
    found = package(registers=registers)
    return list(complete(found, pack(), Columns.model_validate(want)))


def every(row: dict[str, str]) -> list[str]:
    """What is said of it where every column that the pack names has to be filled."""
    columns = pack().registers["star"].fields
    rest = [label for label in columns if label not in FULL]
    return [
        item.message.zh
        for item in judge(row, all_but=rest)
        if item.status is Status.FAIL and item.message
    ]


def test_every_column_but_some() -> None:
    assert every(FULL) == []
    (said,) = every({**FULL, "联系电话": ""})
    assert "“联系电话”没有填写" in said


def test_without_it_the_required_ones_alone() -> None:
    assert [item.status for item in judge(FULL)] == [Status.PASS]


def test_a_column_that_is_not_there_is_told() -> None:
    row = {key: value for key, value in FULL.items() if key != "联系电话"}
    (said,) = every(row)
    assert "没有“联系电话”一列" in said
