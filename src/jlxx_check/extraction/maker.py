"""What makes facts: the program and the libraries that it measures with, as one name.

Facts that another maker has cached are never taken. The program's part is the text of every module
that facts come from, so that a changed probe needs no number that somebody may forget to raise.
"""

from __future__ import annotations

import hashlib
import platform
import sys
from collections.abc import Iterator
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path

from jlxx_check.model.about import VERSION

#: Packages of this program whose modules decide what is found in a file, or how it is kept.
SOURCES = ("cache", "extraction", "model", "probes", "values")

#: Every library that a probe imports, and the distribution that it comes from.
LIBRARIES = {
    "PIL": "pillow",
    "av": "av",
    "lxml": "lxml",
    "olefile": "olefile",
    "pillow_heif": "pillow-heif",
    "pymediainfo": "pymediainfo",
    "pypdfium2": "pypdfium2",
    "python_calamine": "python-calamine",
}


@cache
def maker() -> str:
    """The name: equal for equal programs on equal systems."""
    parts = [VERSION, sys.platform, platform.machine(), source_digest(_root()), _mediainfo()]
    parts += [f"{name} {_version(name)}" for name in LIBRARIES.values()]
    return "; ".join(parts)


def source_digest(root: Traversable) -> str:
    """SHA-256 over the modules; where their text is not installed, the version stands alone."""
    digest = hashlib.sha256()
    for name, data in _modules(root):
        digest.update(f"{name} {len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()


def _root() -> Traversable:
    return resources.files("jlxx_check")


def _modules(root: Traversable) -> Iterator[tuple[str, bytes]]:
    for package in SOURCES:
        folder = root / package
        if folder.is_dir():
            for module in sorted(folder.iterdir(), key=lambda item: item.name):
                if module.name.endswith(".py"):
                    yield f"{package}/{module.name}", module.read_bytes()


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return "none"


def _mediainfo() -> str:
    """The system's own MediaInfo, where the wheel that was installed brings none along."""
    spec = find_spec("pymediainfo")
    if spec is None:
        return "none"
    folders = map(Path, spec.submodule_search_locations or ())
    if any("mediainfo" in item.name.lower() for folder in folders for item in folder.iterdir()):
        return "bundled"
    from jlxx_check.probes.mediainfo import library_version

    return library_version()
