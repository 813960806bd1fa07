"""Why a batch cannot begin."""

from __future__ import annotations

from jlxx_check.model.text import Text


class CannotBatch(Exception):
    """The inbox or the output folder will not do, or another run writes there. ``text`` says so."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class Unreachable(CannotBatch):
    """The inbox cannot be listed: it may be back in a moment, where it lies on a share."""


class OutputGone(Exception):
    """The output folder is no longer where it was when the run began. ``text`` says so."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text
