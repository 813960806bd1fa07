"""What a check may say: anything else is the check's fault, never a result."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain

from jlxx_check.model.outcome import Lack, Level, Outcome, Status
from jlxx_check.model.traits import EntryTraits, Shared, Side
from jlxx_check.text import Text

_TEXTS = ("message", "expected", "observed", "fix")
_STRINGS = ("entry", "file", "where")
_SAID = (Status.FAIL, Status.REVIEW)


def slip_of(
    said: object,
    entries: Collection[str] | None,
    packages: Sequence[Mapping[str, EntryTraits]] = (),
) -> str | None:
    """What is wrong with what a check said, in English for whoever wrote it; None: nothing.

    entries: ids of the package's entries; None: many packages are judged at once, of which
    ``packages`` holds each one's entries by id. A level
    that is a plain ``"error"`` would be told from ``Level.ERROR`` nowhere but in the verdict; a
    string or a Text of a class of its own may do anything once the report is made.
    """
    if not isinstance(said, Outcome) or type(said) not in (Outcome, Shared):
        return f"a check says Outcome values, not {type(said).__name__}"
    if entries is None and said.status in _SAID and not isinstance(said, Shared):
        return "across packages a failure or a review item is Shared, with its sides"
    slips = _slips(said, entries)
    if entries is None and isinstance(said, Shared):
        slips = chain(slips, _slips_of_sides(said, packages))
    return next(slips, None)


def _slips(said: Outcome, entries: Collection[str] | None) -> Iterator[str]:
    if not isinstance(said.status, Status):
        yield f"status: a Status, not {type(said.status).__name__}"
    if said.level is not None and not isinstance(said.level, Level):
        yield f"level: a Level, not {type(said.level).__name__}"
    if not isinstance(said.lack, Lack):
        yield f"lack: a Lack, not {type(said.lack).__name__}"
    for name in _TEXTS:
        text = getattr(said, name)
        if text is not None and not _is_text(text):
            yield f"{name}: a Text(zh, en) of strings, not {type(text).__name__}"
    for name in _STRINGS:
        value = getattr(said, name)
        if value is not None and type(value) is not str:
            yield f"{name}: a string, not {type(value).__name__}"
    if type(said.related) is not tuple or not all(type(path) is str for path in said.related):
        yield "related: a tuple of strings"
    if entries is not None and isinstance(said.entry, str) and said.entry not in entries:
        yield "entry: the id of no entry of the package"


def _slips_of_sides(said: Shared, packages: Sequence[Mapping[str, EntryTraits]]) -> Iterator[str]:
    if type(said.sides) is not tuple or not said.sides:
        yield "sides: a tuple of one Side or more"
        return
    if type(said.copies) is not tuple or len(said.copies) not in (0, len(said.sides)):
        yield "copies: none, or a tuple for each side"
        return
    for side in chain(said.sides, *said.copies):
        if type(side) is not Side:
            yield f"sides: of Side, not {type(side).__name__}"
        elif type(side.package) is not int or not 0 <= side.package < len(packages):
            yield "package: the place of no package in the inbox"
        elif side.entry is not None and not _is_of(packages[side.package], side.entry):
            yield f"entry: one of the package's, not {type(side.entry).__name__}"
        elif any(value is not None and type(value) is not str for value in _of_file(side)):
            yield "file, digest: strings"


def _is_of(entries: Mapping[str, EntryTraits], entry: object) -> bool:
    return type(entry) is EntryTraits and type(entry.id) is str and entries.get(entry.id) == entry


def _of_file(side: Side) -> tuple[object, object]:
    return side.file, side.digest


def _is_text(value: object) -> bool:
    return type(value) is Text and type(value.zh) is str and type(value.en) is str
