"""libmediainfo, asked in the one way that reads little and leaks nothing between calls."""

from __future__ import annotations

import io
import json
from typing import Any, BinaryIO, cast

from jlxx_check.errors import InternalError
from jlxx_check.model.facts import SoundTrack
from jlxx_check.probes import native_parts

#: Bytes that one file may cost: far above any healthy file's need, and noise stops here.
_BUDGET = 24 * 1024 * 1024

#: The shortest recording: a WAV file of no samples.
_SILENCE = (
    b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0data\0\0\0\0"
)


class NoLibraryError(InternalError):
    """The machine lacks libmediainfo, or the library refuses to work."""


class _Bounded(io.RawIOBase):
    """A stream that ends once enough was read; the system's path never reaches the library."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._left = _BUDGET

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(min(size, self._left) if size >= 0 else self._left)
        self._left -= len(data)
        return data


class Tracks:
    """What libmediainfo found: the general part, the first track of each kind, their count."""

    def __init__(self, parts: list[dict[str, Any]]) -> None:
        self.count = len(parts) - 1
        self.general = self._first(parts, "General") or {}
        self.video = self._first(parts, "Video")
        self.audio = self._first(parts, "Audio")

    @staticmethod
    def _first(parts: list[dict[str, Any]], kind: str) -> dict[str, Any] | None:
        return next((part for part in parts if part.get("track_type") == kind), None)


def ask(stream: BinaryIO) -> Tracks:
    """Every field of a file whose first bytes are known to be a recording's.

    Raises NoLibraryError, and OSError only where the system fails to read.
    """
    try:
        # Only other containers than MP4 need it: 60 ms saved.
        from pymediainfo import MediaInfo

        said = native_parts.chosen().media(cast(BinaryIO, _Bounded(stream)))
    except (ImportError, RuntimeError) as error:
        raise NoLibraryError from error
    except OSError as error:
        # What the system raises has a number; a library that cannot be loaded has none.
        if error.errno is not None:
            raise
        raise NoLibraryError from error
    return Tracks([track.to_data() for track in MediaInfo(_well_formed(said)).tracks])


def _well_formed(said: str) -> str:
    """The library's XML without what a file's own tags make of it: broken names, odd characters."""
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    root = etree.fromstring(said.encode("utf-8", "replace"), parser)
    return "<Mediainfo/>" if root is None else etree.tostring(root, encoding="unicode")


def number(part: dict[str, Any] | None, key: str) -> float | None:
    """A positive number of a track; None where it says none."""
    try:
        value = float((part or {}).get(key) or 0)
    except (TypeError, ValueError):
        return None
    return value if value > 0 else None


def sound_of(found: Tracks) -> SoundTrack | None:
    """How the first sound track is coded; None where there is none."""
    if found.audio is None:
        return None
    rate = number(found.audio, "sampling_rate")
    codec = found.audio.get("format")
    return SoundTrack(
        str(codec) if codec else None,
        round(rate) if rate else None,
        number(found.audio, "bit_rate"),
    )


def library_version() -> str:
    """What the library calls itself; the reason where there is none."""
    from pymediainfo import MediaInfo

    try:
        told = MediaInfo.parse(io.BytesIO(_SILENCE), parse_speed=0, output="JSON")
        return str(json.loads(told)["creatingLibrary"]["version"])
    except (OSError, RuntimeError, ValueError, KeyError, TypeError) as error:
        return type(error).__name__
