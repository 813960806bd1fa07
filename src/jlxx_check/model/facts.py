"""What a file contains: measured, never judged. One frozen value per file."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from jlxx_check.model.document import Document
from jlxx_check.model.text import Text


class Content(StrEnum):
    """What a file is by its bytes, whatever its name says."""

    JPEG = "jpeg"
    PNG = "png"
    HEIC = "heic"
    WEBP = "webp"
    TIFF = "tiff"
    BMP = "bmp"
    GIF = "gif"
    PDF = "pdf"
    DOCX = "docx"
    DOC = "doc"
    XLSX = "xlsx"
    XLS = "xls"
    PPTX = "pptx"
    PPT = "ppt"
    OFFICE_ENCRYPTED = "office-encrypted"
    RTF = "rtf"
    HTML = "html"
    TEXT = "text"
    ZIP = "zip"
    RAR = "rar"
    SEVENZIP = "7z"
    TAR = "tar"
    GZIP = "gzip"
    MP4 = "mp4"
    QUICKTIME = "quicktime"
    MATROSKA = "matroska"
    AVI = "avi"
    WMV = "wmv"
    FLV = "flv"
    MPEG = "mpeg"
    M4A = "m4a"
    MP3 = "mp3"
    WAV = "wav"
    AUDIO_OTHER = "audio-other"
    EMPTY = "empty"
    UNKNOWN = "unknown"


class Group(StrEnum):
    """The families of content that a role may ask for."""

    PHOTO = "photo"
    VIDEO = "video"
    AUDIO = "audio"
    DOCUMENT = "document"
    ARCHIVE = "archive"
    OTHER = "other"


class Cause(StrEnum):
    """Why a file could not be read."""

    EMPTY = "empty"
    CUT_SHORT = "cut-short"
    CORRUPT = "corrupt"
    PASSWORD = "password"
    LIMIT = "limit"
    UNSUPPORTED = "unsupported"  # a real format that this machine has no reader for
    DENIED = "denied"  # the system refused to open it, or it vanished while it was read

    @property
    def proven(self) -> bool:
        """Whether the fault is the file's own, not this machine's."""
        return self not in (Cause.UNSUPPORTED, Cause.DENIED)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The file cannot be read as what it should be; ``detail`` says so to a clerk."""

    cause: Cause
    detail: Text


class Fate(StrEnum):
    """How reading a file came to a bad end."""

    FAULT = "fault"  # the program or a library raised what it should not
    TIME = "time"
    MEMORY = "memory"
    DIED = "died"  # the process that read it crashed


@dataclass(frozen=True, slots=True)
class Crashed:
    """The program failed on the file: its own fault, never the package's."""

    detail: Text
    fate: Fate = Fate.FAULT


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture, measured as it is displayed.

    width, height: pixels, EXIF orientation applied.
    dpi: pixels an inch as the file states it, None where it does not.
    chroma: mean spread between a pixel's strongest and weakest channel, 0 (grey) to 255.
    sharpness: variance of the Laplacian of the grey picture scaled to 500 px on its longer side.
    fingerprint: 64-bit perceptual hash; near-identical pictures differ in few bits.
    plain_background: 0 to 1, how uniform the top corners and edges are (1: one flat colour).
    thumbnail: a small JPEG without any metadata, made only where it was asked for.
    """

    width: int
    height: int
    dpi: float | None
    chroma: float
    sharpness: float
    fingerprint: int
    plain_background: float
    has_gps: bool = False
    thumbnail: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Video:
    """A video file, measured on its picture track. None: the file does not say.

    container: name for people, e.g. ``MP4``, ``QuickTime``, ``Matroska``.
    is_mp4: an ISO base media file whose brand is an MP4 one (not QuickTime, not audio only).
    codec: e.g. ``AVC``, ``HEVC``.
    width, height: pixels as displayed, rotation and pixel aspect applied.
    progressive: False where interlaced.
    duration: seconds, the picture track as presented (edit lists applied), its own time base.
    frame_rate: frames a second, frame count over duration.
    jitter: milliseconds, the largest distance of a frame from its place at that average rate.
    damage: why it is not structurally whole (cut short, index missing); None when whole.
    thumbnail: a small JPEG of a frame from the middle, without any metadata, made only where it was
    asked for and this machine can decode it.
    """

    container: str
    is_mp4: bool
    codec: str | None
    width: int | None
    height: int | None
    progressive: bool | None
    duration: float | None
    frame_rate: float | None
    frame_count: int | None
    jitter: float | None
    has_sound: bool
    damage: Text | None
    thumbnail: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Audio:
    """A sound recording. duration: seconds, None where the file does not say."""

    container: str
    duration: float | None


Body = Photo | Video | Audio | Document | Unreadable | Crashed | None


def is_fault(body: Body) -> bool:
    """Whether a file stays unjudged through the program's or the machine's fault, not its own."""
    return isinstance(body, Crashed) or (isinstance(body, Unreadable) and not body.cause.proven)


@dataclass(frozen=True, slots=True)
class FileFacts:
    """One file of a package.

    path: relative to the package, ``/``, in the spelling found on disk.
    size: bytes. content: by its bytes. body: what its probe found; None where no probe reads it.
    digest: equal digests mean equal bytes; a video's is whole only where size and samples collide.
    """

    path: str
    size: int
    content: Content
    group: Group
    body: Body
    digest: str | None = None
    modified: float | None = None  # seconds since the epoch
