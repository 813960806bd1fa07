"""Who sent a delivery, what says so, and whom what goes out reaches."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen


class SenderSource(StrEnum):
    """What names the sender, the most trustworthy first."""

    PERSON = "person"  # whoever keeps the desk wrote it down
    REGISTER = "register"
    LETTER = "letter"  # the covering letter's head or seal line
    FORM = "form"
    NAME = "name"  # of the archive or folder
    MAIL = "mail"


@frozen
class SenderClaim:
    """One place that names a unit as the sender."""

    source: SenderSource
    #: As written there.
    unit: str
    #: The file, or the name, that says so.
    where: str


@frozen
class Sender:
    """The unit that sent a delivery, as far as anything tells."""

    #: As the list of units spells it, else as it is written; None: nothing tells, or the papers
    #: contradict each other.
    unit: str | None
    #: Whether it is on the list of units that the notice addresses.
    listed: bool = False
    #: What says so, a sentence each, the strongest first.
    evidence: tuple[Text, ...] = ()
    #: That something else names another unit, or why nothing is known; a person should look.
    doubt: Text | None = None

    @property
    def known(self) -> bool:
        """Whether there is a unit to write to."""
        return self.unit is not None


#: Of a delivery of which nothing was read.
UNKNOWN = Sender(None)


@frozen
class UnitContact:
    """Whom to reach at a unit, as its papers or the list of units say; "" for what none says.

    It is for the staff's own use: numbers are whole.
    """

    name: str = ""
    phone: str = ""
    mail: str = ""


NO_CONTACT = UnitContact()


@frozen
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
    #: Which draft of its name the letter is.
    draft: int = 1
    #: That a letter which was sent holds no longer.
    remark: Text | None = None
