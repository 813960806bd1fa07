"""What of a notice above is only about kinds that a nested one drops, and goes with them."""

from __future__ import annotations

from typing import Any

from jlxx_check.packs.merged_pack import as_mapping

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
