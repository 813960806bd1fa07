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

from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema
from pydantic.json_schema import SkipJsonSchema

from jlxx_check.model.about import NAME
from jlxx_check.model.baseline import Standing
from jlxx_check.model.decision import Choice
from jlxx_check.model.outcome import Lack, Level
from jlxx_check.model.report import Verdict
from jlxx_check.model.seal_state import SealStanding

REPORT_FORMAT = "jlxx-check/1"

#: What a key of ``SOMETIMES`` is where it does not stand; no report says null there.
Absent = SkipJsonSchema[None]


def _text(**more: object) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", **more})


def _one_of(*words: str) -> WithJsonSchema:
    return WithJsonSchema({"enum": list(words)})


Count = Annotated[int, WithJsonSchema({"type": "integer", "minimum": 0})]
Sha256 = Annotated[str, _text(pattern="^[0-9a-f]{64}$")]
FileDigest = Annotated[str, _text(pattern="^sha256:[0-9a-f]{64}$")]
OwnDigest = Annotated[str, _text(pattern="^jlxx-check sha256:[0-9a-f]{64}$")]
EntryId = Annotated[str, _text(pattern="^[a-z][a-z0-9-]*/[1-9][0-9]*$")]
Quote = Annotated[str, _text(maxLength=40)]
Day = Annotated[str, _text(format="date")]
Names = Annotated[
    list[str], WithJsonSchema({"type": "array", "items": {"type": "string"}, "minItems": 1})
]
Settled = Annotated[Choice | None, _one_of(*Choice)]
#: Levels that a machine's finding has.
Judged = Annotated[Level, _one_of("error", "warning", "info")]
PackageKind = Annotated[str, _one_of("folder", "zip", "7z", "tar", "rar", "mail")]
#: The pack's own word.
RoleName = Annotated[str, _text(minLength=1)]


def _as_written(schema: dict[str, Any], model: type[JsonPart]) -> None:
    """The schema of what is written; pydantic's own would be of what can be read."""
    keys = schema["properties"]
    for key in keys.values():
        key.pop("title", None)
        key.pop("default", None)
    schema["required"] = [name for name in keys if name not in model.SOMETIMES]


class JsonPart(BaseModel):
    """An object of the report. SOMETIMES: the keys that are left out where nothing is to say."""

    model_config = ConfigDict(json_schema_extra=_as_written)
    SOMETIMES: ClassVar[frozenset[str]] = frozenset()


class JsonTool(JsonPart):
    """The program."""

    name: Annotated[str, WithJsonSchema({"const": NAME})] = NAME
    version: str = ""


class JsonPack(JsonPart):
    """The notice that was judged by."""

    id: str
    title: str = ""
    sha256: Sha256 = ""


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
    changed: list[str] = []
    missing: list[str] = []
    added: list[str] = []
    why: str | None = None


class JsonPackage(JsonPart):
    """What was judged."""

    SOMETIMES = frozenset({"seal"})

    path: str = ""
    name: str
    kind: PackageKind = ""
    files: Count = 0
    bytes: Count = 0
    seal: JsonSeal | Absent = Field(None, description="Only of a package that was sealed.")


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
    files: list[JsonFile] = []


class JsonRegister(JsonPart):
    """A register."""

    kind: str = ""
    path: str = ""
    rows: Count = 0


class JsonUnassigned(JsonPart):
    """A file that plays no role."""

    path: str = ""
    why: str = ""


class JsonDecision(JsonPart):
    """A reviewer's, in force.

    The finding stays, and no longer counts under its level in summary; a waived error leaves the
    verdict.
    """

    decision: Settled = None
    by: str = ""
    on: Day = ""
    why: str = ""
    until: Day | None = Field(None, description="The last day it holds.")


class JsonFact(JsonPart):
    """What one of several rules says that fail for one cause."""

    rule: str
    level: Judged
    where: str | None = None
    message: str
    expected: str | None = None
    observed: str | None = None


class JsonFinding(JsonPart):
    """One thing to mend, to look at or to know."""

    SOMETIMES = frozenset(
        {
            *("about", "related", "related_rules", "facts", "digest"),
            *("decision", "objection", "baseline"),
        }
    )

    rule: str
    level: Level
    entry: str | None = None
    file: str | None = None
    where: str | None = Field(
        None, description="A place a person can find: a form's label, a cell, a time in a video."
    )
    about: str | Absent = Field(
        None, description="Of a place in a register: the name that its row has."
    )
    message: str
    expected: str | None = None
    observed: str | None = None
    clause: str | None = None
    quote: Quote | None = None
    fix: str | None = None
    related: Names | Absent = Field(None, description="The other files, where it is about a pair.")
    related_rules: Names | Absent = Field(
        None,
        description="The other rules that fail for the same cause: this finding stands for all of "
        "them, and each counts as failed in rules.",
    )
    facts: list[JsonFact] | Absent = Field(
        None,
        json_schema_extra={"minItems": 2},
        description="Where several rules fail for one cause: what each of them says, the "
        "finding's own rule first.",
    )
    digest: FileDigest | Absent = Field(None, description="Of the file, where it was read whole.")
    decision: JsonDecision | Absent = None
    objection: JsonDecision | Absent = Field(
        None, description="A reviewer's who has looked and found something wrong; settles nothing."
    )
    baseline: Standing | Absent = Field(
        None, description="Whether the earlier report had it, where one was given."
    )


class JsonNotJudged(JsonPart):
    """What applies and could not be judged, and what to do about it."""

    SOMETIMES = frozenset({"lack", "decision", "objection"})

    rule: str
    entry: str | None = None
    file: str | None = None
    message: str
    fix: str | None = None
    level: Level = Field(Level.ERROR, description="The rule's.")
    lack: Lack | Absent = Field(None, description="Who could supply what was missing.")
    decision: JsonDecision | Absent = None
    objection: JsonDecision | Absent = None


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
    mended: list[JsonPast] = []
    unsettled: list[JsonPast] = []


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
    registers: list[JsonRegister] = []
    unassigned: list[JsonUnassigned] = []
    findings: list[JsonFinding]
    not_judged: list[JsonNotJudged] = []
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
