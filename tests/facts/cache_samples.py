"""Facts of every kind that a cache may be given, invented."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, get_type_hints

from hypothesis import strategies as st

from jlxx_check.facts.cache_names import FileIdentity
from jlxx_check.facts.cache_session import CacheRecord
from jlxx_check.facts.remembered import Remembered
from jlxx_check.model.document import Document
from jlxx_check.model.facts import Audio, Content, Group, Photo, Video
from jlxx_check.text import Text

MAKER = "test 1"


def whole(kind: type) -> st.SearchStrategy[Any]:
    """Values of a dataclass with every field drawn, those with a default, too."""
    hints = get_type_hints(kind)
    return st.builds(kind, **{item.name: st.from_type(hints[item.name]) for item in fields(kind)})


def texts() -> st.SearchStrategy[Text]:
    """Any text that can be written down as UTF-8."""
    return st.builds(Text, st.text(), st.text())


def photo(number: int, thumbnail: bytes | None = None) -> Photo:
    """A photo that no other number gives."""
    return Photo(
        400 + number,
        300,
        72.0,
        12.5,
        99.9,
        number,
        0.5,
        look=f"{number:08x}",
        thumbnail=thumbnail,
    )


def known(number: int, thumbnail: bytes | None = None) -> Remembered:
    """What is remembered of it."""
    return Remembered(Content.JPEG, Group.PHOTO, photo(number, thumbnail), f"sha256:{number:064x}")


def identity(number: int) -> FileIdentity:
    """The file that it lies in."""
    return FileIdentity(f"/inbox/单位\0照片{number}.jpg", f"{1000 + number}:17:4:{number}")


def record(number: int, thumbnail: bytes | None = None) -> CacheRecord:
    """A photo to keep, found by its file and by its bytes."""
    return CacheRecord(known(number, thumbnail), 1000 + number, identity(number), content(number))


def content(number: int) -> str:
    """What says which bytes it is."""
    return f"sha256:{number:064x} {1000 + number} .jpg"


SCAN = Document((), "", has_text=False, pictures=2, pages=2, paper=((210.0, 297.0), (297.0, 420.0)))
FILM = Video(
    "MP4", True, "AVC", 1280, 720, True, 270.0, 25.0, 6750, 0.0, True, Text("不完整", "cut short")
)
SOUND = Audio("MP3", 12.5)
