"""What is compared of packages with each other, small and without any personal number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Annotated

from pydantic import PlainSerializer, PlainValidator, ValidationInfo

from jlxx_check.model.outcome import Lack as Lack  # as the next ones, for what Shared inherits
from jlxx_check.model.outcome import Level as Level
from jlxx_check.model.outcome import Outcome
from jlxx_check.model.outcome import Status as Status
from jlxx_check.text import Text as Text
from jlxx_check.values.frozen_types import frozen

#: What JSON cannot hold (bytes of a file name that is no UTF-8), and the mark that escapes it.
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
_ESCAPED = re.compile("\x00([0-9a-f]{4})")


def _write(text: str) -> str:
    return _UNWRITABLE.sub(lambda found: f"\x00{ord(found[0]):04x}", text)


def _read(value: object, info: ValidationInfo) -> str:
    if not isinstance(value, str):
        raise ValueError("text is needed")
    if info.mode != "json":
        return value
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)


#: Text of a package: a name, a path. Goes through JSON and comes back the same, whatever it holds.
Written = Annotated[str, PlainValidator(_read), PlainSerializer(_write, when_used="json")]


@frozen
class EntryTraits:
    """By what a person or a project is known again."""

    id: str
    kind: str
    #: As written, numbers in it masked.
    name: Written
    #: The name for comparing.
    folded: Written
    #: As in ``Entry``.
    of: str | None = None
    #: The path of its form, else of its first file; None where it has none.
    file: Written | None = None
    #: Folded names of its organisation, from form and register.
    units: tuple[Written, ...] = ()
    #: Keyed digests of ID-card numbers; ``phones`` of telephone numbers.
    numbers: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    #: The first and last month (``1970-01``) that the birth may mean; equal where the month is
    #: known.
    born: tuple[str, str] | None = None


@frozen
class PhotoTraits:
    """A photo. Other fields as in ``FileFacts`` and ``Photo``."""

    #: Its owner's id.
    entry: str
    path: Written
    role: str
    digest: str
    fingerprint: int
    sharpness: float
    look: str = ""
    #: Of the look, to find near ones by.
    marks: tuple[int, ...] = ()


@frozen
class VideoTraits:
    """A video."""

    entry: str
    path: Written
    role: str
    digest: str
    #: The digest is of all bytes, not of samples.
    whole: bool
    #: Bytes.
    size: int
    #: Seconds, None where the file does not say.
    duration: float | None


@frozen
class TextTraits:
    """A summary, or what a form tells in sentences."""

    entry: str
    path: Written
    role: str
    #: Of its bytes; "" where these tell nothing: of a form, of a template that nobody filled in.
    digest: str
    #: Keyed digest of its sentences, folded; "" for none.
    text: str
    #: Characters of those.
    length: int
    #: Hexadecimal, of their shingles.
    signature: str


@frozen
class Traits:
    """What is compared of one package."""

    #: The name that the package goes by.
    unit: Written
    entries: tuple[EntryTraits, ...] = ()
    photos: tuple[PhotoTraits, ...] = ()
    videos: tuple[VideoTraits, ...] = ()
    summaries: tuple[TextTraits, ...] = ()
    forms: tuple[TextTraits, ...] = ()
    #: Short digests of the files that play a role, each once, sorted.
    contents: tuple[str, ...] = ()


@frozen
class Inbox:
    """The packages that are compared, each with its path, in the order of the paths."""

    packages: tuple[tuple[str, Traits], ...]
    #: The digest of all bytes of a package's file (its path, the file's path), where samples do not
    #: settle whether two files are the same; None where the file can no longer be read.
    whole: Callable[[str, str], str | None] | None = None
    #: Of each package, equal for two of one unit, which never accuse each other; without them each
    #: is a unit's of its own.
    senders: tuple[str, ...] = ()

    def of_several(self, sides: Iterable[Side]) -> bool:
        """Whether more units than one are concerned; within one, other rules speak."""
        return len({self.sender(side.package) for side in sides}) > 1

    def sender(self, place: int) -> str:
        """Whose the package at this place is."""
        return self.senders[place] if self.senders else str(place)


@frozen
class Side:
    """One side of what packages have in common."""

    #: Its place in the inbox.
    package: int
    #: None where the package as a whole is in question.
    entry: EntryTraits | None = None
    #: The path of the file in question; None where the entry itself is.
    file: str | None = None
    #: Of that file, by which it is known again under another name.
    digest: str | None = None


@frozen
class Shared(Outcome):
    """A failure or a review item of several packages, in the inbox's order.

    message: what they share, in words that follow the names of the sides.
    """

    sides: tuple[Side, ...] = ()
    #: What is exactly the same as each side, and has a finding of its own.
    copies: tuple[tuple[Side, ...], ...] = ()
    #: The packages as a whole are the same, so that nothing else which they share is a mistake of
    #: its own.
    one_delivery: bool = False
    #: The sides are certainly one person or project, so that files which they share are no mistake
    #: of their own.
    one_entry: bool = False
