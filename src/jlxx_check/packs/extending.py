"""One pack laid over the one that it extends: mappings are merged, everything else replaced.

A *notice* that another is nested in gives all it has; what the nested one does not restate is
marked as the parent's, whose words a rule goes by until they are restated. A *base* (``base:
true``) is no notice: its word lists come along, and what it offers by name (kinds, roles, forms,
registers, rules) is taken by naming it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jlxx_check.model.pack import CITED_AS
from jlxx_check.packs.dropping import drop
from jlxx_check.packs.pack_problems import PackProblem, did_you_mean
from jlxx_check.packs.placeholders import FillError, escaped, fill
from jlxx_check.packs.sentences import is_text, pack_names, rule_names
from jlxx_check.packs.source import (
    ADD,
    BASE,
    CALLED,
    DROP,
    EXTENDS,
    MergedPack,
    as_mapping,
    place_in,
)
from jlxx_check.packs.yaml_lines import KeyPath, Lines
from jlxx_check.text import Lang, Text

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


#: What a nested notice says of itself.
_OWN = ("id", "title", "issuer")


def settle(parent: MergedPack) -> None:
    """Mark a notice's clauses and words as its own, before another notice is laid over it."""
    name = str(parent.data.get("id"))
    cited = parent.data.pop("cited_as", None)
    mark = cited if isinstance(cited, str) else CITED_AS
    head = {"id": name, "title": parent.data.get("title"), "cited_as": mark}
    parent.parents = (head, *parent.parents)
    rules = parent.data.get("rules")
    if isinstance(rules, dict):
        shared = pack_names(parent.data)
        others = {rule: {**shared, **rule_names(record)} for rule, record in rules.items()}
        made = {}
        for rule, record in rules.items():
            if isinstance(record, dict) and rule not in parent.told_by:
                record = _marked(record, mark)
                quote = record.get("quote")
                if isinstance(quote, str):
                    record["quote"] = escaped(_quoted(quote, others[rule], others) or quote)
                    parent.quotes[rule] = quote, others
                parent.told_by[rule] = name
            made[rule] = record
        parent.data["rules"] = made
    outline = parent.data.get("outline")
    if isinstance(outline, list):
        parent.data["outline"] = [
            _marked(item, mark) if isinstance(item, dict) and not _is_marked(item, parent) else item
            for item in outline
        ]


def _marked(record: Mapping[str, Any], mark: str) -> dict[str, Any]:
    clause = record.get("clause")
    return {**record, "clause": f"{mark} {clause}"} if isinstance(clause, str) else dict(record)


def _is_marked(item: Mapping[str, Any], layer: MergedPack) -> bool:
    clause = str(item.get("clause"))
    return any(clause.startswith(f"{above['cited_as']} ") for above in layer.parents[1:])


def _quoted(quote: str, names: Mapping[str, object], others: Mapping[str, Any]) -> str | None:
    """A quote with the numbers of its own notice; None where they cannot be filled in."""
    try:
        return fill(quote, names, others, Lang.ZH)
    except FillError:
        return None


def restated(
    above: MergedPack, child: MergedPack, data: Mapping[str, Any]
) -> Iterator[PackProblem]:
    """Where the child says a clause of its own the rule is its own; numbers changed need one."""
    own = as_mapping(child.data.get("rules"))
    rules = as_mapping(data.get("rules"))
    for name in rules:
        record = as_mapping(own.get(name))
        before = as_mapping(as_mapping(above.data.get("rules")).get(name))
        if "clause" in record:
            above.told_by.pop(name, None)
            above.quotes.pop(name, None)
            if "quote" not in record and "quote" in before:
                rules[name].pop("quote", None)
        elif "quote" in record:
            yield place_in(child.lines, ("rules", name, "quote")).problem(
                Text(
                    f"“{name}”写了本通知的原文（quote），也要写明是哪一条（clause）。",
                    f"'{name}' quotes this notice; its clause is needed, too.",
                )
            )
        elif name in above.told_by and _changed(above, data, name):
            at = ("rules", name, "with") if record else ("deadline",)
            yield place_in(child.lines, at).problem(
                Text(
                    f"“{name}”改了要求，上级的条款和原文就不再适用：请写明本通知的条款和原文"
                    "（clause、quote；本通知没有原文的，clause写null）。",
                    f"'{name}' asks for something else than the parent's clause says: restate "
                    "clause and quote (clause: null where this notice has no words for it).",
                )
            )


def _changed(above: MergedPack, data: Mapping[str, Any], name: str) -> bool:
    """Whether the rule would put another number into the parent's words than the parent did."""
    if name not in above.quotes:
        return False
    template, others = above.quotes[name]
    record = as_mapping(as_mapping(data.get("rules")).get(name))
    now = _quoted(template, {**pack_names(data), **rule_names(record)}, others)
    return now is not None and escaped(now) != record.get("quote")


def own_missing(child: MergedPack) -> Iterator[PackProblem]:
    """What a nested notice has to say of itself and does not."""
    for key in _OWN:
        if key not in child.data:
            yield place_in(child.lines, ()).problem(
                Text(
                    f"缺少“{key}”：下级通知要写明自己的编号、标题和发文单位。",
                    f"'{key}' is missing: a nested notice has its own id, title and issuer.",
                )
            )
