"""Whether another program left a file behind."""

from __future__ import annotations

import re
from fnmatch import translate
from functools import lru_cache

from jlxx_check.model.about import SETTINGS_NAME
from jlxx_check.model.pack import Pack


def leftover(path: str, pack: Pack) -> bool:
    """Whether a pattern of the pack's ``leftovers`` fits the file or a folder that holds it.

    A pattern is a shell pattern for a whole name, upper and lower case alike; one that ends in
    ``/`` is for folders.
    """
    *folders, name = path.lower().split("/")
    if name == SETTINGS_NAME:
        return True  # this program's own, and never read from there
    folder_pattern, file_pattern = _compiled(pack.leftovers)
    return file_pattern.match(name) is not None or any(
        folder_pattern.match(folder) for folder in folders
    )


@lru_cache(maxsize=16)
def _compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    folders = [pattern.rstrip("/") for pattern in patterns if pattern.endswith("/")]
    files = [pattern for pattern in patterns if not pattern.endswith("/")]
    return _any_of(folders), _any_of(files)


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    either = "|".join(translate(pattern.lower()) for pattern in patterns)
    return re.compile(either or r"(?!)")
