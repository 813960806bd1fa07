"""Whether a picture tells where it was taken: by its EXIF, or by its XMP, as editors keep it."""

from __future__ import annotations

import math
import re
from typing import SupportsFloat

from PIL import Image

_GPS = 0x8825
_LATITUDE, _LONGITUDE = 2, 4
#: 43,53.12N as an attribute or an element (XMP specification, part 2, 3.3).
_XMP = re.compile(rb"""exif:GPSL(?:at|ong)itude\s*(?:=\s*["']|>)([^"'<]{1,64})""")
_SOME = re.compile(rb"[1-9]")


def tells_place(image: Image.Image, exif: Image.Exif) -> bool:
    """Whether a latitude or a longitude is recorded. Raises what Pillow does of broken EXIF."""
    place = exif.get_ifd(_GPS)
    if any(_tells(place.get(tag)) for tag in (_LATITUDE, _LONGITUDE)):
        return True
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""  # the latter: PNG
    said = packet if isinstance(packet, bytes) else str(packet).encode()
    return any(map(_SOME.search, _XMP.findall(said)))


def _tells(angle: object) -> bool:
    """Whether a latitude or longitude is one: not 0 or 0/0, which cameras write without a fix."""
    parts = angle if isinstance(angle, tuple | list) else (angle,)
    return any(
        isinstance(part, SupportsFloat) and _number(part) not in (None, 0.0) for part in parts
    )


def _number(part: SupportsFloat) -> float | None:
    try:
        value = float(part)
    except (ValueError, ZeroDivisionError, OverflowError):
        return None
    return value if math.isfinite(value) else None
