"""What is remembered of the letters between two runs; it holds no personal number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

from jlxx_check.batch.output_folder import OutputFolder
from jlxx_check.batch.record import WrittenReport
from jlxx_check.reporters.letter_items import shown_name
from jlxx_check.text import Text, same
from jlxx_check.values.frozen_json import from_json, to_json
from jlxx_check.values.frozen_types import frozen

_FILE = "letters.json"


@frozen
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
    #: Which draft of this name it is: the next one asks or tells something else.
    draft: int = 1
    #: The unit as the list names it, its round, and whether the letter asks it to mend anything.
    unit: str = ""
    round: int = 1
    mends: bool = False

    @property
    def letters(self) -> tuple[str, ...]:
        """Where the letter is."""
        return tuple(item.path for item in self.written[:1])

    @property
    def edited(self) -> bool:
        """Whether it stands beside what a person made of an earlier one."""
        return any(path != self.letter for path in self.letters)


@frozen
class RecalledLetter:
    """A letter that was sent and holds no longer; the unit has been sent none since."""

    letter: KeptLetter
    #: The day; None: the list does not say it as one.
    sent: date | None = None
    #: A run that came to a good end said so.
    told: bool = False

    @property
    def text(self) -> Text:
        """What it was and when it was sent."""
        kind = PurePosixPath(shown_name(self.letter.letter)).stem
        if self.sent is None:
            return same(kind)
        return Text(f"{kind}（{self.sent}发）", f"{kind} (sent on {self.sent})")


@frozen
class KeptLetters:
    """All of them, and the list of what is to be sent."""

    letters: tuple[KeptLetter, ...] = ()
    #: What may lie there besides, written by a run that came to no end or by one before it.
    begun: tuple[WrittenReport, ...] = ()
    list: WrittenReport | None = None
    list_inputs: str = ""
    #: Letters that were made anew, by their paths, until a run that came to a good end told so.
    untold: tuple[str, ...] = ()
    recalled: tuple[RecalledLetter, ...] = ()

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


def changes_told(folder: OutputFolder) -> None:
    """After a run that came to a good end nobody is told again whose letter is another or none.

    Raises OSError.
    """
    kept = read_kept(folder)
    told = replace(
        kept, untold=(), recalled=tuple(replace(item, told=True) for item in kept.recalled)
    )
    if told != kept:
        keep(folder, told)
