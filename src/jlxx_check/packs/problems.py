"""What is wrong with a pack, said so that its author can mend it at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from jlxx_check.model.text import Lang, Text


@dataclass(frozen=True, slots=True)
class PackProblem:
    """One fault. line: from 1; None where the fault has no one line (a missing file)."""

    file: Path | None
    line: int | None
    message: Text

    def say(self, lang: Lang) -> str:
        """The fault in one line, its place first, as compilers print it."""
        if self.file is None:
            return self.message.say(lang)
        place = f"{self.file}:{self.line}" if self.line is not None else str(self.file)
        return f"{place}: {self.message.say(lang)}"


class PackError(Exception):
    """A pack, or a list that belongs to one, cannot be used. Nothing was judged by it."""

    def __init__(self, problems: Iterable[PackProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.say(Lang.EN) for problem in self.problems))
