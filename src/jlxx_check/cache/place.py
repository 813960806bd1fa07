"""Where the cache lies unless the caller names a folder."""

from __future__ import annotations

import os
from pathlib import Path

from jlxx_check.model.about import NAME

#: The environment variable that names the folder.
VARIABLE = "JLXX_CACHE"


def default_folder() -> Path:
    """``JLXX_CACHE``, else the user's own folder for caches on this system."""
    named = os.environ.get(VARIABLE, "").strip()
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path(NAME, appauthor=False)
