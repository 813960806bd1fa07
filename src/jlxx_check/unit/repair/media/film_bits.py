"""How many bits a film may take, and what the encoder is told so that it does."""

from __future__ import annotations

from jlxx_check.unit.repair.media.film_recipe import FilmRecipe

#: x264's figure for quality: lower is better, 18 cannot be told from the source.
_QUALITY = 21
#: The preset; ``benchmarks/repair.py`` holds the speed against the bare encoder's with the same.
PRESET = "medium"
#: By how much the result may exceed the source, and what it may have at least and at most, in bits
#: a second. A source of few bits shows its own faults, which cost bits when they are coded again.
_BEYOND, _MODEST, _AMPLE = 1.5, 1_500_000, 12_000_000
#: Seconds of bits that a player is expected to hold.
_BUFFERED = 2
#: Share of the bytes asked for that is aimed at: the container takes some, and no rate is exact.
_AIMED = 0.96


def picture_options(recipe: FilmRecipe, sound_bits: float) -> dict[str, str]:
    """What libx264 is told. sound_bits: what the sound takes, bits a second."""
    low, high = recipe.picture_bits
    most = _most(recipe, sound_bits)
    told = {"preset": PRESET, "profile": "high"}
    if low is None:
        told |= {"crf": str(_QUALITY), "maxrate": str(round(most))}
    else:
        # Fewer bits are a fault, too: what quiet pictures leave is filled up.
        most = min(most, (low + (high or 1.25 * low)) / 2)
        told |= {"b": str(round(most)), "maxrate": str(round(most)), "nal-hrd": "cbr"}
    return {**told, "bufsize": str(round(_BUFFERED * most))}


def _most(recipe: FilmRecipe, sound_bits: float) -> float:
    """Bits a second that the picture may take on average."""
    _, high = recipe.picture_bits
    known = recipe.source_bits or _AMPLE
    limits = [min(max(_BEYOND * known, _MODEST), _AMPLE)]
    if high is not None:
        limits.append(high)
    if recipe.most_bytes is not None and recipe.seconds:
        limits.append(8 * _AIMED * recipe.most_bytes / recipe.seconds - sound_bits)
    return max(50_000.0, min(limits))
