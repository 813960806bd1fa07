"""``batch.json``, version 1: its model, and a batch as one (``json_model``: what reports share)."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, WithJsonSchema

from jlxx_check.model.batch_report import AcrossFinding, BatchReport, DeliveryResult
from jlxx_check.model.report import Verdict
from jlxx_check.model.rounds import UnitRound
from jlxx_check.model.seal_state import SealStanding
from jlxx_check.reporters.batch.unit_standing import main_report, seal_of, summary, verdict
from jlxx_check.reporters.json_model import JsonPack, JsonRule, JsonSummary, JsonTool, Received
from jlxx_check.reporters.json_parts import Absent, JsonFinding, JsonPart, Names, OwnDigest
from jlxx_check.reporters.json_report import (
    json_bytes,
    json_finding,
    json_pack,
    json_rule,
    json_summary,
    json_tool,
    schema_of,
)
from jlxx_check.text import Lang

BATCH_FORMAT = "jlxx-check-batch/1"


class JsonDelivery(JsonPart):
    """A package of a batch."""

    name: str = Field(description="The unit's name as the package tells it.")
    unit: str | None = Field(
        description="The unit that sent it, as its papers name it, else its name or a mail; by the "
        "pack's name where it is listed. null where nobody knows yet."
    )
    path: str = Field(description="Relative to the inbox, with '/'; it is the package's identity.")
    received: Received
    verdict: Verdict = Field(
        description="incomplete, too, where the package could not be opened; problem says why."
    )
    summary: JsonSummary
    report: str | None = Field(
        description="The package's report, the JSON one where it was written; relative to the "
        "folder of batch.json, with '/'."
    )
    written: dict[str, str] = Field(description="Every report written of the package, by format.")
    problem: str | None = Field(description="Why it could not be opened as a package.")
    superseded_by: str | None = Field(
        description="The path of the unit's newer delivery, or of the one that it is laid over; "
        "null for the one that counts."
    )
    supplements: str | None = Field(
        description="The path of the delivery that it is laid over: both have the result of the "
        "whole. null for one that stands by itself."
    )
    undecided: str | None = Field(
        description="Why it does not count until a person has decided, and what to do."
    )
    void: bool = Field(description="A person has set it aside: it does not count.")
    round: int | None = Field(
        description="Which of its unit's rounds it is, from 1; null where it could not be judged, "
        "or turned up after newer ones were."
    )
    items: JsonItems | None = Field(description="What has become of what the letters number.")
    seal: SealStanding | None = Field(
        description="Whether a sealed package is what was sealed; null where it was not sealed. "
        "It is judged again all the same; its report says more."
    )
    withdrawn: str | None = Field(
        description="The day on which it was first missed in the inbox; its result is kept until "
        "--withdrawn is given. Null for a delivery that is there."
    )


class JsonItems(JsonPart):
    """A round's items by the numbers that the letters give them."""

    mended: list[int] = Field(description="Asked for before, judged now and no longer found.")
    still_open: list[int] = Field(description="Asked for before and still found.")
    new: list[int] = Field(description="Found for the first time.")
    unsettled: list[int] = Field(
        description="Asked for before; this delivery does not show whether they are mended."
    )


class JsonSide(JsonPart):
    """One side of a finding across packages: by these a decision knows it again."""

    unit: str
    path: str = Field(description="The package's.")
    entry: str | None = Field(description="An entry's id; null: the package as a whole.")
    name: str | None = Field(description="The entry's.")
    file: str | None = Field(description="The file in question; null: the entry itself.")
    digest: str | None = Field(description="The file's, as it is compared by; not for all.")


class JsonAcross(JsonFinding):
    """A finding across packages."""

    packages: Names = Field(
        description="Names of the packages that the finding is about, its own first."
    )
    paths: Names = Field(description="The same packages' paths: names need not be unique.")
    sides: list[JsonSide] = Field(
        default_factory=list, description="Everything that it is about, package by package."
    )


class JsonMaybe(JsonPart):
    """A unit that may have handed in."""

    unit: str
    files: Names = Field(description="Files in the inbox that bear its name, and are no package.")


class JsonBatch(JsonPart):
    """Where every package of an inbox stands, and what only shows across them.

    Texts are in the language of the run.
    """

    SOMETIMES = frozenset({"digest"})

    report: Annotated[str, WithJsonSchema({"const": BATCH_FORMAT})] = BATCH_FORMAT
    tool: JsonTool
    rulepack: JsonPack
    packages: list[JsonDelivery] = Field(
        description="All deliveries in the order of their paths, superseded ones included."
    )
    findings: list[JsonAcross] = Field(
        description="What only shows across packages; each package's own findings are in its "
        "report."
    )
    missing_units: list[str] = Field(description="Units asked for of which nothing has come.")
    maybe_units: list[JsonMaybe] = Field(
        description="Units asked for of which no package has come, but a loose or broken file that "
        "bears their name; they are not among missing_units."
    )
    rules: list[JsonRule] = Field(description="The rules across packages and their counts.")
    notes: list[str]
    digest: OwnDigest | Absent = Field(
        None, description="Tells whether the file was changed since the program wrote it."
    )


def to_batch_json(batch: BatchReport, lang: Lang) -> bytes:
    """The batch as UTF-8 JSON with a final line break, its texts in one language."""
    names = {item.path: item.name for item in batch.deliveries}
    data = JsonBatch.model_construct(
        report=BATCH_FORMAT,
        tool=json_tool(batch.tool_version),
        rulepack=json_pack(batch.pack, lang),
        packages=[_delivery(item, lang) for item in batch.deliveries],
        findings=[_across(item, names, lang) for item in batch.across],
        missing_units=list(batch.missing_units),
        maybe_units=[
            JsonMaybe.model_construct(unit=item.unit, files=list(item.files))
            for item in batch.maybe_units
        ],
        rules=[json_rule(rule, lang) for rule in batch.rules],
        notes=[note.say(lang) for note in (*batch.caveats, *batch.notes)],
    )
    return json_bytes(data, indent=2)


def _delivery(delivery: DeliveryResult, lang: Lang) -> JsonDelivery:
    return JsonDelivery.model_construct(
        name=delivery.name,
        unit=delivery.unit,
        path=delivery.path,
        received=delivery.received.isoformat() if delivery.received else None,
        verdict=verdict(delivery),
        summary=json_summary(summary(delivery)),
        report=main_report(delivery, "json"),
        written=dict(delivery.written),
        problem=delivery.problem.say(lang) if delivery.problem else None,
        superseded_by=delivery.superseded_by,
        supplements=delivery.supplements,
        undecided=delivery.undecided.say(lang) if delivery.undecided else None,
        void=delivery.void,
        round=delivery.round.number if delivery.round else None,
        items=_items(delivery.round) if delivery.round else None,
        seal=seal_of(delivery),
        withdrawn=delivery.withdrawn.isoformat() if delivery.withdrawn else None,
    )


def _items(found: UnitRound) -> JsonItems:
    return JsonItems.model_construct(
        mended=[item.number for item in found.mended],
        still_open=[item.number for item in found.still_open],
        new=[item.number for item in found.new],
        unsettled=[item.number for item in found.unsettled],
    )


def _across(item: AcrossFinding, names: dict[str, str], lang: Lang) -> JsonAcross:
    finding = json_finding(item.finding, lang)
    return JsonAcross.model_construct(
        **{name: getattr(finding, name) for name in finding.model_fields_set},
        packages=[names.get(path, path) for path in item.packages],
        paths=list(item.packages),
        sides=[
            JsonSide.model_construct(
                unit=side.unit,
                path=side.package,
                entry=side.entry,
                name=side.name,
                file=side.file,
                digest=side.digest,
            )
            for side in item.sides
        ],
    )


def batch_schema() -> dict[str, Any]:
    """The JSON Schema of ``batch.json``."""
    return schema_of(JsonBatch, "batch")
