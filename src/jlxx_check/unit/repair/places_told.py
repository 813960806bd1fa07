"""Which pictures and films of a package tell where they were taken, before that is taken away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from jlxx_check.model.contents import Content, Group
from jlxx_check.model.facts import FileFacts, Photo
from jlxx_check.model.tree import Tree
from jlxx_check.probes.mp4_boxes import top_level
from jlxx_check.probes.unreadable import UnreadableError

_ISO = (Content.MP4, Content.QUICKTIME)
#: What Adobe's notes call it, and telephones and cameras (QuickTime, 3GPP, Apple, GoPro).
_IN_PICTURES = re.compile(rb"GPSLatitude")
_IN_FILMS = re.compile(rb"\xa9xyz|(?<![a-z])loci|location|gps(?:latitude|coordinates)|gpmd", re.I)
#: Bytes of an index, and of either end of what has none, that are looked through.
_INDEX, _END = 64_000_000, 1_000_000


def places_told(tree: Tree, facts: Mapping[str, FileFacts]) -> frozenset[str]:
    """Their paths. One too many is only written anew; what cannot be read tells nothing here."""
    return frozenset(path for path, item in facts.items() if _tells(tree, item))


def _tells(tree: Tree, facts: FileFacts) -> bool:
    if facts.group not in (Group.PHOTO, Group.VIDEO):
        return False
    if isinstance(facts.body, Photo) and facts.body.has_gps:
        return True
    marks = _IN_FILMS if facts.group is Group.VIDEO else _IN_PICTURES
    try:
        with tree.open(facts.path) as stream:
            return any(map(marks.search, _notes(stream, facts)))
    except (OSError, UnreadableError):
        return False


def _notes(stream: BinaryIO, facts: FileFacts) -> Iterator[bytes]:
    """The parts of a file that may say it: of a film all but picture and sound."""
    if facts.content in _ISO:
        for box in list(top_level(stream, facts.size)):
            if box.kind != "mdat":
                stream.seek(box.body)
                yield stream.read(max(0, min(box.end - box.body, _INDEX)))
        return
    yield stream.read(_END)
    if facts.size > _END:
        stream.seek(max(_END, facts.size - _END))
        yield stream.read(_END)
