"""What part a role plays, whatever a pack calls it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from jlxx_check.model.contents import Group


class Plays(StrEnum):
    """The parts that the program knows; roles are the pack's own words for them."""

    FORM = "form"  # one entry's particulars under labels
    REGISTER = "register"  # all entries of a kind, one a row
    TEXT = "text"  # a document that is there for what it says
    PICTURE = "picture"
    ID_PICTURE = "id-picture"  # a portrait; known by its look where no word tells
    VIDEO = "video"
    AUDIO = "audio"
    ATTACHMENT = "attachment"  # comes along; nothing is asked of its content


_BY_NAME = {part.value: part for part in Plays}
#: What a role with but one family of content plays.
_BY_CONTENT = {
    Group.DOCUMENT: Plays.TEXT,
    Group.PHOTO: Plays.PICTURE,
    Group.VIDEO: Plays.VIDEO,
    Group.AUDIO: Plays.AUDIO,
}


def usually_plays(role: str, content: Sequence[Group]) -> Plays:
    """What a role plays that does not say: its key where that is a part's name, else by content."""
    if role in _BY_NAME:
        return _BY_NAME[role]
    only = next(iter(content)) if len(set(content)) == 1 else Group.OTHER
    return _BY_CONTENT.get(only, Plays.ATTACHMENT)
