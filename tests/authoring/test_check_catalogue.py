"""Every check says what its user needs: a sentence, parameters in both languages, an example."""

from __future__ import annotations

import re
from functools import cache

import pytest
import yaml

from jlxx_check import load_pack
from jlxx_check.authoring.check_catalogue import (
    CheckPage,
    ParameterPage,
    check_pages,
    documented,
    sample_of,
)
from jlxx_check.authoring.check_lines import check_details, check_list
from jlxx_check.checks.registry import REGISTRY, Parameters
from jlxx_check.text import Lang

PACKS = tuple(load_pack(name).pack for name in ("jilin-2023", "aku-2026"))
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def _flat(parameters: tuple[ParameterPage, ...]) -> list[ParameterPage]:
    return [one for item in parameters for one in (item, *_flat(item.inner))]


@cache
def pages() -> dict[str, CheckPage]:
    return {page.name: page for page in check_pages(PACKS)}


@pytest.mark.parametrize("name", REGISTRY)
def test_a_check_says_all_in_both_languages(name: str) -> None:
    page = pages()[name]
    for text in (page.told, page.scope, *(item.told for item in _flat(page.parameters))):
        assert _CHINESE.search(text.zh), text
        assert text.en.strip(), text
    assert not _CHINESE.search(page.told.en)
    assert all(item.type.zh and item.type.en for item in _flat(page.parameters))


@pytest.mark.parametrize("name", REGISTRY)
def test_the_example_is_one(name: str) -> None:
    page = pages()[name]
    data = yaml.safe_load(page.example)
    assert data["check"] == name
    assert data.keys() <= {"check", "with"}
    known = {item.name for item in page.parameters}
    # ``off`` is a word of YAML 1.1; it stands in quotes.
    assert data.get("with", {}).keys() <= known


@pytest.mark.parametrize("name", [name for name, check in REGISTRY.items() if check.parameters])
def test_what_is_made_up_for_an_example_has_every_required_parameter(name: str) -> None:
    model = REGISTRY[name].parameters
    assert model is not None
    made = sample_of(model)
    assert {key for key, info in model.model_fields.items() if info.is_required()} <= made.keys()


def test_no_check_is_left_out() -> None:
    assert list(pages()) == sorted(REGISTRY)


class Sizes(Parameters):
    """What a size is.

    width, height: pixels; ``0`` is none. ratio: of the two, 1.5 for 3:2.
    """

    width: int
    height: int
    ratio: float


class Squares(Sizes):
    """side: pixels."""

    side: int


def test_a_docstring_says_what_each_parameter_is() -> None:
    assert documented(Sizes) == {
        "width": "pixels; 0 is none",
        "height": "pixels; 0 is none",
        "ratio": "of the two, 1.5 for 3:2",
    }
    assert documented(Squares)["side"] == "pixels"
    assert documented(Squares)["ratio"] == "of the two, 1.5 for 3:2"


@pytest.mark.parametrize("lang", Lang)
def test_lines_are_no_wider_than_the_terminal(lang: Lang) -> None:
    prose = list(check_list([*pages().values()], lang, 80))
    assert max(line.cell_len for line in prose) <= 80
    wide = [
        line.plain for line in check_details([*pages().values()], lang, 80) if line.cell_len > 80
    ]
    # An example is copied as it stands.
    assert all(line.startswith("      ") for line in wide)
