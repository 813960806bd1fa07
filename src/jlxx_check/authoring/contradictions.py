"""Rules that cannot both hold: the same check, of the same thing, with limits that never meet."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import combinations

from pydantic import BaseModel

from jlxx_check.engine.bound_rule import BoundRule
from jlxx_check.model.pack import Pack
from jlxx_check.packs.yaml_lines import KeyPath
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen

#: How parameters begin that are a lower and an upper limit of one thing.
_PAIRS = (("at_least", "at_most"), ("shortest", "longest"), ("least", "most"))
#: Parameters that a thing has to equal, within one of the margins beside them.
_EXACT = ("width", "height", "rate", "about")
_CHOICES = ("codec", "accepted")
_MARGIN, _SHARES = "tolerance", ("warns", "holds")


@frozen
class _Limit:
    """What a rule allows of one thing: from low to high, or one of some values."""

    rule: BoundRule
    thing: tuple[str, ...]
    low: float = float("-inf")
    high: float = float("inf")
    choice: frozenset[str] = frozenset()

    def meets(self, other: _Limit) -> bool:
        """Whether something can be within both."""
        if self.choice and other.choice:
            return bool(self.choice & other.choice)
        return max(self.low, other.low) <= min(self.high, other.high)

    def said(self) -> Text:
        """What is allowed, in words."""
        if self.choice:
            return Text("、".join(sorted(self.choice)), ", ".join(sorted(self.choice)))
        if self.low == float("-inf"):
            return Text(f"最多{self.high:g}", f"at most {self.high:g}")
        if self.high == float("inf"):
            return Text(f"最少{self.low:g}", f"at least {self.low:g}")
        if self.low == self.high:
            return Text(f"{self.low:g}", f"{self.low:g}")
        return Text(f"{self.low:g}至{self.high:g}", f"{self.low:g} to {self.high:g}")


def contradictions(rules: tuple[BoundRule, ...], pack: Pack) -> Iterator[tuple[KeyPath, Text]]:
    """Every rule that nothing can meet, and every later one of two that nothing meets both."""
    limits = [item for rule in rules for item in _limits(rule)]
    for item in limits:
        if item.low > item.high:
            yield (
                ("rules", item.rule.id, "with"),
                Text(
                    f"下限{item.low:g}大于上限{item.high:g}，没有材料能符合。",
                    f"its least, {item.low:g}, is over its most, {item.high:g}: nothing can hold.",
                ),
            )
    told: set[tuple[str, str]] = set()
    for one, other in combinations(limits, 2):
        pair = (one.rule.id, other.rule.id)
        if one.thing != other.thing or one.rule is other.rule or pair in told or one.meets(other):
            continue
        if not _overlap(one.rule, other.rule, pack):
            continue
        told.add(pair)
        here, there = other.said(), one.said()
        yield (
            ("rules", other.rule.id, "with"),
            Text(
                f"与规则“{one.rule.id}”矛盾：这里要求{here.zh}，那里要求{there.zh}，"
                "没有材料能同时符合。",
                f"contradicts rule '{one.rule.id}': {here.en} here, {there.en} there; nothing can "
                "meet both.",
            ),
        )


def _limits(rule: BoundRule) -> Iterator[_Limit]:
    if rule.parameters is not None:
        yield from _of_model(rule, rule.parameters, (rule.check.name,))


def _of_model(rule: BoundRule, values: BaseModel, above: tuple[str, ...]) -> Iterator[_Limit]:
    """The limits in a model of parameters; what else it says tells of what they are limits."""
    data = values.model_dump(mode="json")
    own = [name for name in data if not _is_limit(name)]
    plain = {name: data[name] for name in own if not isinstance(getattr(values, name), Text)}
    inner = {name for name in own if any(map(_limits_any, _models(getattr(values, name))))}
    rest = {name: value for name, value in plain.items() if name not in inner}
    thing = (*above, json.dumps(rest, sort_keys=True, ensure_ascii=False))
    for name in data:
        value = data[name]
        if value is None:
            continue
        for lower, upper in _PAIRS:
            if name.startswith(lower) and isinstance(value, int | float):
                top = data.get(upper + name.removeprefix(lower))
                high = float("inf") if top is None else top
                yield _Limit(rule, (*thing, name), low=value, high=high)
            elif name.startswith(upper) and isinstance(value, int | float):
                key = lower + name.removeprefix(upper)
                if data.get(key) is None:
                    yield _Limit(rule, (*thing, key), high=value)
        if name in _EXACT and isinstance(value, int | float):
            margin = data.get(_MARGIN) or 0
            share = next((data[key] for key in _SHARES if data.get(key)), 0)
            room = margin + share * value
            yield _Limit(rule, (*thing, name), low=value - room, high=value + room)
        if name in _CHOICES and value:
            several = [value] if isinstance(value, str) else value
            yield _Limit(rule, (*thing, name), choice=frozenset(map(str, several)))
    for name in inner:
        for part in _models(getattr(values, name)):
            yield from _of_model(rule, part, (*thing, name))


def _limits_any(values: BaseModel) -> bool:
    """Whether a model of parameters holds a limit; one that does not tells of what there are."""
    return any(
        _is_limit(name) or any(map(_limits_any, _models(getattr(values, name))))
        for name in type(values).model_fields
    )


def _is_limit(name: str) -> bool:
    pairs = tuple(word for pair in _PAIRS for word in pair)
    return name.startswith(pairs) or name in (*_EXACT, *_CHOICES, _MARGIN, *_SHARES)


def _models(value: object) -> Iterator[BaseModel]:
    if isinstance(value, BaseModel):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _models(item)


def _overlap(one: BoundRule, other: BoundRule, pack: Pack) -> bool:
    """Whether both are judged of some one thing."""
    return any(_same(a, b, pack) for a in one.spec.scopes for b in other.spec.scopes)


def _same(a: str, b: str, pack: Pack) -> bool:
    if a == b:
        return True
    (kind, _, role), (other_kind, _, other_role) = a.partition("."), b.partition(".")
    if "file" in (a, b):
        return bool(role or other_role)
    kinds = "*" in (kind, other_kind) or kind == other_kind
    return kinds and role == other_role and (not role or role in pack.roles)
