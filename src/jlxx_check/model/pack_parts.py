"""What a rule pack is made of: its forms, registers, kinds, roles, units and delivery.

The types are strict: an unknown key is an error.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from jlxx_check.model.facts import Group
from jlxx_check.model.plays import Plays
from jlxx_check.text import Text
from jlxx_check.values.file_size import read_file_size

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
    such a word (详, 第#页). prompts: what the words of a template begin with. references: what a
    clause begins with that sends the reader elsewhere (详见光明日报).
    """

    words: Words
    around: Words = ()
    prompts: Words = ()
    references: Words = ()
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
