"""Where a text holds ID-card and telephone numbers, however they are written.

The one answer for masking, for comparing and for the digests that are kept of them. Dates, counts,
codes of organisations and the digits of camera and phone file names are no such numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import pairwise

from jlxx_check.values.digits import GAPS, spelt
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.identity_number import PROVINCES
from jlxx_check.values.late_patterns import late_pattern
from jlxx_check.values.org_code import OrgCode, read_org_code

_BETWEEN = f"[{re.escape(GAPS)}]*"
_CHAIN = late_pattern(rf"[0-9]+(?:{_BETWEEN}[0-9]+)*(?:{_BETWEEN}X(?![0-9]))?")
_GROUP = late_pattern(r"[0-9]+|X")
#: One star parts digits (138*1234*5678); more of them hide some.
_STAR = late_pattern(r"(?<=[0-9])[*＊∗✱](?=[0-9])")
_DATED = late_pattern(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")
_OLD_DATED = late_pattern(r"[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")
_YEARS = late_pattern(r"(?:(?:19|20)[0-9]{2}){1,}")
_MOBILE = late_pattern(r"1[3-9][0-9]{9}")
_COUNTRY = late_pattern(r"(?:00?)?86|0")
_AREA = late_pattern(r"0(?:10|2[0-9]|[3-9][0-9]{2})")
_BARE_AREA = late_pattern(r"(?:10|2[0-9]|[3-9][0-9]{2})")
_LOCAL = late_pattern(r"[1-9][0-9]{6,7}")
#: Behind a figure it says what was counted.
_COUNTED = late_pattern(r" *(?:余|多)?[人名元万亿户个次场课节本份件册米平吨%％]")
_LONGEST = 21


class Sort(Enum):
    """What a number is of."""

    ID = "id"
    MOBILE = "mobile"
    LANDLINE = "landline"


@frozen
class PersonalNumber:
    """One number. digits: without the country's code; a landline's with its area code and 0.

    places: where its characters stand in the text, the country's code left out.
    """

    sort: Sort
    digits: str
    places: tuple[int, ...]


@frozen
class _Group:
    """Digits without anything between them. start: of the first one in the text."""

    start: int
    digits: str

    @property
    def end(self) -> int:
        return self.start + len(self.digits)


def personal_numbers(text: str) -> Iterator[PersonalNumber]:
    """Every ID-card number, mobile number and landline with its area code, in order of place."""
    plain = _spelt(text)
    for chain in _CHAIN.finditer(plain):
        if chain.end() - chain.start() >= 10:
            groups = [_Group(chain.start() + m.start(), m[0]) for m in _GROUP.finditer(chain[0])]
            yield from _in_chain(plain, groups)


def digit_chains(text: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Every run of digits with nothing but gaps between them, and the digits' places."""
    for chain in _CHAIN.finditer(_spelt(text)):
        groups = [(chain.start() + m.start(), m[0]) for m in _GROUP.finditer(chain[0])]
        yield (
            "".join(digits for _, digits in groups),
            tuple(start + n for start, digits in groups for n in range(len(digits))),
        )


def is_date(digits: str) -> bool:
    """Whether the digits are a day, or nothing but years: 20230705, 20192020."""
    return bool(_DATED.fullmatch(digits) or _YEARS.fullmatch(digits))


def _spelt(text: str) -> str:
    """Its numbers in plain digits, place by place."""
    return _STAR.sub("-", spelt(text))


def _in_chain(plain: str, groups: Sequence[_Group]) -> Iterator[PersonalNumber]:
    at = 0
    while at < len(groups):
        found, used = _at(plain, groups, at)
        yield from found
        at += used


def _at(plain: str, groups: Sequence[_Group], at: int) -> tuple[Sequence[PersonalNumber], int]:
    """The numbers that begin with this group, and how many groups are done with."""
    longest = _within(groups, at)
    run_together = _mobiles(plain, groups, at, at + 1)
    if run_together:
        return run_together, 1
    for end in (*_of_length(groups, at, longest, 18), *_ends(longest)):
        if _is_id(plain, groups[at:end]):
            return [_number(Sort.ID, groups[at:end])], end - at
    for end in _ends(longest):
        mobiles = _mobiles(plain, groups, at, end)
        if mobiles:
            return mobiles, end - at
    for end in _ends(longest):
        landline = _landline(plain, groups, at, end)
        if landline is not None:
            return [landline], end - at
    return (), 1


def _within(groups: Sequence[_Group], at: int) -> list[tuple[int, int]]:
    """(end of the groups, digits so far) for every end that is not too far off."""
    found, total = [], 0
    for end in range(at + 1, len(groups) + 1):
        total += len(groups[end - 1].digits)
        if total > _LONGEST and end > at + 1:
            break
        found.append((end, total))
    return found


def _ends(longest: Sequence[tuple[int, int]]) -> Iterator[int]:
    return (end for end, total in longest if total >= 10)


def _of_length(
    groups: Sequence[_Group], at: int, longest: Sequence[tuple[int, int]], length: int
) -> Iterator[int]:
    return (end for end, total in longest if total == length and groups[at].digits != "X")


def _digits(groups: Sequence[_Group]) -> str:
    return "".join(group.digits for group in groups)


def _number(sort: Sort, groups: Sequence[_Group], digits: str = "") -> PersonalNumber:
    places = tuple(place for group in groups for place in range(group.start, group.end))
    return PersonalNumber(sort, digits or _digits(groups), places)


def _is_id(plain: str, groups: Sequence[_Group]) -> bool:
    """Whether they are an ID number, rightly written or with a digit too many or few."""
    digits, whole = _digits(groups), len(groups) == 1
    if "X" in digits and len(digits) not in (17, 18, 19):
        return False
    if _counts(groups):
        return False
    region, dated = digits[:2] in PROVINCES, bool(_DATED.match(digits[6:]))
    if len(digits) == 15:
        return region and (dated or bool(_OLD_DATED.match(digits[6:])))
    if len(digits) == 18:
        if region and (dated or (digits[6:8] in ("19", "20") and len(groups) <= 6)):
            return True
        if not whole or _DATED.match(digits) or _lettered(plain, groups):
            return False
        return dated or not isinstance(read_org_code(digits), OrgCode)
    if whole and len(digits) > _LONGEST - 1:
        return not _DATED.match(digits) or any(
            digits[place : place + 2] in PROVINCES and _DATED.match(digits, place + 6)
            for place in range(8, len(digits) - 17)
        )
    return 16 <= len(digits) < _LONGEST and region and dated


def _lettered(plain: str, groups: Sequence[_Group]) -> bool:
    """Whether letters stand at it as in a digest; a number that is no ID at first sight is one."""
    around = plain[max(groups[0].start - 1, 0) : groups[0].start]
    around += plain[groups[-1].end : groups[-1].end + 1]
    return any(sign.isascii() and sign.isalpha() for sign in around)


def _mobiles(plain: str, groups: Sequence[_Group], at: int, end: int) -> tuple[PersonalNumber, ...]:
    """One mobile number in these groups, or several run together."""
    digits = _digits(groups[at:end])
    places = [place for group in groups[at:end] for place in range(group.start, group.end)]
    country = _COUNTRY.match(digits)
    for skipped in (0, country.end() if country else 0):
        rest = digits[skipped:]
        count, left = divmod(len(rest), 11)
        if left or not count or (count > 1 and end > at + 1):
            continue
        cuts = range(0, len(rest) + 1, 11)
        if all(_MOBILE.fullmatch(rest[a:b]) for a, b in pairwise(cuts)) and _grouped(
            plain, groups, at, end, skipped
        ):
            mine = places[skipped:]
            return tuple(
                PersonalNumber(Sort.MOBILE, rest[a:b], tuple(mine[a:b])) for a, b in pairwise(cuts)
            )
    return ()


def _grouped(plain: str, groups: Sequence[_Group], at: int, end: int, country: int) -> bool:
    """Whether the gaps between the digits may be a telephone number's."""
    mine = list(groups[at:end])
    if country and len(mine[0].digits) == country:
        del mine[0]
    if len(mine) == 1:
        return True
    if all(len(group.digits) == 1 for group in mine):
        return True
    gaps = {plain[a.end : b.start].strip(" ") or " " for a, b in pairwise(mine)}
    sizes = [len(group.digits) for group in mine]
    if sizes != [3, 4, 4] and any("," in gap for gap in gaps):
        return False
    if _counts(mine) or (gaps != {"-"} and _COUNTED.match(plain, mine[-1].end)):
        return False
    if sizes[0] >= 3:
        return not _YEARS.fullmatch(mine[0].digits) or len(mine) == 2
    alone = (at == 0 or country) and end == len(groups)
    return bool(alone) and len(gaps) == 1 and gaps <= {" ", "-", "--"}


def _counts(groups: Sequence[_Group]) -> bool:
    """Whether the groups are figures beside each other: a list, round sums, years."""
    if len(groups) < 3:
        return False
    digits = [group.digits for group in groups if group.digits != "X"]
    if any(len(item) > 1 and item.startswith("0") for item in digits):
        return False
    figures = [int(item) for item in digits]
    rising = len(figures) > 3 and all(a < b for a, b in pairwise(figures))
    round_sums = all(figure % 100 == 0 for figure in figures[1:]) and len(groups) < 6
    return rising or round_sums or all(_YEARS.fullmatch(item) for item in digits)


def _landline(plain: str, groups: Sequence[_Group], at: int, end: int) -> PersonalNumber | None:
    """A landline with its area code; with the country's code the area's 0 is left out."""
    mine, digits = groups[at:end], _digits(groups[at:end])
    if "X" in digits:
        return None
    country = re.match(r"(?:00)?86", digits)
    skipped = country.end() if country else 0
    abroad = bool(country) and (len(mine) > 1 or plain[mine[0].start - 1 :][:1] == "+")
    for pattern, start in ((_AREA, 0), (_AREA, skipped), (_BARE_AREA, skipped)):
        if (start or pattern is _BARE_AREA) and not (start and abroad):
            continue
        area = pattern.match(digits, start)
        if area is None or not _LOCAL.fullmatch(local := digits[area.end() :]):
            continue
        # A folder's number before a date (0312-20230705) is no telephone number.
        if is_date(local) or not _cut_at(mine, start, area.end()):
            continue
        code = area[0] if area[0].startswith("0") else "0" + area[0]
        places = [place for group in mine for place in range(group.start, group.end)]
        return PersonalNumber(Sort.LANDLINE, code + local, tuple(places[start:]))
    return None


def _cut_at(groups: Sequence[_Group], country: int, behind_area: int) -> bool:
    """Whether a gap lies behind the area code, unless there is none or every digit is apart."""
    if len(groups) == 1 or all(len(group.digits) == 1 for group in groups):
        return True
    sizes = [len(group.digits) for group in groups]
    first = sizes[1] if sizes[0] == country else sizes[0]
    return first >= 2 + (not country) and sum(sizes[:-1]) >= behind_area and len(groups) <= 6
