"""What a caller may ask of a report besides its format and language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from types import NoneType
from typing import TYPE_CHECKING

from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.given import require_day, require_flags, require_kind

if TYPE_CHECKING:
    # The names of formats and options are on every page of help, reports are not.
    from jlxx_check.model.ledger_row import LedgerRow
    from jlxx_check.model.rounds import UnitRound


@frozen
class Options:
    """Each concerns one format or a few; the others leave it alone.

    one_line: JSON's, for several reports in one stream (JSON Lines).
    whole: JSON's, with all that makes the same report of it again.
    quiet, files: the terminal's, the verdict and errors only, and how every file was understood.
    mend_by, contact, signed_by, addressee: the letter's, the day by which to mend, whom to ask,
    whose letter it is and whom it is to; without them a blank to fill in, the office's mailbox, the
    pack's office, the package's own name.
    unit_round: the letter's, what earlier letters to the unit asked for; None: there was none.
    in_batch: the letter's, that what shows across units is still to be looked into.
    package_link: the package's folder as seen from the folder that the report is written to, with
    ``/``; None: the report cannot link to the package's files.
    layer_links: the same of packages that are laid over it, by what their files' paths begin with.
    leads_on: the page's, that its reader hands the package in: one that complies is sealed next.
    calls: the page's, that its reader can run the program; else what takes a call is left out.
    repository: the root of the repository that a job has checked out, base: what the package's path
    is relative to ("": where the program was started); for the formats that name files of it.
    filled: the ledger's, the rows of the ledgers that were given, to be gone on with.
    """

    one_line: bool = False
    whole: bool = False
    in_batch: bool = False
    quiet: bool = False
    files: bool = False
    mend_by: date | None = None
    contact: str | None = None
    signed_by: str | None = None
    addressee: str | None = None
    unit_round: UnitRound | None = None
    package_link: str | None = None
    layer_links: Mapping[str, str | None] = field(default_factory=dict)
    leads_on: bool = False
    calls: bool = True
    repository: str | None = None
    base: str = ""
    filled: tuple[LedgerRow, ...] = ()

    def __post_init__(self) -> None:
        """Raises TypeError for a value of another kind: it would be found out far from here."""
        require_flags(**{name: getattr(self, name) for name in _FLAGS})
        require_day("mend_by", self.mend_by)
        for name in _WORDS:
            require_kind(name, getattr(self, name), (str, NoneType), "words (str), or None")


_FLAGS = ("one_line", "whole", "in_batch", "quiet", "files", "leads_on")
_WORDS = ("contact", "signed_by", "addressee", "package_link", "repository", "base")

DEFAULTS = Options()
