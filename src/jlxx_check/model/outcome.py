"""What a check says of one subject: passed, failed, for a person, or not judged, and why."""

from __future__ import annotations

from enum import IntEnum, StrEnum

from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen


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


class FailOn(StrEnum):
    """What beside an error makes a job fail; it changes the exit status, never the verdict."""

    ERROR = "error"  # which always does
    WARNING = "warning"
    REVIEW = "review"  # an item of the checklist that nobody has settled
    NOT_JUDGED = "not-judged"


class ExitStatus(IntEnum):
    """What a process says to whoever called it."""

    COMPLIES = 0
    WRONG = 1  # a package does not comply
    WRONG_CALL = 2  # nothing was judged
    NOT_FINISHED = 3  # something was not judged to its end
    INTERRUPTED = 130


class Lack(StrEnum):
    """Who could supply what was missing where something that applies was not judged."""

    CALLER = "caller"  # whoever runs the check: the date received, the list of previous winners
    MATERIAL = "material"  # the material: a scan, a format that is not read, a missing paper
    PROGRAM = "program"  # the program or the machine, which failed on it


@frozen
class Outcome:
    """One result of a check. The engine adds rule, clause, quote and, unless given, the fix."""

    status: Status
    message: Text | None = None
    #: Lower than the rule's own where the requirement says so; None: the rule's.
    level: Level | None = None
    #: An entry id; None: the subject's own (a package rule may name one).
    entry: str | None = None
    file: str | None = None
    where: str | None = None
    #: Short, for the column "required".
    expected: Text | None = None
    #: Short, for the column "found".
    observed: Text | None = None
    fix: Text | None = None
    #: The other paths of a finding about a pair.
    related: tuple[str, ...] = ()
    #: Of what is not judged, who could supply what was missing.
    lack: Lack = Lack.MATERIAL


def passed(*, entry: str | None = None, file: str | None = None) -> Outcome:
    """The requirement holds."""
    return Outcome(Status.PASS, entry=entry, file=file)


def not_judged(
    why: Text,
    *,
    entry: str | None = None,
    file: str | None = None,
    fix: Text | None = None,
    lack: Lack = Lack.MATERIAL,
) -> Outcome:
    """Applicable, but its evidence is missing or unreadable; ``why`` says which.

    fix: what to do, unless ``why`` says so already. lack: a probe that failed on the file makes
    it the program's, whatever is given here.
    """
    return Outcome(Status.NOT_JUDGED, why, entry=entry, file=file, fix=fix, lack=lack)


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
