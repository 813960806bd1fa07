"""What is kept of a file's facts, and how it is written down.

Written as JSON, never pickled: a cache that somebody else has put there can state a wrong fact at
worst, never run anything.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any

from jlxx_check.model.document import Document
from jlxx_check.model.facts import (
    Audio,
    Body,
    Content,
    Crashed,
    FileFacts,
    Group,
    Photo,
    Unreadable,
    Video,
)
from jlxx_check.model.text import Text
from jlxx_check.model.tree import FileNode


class Illegible(ValueError):
    """What was written down is not what this program writes."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """A file's facts without what the file's place and time say anew.

    whole: SHA-256 of all bytes of a file whose ``digest`` stands for samples only, where known.
    """

    content: Content
    group: Group
    body: Body
    digest: str | None
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
    """Whether a body may be written down.

    Never what could not be read or failed: that is to be tried again. Never a document's text: it
    holds ID-card and telephone numbers and is read again in a millisecond; a scan has none.
    """
    if isinstance(body, Document):
        return not body.blocks and not body.text
    return not isinstance(body, (Unreadable, Crashed))


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
    """What ``encode`` wrote, with the thumbnail that was kept beside it. Raises Illegible."""
    try:
        found = json.loads(data)
        body = _KINDS[found["kind"]](found["body"])
        if isinstance(body, Photo | Video):
            body = replace(body, thumbnail=thumbnail or None)
        return Remembered(
            Content(found["content"]), Group(found["group"]), body, found["digest"], found["whole"]
        )
    except (ValueError, TypeError, KeyError) as error:
        raise Illegible(str(error)) from error


def _written(body: Body) -> dict[str, Any] | None:
    if body is None:
        return None
    values = {item.name: getattr(body, item.name) for item in fields(body)}
    return {
        name: [value.zh, value.en] if isinstance(value, Text) else value
        for name, value in values.items()
    }


def _video(values: dict[str, Any]) -> Video:
    damage = values["damage"]
    return Video(**{**values, "damage": None if damage is None else Text(*damage)})


def _document(values: dict[str, Any]) -> Document:
    return Document(**{**values, "blocks": tuple(values["blocks"])})


_KINDS: dict[str, Callable[[dict[str, Any]], Body]] = {
    "Photo": lambda values: Photo(**values),
    "Video": _video,
    "Audio": lambda values: Audio(**values),
    "Document": _document,
    "NoneType": lambda _values: None,
}
