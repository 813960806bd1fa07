"""A check called so that whatever it raises or says costs its own result and nothing else.

What it may say is told here, too: anything else is the check's fault, never a result.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain

from jlxx_check.checks.registry import Check, CheckFunction
from jlxx_check.engine.check_failure import (
    BadOutcomeError,
    Failure,
    crashed,
    failure_of,
    failure_without_words,
)
from jlxx_check.model.limits import CHECK_LIMITS, CheckLimits
from jlxx_check.model.outcome import Lack, Level, Outcome, Status
from jlxx_check.model.package import Package
from jlxx_check.model.traits import EntryTraits, Inbox, Shared, Side
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen

#: By the check's name, the thread that had no result in time.
_LEFT_BEHIND: dict[str, threading.Thread] = {}
_STILL = Text("对前一个对象的检查还没有结束", "still at an earlier subject")


@frozen
class Sayable:
    """What an outcome may be about.

    entries: the ids of the package's. packages: instead, the entries by id of each that is
    compared.
    """

    entries: Collection[str] | None = None
    packages: Sequence[Mapping[str, EntryTraits]] = ()

    @classmethod
    def of(cls, material: Package | Inbox) -> Sayable:
        """What an outcome on this may be about."""
        if isinstance(material, Package):
            return cls(frozenset(entry.id for entry in material.entries))
        traits = (one for _, one in material.packages)
        return cls(None, tuple({entry.id: entry for entry in one.entries} for one in traits))


def outcomes_of(
    check: Check,
    function: CheckFunction,
    arguments: Mapping[str, object],
    about: Sayable,
    limits: CheckLimits = CHECK_LIMITS,
) -> list[Outcome]:
    """What a check says of one subject in this process; CRASHED behind it where it failed.

    One that is not our own runs within the limits' seconds, in a thread that is left behind when
    they are over and ends with the program: our own checks are held by our own tests. While it is
    still at it the check is asked nothing else, so that a package of many files waits once.
    """
    said: list[Outcome] = []

    def call() -> None:
        failure = collect(said, check, function, arguments, about, limits)
        if failure is not None:
            said.append(crashed(check, failure))

    if check.plugin is None:
        call()
        return said
    earlier = _LEFT_BEHIND.get(check.name)
    if earlier is not None and earlier.is_alive():
        return [crashed(check, failure_without_words(function, _STILL))]
    thread = threading.Thread(target=call, name=f"check {check.name}", daemon=True)
    thread.start()
    thread.join(limits.seconds)
    if not thread.is_alive():
        return said
    _LEFT_BEHIND[check.name] = thread
    return [*said, crashed(check, failure_without_words(function, took_longer(limits)))]


def took_longer(limits: CheckLimits) -> Text:
    """Said of a check that had no result in time."""
    return Text(f"超过{limits.seconds:g}秒没有结果", f"took longer than {limits.seconds:g} s")


def collect(
    said: list[Outcome],
    check: Check,
    function: CheckFunction,
    arguments: Mapping[str, object],
    about: Sayable,
    limits: CheckLimits,
) -> Failure | None:
    """Put into ``said`` what a check says of one subject, as it says it; how it failed, if it did.

    Whatever a check raises, SystemExit and what else is no Exception included, is a fault of the
    program: never a pass, so that one bad check does not cost the report.
    """
    try:
        for outcome in function(**arguments):
            if slip := slip_of(outcome, about.entries, about.packages):
                raise BadOutcomeError(slip)
            if check.plugin is not None and len(said) == limits.outcomes:
                raise BadOutcomeError(f"more than {limits.outcomes} outcomes of one subject")
            said.append(outcome)
        if not said and check.plugin is not None and about.entries is not None:
            raise BadOutcomeError(
                "no outcome; where there is nothing to judge it is not_applicable()"
            )
    except KeyboardInterrupt as error:
        # Ctrl-C reaches the main thread alone: within a plugin's the check raised it.
        if check.plugin is None:
            raise
        return failure_of(function, error)
    except BaseException as error:  # noqa: BLE001
        return failure_of(function, error)
    return None


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
