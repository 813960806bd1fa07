"""Paths as they are written in a call."""

from __future__ import annotations

from pathlib import Path

from jlxx_check.cli.problems import CallProblem
from jlxx_check.model.text import Text


def given_pack(written: str) -> str:
    """A pack's name or path; an empty one is not this folder. Raises CallProblem."""
    if not written.strip():
        raise CallProblem(
            Text("--rules 是空的，请写规则包的名称或路径。", "--rules is empty; name a pack.")
        )
    return written


def given_path(written: str, what: str) -> Path:
    """A path of the call. An empty one is what an unset variable leaves: never this folder.

    Raises CallProblem.
    """
    if not written.strip():
        raise CallProblem(Text(f"{what} 是空的，请写明路径。", f"{what} is empty; give a path."))
    return Path(written)
