"""What is in a file is read once a run, for all tests that hand the same bytes to the program.

So is, once a process, what a pack makes of a document, and how much a text says.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import PurePosixPath
from typing import BinaryIO
from unittest import mock

from jlxx_check.checks import lengths
from jlxx_check.checks.form import telling
from jlxx_check.facts import one_file
from jlxx_check.facts.one_file import read_body
from jlxx_check.forms import read_all
from jlxx_check.inventory import gathering
from jlxx_check.model.document import Document
from jlxx_check.model.facts import Body, Content
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Form, Register
from jlxx_check.values.substance import letters_told, substance
from tests.support.shared import once_a_run

_Read = tuple[Form | Register, ...]

_bodies: dict[str, Body] = {}
#: By the document, its path and the pack; what is kept keeps its id.
_documents: dict[tuple[int, str, int], tuple[_Read, Document, Pack]] = {}
_substance = cache(substance)
_letters_told = cache(letters_told)


@contextmanager
def files_remembered() -> Iterator[None]:
    """The same bytes under the same kind of name give the same facts, and measuring a photo takes
    longer than all else that is done with it. Only what this process reads is remembered."""
    with (
        mock.patch.object(one_file, "read_body", _remembered),
        mock.patch.object(gathering, "read_all", _remembered_document),
        mock.patch.object(lengths, "substance", _substance),
        mock.patch.object(telling, "letters_told", _letters_told),
    ):
        yield


def _remembered(
    stream: BinaryIO, size: int, content: Content, path: str, *, thumbnails: bool = False
) -> Body:
    stream.seek(0)
    data = hashlib.file_digest(stream, "sha256")
    data.update(repr((size, content, PurePosixPath(path).suffix, thumbnails)).encode())
    key = data.hexdigest()
    if key not in _bodies:
        _bodies[key] = once_a_run(
            f"{key}.body", lambda: read_body(stream, size, content, path, thumbnails=thumbnails)
        )
    return _bodies[key]


def _remembered_document(document: Document, path: str, pack: Pack) -> _Read:
    key = id(document), path, id(pack)
    if key not in _documents:
        _documents[key] = read_all(document, path, pack), document, pack
    return _documents[key][0]
