"""The report: the one frozen value that every output of a run is made from."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from jlxx_check.model.baseline import Baseline, Standing
from jlxx_check.model.decision import Choice, Decision
from jlxx_check.model.facts import Audio, Photo, Video
from jlxx_check.model.nouns import USUAL, Nouns
from jlxx_check.model.outcome import Lack, Level
from jlxx_check.model.seal_state import SealState
from jlxx_check.model.tallies import RuleResult, Summary, Tally
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen

#: Families of warnings that are about no package, and whose rules no pack has.
_CALLERS = frozenset({"decision", "baseline"})


class Verdict(StrEnum):
    """compliant: no error, and all that an error could lie in was judged.

    incomplete: no error, but an error-level rule that applies could not be judged on what was
    handed in, something failed, or there was nothing to judge.
    """

    COMPLIANT = "compliant"
    NONCOMPLIANT = "noncompliant"
    INCOMPLETE = "incomplete"


@frozen
class CommonCause:
    """What a finding may share with others about the same file."""

    #: What is alike of those that share it.
    name: str
    #: What their messages begin with.
    subject: Text
    #: What mends all of them at once; None: the advice on each is all there is.
    recipe: Text | None = None
    #: What this one adds to the recipe.
    step: Text | None = None


@frozen
class Finding:
    """One thing to mend, to look at or to know. Personal numbers are masked already."""

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
    #: ``sha256:…`` of its file where that is known.
    digest: str | None = None
    #: A reviewer's, in force.
    decision: Decision | None = None
    #: A reviewer's who has looked and found that it does not hold: nothing is settled by it.
    objection: Decision | None = None
    #: Whether an earlier report had it; None where none was given to compare with.
    standing: Standing | None = None
    #: What it may share with others.
    cause: CommonCause | None = None
    #: Where several rules fail for one cause, what each of them says; this finding then stands for
    #: all, under the rule, the level and the place of the gravest. None of them has facts of its
    #: own.
    facts: tuple[Finding, ...] = ()
    #: Of a place in a register: the name that its row has, which stays when rows move.
    about: str | None = None

    @property
    def apart(self) -> tuple[Finding, ...]:
        """What each rule says by itself; the finding alone where it is of one rule."""
        return self.facts or (self,)

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that it is of: its own first, then those that fail for the same cause."""
        return (self.rule, *self.related_rules)

    @property
    def related_rules(self) -> tuple[str, ...]:
        """The other rules that fail for the same cause."""
        return tuple(dict.fromkeys(item.rule for item in self.facts if item.rule != self.rule))

    @property
    def of_the_call(self) -> bool:
        """Whether it is about what the caller gave, a decision or an earlier report.

        Such a warning is for whoever runs the check, and nothing that a unit has to mend.
        """
        return self.rule.partition(".")[0] in _CALLERS

    @property
    def waived(self) -> bool:
        """Whether a reviewer lets it stand: it is shown, and nothing has to be done about it."""
        return self.decision is not None and self.decision.choice is Choice.WAIVED

    @property
    def confirmed(self) -> bool:
        """Whether it is an item of the checklist that a reviewer has settled."""
        return self.decision is not None and self.decision.choice is Choice.CONFIRMED


@frozen
class NotJudged:
    """A requirement that applies and lacked its evidence: why, and what to do about it."""

    rule: str
    why: Text
    entry: str | None = None
    file: str | None = None
    #: The rule's.
    level: Level = Level.ERROR
    #: Who could supply it.
    lack: Lack = Lack.MATERIAL
    fix: Text | None = None
    #: A reviewer's who has looked instead.
    decision: Decision | None = None
    #: A reviewer's who has looked instead and found something wrong.
    objection: Decision | None = None

    @property
    def fault(self) -> bool:
        """Whether it is the program's or the machine's own failure."""
        return self.lack is Lack.PROGRAM

    @property
    def blocks(self) -> bool:
        """Whether a package cannot be said to comply while this stands."""
        if self.decision is not None or self.lack is Lack.CALLER:
            return False
        return self.level is Level.ERROR or self.fault


@frozen
class ReportFile:
    """A file of an entry."""

    path: str
    role: str
    #: The pack's.
    role_title: Text
    #: How it was understood.
    why: Text
    #: Bytes.
    size: int = 0
    #: What was measured of a photo or a recording that could be read.
    media: Photo | Video | Audio | None = None
    #: Why the file could not be read.
    problem: Text | None = None


@frozen
class ReportValue:
    """A short value of an entry's form, masked."""

    #: Canonical (the pack's).
    label: str
    text: str


@frozen
class ReportEntry:
    """An entry and its files."""

    id: str
    kind: str
    kind_title: Text
    name: str
    order: int | None
    special: bool
    files: tuple[ReportFile, ...]
    #: For a special entry, the id of the one that it singles out.
    of: str | None = None
    #: What its form says in a few words, in the pack's order.
    values: tuple[ReportValue, ...] = ()


@frozen
class ReportRegister:
    """A register: its kind, path and number of rows."""

    kind: str
    path: str
    rows: int
    why: Text


@frozen
class ReportUnassigned:
    """A file that plays no role, and why."""

    path: str
    why: Text


@frozen
class PackageInfo:
    """What was judged."""

    path: str
    name: str
    kind: str
    #: Counted over everything found in it.
    files: int
    #: Over everything found in it.
    bytes: int
    #: Where it was sealed: the seal's own papers are none of its files.
    seal: SealState | None = None
    #: Two or more where it seems to be of several units.
    units: tuple[str, ...] = ()


@frozen
class PackInfo:
    """What it was judged by."""

    id: str
    title: Text
    sha256: str
    deadline: date | datetime | None = None
    delivery: Text | None = None  # where to send it
    office: Text | None = None  # who receives it
    mailbox: str | None = None  # the office's
    nouns: Nouns = USUAL
    given: str = ""  # the path that the call had it from; "": it goes by its id

    @property
    def called(self) -> str:
        """What a call names it by."""
        return self.given or self.id


@frozen
class Report:
    """What the notice makes of one package. Frozen; every reporter is a function of it."""

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
    #: Only some of the pack's rules were judged (``--select``, ``--ignore``).
    partial: bool = False
    tallies: tuple[Tally, ...] = ()
    #: A reviewer's decisions were given.
    decided: bool = False
    #: The earlier report compared with.
    baseline: Baseline | None = None

    def __hash__(self) -> int:
        """Raises TypeError: rules' parameters are mappings; what tells reports apart is JSON."""
        raise TypeError("a Report has no hash; compare reports by ==, or hash their JSON")

    @property
    def facts(self) -> tuple[Finding, ...]:
        """What each rule says by itself: the findings, those of several rules taken apart."""
        return tuple(fact for finding in self.findings for fact in finding.apart)

    @property
    def confirmed(self) -> int:
        """Items of the checklist that a reviewer has confirmed."""
        return sum(finding.confirmed for finding in self.findings)

    @property
    def objected(self) -> bool:
        """Whether a reviewer found something wrong; the verdict is the program's and stays."""
        return any(item.objection for item in self.findings) or any(
            item.objection for item in self.not_judged
        )

    @property
    def ready(self) -> bool:
        """Whether it may be sent as it is: all rules judged, none broken, nothing found wrong."""
        return self.verdict is Verdict.COMPLIANT and not self.partial and not self.objected

    @property
    def faults(self) -> tuple[NotJudged, ...]:
        """What could not be judged to its end through the program's or the machine's fault."""
        return tuple(item for item in self.not_judged if item.fault)

    @property
    def asked(self) -> tuple[NotJudged, ...]:
        """What only the caller could have given; it leaves the verdict alone and is named by it."""
        return tuple(item for item in self.not_judged if item.lack is Lack.CALLER)
