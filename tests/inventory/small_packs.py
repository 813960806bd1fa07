"""Packs of other notices in a few lines, for what the program must not know by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jlxx_check.model.pack import Pack

_ALL = ["photo", "video", "audio", "document", "archive", "other"]
ALONG = {"title": "附带材料", "content": _ALL, "words": ["附件材料"]}


def small(
    kinds: Mapping[str, Mapping[str, Any]],
    roles: Mapping[str, Mapping[str, Any]],
    forms: Mapping[str, Mapping[str, Any]] | None = None,
    registers: Mapping[str, Mapping[str, Any]] | None = None,
) -> Pack:
    """A pack of these alone; without forms or registers it has none, nor a last day."""
    data = {
        "format": "jlxx-pack/1",
        "id": "small",
        "title": "征集",
        "issuer": "某单位",
        "delivery": {"office": "某处"},
        "kinds": kinds,
        "roles": roles,
        "rules": {},
    }
    data |= {"forms": forms} if forms else {}
    return Pack.model_validate(data | ({"registers": registers} if registers else {}))


def models(**told_by: tuple[str, ...]) -> Pack:
    """Three kinds of model citizens that share a form and a register; told_by: values by kind."""
    titles = {"helpful": "助人为乐", "brave": "见义勇为", "honest": "诚实守信"}
    kinds: dict[str, dict[str, Any]] = {}
    for kind, title in titles.items():
        kinds[kind] = {
            "title": f"{title}模范",
            "words": [title],
            "person": True,
            "name": "姓名",
            "unit": "工作单位",
            "form": "model",
            "register": "model",
            "roles": ["form", "long", "middle", "short", "portrait", "life", "attachment"],
        }
        if kind in told_by:
            kinds[kind]["told_by"] = {"field": "类别", "values": list(told_by[kind])}
    fields = {
        "姓名": {"required": True},
        "类别": {},
        "工作单位": {},
        "联系电话": {},
        "主要事迹": {},
    }
    text = {"content": ["document"]}
    return small(
        kinds,
        {
            "form": {"title": "申报表", "content": ["document", "photo"], "words": ["申报表"]},
            "register": {"title": "汇总表", "content": ["document"], "words": ["汇总表"]},
            "long": {"title": "详细事迹", "words": ["3000字", "详细事迹"], **text},
            "middle": {"title": "简要事迹", "words": ["1000字", "简要事迹"], **text},
            "short": {"title": "事迹摘要", "words": ["300字", "摘要"], **text},
            "portrait": {
                "title": "证件照",
                "content": ["photo"],
                "plays": "id-picture",
                "words": ["证件照"],
            },
            "life": {"title": "生活照", "content": ["photo"], "words": ["生活照"]},
            "attachment": ALONG,
        },
        {"model": {"titles": ["道德模范申报表"], "fields": fields}},
        {
            "model": {
                "titles": ["道德模范汇总表"],
                "fields": {"序号": {}, **fields, "备注": {}},
            }
        },
    )


def films(**more: Any) -> Pack:
    """One kind without form and register: what is handed in is a film."""
    kind = {"title": "micro-lesson", "words": ["微课"], "roles": ["film", "captions", "attachment"]}
    return small(
        {"lesson": kind | more},
        {
            "film": {"title": "film", "content": ["video"], "words": ["film"]},
            "captions": {"title": "captions", "content": ["document"], "words": ["captions"]},
            "attachment": ALONG,
        },
    )
