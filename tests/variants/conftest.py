from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, BinaryIO

import pytest

from jlxx_check.checks import lengths
from jlxx_check.inventory import gathering
from jlxx_check.model.document import Document
from jlxx_check.probes.photo import read_photo as photo
from jlxx_check.probes.word import read_docx as word
from jlxx_check.probes.workbook import read_workbook as workbook

pytest.register_assert_rewrite("tests.variants.bench")


@pytest.fixture(scope="package", autouse=True)
def files_remembered() -> Iterator[None]:
    """Reading the sample's unchanged files anew for each variant would take most of the time, and
    the same bytes give the same facts; weighing its texts anew, a sixth of the rest."""
    with pytest.MonkeyPatch.context() as patch:
        for module, name in (
            (photo, "read_photo"),
            (word, "read_docx"),
            (workbook, "read_workbook"),
        ):
            patch.setattr(module, name, _by_bytes(getattr(module, name)))
        patch.setattr(gathering, "read_all", _by_document(gathering.read_all))
        patch.setattr(lengths, "substance", cache(lengths.substance))
        yield


def _by_bytes(read: Callable[..., object]) -> Callable[..., object]:
    known: dict[tuple[object, ...], object] = {}

    def remembering(stream: BinaryIO, size: int, *content: object, **options: object) -> object:
        stream.seek(0)
        key = hashlib.sha256(stream.read()).digest(), size, *content, *options.items()
        if key not in known:
            stream.seek(0)
            known[key] = read(stream, size, *content, **options)
        return known[key]

    return remembering


def _by_document(read: Callable[..., Any]) -> Callable[..., Any]:
    known: dict[tuple[int, str, int], tuple[Any, ...]] = {}

    def remembering(document: Document, path: str, pack: object) -> Any:
        key = id(document), path, id(pack)
        if key not in known:  # what is kept keeps its id
            known[key] = read(document, path, pack), document, pack
        return known[key][0]

    return remembering
