"""What a reviewer decided of a report: items of the checklist confirmed, findings waived."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path

from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen


class Choice(StrEnum):
    """confirmed: an item of the checklist was looked at and holds. waived: a finding may stand.

    wrong: an item of the checklist was looked at and does not hold. That settles nothing.
    """

    CONFIRMED = "confirmed"
    WAIVED = "waived"
    WRONG = "wrong"


@frozen
class DecidedSide:
    """One side of a finding across units, as a decision names it."""

    #: As the pack or the unit's papers name it.
    unit: str
    #: An entry's id and name, as in ``Decision``; None: the delivery as a whole.
    entry: str | None = None
    name: str | None = None
    #: The file that it is about, and its digest, which is held to where it is given.
    file: str | None = None
    digest: str | None = None


@frozen
class Decision:
    """One decision, as its file has it."""

    #: A rule's id; None, ``*`` or a family is too wide to be acted on, and said so.
    rule: str | None
    #: An entry's id; None: the package as a whole.
    entry: str | None
    choice: Choice
    #: Who decided.
    by: str
    on: date
    #: For which reason.
    why: str
    #: The last day it holds.
    until: date | None = None
    #: That entry's name; with it the decision follows the entry when the numbers change, and is not
    #: taken for another's.
    name: str | None = None
    #: With ``where``: which one of several findings.
    file: str | None = None
    where: str | None = None
    #: ``sha256:…`` of ``file`` when it was decided.
    digest: str | None = None
    #: Of what there was to look at (``model/ledger_row.py``); it holds while that is the same.
    evidence: str | None = None
    #: The file and line that it was read from.
    source: str = ""
    #: Of a finding across units all of its sides, in any order; it then has no entry of its own.
    sides: tuple[DecidedSide, ...] = ()
    #: Of a place in a register, the name that its row had: it is about that row wherever it went.
    about: str | None = None


@frozen
class DecisionsFile:
    """A file of decisions."""

    path: Path
    #: The pack of the report that it was made of; None: it does not say.
    rulepack: str | None
    #: The package of that report; None: it does not say.
    package: str | None
    decisions: tuple[Decision, ...]
    #: It is one of several that a ledger over many packages holds: that it is about another package
    #: than the one judged is no mistake.
    shared: bool = False
    #: What a person filled in and no decision could be made of: where it stands, and why.
    unusable: tuple[tuple[str, Text], ...] = ()
