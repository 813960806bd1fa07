"""Why a batch cannot begin."""

from __future__ import annotations

from jlxx_check.errors import CallError, StoppedError
from jlxx_check.text import Text
from jlxx_check.values.system_errors import is_passing


class CannotBatch(CallError):
    """The inbox or the output folder will not do, or another run writes there. ``text`` says so."""

    def __init__(self, text: Text, error: OSError | None = None) -> None:
        """error: what the system said; one that may be over in a moment makes this passing."""
        super().__init__(text)
        self.passing = error is not None and is_passing(error)


class Unreachable(CannotBatch):
    """The inbox cannot be listed: it may be back in a moment, where it lies on a share."""


class OutputGone(StoppedError):
    """The output folder is no longer where it was when the run began. ``text`` says so."""
