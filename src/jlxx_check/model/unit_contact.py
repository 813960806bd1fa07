"""What goes out to a unit after a batch, and to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jlxx_check.text import Text


@dataclass(frozen=True, slots=True)
class UnitContact:
    """Whom to reach at a unit, as its papers or the list of units say; "" for what none says.

    It is for the staff's own use: numbers are whole.
    """

    name: str = ""
    phone: str = ""
    mail: str = ""


NO_CONTACT = UnitContact()


@dataclass(frozen=True, slots=True)
class SendingLine:
    """A unit's line of the list of what is to be sent. Paths are relative to that list."""

    unit: str
    #: The delivery's path.
    delivery: str
    verdict: Text
    #: The unit's round; None where it is not known.
    round: int | None
    #: How many things the letter asks to mend, and to check.
    errors: int
    warnings: int
    letter: str | None = None
    #: The short text for a chat.
    note: str | None = None
    #: What the letter has attached.
    attached: Text | None = None
    #: Why there is no letter.
    reason: Text | None = None
    contact: UnitContact = NO_CONTACT
    #: What the staff wrote of the day on which it was sent.
    sent: date | str | None = None
