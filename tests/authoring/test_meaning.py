"""Lint with meaning: what is written well and cannot be meant, at its line, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from jlxx_check.authoring.meaning import lint
from tests.authoring.packs import linted, rule
from tests.packs.minimal import PACK, RULE

MEDIA = "  video: {title: 视频, content: [video]}\n"
WITH_VIDEO = (
    ("roles: [form, photo]", "roles: [form, photo, video]"),
    (
        "  photo: {title: 照片, content: [photo]}\n",
        "  photo: {title: 照片, content: [photo]}\n" + MEDIA,
    ),
)


@pytest.mark.parametrize("name", ["jilin-2023", "aku-2026"])
def test_the_packs_that_ship_are_clean(name: str) -> None:
    found = lint(name)
    assert found.errors == ()
    assert found.warnings == ()


def test_the_small_pack_is_clean(tmp_path: Path) -> None:
    found = linted(tmp_path)
    assert [item.message.en for item in (*found.errors, *found.warnings)] == []


@pytest.mark.parametrize(
    ("check", "scope", "with_", "said"),
    [
        ("photo.no-place", "star", "{}", "a role of photos"),
        ("photo.no-place", "star.video", "{}", "files in role 'video' are video"),
        ("photo.no-place", "*.video", "{}", "are video"),
        ("photo.no-place", "package", "{}", "a role of photos"),
        ("video.mp4", "star.photo", "{}", "looks at video"),
        ("entry.review", "package", "{ask: 请核对}", "its scope is a kind"),
        ("package.recognised", "star", "{}", "its scope is package"),
        ("form.age", "best-best", "{field: 姓名, years: 2}", "has none"),
    ],
)
def test_a_check_where_it_judges_nothing(
    tmp_path: Path, check: str, scope: str, with_: str, said: str
) -> None:
    bare = "  best-best:\n    title: 另一类\n    words: [另]\n    roles: [photo]\nroles:\n"
    more = rule("some.rule", check, scope, with_)
    found = linted(tmp_path, *WITH_VIDEO, ("\nroles:\n", "\n" + bare), rules=RULE + more)
    (problem,) = found.errors
    assert said in problem.message.en
    assert problem.file is not None
    assert problem.file.name == "quota.yaml"
    assert problem.line == RULE.count("\n") + 4


@pytest.mark.parametrize(
    ("check", "scope", "with_"),
    [
        ("photo.no-place", "star.photo", "{}"),
        ("photo.no-place", "*.photo", "{}"),
        ("photo.no-place", "file", "{}"),
        ("photo.not-blank", "file", "{spread: 5}"),
        ("photo.not-blank", "register-scan", "{spread: 5}"),
        ("entry.review", "*", "{ask: 请核对}"),
        ("form.age", "star", "{field: 姓名, years: 2}"),
        ("form.age", "best-star", "{field: 姓名, years: 2}"),
        ("package.recognised", "package", "{}"),
    ],
)
def test_a_check_where_it_judges_something(
    tmp_path: Path, check: str, scope: str, with_: str
) -> None:
    more = rule("some.rule", check, scope, with_)
    assert linted(tmp_path, *WITH_VIDEO, rules=RULE + more).errors == ()


PHOTO = "{title: 照片, content: [photo]}"
FORM = "{title: 推介表, content: [document]}"
#: What is written, what is written instead, whether that is an error, and what is said.
NOT_MEANT = [
    (PHOTO, "{title: 照片, content: [photo], plays: video}", True, "plays video"),
    (FORM, "{title: 推介表, content: [video]}", True, "nobody can play role 'form'"),
    (PHOTO, PHOTO[:-1] + ", words: [图], not_words: [图]}", True, "both in words and in not_words"),
    ("  form: {", "  film: {title: 片, content: [video]}\n  form: {", False, "in no kind's roles"),
    ("forms:\n", "forms:\n  other: {titles: [别表], fields: {甲: {}}}\n", False, "form 'other'"),
    (
        "registers:\n",
        "registers:\n  other: {titles: [别表], fields: {序号: {}, 备注: {}}}\n",
        False,
        "register 'other'",
    ),
    ("words: [最佳]", "words: []", False, "nothing tells kind 'best-star'"),
    ("owners: [quota.stars]", "asks_nothing: 空话", False, "no sentence of the outline"),
    ("leftovers: [Thumbs.db]", "leftovers: [Thumbs.db，desktop.ini]", False, "do not part"),
    ("title: 学习之星", "title: “学习之星”", False, "no quotes of YAML"),
]


@pytest.mark.parametrize(("old", "new", "error", "said"), NOT_MEANT)
def test_what_cannot_be_meant(tmp_path: Path, old: str, new: str, error: bool, said: str) -> None:
    found = linted(tmp_path, (old, new))
    told = found.errors if error else found.warnings
    assert [item for item in told if said in item.message.en], [
        item.message.en for item in (*found.errors, *found.warnings)
    ]
    assert all(item.line is not None and item.message.zh for item in told)
    assert bool(found.errors) == error


@pytest.mark.parametrize(
    "changes",
    [
        [("title: 学习之星", 'title: "“学习之星”"')],
        [("title: 学习之星", "title: “学习之星”推介")],
        [("leftovers: [Thumbs.db]", 'leftovers: ["一、二"]')],
        [("gist: 号召", "gist: 号召、动员")],
        [("words: [学习之星]", "words: []")],  # its form tells it
    ],
)
def test_what_is_meant(tmp_path: Path, changes: list[tuple[str, str]]) -> None:
    found = linted(tmp_path, *changes)
    assert [item.message.en for item in (*found.errors, *found.warnings)] == []


def test_the_pack_of_these_tests_has_what_they_change() -> None:
    assert "words: [最佳]" in PACK
