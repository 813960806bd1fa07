"""A pickle that can make values of known classes, and call nothing else.

A pickle names what is called to make its values. Where others may have had a hand in its bytes,
only classes of packages or modules that are trusted may be named; what these make of their values
is plain data.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, BinaryIO


def load_trusted(stream: BinaryIO, trusted: Sequence[str]) -> Any:
    """The pickled value; it is made of plain values and of the classes of ``trusted``.

    Raises pickle.UnpicklingError for what is not trusted. Bytes that are no pickle make the library
    raise nearly anything.
    """
    return _Unpickler(stream, trusted).load()


def load_kept(kept: bytes, trusted: Sequence[str]) -> Any:
    """The value as it was kept; None for what is none, however the library says so."""
    with suppress(Exception):
        return load_trusted(io.BytesIO(kept), trusted)
    return None


class _Unpickler(pickle.Unpickler):
    def __init__(self, stream: BinaryIO, trusted: Sequence[str]) -> None:
        super().__init__(stream)
        self._trusted = trusted

    def find_class(self, module: str, name: str) -> Any:
        if "." in name or not any(f"{module}.".startswith(f"{place}.") for place in self._trusted):
            raise pickle.UnpicklingError
        found = super().find_class(module, name)
        if not isinstance(found, type) or found.__module__ != module:
            raise pickle.UnpicklingError
        return found
