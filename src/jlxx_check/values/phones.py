"""Telephone numbers in a cell, whatever way they are spelt."""

from __future__ import annotations

import re
import unicodedata

_GAP = r"[ \-]?"
_COUNTRY = rf"(?:(?:\+|00)?86{_GAP})?"
MOBILE = rf"1[3-9]{_GAP}[0-9](?:{_GAP}[0-9]){{8}}"
_AREA = r"(?:10|2[0-9]|[3-9][0-9]{2})"
_MOBILES = re.compile(rf"(?<![0-9]){_COUNTRY}((?:{MOBILE})+)(?![0-9])")
_LANDLINE = re.compile(
    rf"(?<![0-9])(?:(?:\+|00)86[ \-]*\(?0?|\(?0)({_AREA})\)?[ \-]*"
    r"([1-9][0-9]{2,3}[ \-]?[0-9]{4})(?:(?:-|转)[0-9]{1,6})?(?![0-9])"
)
_SERVICE = re.compile(r"(?<![0-9])([48]00)[ \-]?([0-9]{3})[ \-]?([0-9]{4})(?![0-9])")
_LOCAL = re.compile(r"(?<![0-9])([2-9][0-9]{2,3}[ \-]?[0-9]{4})(?:(?:-|转)[0-9]{1,6})?(?![0-9])")
_DASHES = str.maketrans("‐‑‒–—―−ー\u3000\t\xa0", "--------   ")


def fold_phone(text: str) -> frozenset[str]:
    """The digits of every number in the text; country code, dashes, extension left out.

    A number of 7 or 8 digits without an area code stands as it is. Text without a number, and a
    number of an impossible length, gives none.
    """
    rest = unicodedata.normalize("NFKC", text.translate(_DASHES)).translate(_DASHES)
    found: set[str] = set()

    def mobiles(match: re.Match[str]) -> str:
        digits = _digits(match[1])
        found.update(digits[start : start + 11] for start in range(0, len(digits), 11))
        return "/"

    def landline(match: re.Match[str]) -> str:
        found.add("0" + match[1] + _digits(match[2]))
        return "/"

    def other(match: re.Match[str]) -> str:
        found.add(_digits("".join(match.groups())))
        return "/"

    for pattern, take in (
        (_MOBILES, mobiles),
        (_LANDLINE, landline),
        (_SERVICE, other),
        (_LOCAL, other),
    ):
        rest = pattern.sub(take, rest)
    return frozenset(found)


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
