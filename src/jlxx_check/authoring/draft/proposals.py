"""What a sentence proposes, and how proposals of one sentence settle among themselves."""

from __future__ import annotations

import re
from dataclasses import field, replace
from typing import Any

from jlxx_check.authoring.draft.grammar import topics
from jlxx_check.authoring.draft.notice_sentences import Sentence
from jlxx_check.authoring.draft.subjects import Entrant
from jlxx_check.model.outcome import Level
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen


@frozen
class Proposal:
    """A rule, proposed. name: what its id ends with. scope: ``package``, ``kind`` or a role.

    kinds: keys of the kinds that it is about. check: None where it only gives its roles to them.
    no_check: it is for a person, since no check does it. units: of whom a quota is said;
    placed: it stands in a list of places, and is theirs alone. one_format: it is said of the
    files of one format, where each work is handed in as several.
    """

    topic: str
    name: str
    sentence: Sentence
    kinds: tuple[str, ...]
    scope: str
    check: str | None
    with_: dict[str, Any]
    level: Level
    title: Text
    roles: tuple[str, ...] = ()
    fields: dict[str, Any] = field(default_factory=dict)
    welcome: bool = False
    no_check: bool = False
    units: str = ""
    placed: bool = False
    one_format: bool = False


def named_fields(subject: Entrant) -> dict[str, Any]:
    """What a row may name of the kind: its key and the fields of its form."""
    spec = subject.spec
    return {
        "kind": subject.key,
        "name": spec.name,
        "unit": spec.unit,
        "born": spec.born,
        "author": spec.author,
        "title_field": spec.title_field or spec.unit,
        "complete": spec.complete,
    }


def topics_over(name: str) -> tuple[str, ...]:
    """The rows that this one stands for where both were found."""
    row = topics().topics.get(name)
    return row.over if row else ()


def without_totals(found: list[Proposal]) -> list[Proposal]:
    """2张(一张证件照,一张活动照): the parts, and not the total beside them."""
    counts = [item for item in found if item.check == "entry.files-count" and "roles" in item.with_]

    def number(item: Proposal) -> Any:
        return item.with_["roles"][0].get("at_most")

    for item in counts:
        parts = [other for other in counts if other is not item and other.kinds == item.kinds]
        numbers = [number(other) for other in parts]
        if len(parts) > 1 and None not in numbers and sum(numbers) == number(item):
            one_role = len({other.with_["roles"][0]["role"] for other in (item, *parts)}) == 1
            idle = parts if one_role else [item]
            return [other for other in found if not any(other is gone for gone in idle)]
    return found


_FACE = "免冠|证件|[一二两12]寸"


def without_parts(found: list[Proposal]) -> list[Proposal]:
    """照片两张以上,其中证件照一张: of the rest so many fewer."""
    kept = list(found)
    for place, item in enumerate(kept):
        parts = [other for other in kept if other is not item and _part_of(other, item)]
        if not parts or item.check != "entry.files-count":
            continue
        (counted,) = item.with_["roles"]
        fewer = sum(other.with_["roles"][0].get("at_least", 0) for other in parts)
        rest = {
            key: max(0, counted[key] - fewer) for key in ("at_least", "at_most") if key in counted
        }
        kept[place] = replace(item, with_={"roles": [{**counted, **rest}]})
    return kept


def _part_of(one: Proposal, whole: Proposal) -> bool:
    """Whether the one counts what stands behind 其中, and the other what stands before it."""
    names = {item.topic for item in (one, whole)}
    if names != {"photos", "id-photos"} or one.kinds != whole.kinds or one.check != whole.check:
        return False
    before, _, behind = one.sentence.plain.partition("其中")
    return (
        one.topic == "id-photos" and bool(re.search(_FACE, behind)) and not re.search(_FACE, before)
    )


def added_up(found: list[Proposal]) -> list[Proposal]:
    """活动照1张、工作照2张: files of one role that a sentence counts apart are three of it."""
    kept: list[Proposal] = []
    for item in found:
        place = next((n for n, other in enumerate(kept) if _counts_more(other, item)), None)
        if place is None:
            kept.append(item)
            continue
        (one,), (two,) = kept[place].with_["roles"], item.with_["roles"]
        limits = [key for key in ("at_least", "at_most") if key in one and key in two]
        both = {"role": one["role"], **{key: one[key] + two[key] for key in limits}}
        kept[place] = replace(item, with_={"roles": [both]})
    return kept


def _counts_more(one: Proposal, two: Proposal) -> bool:
    """Whether the second counts more files of the role that the first counts."""
    if two.check != "entry.files-count" or one.topic != two.topic or one.kinds != two.kinds:
        return False
    if two.topic not in ("photos", "id-photos", "videos") or one.check != two.check:
        return False
    roles = [[counted["role"] for counted in item.with_["roles"]] for item in (one, two)]
    apart = re.search("其中|或|单[件幅张]|系列|组[照图画]", two.sentence.plain)
    return roles[0] == roles[1] and not apart


def _without_rough(found: list[Proposal]) -> list[Proposal]:
    """2000字左右,不超过3000字: of one text the limit holds, and what is said roughly does not."""
    lengths = [item for item in found if item.check == "document.length"]

    def limited(item: Proposal) -> bool:
        about = item.with_.get("about")
        return about is not None and any(
            other.scope == item.scope
            and other.kinds == item.kinds
            and "at_least" not in other.with_
            and other.with_.get("at_most", 0) >= about
            for other in lengths
        )

    return [item for item in found if item not in lengths or not limited(item)]


#: 3000字左右、1000字左右 is of two texts; 学生2000字,教师3000字 is of two sorts of authors.
_TWO_TEXTS = re.compile(r"字[^,;。\d]{0,4}[、和及/](?:各|约)?\d")


def told_apart(found: list[Proposal]) -> list[Proposal]:
    """3000字左右、1000字左右的事迹材料: texts of one kind, each a role named by its length."""
    found = _without_rough(found)
    lengths = [item for item in found if item.check == "document.length"]
    apart = [
        item
        for item in lengths
        if any(
            other.scope == item.scope and other.kinds == item.kinds and other.with_ != item.with_
            for other in lengths
        )
    ]
    if not apart or not any(_TWO_TEXTS.search(item.sentence.plain) for item in apart):
        return found
    scopes = {item.scope for item in apart}
    made = []
    for item in found:
        if item in apart:
            value = max(number for number in item.with_.values() if isinstance(number, int))
            role = f"{item.scope}-{value}"
            made.append(replace(item, name=f"{role}.{item.topic}", scope=role, roles=(role,)))
        elif item.topic != "text" or not scopes & set(item.roles):
            made.append(item)
    return made
