"""What a nested notice drops of the notice above, and what goes with it as only about that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jlxx_check.packs.pack_problems import PackProblem, did_you_mean
from jlxx_check.packs.source import CALLED, DROP, MergedPack, as_mapping, place_in
from jlxx_check.packs.yaml_lines import KeyPath
from jlxx_check.text import Text

#: Lists whose items are told apart by one of their keys.
_ITEMS = {"units": "name", "outline": "clause", "not_known": "topic"}
_NOT_TAKEN = {"zh": "本通知没有沿用这一条", "en": "this notice does not take it over"}
_DROP_SHAPE = Text(
    "“drop”写成{rules: [规则编号], units: [单位名称], outline: [条款]}这样。",
    "'drop' is written {rules: [ids], units: [names], outline: [clauses]}.",
)


def drop(layer: MergedPack, child: MergedPack) -> Iterator[PackProblem]:
    """Take out of a parent's data what the child drops; what is not there is a fault."""
    dropped = child.data.get(DROP, {})
    if not isinstance(dropped, dict):
        yield place_in(child.lines, (DROP,)).problem(_DROP_SHAPE)
        return
    for key, names in dropped.items():
        if key not in CALLED:
            yield place_in(child.lines, (DROP, key)).problem(did_you_mean("key", key, CALLED))
            continue
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            yield place_in(child.lines, (DROP, key)).problem(_DROP_SHAPE)
            continue
        here = layer.data.get(key)
        known = _names_of(key, here)
        for at, name in enumerate(names):
            if name not in known:
                place = place_in(child.lines, (DROP, key, at))
                yield place.problem(did_you_mean(CALLED[key], name, known))
        if isinstance(here, dict):
            layer.data[key] = {name: item for name, item in here.items() if name not in names}
        elif isinstance(here, list):
            kept = [at for at, item in enumerate(here) if _name_of(key, item) not in names]
            layer.data[key] = [here[at] for at in kept]
            _move_lines(layer, (key,), {old: new for new, old in enumerate(kept)})
    rules = [*_listed(dropped, "rules"), *go_along(layer.data, _listed(dropped, "kinds"))]
    _disown(layer, rules)


def _listed(dropped: Mapping[str, object], key: str) -> list[str]:
    names = dropped.get(key)
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []


def _disown(layer: MergedPack, rules: list[str]) -> None:
    """A sentence of the parent whose rules are dropped asks nothing any more."""
    outline = layer.data.get("outline")
    if not isinstance(outline, list):
        return
    made = []
    for item in outline:
        owners = item.get("owners") if isinstance(item, dict) else None
        if isinstance(owners, list) and any(owner in rules for owner in owners):
            left = [owner for owner in owners if owner not in rules]
            item = {**item, "owners": left} if left else {**item, "asks_nothing": _NOT_TAKEN}
            if not left:
                del item["owners"]
        made.append(item)
    layer.data["outline"] = made


def _names_of(key: str, here: object) -> list[str]:
    if isinstance(here, dict):
        return list(here)
    return [_name_of(key, item) for item in here] if isinstance(here, list) else []


def _name_of(key: str, item: object) -> str:
    """What an item of a list is called: a unit's name, a clause as its own notice numbers it."""
    name = item.get(_ITEMS[key]) if isinstance(item, dict) else None
    if isinstance(name, dict):
        name = name.get("zh")
    return str(name or "").rpartition(" ")[2] if key == "outline" else str(name or "")


def _move_lines(layer: MergedPack, at: KeyPath, places: Mapping[int, int]) -> None:
    size, moved = len(at), {}
    for path, place in layer.lines.items():
        if path[:size] != at or len(path) == size:
            moved[path] = place
        elif path[size] in places:
            moved[(*at, places[int(path[size])], *path[size + 1 :])] = place
    layer.lines = moved


#: Part of a pack → the key of a kind that names one of it.
_PAPERS = {"forms": "form", "registers": "register"}


def go_along(data: dict[str, Any], dropped: list[str]) -> list[str]:
    """Take out of the data what is about the kinds alone; the rules among it.

    That is: kinds that single them out, their forms and registers, rules whose scope or ``kind`` is
    theirs, and their part of what rules say of several kinds. The kinds themselves are out already.
    """
    if not dropped:
        return []
    kinds = as_mapping(data.get("kinds"))
    gone = {*dropped}
    while (
        more := {name for name, kind in kinds.items() if as_mapping(kind).get("special_of") in gone}
        - gone
    ):
        gone |= more
    left = {name: kind for name, kind in kinds.items() if name not in gone}
    data["kinds"] = left
    before = _fields(data)
    for key, part in _PAPERS.items():
        used = {as_mapping(kind).get(part) for kind in left.values()}
        papers = as_mapping(data.get(key))
        data[key] = {name: paper for name, paper in papers.items() if name in used}
    unsaid = gone | before - _fields(data)
    rules, along = as_mapping(data.get("rules")), []
    data["rules"] = {}
    for name, rule in rules.items():
        kept = _rule(rule, gone, left, unsaid) if isinstance(rule, dict) else rule
        if kept is None:
            along.append(name)
        else:
            data["rules"][name] = kept
    return along


def _fields(data: dict[str, Any]) -> set[str]:
    papers = [paper for key in _PAPERS for paper in as_mapping(data.get(key)).values()]
    return {name for paper in papers for name in as_mapping(as_mapping(paper).get("fields"))}


def _rule(
    rule: dict[str, Any], gone: set[str], left: dict[str, Any], unsaid: set[str]
) -> dict[str, Any] | None:
    """The rule without its part about the kinds; None where it is about nothing else."""
    scope = rule.get("scope")
    scopes = scope if isinstance(scope, list) else [scope]
    kept = [one for one in scopes if not _about(one, gone, left)]
    given = as_mapping(rule.get("with"))
    if not kept or given.get("kind") in gone:
        return None
    made = {**rule, "scope": kept if isinstance(scope, list) else scope}
    if given:
        made["with"] = {key: _without(value, unsaid) for key, value in given.items()}
    return made


def _about(scope: object, gone: set[str], left: dict[str, Any]) -> bool:
    """Whether a scope is a dropped kind's, or a role's that no kind has any more."""
    if not isinstance(scope, str):
        return False
    kind, dot, role = scope.partition(".")
    roles = [name for spec in left.values() for name in as_mapping(spec).get("roles") or ()]
    return kind in gone or bool(kind == "*" and dot and role not in roles)


def _without(value: object, unsaid: set[str]) -> object:
    """A list of fields, or of what is said kind by kind, without what there is no more."""
    if not isinstance(value, list):
        return value
    named = [item if isinstance(item, str) else as_mapping(item).get("kind") for item in value]
    return [item for item, name in zip(value, named, strict=True) if name not in unsaid]
