"""The JSON Schema of a pack for editors: what ``with`` may hold follows from ``check``."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from jlxx_check.authoring.check_catalogue import CheckPage, ParameterPage, check_pages
from jlxx_check.checks.registry import REGISTRY
from jlxx_check.packs import pack_schema
from jlxx_check.packs.pack_digest import EDITOR_SCHEMA
from jlxx_check.packs.source import ADD, BASE, DROP, EXTENDS
from jlxx_check.text import Lang

_RULE = "RuleSpec"
#: A value that the pack gives elsewhere: "{posts.leading}".
_PLACEHOLDER = {"type": "string", "pattern": r"^\{.*\}$"}


def editor_schema(lang: Lang) -> dict[str, Any]:
    """The schema of a pack, with a branch for each check, described in one language."""
    schema = pack_schema()
    rule = schema["$defs"][_RULE]
    pages = check_pages()
    rule["properties"]["check"] = {
        "title": "Check",
        "oneOf": [{"const": page.name, "description": page.told.say(lang)} for page in pages],
    }
    rule["allOf"] = [
        {
            "if": {"properties": {"check": {"const": page.name}}, "required": ["check"]},
            "then": _branch(page, schema["$defs"], lang),
        }
        for page in pages
    ]
    return schema


def _branch(page: CheckPage, defs: dict[str, Any], lang: Lang) -> dict[str, Any]:
    """What a rule with the check looks like."""
    model = REGISTRY[page.name].parameters
    if model is None:
        return {"properties": {"with": {"type": "object", "maxProperties": 0}}}
    asked = model.model_json_schema(by_alias=True, ref_template=f"#/$defs/{page.name}.{{model}}")
    for name, found in asked.pop("$defs", {}).items():
        defs[f"{page.name}.{name}"] = found
    asked.pop("description", None)
    _describe(asked, page.parameters, lang)
    then: dict[str, Any] = {"properties": {"with": asked}}
    if _has_required(model):
        then["required"] = ["with"]
    return then


def _describe(asked: dict[str, Any], parameters: tuple[ParameterPage, ...], lang: Lang) -> None:
    for item in parameters:
        found = asked.get("properties", {}).get(item.name)
        if found is not None:
            found["description"] = item.told.say(lang)


def _has_required(model: type[BaseModel]) -> bool:
    return any(info.is_required() for info in model.model_fields.values())


def schema_beside_pack(lang: Lang) -> bytes:
    """The same for one file as it is written: ``EDITOR_SCHEMA``.

    A file need not hold every key, and in a pack that extends another nothing has to be said again;
    a list may be one that is added to. Placeholders make a sentence longer than it will be.
    """
    schema = editor_schema(lang)
    parts = [schema, *(found for name, found in schema["$defs"].items() if name.endswith("Spec"))]
    for part in parts:
        part.pop("required", None)
        if part is not schema:
            part["type"] = ["object", "null"]  # what is taken from a base is only named
        for name, found in part.get("properties", {}).items():
            if found.get("type") == "array":
                part["properties"][name] = {"anyOf": [found, _changed(found)]}
    records = schema["$defs"][_RULE]["properties"]
    records["quote"] = {"anyOf": [{"type": "string"}, {"type": "null"}]}
    for branch in schema["$defs"][_RULE]["allOf"]:
        branch["then"].pop("required", None)
        asked = branch["then"]["properties"]["with"]
        asked.pop("required", None)
        for name, found in asked.get("properties", {}).items():
            asked["properties"][name] = {"anyOf": [found, _PLACEHOLDER]}
            if "description" in found:
                asked["properties"][name]["description"] = found["description"]
    schema["properties"] |= {
        EXTENDS: {"type": "string"},
        BASE: {"type": "boolean"},
        DROP: {"type": "object"},
    }
    return (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode()


def _changed(found: dict[str, Any]) -> dict[str, Any]:
    """A list of the pack that is extended, with what is added and dropped."""
    return {
        "type": "object",
        "properties": {ADD: found, DROP: {"type": "array"}},
        "additionalProperties": False,
    }


def schema_line(depth: int) -> str:
    """What the YAML language server reads at the head of a file. depth: folders below the pack."""
    return f"# yaml-language-server: $schema={'../' * depth}{EDITOR_SCHEMA}\n"
