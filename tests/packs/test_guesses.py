"""A guess says what exists: a slip is named, another thing is not taken for it."""

from __future__ import annotations

import pytest

from jlxx_check.packs.suggest import did_you_mean

SCOPES = ["star", "special-project", "package", "file", "batch"]
CHECKS = [f"photo.{name}" for name in ("colour", "size", "sharpness")] + [
    f"form.check-{number}" for number in range(20)
]


@pytest.mark.parametrize(
    ("what", "wrong", "known", "says", "never"),
    [
        ("kind", "project", SCOPES, "known: batch, file, package", "did you mean"),
        ("kind", "stars", SCOPES, "did you mean 'star'? There are also: batch", None),
        ("role", "foto", ["form", "photo"], "did you mean 'photo'?", None),
        ("field", "单位", ["姓名", "工作单位"], "did you mean '工作单位'?", None),
        (
            "check",
            "photo.pixels",
            CHECKS,
            "known: photo.colour, photo.sharpness",
            "form",
        ),
        ("check", "photo.color", CHECKS, "did you mean 'photo.colour'?", "form"),
        ("check", "nothing.alike", CHECKS, "unknown check 'nothing.alike'.", "form"),
        ("role", "x", [], "unknown role 'x'.", "; "),
    ],
)
def test_guess(what: str, wrong: str, known: list[str], says: str, never: str | None) -> None:
    said = did_you_mean(what, wrong, known)
    assert says in said.en
    assert never is None or never not in said.en
    assert wrong in said.zh
