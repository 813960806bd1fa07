"""What the machine meant to mend and could not: said in a line, the file left as it was."""

from __future__ import annotations

from jlxx_check.errors import InternalError
from jlxx_check.text import Text


class CannotMendError(InternalError):
    """One file cannot be mended. ``why`` says so, and what a person can do."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.why = why
