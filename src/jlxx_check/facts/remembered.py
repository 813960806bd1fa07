"""What is kept of a file's facts, and how it is written down.

Measures are written as JSON, never pickled: a cache that somebody else has put there can state a
wrong fact at worst, never run anything. A document's text is a deep tree of many values and is
pickled, by a reader that makes plain facts alone, and behind a key that only the document gives.
"""

from __future__ import annotations

import io
import json
import pickle
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from jlxx_check.errors import InternalError
from jlxx_check.model.document import Document, Letters
from jlxx_check.model.facts import (
    Audio,
    Backdrop,
    Body,
    ColourMode,
    Content,
    FileFacts,
    FrameSpan,
    Group,
    Photo,
    ReadFailure,
    Seen,
    SoundTrack,
    Unreadable,
    Video,
)
from jlxx_check.model.tree import FileNode
from jlxx_check.text import Text
from jlxx_check.values.cell_kind import CellKind
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.trusted_pickle import load_trusted

#: What facts are made of: a value that holds anything else is none.
FACTS = (FileFacts.__module__.rpartition(".")[0], Text.__module__, CellKind.__module__)


class IllegibleFactsError(InternalError):
    """What was written down is not what this program writes."""


@frozen
class Remembered:
    """A file's facts without what the file's place and time say anew."""

    content: Content
    group: Group
    body: Body
    digest: str | None
    #: SHA-256 of all bytes of a file whose ``digest`` stands for samples only, where known.
    whole: str | None = None

    @staticmethod
    def of(facts: FileFacts, whole: str | None = None) -> Remembered:
        """What is remembered of these facts."""
        return Remembered(facts.content, facts.group, facts.body, facts.digest, whole)

    def facts(self, node: FileNode) -> FileFacts:
        """The facts of a file that is known to hold the same bytes."""
        return FileFacts(
            path=node.path,
            size=node.size,
            content=self.content,
            group=self.group,
            body=self.body,
            digest=self.digest,
            modified=node.modified,
        )


def worth_keeping(body: Body) -> bool:
    """Whether a body may be written down: what could not be read, or failed, is tried again."""
    return not isinstance(body, (Unreadable, ReadFailure))


def says_something(body: Body) -> bool:
    """Whether it holds what people have written, and is kept ciphered or not at all."""
    return isinstance(body, Document) and bool(body.blocks or body.text or body.unseen)


def encode(known: Remembered) -> bytes:
    """As bytes; a thumbnail is left out."""
    body = known.body
    if isinstance(body, Photo | Video):
        body = replace(body, thumbnail=None)
    return json.dumps(
        {
            "content": known.content.value,
            "group": known.group.value,
            "digest": known.digest,
            "whole": known.whole,
            "kind": type(body).__name__,
            "body": _written(body),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()


def decode(data: bytes, thumbnail: bytes | None = None) -> Remembered:
    """What ``encode`` wrote, with the thumbnail kept beside it. Raises IllegibleFactsError."""
    try:
        found = json.loads(data)
        body = _KINDS[found["kind"]](found["body"])
        if isinstance(body, Photo | Video):
            body = replace(body, thumbnail=thumbnail or None)
        return Remembered(
            Content(found["content"]), Group(found["group"]), body, found["digest"], found["whole"]
        )
    except (ValueError, TypeError, KeyError) as error:
        raise IllegibleFactsError(str(error)) from error


def encode_text(known: Remembered) -> bytes:
    """As bytes that are only kept ciphered: text and all."""
    return pickle.dumps(
        (known.content, known.group, known.body, known.digest), pickle.HIGHEST_PROTOCOL
    )


def decode_text(data: bytes) -> Remembered:
    """What ``encode_text`` wrote. Raises IllegibleFactsError."""
    try:
        known = Remembered(*load_trusted(io.BytesIO(data), FACTS))
    # What is no pickle of facts makes the library raise nearly anything.
    except Exception as error:
        raise IllegibleFactsError(str(error)) from error
    if not isinstance(known.body, Document):
        raise IllegibleFactsError(type(known.body).__name__)
    return known


def _written(body: Body) -> dict[str, Any] | None:
    if body is None:
        return None
    return {item.name: _plain(getattr(body, item.name)) for item in fields(body)}


def _plain(value: Any) -> Any:
    """As JSON can hold it: texts and small facts as lists, in the order of their fields."""
    if isinstance(value, Text | FrameSpan | Seen | Letters | Backdrop | SoundTrack):
        return [_plain(getattr(value, item.name)) for item in fields(value)]
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _photo(values: dict[str, Any]) -> Photo:
    mode, backdrop = values["mode"], values["backdrop"]
    return Photo(
        **{
            **values,
            "mode": None if mode is None else ColourMode(mode),
            "backdrop": None if backdrop is None else Backdrop(*map(_as_tuple, backdrop)),
        }
    )


def _sound(value: list[Any] | None) -> SoundTrack | None:
    return None if value is None else SoundTrack(*value)


def _video(values: dict[str, Any]) -> Video:
    damage, seen, spans, stored = (values[name] for name in ("damage", "seen", "spans", "stored"))
    return Video(
        **{
            **values,
            "damage": None if damage is None else Text(*damage),
            "oddities": tuple(Text(*item) for item in values["oddities"]),
            "seen": None if seen is None else Seen(*map(_as_tuple, seen)),
            "spans": None if spans is None else tuple(FrameSpan(*item) for item in spans),
            "stored": _as_tuple(stored),
            "sound": _sound(values["sound"]),
        }
    )


def _as_tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _document(values: dict[str, Any]) -> Document:
    unread = values["unread"]
    texts = tuple(Text(*told) for told in values["unseen"])
    changed = {"blocks": tuple(values["blocks"]), "unseen": texts}
    changed["paper"] = tuple((width, height) for width, height in values["paper"])
    changed["letters"] = tuple(Letters(*item) for item in values["letters"])
    return Document(**{**values, **changed, "unread": None if unread is None else Text(*unread)})


_KINDS: dict[str, Callable[[dict[str, Any]], Body]] = {
    "Photo": _photo,
    "Video": _video,
    "Audio": lambda values: Audio(**{**values, "sound": _sound(values["sound"])}),
    "Document": _document,
    "NoneType": lambda _values: None,
}
