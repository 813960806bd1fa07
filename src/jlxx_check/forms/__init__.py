"""What a document says: which of the pack's forms or registers it is, label by label."""

from __future__ import annotations

from functools import lru_cache

from jlxx_check.forms.labels import Labels
from jlxx_check.forms.recognise import recognise
from jlxx_check.model.document import Document
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Form, Register

__all__ = ["read_all", "read_document"]


def read_document(document: Document, path: str, pack: Pack) -> Form | Register | None:
    """The form or register that a document is; None for neither. The first, if it is several.

    path: relative to the package; its name is evidence where the document has no title.
    """
    read = read_all(document, path, pack)
    return read[0] if read else None


def read_all(document: Document, path: str, pack: Pack) -> tuple[Form | Register, ...]:
    """All that a document is: a workbook may hold the registers of stars and of projects."""
    return tuple(recognise(document, path, pack, _labels(_Same(pack))))


class _Same:
    """A pack by its identity: packs hold mappings and cannot be hashed by value."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack

    def __hash__(self) -> int:
        return id(self.pack)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.pack is self.pack


@lru_cache(maxsize=4)
def _labels(same: _Same) -> Labels:
    """A pack's labels, folded once for all documents."""
    return Labels(same.pack)
