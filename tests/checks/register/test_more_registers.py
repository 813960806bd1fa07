"""Sheets of one file that are registers each."""

from __future__ import annotations

from dataclasses import replace

from jlxx_check import load_pack
from jlxx_check.checks.register.present import present
from jlxx_check.model.outcome import Level, Status
from jlxx_check.model.package import Package
from jlxx_check.testing.case_packages import build_package


def package(*sheets: list[dict[str, str]]) -> Package:
    """A package whose register has these sheets."""
    pack = load_pack().pack
    made = [
        build_package({"registers": [{"kind": "star", "path": "a.xlsx", "rows": rows}]}, pack)
        for rows in sheets
    ]
    first = made[0].registers[0]
    versions = tuple(other.registers[0].rows for other in made[1:])
    return replace(made[0], registers=(replace(first, versions=versions),))


def test_another_version_in_a_sheet_beside_is_told() -> None:
    pack = load_pack().pack
    one, other = [{"姓名": "甲"}, {"姓名": "乙"}], [{"姓名": "甲"}, {"姓名": "丙"}]
    (outcome,) = present(package(one, other), pack)
    assert outcome.status is Status.FAIL
    assert outcome.file == "a.xlsx"
    assert outcome.message is not None
    assert "一份是“乙”，一份是“丙”" in outcome.message.zh
    (outcome,) = present(package(one), pack)
    assert outcome.status is Status.PASS


def test_a_sheet_that_is_spelt_otherwise_alone_is_a_warning() -> None:
    pack = load_pack().pack
    (outcome,) = present(
        package([{"姓名": "甲"}, {"姓名": "乙"}], [{"姓名": "甲"}, {"姓名": "乙"}]), pack
    )
    assert (outcome.status, outcome.level) == (Status.FAIL, Level.WARNING)
    assert outcome.message is not None
    assert "只是写法不同" in outcome.message.zh
    (outcome,) = present(
        package([{"姓名": "甲"}, {"姓名": "乙"}], [{"姓名": "甲"}, {"姓名": "丙"}]), pack
    )
    assert outcome.level is None
