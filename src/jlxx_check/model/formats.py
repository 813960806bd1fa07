"""Which content belongs to which family, and which extension promises which content."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath

from jlxx_check.model.facts import Content, Group

_GROUPS: dict[Group, frozenset[Content]] = {
    Group.PHOTO: frozenset(
        {
            Content.JPEG,
            Content.PNG,
            Content.HEIC,
            Content.WEBP,
            Content.TIFF,
            Content.BMP,
            Content.GIF,
        }
    ),
    Group.VIDEO: frozenset(
        {
            Content.MP4,
            Content.QUICKTIME,
            Content.MATROSKA,
            Content.AVI,
            Content.WMV,
            Content.FLV,
            Content.MPEG,
        }
    ),
    Group.AUDIO: frozenset({Content.M4A, Content.MP3, Content.WAV, Content.AUDIO_OTHER}),
    Group.DOCUMENT: frozenset(
        {
            Content.PDF,
            Content.DOCX,
            Content.DOC,
            Content.XLSX,
            Content.XLS,
            Content.RTF,
            Content.HTML,
            Content.TEXT,
            Content.OFFICE_ENCRYPTED,
        }
    ),
    Group.ARCHIVE: frozenset(
        {Content.ZIP, Content.RAR, Content.SEVENZIP, Content.TAR, Content.GZIP}
    ),
}

#: Extension (lower case, with the dot) → the contents that it may honestly hold.
EXTENSIONS: dict[str, frozenset[Content]] = {
    ".jpg": frozenset({Content.JPEG}),
    ".jpeg": frozenset({Content.JPEG}),
    ".jfif": frozenset({Content.JPEG}),
    ".png": frozenset({Content.PNG}),
    ".heic": frozenset({Content.HEIC}),
    ".heif": frozenset({Content.HEIC}),
    ".webp": frozenset({Content.WEBP}),
    ".tif": frozenset({Content.TIFF}),
    ".tiff": frozenset({Content.TIFF}),
    ".bmp": frozenset({Content.BMP}),
    ".gif": frozenset({Content.GIF}),
    ".pdf": frozenset({Content.PDF}),
    ".docx": frozenset({Content.DOCX, Content.OFFICE_ENCRYPTED}),
    ".docm": frozenset({Content.DOCX, Content.OFFICE_ENCRYPTED}),
    ".doc": frozenset({Content.DOC, Content.OFFICE_ENCRYPTED}),
    ".wps": frozenset({Content.DOC, Content.DOCX, Content.OFFICE_ENCRYPTED}),
    ".xlsx": frozenset({Content.XLSX, Content.OFFICE_ENCRYPTED}),
    ".xlsm": frozenset({Content.XLSX, Content.OFFICE_ENCRYPTED}),
    ".xls": frozenset({Content.XLS, Content.OFFICE_ENCRYPTED}),
    ".et": frozenset({Content.XLS, Content.XLSX, Content.OFFICE_ENCRYPTED}),
    ".rtf": frozenset({Content.RTF}),
    ".txt": frozenset({Content.TEXT}),
    ".htm": frozenset({Content.HTML}),
    ".html": frozenset({Content.HTML}),
    ".zip": frozenset({Content.ZIP}),
    ".rar": frozenset({Content.RAR}),
    ".7z": frozenset({Content.SEVENZIP}),
    ".tar": frozenset({Content.TAR}),
    ".gz": frozenset({Content.GZIP}),
    ".mp4": frozenset({Content.MP4}),
    ".m4v": frozenset({Content.MP4}),
    ".mov": frozenset({Content.QUICKTIME}),
    ".mkv": frozenset({Content.MATROSKA}),
    ".webm": frozenset({Content.MATROSKA}),
    ".avi": frozenset({Content.AVI}),
    ".wmv": frozenset({Content.WMV}),
    ".flv": frozenset({Content.FLV}),
    ".mpg": frozenset({Content.MPEG}),
    ".mpeg": frozenset({Content.MPEG}),
    ".m4a": frozenset({Content.M4A}),
    ".mp3": frozenset({Content.MP3}),
    ".wav": frozenset({Content.WAV}),
    ".aac": frozenset({Content.AUDIO_OTHER}),
    ".amr": frozenset({Content.AUDIO_OTHER}),
    ".ogg": frozenset({Content.AUDIO_OTHER}),
    ".flac": frozenset({Content.AUDIO_OTHER}),
    ".wma": frozenset({Content.AUDIO_OTHER, Content.WMV}),
}


def extension(path: str) -> str:
    """The extension in lower case with its dot, full-width characters folded; "" where none."""
    return PurePosixPath(unicodedata.normalize("NFKC", path)).suffix.lower()


def file_name(path: str) -> str:
    """The last part of a path: what a sentence calls a file or folder, its place given beside."""
    return PurePosixPath(path).name


def group_of(content: Content) -> Group:
    """The family of a content."""
    for group, members in _GROUPS.items():
        if content in members:
            return group
    return Group.OTHER


def group_by_name(path: str) -> Group:
    """The family that a file's extension promises: all that is known of a broken file."""
    contents = EXTENSIONS.get(extension(path), frozenset())
    groups = {group_of(content) for content in contents if content is not Content.OFFICE_ENCRYPTED}
    return groups.pop() if len(groups) == 1 else Group.OTHER
