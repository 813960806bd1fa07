"""Telephone numbers in a cell, whatever way they are spelt."""

from __future__ import annotations

import re

from jlxx_check.values.digits import spelt
from jlxx_check.values.personal_numbers import Sort, personal_numbers

_SERVICE = re.compile(r"(?<![0-9])([48]00)[ \-]*([0-9]{3})[ \-]*([0-9]{4})(?![0-9])")
#: Behind a number that is known already.
_EXTENSION = re.compile(r"\*(?:[ \-]+|转)[0-9]{1,6}(?![0-9])")
#: A number as Excel shows one that is too long for its cell: 1.3800000011E+10.
_EXPONENT = re.compile(r"([1-9])\.([0-9]+)e\+?([0-9]{1,2})(?![0-9])", re.IGNORECASE)
_LETTER = re.compile(r"[0-9][OoIl]+[0-9]")
_LOCAL = re.compile(
    r"(?<![0-9])([2-9][0-9]{2,3}[ \-]*[0-9]{4})(?:(?:[ \-]+|转)[0-9]{1,6})?(?![0-9])"
)


def fold_phone(text: str) -> frozenset[str]:
    """The digits of every number in the text; country code, dashes, extension left out.

    A number of 7 or 8 digits without an area code stands as it is. Text without a number, and a
    number of an impossible length, gives none.
    """
    return _taken_out(text)[0]


def is_possible_phone(text: str) -> bool:
    """Whether the text holds a number that can be one, and no string of digits that cannot.

    Nobody can dial a letter in a digit's place: 138O4310000.
    """
    found, rest = _taken_out(text)
    return bool(found) and not re.search(r"[0-9]{6,}", rest) and not _LETTER.search(text)


def has_lost_digits(text: str) -> bool:
    """Whether a number stands there with an exponent, and without its last digits: 1.38E+10."""
    return any(len(found[2]) < int(found[3]) for found in _EXPONENT.finditer(text))


def _written_out(found: re.Match[str]) -> str:
    """All digits of a number that an exponent stands behind; what has lost some stays."""
    digits, places = found[2], int(found[3])
    whole = len(digits) >= places and not digits[places:].strip("0")
    return found[1] + digits[:places] if whole else found[0]


def _taken_out(text: str) -> tuple[frozenset[str], str]:
    """The numbers, and what is left of the text without them."""
    found: set[str] = set()
    text = _EXPONENT.sub(_written_out, text)
    rest = list(spelt(text))
    for number in personal_numbers(text):
        if number.sort is not Sort.ID:
            found.add(number.digits)
        for place in number.places:
            rest[place] = "*"

    def other(match: re.Match[str]) -> str:
        found.add(_digits("".join(match.groups())))
        return "*"

    left = _EXTENSION.sub("*", "".join(rest))
    for pattern in (_SERVICE, _LOCAL):
        left = pattern.sub(other, left)
    return frozenset(found), left


def same_phone(a: str, b: str) -> bool:
    """Whether two cells share a number; one may leave out the area code."""
    return any(
        first == second or _local(first, second) or _local(second, first)
        for first in fold_phone(a)
        for second in fold_phone(b)
    )


def _local(short: str, full: str) -> bool:
    return len(short) in (7, 8) and full.startswith("0") and full.endswith(short)


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)
