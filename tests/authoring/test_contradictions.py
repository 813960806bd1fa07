"""Rules that cannot both hold are told; those that may are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from jlxx_check.packs import PackError
from jlxx_check.text import Text
from tests.authoring.packs import linted, rule
from tests.packs.minimal import RULE

FEW = "{roles: [{role: photo, at_least: 1, at_most: 2}]}"
MANY = "{roles: [{role: photo, at_least: 3, at_most: 5}]}"
SOME = "{roles: [{role: photo, at_least: 2, at_most: 5}]}"
FORMS = "{roles: [{role: form, at_least: 3, at_most: 5}]}"


LONG = "{about: 2000, holds: 0.1, warns: 0.2}"
SHORT = "{about: 1000, holds: 0.1, warns: 0.2}"
NEAR = "{about: 1200, holds: 0.2, warns: 0.4}"
FARMERS = (
    "{kind: star, title: {zh: 农民, en: farmers}, of: {field: 姓名, words: [农]}, at_least: 25}"
)
HEADS = "{kind: star, title: {zh: 负责人, en: heads}, of: {field: 姓名, words: [长]}, at_most: 10}"
FEW_FARMERS = FARMERS.replace("at_least: 25", "at_most: 10")
ALIKE = [
    ("entries.share", ("package", FARMERS), ("package", HEADS), None),
    ("entries.share", ("package", FARMERS), ("package", FEW_FARMERS), "at least 25 there"),
    ("entry.files-count", ("star", FEW), ("star", MANY), "3 to 5 here, 1 to 2 there"),
    ("entry.files-count", ("*", FEW), ("star", MANY), "3 to 5 here"),
    ("entries.count", ("package", "{kind: star, at_most: 2}"), None, "at least 3"),
    ("document.length", ("star.form", SHORT), ("star.form", LONG), "there"),
    ("photo.colour", ("star.photo", "{chroma: 3}"), ("*.photo", "{chroma: 9}"), None),
    ("entry.files-count", ("star", FEW), ("star", SOME), None),
    ("entry.files-count", ("star", FEW), ("star", FORMS), None),
    ("entry.files-count", ("star", FEW), ("best-star", MANY), None),
    ("entries.count", ("package", "{kind: best-star, at_most: 2}"), None, None),
    ("document.length", ("star.form", SHORT), ("star.form", NEAR), None),
]


@pytest.mark.parametrize(("check", "one", "other", "said"), ALIKE)
def test_two_rules(
    tmp_path: Path,
    check: str,
    one: tuple[str, str],
    other: tuple[str, str] | None,
    said: str | None,
) -> None:
    other = other or ("package", "{kind: star, at_least: 3}")
    rules = RULE + rule("some.first", check, *one) + rule("some.second", check, *other)
    found = linted(tmp_path, rules=rules)
    if said is None:
        assert found.errors == ()
        return
    (problem,) = found.errors
    assert "contradicts rule 'some.first'" in problem.message.en
    assert said in problem.message.en
    assert problem.line == RULE.count("\n") + 9 + 6


def test_a_rule_that_nothing_can_meet(tmp_path: Path) -> None:
    impossible = RULE.replace("{kind: star}", "{kind: star, at_least: 9, at_most: 2}")
    with pytest.raises(PackError) as caught:
        linted(tmp_path, rules=impossible)
    (problem,) = caught.value.problems
    assert problem.message == Text("at_most小于at_least。", "at_most is below at_least.")
    assert problem.line == 7
