"""What stands in a sentence's braces: a parameter by its name, and how its value is said.

``{at_least}``, ``{roles.0.at_most}`` (parts by name or place), ``{quota.stars/at_most}`` (another
rule's), ``{rate + tolerance}``, ``{deadline - years}``, ``{about - holds%}`` (less that share of
it), ``{prints.0 @ dpi}`` (millimetres in pixels); behind colons, in turn, how it is said:
``{years:两}``, ``{shortest:min:two}``. ``{{`` and ``}}`` are braces. ``docs/packs.md`` lists all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from math import isfinite

from jlxx_check.errors import InternalError
from jlxx_check.packs.pack_problems import did_you_mean
from jlxx_check.text import Lang, Text
from jlxx_check.values import said_numbers as said
from jlxx_check.values.moments import chinese_day, day_of, years_before, zone_of

#: A pair of braces, a braced expression, or a brace that has no partner.
PIECES = re.compile(r"(?P<pair>\{\{|\}\})|\{(?P<said>[^{}]*)\}|(?P<stray>[{}])")
_KEYS = "keys"
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_INCH = Fraction(254, 10)

#: A name → its value: what a rule gives, then the pack.
Names = Mapping[str, object]


class FillError(InternalError):
    """A placeholder that cannot be filled; said is why."""

    def __init__(self, said: Text) -> None:
        super().__init__(said.en)
        self.said = said


def fill(text: str, names: Names, others: Mapping[str, Names], lang: Lang) -> str:
    """The sentence with every placeholder filled. Raises FillError for the first that cannot be.

    names: what this rule gives; others: the same for every rule by its id.
    """

    def piece(found: re.Match[str]) -> str:
        if found["pair"]:
            return found["pair"][0]
        if found["stray"]:
            raise FillError(_stray(found["stray"]))
        return _said(found["said"], names, others, lang)

    return PIECES.sub(piece, text)


def fill_known(text: str, names: Names, others: Mapping[str, Names], lang: Lang) -> str:
    """As ``fill``, but what nothing is known of stays: a check fills it when it judges."""

    def piece(found: re.Match[str]) -> str:
        inner = found["said"]
        head = re.split(r"[.:\s]", inner or "", maxsplit=1)[0]
        known = inner is not None and (head in names or "/" in head)
        return _said(inner, names, others, lang) if known else found[0]

    return PIECES.sub(piece, text)


def escaped(text: str) -> str:
    """A text with its braces doubled, so that filling it gives it back."""
    return text.replace("{", "{{").replace("}", "}}")


def _stray(brace: str) -> Text:
    return Text(
        f"“{brace}”没有配成对；要写花括号本身，请写两个：“{brace * 2}”。",
        f"a '{brace}' without its partner; for the brace itself write two: '{brace * 2}'.",
    )


def _said(inner: str, names: Names, others: Mapping[str, Names], lang: Lang) -> str:
    expression, *forms = inner.split(":")
    value = _value(expression, names, others)
    for form in forms:
        if form not in FORMS:
            raise FillError(did_you_mean("form of number", form, FORMS))
        value = _formed(FORMS[form], form, value, lang)
    return _plainly(value, inner, lang)


def _formed(made: _Form, form: str, value: object, lang: Lang) -> object:
    try:
        return made(_exact(value), lang)
    except (ValueError, TypeError, ArithmeticError) as error:
        raise FillError(
            Text(
                f"“{value}”不能用“:{form}”写出来。",
                f"'{value}' cannot be said in the form ':{form}'.",
            )
        ) from error


def _value(expression: str, names: Names, others: Mapping[str, Names]) -> object:
    """A term, or terms joined by blanks and signs from left to right."""
    terms = expression.split()
    if len(terms) % 2 == 0:
        raise FillError(
            Text(
                f"花括号里的“{expression}”看不懂；应写参数名，如{{at_least}}，加减号两边留空格。",
                f"'{expression}' in braces is not understood: write a parameter's name, such as "
                "{at_least}, with blanks around + and -.",
            )
        )
    value = _term(terms[0], names, others)
    for sign, term in zip(terms[1::2], terms[2::2], strict=True):
        share = term.endswith("%")
        other = _term(term.removesuffix("%"), names, others)
        value = _joined(value, sign, other, expression, share=share)
    return value


def _joined(value: object, sign: str, other: object, expression: str, *, share: bool) -> object:
    left, right = _exact(value), _exact(other)
    if sign == "@" and isinstance(right, Fraction):
        sizes = left if isinstance(left, list) else [left]
        pixels = [round(size * right / _INCH) for size in sizes if isinstance(size, Fraction)]
        if pixels and len(pixels) == len(sizes):
            return pixels if isinstance(left, list) else pixels[0]
    if isinstance(left, date) and isinstance(right, Fraction) and sign == "-" and not share:
        try:
            return years_before(left, int(right))
        except (ValueError, OverflowError):
            pass
    elif isinstance(left, Fraction) and isinstance(right, Fraction) and sign in ("+", "-"):
        change = left * right if share else right
        return left + change if sign == "+" else left - change
    raise FillError(
        Text(
            f"花括号里的“{expression}”算不出来（{_shown(value)} {sign} {_shown(other)}）。",
            f"'{expression}' in braces cannot be worked out ({_shown(value)} {sign} "
            f"{_shown(other)}).",
        )
    )


def _shown(value: object) -> str:
    return plain if len(plain := str(value)) <= 40 else f"{plain[:40]}…"


def _term(path: str, names: Names, others: Mapping[str, Names]) -> object:
    rule, slash, rest = path.rpartition("/")
    if slash:
        if rule not in others:
            raise FillError(did_you_mean("rule", rule, others))
        names = others[rule]
    head, *steps = rest.split(".")
    if head not in names:
        raise FillError(did_you_mean("parameter", head, names))
    value = names[head]
    for step in steps:
        value = _part(value, step)
    return value


def _part(value: object, step: str) -> object:
    """A part of a value by its key, or its place from 0; ``keys``: the keys of a mapping."""
    if isinstance(value, Mapping):
        if step in value:
            return value[step]
        if step == _KEYS:
            return list(value)
        raise FillError(did_you_mean("parameter", step, map(str, value)))
    if isinstance(value, list) and step.isascii() and step.isdigit() and int(step) < len(value):
        return value[int(step)]
    if isinstance(value, date) and step in ("year", "month", "day"):
        return getattr(value, step)
    raise FillError(
        Text(f"“{_shown(value)}”没有“{step}”这一部分。", f"'{_shown(value)}' has no part '{step}'.")
    )


def _exact(value: object) -> object:
    """Numbers as fractions, so that 25 - 0.1 is 24.9; whatever else as it is."""
    if isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value):
        return Fraction(str(value))
    return [_exact(item) for item in value] if isinstance(value, list) else value


def _plainly(value: object, inner: str, lang: Lang) -> str:
    """A value in words, where no form says how."""
    value = _exact(value)
    if isinstance(value, Fraction):
        return said.plain_number(value)
    if isinstance(value, datetime):
        day, hour, zone = _day(value, lang), said.clock(value), zone_of(value)
        if lang is Lang.ZH:
            return f"{day}{hour}（{zone}）" if zone else f"{day}{hour}"
        return f"{hour} {zone} on {day}" if zone else f"{hour} on {day}"
    if isinstance(value, date):
        return _day(value, lang)
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping) and isinstance(value.get(lang.value), str):
        return str(value[lang.value])
    if isinstance(value, list) and value:
        return ("、" if lang is Lang.ZH else ", ").join(
            _plainly(item, inner, lang) for item in value
        )
    raise FillError(
        Text(
            f"花括号里的“{inner}”不是数字、日期或文字，不能写进句子。",
            f"'{inner}' in braces is no number, day or text, and cannot stand in a sentence.",
        )
    )


def _day(value: object, lang: Lang) -> str:
    day = _a_day(value)
    return chinese_day(day) if lang is Lang.ZH else said.english_day(day)


def _a_day(value: object) -> date:
    if not isinstance(value, date):
        raise TypeError(value)
    return day_of(value)


def _a_number(value: object) -> Fraction:
    if not isinstance(value, Fraction):
        raise TypeError(value)
    return value


def _number(make: Callable[[Fraction], object]) -> _Form:
    return lambda value, _lang: make(_a_number(value))


def _by_language(zh: Callable[[date], str], en: Callable[[date], str]) -> _Form:
    return lambda value, lang: (zh if lang is Lang.ZH else en)(_a_day(value))


def _times(value: object, _lang: Lang) -> str:
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise TypeError(value)
    return "×".join(said.plain_number(_a_number(item)) for item in value)


def _number_in(value: object, lang: Lang) -> Fraction:
    """The first number of a text: 2 of “2寸”."""
    written = _plainly(value, "", lang)
    found = _NUMBER.search(written)
    if found is None:
        raise ValueError(written)
    return Fraction(found[0])


def _clock(value: object, _lang: Lang) -> str:
    if not isinstance(value, date):
        raise TypeError(value)
    return said.clock(value)


def _capital(value: Fraction) -> str:
    return said.english_number(value).capitalize()


_Form = Callable[[object, Lang], object]

#: How a value is said, by what the form looks like.
FORMS: dict[str, _Form] = {
    "二": _number(said.chinese_number),
    "两": _number(said.chinese_count),
    "成": _number(said.tenths),
    "百分之": _number(said.hundredths),
    "two": _number(said.english_number),
    "Two": _number(_capital),
    "1st": _number(said.ordinal),
    "in": _number(said.english_share),
    "%": lambda value, lang: said.percent(_a_number(value), "" if lang is Lang.ZH else " "),
    "×": _times,
    "number": _number_in,
    "min": _number(lambda seconds: seconds / 60),
    "h": _number(lambda seconds: seconds / 3600),
    "ms": _number(lambda rate: Fraction(1000) / rate),
    "KB": _number(lambda size: size / 1000),
    "MB": _number(lambda size: size / 1_000_000),
    "date": _day,
    "day": _by_language(
        lambda day: f"{day.month}月{day.day}日", lambda day: said.english_day(day, year=False)
    ),
    "time": _clock,
    "weekday": _by_language(said.chinese_weekday, said.english_weekday),
}
