from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from jlxx_check.checks.first_steps import ADD_ROW, REMOVE_REPEAT
from jlxx_check.checks.registry import Check
from jlxx_check.engine.bound_rule import BoundRule
from jlxx_check.engine.judge import judge
from jlxx_check.model.facts import Photo
from jlxx_check.model.nouns import nouns_of
from jlxx_check.model.outcome import Lack, Level, Outcome, failed, not_judged, passed, review
from jlxx_check.model.pack import RuleSpec
from jlxx_check.model.package import Misplaced
from jlxx_check.model.report import Report, Verdict
from jlxx_check.testing.case_packages import build_package
from jlxx_check.testing.rule_cases import bound
from jlxx_check.text import Text, same

PACK, _ = bound("jilin-2023")


def report(function: Any, package: dict[str, Any], **settings: Any) -> Report:
    """The report of one made-up rule over a package."""
    needs = tuple((k, v) for k, v in settings.pop("needs", {}).items())
    spec = RuleSpec(
        title=same("题目"),
        why=same("为什么"),
        scope=settings.pop("scope", "package"),
        check="test.check",
        level=settings.pop("level", Level.ERROR),
        clause="一（二）",
        fix=same("改法"),
    )
    rule = BoundRule.of("test.rule", spec, Check("test.check", function, needs, None, None), None)
    # Of the pack's one rule, so that the report is of the whole notice.
    whole = PACK.model_copy(update={"rules": {"test.rule": spec}})
    return judge(build_package(package, whole), whole, (rule,), **settings)


def outcomes(*given: Outcome) -> Any:
    def function() -> Iterator[Outcome]:
        yield from given

    return function


FAIL = failed(same("不对"))
SOFT = failed(same("软"), level=Level.WARNING)
LEFT = not_judged(same("没有"))
ASKED = not_judged(same("没有日期"), lack=Lack.CALLER)
ONE = {"entries": [{"kind": "star"}]}


@pytest.mark.parametrize(
    ("given", "level", "verdict", "judged"),
    [
        ((passed(),), Level.ERROR, Verdict.COMPLIANT, (1, 1, 0, 0)),
        ((FAIL, passed()), Level.ERROR, Verdict.NONCOMPLIANT, (2, 1, 1, 0)),
        ((FAIL, passed()), Level.WARNING, Verdict.COMPLIANT, (2, 1, 1, 0)),
        ((SOFT, passed()), Level.ERROR, Verdict.COMPLIANT, (2, 1, 1, 0)),
        # What could not be judged on the material leaves an error-level rule open.
        ((LEFT, passed()), Level.ERROR, Verdict.INCOMPLETE, (1, 1, 0, 1)),
        ((LEFT, passed()), Level.WARNING, Verdict.COMPLIANT, (1, 1, 0, 1)),
        ((LEFT, FAIL), Level.ERROR, Verdict.NONCOMPLIANT, (1, 0, 1, 1)),
        # What only the caller can give does not.
        ((ASKED, passed()), Level.ERROR, Verdict.COMPLIANT, (1, 1, 0, 1)),
        # Where nothing passed nothing complies.
        ((FAIL,), Level.WARNING, Verdict.INCOMPLETE, (1, 0, 1, 0)),
        ((LEFT,), Level.ERROR, Verdict.INCOMPLETE, (0, 0, 0, 1)),
        ((review(same("请看")),), Level.REVIEW, Verdict.INCOMPLETE, (0, 0, 0, 0)),
        ((), Level.ERROR, Verdict.INCOMPLETE, (0, 0, 0, 0)),
    ],
)
def test_verdict_and_counts(
    given: tuple[Outcome, ...], level: Level, verdict: Verdict, judged: tuple[int, ...]
) -> None:
    made = report(outcomes(*given), ONE, level=level)
    (rule,) = made.rules
    assert made.verdict is verdict
    assert (rule.judged, rule.passed, rule.failed, rule.not_judged) == judged
    assert made.summary.not_judged == rule.not_judged


def test_without_an_entry_nothing_complies() -> None:
    assert report(outcomes(passed()), {}).verdict is Verdict.INCOMPLETE


def test_every_line_without_a_result_says_what_to_do() -> None:
    own = not_judged(same("读不出"), fix=same("请另存为 .docx"))
    made = report(outcomes(LEFT, ASKED, own), ONE)
    assert [item.fix and bool(item.fix.zh and item.fix.en) for item in made.not_judged] == [
        True
    ] * 3
    assert made.not_judged[2].fix == same("请另存为 .docx")
    assert [item.blocks for item in made.not_judged] == [True, False, True]


def test_a_check_that_raises_is_the_programs_fault() -> None:
    def broken() -> Iterator[Outcome]:
        yield passed()
        raise RuntimeError("secret 13800001234")

    made = report(broken, {})
    assert made.verdict is Verdict.INCOMPLETE
    (left,) = made.faults
    assert "RuntimeError" in left.why.zh
    assert "13800001234" not in left.why.zh


PHOTO = {"kind": "star", "files": [{"path": "a.jpg", "role": "id-photo"}]}


def look(photo: Photo) -> Iterator[Outcome]:
    yield passed()


@pytest.mark.parametrize(
    ("content", "verdict", "counts"),
    [
        ({"photo": {}}, Verdict.COMPLIANT, (1, 0)),
        ({"unreadable": {"cause": "corrupt"}}, Verdict.INCOMPLETE, (0, 1)),
        ({"unreadable": {"cause": "denied"}}, Verdict.INCOMPLETE, (0, 1)),
        ({"unreadable": {"cause": "unsupported"}}, Verdict.INCOMPLETE, (0, 1)),
        ({"crashed": "崩溃"}, Verdict.INCOMPLETE, (0, 1)),
    ],
)
def test_unreadable_evidence_is_not_judged(
    content: dict[str, Any], verdict: Verdict, counts: tuple[int, int]
) -> None:
    entry = {**PHOTO, "files": [{**PHOTO["files"][0], **content}]}
    made = report(look, {"entries": [entry]}, scope="star.id-photo", needs={"photo": Photo})
    assert made.verdict is verdict
    assert (made.rules[0].passed, made.rules[0].not_judged) == counts


def test_personal_numbers_are_masked_unless_asked_for() -> None:
    said = failed(same("电话 13800001234"), observed=same("13800001234"))
    hidden = report(outcomes(said), {}).findings[0]
    shown = report(outcomes(said), {}, show_personal=True).findings[0]
    assert "13800001234" not in hidden.message.zh + hidden.observed.zh
    assert "13800001234" in shown.message.zh


@pytest.mark.parametrize(
    ("file", "where", "about"),
    [
        ("r.xlsx", "Sheet1!B4", "乙"),  # whichever cell of the row it is
        ("r.xlsx", "Sheet1!A3", "甲"),
        ("r.xlsx", "Sheet1!A5", None),  # nobody is named there
        ("r.xlsx", "Sheet1!A30", None),
        ("r.xlsx", None, None),
        ("other.xlsx", "Sheet1!B4", None),
        (None, "Sheet1!B4", None),
    ],
)
def test_a_place_in_a_register_is_about_whoever_stands_there(
    file: str | None, where: str | None, about: str | None
) -> None:
    rows = [{"姓名": name} for name in ("甲", "乙", "")]
    registers = [{"kind": "star", "path": "r.xlsx", "rows": rows}]
    made = report(outcomes(failed(same("空着"), file=file, where=where)), {"registers": registers})
    assert made.findings[0].about == about


def test_findings_stand_by_entry_and_the_gravest_first() -> None:
    package = {"entries": [{"kind": "star", "repeat": 2, "name": "甲"}]}
    made = report(
        outcomes(
            failed(same("乙"), entry="star/2"),
            failed(same("提醒"), entry="star/1", level=Level.WARNING),
            failed(same("甲"), entry="star/1"),
            failed(same("整体")),
        ),
        package,
    )
    assert [item.message.zh for item in made.findings] == ["整体", "甲", "提醒", "乙"]


def test_what_the_notice_encourages_is_said_and_is_no_fault() -> None:
    film = {"path": "a.mp4", "role": "video", "video": {}}
    entries = [{"kind": "star", "name": "甲", "files": [film]}, {"kind": "star", "name": "乙"}]
    _, rules = bound("jilin-2023")
    made = judge(build_package({"entries": entries}, PACK), PACK, tuple(rules.values()))
    assert not any(finding.rule.startswith("video.") for finding in made.findings)
    note = next(text for text in made.notes if "鼓励" in text.zh)
    assert "乙" in note.zh
    assert "甲" not in note.zh


def test_what_lies_in_anothers_folder_is_counted_for_a_person_or_at_least_noted() -> None:
    _, rules = bound("jilin-2023")
    form = {"path": "李四/a.docx", "role": "form"}
    package = build_package({"entries": [{"kind": "star", "name": "张三", "files": [form]}]}, PACK)
    other = Misplaced("李四/a.docx", same("放错了"), "张三/a.docx")
    package = replace(package, misplaced=(other,))
    made = judge(package, PACK, [rules["package.recognised"]])
    (asked,) = made.findings
    assert (asked.level, asked.entry, asked.file) == (Level.REVIEW, "star/1", "李四/a.docx")
    assert asked.related == ("张三/a.docx",)
    assert made.summary.review == 1
    assert not [note for note in made.notes if "放错了" in note.zh]
    made = judge(package, PACK, [rules["star.form"]])
    assert [note.zh for note in made.notes if "放错了" in note.zh] == ["放错了"]


def test_a_folder_that_cannot_be_opened_leaves_the_verdict_open() -> None:
    _, rules = bound("jilin-2023")
    shut = {"path": "closed", "reason": "shut", "why": "打不开"}
    row = {"姓名": "甲", "工作单位及职务": "某厂", "联系电话": "13800000001"}
    package = build_package(
        {"unassigned": [shut], "registers": [{"kind": "star", "rows": [row]}]}, PACK
    )
    chosen = [rules[name] for name in ("register.matches-entries", "quota.stars")]
    made = judge(package, PACK, [*chosen, rules["package.recognised"]])
    assert made.verdict is Verdict.INCOMPLETE
    assert not made.findings
    assert {item.rule for item in made.not_judged} == {rule.id for rule in chosen} | {
        "package.recognised"
    }


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"star/1": [REMOVE_REPEAT, ADD_ROW]}, [REMOVE_REPEAT, REMOVE_REPEAT]),
        ({"star/1": [ADD_ROW, REMOVE_REPEAT]}, [REMOVE_REPEAT, REMOVE_REPEAT]),
        ({"star/1": [ADD_ROW]}, [ADD_ROW]),
        ({"star/1": [REMOVE_REPEAT], "star/2": [ADD_ROW]}, [REMOVE_REPEAT, ADD_ROW]),
    ],
)
def test_no_row_is_asked_for_who_is_to_be_taken_out(
    given: dict[str, list[Text]], told: list[Text]
) -> None:
    left = [
        not_judged(same("没有"), entry=entry, fix=fix) for entry, f in given.items() for fix in f
    ]
    two = {"entries": [{"kind": "star"}, {"kind": "star"}]}
    found = report(outcomes(*left), two)
    fill = nouns_of(PACK, "star").fill
    assert [item.fix for item in found.not_judged] == [fill(fix) for fix in told]
