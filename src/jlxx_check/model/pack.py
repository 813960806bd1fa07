"""A rule pack: one notice as data. The types are strict: an unknown key is an error."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from jlxx_check.model.facts import Group
from jlxx_check.model.outcome import Level
from jlxx_check.model.text import Text


class Strict(BaseModel):
    """Frozen; refuses keys that it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _both(value: object) -> object:
    """Allow a plain string where both languages read the same."""
    return Text(value, value) if isinstance(value, str) else value


Said = Annotated[Text, BeforeValidator(_both, json_schema_input_type=str | Text)]
Words = tuple[str, ...]

_DAY_OR_MINUTE = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?")


def _moment(value: object) -> object:
    """A day stays a day: the whole of it counts. Only a time that is written is one."""
    if isinstance(value, str):
        if not _DAY_OR_MINUTE.fullmatch(value):
            raise ValueError(_MOMENT_SHAPE)
        try:
            return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
        except ValueError as error:
            raise ValueError(_MOMENT_SHAPE) from error
    return value


_MOMENT_SHAPE = Text(
    "日期写成2023-07-12，有钟点的写成2023-07-12T18:00",
    "a day is written 2023-07-12, with a time 2023-07-12T18:00",
)
Moment = Annotated[datetime | date, BeforeValidator(_moment)]


class FieldSpec(Strict):
    """A label of a form or a column of a register; its canonical name is its key.

    spellings: other labels that mean the same. One with a bracketed hint is tried with it before
    hints are dropped (年参与人次（线下） is a part, 年参与人次 the field).
    required: an empty value is an error.
    parts: labels of separate cells that together are this field (线下, 线上; 工作单位, 职务); the
    field is there where any of them is. Their texts are joined, each behind its part's name where
    ``label_parts`` is set.
    """

    spellings: Words = ()
    required: bool = False
    parts: dict[str, Words] = {}
    label_parts: bool = False


class FormSpec(Strict):
    """A kind of form. titles: what its heading or file name says."""

    titles: Words
    fields: dict[str, FieldSpec]


class RegisterSpec(Strict):
    """A kind of register. order, remark: the columns of the row's number and of special marks."""

    titles: Words
    fields: dict[str, FieldSpec]
    order: str = "序号"
    remark: str = "备注"


class KindSpec(Strict):
    """A kind of entry.

    words: a path with one of these is about this kind. name, unit: canonical fields of its form
    that name it and its organisation. person: whether the entry is one person.
    form, register: keys of ``forms`` and ``registers``; None where it has none of its own.
    roles: the roles that its files may play; welcome: those that the notice encourages (鼓励) but
    does not ask for.
    special_of: the kind of which this singles one out; marks: the register's words for that.
    """

    title: Said
    words: Words
    roles: Words
    welcome: Words = ()
    name: str | None = None
    unit: str | None = None
    person: bool = False
    form: str | None = None
    register_: str | None = Field(default=None, alias="register")
    special_of: str | None = None
    marks: Words = ()


class RoleSpec(Strict):
    """What part a file can play.

    content: what it must be by its bytes (a broken file: by its extension).
    words: in its name or a folder's they speak for the role; not_words speak against it.
    """

    title: Said
    content: tuple[Group, ...]
    words: Words = ()
    not_words: Words = ()


class IdPhotoLook(Strict):
    """How a picture that no word tells is known for an ID photo (width over height)."""

    ratios: tuple[float, ...] = ()
    tolerance: float = 0.03
    plain_background: float = 0.85


class Unit(Strict):
    """A unit that the notice addresses, and its other names."""

    name: str
    aliases: Words = ()


class Delivery(Strict):
    """Where packages go. Offices only, no persons."""

    office: Said
    address: Said | None = None
    postcode: str | None = None
    mailbox: str | None = None
    note: Said | None = None


class RuleSpec(Strict):
    """One requirement: a check, what it is given, and what is said of it.

    scope: ``package``, ``file`` (every file that plays a role), a kind (``star``), or a role of a
    kind (``star.id-photo``, ``*.video``); several may be given. ``batch``, which stands alone:
    all packages that came in together, compared with each other.
    with: the check's parameters. level: the strongest that it may speak at.
    """

    title: Said
    why: Said
    scope: str | tuple[str, ...]
    check: str
    with_: dict[str, Any] = Field(default={}, alias="with")
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

    asks_nothing: why it asks nothing of a package; exactly one of the two is given.
    """

    clause: str
    gist: Said
    owners: Words = ()
    asks_nothing: Said | None = None


class NotKnown(Strict):
    """A matter on which the notice, as far as it is at hand, says nothing."""

    topic: Said
    why: Said


class Winner(Strict):
    """A previous winner. kind: ``star`` or ``project``; unit and year where the list has them."""

    kind: str
    name: str
    unit: str = ""
    year: str = ""


class Pack(Strict):
    """One notice. See ``docs/rules.md`` for what each pack asks."""

    format: Literal["jlxx-pack/1"]
    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    title: Said
    issuer: Said
    deadline: Moment
    delivery: Delivery
    kinds: dict[str, KindSpec]
    roles: dict[str, RoleSpec]
    forms: dict[str, FormSpec]
    registers: dict[str, RegisterSpec]
    id_photo_look: IdPhotoLook = IdPhotoLook()
    leftovers: Words  # patterns of file names; with ``/`` at the end: of folder names
    attachments: Words  # words for what comes along with an entry unasked
    package_papers: Words = ()  # words for papers about the package as a whole
    idle_words: Words = ()  # in a name they say neither what a file is nor whose (the province)
    units: tuple[Unit, ...] = ()
    rules: dict[str, RuleSpec]
    outline: tuple[OutlineItem, ...]
    not_known: tuple[NotKnown, ...] = ()
    winners: tuple[Winner, ...] = ()
    sha256: str = ""
