"""The schema tells an editor what ``with`` may hold, by ``check``."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from jlxx_check.authoring.editor_schema import editor_schema, schema_beside_pack
from jlxx_check.checks.registry import REGISTRY
from jlxx_check.packs import load_source
from jlxx_check.packs.yaml_lines import read_yaml
from jlxx_check.text import Lang


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema_beside_pack(Lang.EN)))


def _faults(rule: dict[str, Any]) -> list[str]:
    data = {"rules": {"some.rule": rule}}
    return [item.json_path for item in validator().iter_errors(data)]


def test_every_check_has_a_branch_and_a_sentence() -> None:
    rule = editor_schema(Lang.ZH)["$defs"]["RuleSpec"]
    known = {item["const"]: item["description"] for item in rule["properties"]["check"]["oneOf"]}
    assert known.keys() == REGISTRY.keys()
    assert known["photo.colour"] == "照片是彩色的。"
    assert len(rule["allOf"]) == len(REGISTRY)
    assert editor_schema(Lang.ZH)["required"]


@pytest.mark.parametrize("lang", Lang)
def test_it_is_a_schema(lang: Lang) -> None:
    Draft202012Validator.check_schema(editor_schema(lang))
    Draft202012Validator.check_schema(json.loads(schema_beside_pack(lang)))


@pytest.mark.parametrize(
    ("rule", "faults"),
    [
        ({"check": "photo.shorter-side", "with": {"pixels": 600}}, []),
        ({"check": "photo.shorter-side", "with": {"pixels": "{least}"}}, []),
        ({"check": "photo.shorter-side"}, []),  # the rest may be the parent's
        ({"check": "photo.shorter-side", "with": {"pixel": 600}}, [".with"]),
        ({"check": "photo.shorter-side", "with": {"pixels": "many"}}, [".with.pixels"]),
        ({"check": "photo.no-place", "with": {"pixels": 600}}, [".with"]),
        ({"check": "photo.size-of"}, [".check"]),
    ],
)
def test_with_follows_from_check(rule: dict[str, Any], faults: list[str]) -> None:
    assert _faults(rule) == [f"$.rules['some.rule']{end}" for end in faults]


@pytest.mark.parametrize("name", ["jilin-2023", "aku-2026"])
def test_the_packs_that_ship_fit(name: str) -> None:
    folder = load_source(name).folder
    files = sorted(folder.rglob("*.yaml"))
    assert files
    for file in files:
        found = list(validator().iter_errors(read_yaml(file).data))
        assert [f"{item.json_path} {item.message[:80]}" for item in found] == [], file
