"""What a check says of one subject."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jlxx_check.model.text import Text


class Level(StrEnum):
    """How much a finding weighs: only an error makes a package non-compliant."""

    ERROR = "error"
    WARNING = "warning"
    REVIEW = "review"
    INFO = "info"


class Status(StrEnum):
    """Only PASS is green."""

    PASS = "pass"
    FAIL = "fail"
    REVIEW = "review"  # only a person can decide
    NOT_APPLICABLE = "not-applicable"
    NOT_JUDGED = "not-judged"  # applicable, but its evidence is missing or unreadable
    CRASHED = "crashed"  # the program's own fault


@dataclass(frozen=True, slots=True)
class Outcome:
    """One result of a check. The engine adds rule, clause, quote and, unless given here, the fix.

    level: lower than the rule's own where the requirement says so; None: the rule's.
    entry: an entry id; None: the subject's own (a package rule may name one).
    expected, observed: short, for the two columns "required" and "found".
    related: the other paths of a finding about a pair.
    """

    status: Status
    message: Text | None = None
    level: Level | None = None
    entry: str | None = None
    file: str | None = None
    where: str | None = None
    expected: Text | None = None
    observed: Text | None = None
    fix: Text | None = None
    related: tuple[str, ...] = ()


def passed(*, entry: str | None = None, file: str | None = None) -> Outcome:
    """The requirement holds."""
    return Outcome(Status.PASS, entry=entry, file=file)


def not_judged(why: Text, *, entry: str | None = None, file: str | None = None) -> Outcome:
    """Applicable, but its evidence is missing or unreadable; ``why`` says which."""
    return Outcome(Status.NOT_JUDGED, why, entry=entry, file=file)


def not_applicable() -> Outcome:
    """The requirement does not concern this subject."""
    return Outcome(Status.NOT_APPLICABLE)


def failed(
    message: Text,
    *,
    level: Level | None = None,
    entry: str | None = None,
    file: str | None = None,
    where: str | None = None,
    expected: Text | None = None,
    observed: Text | None = None,
    fix: Text | None = None,
    related: tuple[str, ...] = (),
) -> Outcome:
    """The material shows otherwise than the notice asks."""
    return Outcome(
        Status.FAIL, message, level, entry, file, where, expected, observed, fix, related
    )


def review(
    message: Text,
    *,
    entry: str | None = None,
    file: str | None = None,
    where: str | None = None,
    observed: Text | None = None,
) -> Outcome:
    """A person has to decide; ``message`` says what to look at."""
    return Outcome(Status.REVIEW, message, Level.REVIEW, entry, file, where, observed=observed)
