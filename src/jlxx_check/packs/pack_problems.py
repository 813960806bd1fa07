"""What is wrong with a pack, said so that its author can mend it at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from jlxx_check.errors import CallError
from jlxx_check.text import Lang, Text
from jlxx_check.values.masking import mask


@dataclass(frozen=True, slots=True)
class PackProblem:
    """One fault. line: from 1; None where the fault has no one line (a missing file)."""

    file: Path | None
    line: int | None
    message: Text

    def say(self, lang: Lang) -> str:
        """The fault in one line, its place first, as compilers print it.

        What it quotes may be somebody's number: a list or a file of decisions is a pack's, too.
        """
        said = mask(self.message.say(lang))
        if self.file is None:
            return said
        place = f"{self.file}:{self.line}" if self.line is not None else str(self.file)
        return f"{place}: {said}"


class PackError(CallError):
    """A pack, or a list that belongs to one, cannot be used. Nothing was judged by it."""

    def __init__(self, problems: Iterable[PackProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__(Text(self._said(Lang.ZH), self._said(Lang.EN)))

    @property
    def faults(self) -> tuple[Text, ...]:
        """What is wrong, each fault in a text of its own."""
        return tuple(Text(item.say(Lang.ZH), item.say(Lang.EN)) for item in self.problems)

    def _said(self, lang: Lang) -> str:
        """Each fault in a line, at the first of its places, with the others behind it."""
        alike: dict[Text, list[PackProblem]] = {}
        for problem in self.problems:
            alike.setdefault(problem.message, []).append(problem)
        return "\n".join(_said_once(problems, lang) for problems in alike.values())


def _said_once(problems: list[PackProblem], lang: Lang) -> str:
    said = problems[0].say(lang)
    others = [f"{item.file.name}:{item.line}" for item in problems[1:] if item.file and item.line]
    if not others:
        return said
    told = Text(f"（还有：{'、'.join(others)}。）", f" (also: {', '.join(others)}.)")
    return said + told.say(lang)
