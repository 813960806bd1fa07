"""Whose an entry point is."""

from __future__ import annotations

from importlib.metadata import EntryPoint

#: The group of those that bring checks: a name, and a module that registers them when imported.
CHECKS = "jlxx_check.checks"


def distribution_of(point: EntryPoint) -> str:
    """The distribution with its version, as "acme-checks 0.1"; "" where it is nobody's."""
    return f"{point.dist.name} {point.dist.version}" if point.dist else ""
