"""Why a batch cannot begin."""

from __future__ import annotations

from jlxx_check.errors import CallError, StoppedError


class CannotBatch(CallError):
    """The inbox or the output folder will not do, or another run writes there. ``text`` says so."""


class Unreachable(CannotBatch):
    """The inbox cannot be listed: it may be back in a moment, where it lies on a share."""


class OutputGone(StoppedError):
    """The output folder is no longer where it was when the run began. ``text`` says so."""
