"""What is in a file is read once a run, for all tests that hand the same bytes to the program."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import BinaryIO
from unittest import mock

from jlxx_check.facts import one_file
from jlxx_check.facts.one_file import read_body
from jlxx_check.model.facts import Body, Content
from tests.support.shared import once_a_run

_bodies: dict[str, Body] = {}


@contextmanager
def files_remembered() -> Iterator[None]:
    """The same bytes under the same kind of name give the same facts, and measuring a photo takes
    longer than all else that is done with it. Only what this process reads is remembered."""
    with mock.patch.object(one_file, "read_body", _remembered):
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
