"""What is compared of packages with each other, small and without any personal number."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from pydantic import PlainSerializer, PlainValidator, ValidationInfo

from jlxx_check.model.outcome import Outcome

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


@dataclass(frozen=True, slots=True)
class EntryTraits:
    """By what a person or a project is known again.

    name: as written, numbers in it masked; folded: for comparing. of: as in ``Entry``.
    file: the path of its form, else of its first file; None where it has none.
    units: folded names of its organisation, from form and register. numbers, phones: keyed digests
    of ID-card and telephone numbers. born: the first and last month (``1970-01``) that the birth
    may mean; equal where the month is known.
    """

    id: str
    kind: str
    name: Written
    folded: Written
    of: str | None = None
    file: Written | None = None
    units: tuple[Written, ...] = ()
    numbers: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    born: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class PhotoTraits:
    """A photo. entry: its owner's id. Other fields as in ``FileFacts`` and ``Photo``."""

    entry: str
    path: Written
    role: str
    digest: str
    fingerprint: int
    sharpness: float


@dataclass(frozen=True, slots=True)
class VideoTraits:
    """A video. size: bytes. duration: seconds, None where the file does not say.

    whole: the digest is of all bytes, not of samples.
    """

    entry: str
    path: Written
    role: str
    digest: str
    whole: bool
    size: int
    duration: float | None


@dataclass(frozen=True, slots=True)
class TextTraits:
    """A summary. digest: of its bytes. text: keyed digest of its sentences, folded; "" for none.

    length: characters of those. signature: hexadecimal, of their shingles.
    """

    entry: str
    path: Written
    role: str
    digest: str
    text: str
    length: int
    signature: str


@dataclass(frozen=True, slots=True)
class Traits:
    """What is compared of one package. unit: the name that the package goes by."""

    unit: Written
    entries: tuple[EntryTraits, ...] = ()
    photos: tuple[PhotoTraits, ...] = ()
    videos: tuple[VideoTraits, ...] = ()
    summaries: tuple[TextTraits, ...] = ()


@dataclass(frozen=True, slots=True)
class Inbox:
    """The packages that are compared, each with its path, in the order of the paths.

    whole: the digest of all bytes of a package's file (its path, the file's path), where samples
    do not settle whether two files are the same; None where the file can no longer be read.
    """

    packages: tuple[tuple[str, Traits], ...]
    whole: Callable[[str, str], str | None] | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One side of what packages have in common. package: its place in the inbox.

    file: the path of the file in question; None where the entry itself is.
    """

    package: int
    entry: EntryTraits
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Shared(Outcome):
    """A failure or a review item of several packages, in the inbox's order.

    message: what they share, in words that follow the names of the sides. one_entry: the sides are
    certainly one person or project, so that files which they share are no mistake of their own.
    """

    sides: tuple[Side, ...] = ()
    one_entry: bool = False
