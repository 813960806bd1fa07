"""Which check judges which rule: joined at load, where what does not fit is an error."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from jlxx_check.checks.registry import REGISTRY, Check, Names
from jlxx_check.engine.bound_rule import BoundRule, parameters_of
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import FormSpec, RegisterSpec
from jlxx_check.packs import PackError, PackProblem, PackSource
from jlxx_check.packs.pack_problems import did_you_mean
from jlxx_check.packs.validation import say_error
from jlxx_check.text import Text


def bind(source: PackSource) -> tuple[BoundRule, ...]:
    """The pack's rules in their order. Raises PackError naming every rule that does not fit."""
    # Late: a pack that is kept needs no look at what is installed.
    from jlxx_check.checks.plugins import load_plugins

    broken = load_plugins()
    problems: list[PackProblem] = []
    rules = []
    misnamed: set[str] = set()
    for rule_id, spec in source.pack.rules.items():
        found = REGISTRY.get(spec.check)
        if found is None:
            place = source.place("rules", rule_id, "check")
            problems.append(place.problem(did_you_mean("check", spec.check, REGISTRY)))
            # It may be one of those that could not be loaded.
            problems.extend(place.problem(plugin.text) for plugin in broken)
            continue
        try:
            parameters = parameters_of(found, spec)
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
        rules.append(BoundRule.of(rule_id, spec, found, parameters))
    # A sentence lacks the parameter that is misspelt; that is said already.
    unfilled = source.unfilled.items()
    problems += [said for path, said in unfilled if misnamed.isdisjoint(map(str, path))]
    if problems:
        raise PackError(tuple(problems))
    return tuple(rules)


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
