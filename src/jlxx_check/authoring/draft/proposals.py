"""What a sentence proposes, and how proposals of one sentence settle among themselves."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from jlxx_check.authoring.draft.grammar import topics
from jlxx_check.authoring.draft.notice_sentences import Sentence
from jlxx_check.authoring.draft.subjects import Entrant
from jlxx_check.model.outcome import Level
from jlxx_check.text import Text


@dataclass(frozen=True, slots=True)
class Proposal:
    """A rule, proposed. name: what its id ends with. scope: ``package``, ``kind`` or a role.

    kinds: keys of the kinds that it is about. check: None where it only gives its roles to them.
    no_check: it is for a person, since no check does it. units: of whom a quota is said.
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
            return [other for other in found if other is not item]
    return found


def told_apart(found: list[Proposal]) -> list[Proposal]:
    """3000字左右、1000字左右的事迹材料: texts of one kind, each a role named by its length."""
    lengths = [item for item in found if item.check == "document.length"]
    apart = [
        item
        for item in lengths
        if any(
            other.scope == item.scope and other.kinds == item.kinds and other.with_ != item.with_
            for other in lengths
        )
    ]
    if not apart:
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
