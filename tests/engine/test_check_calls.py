"""Whatever a check does costs its own result: never a pass, never a lost report."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check.checks.registry import Check
from jlxx_check.engine.check_calls import outcomes_of
from jlxx_check.engine.results import exit_status
from jlxx_check.model.limits import CheckLimits
from jlxx_check.model.outcome import Level, Outcome, Status, failed, not_applicable, passed
from jlxx_check.model.report import Verdict
from jlxx_check.model.traits import Shared
from jlxx_check.text import Text, same
from tests.engine.test_judge import FAIL, ONE, outcomes, report

LEAVE = threading.Event()
NO: Any = None


def said(function: Any, limits: CheckLimits, entries: set[str] | None = NO) -> list[Outcome]:
    check = Check("acme.check", function, (), None, None, plugin="acme-checks 0.1")
    return outcomes_of(check, function, {}, entries, limits)


def yields(*things: Any) -> Any:
    def function() -> Iterator[Any]:
        yield from things

    return function


def raises(error: BaseException) -> Any:
    def function() -> Iterator[Outcome]:
        yield passed()
        raise error

    return function


def hangs() -> Iterator[Outcome]:
    yield passed()
    LEAVE.wait(60)


def never_ends() -> Iterator[Outcome]:
    while True:
        yield passed()


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (raises(ValueError("bad cell")), "ValueError"),
        (raises(ValueError("bad cell")), "bad cell"),
        (raises(SystemExit(0)), "SystemExit"),
        (raises(GeneratorExit()), "GeneratorExit"),
        (raises(StopIteration()), "RuntimeError"),
        (lambda: sys.exit(0), "SystemExit"),
        (lambda: None, "TypeError"),
        (lambda: "fine", "Outcome values, not str"),
        (yields("fine"), "Outcome values, not str"),
        (yields(True), "Outcome values, not bool"),
        (yields(NO), "Outcome values, not NoneType"),
        (yields(failed(same("不对"), level="error")), "level: a Level, not str"),  # type: ignore[arg-type]
        (yields(Outcome("failed", same("不对"))), "status: a Status, not str"),  # type: ignore[arg-type]
        (yields(failed("不对")), "message: a Text(zh, en) of strings, not str"),  # type: ignore[arg-type]
        (yields(failed(Text(1, 2))), "message: a Text(zh, en) of strings"),  # type: ignore[arg-type]
        (yields(failed(same("不对"), fix=7)), "fix: a Text(zh, en)"),  # type: ignore[arg-type]
        (yields(passed(file=b"a.jpg")), "file: a string"),  # type: ignore[arg-type]
        (yields(failed(same("不对"), related="a.jpg")), "related: a tuple"),  # type: ignore[arg-type]
        (yields(Outcome(Status.PASS, lack="nobody")), "lack: a Lack"),  # type: ignore[arg-type]
        (hangs, "no result after 0.2 s"),
        (never_ends, "more than 50 outcomes"),
    ],
)
def test_what_goes_wrong_is_told_of_the_plugin(function: Any, words: str) -> None:
    limits = CheckLimits(seconds=0.2 if function is hangs else 60, outcomes=50)
    *before, last = said(function, limits, {"star/1"})
    assert last.status is Status.CRASHED
    assert all(item.status is Status.PASS for item in before)
    assert last.message is not None
    for language in (last.message.zh, last.message.en):
        assert words in language
        assert "acme-checks 0.1" in language


def test_the_line_is_the_checks_own() -> None:
    (last,) = said(lambda: int("x"), CheckLimits())
    assert last.message is not None
    assert "engine/test_check_calls.py" in last.message.en
    assert f"line {said.__code__.co_firstlineno}" not in last.message.en


@pytest.mark.parametrize(
    "outcome",
    [
        passed(),
        FAIL,
        not_applicable(),
        failed(same("软"), level=Level.INFO),
        passed(entry="star/1"),
    ],
)
def test_what_is_sound_goes_through(outcome: Outcome) -> None:
    assert said(yields(outcome), CheckLimits(), {"star/1"}) == [outcome]


def test_an_entry_that_is_none_is_no_place_for_a_finding() -> None:
    (last,) = said(yields(failed(same("不对"), entry="star/9")), CheckLimits(), {"star/1"})
    assert last.status is Status.CRASHED


@pytest.mark.parametrize("sound", [Shared(Status.FAIL, same("同一张")), passed()])
def test_across_packages_only_what_has_sides_is_a_finding(sound: Outcome) -> None:
    assert said(yields(sound), CheckLimits()) == [sound]
    (last,) = said(yields(FAIL), CheckLimits())
    assert last.status is Status.CRASHED


def test_ctrl_c_is_nobodys_fault() -> None:
    check = Check("test.check", raises(KeyboardInterrupt()), (), None, None)
    with pytest.raises(KeyboardInterrupt):
        outcomes_of(check, check.function, {}, None)


ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.text(),
    st.binary(),
    st.integers(),
    st.lists(st.none()),
    st.builds(
        Outcome,
        st.one_of(st.sampled_from(["fail", "passed", "", 1, None]), st.sampled_from(Status)),
        st.one_of(
            st.none(), st.text(), st.builds(Text, st.text(), st.one_of(st.text(), st.none()))
        ),
        level=st.one_of(st.sampled_from(["error", "none", 3]), st.sampled_from(Level)),
        entry=st.one_of(st.none(), st.text(), st.integers()),
        file=st.one_of(st.none(), st.text(), st.integers()),
    ),
)


@given(ANYTHING)
def test_no_object_makes_a_package_comply(thing: Any) -> None:
    """Where a pass is not said as one is said, the report is there and says so: exit status 3."""
    made = report(yields(passed(), thing), ONE)
    sound = isinstance(thing, Outcome) and not made.faults
    if sound:
        assert (
            made.verdict is not Verdict.COMPLIANT
            or thing.status
            in (
                Status.PASS,
                Status.NOT_APPLICABLE,
            )
            or thing.level is not Level.ERROR
        )
    else:
        assert made.verdict is Verdict.INCOMPLETE
        assert exit_status([made]) == 3


def test_a_failing_check_costs_no_other() -> None:
    made = report(outcomes(passed(), FAIL), ONE)
    assert made.verdict is Verdict.NONCOMPLIANT
