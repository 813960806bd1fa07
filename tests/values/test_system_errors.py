from __future__ import annotations

import errno
import os

import pytest

from jlxx_check.values.system_errors import reason


@pytest.mark.parametrize(
    ("error", "zh"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), "没有权限"),
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), "磁盘已满"),
        (FileNotFoundError(errno.ENOENT, "x"), "找不到"),
        (OSError(errno.EXDEV, "Cross-device link"), "Cross-device link"),
        (OSError("no number"), "OSError"),
    ],
)
def test_reason(error: OSError, zh: str) -> None:
    assert reason(error).zh == zh
