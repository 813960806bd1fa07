"""A rule pack: one notice as data. The types are strict: an unknown key is an error."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from fnmatch import fnmatchcase
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from jlxx_check.model.facts import Group
from jlxx_check.model.outcome import Level
from jlxx_check.model.package import Row
from jlxx_check.model.plays import Plays, usually_plays
from jlxx_check.text import Text
from jlxx_check.values.file_size import read_file_size
from jlxx_check.values.folding import fold_name
from jlxx_check.values.moments import CHINA
from jlxx_check.values.remarks import singles_out

#: What the clauses of a notice above are marked with, unless it says how it wants to be cited.
CITED_AS = "上级通知"


#: What a register's columns of the row's number and of special marks are called unless it says.
_USUAL_COLUMNS = {"order": "序号", "remark": "备注"}


class Strict(BaseModel):
    """Frozen; refuses keys that it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


def _both(value: object) -> object:
    """Allow a plain string where both languages read the same."""
    return Text(value, value) if isinstance(value, str) else value


Said = Annotated[Text, BeforeValidator(_both, json_schema_input_type=str | Text)]
Words = tuple[str, ...]

_DAY_OR_MINUTE = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})?)?")


def _moment(value: object) -> object:
    """A day stays a day: the whole of it counts. Only a time that is written is one.

    A time without a zone is China's.
    """
    if isinstance(value, str):
        if not _DAY_OR_MINUTE.fullmatch(value):
            raise ValueError(_MOMENT_SHAPE)
        try:
            value = datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
        except ValueError as error:
            raise ValueError(_MOMENT_SHAPE) from error
    if isinstance(value, date) and value.year not in _YEARS:
        raise ValueError(_NO_SUCH_YEAR)
    return value


#: Years that a notice may speak of; spans are counted back from them and on.
_YEARS = range(1900, 2200)
_NO_SUCH_YEAR = Text("年份应在1900至2199之间", "the year has to be one of 1900 to 2199")


_MOMENT_SHAPE = Text(
    "日期写成2023-07-12，有钟点的写成2023-07-12T18:00，不是北京时间的再写明时区，如2023-07-12T23:59-12:00",
    "a day is written 2023-07-12, with a time 2023-07-12T18:00 (China time), with another zone "
    "2023-07-12T23:59-12:00",
)
Moment = Annotated[datetime | date, BeforeValidator(_moment)]


def _size(written: str) -> str:
    """A file's size as it stands. Raises ValueError for what is none."""
    read_file_size(written)
    return written


class Proposed(Strict):
    """A part of a pack that a program may have proposed.

    confirm: the notice's sentence that it was made from, until a person has looked at it and taken
    the line away.
    """

    confirm: str | None = None


class FieldSpec(Strict):
    """A label of a form or a column of a register; its canonical name is its key.

    spellings: other labels that mean the same. One with a bracketed hint is tried with it before
    hints are dropped (年参与人次（线下） is a part, 年参与人次 the field).
    required: an empty value is an error.
    may_say: fillers (无) that may be an answer here; a required field is then for a person to look
    at, and never taken for empty. fillers: what says nothing in this field alone.
    parts: labels of separate cells that together are this field (线下, 线上; 工作单位, 职务); the
    field is there where any of them is. Their texts are joined, each behind its part's name where
    ``label_parts`` is set.
    age_of: of a column for somebody's age, the field for the date of birth that it follows from.
    blank: whether a blank form or register that the program writes has it; others' may have it.
    """

    spellings: Words = ()
    required: bool = False
    may_say: Words = ()
    fillers: Words = ()
    parts: dict[str, Words] = {}
    label_parts: bool = False
    age_of: str | None = None
    blank: bool = True


class CellSpec(Strict):
    """How a field looks on blank paper, and what helps whoever fills it in.

    sort: ``line`` shares its row with another, ``long`` has the row to itself, ``wide`` is a box of
    several lines, ``opinion`` one that is signed, stamped and dated, ``photo`` the place of a
    portrait. choices: what is offered to choose from. hint: what to write. example: how it is
    written (1970年1月).
    """

    sort: Literal["line", "long", "wide", "opinion", "photo"] = "line"
    choices: Words = ()
    hint: Said | None = None
    example: str = ""


class Fillers(Strict):
    """What stands in a cell and says nothing; ``#`` in a word is any number.

    words: as the whole of a cell, once or several times. around: what may stand before or behind
    such a word (详, 第#页). prompts: what the words of a template begin with.
    """

    words: Words
    around: Words = ()
    prompts: Words = ()
    reading: Said | None = None


class FormSpec(Proposed):
    """A kind of form. titles: what its heading or file name says."""

    titles: Words
    fields: dict[str, FieldSpec]


class RegisterSpec(Proposed):
    """A kind of register. order, remark: the columns of the row's number and of special marks.

    Left out they are the columns of the usual name, where it has them; a register may have neither.
    """

    titles: Words
    fields: dict[str, FieldSpec]
    order: str | None = None
    remark: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _usual_columns(cls, data: Any) -> Any:
        """What is wrong with the data itself is said by the model, not here."""
        if not isinstance(data, dict) or not isinstance(data.get("fields"), dict):
            return data
        usual = {key: name for key, name in _USUAL_COLUMNS.items() if name in data["fields"]}
        return {**usual, **data}


class ToldBy(Strict):
    """What a field has to say where several kinds share a form or a register.

    field: of the form or of the register, or of both. values: what stands in it for this kind, as
    a whole or ticked in a list of choices.
    """

    field: str
    values: Annotated[Words, Field(min_length=1)]


class KindSpec(Proposed):
    """A kind of entry.

    words: a path with one of these is about this kind. called: what a file calls one of it in
    short beside its number (项目 in 项目一总结.docx). name, unit: canonical fields of its form
    that name it and its organisation. person: whether the entry is one person.
    form, register: keys of ``forms`` and ``registers``; None where it has none. Kinds may share
    them; then told_by, else words of the path, tell the kinds apart.
    roles: the roles that its files may play; welcome: those that the notice encourages (鼓励) but
    does not ask for.
    special_of: the kind of which this singles one out; marks: the register's words for that.
    """

    title: Said
    words: Words
    called: Words = ()
    roles: Words
    welcome: Words = ()
    name: str | None = None
    unit: str | None = None
    person: bool = False
    form: str | None = None
    register_: str | None = Field(default=None, alias="register")
    told_by: ToldBy | None = None
    special_of: str | None = None
    marks: Words = ()


class RoleSpec(Proposed):
    """A part that a file can play, under the pack's own name; several may play the same.

    content: what it must be by its bytes (a broken file: by its extension).
    plays: what the role is to the program; left out: its key where that is one of these values,
    else by its content (documents alone: text, photos alone: picture, …, several: attachment).
    words: in its name or a folder's they speak for the role; not_words speak against it.
    """

    title: Said
    content: Annotated[tuple[Group, ...], Field(min_length=1)]
    plays: Plays | None = None
    words: Words = ()
    not_words: Words = ()


class IdPhotoLook(Strict):
    """How a picture that no word tells is known for an ID photo (width over height)."""

    ratios: tuple[float, ...] = ()
    tolerance: float = 0.03
    plain_background: float = 0.85


class Unit(Strict):
    """A unit that the notice addresses, and its other names.

    type: what kind of unit it is, where quotas differ by that (开发区, 高校).
    """

    name: str
    aliases: Words = ()
    type: str | None = None


class SenderSpec(Strict):
    """How papers name the unit that hands in.

    lines: labels above or below a register's table (推介单位（盖章）：…). fields: of forms and
    registers, whose value is the sender. seals: fields of forms that the sender signs. letters:
    what a covering letter's title is about (某单位关于报送…的报告).
    """

    lines: Words = ()
    fields: Words = ()
    seals: Words = ()
    letters: Words = ()


class Terms(Strict):
    """What messages call what no role's title tells; see ``model.nouns``.

    put_forward: the verb and noun for handing in for choice (推介, 推荐, 申报); in English a
    participle (put forward, nominated). register: the register's title in short.
    """

    put_forward: Said | None = None
    register_: Said | None = Field(default=None, alias="register")


class Delivery(Proposed):
    """Where packages go. Offices only, no persons.

    largest: the largest file that the office takes, such as 500 MB; None: the notice does not say.
    """

    office: Said
    address: Said | None = None
    postcode: str | None = None
    mailbox: str | None = None
    note: Said | None = None
    largest: Annotated[str, AfterValidator(_size)] | None = None


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
    values: dict[str, Any] = {}
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
    values: dict[str, Any] = {}
    kinds: dict[str, KindSpec]
    roles: dict[str, RoleSpec]
    forms: dict[str, FormSpec] = {}
    registers: dict[str, RegisterSpec] = {}
    id_photo_look: IdPhotoLook = IdPhotoLook()
    fillers: Fillers | None = None
    cells: dict[str, CellSpec] = {}  # by a field's name, or a pattern of names (``*意见``)
    leftovers: Words = ()  # patterns of file names; with ``/`` at the end: of folder names
    attachments: Words = ()  # words for what comes along with an entry unasked
    package_papers: Words = ()  # words for papers about the package as a whole
    paper_endings: Words = ()  # so is a document whose name ends with one of these
    scan_words: Words = ()  # at a name's end: a stamped page, never a photo of an activity
    idle_words: Words = ()  # in a name they say neither what a file is nor whose (the province)
    terms: Terms = Terms()
    units: tuple[Unit, ...] = ()
    sender: SenderSpec = SenderSpec()  # by which papers tell who hands in
    rules: dict[str, RuleSpec]
    outline: tuple[OutlineItem, ...] = ()
    confirm: dict[str, str] = {}
    not_known: tuple[NotKnown, ...] = ()
    winners: tuple[Winner, ...] = ()
    parents: tuple[ParentNotice, ...] = ()
    told_by: dict[str, str] = {}
    sha256: str = ""

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
