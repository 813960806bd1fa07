"""A file as a check sees it: its facts, its role and its owner."""

from __future__ import annotations

from dataclasses import dataclass

from jlxx_check.model.facts import FileFacts
from jlxx_check.model.package import Entry, OwnedFile


@dataclass(frozen=True, slots=True)
class SubjectFile:
    """One file that plays a role. entry: its owner, None for a register."""

    owned: OwnedFile
    facts: FileFacts
    entry: Entry | None
