"""Pictures pasted into a document of which nothing can be seen: pages scanned with the lid open."""

from __future__ import annotations

import io
from collections.abc import Sequence

from jlxx_check.model.facts import Content, Photo
from jlxx_check.probes.photo.read_photo import read_photo
from jlxx_check.probes.pixels import BLANK_SPREAD

_STARTS = {b"\xff\xd8\xff": Content.JPEG, b"\x89PNG\r\n\x1a\n": Content.PNG}
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
