"""Personal numbers masked wherever they stand in a text.

What is one, ``personal_numbers`` tells. Lengths are kept, and so is what stands between the digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from jlxx_check.values.digits import spelt
from jlxx_check.values.org_code import OrgCode, read_org_code
from jlxx_check.values.personal_numbers import Sort, digit_chains, is_date, personal_numbers

#: Words by which a text speaks of a personal number: what stands beside them may be one, wrongly
#: written or in short.
_SPEAKS = re.compile(
    r"电话|手机号|手机号码|联系方式|座机|传真|身份证|证件号|telephone|phone number|mobile number"
    r"|ID[- ]card",
    re.IGNORECASE,
)
#: Digits of an ID-card number in groups, some too few or too many.
_NEAR_ID = range(14, 22)
_NEAR_MOBILE = re.compile(r"1[3-9][0-9]{8,10}")


def mask(text: str) -> str:
    """The text with every ID-card and telephone number masked, its length unchanged.

    Where the text itself speaks of such numbers, what is nearly one is masked, too.
    """
    return mask_cell(text) if speaks_of_numbers(text) else _certain(text)


def speaks_of_numbers(text: str) -> bool:
    """Whether the text is about somebody's ID-card or telephone number."""
    return _SPEAKS.search(text) is not None


def mask_cell(text: str) -> str:
    """As ``mask``, and whatever else in a form's cell may be somebody's number, wrongly written.

    A digit too few or too many hides a number from ``mask``, which must leave file names alone;
    here any seven digits in a row are masked that are no day and no organisation's code, and what
    is nearly a mobile number or a landline without its area code, with gaps in it.
    """
    text = _certain(text)
    hidden: set[int] = set()
    for digits, places in digit_chains(text):
        if _NEAR_MOBILE.fullmatch(digits):
            hidden.update(places[3:-4])
            continue
        if len(digits) in _NEAR_ID and not is_date(digits) and len(_runs(places)) > 1:
            hidden.update(places[4:-4])
            continue
        for run in _runs(places):
            own = digits[places.index(run[0]) :][: len(run)]
            code = _lettered(text, run) and len(own) < _NEAR_ID.start
            if len(own) >= 7 and not _innocent(own) and not code:
                hidden.update(run[3:-2])
        if _is_short(digits, _runs(places)):
            hidden.update(places[3:-2])
    return _starred(text, hidden)


def mask_pair(a: str, b: str) -> tuple[str, str]:
    """Both masked; where they differ only in what is masked, their first such digit is shown.

    A number that lacks a digit or has one too many is masked here, too: beside the right one it
    is as personal.
    """
    first, second = mask_cell(a), mask_cell(b)
    if a == b or _signs(first, first) != _signs(second, second):
        return first, second
    for here, there in zip(_places(first), _places(second), strict=True):
        if _plain(a[here]) != _plain(b[there]):
            return _shown(first, here, a[here]), _shown(second, there, b[there])
    return first, second


def _certain(text: str) -> str:
    hidden: set[int] = set()
    for number in personal_numbers(text):
        first = {Sort.ID: 4, Sort.MOBILE: 3}.get(number.sort)
        if first is None:
            first = len(number.places) - (7 if len(number.places) < 11 else 8)
        hidden.update(number.places[first:-4])
    return _starred(text, hidden)


def _starred(text: str, hidden: set[int]) -> str:
    if not hidden:
        return text
    return "".join("*" if place in hidden else sign for place, sign in enumerate(text))


def _runs(places: Iterable[int]) -> list[list[int]]:
    """Places without anything between them."""
    runs: list[list[int]] = []
    for place in places:
        if runs and runs[-1][-1] == place - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _is_short(digits: str, runs: list[list[int]]) -> bool:
    """Whether digits in two groups are a landline without its area code: 8890-4321."""
    if len(runs) != 2 or len(runs[1]) != 4 or len(digits) not in (7, 8) or is_date(digits):
        return False
    round_sums = digits[:-4].endswith("00") and digits.endswith("00")
    return "2" <= digits[0] <= "8" and not round_sums


def _innocent(digits: str) -> bool:
    return is_date(digits) or isinstance(read_org_code(digits), OrgCode)


def _lettered(text: str, run: list[int]) -> bool:
    """Whether letters or stars stand at it: a file's name, a code, a number masked already."""
    around = text[max(run[0] - 1, 0) : run[0]] + text[run[-1] + 1 : run[-1] + 2]
    return any(sign == "*" or (sign.isascii() and sign.isalpha()) for sign in around)


def _places(text: str) -> list[int]:
    return [place for place, sign in enumerate(text) if sign.isalnum() or sign == "*"]


def _signs(text: str, source: str) -> str:
    return "".join(_plain(source[place]) for place in _places(text))


def _plain(sign: str) -> str:
    return spelt(sign).upper()


def _shown(text: str, place: int, sign: str) -> str:
    return text[:place] + sign + text[place + 1 :]
