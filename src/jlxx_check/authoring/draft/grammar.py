"""The grammar of notices as data: ``grammar.yaml`` and ``topics.yaml``, read once."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from pydantic import ConfigDict, Field

from jlxx_check.model.outcome import Level
from jlxx_check.model.pack_parts import FieldSpec, RoleSpec, Said, Strict, Words
from jlxx_check.packs.yaml_lines import READER


class Bounds(Strict):
    """Words in front of a number and behind it that make it a bound."""

    before: Words
    after: Words


class BoundWords(Strict):
    """The words of each bound, and what joins the two ends of a span."""

    at_least: Bounds
    at_most: Bounds
    about: Bounds
    inside: Words
    joins: Words


class DeadlineWords(Strict):
    """Words by a day that make it the last one. behind: patterns right behind the day."""

    words: Words
    behind: Words
    before: Words
    not_words: Words


class Nature(Strict):
    """What may be put forward: a person, a project, a work; see ``grammar.yaml``."""

    title: Said
    endings: Words
    measures: Words
    speaks: Words = ()
    hints: Words = ()
    name: str
    unit: str
    author: str
    born: str | None = None
    title_field: str | None = None
    person: bool = False
    fields: dict[str, FieldSpec]
    complete: dict[str, Any]
    same_entry: dict[str, Any]


class PaperWords(Strict):
    """How attachments' titles end. idle: patterns that say nothing of what is put forward."""

    registers: Words
    clear: Words
    either: Words
    forms: Words
    other: Words
    idle: Words


class TitleWords(Strict):
    """How a notice's title and its issuer's line are known."""

    ends: str
    core: str
    about: str
    bare: str
    issuers: str


class TextRole(Strict):
    """A text that is handed in as a file of its own; see ``grammar.yaml``."""

    title: Said
    words: Words
    never: Words = ()
    loosely: Words = ()
    no_name: str | None = None
    content: Words = ("document",)

    @property
    def pattern(self) -> str:
        """A pattern for one of its words, where that is a name."""
        return f"(?!{self.no_name or '(?!)'})(?:{any_of(self.words)})"


class Grammar(Strict):
    """Words that do not depend on any check."""

    numbering: Words
    dotted: str
    attachment: str
    attachment_item: str
    signed: str
    bounds: BoundWords
    units: dict[str, dict[str, int | str]]
    unit_begins: dict[str, str]
    months_a_year: int
    deadline: DeadlineWords
    natures: dict[str, Nature]
    papers: PaperWords
    title: TitleWords
    roles: dict[str, RoleSpec]
    materials: dict[str, Words]
    portraits: dict[str, Words]
    texts: dict[str, TextRole]


class DemandTopic(Strict):
    """One kind of demand and the check that judges it; the keys are told in ``topics.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    find: str | None = None
    unless: str | None = None
    aside: str | None = None
    live: str | None = None
    staged: str | None = None
    best: str | None = None
    asked: str | None = None
    headed: bool = False
    of: str | None = None
    context: str | None = None
    unit: str | None = None
    texts: bool = False
    role: str | None = None
    prefer_role: str | None = None
    also: Words = ()
    over: Words = ()
    natures: Words = ()
    fields: dict[str, FieldSpec] = Field(default={})
    scope: str
    check: str | None = None
    with_: Any = Field(default=None, alias="with")
    bare: str = "exact"
    about_as: float | None = None
    words: dict[str, str] = Field(default={})
    lines: dict[int, tuple[int, int]] = Field(default={})
    years: str | None = None
    pages: dict[str, tuple[int, int]] = Field(default={})
    all: str | None = None
    each: bool = False
    other: bool = False
    every: bool = False
    boxed: bool = False
    papers: bool = False
    template: bool = False
    level: Level = Level.ERROR
    grouped: str | None = None
    singled: bool = False
    strong: bool = False
    behind: bool = False
    far: bool = False
    weak: bool = False
    unwelcome: bool = False
    claims: Words = ()
    nothing: Said | None = None
    review: bool = False
    ask: Said | None = None
    title: Said | None = None

    @property
    def forms_of_with(self) -> tuple[dict[str, Any], ...]:
        """The forms that the parameters may take, in the order in which they are tried."""
        if isinstance(self.with_, list):
            return tuple(self.with_)
        return (self.with_ if isinstance(self.with_, dict) else {},)


class AsksNothing(Strict):
    """A sentence that asks nothing of a package, and why."""

    find: str
    why: Said


class AllottedWords(Strict):
    """How a list of places is known; see ``topics.yaml``. All are patterns."""

    context: str
    units: str
    unit_columns: str
    number_columns: str
    sums: str


class QuotaWords(Strict):
    """How many may be put forward, and the check of it."""

    families: Words
    idle: str
    organiser: str
    theirs: str
    told: str
    awards: str
    sums: str
    persons: str
    verbs: str
    check: str
    with_: dict[str, Any] = Field(alias="with")
    title: Said


class StandingRule(Strict):
    """A rule that goes for any package of the kind that ``each`` names."""

    check: str
    scope: str
    each: str
    with_: Any = Field(default=None, alias="with")
    level: Level = Level.ERROR
    title: Said
    find: str | None = None
    advice: bool = False


class Topics(Strict):
    """Every row, and what is said of sentences that no row knows. fixes: by the check's name."""

    others: str
    waived: str
    soft: str
    welcome: str
    conditional: str
    relaxed: str
    beside: str
    topics: dict[str, DemandTopic]
    conditions: str
    merit: str
    nothing: tuple[AsksNothing, ...]
    allotted: AllottedWords
    asks: str
    contacts: str
    quota: QuotaWords
    standing: dict[str, StandingRule]
    said: dict[str, Said]
    fixes: dict[str, Said]


@cache
def grammar() -> Grammar:
    """``grammar.yaml``."""
    return Grammar.model_validate(_read("grammar.yaml"))


@cache
def topics() -> Topics:
    """``topics.yaml``."""
    return Topics.model_validate(_read("topics.yaml"))


def any_of(words: tuple[str, ...]) -> str:
    """A pattern for one of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _read(name: str) -> Any:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=READER)
