"""What is remembered of the letters between two runs. No personal number is in it."""

from __future__ import annotations

from dataclasses import dataclass

from jlxx_check.batch.output_folder import OutputFolder
from jlxx_check.batch.record import WrittenReport
from jlxx_check.values.frozen_json import from_json, to_json

_FILE = "letters.json"


@dataclass(frozen=True, slots=True)
class KeptLetter:
    """A valid letter and the note beside it."""

    #: The delivery's path.
    delivery: str
    #: Changes with anything that both are made from.
    inputs: str
    #: Where they belong; a file of a person's may keep them from there.
    letter: str
    note: str
    #: The letter, then the note.
    written: tuple[WrittenReport, ...] = ()

    @property
    def letters(self) -> tuple[str, ...]:
        """Where the letter is."""
        return tuple(item.path for item in self.written[:1])

    @property
    def edited(self) -> bool:
        """Whether it stands beside what a person made of an earlier one."""
        return any(path != self.letter for path in self.letters)


@dataclass(frozen=True, slots=True)
class KeptLetters:
    """All of them, and the list of what is to be sent."""

    letters: tuple[KeptLetter, ...] = ()
    #: What may lie there besides, written by a run that came to no end or by one before it.
    begun: tuple[WrittenReport, ...] = ()
    list: WrittenReport | None = None
    list_inputs: str = ""

    @property
    def known(self) -> tuple[WrittenReport, ...]:
        """Everything that the program is known to have written."""
        own = tuple(item for letter in self.letters for item in letter.written)
        return (*own, *self.begun, *((self.list,) if self.list else ()))


def read_kept(folder: OutputFolder) -> KeptLetters:
    """What the last run kept; nothing where nothing tells."""
    try:
        return from_json(KeptLetters, (folder.corner / _FILE).read_bytes())
    except (FileNotFoundError, ValueError):
        return KeptLetters()


def keep(folder: OutputFolder, kept: KeptLetters) -> None:
    """Put it down. Raises OSError."""
    folder.put(folder.corner / _FILE, to_json(KeptLetters, kept))
