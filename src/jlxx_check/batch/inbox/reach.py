"""Whether the system still answers for an inbox: a share that hangs is told of, not waited for."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from jlxx_check.batch.cannot_batch import Unreachable
from jlxx_check.files.folder_tree import shut_package
from jlxx_check.files.opening import in_reach


def require_reach(inbox: Path, seconds: float) -> None:
    """Raises Unreachable where there is no answer in so many seconds."""
    if not in_reach(inbox, seconds):
        error = TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT))
        raise Unreachable(shut_package(inbox, error).text, error)
