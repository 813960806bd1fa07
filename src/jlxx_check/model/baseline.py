"""An earlier report, and what has become of its findings since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from jlxx_check.model.outcome import Level


class Standing(StrEnum):
    """Whether a finding was there before."""

    NEW = "new"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class PastFinding:
    """A finding of a saved report, its message in the language of that report.

    entry: the id that its entry had there; kind, name: that entry's. None: the package as a whole.
    digest: ``sha256:…`` of its file where the report has it. decided: a reviewer's decision was in
    force on it.
    """

    rule: str
    level: Level
    message: str
    entry: str | None = None
    kind: str | None = None
    name: str | None = None
    file: str | None = None
    where: str | None = None
    digest: str | None = None
    decided: bool = False


@dataclass(frozen=True, slots=True)
class SavedReport:
    """As much of a JSON report as is needed to go on from it. titles: by rule."""

    package: str
    rulepack: str
    received: str | None
    verdict: str
    findings: tuple[PastFinding, ...]
    titles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Baseline:
    """What a report is compared with, and what is no longer found.

    package, received, verdict: the earlier report's. mended: found then, judged now and not found.
    unsettled: found then, and now not judged. Neither holds items of the checklist, which no
    machine can say are mended, nor what was found by rules that this run leaves out.
    """

    package: str
    received: str | None
    verdict: str
    mended: tuple[PastFinding, ...] = ()
    unsettled: tuple[PastFinding, ...] = ()
