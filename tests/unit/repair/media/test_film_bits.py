"""What the encoder is told of how many bits a film may take."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from jlxx_check.unit.repair.media.film_bits import picture_options
from jlxx_check.unit.repair.media.film_recipe import FilmRecipe


def told(**but: Any) -> dict[str, str]:
    usual: dict[str, Any] = {
        "demuxer": "mov",
        "size": (1280, 720),
        "pixel_aspect": Fraction(1),
        "rate": Fraction(25),
        "interlaced": False,
        "seconds": 240.0,
    }
    return picture_options(FilmRecipe(**{**usual, **but}), 160_000)


@pytest.mark.parametrize(
    ("but", "most"),
    [
        ({"source_bits": 4e6}, 6_000_000),
        ({"source_bits": 2e5}, 1_500_000),  # little, but enough to look well
        ({"source_bits": 5e7}, 12_000_000),
        ({"source_bits": None}, 12_000_000),
        ({"picture_bits": (None, 3e6)}, 3_000_000),
        ({"most_bytes": 30_000_000}, 800_000),
        ({"most_bytes": 1}, 50_000),
    ],
)
def test_a_film_takes_what_it_needs_up_to_a_limit(but: dict[str, Any], most: int) -> None:
    found = told(**but)
    assert found["crf"] == "21" and found["profile"] == "high"
    assert (int(found["maxrate"]), int(found["bufsize"])) == (most, 2 * most)


@pytest.mark.parametrize(
    ("bits", "aimed"), [((1.0e6, 1.2e6), 1_100_000), ((1.0e6, None), 1_125_000)]
)
def test_where_a_least_is_asked_for_the_rate_is_constant(
    bits: tuple[float, float | None], aimed: int
) -> None:
    found = told(picture_bits=bits)
    assert "crf" not in found and found["nal-hrd"] == "cbr"
    assert found["b"] == found["maxrate"] == str(aimed)
