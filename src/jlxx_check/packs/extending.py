"""One pack laid over the one that it extends: mappings are merged, everything else replaced.

A *notice* that another is nested in gives all it has; what the nested one does not restate is
marked as the parent's. A *base* (``base: true``) is no notice: its word lists come along, and what
it offers by name (kinds, roles, forms, registers, rules) is taken by naming it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jlxx_check.packs.dropping import drop
from jlxx_check.packs.merged_pack import ADD, BASE, CALLED, DROP, EXTENDS, MergedPack, as_mapping
from jlxx_check.packs.pack_problems import PackProblem
from jlxx_check.packs.parents_words import own_missing, restated, settle
from jlxx_check.packs.sentences import is_text
from jlxx_check.packs.source import place_in
from jlxx_check.packs.suggest import did_you_mean
from jlxx_check.packs.yaml_lines import KeyPath, Lines
from jlxx_check.text import Text

#: What has names, with a key that every record of its own has: one without is an override.
_NAMED = {
    "kinds": "title",
    "roles": "title",
    "forms": "titles",
    "registers": "titles",
    "rules": "check",
}
#: Half of an address, or of a text, is none.
_WHOLE = frozenset({("delivery",)})


def extend(parent: MergedPack, child: MergedPack) -> MergedPack:
    """The child laid over the parent. Faults are among the problems, each where it was written."""
    problems = [*parent.problems, *child.problems]
    base = parent.data.get(BASE) is True
    nested = MergedPack(
        dict(parent.data),
        dict(parent.lines),
        [],
        parent.parents,
        dict(parent.told_by),
        dict(parent.quotes),
    )
    for key in (BASE, EXTENDS, DROP):
        nested.data.pop(key, None)
    if not base:
        settle(nested)
        problems += own_missing(child)
        if child.data.get(BASE) is True:
            problems.append(_no_base_of_notice(child))
    problems += drop(nested, child)
    problems += _misnamed(nested.data, child)
    merge = _Merge(nested.lines, child.lines)
    own = {key: value for key, value in child.data.items() if key != DROP}
    data = merge.mapping(nested.data, own, ())
    problems += merge.problems
    lines = merge.lines()
    if base:
        if child.data.get(BASE) is not True:
            data = _taken(data, child.data)
    else:
        problems += restated(nested, child, data)
    rules = as_mapping(data.get("rules"))
    told_by = {rule: notice for rule, notice in nested.told_by.items() if rule in rules}
    return MergedPack(data, lines, problems, nested.parents, told_by, nested.quotes)


class _Merge:
    """The merged data's lines, worked out while the data are merged."""

    def __init__(self, above: Lines, below: Lines) -> None:
        self._above, self._below = above, below
        self._replaced: set[KeyPath] = set()
        self._moved: dict[KeyPath, tuple[dict[int, int], int]] = {}
        self.problems: list[PackProblem] = []

    def mapping(
        self, above: Mapping[str, Any], below: Mapping[str, Any], path: KeyPath
    ) -> dict[str, Any]:
        made = dict(above)
        for key, value in below.items():
            made[key] = self._value(above[key], value, (*path, key)) if key in above else value
        rule = len(path) == 2 and path[0] == "rules"
        if rule and below.get("check", above.get("check")) != above.get("check"):
            made["with"] = below.get("with", {})  # another check has other parameters
            self._replaced.add((*path, "with"))
        return made

    def _value(self, above: Any, below: Any, path: KeyPath) -> Any:
        if isinstance(above, list) and _edits(below):
            return self._list(above, below, path)
        both = isinstance(above, dict) and isinstance(below, dict)
        if both and not (is_text(above) or is_text(below) or path in _WHOLE):
            return self.mapping(above, below, path)
        self._replaced.add(path)
        return below

    def _list(self, above: list[Any], below: dict[str, Any], path: KeyPath) -> list[Any]:
        gone: list[Any] = below.get(DROP, [])
        for at, item in enumerate(gone):
            if item not in above:
                place = place_in(self._below, (*path, DROP, at))
                texts = [known for known in above if isinstance(known, str)]
                self.problems.append(place.problem(did_you_mean("value", str(item), texts)))
        kept = [at for at, item in enumerate(above) if item not in gone]
        self._moved[path] = {old: new for new, old in enumerate(kept)}, len(kept)
        return [*(above[at] for at in kept), *below.get(ADD, [])]

    def lines(self) -> dict[KeyPath, Any]:
        """Where each part of what was merged stands."""
        made: dict[KeyPath, Any] = {}
        for path, place in self._above.items():
            if not any(path[:size] in self._replaced for size in range(1, len(path))):
                moved = self._shifted(path)
                if moved is not None:
                    made[moved] = place
        for path, place in self._below.items():
            moved = self._appended(path)
            if moved is not None:
                made[moved] = place
        return made

    def _shifted(self, path: KeyPath) -> KeyPath | None:
        for size in range(1, len(path)):
            if path[:size] in self._moved:
                places = self._moved[path[:size]][0]
                new = places.get(int(path[size]))
                return None if new is None else (*path[:size], new, *path[size + 1 :])
        return path

    def _appended(self, path: KeyPath) -> KeyPath | None:
        for size in range(1, len(path)):
            if path[:size] in self._moved:
                if path[size] != ADD or len(path) == size + 1:
                    return None
                at = self._moved[path[:size]][1] + int(path[size + 1])
                return (*path[:size], at, *path[size + 2 :])
        return path


def _edits(value: object) -> bool:
    """Whether a mapping stands for a change to a list: what to add, what to drop."""
    return (
        isinstance(value, dict)
        and bool(value)
        and value.keys() <= {ADD, DROP}
        and all(isinstance(items, list) for items in value.values())
    )


def _taken(data: dict[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """What a base offers by name, as far as it is named, in the order in which it is named."""
    made = dict(data)
    for key in _NAMED:
        named = own.get(key)
        if isinstance(named, dict) and isinstance(data.get(key), dict):
            made[key] = {name: data[key][name] for name in named}
        elif key not in own:
            made.pop(key, None)
    return made


def _misnamed(above: Mapping[str, Any], child: MergedPack) -> Iterator[PackProblem]:
    """An override of what the parent does not have."""
    for key, mark in _NAMED.items():
        known, given = above.get(key), child.data.get(key)
        if not isinstance(given, dict):
            continue
        names = known if isinstance(known, dict) else {}
        for name, record in given.items():
            whole = record is not None and (not isinstance(record, dict) or mark in record)
            if name not in names and not whole:
                said = did_you_mean(CALLED[key], name, names)
                yield place_in(child.lines, (key, name)).problem(
                    Text(
                        f"{said.zh}上级没有这一项，不能只改一部分；新的一项要写全。",
                        f"{said.en} There is none to change in what this extends; a new one is "
                        "written in full.",
                    )
                )


def _no_base_of_notice(child: MergedPack) -> PackProblem:
    return place_in(child.lines, (BASE,)).problem(
        Text("底本（base）不能沿用通知。", "a base cannot extend a notice.")
    )
