"""What a machine can put right in a package: a plan, step by step, and what is left to people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from enum import StrEnum

from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen


class MendVerb(StrEnum):
    """What is done with a file."""

    COPY = "copy"  # bit by bit, under its name or a better one
    RETAG = "retag"  # as it is but for what is said beside the pixels
    PICTURE = "picture"  # written anew as a JPEG
    DOCUMENT = "document"  # written anew as a .docx
    FILM = "film"  # written anew as the notice wants films
    TAKE_OUT = "take-out"  # a picture that is only in a document, as a file
    REGISTER = "register"  # a draft from the forms
    LEAVE_OUT = "leave-out"  # not in the copy


@frozen
class PictureWork:
    """How a picture is written anew; upright, in sRGB, as a JPEG whatever else."""

    #: Width and height in pixels of the part in the middle that is kept; None: all of it.
    crop: tuple[int, int] | None = None
    #: Pixels of the result, never more than the part has; None: as many.
    size: tuple[int, int] | None = None
    #: Bytes that the file has to have.
    lightest: int | None = None
    heaviest: int | None = None
    #: Pixels an inch that the file states.
    dpi: int | None = None


@frozen
class MendStep:
    """One file of the copy, or one that is left out of it."""

    verb: MendVerb
    #: In the package as it was handed in, ``/``; "" for what is made anew.
    file: str
    #: In the copy, ``/``; None for what is left out.
    to: str | None
    #: What is done and why, in a few words.
    what: Text
    #: The rules that fail for want of it.
    rules: tuple[str, ...] = ()
    #: Whose it is, an id of an entry; None: the package's as a whole.
    entry: str | None = None
    work: PictureWork | None = None
    #: Take away where the picture was taken.
    placeless: bool = False
    #: Which picture of the document, from 0.
    number: int = 0

    @property
    def mends(self) -> bool:
        """Whether something changes but the name of a file that is copied."""
        return self.verb is not MendVerb.COPY

    @property
    def moves(self) -> bool:
        """Whether a file that is copied as it is lies elsewhere, or under another name."""
        return self.verb is MendVerb.COPY and self.file != self.to


@frozen
class NotMended:
    """What the machine would have done, and why it cannot."""

    file: str
    why: Text
    entry: str | None = None


@frozen
class MendPlan:
    """All of it, in the order of the copy."""

    steps: tuple[MendStep, ...]
    cannot: tuple[NotMended, ...] = ()
    #: What a person should look at again, as it was not certain.
    notes: tuple[Text, ...] = ()
    #: An entry's id → its kind, number and name.
    titles: Mapping[str, Text] = field(default_factory=dict)

    @property
    def copied(self) -> Iterator[MendStep]:
        """The steps that put a file into the copy."""
        return (step for step in self.steps if step.to is not None)

    @property
    def told(self) -> Iterator[MendStep]:
        """The steps that a person reads of: all but what stays as and where it was."""
        return (step for step in self.steps if step.mends or step.moves)
