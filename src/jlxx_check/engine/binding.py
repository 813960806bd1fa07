"""Which check judges which rule: joined at load, where what does not fit is an error."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

import jlxx_check.checks  # noqa: F401  # importing it registers the built-in checks
from jlxx_check.checks.registry import REGISTRY, Check, Names
from jlxx_check.model.pack import FormSpec, Pack, RegisterSpec, RuleSpec
from jlxx_check.packs import PackError, PackProblem, PackSource
from jlxx_check.packs.suggest import did_you_mean
from jlxx_check.packs.validation import say_error
from jlxx_check.text import Text


@dataclass(frozen=True, slots=True)
class BoundRule:
    """A rule ready to be judged: its record, its check and the check's parameters."""

    id: str
    spec: RuleSpec
    check: Check
    parameters: BaseModel | None


def load_third_party_checks() -> None:
    """Import what installed packages register under the entry point ``jlxx_check.checks``."""
    for point in entry_points(group="jlxx_check.checks"):
        point.load()


def bind(source: PackSource) -> tuple[BoundRule, ...]:
    """The pack's rules in their order. Raises PackError naming every rule that does not fit."""
    load_third_party_checks()
    problems: list[PackProblem] = []
    rules = []
    misnamed: set[str] = set()
    for rule_id, spec in source.pack.rules.items():
        found = REGISTRY.get(spec.check)
        if found is None:
            place = source.place("rules", rule_id, "check")
            problems.append(place.problem(did_you_mean("check", spec.check, REGISTRY)))
            continue
        try:
            parameters = _parameters(found, spec)
        except ValidationError as error:
            for item in error.errors():
                path = ("rules", rule_id, "with", *item["loc"])
                known = found.parameters.model_fields if found.parameters else {}
                problems.append(source.place(*path).problem(say_error(item, tuple(known))))
            misnamed.add(rule_id)
            continue
        problems.extend(_unknown_names(source, rule_id, parameters))
        if spec.across != found.across:
            problems.append(source.place("rules", rule_id, "check").problem(_unfit(found)))
        rules.append(BoundRule(rule_id, spec, found, parameters))
    # A sentence lacks the parameter that is misspelt; that is said already.
    unfilled = source.unfilled.items()
    problems += [said for path, said in unfilled if misnamed.isdisjoint(map(str, path))]
    if problems:
        raise PackError(tuple(problems))
    return tuple(rules)


def settings_of(pack: Pack, rule: BoundRule, kind: str, role: str) -> tuple[Text, ...]:
    """What the pack's rules of a rule's family ask of a kind's files in a role, in their order."""
    found = []
    for rule_id, spec in pack.rules.items():
        other = REGISTRY.get(spec.check)
        if other is None or other.family is not rule.check.family or other.setting is None:
            continue
        if any(covers(scope, kind, role) for scope in spec.scopes):
            mine = rule.parameters if rule_id == rule.id else _parameters(other, spec)
            found.append(other.setting(mine))
    return tuple(found)


def covers(scope: str, kind: str, role: str) -> bool:
    """Whether what has the scope is judged of such a file."""
    of, _, part = scope.partition(".")
    return of in ("package", "file") or (of in ("*", kind) and part == role)


def _parameters(found: Check, spec: RuleSpec) -> BaseModel | None:
    if found.parameters is None:
        _NoParameters.model_validate(spec.with_)
        return None
    return found.parameters.model_validate(spec.with_)


def _unfit(found: Check) -> Text:
    if found.across:
        return Text(
            f"“{found.name}”比较多个材料包，范围（scope）应为batch。",
            f"'{found.name}' compares packages: its scope is batch.",
        )
    return Text(
        f"“{found.name}”检查的是一个材料包，范围（scope）不能是batch。",
        f"'{found.name}' judges one package: its scope cannot be batch.",
    )


class _NoParameters(BaseModel, extra="forbid"):
    """For a check that takes nothing: whatever is given is an unknown key."""


def _unknown_names(
    source: PackSource, rule_id: str, parameters: BaseModel | None
) -> Iterator[PackProblem]:
    """Parameters that name a field, role or kind which the pack does not have."""
    if parameters is None:
        return
    known = _names(source.pack)
    for key, info in type(parameters).model_fields.items():
        annotation = info.rebuild_annotation()
        for what, value, path in _named(annotation, getattr(parameters, key), (key,)):
            if value not in known[what]:
                place = source.place("rules", rule_id, "with", *path)
                yield place.problem(did_you_mean(what, value, known[what]))


def _names(pack: Pack) -> dict[str, frozenset[str]]:
    papers: list[FormSpec | RegisterSpec] = [*pack.forms.values(), *pack.registers.values()]
    return {
        "field": frozenset(name for paper in papers for name in paper.fields),
        "role": frozenset(pack.roles),
        "kind": frozenset(pack.kinds),
    }


def _named(
    annotation: Any, value: Any, path: tuple[str | int, ...]
) -> Iterator[tuple[str, str, tuple[str | int, ...]]]:
    """Every string below ``value`` that the annotation marks as a name: what, name, where."""
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *marks = get_args(annotation)
        marked = [mark for mark in marks if isinstance(mark, Names)]
        if marked and isinstance(value, str):
            yield marked[0].what, value, path
        else:
            yield from _named(inner, value, path)
    elif origin in (Union, types.UnionType):
        for option in get_args(annotation):
            yield from _named(option, value, path)
    elif origin is tuple and isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _named(get_args(annotation)[0], item, (*path, index))
    elif origin is dict and isinstance(value, Mapping):
        key_kind, value_kind = get_args(annotation)
        for key, item in value.items():
            yield from _named(key_kind, key, (*path, key))
            yield from _named(value_kind, item, (*path, key))
    elif isinstance(value, BaseModel):
        for key, info in type(value).model_fields.items():
            yield from _named(info.rebuild_annotation(), getattr(value, key), (*path, key))
