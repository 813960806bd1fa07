"""The command line in a process of its own, with no more rights than a user has."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from jlxx_check.cli.main import run

posix = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX file system")

#: The tests may be run by root, whom no permission stops. util-linux takes that privilege away.
_AS_A_USER = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]


@dataclass(frozen=True)
class Called:
    """What a command ended with and said."""

    status: int
    out: str
    err: str

    @property
    def report(self) -> dict[str, Any]:
        """The JSON report on standard output."""
        found: dict[str, Any] = json.loads(self.out)
        return found


def command(*words: str | Path) -> list[str]:
    return [sys.executable, "-m", "jlxx_check", *map(str, words)]


def called(*words: str | Path, env: Mapping[str, str] | None = None, before: Any = None) -> Called:
    """Run the command line. before: called in the new process before anything else."""
    root = os.name == "posix" and os.geteuid() == 0
    done = subprocess.run(
        [*(_AS_A_USER if root else ()), *command(*words)],
        capture_output=True,
        check=False,
        timeout=300,
        env={**os.environ, "PYTHONUTF8": "1", **(env or {})},
        preexec_fn=before,
    )
    return Called(done.returncode, done.stdout.decode(), done.stderr.decode())


def called_here(capfd: pytest.CaptureFixture[str], *words: str | Path) -> Called:
    """``check`` in the test's own process, with the JSON report on standard output: for what asks
    neither for rights nor for an end of a process."""
    status = run(["check", *map(str, words), "--format", "json", "--no-isolation"])
    return Called(status, *capfd.readouterr())


def checked(*words: str | Path) -> Called:
    """``check`` with the JSON report on standard output."""
    return called("check", *words, "--format", "json")


def unjudged(report: Mapping[str, Any]) -> dict[str, int]:
    """Rule → how many outcomes are left unjudged."""
    return {rule["id"]: rule["not_judged"] for rule in report["rules"] if rule["not_judged"]}
