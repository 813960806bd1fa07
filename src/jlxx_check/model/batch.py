"""Many packages at once: where every one stands, and what only shows across them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from jlxx_check.model.package import Row
from jlxx_check.model.report import Finding, PackInfo, Report, RuleResult
from jlxx_check.model.text import Text


@dataclass(frozen=True, slots=True)
class Delivery:
    """One folder or archive of the inbox, and what became of it.

    path: relative to the inbox, its identity. name: the unit's name as the package tells it.
    unit: the pack's unit of that name, aliases folded; None where the pack lists no such unit.
    received: as it was given; None where nobody said. newest: seconds since the epoch, the latest
    modification of a file in it; decides between deliveries where no date received does.
    report: None where the path could not be opened as a package; ``problem`` then says why.
    written: the reports written, by format; paths relative to the output folder, with ``/``.
    superseded_by: the path of the unit's newer delivery; None for the one that counts. newer: by
    what that one is newer.
    """

    path: str
    name: str
    unit: str | None
    received: date | datetime | None
    newest: float | None
    report: Report | None
    problem: Text | None = None
    written: Mapping[str, str] = field(default_factory=dict)
    superseded_by: str | None = None
    newer: Text | None = None

    @property
    def counts(self) -> bool:
        """Whether it is its unit's delivery that counts."""
        return self.superseded_by is None


@dataclass(frozen=True, slots=True)
class AcrossFinding:
    """A finding that names several packages. packages: their paths, the finding's own first.

    ``finding.entry`` and ``finding.file`` are of the first package; ``finding.related`` names the
    other sides as ``package/file`` or ``package/entry``. The message names both sides.
    """

    finding: Finding
    packages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A row of a package's register, personal numbers included, for the master register.

    package: the delivery's path. kind: ``star`` or ``project``. entry: the id of the entry that
    the row is, None where it has none. special: the register marks it.
    """

    package: str
    kind: str
    row: Row
    entry: str | None
    special: bool


@dataclass(frozen=True, slots=True)
class BatchReport:
    """Everything that the outputs over all packages are made from. Frozen.

    deliveries: all, superseded ones included, in the order of their paths. across: findings that
    show only across packages, judged on the deliveries that count. rules: the rules across
    packages and their counts. missing_units: units asked for of which nothing has come.
    notes: what a person should know (two deliveries with the same date, and the like). caveats:
    what was not judged of any of them, or of some, for want of rules or dates.
    """

    tool_version: str
    pack: PackInfo
    inbox: str
    deliveries: tuple[Delivery, ...]
    across: tuple[AcrossFinding, ...] = ()
    rules: tuple[RuleResult, ...] = ()
    missing_units: tuple[str, ...] = ()
    notes: tuple[Text, ...] = ()
    caveats: tuple[Text, ...] = ()

    @property
    def counting(self) -> tuple[Delivery, ...]:
        """The deliveries that count: one for each unit."""
        return tuple(item for item in self.deliveries if item.counts)
