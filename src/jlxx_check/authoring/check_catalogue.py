"""Every check with what it looks at, its scope, parameters and an example, as its code says it."""

from __future__ import annotations

import inspect
import re
import types
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Union, get_args, get_origin

import annotated_types
import yaml
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from jlxx_check.authoring.judged_scopes import usual_scopes
from jlxx_check.checks.plugins import load_plugins
from jlxx_check.checks.registry import REGISTRY, Check, Names
from jlxx_check.model.pack import Pack
from jlxx_check.text import Text, joined, same
from jlxx_check.values.frozen_types import frozen

_NAMED = {
    "field": Text("栏目名", "a field"),
    "role": Text("角色", "a role"),
    "kind": Text("类别", "a kind"),
}
_TYPES = {
    int: Text("整数", "whole number"),
    float: Text("数字", "number"),
    bool: Text("true或false", "true or false"),
    str: Text("文字", "text"),
    Text: Text("文字（中英文）", "text (zh, en)"),
}
#: What parameters of these names are in every check that says nothing else of them.
_COMMON = {
    "field": Text("要看的栏目", "the field that is looked at"),
    "fields": Text("要看的栏目", "the fields that are looked at"),
    "kind": Text("哪一类推介", "the kind of entry"),
    "role": Text("哪一种角色的文件", "the role that the files play"),
    "roles": Text("哪些角色的文件", "the roles that the files play"),
}
#: Values for an example where no pack has one.
_SAMPLES: dict[object, object] = {
    **{int: 1, float: 1.0, bool: True, str: "…", Text: {"zh": "…", "en": "…"}},
    **{"field": "姓名", "role": "photo", "kind": "star"},
}
#: Items of a list that an example shows.
_FEW = 3
_DOCUMENTED = re.compile(r"(?:^|(?<=[.;] ))((?:\w+, )*\w+): ")


@frozen
class ParameterPage:
    """One parameter. default: as YAML; None where it has to be given."""

    name: str
    type: Text
    told: Text
    default: str | None
    #: The parameters of what it holds.
    inner: tuple[ParameterPage, ...] = ()


@frozen
class CheckPage:
    """One check as an author reads of it. example: a rule's ``check`` and ``with`` as YAML."""

    name: str
    told: Text
    scope: Text
    parameters: tuple[ParameterPage, ...]
    example: str

    def speaks_of(self, word: str) -> bool:
        """Whether its id, its sentence or a parameter has the word, in either language."""
        texts = [self.told, *(told for item in self.parameters for told in _all_told(item))]
        said = [self.name, *(part for text in texts for part in (text.zh, text.en))]
        return any(word.casefold() in part.casefold() for part in said)


def _all_told(item: ParameterPage) -> Iterator[Text]:
    yield item.told
    yield same(item.name)
    for inner in item.inner:
        yield from _all_told(inner)


def check_pages(packs: tuple[Pack, ...] = ()) -> tuple[CheckPage, ...]:
    """The checks by name, other distributions' too. packs: where examples are taken from."""
    load_plugins()
    return tuple(_page(REGISTRY[name], packs) for name in sorted(REGISTRY))


def _page(check: Check, packs: tuple[Pack, ...]) -> CheckPage:
    parameters = check.parameters
    told = tuple(_parameters(parameters)) if parameters is not None else ()
    scope = joined(usual_scopes(check), "；", "; ")
    return CheckPage(check.name, check.summary, scope, told, _example(check, packs))


def _parameters(model: type[BaseModel]) -> Iterator[ParameterPage]:
    english, chinese = documented(model), _in_chinese(model)
    for name, info in model.model_fields.items():
        common = _COMMON.get(name, same(""))
        en = info.description or english.get(name) or common.en
        told = Text(chinese.get(name) or common.zh or en, en)
        default = None if info.is_required() else _as_yaml(info.get_default())
        inner = tuple(page for part in _models(info.annotation) for page in _parameters(part))
        yield ParameterPage(name, _type(info.rebuild_annotation(), info), told, default, inner)


def documented(model: type[BaseModel]) -> dict[str, str]:
    """What a model's docstring says of each parameter (``name, name: sentence.``), by its name."""
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if issubclass(base, BaseModel) and base is not BaseModel:
            doc = " ".join((inspect.cleandoc(base.__doc__ or "")).split()).replace("``", "")
            marks = [m for m in _DOCUMENTED.finditer(doc) if _all_fields(m[1], model)]
            for place, mark in enumerate(marks):
                end = marks[place + 1].start() if place + 1 < len(marks) else len(doc)
                said = doc[mark.end() : end].strip().rstrip(".;")
                found |= dict.fromkeys(mark[1].split(", "), said)
            if not marks and base.__doc__ and not found and base is model:
                found = dict.fromkeys(model.model_fields, doc.partition(". ")[0].rstrip("."))
    return found


def _all_fields(names: str, model: type[BaseModel]) -> bool:
    return all(name in model.model_fields for name in names.split(", "))


def _in_chinese(model: type[BaseModel]) -> dict[str, str]:
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        found |= getattr(base, "zh", {})
    return found


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """Every model of parameters below an annotation."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


def _type(annotation: Any, info: FieldInfo | None = None) -> Text:
    """What a value may be, in words."""
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        inner, *marks = parts
        named = next((_NAMED[mark.what] for mark in marks if isinstance(mark, Names)), None)
        bounds = [_bound(mark) for mark in marks]
        said = [text for text in bounds if text is not None]
        return joined([named or _type(inner), *said], "，", ", ")
    if origin in (Union, types.UnionType):
        return joined([_type(part) for part in parts if part is not type(None)], "或", " or ")
    if origin is tuple:
        kinds = [part for part in parts if part is not Ellipsis]
        if Ellipsis in parts:
            of = _type(kinds[0])
            return Text(f"列表：{of.zh}", f"list of: {of.en}")
        each = joined([_type(kind) for kind in kinds])
        return Text(f"[{each.zh}]", f"[{each.en}]")
    if origin is dict:
        of = _type(parts[1])
        return Text(f"“键: 值”，值为{of.zh}", f"a mapping to {of.en}")
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        keys = ", ".join(annotation.model_fields)
        return Text(f"“键: 值”（{keys}）", f"a mapping ({keys})")
    values = [str(value) for value in getattr(annotation, "__members__", {}).values()]
    literal = [str(value) for value in parts] or values
    if literal:
        return Text("、".join(literal), ", ".join(literal))
    return _TYPES.get(annotation, _TYPES[str])


def _bound(mark: Any) -> Text | None:
    """A limit of a number in words."""
    match mark:
        case annotated_types.Gt(gt=limit):
            return Text(f"大于{limit}", f"over {limit}")
        case annotated_types.Ge(ge=limit):
            return Text(f"不小于{limit}", f"at least {limit}")
        case annotated_types.Lt(lt=limit):
            return Text(f"小于{limit}", f"under {limit}")
        case annotated_types.Le(le=limit):
            return Text(f"不大于{limit}", f"at most {limit}")
        case annotated_types.MinLen(min_length=limit):
            return Text(f"至少{limit}项", f"{limit} or more")
    return None


def _as_yaml(value: object) -> str:
    if value is None or value == () or value == {}:
        return "—"
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else str(_plain(value))


def _plain(value: Any) -> Any:
    """As YAML holds it, lists cut after a few."""
    if isinstance(value, BaseModel):
        return {name: _plain(getattr(value, name)) for name in value.model_fields_set}
    if isinstance(value, Text):
        return {"zh": value.zh, "en": value.en}
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in list(value.items())[: 2 * _FEW]}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value[:_FEW]]
    return value


def _example(check: Check, packs: tuple[Pack, ...]) -> str:
    """A rule of a pack that has the check, its lists cut short; else what it must have."""
    found = (rule for pack in packs for rule in pack.rules.values() if rule.check == check.name)
    rule = next(found, None)
    if rule is not None:
        values = _plain(rule.with_)
    else:
        values = sample_of(check.parameters) if check.parameters is not None else {}
    head = f"check: {check.name}"
    return f"{head}\n{written({'with': values})}" if values else head


def written(data: Mapping[str, Any]) -> str:
    """Data as a pack has it: inner mappings and lists on a line where they are short."""
    text = yaml.safe_dump(
        dict(data), allow_unicode=True, sort_keys=False, default_flow_style=None, width=76
    )
    return str(text).rstrip()


def sample_of(model: type[BaseModel]) -> dict[str, Any]:
    """Values for the parameters that have to be given."""
    return {
        name: (info.examples or [_sample(info.rebuild_annotation())])[0]
        for name, info in model.model_fields.items()
        if info.is_required() or info.examples
    }


def _sample(annotation: Any) -> Any:
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        named = next((mark.what for mark in parts[1:] if isinstance(mark, Names)), None)
        return _SAMPLES[named] if named else _sample(parts[0])
    if origin in (Union, types.UnionType):
        return _sample(parts[0])
    if origin is tuple:
        return [_sample(part) for part in parts if part is not Ellipsis]
    if origin is dict:
        return {_sample(parts[0]): _sample(parts[1])}
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return sample_of(annotation)
    literal = list(getattr(annotation, "__members__", {}).values()) or list(parts)
    return str(literal[0]) if literal else _SAMPLES.get(annotation, "…")
