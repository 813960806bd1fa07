"""Files to facts: each file by its probe, in parallel, isolated, never raising."""

from __future__ import annotations

from jlxx_check.extraction.files import read_files

__all__ = ["read_files"]
