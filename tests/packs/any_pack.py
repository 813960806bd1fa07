"""Strategies: packs as an author may write them, sound and odd, with every registered check."""

from __future__ import annotations

import types
from datetime import date, datetime
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from jlxx_check.authoring.judged_scopes import usual_scopes
from jlxx_check.checks.registry import REGISTRY, Check, Names
from jlxx_check.model.contents import Group
from jlxx_check.model.document import Cell, Document, Paragraph, Table
from jlxx_check.model.plays import Plays
from jlxx_check.text import Text

#: Kinds, each with the word that folders have for it.
KINDS = {"star": "学习之星", "team": "团队", "film": "film"}
#: Roles, each with a content and a part that go together.
SOUND: dict[str, dict[str, Any]] = {
    "form": {"content": ["document", "photo"]},
    "register": {"content": ["document", "photo"]},
    "photo": {"content": ["photo"]},
    "portrait": {"content": ["photo"], "plays": "id-picture"},
    "video": {"content": ["video"]},
    "sound": {"content": ["audio"], "plays": "audio"},
    "text-a": {"content": ["document"]},
    "text-b": {"content": ["document", "photo"], "plays": "text"},
    "captions": {"content": ["captions"]},
    "extra": {"content": ["photo", "video", "document", "other"], "plays": "attachment"},
}
ROLES = tuple(SOUND)
#: Roles that any kind may have.
OF_KINDS = tuple(name for name in SOUND if name not in ("form", "register"))
FIELDS = ("姓名", "单位", "类别", "序号", "备注", "Title", "人数", "启动时间", "出生年月", "电话")
WORDS = ("学习之星", "团队", "film", "推荐表", "登记表", "照片", "正文", "Entry", "视频", "a", "é")
DEADLINES = ("2024-05-31", "2024-05-31T23:59", "2024-05-31T23:59-12:00", "2024-02-29T00:00Z")
#: What a text parameter may be: names, patterns, templates, sizes, days.
TEXTS = (
    *WORDS,
    *("{姓名}", "{name}+{number}", "{nobody}", "{", "80 KB", "1 MB", "0", ".srt", "#ff0000", "白"),
    *("2024-05-31", "A4", "小四", "YYYYMMDD", "", " ", "AVC", "-_", "]", "\\", "*"),
)
NUMBERS = (1, 2, 5, 100, 0, 1500, -1, 10**9)
FLOATS = (0.5, 0.1, 1, 2, 25, 300, 0, -0.5, 1e9)
#: How often parameters are drawn anew that the check's model refuses.
_TRIES = 4

Pools = dict[str, tuple[str, ...]]

words = st.lists(st.sampled_from(WORDS), max_size=3, unique=True)
texts = st.sampled_from(TEXTS)
plain_texts = st.sampled_from([text for text in TEXTS if "{" not in text])


def of_parameters(model: type[BaseModel], pools: Pools) -> st.SearchStrategy[dict[str, Any]]:
    """Parameters of a check: all that has to be given, and whatever else; mostly of the type.

    pools: the names of fields, roles and kinds that are to be used.
    """
    fields = {
        name: _of(info.rebuild_annotation(), pools) for name, info in model.model_fields.items()
    }
    needed = {n: s for n, s in fields.items() if model.model_fields[n].is_required()}
    return st.fixed_dictionaries(
        needed, optional={name: value for name, value in fields.items() if name not in needed}
    )


def _of(annotation: Any, pools: Pools) -> st.SearchStrategy[Any]:
    """What may stand there in YAML."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        names = [mark.what for mark in inner[1:] if isinstance(mark, Names)]
        return st.sampled_from(pools[names[0]]) if names else _of(inner[0], pools)
    if origin is Literal:
        return st.sampled_from(inner)
    if origin in (Union, types.UnionType):
        return st.one_of([_of(option, pools) for option in inner if option is not type(None)])
    if origin in (tuple, list, frozenset, set):
        if len(inner) > 1 and inner[1] is not Ellipsis:
            return st.tuples(*(_of(item, pools) for item in inner)).map(list)
        return st.lists(_of(inner[0], pools), max_size=3)
    if origin is not None:
        return st.dictionaries(_of(inner[0], pools), _of(inner[1], pools), max_size=2)
    return _of_plain(annotation, pools)


def _of_plain(kind: Any, pools: Pools) -> st.SearchStrategy[Any]:
    if kind is Text:
        return plain_texts | st.fixed_dictionaries({"zh": plain_texts, "en": plain_texts})
    if kind is bool:
        return st.booleans()
    if kind is int:
        return st.sampled_from(NUMBERS)
    if kind is float:
        return st.sampled_from(FLOATS)
    if kind in (date, datetime):
        return st.sampled_from(DEADLINES)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return of_parameters(kind, pools)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from([item.value for item in kind])
    return texts


def _form(title: str, values: list[tuple[str, str]]) -> Document:
    """A page with a title and a table of labels and values."""
    cells = (Cell(row, at, text) for row, pair in enumerate(values) for at, text in enumerate(pair))
    said = "\n".join([title, *(value for _, value in values)])
    return Document((Paragraph(title), Table("表1", tuple(cells))), said)


ANSWERS = (
    "张三",
    "学习之星",
    "film",
    "12人",
    "2023年5月",
    "2024-05-31",
    "无",
    "1",
    "13800000001",
    "",
)
#: Papers that a pack's forms and registers may know: their titles, labels, values.
papers = st.builds(
    _form,
    st.sampled_from(WORDS),
    st.lists(st.tuples(st.sampled_from(FIELDS), st.sampled_from(ANSWERS)), max_size=6),
)


@st.composite
def packs(draw: st.DrawFn) -> dict[str, Any]:
    """A pack's data, as ``pack.yaml`` holds them."""
    odd = draw(st.integers(0, 7)) == 7
    if odd:
        roles = draw(
            st.dictionaries(st.sampled_from((*ROLES, "正文")), _ROLE, min_size=1, max_size=6)
        )
    else:
        said = st.fixed_dictionaries({"title": plain_texts}, optional={"words": words})
        roles = {name: {**SOUND[name], **draw(said)} for name in ROLES}
    forms = draw(st.dictionaries(st.sampled_from(("star", "shared")), _FORM, max_size=2))
    registers = draw(st.dictionaries(st.sampled_from(("star", "all")), _REGISTER, max_size=2))
    kinds = {}
    for name in draw(st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=3, unique=True)):
        papers = tuple(forms), tuple(registers)
        bases = tuple(kind for kind in kinds if odd or "special_of" not in kinds[kind])
        free = tuple(roles) if odd else OF_KINDS
        kinds[name] = draw(_kind(KINDS[name], free, *papers, bases))
        if "form" in kinds[name] and not odd:
            kinds[name]["roles"].append("form")
    used = {name for paper in (*forms.values(), *registers.values()) for name in paper["fields"]}
    named = {"field": sorted(used), "role": list(roles), "kind": list(kinds)}
    usual = {"field": FIELDS, "role": ROLES, "kind": tuple(KINDS)}
    pools = usual if odd else {key: tuple(found or usual[key]) for key, found in named.items()}
    able = [
        name
        for name, check in sorted(REGISTRY.items())
        if odd or used or "'field'" not in str(check.parameters and check.parameters.model_fields)
    ]
    checks = draw(st.lists(st.sampled_from(able), min_size=0 if odd else 1, max_size=5))
    rules = {
        f"{draw(st.sampled_from(('star', 'x')))}.r{number}": draw(
            _rule(REGISTRY[name], kinds, pools, odd=odd)
        )
        for number, name in enumerate(checks)
    }
    data: dict[str, Any] = {
        "format": "jlxx-pack/1",
        "id": "odd",
        "title": draw(texts if odd else plain_texts),
        "issuer": "某处",
        "delivery": {"office": "某处"},
        "kinds": kinds,
        "roles": roles,
        "forms": forms,
        "registers": registers,
        "rules": rules,
        "attachments": draw(words),
        "package_papers": draw(words),
        "scan_words": draw(words),
        "idle_words": draw(words),
    }
    if draw(st.booleans()):
        data["deadline"] = draw(st.sampled_from(DEADLINES))
    return data


_ROLE = st.fixed_dictionaries(
    {
        "title": plain_texts,
        "content": st.lists(
            st.sampled_from([group.value for group in Group]), min_size=1, max_size=3
        ),
    },
    optional={
        "plays": st.sampled_from([part.value for part in Plays]),
        "words": words,
        "not_words": words,
    },
)
_FIELD = st.fixed_dictionaries(
    {},
    optional={
        "required": st.booleans(),
        "may_say": words,
        "fillers": words,
        "blank": st.booleans(),
    },
)


@st.composite
def _paper(draw: st.DrawFn, *also: str) -> dict[str, Any]:
    chosen = draw(st.lists(st.sampled_from(FIELDS), min_size=1, max_size=6, unique=True))
    fields = {name: draw(_FIELD) for name in dict.fromkeys((*also, *chosen))}
    return {"titles": draw(words), "fields": fields}


_FORM, _REGISTER = _paper("姓名"), _paper("姓名", "序号", "备注")


@st.composite
def _kind(
    draw: st.DrawFn,
    own: str,
    roles: tuple[str, ...],
    forms: tuple[str, ...],
    registers: tuple[str, ...],
    before: tuple[str, ...],
) -> dict[str, Any]:
    kind: dict[str, Any] = {
        "title": draw(plain_texts),
        "words": [own, *draw(words)],
        "roles": draw(st.lists(st.sampled_from(roles), min_size=1, max_size=5, unique=True)),
        "person": draw(st.booleans()),
    }
    for key, pool in (("form", forms), ("register", registers), ("special_of", before)):
        if pool and draw(st.booleans()):
            kind[key] = draw(st.sampled_from(pool))
    if "form" in kind or "register" in kind or draw(st.booleans()):
        kind["name"] = "姓名"
    if draw(st.integers(0, 3)) == 3:
        kind["told_by"] = {"field": draw(st.sampled_from(FIELDS)), "values": ["学习之星", "film"]}
    return kind


@st.composite
def _rule(
    draw: st.DrawFn, check: Check, kinds: dict[str, Any], pools: Pools, *, odd: bool
) -> dict[str, Any]:
    own = [f"{kind}.{role}" for kind, spec in kinds.items() for role in spec["roles"]]
    scopes = ["package", "file", "register-scan", "*", *kinds, *own]
    if check.across or odd:
        scopes = [*(scopes if odd else ()), "batch"]
    rule: dict[str, Any] = {
        "title": "规则",
        "why": "规则",
        "scope": draw(st.sampled_from(_usual(check, kinds) or scopes) | st.sampled_from(scopes)),
        "check": check.name,
        "level": draw(st.sampled_from(["error", "error", "warning", "review", "info"])),
        "clause": None,
        "fix": "改",
    }
    if check.parameters is not None:
        for _ in range(1 if odd else _TRIES):
            rule["with"] = draw(of_parameters(check.parameters, pools))
            if _fits(check.parameters, rule["with"]):
                break
    return rule


def _fits(model: type[BaseModel], given: dict[str, Any]) -> bool:
    try:
        model.model_validate(given)
    except ValidationError:
        return False
    return True


def _usual(check: Check, kinds: dict[str, Any]) -> list[str]:
    """Scopes of the kind that the check judges: the package, a kind, a role of a kind."""
    said = next(usual_scopes(check)).en
    if said.startswith(("package", "batch")):
        return [said.split()[0]]
    if "role" in said:
        return [f"{kind}.{role}" for kind, spec in kinds.items() for role in spec["roles"]]
    return list(kinds)
