"""Pictures inside documents: those of old Office files that lost a part, and those that are blank.

How old files keep them: [MS-ODRAW], 2.2.23.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

from jlxx_check.model.facts import Content, Photo
from jlxx_check.probes.photo import jpeg_scans, picture_damage
from jlxx_check.probes.photo.read_photo import read_photo
from jlxx_check.probes.pixels import BLANK_SPREAD

#: A picture's record: 4 bits of version, 12 of instance, its kind (JPEG, PNG, JPEG), its length.
_RECORD = re.compile(rb"..[\x1d\x1e\x2a]\xf0", re.S)
#: Bytes between its length and the picture: one sum or two, and a mark.
_BEFORE = (17, 33)
_STARTS = {b"\xff\xd8\xff": Content.JPEG, b"\x89PNG\r\n\x1a\n": Content.PNG}


def has_holed_picture(data: bytes) -> bool:
    """Whether a JPEG or PNG in a stream of drawings is shown to have lost a part."""
    for record in _RECORD.finditer(data):
        at = record.end()
        length = int.from_bytes(data[at : at + 4], "little")
        for before in _BEFORE:
            start = at + 4 + before
            content = next(
                (of for mark, of in _STARTS.items() if data.startswith(mark, start)), None
            )
            if content is None or not before < length <= len(data) - at - 4:
                continue
            picture = data[start : at + 4 + length]
            stream = io.BytesIO(picture)
            if content is Content.JPEG:
                holed = jpeg_scans.has_hole(stream, len(picture))
            else:
                holed = picture_damage.has_hole(stream, len(picture), content)
            if holed:
                return True
    return False


#: A document of more pictures than this is no page that was scanned by mistake.
_MOST = 12


def are_blank(pictures: Sequence[bytes]) -> bool:
    """Whether every one is next to one colour; False where one of them cannot be looked at."""
    return 0 < len(pictures) <= _MOST and all(map(_is_blank, pictures))


def _is_blank(picture: bytes) -> bool:
    content = next((of for mark, of in _STARTS.items() if picture.startswith(mark)), None)
    if content is None:
        return False
    seen = read_photo(io.BytesIO(picture), len(picture), content, thumbnail=False)
    return isinstance(seen, Photo) and seen.spread <= BLANK_SPREAD
