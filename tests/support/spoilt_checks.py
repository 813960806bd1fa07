"""The module of a plugin whose checks do what none should, and of some good ones.

Nothing imports it here: its text is installed as ``spoilt_module`` (``support.plugins``).
"""

from __future__ import annotations

import ctypes
import logging
import os
import pickle
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from jlxx_check.plugin import (
    Entry,
    Form,
    Inbox,
    Lack,
    Level,
    Outcome,
    Pack,
    Package,
    Parameters,
    Photo,
    Shared,
    Side,
    Status,
    SubjectFile,
    Text,
    check,
    failed,
    not_applicable,
    not_judged,
    passed,
    review,
    same,
)

WRONG: Any = "error"


class Limit(Parameters):
    """at_most: pixels."""

    at_most: int = 1000


class Silent(BaseException):
    """An exception that fails at being told."""

    def __str__(self) -> str:
        raise RuntimeError("no words")


class Outlaw(Outcome):
    """Of a class of its own."""


def spoilt(function: Callable[[], Iterable[Any] | None]) -> None:
    """Register what passes first, and then does this."""

    def judged(package: Package, want: Limit) -> Iterator[Outcome]:
        yield passed()
        yield from function() or ()

    check(f"spoilt.{function.__name__}")(judged)


@spoilt
def exits() -> None:
    os._exit(0)


@spoilt
def aborts() -> None:
    os.abort()


@spoilt
def segfaults() -> None:
    ctypes.string_at(0)


@spoilt
def leaves() -> None:
    sys.exit(0)


@spoilt
def interrupts() -> None:
    raise KeyboardInterrupt


@spoilt
def raises() -> None:
    raise Silent


@spoilt
def backtracks() -> None:
    re.match("(a+)+$", "a" * 60 + "b")


@spoilt
def loops() -> None:
    while True:
        pass


@spoilt
def holds() -> None:
    if sys.platform == "win32":
        ctypes.PyDLL("kernel32").Sleep(600_000)
    else:
        ctypes.PyDLL(None).sleep(600)


@spoilt
def hoards() -> None:
    kept = []
    while True:
        kept.append(bytearray(50_000_000))


@spoilt
def closes() -> None:
    os.closerange(3, 100)


@spoilt
def says_a_string() -> Iterable[Any]:
    return ["fine"]


@spoilt
def says_a_class() -> Iterable[Any]:
    return [Outlaw(Status.PASS)]


@spoilt
def says_a_level() -> Iterable[Any]:
    return [failed(same("x"), level=WRONG)]


@spoilt
def says_text() -> Iterable[Any]:
    return [failed(WRONG)]


@spoilt
def says_too_late() -> Iterable[Any]:
    said = passed()
    yield said
    object.__setattr__(said, "status", "pass")


@spoilt
def says_what_cannot_travel() -> Iterable[Any]:
    said = passed()
    yield said
    object.__setattr__(said, "file", lambda: None)


class Things(Parameters):
    """things: what to say, pickled, in hexadecimals."""

    things: str = ""


@check("spoilt.anything")
def anything(package: Package, want: Things) -> Iterator[Outcome]:
    """Whatever it is asked to say."""
    yield from pickle.loads(bytes.fromhex(want.things))


@check("spoilt.prints")
def prints(package: Package) -> Iterator[Outcome]:
    """Five ways to say something aside."""
    print("said by print")  # noqa: T201
    sys.stdout.buffer.write(b"said by buffer\n")
    assert sys.__stdout__ is not None
    sys.__stdout__.write("said by original\n")
    sys.__stdout__.flush()
    os.write(1, b"said by descriptor\n")
    logging.getLogger("spoilt").warning("said by log")
    yield passed()


@check("spoilt.changes")
def changes(package: Package, pack: Pack) -> Iterator[Outcome]:
    """What is frozen, changed all the same."""
    object.__setattr__(package, "entries", ())
    object.__setattr__(package, "name", "nobody")
    object.__setattr__(pack, "id", "nothing")
    yield passed()


@check("spoilt.counts")
def counts(package: Package, pack: Pack) -> Iterator[Outcome]:
    """What it was given, told."""
    said = Text(f"{package.name}有{len(package.entries)}", pack.id)
    yield failed(said, level=Level.WARNING)


@check("spoilt.good")
def good(entry: Entry, package: Package, pack: Pack, want: Limit) -> Iterator[Outcome]:
    """An outcome of each kind; its entry is the package's own."""
    own = [place for place, other in enumerate(package.entries) if other is entry]
    yield failed(Text(f"第{own}个{entry.name}，{want.at_most}", f"{own} {pack.id}"), file="a.jpg")
    yield review(same("看"), entry=package.entries[0].id)
    yield not_judged(same("没有"), lack=Lack.CALLER)
    yield not_applicable()
    yield passed()


@check("spoilt.photo")
def photo(photo: Photo, file: SubjectFile, want: Limit) -> Iterator[Outcome]:
    """The picture is no wider than asked."""
    if photo.width > want.at_most:
        yield failed(same(f"{photo.width} > {want.at_most}"), where=file.facts.path)
    else:
        yield passed()


@check("spoilt.picky")
def picky(photo: Photo) -> Iterator[Outcome]:
    """One picture ends the process."""
    if photo.width == 2:
        os._exit(0)
    yield passed()


def alone(entry: Entry, pack: Pack, want: Limit) -> Iterator[Outcome]:
    """What is said of an entry without a form."""
    yield failed(same(f"{entry.id} {want.at_most}"))


@check("spoilt.form", without_form=alone)
def form(form: Form, want: Limit) -> Iterator[Outcome]:
    """Any form passes."""
    yield passed()


@check("spoilt.across")
def across(inbox: Inbox, pack: Pack) -> Iterator[Outcome]:
    """All packages share their first entry; the digests of their videos are told."""
    sides = tuple(
        Side(place, traits.entries[0], file=traits.entries[0].file)
        for place, (_, traits) in enumerate(inbox.packages)
    )
    known = inbox.whole and [
        inbox.whole(path, video.path) for path, traits in inbox.packages for video in traits.videos
    ]
    yield Shared(Status.FAIL, same(f"同一{known}"), sides=sides)
    yield passed()


@check("spoilt.across-exits")
def across_exits(inbox: Inbox) -> Iterator[Outcome]:
    """Packages compared, and the process ended."""
    yield passed()
    os._exit(0)
