"""An earlier report, and what has become of its findings since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from jlxx_check.model.outcome import Level


class Standing(StrEnum):
    """Whether a finding was there before."""

    NEW = "new"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class PastFinding:
    """A finding of an earlier report, its message in the language of that report.

    kind, name: of its entry as that report has it; None: the package as a whole.
    """

    rule: str
    level: Level
    message: str
    kind: str | None = None
    name: str | None = None
    file: str | None = None
    where: str | None = None


@dataclass(frozen=True, slots=True)
class SavedReport:
    """As much of a JSON report as is needed to go on from it."""

    package: str
    rulepack: str
    received: str | None
    verdict: str
    findings: tuple[PastFinding, ...]


@dataclass(frozen=True, slots=True)
class Baseline:
    """What a report is compared with, and what is no longer found.

    package, received, verdict: the earlier report's. mended: found then, judged now and not found.
    unsettled: found then, and now not judged. Rules that this run leaves out stand in neither.
    """

    package: str
    received: str | None
    verdict: str
    mended: tuple[PastFinding, ...] = ()
    unsettled: tuple[PastFinding, ...] = ()


def without_reviews(findings: Iterable[PastFinding]) -> tuple[PastFinding, ...]:
    """What a machine found, and can therefore say is mended."""
    return tuple(item for item in findings if item.level is not Level.REVIEW)
