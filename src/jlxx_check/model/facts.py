"""What a file contains: measured, never judged. One frozen value per file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import ClassVar

from jlxx_check.model.contents import Content as Content  # asked for with the facts
from jlxx_check.model.contents import Group as Group
from jlxx_check.model.document import Document
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen

#: How a small picture stands in JSON.
BYTES_AS_TEXT = {"ser_json_bytes": "base64", "val_json_bytes": "base64"}


class Cause(StrEnum):
    """Why a file could not be read."""

    EMPTY = "empty"
    CUT_SHORT = "cut-short"
    CORRUPT = "corrupt"
    PASSWORD = "password"
    LIMIT = "limit"
    UNSUPPORTED = "unsupported"  # a real format that this machine has no reader for
    DENIED = "denied"  # the system refused to open it, or it vanished while it was read
    POINTER = "pointer"  # what a repository keeps in its place until it is fetched

    @property
    def proven(self) -> bool:
        """Whether the fault is the file's own, not this machine's."""
        return self not in (Cause.UNSUPPORTED, Cause.DENIED, Cause.POINTER)


@frozen
class Unreadable:
    """The file cannot be read as what it should be; ``detail`` says so to a clerk."""

    cause: Cause
    detail: Text
    #: The disk, the share or the machine failed, which may be over in a moment.
    passing: bool = False


#: A file of a repository, or an archive, of which only the pointer was checked out.
NOT_FETCHED = Unreadable(
    Cause.POINTER,
    Text(
        "这里只有 Git LFS 指针，文件本身还没有取到这台机器上，没有检查。"
        "请在仓库里运行 git lfs pull，再检查一次。",
        "Only its Git LFS pointer is here; the file itself was not fetched to this machine and was "
        "not checked. Run git lfs pull in the repository, and check again.",
    ),
)


class Fate(StrEnum):
    """How reading a file came to a bad end."""

    FAULT = "fault"  # the program or a library raised what it should not
    TIME = "time"
    LATE = "late"  # its turn did not come: the time for all was over, no process was to be had
    MEMORY = "memory"
    DIED = "died"  # the process that read it crashed

    @property
    def may_pass(self) -> bool:
        """Whether it tells of the machine or the share more than of the file."""
        return self in (Fate.TIME, Fate.LATE)


@frozen
class ReadFailure:
    """The program failed on the file: its own fault, never the package's."""

    detail: Text
    fate: Fate = Fate.FAULT


class ColourMode(StrEnum):
    """How a picture's pixels are stored."""

    RGB = "rgb"  # YCbCr of a JPEG, too: what a viewer calls true colour
    GREY = "grey"
    CMYK = "cmyk"
    PALETTE = "palette"
    BILEVEL = "bilevel"
    OTHER = "other"


@frozen
class Backdrop:
    """What lies behind a portrait: the top corners and upper side strips inside any frame."""

    #: Their median in red, green and blue, 0 to 255.
    colour: tuple[int, int, int]
    #: 0 to 1, how much of them has about that colour.
    share: float
    #: Whether a border of one colour with a sharp edge runs round the picture.
    framed: bool = False


@frozen
class Photo:
    """A picture, measured as it is displayed."""

    __pydantic_config__: ClassVar[Mapping[str, str]] = BYTES_AS_TEXT

    #: Pixels, EXIF orientation applied; so is ``height``.
    width: int
    height: int
    #: Pixels an inch as the file states it, None where it does not.
    dpi: float | None
    #: Mean spread between a pixel's strongest and weakest channel, 0 (grey) to 255.
    chroma: float
    #: Variance of the Laplacian of the grey picture scaled to 500 px on its longer side.
    sharpness: float
    #: 64-bit perceptual hash; near-identical pictures differ in few bits.
    fingerprint: int
    #: 0 to 1, how uniform the top corners and edges are (1: one flat colour).
    plain_background: float
    has_gps: bool = False
    #: How far the channel that varies most ranges, 0 (one colour) to 255.
    spread: int = 255
    #: How far colours stray from what a pixel's brightness alone gives them, 0 to 255: next to
    #: nothing in a black-and-white picture that was toned brown or blue.
    stray: float = 255.0
    #: How many times as large as its real detail it is, 1 where nothing shows that it is.
    enlarged: float = 1.0
    #: As stored; None where the file does not tell.
    mode: ColourMode | None = None
    #: Bits that a pixel takes as stored, transparency included; None where not told.
    bits: int | None = None
    backdrop: Backdrop | None = None
    #: Hexadecimal; a cropped, turned or framed copy is known by it (``values/looks.py``).
    look: str = field(default="", repr=False)
    #: The same of what stands before a plain ground, "" where none is.
    figure_look: str = field(default="", repr=False)
    #: A small JPEG without any metadata, made only where it was asked for.
    thumbnail: bytes | None = field(default=None, repr=False)


@frozen
class FrameSpan:
    """How long frames are shown: ``count`` of them for ``milliseconds`` (to half a millisecond)."""

    milliseconds: float
    count: int
    #: Seconds from the start at which the first of them comes.
    first_at: float


@frozen
class Seen:
    """What a few frames and moments of a video show, decoded at places spread evenly over it."""

    #: Frames that were decoded.
    looked: int
    #: Seconds at which a frame is next to one colour.
    plain: tuple[float, ...] = ()
    #: Whether all of them are one and the same picture; None where too few lie far apart.
    still: bool | None = None
    #: Seconds at which nothing whole could be decoded.
    broken: tuple[float, ...] = ()
    #: The strongest sample of the sound listened to, 0 to 1; None where none was.
    loudest: float | None = None


@frozen
class SoundTrack:
    """The first sound track of a recording. None: the file does not say."""

    #: E.g. ``AAC``, ``MPEG Audio``, ``PCM``.
    codec: str | None = None
    #: Samples a second.
    sample_rate: int | None = None
    #: Bits a second, averaged over the track.
    bit_rate: float | None = None


@frozen
class Video:
    """A video file, measured on its picture track. None: the file does not say."""

    __pydantic_config__: ClassVar[Mapping[str, str]] = BYTES_AS_TEXT

    #: Name for people, e.g. ``MP4``, ``QuickTime``, ``Matroska``.
    container: str
    #: An ISO base media file whose brand is an MP4 one (not QuickTime, not audio only).
    is_mp4: bool
    #: E.g. ``AVC``, ``HEVC``.
    codec: str | None
    #: Pixels as displayed, rotation and pixel aspect applied; so is ``height``.
    width: int | None
    height: int | None
    #: False where interlaced.
    progressive: bool | None
    #: Seconds, the picture track as presented (edit lists applied), its own time base.
    duration: float | None
    #: Frames a second, frame count over duration.
    frame_rate: float | None
    frame_count: int | None
    has_sound: bool
    #: Why it is not structurally whole (cut short, index missing); None when whole.
    damage: Text | None
    #: For how long each frame is shown, by length; () for a single frame.
    spans: tuple[FrameSpan, ...] | None = None
    #: Width and height as coded, turned as displayed; where the container and the coded picture
    #: differ, the coded one's.
    stored: tuple[int, int] | None = None
    #: Width of a stored pixel over its height, upright as coded; None where not said.
    pixel_aspect: float | None = None
    #: Bits a second of the picture track, averaged over it.
    bit_rate: float | None = None
    #: None where there is none, or nothing is known of it.
    sound: SoundTrack | None = None
    #: What its index says that no usual recording has (a second picture, a shrunk one).
    oddities: tuple[Text, ...] = ()
    #: What decoded frames show; None where this machine decodes none.
    seen: Seen | None = None
    #: A small JPEG of a frame from the middle, without any metadata, made only where it was asked
    #: for and this machine can decode it.
    thumbnail: bytes | None = field(default=None, repr=False)


@frozen
class Audio:
    """A sound recording."""

    container: str
    #: Seconds, None where the file does not say.
    duration: float | None
    sound: SoundTrack | None = None


Body = Photo | Video | Audio | Document | Unreadable | ReadFailure | None


def is_fault(body: Body) -> bool:
    """Whether a file stays unjudged through the program's or the machine's fault, not its own."""
    return isinstance(body, ReadFailure) or (isinstance(body, Unreadable) and not body.cause.proven)


@frozen
class FileFacts:
    """One file of a package."""

    #: Relative to the package, ``/``, in the spelling found on disk.
    path: str
    #: Bytes.
    size: int
    #: By its bytes.
    content: Content
    group: Group
    #: What its probe found; None where no probe reads it.
    body: Body
    #: Equal digests mean equal bytes; a video's is whole only where size and samples collide.
    digest: str | None = None
    modified: float | None = None  # seconds since the epoch
