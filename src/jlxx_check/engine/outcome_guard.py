"""What a check may say: anything else is the check's fault, never a result."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from jlxx_check.model.outcome import Lack, Level, Outcome, Status
from jlxx_check.model.traits import Shared
from jlxx_check.text import Text

_TEXTS = ("message", "expected", "observed", "fix")
_STRINGS = ("entry", "file", "where")
_SAID = (Status.FAIL, Status.REVIEW)


def slip_of(said: object, entries: Collection[str] | None) -> str | None:
    """What is wrong with what a check said, in English for whoever wrote it; None: nothing.

    entries: ids of the package's entries; None: many packages are judged at once. A level that is
    a plain ``"error"`` would be told from ``Level.ERROR`` nowhere but in the verdict.
    """
    if not isinstance(said, Outcome) or type(said) not in (Outcome, Shared):
        return f"a check says Outcome values, not {type(said).__name__}"
    if entries is None and said.status in _SAID and not isinstance(said, Shared):
        return "across packages a failure or a review item is Shared, with its sides"
    return next(_slips(said, entries), None)


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
        if value is not None and not isinstance(value, str):
            yield f"{name}: a string, not {type(value).__name__}"
    if not isinstance(said.related, tuple) or not all(isinstance(p, str) for p in said.related):
        yield "related: a tuple of strings"
    if entries is not None and isinstance(said.entry, str) and said.entry not in entries:
        yield "entry: the id of no entry of the package"


def _is_text(value: object) -> bool:
    return isinstance(value, Text) and isinstance(value.zh, str) and isinstance(value.en, str)
