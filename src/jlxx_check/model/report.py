"""The one value that every output of a run is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from jlxx_check.model.baseline import Baseline, Standing
from jlxx_check.model.decision import Choice, Decision
from jlxx_check.model.facts import Audio, Photo, Video
from jlxx_check.model.outcome import Level
from jlxx_check.model.text import Text


class Verdict(StrEnum):
    """compliant: no error. incomplete: no error, but not everything could be judged."""

    COMPLIANT = "compliant"
    NONCOMPLIANT = "noncompliant"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend, to look at or to know. Personal numbers are masked already.

    digest: ``sha256:…`` of its file where that is known. decision: a reviewer's, in force.
    standing: whether an earlier report had it; None where none was given to compare with.
    """

    rule: str
    level: Level
    message: Text
    entry: str | None = None
    file: str | None = None
    where: str | None = None
    expected: Text | None = None
    observed: Text | None = None
    clause: str | None = None
    quote: str | None = None
    fix: Text | None = None
    related: tuple[str, ...] = ()
    digest: str | None = None
    decision: Decision | None = None
    standing: Standing | None = None

    @property
    def waived(self) -> bool:
        """Whether a reviewer lets it stand: it is shown, and nothing has to be done about it."""
        return self.decision is not None and self.decision.choice is Choice.WAIVED

    @property
    def confirmed(self) -> bool:
        """Whether it is an item of the checklist that a reviewer has settled."""
        return self.decision is not None and self.decision.choice is Choice.CONFIRMED


@dataclass(frozen=True, slots=True)
class NotJudged:
    """A requirement that lacked its evidence, and why. fault: the program's own failure."""

    rule: str
    why: Text
    entry: str | None = None
    file: str | None = None
    fault: bool = False


@dataclass(frozen=True, slots=True)
class RuleResult:
    """How often a rule was judged and with what result: ``judged == passed + failed``.

    quote, why, reading, check, parameters: the rule's record, for reports that explain it.
    """

    id: str
    title: Text
    level: Level
    clause: str | None
    judged: int
    passed: int
    failed: int
    not_judged: int
    quote: str | None = None
    why: Text | None = None
    reading: Text | None = None
    check: str = ""
    parameters: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tally:
    """The outcomes of one rule for one entry (None: the package as a whole).

    Where a rule does not concern an entry there is no tally. Over all entries, a rule's tallies
    add up to its RuleResult.
    """

    rule: str
    entry: str | None
    passed: int = 0
    failed: int = 0
    review: int = 0
    not_judged: int = 0


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A file of an entry. role_title: the pack's; why: how it was understood.

    size: bytes. media: what was measured of a photo or a recording that could be read.
    problem: why the file could not be read.
    """

    path: str
    role: str
    role_title: Text
    why: Text
    size: int = 0
    media: Photo | Video | Audio | None = None
    problem: Text | None = None


@dataclass(frozen=True, slots=True)
class ReportValue:
    """A short value of an entry's form, masked. label: canonical (the pack's)."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """An entry and its files.

    of: for a special entry, the id of the one that it singles out. values: what its form says in
    a few words, in the pack's order.
    """

    id: str
    kind: str
    kind_title: Text
    name: str
    order: int | None
    special: bool
    files: tuple[ReportFile, ...]
    of: str | None = None
    values: tuple[ReportValue, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportRegister:
    """A register: its kind, path and number of rows."""

    kind: str
    path: str
    rows: int
    why: Text


@dataclass(frozen=True, slots=True)
class ReportUnassigned:
    """A file that plays no role, and why."""

    path: str
    why: Text


@dataclass(frozen=True, slots=True)
class PackageInfo:
    """What was judged. files, bytes: counted over everything found in it."""

    path: str
    name: str
    kind: str
    files: int
    bytes: int


@dataclass(frozen=True, slots=True)
class PackInfo:
    """What it was judged by."""

    id: str
    title: Text
    sha256: str
    deadline: date | datetime | None = None
    delivery: Text | None = None  # where to send it
    office: Text | None = None  # who receives it
    mailbox: str | None = None  # the office's


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of findings by level, and of outcomes passed, not judged and waived.

    A finding that was decided on is counted as waived, or in ``Report.confirmed``, and no more
    under its level: what stands under a level still has to be done.
    """

    error: int = 0
    warning: int = 0
    review: int = 0
    info: int = 0
    passed: int = 0
    not_judged: int = 0
    waived: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """What the notice makes of one package. Frozen; every reporter is a function of it.

    partial: only some of the pack's rules were judged (``--select``, ``--ignore``).
    decided: a reviewer's decisions were given. baseline: the earlier report compared with.
    """

    tool_version: str
    pack: PackInfo
    package: PackageInfo
    received: date | datetime | None
    verdict: Verdict
    summary: Summary
    entries: tuple[ReportEntry, ...]
    registers: tuple[ReportRegister, ...]
    unassigned: tuple[ReportUnassigned, ...]
    findings: tuple[Finding, ...]
    not_judged: tuple[NotJudged, ...]
    rules: tuple[RuleResult, ...]
    notes: tuple[Text, ...] = ()
    partial: bool = False
    tallies: tuple[Tally, ...] = ()
    decided: bool = False
    baseline: Baseline | None = None

    @property
    def confirmed(self) -> int:
        """Items of the checklist that a reviewer has confirmed."""
        return sum(finding.confirmed for finding in self.findings)

    @property
    def faults(self) -> tuple[NotJudged, ...]:
        """What could not be judged to its end through the program's or the machine's fault."""
        return tuple(item for item in self.not_judged if item.fault)
