"""What a notice leaves to whoever can: 可附创作说明, 照片3张(有条件的可提交视频)."""

from __future__ import annotations

import re

from jlxx_check.authoring.draft.grammar import grammar

#: 可附创作说明: beside what is asked for, and none of what stands in front is said of it.
_OFFERED = re.compile("可(?:以|同时|另|一并)*附[^,;。]*")
#: (有条件的家庭可提交家庭视频): something else than what stands in front of the bracket; but in
#: (没有条件的也可只提交教案) what may be handed in stands in its place.
_BESIDE = re.compile(
    "[(](?![^()]*(?:也可|可只|没有|无|不))[^()]*可[^()]{0,4}(?:提交|提供|附|拍摄)[^()]{2,}[)]"
)
_MAY = re.compile(
    r"(?:^|[,:、(])(?:也|还|同时|另外)?可以?(?:同时|另|一并)?(?:附(?!件)|提交|提供|报送)|"
    r"可(?:选配|配[备有]?)[^,;。]{0,6}$"
)


def offered_text(plain: str, role: str) -> str:
    """What offers the text (可附创作说明); empty where nothing does."""
    pattern = grammar().texts[role].pattern
    found = (hit[0] for hit in _OFFERED.finditer(plain) if re.search(pattern, hit[0]))
    return next(found, "")


def without_offered(plain: str, place: int) -> str:
    """The sentence with 〇 for the texts that are offered behind the place."""
    return _OFFERED.sub(lambda hit: "〇" * len(hit[0]) if hit.start() >= place else hit[0], plain)


def of_itself(plain: str, part: str, place: int) -> str:
    """The part around a place without a bracket behind it that offers something else."""
    before = plain[:place]
    inside = before.count("(") > before.count(")")
    return part if inside else _BESIDE.sub("", part)


def in_offer(plain: str, place: int) -> bool:
    """Whether it stands in a list of what may be left out: 可附照片(5张以内)或视频."""
    before = re.split("[;。]", plain[:place])[-1]
    return bool(_MAY.search(before))
