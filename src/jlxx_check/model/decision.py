"""What a reviewer decided of a report: items of the checklist confirmed, findings waived."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path


class Choice(StrEnum):
    """confirmed: an item of the checklist was looked at and holds. waived: a finding may stand."""

    CONFIRMED = "confirmed"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision, as its file has it.

    rule: a rule's id; None, ``*`` or a family is too wide to be acted on, and said so.
    entry: an entry's id; None: the package as a whole. name: that entry's name; with it the
    decision follows the entry when the numbers change, and is not taken for another's.
    by, on, why: who decided, on which day and for which reason. until: the last day it holds.
    file, where: one of several findings. digest: ``sha256:…`` of ``file`` when it was decided.
    source: the file and line that it was read from.
    """

    rule: str | None
    entry: str | None
    choice: Choice
    by: str
    on: date
    why: str
    until: date | None = None
    name: str | None = None
    file: str | None = None
    where: str | None = None
    digest: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class DecisionsFile:
    """A file of decisions. rulepack, package: what they were made of; None: it does not say."""

    path: Path
    rulepack: str | None
    package: str | None
    decisions: tuple[Decision, ...]
