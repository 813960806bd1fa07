"""Quotas that differ by who puts forward: 实验区至少2个, 其他至少1个."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from jlxx_check.authoring.draft.grammar import topics
from jlxx_check.authoring.draft.proposals import Proposal

#: Who a number is said of: 市直各单位 of 市直各单位推荐不超过3名.
_WHO = re.compile(
    r"^(?:其中|对|由|请|但|原则上)*(?P<who>[^,;。:“”\"]{2,20}?)"
    r"(?:原则上|择优|至少|最多|至多|可|限|应|须|需|分别|只能|推荐|推介|推选|推送|申报|报送|上报|选送|选报|提交|上交|不)"
)
#: 直属学校1个: no verb stands between them and their number.
_ALONE = re.compile(r"^(?P<who>(?:各|直属|[省市县区]直属?)[\u4e00-\u9fff]{1,10}?)\d")
#: 各单位 is whoever puts forward; 各乡镇 beside 各高校 is not.
_ALL = re.compile(
    r"^(?:各(?:有关|相关|推荐|报送|申报|参赛|参评|基层)*(?:单位|地|部门|级|方)?$|各(?:单位|地)|"
    r"每|全|所有|其他|其它|其余|本(?!科)|我|名额|可|以上)"
)
#: No unit's name tells that it is one of these.
_UNTOLD = re.compile("直属|[省市县区][直属]|单位|部门|本科|高职|专科")
_KINDS_OF_SCHOOLS = {"中小学": ["中学", "小学"], "高校": ["高校", "大学", "学院"]}
_REST = re.compile(r"^(?:其他|其它|其余)")


def who_puts_forward(segment: str) -> str:
    """The units that a number behind the segment is said of; empty: none that puts forward."""
    # 本科高校不超过2个、高职高专不超过1个: who stands in front of this number alone.
    last = re.split(r"\d[名个项件人部篇户所支门][^、\d]{0,12}、", segment)[-1]
    last, whole = (re.sub("^[^:]{2,8}:", "", text) for text in (last, segment))
    match = _WHO.match(last) or _ALONE.match(last) or _WHO.match(whole)
    who = re.sub("(?:择优|统一|组织|每[月年季]度?)+$", "", match["who"]) if match else ""
    # 参赛作品必须…, 教育部要求…: neither is a sort of unit that puts forward.
    bare = re.sub("[(][^()]*[)]", "", who)  # 各县(市、区)
    return who if _ALL.match(who) or re.search(topics().allotted.units, bare) else ""


def _unit_words(units: str) -> list[str]:
    """县, 市 and 区 of 各县(市、区); 系 of 市直各系: no system's name has all of it."""
    units = re.sub("^[省市县区]直各(?!有关|相关|单位|部门)", "", units)
    parts = re.split(r"[、()和及与]", re.sub("各|每[个家所校]?|有关|相关", "", units))
    named = [word for part in parts if part for word in _each_of(part)]
    return list(dict.fromkeys(named)) or [units]


def _each_of(part: str) -> list[str]:
    """乡 and 镇 of 乡镇, 中学 and 小学 of 中小学: words that stand in units' names."""
    if re.fullmatch("(?:街道|[县市区旗乡镇街]){2,}", part):
        return re.findall("街道|[县市区旗乡镇街]", part)
    return _KINDS_OF_SCHOOLS.get(part, [part])


def by_unit(items: list[Proposal]) -> list[Proposal]:
    """Quotas of one kind that differ by who puts forward, as one: 实验区至少2个, 其他至少1个."""
    first = items[0]
    if all(item.with_ == first.with_ and not item.placed for item in items):
        return items
    rest = next((item for item in items if _REST.match(item.units)), None)
    if rest:
        # 每个社区学院3门,其他单位1门: beside the others whoever is named is meant alone.
        named = [item for item in items if item is not rest and item.units]
    else:
        named = [item for item in items if item.units and not _ALL.match(item.units)]
        named = named or _told_apart(items)
        rest = next((item for item in items if item not in named), None)
    if not named or (rest and any(_UNTOLD.search(item.units) for item in named)):
        return []  # the others' limit would be laid on those that no name tells
    if len({word for item in named for word in _unit_words(item.units)}) < len(named):
        return []  # 幼儿园限报课件10件、课例10件: more is told apart than units
    own: list[dict[str, Any]] = []
    for item in named:
        limits = {key: value for key, value in item.with_.items() if key != "kind"}
        own.append({**limits, "words": _unit_words(item.units)})
    with_ = {**(rest.with_ if rest else {"kind": first.with_["kind"]}), "by_unit": own}
    return [replace(item, with_=with_) for item in items]


def _told_apart(items: list[Proposal]) -> list[Proposal]:
    """All, where each names units of its own: 每个党支部1篇, 每个党总支3篇; else none."""
    bare = {re.sub("^(?:每[个家所支]?|各)", "", item.units) for item in items}
    own = all(
        re.search(topics().allotted.units, name) and not _ALL.match(f"各{name}") for name in bare
    )
    return items if own and len(bare) == len(items) else []
