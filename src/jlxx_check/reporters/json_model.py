"""What a JSON report holds: one model writes it, reads it back, and gives its JSON Schema.

A key without a default is one that reading needs; what a default stands for may be missing from a
report of an earlier version. The schema is of what is written: every key stands there but those of
``SOMETIMES``; a later version may add others, as the schema says itself. Values that the schema
alone is strict about (``WithJsonSchema``) are written and read as they are: a report is never lost
for one of them.

Imported only where JSON is read or written: pydantic builds the models when it is loaded, which
takes longer than a terminal report.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, WithJsonSchema

from jlxx_check.model.about import NAME
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Verdict
from jlxx_check.model.seal_state import SealStanding
from jlxx_check.reporters.json_parts import (
    Absent,
    Count,
    EntryId,
    JsonFinding,
    JsonNotJudged,
    JsonPart,
    Judged,
    OwnDigest,
    PackageKind,
    RoleName,
    Sha256,
)

REPORT_FORMAT = "jlxx-check/1"


class JsonTool(JsonPart):
    """The program."""

    name: Annotated[str, WithJsonSchema({"const": NAME})] = NAME
    version: str = ""


class JsonPack(JsonPart):
    """The notice that was judged by."""

    SOMETIMES = frozenset({"given"})

    id: str
    title: str = ""
    sha256: Sha256 = ""
    given: str | Absent = Field(
        None, description="The path that the call had the pack from; only where it gave one."
    )


class JsonSeal(JsonPart):
    """Whether a sealed package is what was sealed, and what its seal says of itself.

    A list of digests proves that files are the same, never who wrote it.
    """

    standing: SealStanding = Field(
        SealStanding.UNPROVEN,
        description="exact: byte for byte what was sealed. unproven: that cannot be told; why says "
        "for what reason.",
    )
    material: str = Field(
        "", description="The folder in the package that the paths of all files count from."
    )
    program: str = ""
    pack: str = Field("", description="The id of the pack that was judged by.")
    pack_sha256: str = ""
    verdict: str = Field("", description="What was found when it was sealed.")
    sealed: str = Field("", description="When.")
    digest: str = Field("", description="SHA-256 of its list of digests; the receipt bears it.")
    files: Count = 0
    changed: list[str] = Field(default_factory=list)
    missing: list[str] = Field(default_factory=list)
    added: list[str] = Field(default_factory=list)
    why: str | None = None


class JsonPackage(JsonPart):
    """What was judged."""

    SOMETIMES = frozenset({"seal", "units"})

    path: str = ""
    name: str
    kind: PackageKind = ""
    files: Count = 0
    bytes: Count = 0
    seal: JsonSeal | Absent = Field(None, description="Only of a package that was sealed.")
    units: list[str] | Absent = Field(
        None, description="Only of a package that seems to be of several units."
    )


class JsonSummary(JsonPart):
    """Findings by level that nothing was decided on; outcomes passed, not judged; findings waived.

    What a reviewer confirmed is counted in decisions.
    """

    error: Count = 0
    warning: Count = 0
    review: Count = 0
    info: Count = 0
    passed: Count = 0
    not_judged: Count = 0
    waived: Count = 0


class JsonFile(JsonPart):
    """A file of an entry."""

    path: str = ""
    role: RoleName = ""


class JsonEntry(JsonPart):
    """A person or project that is put forward."""

    id: EntryId
    kind: str
    name: str
    order: int | None = None
    special: bool = False
    files: list[JsonFile] = Field(default_factory=list)


class JsonRegister(JsonPart):
    """A register."""

    kind: str = ""
    path: str = ""
    rows: Count = 0


class JsonUnassigned(JsonPart):
    """A file that plays no role."""

    path: str = ""
    why: str = ""


class JsonRule(JsonPart):
    """A rule and how often it was judged."""

    id: str
    title: str
    level: Level = Level.ERROR
    clause: str | None = None
    judged: Count = 0
    passed: Count = 0
    failed: Count = 0
    not_judged: Count = 0


class JsonDecided(JsonPart):
    """How many findings a reviewer's decisions settled.

    One that has no effect is a warning of a rule decision.*.
    """

    confirmed: Count = 0
    waived: Count = 0


class JsonPast(JsonPart):
    """A finding of the earlier report."""

    rule: str = ""
    level: Judged = Level.ERROR
    kind: str | None = None
    name: str | None = None
    file: str | None = None
    where: str | None = None
    message: str = ""


class JsonBaseline(JsonPart):
    """What was compared with.

    new, open: findings that are no items of the checklist. mended: found then and not now.
    unsettled: found then, and now not judged.
    """

    package: str = ""
    received: str | None = None
    verdict: Verdict = Verdict.INCOMPLETE
    new: Count = 0
    open: Count = 0
    mended: list[JsonPast] = Field(default_factory=list)
    unsettled: list[JsonPast] = Field(default_factory=list)


Received = Annotated[
    str | None,
    Field(
        description="When the package arrived, China time: a date or a date with a time; null "
        "where the caller did not say."
    ),
]


class JsonReport(JsonPart):
    """What a notice makes of one submission package.

    Paths are relative to the package, with '/', in the spelling found on disk. Texts are in the
    language of the run. Version 1 grows by keys, and by words of an enum, only: what is there keeps
    its name, its type and its meaning. Whoever reads it passes over a key that it does not know.
    """

    SOMETIMES = frozenset({"decisions", "baseline", "digest", "whole"})

    report: Annotated[str, WithJsonSchema({"const": REPORT_FORMAT})] = REPORT_FORMAT
    tool: JsonTool = JsonTool()
    rulepack: JsonPack
    package: JsonPackage
    received: Received = None
    verdict: Verdict = Field(
        description="noncompliant: at least one error that is not waived. incomplete: no such "
        "error, but something could not be judged to its end."
    )
    partial: bool = Field(
        False,
        description="Only some of the pack's rules were judged: then the verdict is of these "
        "alone, and the package cannot be said to comply.",
    )
    summary: JsonSummary = JsonSummary()
    entries: list[JsonEntry]
    registers: list[JsonRegister] = Field(default_factory=list)
    unassigned: list[JsonUnassigned] = Field(default_factory=list)
    findings: list[JsonFinding]
    not_judged: list[JsonNotJudged] = Field(default_factory=list)
    rules: list[JsonRule]
    notes: list[str] = Field(
        [], description="What is to be known of this run, besides findings: a cache of no use, say."
    )
    decisions: JsonDecided | Absent = Field(None, description="Only where decisions were given.")
    baseline: JsonBaseline | Absent = Field(None, description="Only beside an earlier report.")
    digest: OwnDigest | Absent = Field(
        None,
        description="Only in a report that was written with --output: tells whether the file was "
        "changed since.",
    )
    whole: dict[str, Any] | Absent = Field(
        None,
        description="Only where it was asked for: the report in both languages, for this program "
        "to read again. What it holds may change with any version.",
    )
