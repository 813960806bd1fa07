"""A check is found by its id, its sentence, its parameters, and what notices call the thing."""

from __future__ import annotations

import pytest

from jlxx_check.authoring import check_lines
from jlxx_check.authoring.check_catalogue import check_pages
from jlxx_check.authoring.check_lines import search_checks
from jlxx_check.checks.registry import REGISTRY

PAGES = check_pages()


def _found(asked: str) -> list[str]:
    return [page.name for page in search_checks(PAGES, asked)]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("帧", {"video.frame-rate"}),
        ("shorter-side", {"photo.shorter-side"}),
        ("photo.size", {"photo.size"}),
        ("chroma", {"photo.colour"}),
        ("FRAMES A SECOND", {"video.frame-rate"}),
        ("no-such-thing", set()),
        ("no-such-thing chroma", {"photo.colour"}),
    ],
)
def test_what_has_the_words_is_found(asked: str, found: set[str]) -> None:
    assert set(_found(asked)) == found


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("大小", "file.size"),
        ("公章", "form.copies"),
        ("压缩包", "package.name"),
        ("证件照 尺寸", "photo.print-size"),
        ("免冠", "photo.print-size"),
        ("年龄", "form.person-age"),
        ("file size", "file.size"),
        ("zip", "package.name"),
        ("subtitle", "video.captions"),
        ("team", "entry.review"),
        ("word count", "document.length"),
        ("deadline", "package.received-by"),
        ("background", "photo.ground"),
    ],
)
def test_what_is_called_so_is_among_the_first(asked: str, first: str) -> None:
    assert first in _found(asked)[:5]


def test_a_family_is_itself() -> None:
    assert {name.partition(".")[0] for name in _found("photo")} == {"photo"}


def test_every_check_with_other_names_is_one() -> None:
    assert check_lines._ALSO.keys() <= REGISTRY.keys()
