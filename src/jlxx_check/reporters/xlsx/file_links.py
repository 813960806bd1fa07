"""Links from the workbook to the package's files, only where following one is safe."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from types import MappingProxyType

from jlxx_check.model.kind_lookup import is_named_archive
from jlxx_check.values.visible import visible

#: What a viewer opens without running anything. Not here: programs, scripts, shortcuts, pages that
#: may run scripts, and documents with macros.
_VIEWED = frozenset(
    {".jpg", ".jpeg", ".jfif", ".png", ".heic", ".heif", ".webp", ".tif", ".tiff", ".bmp", ".gif"}
    | {".mp4", ".m4v", ".mov", ".mkv", ".avi", ".wmv", ".flv", ".mpg", ".mpeg"}
    | {".mp3", ".m4a", ".wav", ".aac", ".docx", ".xlsx", ".pdf", ".txt"}
)
#: Excel's limits: characters of a link, links of a sheet.
_LONGEST = 2079
LINKS_A_SHEET = 65_530


def link(
    folder: str | None, path: str, layers: Mapping[str, str | None] = MappingProxyType({})
) -> str | None:
    """The target of a link to a package's file, relative to the workbook; None: show text only.

    folder: the package as seen from the workbook. ``#`` and ``%`` in a name make Excel look for
    another file, so such names get no link, nor does what leads out of the package. layers: the
    folders of what is laid over it, by what their files' paths begin with.
    """
    for name, other in layers.items():
        if path.startswith(f"{name}/"):
            if is_named_archive(name):
                return None
            folder, path = other, path[len(name) + 1 :]
            break
    if folder is None or PurePosixPath(path).suffix.lower() not in _VIEWED:
        return None
    return _target(path, f"{folder}/{path}")


def link_beside(path: str) -> str | None:
    """The target of a link to a report of our own; path: as seen from the workbook's folder."""
    return _target(path, path)


def _target(path: str, whole: str) -> str | None:
    parts = path.split("/")
    if path.startswith("/") or ".." in parts or "" in parts or set('\\#%?:*"<>|') & set(whole):
        return None
    if any(is_named_archive(part) for part in parts[:-1]):
        return None  # it lies in an archive
    if visible(whole) != whole:
        return None
    # Letters of any script stay as they are and spaces are escaped, as Excel itself writes it.
    target = whole.replace(" ", "%20")
    return target if len(target) <= _LONGEST else None
