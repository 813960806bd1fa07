"""What a nested notice drops of the notice above, and what goes with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jlxx_check.packs.dropped_kinds import go_along
from jlxx_check.packs.merged_pack import CALLED, DROP, MergedPack
from jlxx_check.packs.pack_problems import PackProblem
from jlxx_check.packs.source import place_in
from jlxx_check.packs.suggest import did_you_mean
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
