"""Decisions on findings across units: known again by all their sides, and by nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from jlxx_check.engine.across_decided import decide_across
from jlxx_check.model.batch_report import AcrossFinding, AcrossSide
from jlxx_check.model.decision import Choice, DecidedSide, Decision, DecisionsFile
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding
from jlxx_check.text import same

TODAY = date(2023, 7, 14)
PHOTO, STAR = "batch.repeated-photo", "batch.repeated-star"


def side(unit: str, name: str, file: str | None = "1.jpg", digest: str | None = "d") -> AcrossSide:
    return AcrossSide(
        f"{unit}.zip", unit, "star/1", "star", name, person=True, file=file, digest=digest
    )


A, B, C = side("甲局", "王五"), side("乙局", "李四"), side("丙局", "赵六")


def found(*sides: AcrossSide, rule: str = PHOTO, level: Level = Level.ERROR) -> AcrossFinding:
    finding = Finding(rule, level, same("相同"))
    return AcrossFinding(finding, tuple(one.package for one in sides), sides)


def named(one: AcrossSide, *, by_path: bool = False) -> DecidedSide:
    """The side as a decision names it; by_path: without its digest."""
    return DecidedSide(one.unit, one.entry, one.name, one.file, None if by_path else one.digest)


def decision(
    *sides: AcrossSide,
    rule: str | None = PHOTO,
    choice: Choice = Choice.WAIVED,
    by_path: bool = False,
) -> Decision:
    told = tuple(named(one, by_path=by_path) for one in sides)
    return Decision(
        rule, None, choice, "赵核对", date(2023, 7, 13), "已说明", source="a:3", sides=told
    )


def short(name: str) -> str:
    """Units by all their names."""
    return name.removesuffix("（补交）")


def decided(
    findings: list[AcrossFinding], *decisions: Decision
) -> tuple[list[bool], tuple[str, ...]]:
    """Which findings were decided on, and what is said of decisions without effect."""
    return decided_for(None, findings, *decisions)


def decided_for(
    package: str | None, findings: list[AcrossFinding], *decisions: Decision
) -> tuple[list[bool], tuple[str, ...]]:
    """The same by the file of a package."""
    files = [DecisionsFile(Path("a"), None, package, decisions)]
    across, notes = decide_across(
        findings, files, today=TODAY, unit=short, judged={PHOTO, STAR}, rules={PHOTO, STAR, "x.y"}
    )
    return [item.finding.decision is not None for item in across], tuple(note.zh for note in notes)


MOVED = replace(
    A, package="邮箱/甲局（补交）.zip", unit="甲局（补交）", entry="star/4", file="新/1.jpg"
)


@pytest.mark.parametrize(
    ("finding", "wanted"),
    [
        (found(A, B), decision(A, B)),
        (found(A, B), decision(B, A)),
        (found(MOVED, B), decision(A, B)),
        (found(A, B), decision(A, B, by_path=True)),
        (found(A, B), decision(A, B, C)),  # one of three has withdrawn
        (found(A, replace(B, copies=(C,))), decision(A, C)),  # its copy was looked at
        (found(A, B, level=Level.REVIEW), decision(A, B, choice=Choice.CONFIRMED)),
        (
            found(AcrossSide("a", "甲局"), AcrossSide("b", "乙局")),
            decision(AcrossSide("c", "甲局"), AcrossSide("d", "乙局")),
        ),
    ],
)
def test_a_finding_is_known_again_by_its_sides(finding: AcrossFinding, wanted: Decision) -> None:
    assert decided([finding], wanted) == ([True], ())


OTHER_FILE = replace(B, digest="e")


@pytest.mark.parametrize(
    ("finding", "wanted", "says"),
    [
        (found(A, B, C), decision(A, B), "现在还涉及当时没有的单位"),
        (found(A, OTHER_FILE), decision(A, B), "文件与当时核对的不是同一份"),
        (found(A, C), decision(A, B), "这次没有这个问题"),
        (found(A, replace(B, name="李四四")), decision(A, B), "这次没有这个问题"),
        (found(A, B, rule=STAR), decision(A, B), "这次没有这个问题"),
        (found(A, replace(B, file="2.jpg", digest=None)), decision(A, B, by_path=True), None),
        (found(A, replace(B, file="2.jpg")), decision(A, B, by_path=True), "不是同一份"),
        (found(A, B), decision(A, B, choice=Choice.CONFIRMED), "不是人工核对项"),
        (found(A, B), replace(decision(A, B), until=date(2023, 7, 13)), "有效期已过"),
        (found(A, B), replace(decision(A, B), on=date(2023, 7, 15)), "还没有到"),
        (found(A, B), decision(A, B, rule="batch.no"), "没有这条规则"),
        (found(A, B), decision(A, B, rule="batch.*"), "没有写明是哪一条规则"),
    ],
)
def test_what_is_not_certainly_meant_is_not_decided(
    finding: AcrossFinding, wanted: Decision, says: str | None
) -> None:
    done, notes = decided([finding], wanted)
    assert done == [says is None]
    assert [says is not None and says in note for note in notes] == [True] * len(notes)
    assert bool(notes) is (says is not None)


def test_persons_are_decided_on_only_as_they_were_seen() -> None:
    """Whoever let a slip stand did not let a person stand who is put forward twice."""
    one, two, third = (
        replace(item, file=None, digest=None) for item in (A, replace(B, name="王五"), C)
    )
    slip = decision(one, two, third, rule=STAR)
    findings = [found(one, two, rule=STAR), found(one, two, third, rule=STAR, level=Level.REVIEW)]
    assert decided(findings, slip) == ([False, True], ())
    assert decided(findings[:1], slip)[0] == [False]


def test_the_first_decision_counts_and_rules_left_out_are_left_alone() -> None:
    done, notes = decided([found(A, B)], decision(A, B), decision(B, A), decision(A, B, rule="x.y"))
    assert done == [True]
    assert ["前面已有一条" in note for note in notes] == [True]


def test_a_decision_on_one_package_is_no_matter_here() -> None:
    own = Decision("video.codec", None, Choice.WAIVED, "赵核对", date(2023, 7, 13), "已说明")
    assert decided([found(A, B)], own) == ([False], ())


BARE = Decision(PHOTO, None, Choice.WAIVED, "赵核对", date(2023, 7, 13), "已说明")
MAILED = replace(A, package="邮箱/材料(1).zip", unit="丁局")


@pytest.mark.parametrize(
    ("package", "bare", "findings", "done", "says"),
    [
        ("甲局", BARE, [found(A, B)], [True], None),
        ("乙局（补交）", BARE, [found(A, B)], [True], None),  # whichever side, by any of its names
        ("材料(1).zip", BARE, [found(MAILED, B)], [True], None),  # as its own report names it
        ("甲局", BARE, [found(A, B), found(B, C)], [True, False], None),
        ("甲局", BARE, [found(A, B), found(A, B, rule=STAR)], [True, False], None),
        ("甲局", replace(BARE, entry="star/1"), [found(A, B)], [True], None),
        ("甲局", replace(BARE, entry="star/1", name="王五"), [found(A, B)], [True], None),
        ("甲局", BARE, [found(A, B), found(A, C)], [False, False], "要写明涉及的各方"),
        ("甲局", replace(BARE, file="1.jpg", name="王五"), [found(A, B)], [True], None),
        ("甲局", replace(BARE, entry="star/9"), [found(A, B)], [False], "这次没有这个问题"),
        ("甲局", replace(BARE, name="李四"), [found(A, B)], [False], "这次没有这个问题"),
        ("丙局", BARE, [found(A, B)], [False], "这次没有这个问题"),
        ("甲局", BARE, [], [], "这次没有这个问题"),
        ("甲局", BARE, [found(A, B, rule=STAR)], [False], "这次没有这个问题"),
        (None, BARE, [found(A, B)], [False], "要写明涉及的各方"),
        ("甲局", replace(BARE, choice=Choice.CONFIRMED), [found(A, B)], [False], "不是人工核对项"),
        ("甲局", replace(BARE, until=date(2023, 7, 13)), [found(A, B)], [False], "有效期已过"),
        ("甲局", replace(BARE, rule="x.y"), [found(A, B)], [False], None),  # of a package itself
    ],
)
def test_without_sides_it_is_about_the_only_one_of_its_package(
    package: str | None,
    bare: Decision,
    findings: list[AcrossFinding],
    done: list[bool],
    says: str | None,
) -> None:
    assert decided_for(package, findings, bare)[0] == done
    notes = decided_for(package, findings, bare)[1]
    assert [says is not None and says in note for note in notes] == [True] * (says is not None)


def test_those_that_name_their_sides_come_first() -> None:
    """One of two findings being settled, the other is the only one left, in whatever order."""
    findings = [found(A, B), found(A, C)]
    assert decided_for("甲局", findings, BARE, decision(A, C)) == ([True, True], ())
    done, (note,) = decided_for("甲局", findings[:1], BARE, decision(A, B))
    assert done == [True]
    assert "前面已有一条" in note


def test_what_a_decision_says_is_masked() -> None:
    wanted = replace(decision(A, B), why="问过13800001234")
    files = [DecisionsFile(Path("a"), None, None, (wanted,))]
    (item,), _ = decide_across(
        [found(A, B)],
        files,
        today=TODAY,
        unit=str,
        judged={PHOTO},
        rules={PHOTO},
        masking=lambda text: text.replace("13800001234", "138****1234"),
    )
    assert item.finding.decision is not None
    assert item.finding.decision.why == "问过138****1234"
