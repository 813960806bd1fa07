"""A check called so that whatever it raises or says costs its own result and nothing else."""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from jlxx_check.checks.registry import Check, CheckFunction
from jlxx_check.engine.check_failure import (
    BadOutcomeError,
    Failure,
    crashed,
    failure_of,
    failure_without_words,
)
from jlxx_check.engine.outcome_guard import slip_of
from jlxx_check.model.limits import CHECK_LIMITS, CheckLimits
from jlxx_check.model.outcome import Outcome
from jlxx_check.model.package import Package
from jlxx_check.model.traits import EntryTraits, Inbox
from jlxx_check.text import Text

#: By the check's name, the thread that had no result in time.
_LEFT_BEHIND: dict[str, threading.Thread] = {}
_STILL = Text("对前一个对象的检查还没有结束", "still at an earlier subject")


@dataclass(frozen=True, slots=True)
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
