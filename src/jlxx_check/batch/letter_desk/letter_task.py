"""What a run's letters are made from, and what became of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from jlxx_check.batch.batch_settings import BatchSettings
from jlxx_check.batch.letter_desk.kept_letters import RecalledLetter
from jlxx_check.model.batch_report import BatchReport
from jlxx_check.model.sender import UnitContact
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen


@dataclass(slots=True)
class LetterRun:
    """What a run did with its letters."""

    #: The batch, every valid letter's path among what was written of its delivery.
    batch: BatchReport
    #: Files that went beside what somebody edited.
    beside: list[str] = field(default_factory=list)
    #: What could not be written, and why.
    unwritten: list[Text] = field(default_factory=list)
    #: Letters made anew.
    made: int = 0
    #: Units whose letter asks or tells something else than it did under the same name, since a run
    #: last came to a good end.
    renewed: list[str] = field(default_factory=list)
    #: Letters that were sent and hold no longer, since then.
    recalled: list[RecalledLetter] = field(default_factory=list)


@frozen
class LetterTask:
    """All that the letters of a run are made from, besides the batch.

    contents: path of a delivery → what changes with its report. held: deliveries that findings
    across packages keep from being told that all complies. unknown: those of which nobody knows who
    sent them. unsettled: those of which not all could be read for the moment: no letter is made of
    that, and one that was made before stays. contact: whom to reach about a delivery; asked only
    where the list is made anew. contacts_told: changes with what ``contact`` tells.
    """

    settings: BatchSettings
    contents: Mapping[str, str]
    contact: Callable[[str], UnitContact]
    held: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()
    unsettled: frozenset[str] = frozenset()
    contacts_told: str = ""

    @property
    def asked(self) -> bool:
        """Whether the call asks for letters."""
        return "docx" in self.settings.formats
