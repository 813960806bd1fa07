"""Whether names within a pack are the names of something in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping

from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import FieldSpec, KindSpec
from jlxx_check.model.plays import Plays
from jlxx_check.packs.pack_problems import PackProblem, did_you_mean
from jlxx_check.packs.source import PackSource
from jlxx_check.packs.yaml_lines import KeyPath
from jlxx_check.text import Text
from jlxx_check.values.folding import fold

_KEY = re.compile(r"[a-z][a-z0-9-]*")
_RULE_ID = re.compile(r"[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*")

Fault = tuple[KeyPath, Text]


def unmet(source: PackSource) -> Iterator[PackProblem]:
    """Every name that names nothing, and every one that names two things, at its line."""
    looks: tuple[Callable[[Pack], Iterator[Fault]], ...] = (
        _kinds,
        _parts,
        _told_apart,
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


def _parts(pack: Pack) -> Iterator[Fault]:
    """Keys can stand in ids; who has a form has a role for it, and only who has one."""
    for room, keys in (("kinds", pack.kinds), ("roles", pack.roles)):
        for key in keys:
            if not _KEY.fullmatch(key) or (room == "kinds" and key in _WHOLES):
                said = Text(
                    f"“{key}”要用小写字母、数字和连字符，以字母开头，且不能是{'、'.join(_WHOLES)}。",
                    f"'{key}' must be of a-z, 0-9 and -, begin with a letter, and be none of "
                    f"{', '.join(_WHOLES)}.",
                )
                yield (room, key), said
    for name, kind in pack.kinds.items():
        at = ("kinds", name)
        known = [role for role in kind.roles if role in pack.roles]
        forms = [role for role in known if pack.plays(role) is Plays.FORM]
        if kind.form is not None and not forms:
            yield (
                (*at, "form"),
                Text(
                    f"“{name}”有表，但它的roles里没有填写这种表的一项（plays: form）。",
                    f"'{name}' has a form, and none of its roles is one (plays: form).",
                ),
            )
        elif forms and kind.form is None and kind.special_of is None:
            yield (
                (*at, "roles", kind.roles.index(forms[0])),
                Text(
                    f"“{forms[0]}”是要填写的表（plays: form），但“{name}”没有写form：是哪一种表；"
                    "不读内容的，写plays: attachment。",
                    f"'{forms[0]}' is a form (plays: form), and 'form' of '{name}' does not say "
                    "which; where nothing in it is read, write plays: attachment.",
                ),
            )
        for place, role in enumerate(kind.roles):
            if role in pack.roles and pack.plays(role) is Plays.REGISTER:
                yield (
                    (*at, "roles", place),
                    Text(
                        f"“{role}”是登记表（plays: register），不属于单个“{name}”，不写在这里。",
                        f"'{role}' is a register (plays: register): it is of no single '{name}' "
                        "and does not stand here.",
                    ),
                )


def _told_apart(pack: Pack) -> Iterator[Fault]:
    """Kinds that share a form or a register can be told apart, and by one value only one."""
    for name, kind in pack.kinds.items():
        if kind.told_by is None:
            continue
        at = ("kinds", name, "told_by")
        papers = (pack.forms.get(kind.form or ""), pack.registers.get(kind.register_ or ""))
        fields = {field: None for paper in papers if paper for field in paper.fields}
        yield from _known("field", kind.told_by.field, fields, (*at, "field"))
    shared = [pack.kinds_of_form(form) for form in pack.forms]
    shared += [pack.kinds_of_register(register) for register in pack.registers]
    for kinds in dict.fromkeys(shared):
        taken: dict[tuple[str, str], str] = {}
        silent = ""
        for name in kinds if len(kinds) > 1 else ():
            kind = pack.kinds[name]
            values = kind.told_by.values if kind.told_by else ()
            for place, value in enumerate(values):
                assert kind.told_by is not None
                owner = taken.setdefault((kind.told_by.field, fold(value)), name)
                if owner != name:
                    yield (
                        ("kinds", name, "told_by", "values", place),
                        Text(
                            f"“{value}”已经说明是“{owner}”。",
                            f"'{value}' tells '{owner}' already.",
                        ),
                    )
            if not (values or kind.words):
                if silent:
                    yield (
                        ("kinds", name),
                        Text(
                            f"“{name}”和“{silent}”用同一种表，却没有told_by，也没有words，分不开。",
                            f"'{name}' and '{silent}' share a paper, and have neither told_by nor "
                            "words: nothing tells them apart.",
                        ),
                    )
                silent = name


def _kind_fields(pack: Pack, at: KeyPath, kind: KindSpec) -> Iterator[Fault]:
    """The fields that name an entry stand in its form and its register alike."""
    form, register = pack.forms.get(kind.form or ""), pack.registers.get(kind.register_ or "")
    papers = ((f"forms.{kind.form}", form), (f"registers.{kind.register_}", register))
    for paper, spec in papers:
        for key, field in (("name", kind.name), ("unit", kind.unit)):
            for path, said in _known("field", field, spec.fields, (*at, key)) if spec else ():
                yield path, _of_paper(paper, said)
    if (form or register) and kind.name is None:
        yield (
            at,
            Text("缺少“name”：哪个字段是名称。", "'name' is missing: the field that names it."),
        )


def _of_paper(paper: str, said: Text) -> Text:
    """A field that a paper lacks may stand on it under another label: that is a spelling."""
    return Text(
        f"{paper}里{said.zh}那里写法不同的，字段名要一样，把那里的写法列入它的spellings。",
        f"{paper}: {said.en} Where it is called otherwise there, give the field this name and that "
        "label as one of its spellings.",
    )


def _labels(pack: Pack) -> Iterator[Fault]:
    """A label means one field of a form; the order and remark that a register names, too."""
    for name, form in pack.forms.items():
        yield from _one_meaning(form.fields, ("forms", name, "fields"))
    for name, register in pack.registers.items():
        at = ("registers", name)
        for label, field in register.fields.items():
            yield from _known(
                "field", field.age_of, register.fields, (*at, "fields", label, "age_of")
            )
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


_NO_RULES = Text(
    "规则包里没有规则，什么也不会检查。", "the pack has no rule: nothing would be judged by it."
)


def _rules(pack: Pack) -> Iterator[Fault]:
    if not pack.rules:
        yield ("rules",), _NO_RULES
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


#: Scopes that are neither a kind nor a role of one.
_WHOLES = ("package", "file", "register-scan", "batch")


def _scope(pack: Pack, scope: str) -> Text | None:
    """What is wrong with a scope: a kind, a role of a kind, ``*`` for every kind, or the whole."""
    kind, dot, role = scope.partition(".")
    if scope in _WHOLES:
        return None
    if kind != "*" and kind not in pack.kinds:
        return did_you_mean("kind", kind, [*pack.kinds, *_WHOLES, "*"])
    kinds = pack.kinds.values() if kind == "*" else [pack.kinds[kind]]
    roles = [name for spec in kinds for name in spec.roles]
    return did_you_mean("role", role, roles) if dot and role not in roles else None


def _outline(pack: Pack) -> Iterator[Fault]:
    for place, item in enumerate(pack.outline):
        at = ("outline", place)
        given = (bool(item.owners), item.asks_nothing is not None, item.beyond is not None)
        if sum(given) != 1:
            yield (
                at,
                Text(
                    "“owners”“asks_nothing”“beyond”三项要写一项，且只写一项。",
                    "exactly one of 'owners', 'asks_nothing' and 'beyond' is needed.",
                ),
            )
        for owner, rule in enumerate(item.owners):
            yield from _known("rule", rule, pack.rules, (*at, "owners", owner))


def _known(what: str, name: str | None, known: Collection[str], path: KeyPath) -> Iterator[Fault]:
    if name is not None and name not in known:
        yield path, did_you_mean(what, name, known)
