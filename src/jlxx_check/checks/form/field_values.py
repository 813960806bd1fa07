"""Whether answers of a form are of a known kind: a sex, a nationality, a party, a telephone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from typing import ClassVar

from pydantic import PositiveInt

from jlxx_check.checks.dialling import undiallable
from jlxx_check.checks.form.answers import answer, is_filled, may_stand, shortened
from jlxx_check.checks.register.register_values import breaking_row, listed_value, register_fields
from jlxx_check.checks.registry import FieldName, Parameters
from jlxx_check.model.nouns import FORM, PUT_FORWARD, REGISTER
from jlxx_check.model.outcome import Level, Outcome, failed, review
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import Words
from jlxx_check.model.package import Entry, Form, Value
from jlxx_check.text import Text, same
from jlxx_check.values.dates import read_date, readings, when_born
from jlxx_check.values.folding import fold, fold_name
from jlxx_check.values.late_patterns import late_pattern
from jlxx_check.values.moments import day_of, years_between
from jlxx_check.values.organisations import may_name_organisation
from jlxx_check.values.people_words import (
    is_schooling,
    may_be_named,
    nationality_of,
    party_of,
    sex_of,
)
from jlxx_check.values.remarks import refusal

#: A box that is ticked, or a tick beside the answer.
_TICKS = "√✓✔☑■☒●"
#: Peoples that ID cards name besides the 56.
_OTHER_PEOPLES = frozenset({"穿青人", "穿青", "革家人", "未识别民族", "其他", "外国血统"})
_PIECES = late_pattern(r"[、,，;；/／()+|]|兼|和|及")
_JOINED = late_pattern(r"[0-9]{4}|入党|加入|党龄")
IN_REGISTER = Text(
    f"请核实后更正{REGISTER}的这一处；{FORM}也不对的，一并更正。",
    f"Find out what is right and correct it in the {REGISTER}, and in the {FORM} if need be.",
)
_NAME = Text("姓名", "somebody's name")
_ORGANISATION = Text("单位名称", "an organisation's name")
_SEX = Text("男或女", "男 or 女")
_NATIONALITY = Text("56个民族之一", "one of the 56 nationalities")
_PARTY = Text("政治面貌的规范名称", "a known political standing")
_SCHOOLING = Text("学历或文化程度", "a degree or a kind of school")
_PHONE = Text("可以拨通的电话号码", "a possible telephone number")


class KnownValues(Parameters):
    """The fields whose answers are of a known kind.

    people, organisations: fields that name somebody, and some organisation.
    sex, nationality, party, schooling, phone, born: the field that holds it; None: not looked at.
    once: those that have one answer, however often they stand in the form.
    told: accounts that may be left out, and have to tell something where they are given.
    opinions, refusals: the boxes for an organisation's opinion, and what is no consent in them.
    youngest, oldest: years that a person has at the deadline; beyond them a date of birth is
    asked after.
    """

    zh: ClassVar[Mapping[str, str]] = {
        "people": "写姓名的栏目",
        "organisations": "写单位名称的栏目",
        "sex": "性别栏；不写则不看",
        "nationality": "民族栏；不写则不看",
        "party": "政治面貌栏；不写则不看",
        "schooling": "学历栏；不写则不看",
        "phone": "电话栏；不写则不看",
        "born": "出生年月栏；不写则不看",
        "once": "只能有一个答案的栏目，在表上多处出现的应一致",
        "told": "可以不填、填了就要有内容的简介栏",
        "opinions": "单位意见栏",
        "refusals": "意见栏里表示不同意的词",
        "youngest": "截止日时最小多少岁；再小的请人核对",
        "oldest": "截止日时最大多少岁；再大的请人核对",
    }

    people: tuple[FieldName, ...] = ()
    organisations: tuple[FieldName, ...] = ()
    sex: FieldName | None = None
    nationality: FieldName | None = None
    party: FieldName | None = None
    schooling: FieldName | None = None
    phone: FieldName | None = None
    born: FieldName | None = None
    once: tuple[FieldName, ...] = ()
    told: tuple[FieldName, ...] = ()
    opinions: tuple[FieldName, ...] = ()
    refusals: Words = ()
    youngest: PositiveInt = 16
    oldest: PositiveInt = 110


def unknown_values(
    form: Form, pack: Pack, want: KnownValues, told: Collection[Value] = ()
) -> Iterator[Outcome]:
    """A warning for each answer that is none of its kind; empty ones are not looked at.

    told: values of which something else has been said already.
    """
    known: tuple[tuple[str | None, Callable[[str], bool], Text], ...] = (
        *((field, may_be_named, _NAME) for field in want.people),
        *((field, may_name_organisation, _ORGANISATION) for field in want.organisations),
        (want.sex, _is_sex, _SEX),
        (want.nationality, _is_nationality, _NATIONALITY),
        (want.party, _is_party, _PARTY),
        (want.schooling, is_schooling, _SCHOOLING),
    )
    for field, holds, asked in known:
        value = answer(form, field, pack) if field else None
        if isinstance(value, Value) and value not in told and not holds(value.text):
            said = shortened(value.text)
            yield _warning(
                value,
                Text(
                    f"{FORM}的“{value.label}”填的是“{said}”，应为{asked.zh}，请核实。",
                    f"“{value.label}” says “{said}”; it has to be {asked.en}.",
                ),
                asked,
                same(said),
            )
    phone = answer(form, want.phone, pack) if want.phone else None
    why = undiallable(phone.text) if isinstance(phone, Value) else None
    if isinstance(phone, Value) and why is not None:
        yield _warning(phone, *_no_phone(phone, why))
    yield from _age(form, pack, want)


def refused(form: Form, want: KnownValues) -> Iterator[Outcome]:
    """A review for each box whose opinion may be no consent."""
    for field in want.opinions:
        word = refusal(form.text(field), want.refusals)
        if word is not None:
            value = form.values[field]
            said = shortened(value.text)
            yield review(
                Text(
                    f"{FORM}的“{field}”写有“{word}”（“{said}”），请核实单位是否同意{PUT_FORWARD}。",
                    f"“{field}” says “{word}” (“{said}”); does the organisation agree to put this "
                    "forward?",
                ),
                where=value.where,
                observed=same(said),
            )


def _no_phone(value: Value, why: Text) -> tuple[Text, Text, Text]:
    """The number itself is not quoted: it is somebody's, with a slip in it."""
    digits = sum(sign.isdigit() for sign in fold(value.text))
    return (
        Text(
            f"{FORM}的“{value.label}”不像是电话号码：{why.zh}，请核实。",
            f"“{value.label}” is no possible telephone number: {why.en}.",
        ),
        _PHONE,
        Text(f"{digits}位数字", f"{digits} digits"),
    )


def _age(form: Form, pack: Pack, want: KnownValues) -> Iterator[Outcome]:
    value = answer(form, want.born, pack) if want.born else None
    why = _odd_birth(value, pack, want) if isinstance(value, Value) else None
    if isinstance(value, Value) and why is not None:
        yield _warning(
            value,
            Text(
                f"{FORM}的“{value.label}”填的是“{value.text}”，{why.zh}，请核实。",
                f"“{value.label}” says “{value.text}”: {why.en}.",
            ),
            _OWN_BIRTH,
            same(value.text),
        )


_OWN_BIRTH = Text("本人的出生年月", "the person's own date of birth")


_NO_BIRTH = Text("读不出是哪一年哪一月", "which cannot be read as a year and a month")


def _odd_birth(value: Value, pack: Pack, want: KnownValues) -> Text | None:
    """Why the date can hardly be that of the person's birth; None where it can."""
    written = read_date(value.text, value.kind, when_born(day_of(pack.deadline)))
    if written is None:
        several = len(readings(value.text, value.kind)) > 1
        return None if several else _NO_BIRTH
    deadline = day_of(pack.deadline)
    most, least = (years_between(day, deadline) for day in (written.earliest, written.latest))
    if written.earliest > deadline:
        return Text("晚于报送截止日期", "which lies after the deadline")
    if most < want.youngest:
        return Text(f"到报送截止日期不满{want.youngest}周岁", f"under {want.youngest} years of age")
    if least > want.oldest:
        return Text(f"已超过{want.oldest}周岁", f"over {want.oldest} years of age")
    return None


def listed_unknown(entry: Entry, pack: Pack, want: KnownValues) -> Iterator[Outcome]:
    """A warning for each value of the register's row that is none of its kind.

    One that the form has as well is told there; where the two telephones or names differ, that is
    told.
    """
    spec = register_fields(entry, pack)
    told_there = (want.phone, *want.people)
    for field, asked, wrong in _kinds(pack, want):
        for listed in listed_value(entry, field) if field else ():
            stated = entry.form.text(field) if entry.form and field else ""
            known = spec.get(listed.label)
            filled = is_filled(listed.text, listed.label, known, pack)
            bare = known is not None and may_stand(listed.text, known)
            alike = fold(stated) == fold(listed.text) or (field in told_there and bool(stated))
            why = wrong(listed) if filled and not bare and not alike else None
            if why is not None:
                yield replace(
                    breaking_row(entry, listed, why, asked, Level.WARNING), fix=IN_REGISTER
                )


def _kinds(
    pack: Pack, want: KnownValues
) -> tuple[tuple[str | None, Text, Callable[[Value], Text | None]], ...]:
    """The fields with what is asked of them, and what tells why a value is none of the kind."""

    def unlike(holds: Callable[[str], bool], asked: Text) -> Callable[[Value], Text | None]:
        why = Text(f"应为{asked.zh}", f"it has to be {asked.en}")
        return lambda value: None if holds(value.text) else why

    return (
        *((field, _NAME, unlike(may_be_named, _NAME)) for field in want.people),
        *(
            (field, _ORGANISATION, unlike(may_name_organisation, _ORGANISATION))
            for field in want.organisations
        ),
        (want.sex, _SEX, unlike(_is_sex, _SEX)),
        (want.nationality, _NATIONALITY, unlike(_is_nationality, _NATIONALITY)),
        (want.party, _PARTY, unlike(_is_party, _PARTY)),
        (want.schooling, _SCHOOLING, unlike(is_schooling, _SCHOOLING)),
        (want.phone, _PHONE, lambda value: undiallable(value.text)),
        (want.born, _OWN_BIRTH, lambda value: _odd_birth(value, pack, want)),
    )


def _warning(value: Value, message: Text, expected: Text, observed: Text) -> Outcome:
    return failed(
        message,
        level=Level.WARNING,
        where=value.where,
        expected=expected,
        observed=observed,
        fix=_PUT_RIGHT,
    )


_PUT_RIGHT = Text(
    "请核对这一栏，写错的改正。", "Look at this field, and put it right if it is wrong."
)


def _is_sex(text: str) -> bool:
    """One that is ticked among both holds, too; two boxes without a tick are no answer."""
    return sex_of(fold_name(text)) is not None or (
        any(tick in text for tick in _TICKS) and bool(set("男女") & set(fold(text)))
    )


def _is_nationality(text: str) -> bool:
    bare = fold_name(text).strip("()")
    return nationality_of(bare) is not None or bare in _OTHER_PEOPLES


def _is_party(text: str) -> bool:
    """A party, several (民盟盟员、中共党员), or one with a date behind it (2010年入党)."""
    pieces = [piece for piece in _PIECES.split(fold_name(text)) if piece]
    return bool(pieces) and all(party_of(piece) or _JOINED.search(piece) for piece in pieces)
