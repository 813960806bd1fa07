"""Many packages at once: where every one stands, and what only shows across them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime

from jlxx_check.model.outcome import Level
from jlxx_check.model.package import Row
from jlxx_check.model.report import Finding, PackInfo, Report
from jlxx_check.model.rounds import UnitRound
from jlxx_check.model.sender import UNKNOWN, Sender
from jlxx_check.model.tallies import RuleResult
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen


@frozen
class DeliveryResult:
    """One folder or archive of the inbox, and what became of it."""

    #: Relative to the inbox, its identity.
    path: str
    #: The unit's name as the package tells it.
    name: str
    #: Who sent it, by the pack's name where it is on the list; None: nobody knows yet.
    unit: str | None
    #: As it was given; None where nobody said.
    received: date | datetime | None
    #: Seconds since the epoch, the latest modification of a file in it; decides between deliveries
    #: where no date received does.
    newest: float | None
    #: In short: nothing of what was measured of files. None where the path could not be opened as a
    #: package; ``problem`` then says why.
    report: Report | None
    problem: Text | None = None
    #: The reports written, by format; paths relative to the output folder, with ``/``.
    written: Mapping[str, str] = field(default_factory=dict)
    #: The path of the unit's newer delivery; None for the one that counts.
    superseded_by: str | None = None
    #: By what that one is newer.
    newer: Text | None = None
    #: The same with what says so; of a delivery that was not read, what its name tells.
    sender: Sender = UNKNOWN
    #: The path of the delivery that it is laid over: both have the result of the whole.
    supplements: str | None = None
    #: Why it does not count until a person has decided, and what to do.
    undecided: Text | None = None
    #: A person has set it aside.
    void: bool = False
    #: Which of its unit's rounds it is; None where it was not judged, or came after newer ones.
    round: UnitRound | None = None
    #: The day on which it was first missed in the inbox, its result being kept; None: it is there.
    withdrawn: date | None = None

    @property
    def counts(self) -> bool:
        """Whether it is its unit's delivery that counts."""
        return self.superseded_by is None and self.undecided is None and not self.void


@frozen
class AcrossSide:
    """One side of a finding across packages, as it is known again in another run."""

    #: The delivery's path.
    package: str
    unit: str
    #: An entry's id, kind and name; None: the delivery as a whole.
    entry: str | None = None
    kind: str | None = None
    name: str | None = None
    kind_title: Text | None = None
    #: The entry is somebody, or somebody's.
    person: bool = False
    #: The file in question and its digest; None: the entry itself.
    file: str | None = None
    digest: str | None = None
    #: What is exactly the same as it, and stands in a finding of its own.
    copies: tuple[AcrossSide, ...] = ()


@frozen
class MaybeHandedIn:
    """A unit of which no package came, but a file lies in the inbox that may be a part of one."""

    unit: str
    #: Paths relative to the inbox, with ``/``.
    files: tuple[str, ...]


@frozen
class AcrossFinding:
    """A finding that names several packages.

    ``finding.entry`` and ``finding.file`` are of the first package; ``finding.related`` names the
    other sides as ``package/file`` or ``package/entry``. The message names both sides.
    """

    finding: Finding
    #: Their paths, the finding's own first.
    packages: tuple[str, ...]
    #: All of them, in the order of the packages.
    sides: tuple[AcrossSide, ...] = ()
    #: What they have in common, without a word of who they are.
    said: Text | None = None

    @property
    def open(self) -> bool:
        """Whether nobody has decided on it and somebody has to."""
        return self.finding.decision is None and self.finding.level is not Level.INFO


@frozen
class RegisterLine:
    """A row of a package's register, personal numbers included, for the master register."""

    #: The delivery's path.
    package: str
    #: ``star`` or ``project``.
    kind: str
    row: Row
    #: The id of the entry that the row is, None where it has none.
    entry: str | None
    #: The register marks it.
    special: bool
    #: By column, what the row lacks and the entry's form says.
    filled: Mapping[str, str] = field(default_factory=dict)


@frozen
class BatchReport:
    """Everything that the outputs over all packages are made from. Frozen."""

    tool_version: str
    pack: PackInfo
    inbox: str
    #: All, superseded ones included, in the order of their paths.
    deliveries: tuple[DeliveryResult, ...]
    #: Findings that show only across packages, judged on the deliveries that count.
    across: tuple[AcrossFinding, ...] = ()
    #: The rules across packages and their counts.
    rules: tuple[RuleResult, ...] = ()
    #: Units asked for of which nothing has come.
    missing_units: tuple[str, ...] = ()
    #: Units asked for that may have handed in: they are not among the missing.
    maybe_units: tuple[MaybeHandedIn, ...] = ()
    #: What a person should know (two deliveries with the same date, and the like).
    notes: tuple[Text, ...] = ()
    #: What was not judged of any of them, or of some, for want of rules or dates.
    caveats: tuple[Text, ...] = ()
    #: Beside the reports is what only the staff may see: registers, letters, the ledger.
    for_staff: bool = True

    @property
    def counting(self) -> tuple[DeliveryResult, ...]:
        """The deliveries that count: one for each unit."""
        return tuple(item for item in self.deliveries if item.counts)

    @property
    def faults(self) -> tuple[Text, ...]:
        """The rules across packages whose checks failed: what they would find nobody knows."""
        return tuple(
            Text(f"“{rule.title.zh}”：{why.zh}", f"“{rule.title.en}”: {why.en}")
            for rule in self.rules
            for why in rule.faults
        )

    @property
    def open_across(self) -> tuple[AcrossFinding, ...]:
        """The findings across packages that somebody still has to decide on."""
        return tuple(item for item in self.across if item.open)


def held_back(batch: BatchReport) -> frozenset[str]:
    """The paths of the deliveries whose units get no 核验通知 yet.

    An open finding across packages names the unit: nobody is told that all complies while that is
    to be looked into. All deliveries of the unit are held back, whichever of them it is about.
    """
    named = {path for item in batch.open_across for path in item.packages}
    units = {item.unit for item in batch.deliveries if item.path in named and item.unit}
    return frozenset(
        item.path for item in batch.deliveries if item.path in named or item.unit in units
    )
