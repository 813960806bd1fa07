"""Whatever a check does costs its own result: never a pass, never a lost report."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check import formats, render
from jlxx_check.checks.registry import Check
from jlxx_check.engine.check_calls import Sayable, outcomes_of
from jlxx_check.engine.results import exit_status
from jlxx_check.model.limits import CheckLimits
from jlxx_check.model.outcome import Level, Outcome, Status, failed, not_applicable, passed
from jlxx_check.model.report import Verdict
from jlxx_check.text import Lang, Text, same
from tests.engine.test_judge import FAIL, ONE, outcomes, report

LEAVE = threading.Event()
NO: Any = None


def said(function: Any, limits: CheckLimits, entries: set[str] | None = NO) -> list[Outcome]:
    check = Check(f"acme.{id(function)}", function, (), None, None, plugin="acme-checks 0.1")
    return outcomes_of(check, function, {}, Sayable(entries), limits)


def yields(*things: Any) -> Any:
    def function() -> Iterator[Any]:
        yield from things

    return function


def raises(error: BaseException) -> Any:
    def function() -> Iterator[Outcome]:
        yield passed()
        raise error

    return function


class Mute(Exception):
    """One that fails at being told."""

    def __str__(self) -> str:
        raise SystemExit(0)


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
        (raises(KeyboardInterrupt()), "KeyboardInterrupt"),
        (raises(Mute()), "Mute"),
        (lambda: sys.exit(0), "SystemExit"),
        (yields(), "no outcome"),
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
        (hangs, {"zh": "超过0.2秒没有结果", "en": "took longer than 0.2 s"}),
        (never_ends, "more than 50 outcomes"),
    ],
)
def test_what_goes_wrong_is_told_of_the_plugin(function: Any, words: Any) -> None:
    limits = CheckLimits(seconds=0.2 if function is hangs else 60, outcomes=50)
    *before, last = said(function, limits, {"star/1"})
    assert last.status is Status.CRASHED
    assert all(item.status is Status.PASS for item in before)
    assert last.message is not None
    assert last.fix is not None
    assert "author" in last.fix.en
    for lang in Lang:
        said_so = last.message.say(lang)
        assert (words if isinstance(words, str) else words[lang]) in said_so
        assert "acme-checks 0.1" in said_so


def test_our_own_say_as_much_as_a_big_inbox_asks() -> None:
    """Across thousands of packages one subject has more outcomes than a plugin may say."""
    function = yields(*[passed()] * 60)
    own = Check("across.own", function, (), None, None)
    about = Sayable(frozenset())
    assert outcomes_of(own, function, {}, about, CheckLimits(outcomes=50)) == [passed()] * 60


def test_one_that_hangs_is_waited_for_once_and_asked_again_when_it_is_done() -> None:
    leave = threading.Event()
    started = []

    def hangs_at_first() -> Iterator[Outcome]:
        started.append(threading.current_thread())
        leave.wait(600 if len(started) == 1 else 0)
        yield passed()

    try:
        (first,) = said(hangs_at_first, CheckLimits(seconds=0.05))
        (second,) = said(hangs_at_first, CheckLimits(seconds=600))
    finally:
        leave.set()
    assert first.message is not None
    assert second.message is not None
    assert "took longer than" in first.message.en
    assert "still at an earlier subject" in second.message.en
    started[0].join()
    assert said(hangs_at_first, CheckLimits()) == [passed()]


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


@pytest.mark.parametrize("sound", [not_applicable(), passed()])
def test_across_packages_only_what_has_sides_is_a_finding(sound: Outcome) -> None:
    assert said(yields(sound), CheckLimits()) == [sound]
    (last,) = said(yields(FAIL), CheckLimits())
    assert last.status is Status.CRASHED


def test_ctrl_c_is_nobodys_fault() -> None:
    check = Check("test.check", raises(KeyboardInterrupt()), (), None, None)
    with pytest.raises(KeyboardInterrupt):
        outcomes_of(check, check.function, {}, Sayable())


class Sly(Outcome):
    """Of a class of its own, that may answer whatever it likes."""


class Trap(str):
    """A string that fails once somebody makes use of it."""

    __slots__ = ()

    def say(self, *_: object) -> str:
        raise RuntimeError("sprung")

    encode = splitlines = casefold = __format__ = say  # type: ignore[assignment]


PLAIN: Any = st.one_of(
    st.none(),
    st.booleans(),
    st.text(),
    st.binary(),
    st.integers(),
    st.floats(),
    st.lists(st.integers()),
    st.dictionaries(st.text(), st.text()),
    st.sampled_from(
        [Outcome, Status.PASS, Level.ERROR, passed, Trap("x"), object(), Sly(Status.PASS)]
    ),
)
_NO_TEXT = st.one_of(
    st.text(),
    st.integers(),
    st.builds(Text, st.one_of(st.none(), st.integers(), st.builds(Trap, st.text())), st.text()),
)
_NO_STRING = st.one_of(st.integers(), st.binary(), st.lists(st.text()), st.builds(Trap, st.text()))
#: Of each part of an outcome, what it cannot be.
_WRONG: dict[str, st.SearchStrategy[Any]] = {
    "status": st.one_of(st.none(), st.integers(), st.text(), st.sampled_from([*map(str, Status)])),
    "level": st.one_of(st.integers(), st.text(), st.sampled_from([*map(str, Level)])),
    "lack": st.one_of(st.none(), st.text()),
    **dict.fromkeys(("message", "expected", "observed", "fix"), _NO_TEXT),
    **dict.fromkeys(("file", "where"), _NO_STRING),
    "entry": st.one_of(_NO_STRING, st.text().map("nobody/{}".format)),
    "related": st.one_of(st.none(), st.text(), st.lists(st.text()), st.tuples(st.integers())),
}


@st.composite
def no_outcomes(draw: st.DrawFn) -> Any:
    """A sound outcome of any status, but for some of its parts."""
    sound = Outcome(draw(st.sampled_from(Status)), same("说"))
    parts = draw(st.sets(st.sampled_from(sorted(_WRONG)), min_size=1))
    return replace(sound, **{part: draw(_WRONG[part]) for part in parts})


@given(st.lists(st.one_of(PLAIN, no_outcomes()), min_size=1, max_size=3), st.booleans())
def test_no_object_makes_a_package_comply(things: list[Any], first: bool) -> None:
    """The report is there all the same, says that nothing is known, and the run ends with 3."""
    sound = [passed(), not_applicable()]
    made = report(yields(*(things + sound if first else sound + things)), ONE)
    assert made.verdict is Verdict.INCOMPLETE
    assert exit_status(made) == 3
    (fault,) = made.faults
    assert "test_check_calls.py" in fault.why.en
    for name in ("terminal", "json", "markdown"):
        assert render(made, name)


@pytest.mark.parametrize("name", formats())
@pytest.mark.parametrize("words", ["\ud800\x00\x1b[31m", "<b>\u202e|`", "", "长" * 5000])
def test_whatever_it_says_can_be_reported(name: str, words: str) -> None:
    said_so = failed(same(words), file=words, where=words, expected=same(words), fix=same(words))
    made = report(outcomes(said_so), ONE)
    assert made.verdict is Verdict.NONCOMPLIANT
    assert render(made, name)


def test_a_failing_check_costs_no_other() -> None:
    made = report(outcomes(passed(), FAIL), ONE)
    assert made.verdict is Verdict.NONCOMPLIANT
