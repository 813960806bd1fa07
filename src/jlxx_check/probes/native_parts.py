"""Libraries that do a probe's work in one shape here and in another elsewhere: chosen once.

On a computer they are Python packages with a library inside; in a browser, modules of the page.
What stands for them is chosen before the first file is read. A part that is missing is an answer of
its own: what it reads is not judged, with the reason.
"""

from __future__ import annotations

from typing import BinaryIO, Protocol

from jlxx_check.values.frozen_types import frozen


class HeifOpener(Protocol):
    """Teaches Pillow to open HEIC pictures, turned upright as they are shown."""

    def __call__(self) -> None:
        """Do so, for this process. Raises ImportError where there is no library."""


class MediaReader(Protocol):
    """Asks MediaInfo about a recording."""

    def __call__(self, stream: BinaryIO) -> str:
        """Every field that it finds, in its old XML.

        Raises ImportError, RuntimeError or an OSError without a number where there is no library,
        an OSError with one where the system fails to read.
        """


def _by_pillow_heif() -> None:
    from pillow_heif import register_heif_opener

    register_heif_opener(thumbnails=False)


def _by_pymediainfo(stream: BinaryIO) -> str:
    from pymediainfo import MediaInfo

    # parse_speed is global in the library: the same value everywhere, always.
    said = MediaInfo.parse(stream, parse_speed=0, buffer_size=1 << 15, output="OLDXML")
    return str(said)


@frozen
class NativeParts:
    """What reads HEIC and what measures recordings."""

    heif: HeifOpener = _by_pillow_heif
    media: MediaReader = _by_pymediainfo


_chosen = [NativeParts()]


def choose(parts: NativeParts) -> None:
    """Use these from now on; before any file is read."""
    _chosen[0] = parts


def chosen() -> NativeParts:
    """Those in use."""
    return _chosen[0]
