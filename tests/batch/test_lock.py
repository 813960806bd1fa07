from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from jlxx_check.batch import CannotBatch
from jlxx_check.batch.required import only_writer

_HOLD = """
import sys
from pathlib import Path
from jlxx_check.batch.required import only_writer
with only_writer(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_writer_is_told_who_the_first_is(tmp_path: Path) -> None:
    with (
        only_writer(tmp_path / "lock"),
        pytest.raises(CannotBatch) as error,
        only_writer(tmp_path / "lock"),
    ):
        pass
    assert str(os.getpid()) in error.value.text.zh
    with only_writer(tmp_path / "lock"):
        pass


def test_the_lock_of_a_process_that_was_killed_is_free(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"held"
        with pytest.raises(CannotBatch), only_writer(lock):
            pass
    finally:
        holder.kill()
        holder.communicate()
    with only_writer(lock):
        pass
