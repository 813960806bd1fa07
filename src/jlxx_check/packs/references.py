"""Names within a pack that must be the name of something in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping

from jlxx_check.model.pack import FieldSpec, KindSpec, Pack
from jlxx_check.model.text import Text
from jlxx_check.packs.problems import PackProblem
from jlxx_check.packs.source import PackSource
from jlxx_check.packs.suggest import did_you_mean
from jlxx_check.packs.yaml_lines import KeyPath
from jlxx_check.values.folding import fold

_RULE_ID = re.compile(r"[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*")

Fault = tuple[KeyPath, Text]


def unmet(source: PackSource) -> Iterator[PackProblem]:
    """Every name that names nothing, and every one that names two things, at its line."""
    looks: tuple[Callable[[Pack], Iterator[Fault]], ...] = (
        _kinds,
        _labels,
        _units,
        _rules,
        _outline,
    )
    for look in looks:
        for path, message in look(source.pack):
            yield source.place(*path).problem(message)


def _kinds(pack: Pack) -> Iterator[Fault]:
    for name, kind in pack.kinds.items():
        at = ("kinds", name)
        for place, role in enumerate(kind.roles):
            yield from _known("role", role, pack.roles, (*at, "roles", place))
        for place, role in enumerate(kind.welcome):
            yield from _known("role", role, kind.roles, (*at, "welcome", place))
        yield from _known("form", kind.form, pack.forms, (*at, "form"))
        yield from _known("register", kind.register_, pack.registers, (*at, "register"))
        yield from _known("kind", kind.special_of, pack.kinds, (*at, "special_of"))
        base = pack.kinds.get(kind.special_of or "")
        if base is not None and base.special_of is not None:
            yield (
                (*at, "special_of"),
                Text(
                    f"“{kind.special_of}”本身就是从别的类别中推出的，不能再从中推出。",
                    f"'{kind.special_of}' singles out another kind itself.",
                ),
            )
        yield from _kind_fields(pack, at, kind)


def _kind_fields(pack: Pack, at: KeyPath, kind: KindSpec) -> Iterator[Fault]:
    """The fields that name an entry stand in its form and its register alike."""
    form, register = pack.forms.get(kind.form or ""), pack.registers.get(kind.register_ or "")
    for spec in (form, register):
        if spec is not None:
            yield from _known("field", kind.name, spec.fields, (*at, "name"))
            yield from _known("field", kind.unit, spec.fields, (*at, "unit"))
    if (form or register) and kind.name is None:
        yield (
            at,
            Text("缺少“name”：哪个字段是名称。", "'name' is missing: the field that names it."),
        )


def _labels(pack: Pack) -> Iterator[Fault]:
    """A label means one field of a form; a register's order and remark are columns of it."""
    for name, form in pack.forms.items():
        yield from _one_meaning(form.fields, ("forms", name, "fields"))
    for name, register in pack.registers.items():
        at = ("registers", name)
        yield from _one_meaning(register.fields, (*at, "fields"))
        yield from _known("field", register.order, register.fields, (*at, "order"))
        yield from _known("field", register.remark, register.fields, (*at, "remark"))


def _one_meaning(fields: Mapping[str, FieldSpec], at: KeyPath) -> Iterator[Fault]:
    owners: dict[str, str] = {}
    for name, spec in fields.items():
        written: list[tuple[str, KeyPath]] = [(name, (name,))]
        written += [
            (label, (name, "spellings", place)) for place, label in enumerate(spec.spellings)
        ]
        for part, labels in spec.parts.items():
            written += [(label, (name, "parts", part, place)) for place, label in enumerate(labels)]
        for label, path in written:
            owner = owners.setdefault(fold(label), name)
            if owner != name:
                yield (
                    (*at, *path),
                    Text(
                        f"“{label}”已经是字段“{owner}”的写法。",
                        f"'{label}' is a spelling of field '{owner}' already.",
                    ),
                )


def _units(pack: Pack) -> Iterator[Fault]:
    owners: dict[str, int] = {}
    for place, unit in enumerate(pack.units):
        for label, path in [
            (unit.name, ("units", place, "name")),
            *((alias, ("units", place, "aliases", at)) for at, alias in enumerate(unit.aliases)),
        ]:
            owner = pack.units[owners.setdefault(fold(label), place)]
            if owner is not unit:
                yield (
                    path,
                    Text(
                        f"“{label}”已经是“{owner.name}”的名称。",
                        f"'{label}' is a name of '{owner.name}' already.",
                    ),
                )


def _rules(pack: Pack) -> Iterator[Fault]:
    taken = dict.fromkeys(pack.rules)
    for name, rule in pack.rules.items():
        at = ("rules", name)
        if not _RULE_ID.fullmatch(name):
            yield (
                at,
                Text(
                    f"规则名“{name}”应写成“类别.名称”，用小写字母、数字和连字符。",
                    f"rule '{name}' must be named family.name, in a-z, 0-9 and -.",
                ),
            )
        for place, alias in enumerate(rule.aliases):
            if alias in taken:
                yield (
                    (*at, "aliases", place),
                    Text(f"“{alias}”已经用过了。", f"'{alias}' is taken already."),
                )
            taken[alias] = None
        for place, scope in enumerate(rule.scopes):
            said = _scope(pack, scope)
            if said is not None:
                yield (*at, "scope", place), said
        if "batch" in rule.scopes and not rule.across:
            yield (
                (*at, "scope"),
                Text(
                    "“batch”（各材料包之间）不能和其他范围写在一起。",
                    "'batch' (across packages) cannot stand with other scopes.",
                ),
            )


def _scope(pack: Pack, scope: str) -> Text | None:
    """What is wrong with a scope: a kind, a role of a kind, ``*`` for every kind, or the whole."""
    kind, dot, role = scope.partition(".")
    if scope in ("package", "file", "batch"):
        return None
    if kind != "*" and kind not in pack.kinds:
        return did_you_mean("kind", kind, [*pack.kinds, "package", "file", "batch", "*"])
    kinds = pack.kinds.values() if kind == "*" else [pack.kinds[kind]]
    roles = [name for spec in kinds for name in spec.roles]
    return did_you_mean("role", role, roles) if dot and role not in roles else None


def _outline(pack: Pack) -> Iterator[Fault]:
    for place, item in enumerate(pack.outline):
        at = ("outline", place)
        if bool(item.owners) == (item.asks_nothing is not None):
            yield (
                at,
                Text(
                    "“owners”和“asks_nothing”要写一个，且只写一个。",
                    "exactly one of 'owners' and 'asks_nothing' is needed.",
                ),
            )
        for owner, rule in enumerate(item.owners):
            yield from _known("rule", rule, pack.rules, (*at, "owners", owner))


def _known(what: str, name: str | None, known: Collection[str], path: KeyPath) -> Iterator[Fault]:
    if name is not None and name not in known:
        yield path, did_you_mean(what, name, known)
