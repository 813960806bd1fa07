"""How many tones a picture has: one that is black and white may have been toned brown or blue."""

from __future__ import annotations

import math

from PIL import Image

from jlxx_check.probes.pixels import COLOUR_SIDE, shrunk

#: Steps of brightness in which colours are held against each other.
_LIGHT_STEP = 4
#: Sorts of brightness that there have to be, each with one pixel in so many.
_LIGHTS, _LIGHTS_SHARE = 8, 200


def stray(image: Image.Image) -> float:
    """How far the colours of an RGB picture are, in the mean, from one tone of its brightness.

    A pixel strays by what it differs from others as bright, and by what it has of the colour that
    is opposite to the picture's own: a blue ground behind a face. 255 where too few sorts of
    brightness are there to tell, as in a drawing of flat fields.
    """
    light, blue, red = shrunk(image, COLOUR_SIDE).convert("YCbCr").split()
    tones = [complex(b - 128, r - 128) for b, r in zip(blue.tobytes(), red.tobytes(), strict=True)]
    alike: dict[int, list[complex]] = {}
    for value, tone in zip(light.tobytes(), tones, strict=True):
        alike.setdefault(value // _LIGHT_STEP, []).append(tone)
    if sum(len(same) * _LIGHTS_SHARE > len(tones) for same in alike.values()) < _LIGHTS:
        return 255.0
    off = 0.0
    for same in alike.values():
        middle = sum(same) / len(same)
        off += sum(abs(tone - middle) ** 2 for tone in same)
    whole = sum(tones)
    opposite, length = whole.conjugate(), abs(whole) or 1
    against = [(tone * opposite).real / length for tone in tones]
    off += sum(part**2 for part in against if part < 0)
    return math.sqrt(off / len(tones))
