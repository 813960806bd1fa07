"""An earlier report, and what has become of its findings since."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from jlxx_check.model.decision import DecidedSide
from jlxx_check.model.outcome import Level
from jlxx_check.values.frozen_types import frozen


class Standing(StrEnum):
    """Whether a finding was there before."""

    NEW = "new"
    OPEN = "open"


@frozen
class PastFinding:
    """A finding of a saved report, its message in the language of that report."""

    rule: str
    level: Level
    message: str
    #: The id that its entry had there, its kind and its name; None: the package as a whole.
    entry: str | None = None
    kind: str | None = None
    name: str | None = None
    file: str | None = None
    where: str | None = None
    #: ``sha256:…`` of its file where the report has it.
    digest: str | None = None
    #: A reviewer's decision was in force on it.
    decided: bool = False
    #: What each rule said, where several failed for one cause.
    facts: tuple[PastFinding, ...] = ()
    #: It is no finding but what had no result, and what a person may settle.
    unjudged: bool = False
    #: Of a place in a register: the name that its row had; None, too, in an older report.
    about: str | None = None

    @property
    def apart(self) -> tuple[PastFinding, ...]:
        """What each rule said by itself."""
        return self.facts or (self,)


@frozen
class SavedReport:
    """As much of a JSON report as is needed to go on from it."""

    package: str
    rulepack: str
    received: str | None
    verdict: str
    findings: tuple[PastFinding, ...]
    #: By rule.
    titles: Mapping[str, str]
    #: What had no result for want of material.
    unjudged: tuple[PastFinding, ...] = ()
    #: The path that the call had the pack from; "": it goes by its id.
    given: str = ""
    #: The package's, as the call had it; "": a report that does not say.
    path: str = ""


@frozen
class PastAcross:
    """A finding across units of a saved batch, its message in the language of that run."""

    rule: str
    level: Level
    message: str
    sides: tuple[DecidedSide, ...]
    #: A reviewer's decision was in force on it.
    decided: bool = False


@frozen
class SavedBatch:
    """As much of a ``batch.json`` as is needed to decide on what it has across units."""

    rulepack: str
    findings: tuple[PastAcross, ...]
    #: By rule.
    titles: Mapping[str, str]
    #: The path that the call had the pack from; "": it goes by its id.
    given: str = ""


@frozen
class Baseline:
    """What a report is compared with, and what is no longer found."""

    #: The earlier report's, as the next two.
    package: str
    received: str | None
    verdict: str
    #: Found then, judged now and not found.
    mended: tuple[PastFinding, ...] = ()
    #: Found then, and now not judged. Neither holds items of the checklist, which no machine can
    #: say are mended, nor what was found by rules that this run leaves out.
    unsettled: tuple[PastFinding, ...] = ()
