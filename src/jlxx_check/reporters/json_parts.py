"""Parts of the JSON report: what its values are, each with its schema, and what a finding is."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema
from pydantic.json_schema import SkipJsonSchema

from jlxx_check.model.baseline import Standing
from jlxx_check.model.decision import Choice
from jlxx_check.model.outcome import Lack, Level

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
