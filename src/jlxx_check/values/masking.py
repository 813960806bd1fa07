"""Personal numbers masked wherever they stand in a text.

Dates, counts and the digits of camera and phone file names stay: only what has the shape of an
ID-card number, a mobile number or a landline with its area code is masked. Lengths are kept.
"""

from __future__ import annotations

import re
from itertools import pairwise

from jlxx_check.values.id_number import PROVINCES
from jlxx_check.values.org_code import OrgCode, read_org_code

_GAP = r"[ \-\u3000]?"
_ID = re.compile(rf"(?<!\d)\d(?:{_GAP}\d){{13,18}}{_GAP}[\dXxＸｘ×]?(?![\dA-WYZa-wyz])")
_MOBILE = re.compile(
    rf"(?<!\d)(?<!\d\.)(?:[+＋]?(?:\d\d)?86{_GAP})?[1１][3-9３-９]{_GAP}\d(?:{_GAP}\d){{8}}"
    rf"(?:{_GAP}[1１][3-9３-９]\d{{9}})*(?!\d)"
)
_LANDLINE = re.compile(
    r"(?<![\dA-Za-z])(?:[+＋](?:86|８６)[ \-]?)?[(（]?"
    r"(?:[0０](?:[1１][0０]|[2２]\d|[3-9３-９]\d\d)|(?<=86)(?:\d\d){1,2})[)）]?"
    r"[ \-—–－\u3000]{0,3}[1-9１-９](?:[ \-]?\d){6,7}(?!\d)"
)
_DATED = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_OLD_DATED = re.compile(r"\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_DIGITS = re.compile(r"(?<![\dA-Za-z*])\d{7,}(?![\dA-Za-z*])")
_NEAR_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{7,10}(?!\d)")


def mask(text: str) -> str:
    """The text with every ID-card and telephone number masked, its length unchanged."""
    text = _ID.sub(_masked_id, text)
    text = _MOBILE.sub(_masked_mobiles, text)
    return _LANDLINE.sub(_masked_landline, text)


def mask_cell(text: str) -> str:
    """As ``mask``, and whatever else in a form's cell may be somebody's number, wrongly written.

    A digit too few or too many hides a number from ``mask``, which must leave file names alone;
    here any seven digits in a row are masked that are no day and no organisation's code.
    """
    return _DIGITS.sub(_masked_digits, _NEAR_MOBILE.sub(_masked_mobiles, mask(text)))


def _masked_digits(match: re.Match[str]) -> str:
    digits = _digits(match[0])
    if _DATED.fullmatch(digits) or isinstance(read_org_code(digits), OrgCode):
        return match[0]
    return _starred(match[0], 3, 2)


def mask_pair(a: str, b: str) -> tuple[str, str]:
    """Both masked; where they differ only in what is masked, their first such digit is shown.

    A mobile number that lacks a digit or has one too many is masked here, too: beside the right
    one it is as personal.
    """
    first, second = (_NEAR_MOBILE.sub(_masked_mobiles, mask(text)) for text in (a, b))
    if a == b or _signs(first, first) != _signs(second, second):
        return first, second
    for here, there in zip(_places(first), _places(second), strict=True):
        if _plain(a[here]) != _plain(b[there]):
            return _shown(first, here, a[here]), _shown(second, there, b[there])
    return first, second


def _places(text: str) -> list[int]:
    return [place for place, sign in enumerate(text) if sign.isalnum() or sign == "*"]


def _signs(text: str, source: str) -> str:
    return "".join(_plain(source[place]) for place in _places(text))


def _plain(sign: str) -> str:
    return str(int(sign)) if sign.isdecimal() else sign.upper()


def _shown(text: str, place: int, sign: str) -> str:
    return text[:place] + sign + text[place + 1 :]


def _digits(text: str) -> str:
    return "".join(_plain(sign) for sign in text if sign.isdecimal() or sign in "XxＸｘ×")


def _starred(text: str, first: int, last: int) -> str:
    """Stars for all digits but the first and last so many; what stands between them stays."""
    places = [place for place, sign in enumerate(text) if sign.isdecimal() or sign in "XxＸｘ×"]
    hidden = set(places[first : len(places) - last])
    return "".join("*" if place in hidden else sign for place, sign in enumerate(text))


def _masked_id(match: re.Match[str]) -> str:
    digits = _digits(match[0])
    return _starred(match[0], 4, 4) if _personal(digits) else match[0]


def _personal(digits: str) -> bool:
    """Whether 14 to 20 digits are an ID number, rightly written or with a digit too many or few."""
    dated = bool(_DATED.match(digits[6:]))
    if len(digits) == 15:
        return digits[:2] in PROVINCES and (dated or bool(_OLD_DATED.match(digits[6:])))
    if len(digits) == 18:
        if _DATED.match(digits):
            return digits[:2] in PROVINCES
        return dated or not isinstance(read_org_code(digits), OrgCode)
    return len(digits) >= 16 and digits[:2] in PROVINCES and dated


def _masked_mobiles(match: re.Match[str]) -> str:
    places = [place for place, sign in enumerate(match[0]) if sign.isdecimal()]
    count = max(1, len(places) // 11)
    if count == 1 and len(places) <= 12 and len(places) != 11:
        return _starred(match[0], 3, 4)
    prefix = len(places) - 11 * count
    cuts = [0, *(places[prefix + 11 * number] for number in range(1, count)), len(match[0])]
    pieces = [match[0][start:end] for start, end in pairwise(cuts)]
    return _starred(pieces[0], 3 + prefix, 4) + "".join(
        _starred(piece, 3, 4) for piece in pieces[1:]
    )


def _masked_landline(match: re.Match[str]) -> str:
    digits = _digits(match[0])
    # A folder's number before a date (0312-20230705) is no telephone number.
    if _DATED.fullmatch(digits[-8:]):
        return match[0]
    return _starred(match[0], len(digits) - 7 if len(digits) < 11 else len(digits) - 8, 4)
