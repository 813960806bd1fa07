"""What a caller may ask of a report besides its format and language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Options:
    """Each concerns one format or a few; the others leave it alone.

    one_line: JSON's, for several reports in one stream (JSON Lines).
    quiet, files: the terminal's, the verdict and errors only, and how every file was understood.
    mend_by, contact: the letter's, the day by which to mend and whom to ask; without them a blank
    to fill in and the office's mailbox.
    in_batch: the letter's, that other packages are compared with this one afterwards.
    package_link: the package's folder as seen from the folder that the report is written to, with
    ``/``; None: the report cannot link to the package's files.
    """

    one_line: bool = False
    in_batch: bool = False
    quiet: bool = False
    files: bool = False
    mend_by: date | None = None
    contact: str | None = None
    package_link: str | None = None


DEFAULTS = Options()
