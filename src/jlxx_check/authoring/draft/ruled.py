"""Rules made of what sentences propose."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from jlxx_check.authoring.draft.counted import QUOTA
from jlxx_check.authoring.draft.filled import fill
from jlxx_check.authoring.draft.grammar import topics
from jlxx_check.authoring.draft.measured_sizes import size_of
from jlxx_check.authoring.draft.notice_sentences import Sentence
from jlxx_check.authoring.draft.proposals import Proposal
from jlxx_check.authoring.draft.quotas_by_unit import by_unit
from jlxx_check.authoring.draft.sentence_reading import Read
from jlxx_check.authoring.draft.subjects import Entrant
from jlxx_check.model.outcome import Level
from jlxx_check.text import Text

_MEDIA = frozenset({"photo", "video", "audio"})
#: 每件案例须包括以下材料: what follows is asked of every entry, whatever it is.
_EACH_OF = re.compile("(?:包括|提交|报送|提供)(?:以下|下列|如下)[^,;。]{0,4}材料")


@dataclass
class Rule:
    """A rule to be written. sentences: those it was made from; empty: none is at hand.

    standing: it goes for any package, and the sentence only speaks of what it looks at.
    """

    id: str
    scope: str | list[str]
    check: str
    with_: dict[str, Any]
    level: Level
    title: Text
    sentences: list[Sentence] = field(default_factory=list)
    no_check: bool = False
    standing: bool = False

    @property
    def review(self) -> bool:
        """Whether a person judges it."""
        return self.level is Level.REVIEW

    def ask_person(self) -> None:
        """Make it a question to a person: what the sentence asks cannot be held so."""
        package = self.scope in ("package", "file")
        said = topics().said["review"]
        self.check = "package.review" if package else "entry.review"
        self.scope = "package" if package else _kinds_of(self.scope)
        self.with_ = fill({"ask": {"zh": said.zh, "en": said.en}}, {})
        self.level = Level.REVIEW


def _kinds_of(scope: str | list[str]) -> str | list[str]:
    scopes = [scope] if isinstance(scope, str) else scope
    kinds = list(dict.fromkeys(item.partition(".")[0] for item in scopes))
    return kinds if len(kinds) > 1 else kinds[0]


def ruled(reads: Iterable[Read], subjects: dict[str, Entrant]) -> list[Rule]:
    """The rules of all proposals, those of one name together. subjects: by their keys."""
    found: dict[str, list[Proposal]] = defaultdict(list)
    for read in reads:
        for proposal in read.proposals:
            if proposal.check is not None:
                found[proposal.name].append(proposal)
    sorts = {key for key, item in subjects.items() if item.sort}
    rules = [
        rule for name, items in found.items() for rule in _rules_of(name, _settled(items), sorts)
    ]
    return _without_ways(rules, subjects)


def _settled(items: list[Proposal]) -> list[Proposal]:
    """Quotas of one kind as one; a question where they cannot be told apart by units."""
    if items[0].topic != QUOTA:
        return items
    said = topics().said["review"]
    ask = {"ask": fill({"zh": said.zh, "en": said.en}, {})}
    return by_unit(items) or [
        replace(item, check="package.review", with_=ask, level=Level.REVIEW, no_check=True)
        for item in items
    ]


def _without_ways(rules: list[Rule], subjects: dict[str, Entrant]) -> list[Rule]:
    """Of works that are a film, a picture or a recording none is asked of every entry."""
    several = {
        key
        for key, item in subjects.items()
        if item.nature == "work" and len(_MEDIA & set(item.roles)) > 1
    }
    asked = [
        rule
        for rule in rules
        if rule.check == "entry.files-count" and isinstance(rule.scope, str)
        if rule.scope in several
    ]
    for rule in asked:
        counted = rule.with_["roles"][0]
        shared = any(
            other is not rule and set(other.sentences) & set(rule.sentences) for other in asked
        )
        beside = any(
            "附" in sentence.plain or _EACH_OF.search(" ".join(sentence.above))
            for sentence in rule.sentences
        )
        if counted["role"] not in _MEDIA or shared or beside:
            continue
        if "at_most" in counted:
            counted["at_least"] = 0
        else:
            rule.ask_person()
    return rules


def _rules_of(name: str, items: list[Proposal], sorts: set[str]) -> list[Rule]:
    """The rules of one name. sorts: keys of the sorts of works; what is asked of one is its own."""
    if all(item.level is Level.REVIEW for item in items):
        groups = [items]
    else:
        told: dict[str, list[Proposal]] = defaultdict(list)
        for item in _ways(items):
            told[repr(item.with_)].append(item)
        groups = list(told.values())
    rules = []
    for place, group in enumerate(groups):
        first = group[0]
        own = list(dict.fromkeys(item.sentence for item in group))
        strongest = next((item.level for item in group if item.level is Level.ERROR), first.level)
        kinds = list(dict.fromkeys(key for item in group for key in item.kinds))
        rules.append(
            Rule(
                name if place == 0 else f"{name}-{place + 1}",
                _scope(first.scope, kinds, apart=len(groups) > 1 or set(kinds) < sorts),
                first.check or "",
                first.with_,
                strongest,
                first.title,
                own,
                first.no_check,
            )
        )
        if len(own) == 1 and all(item.one_format for item in group):
            rules[-1].ask_person()
    return rules


def _ways(items: list[Proposal]) -> list[Proposal]:
    """Sentences of one clause that each name a size, a shape or a format: any of them will do."""
    found: list[Proposal] = []
    for item in items:
        place = next(
            (
                place
                for place, other in enumerate(found)
                if other.sentence.clause == item.sentence.clause and other.with_ != item.with_
            ),
            None,
        )
        joined = None if place is None else _either_way(found[place].with_, item.with_)
        if joined is None or place is None:
            found.append(item)
        else:
            found = [replace(other, with_=joined) for other in found]
            found.append(replace(item, with_=joined))
    return found


def _either_way(one: dict[str, Any], two: dict[str, Any]) -> dict[str, Any] | None:
    for key in ("contents", "aspects", "sizes"):
        if set(one) == set(two) == {key}:
            return {key: [*one[key], *(item for item in two[key] if item not in one[key])]}
    if {"width", "height"} <= set(one) & set(two):
        first, second = sorted((one, two), key=lambda item: -item["width"] * item["height"])
        others = [*first.get("others", []), _size(second), *second.get("others", [])]
        return {**first, "others": [item for item in others if item != _size(first)]}
    return None


def _size(with_: dict[str, Any]) -> dict[str, Any]:
    return size_of((with_["width"], with_["height"]))


def _scope(scope: str, kinds: list[str], *, apart: bool) -> str | list[str]:
    if scope in ("package", "file"):
        return scope
    if scope == "kind":
        return kinds if len(kinds) > 1 else kinds[0]
    if apart:
        return [f"{kind}.{scope}" for kind in kinds]
    return f"*.{scope}"
