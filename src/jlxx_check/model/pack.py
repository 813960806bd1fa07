"""A rule pack: one notice as data, with its rules and the outline of its sentences."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from fnmatch import fnmatchcase
from typing import Annotated, Any, Literal

from pydantic import Field

from jlxx_check.model.outcome import Level
from jlxx_check.model.pack_parts import (
    CellSpec,
    Delivery,
    Fillers,
    FormSpec,
    IdPhotoLook,
    KindSpec,
    Moment,
    Proposed,
    RegisterSpec,
    RoleSpec,
    Said,
    SenderSpec,
    Strict,
    Terms,
    Unit,
    Words,
)
from jlxx_check.model.package import Row
from jlxx_check.model.plays import Plays, usually_plays
from jlxx_check.values.folding import fold_name
from jlxx_check.values.moments import CHINA
from jlxx_check.values.remarks import singles_out

#: What the clauses of a notice above are marked with, unless it says how it wants to be cited.
CITED_AS = "上级通知"


class RuleSpec(Proposed):
    """One requirement: a check, what it is given, and what is said of it.

    scope: ``package``, ``file`` (every file that plays a role), ``register-scan`` (a register that
    is a picture or printed pages), a kind (``star``), or a role of a kind (``star.id-photo``,
    ``*.video``); several may be given. ``batch``, which stands alone: all packages that came in
    together, compared with each other.
    with: the check's parameters. values: what its sentences say beside them (paper copies) and no
    check asks for. level: the strongest that it may speak at.
    In a pack's files the sentences may hold placeholders (``{at_least}``); here they are filled.
    """

    title: Said
    why: Said
    scope: str | tuple[str, ...]
    check: str
    with_: dict[str, Any] = Field(default={}, alias="with")
    values: dict[str, Any] = Field(default={})
    level: Level
    clause: str | None
    quote: Annotated[str, Field(max_length=40)] | None = None
    reading: Said | None = None
    fix: Said
    aliases: Words = ()

    @property
    def scopes(self) -> tuple[str, ...]:
        """The scope as a tuple, whichever way it was written."""
        return (self.scope,) if isinstance(self.scope, str) else self.scope

    def answers_to(self, name: str, rule: str) -> bool:
        """Whether the name is that of this rule, whose id is ``rule``, or of a family it is in.

        A rule answers to its id, its former ids, its title in either language; a family is what
        ids begin with.
        """
        ids = (rule, *self.aliases)
        titled = name.casefold() in (self.title.zh.casefold(), self.title.en.casefold())
        return titled or name in ids or any(known.startswith(f"{name}.") for known in ids)

    @property
    def across(self) -> bool:
        """Whether it is judged across packages; a single package's report knows nothing of it."""
        return self.scopes == ("batch",)


class OutlineItem(Strict):
    """A sentence of the notice in a few words, and the rules that own it.

    asks_nothing: why it asks nothing of a package. beyond: why no check expresses what a machine
    could judge from the electronic package. Exactly one of the three is given.
    """

    clause: str
    gist: Said
    owners: Words = ()
    asks_nothing: Said | None = None
    beyond: Said | None = None


class NotKnown(Strict):
    """A matter on which the notice, as far as it is at hand, says nothing."""

    topic: Said
    why: Said


class Winner(Strict):
    """A previous winner. unit, year and level (省级) where the list has them.

    person: whether it is somebody's name, else a project's. given: from the list that whoever
    runs the check gave, not from the pack's own.
    """

    person: bool
    name: str
    unit: str = ""
    year: str = ""
    level: str = ""
    given: bool = False


class ParentNotice(Strict):
    """A notice that another one is nested in. cited_as: what its clauses are marked with."""

    id: str
    title: Said
    cited_as: str


class Pack(Strict):
    """One notice. See ``docs/rules.md`` for what each pack asks.

    values: numbers, texts and lists that stand in one place and are named in others.
    cited_as: how a notice nested in this one cites its clauses (省通知).
    confirm: as for the parts, for single keys of the pack (deadline).
    parents: the notices that it is nested in, nearest first. told_by: rule → the id of the parent
    whose clause and words it goes by; a rule of the notice's own is not in it.
    """

    format: Literal["jlxx-pack/1"]
    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    title: Said
    issuer: Said
    cited_as: str = CITED_AS
    due: Moment | None = Field(default=None, alias="deadline")  # None: the notice sets no day
    delivery: Delivery
    values: dict[str, Any] = Field(default={})
    kinds: dict[str, KindSpec]
    roles: dict[str, RoleSpec]
    forms: dict[str, FormSpec] = Field(default={})
    registers: dict[str, RegisterSpec] = Field(default={})
    # The three as they are by default are not validated: that takes longer than a page of help.
    id_photo_look: IdPhotoLook = IdPhotoLook.model_construct()
    fillers: Fillers | None = None
    cells: dict[str, CellSpec] = Field(default={})  # by name, or a pattern (``*意见``)
    leftovers: Words = ()  # patterns of file names; with ``/`` at the end: of folder names
    attachments: Words = ()  # words for what comes along with an entry unasked
    package_papers: Words = ()  # words for papers about the package as a whole
    paper_endings: Words = ()  # so is a document whose name ends with one of these
    scan_words: Words = ()  # at a name's end: a stamped page, never a photo of an activity
    idle_words: Words = ()  # in a name they say neither what a file is nor whose (the province)
    terms: Terms = Terms.model_construct()
    units: tuple[Unit, ...] = ()
    sender: SenderSpec = SenderSpec.model_construct()  # by which papers tell who hands in
    rules: dict[str, RuleSpec]
    outline: tuple[OutlineItem, ...] = ()
    confirm: dict[str, str] = Field(default={})
    not_known: tuple[NotKnown, ...] = ()
    winners: tuple[Winner, ...] = ()
    parents: tuple[ParentNotice, ...] = ()
    told_by: dict[str, str] = Field(default={})
    sha256: str = ""
    given: str = ""  # where the call has it from that gave a path; "": it goes by its id

    def unconfirmed(self) -> tuple[tuple[str, ...], ...]:
        """The keys of every part that a program proposed and no person has confirmed."""
        parts: dict[str, Mapping[str, Proposed]] = {
            "kinds": self.kinds,
            "roles": self.roles,
            "forms": self.forms,
            "registers": self.registers,
            "rules": self.rules,
        }
        found = [("confirm", key) for key in self.confirm]
        found += [("delivery", "confirm")] if self.delivery.confirm is not None else []
        for part, items in parts.items():
            found += [(part, key) for key, item in items.items() if item.confirm is not None]
        return tuple(found)

    def plays(self, role: str) -> Plays:
        """What a role plays. A key that is no role of the pack: see ``role_for``."""
        spec = self.roles.get(role)
        return (spec and spec.plays) or usually_plays(role, spec.content if spec else ())

    def playing(self, *parts: Plays, kind: str | None = None) -> tuple[str, ...]:
        """The roles that play one of the parts: of a kind in its order, or all of the pack's."""
        roles = self.roles if kind is None else self.kinds[kind].roles
        return tuple(role for role in roles if self.plays(role) in parts)

    def role_for(self, part: Plays, kind: str | None = None) -> str:
        """The role under which the part is reported: the kind's, else the pack's, else its name.

        So a register or what comes along has a name in a pack that declares no role for it. What
        comes along is of many kinds: the role that may hold most of them, and is declared for that.
        """
        own = self.playing(part, kind=kind) if kind is not None else ()
        found = [*own, *self.playing(part)]
        if part is Plays.ATTACHMENT:
            found = [role for role in found if part in (self.roles[role].plays, role)]
            found.sort(key=lambda role: -len(set(self.roles[role].content)))
        return next(iter(found), part.value)

    def judging(self, item: OutlineItem) -> tuple[str, ...]:
        """The owners of a sentence that a machine judges by; what a person looks at is none."""
        return tuple(
            owner
            for owner in item.owners
            if self.rules[owner].level not in (Level.REVIEW, Level.INFO)
        )

    @property
    def deadline(self) -> datetime | date:
        """What ages and spans are counted back from: the last day, else the day that it is."""
        return self.due or datetime.now(CHINA).date()

    def form_of(self, kind: str) -> FormSpec | None:
        """The form that entries of a kind have."""
        return self.forms.get(self.kinds[kind].form or "")

    def cell_of(self, field: str) -> CellSpec:
        """How a field of any form or register looks: by its name, else by the longest pattern."""
        if field in self.cells:
            return self.cells[field]
        fitting = [name for name in self.cells if "*" in name and fnmatchcase(field, name)]
        return self.cells[max(fitting, key=len)] if fitting else CellSpec()

    def kinds_of_form(self, form: str) -> tuple[str, ...]:
        """The kinds that have a form, in the pack's order; a kind that singles out has none."""
        return tuple(
            kind
            for kind, spec in self.kinds.items()
            if spec.form == form and spec.special_of is None
        )

    def kinds_of_register(self, register: str) -> tuple[str, ...]:
        """The kinds whose entries a register lists, in the pack's order."""
        return tuple(
            kind
            for kind, spec in self.kinds.items()
            if spec.register_ == register and spec.special_of is None
        )

    def unit_aliases(self) -> dict[str, str]:
        """Folded spelling to folded canonical name of the units that the notice addresses."""
        aliases: dict[str, str] = {}
        for unit in self.units:
            canonical = fold_name(unit.name)
            aliases[canonical] = canonical
            for other in unit.aliases:
                aliases.setdefault(fold_name(other), canonical)
        return aliases

    def is_marked(self, row: Row, special: str) -> bool:
        """Whether a register's row is remarked on as what the special kind singles out."""
        spec = self.kinds[special]
        base = self.kinds[spec.special_of or special]
        if base.register_ is None:
            return False
        remark = self.registers[base.register_].remark
        return remark is not None and singles_out(row.text(remark), spec.marks, base.words)
