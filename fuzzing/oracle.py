"""A package of mutants judged in this process, and what must hold whatever they are."""

from __future__ import annotations

import dataclasses
import math
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from jlxx_check import RulePack, load_pack
from jlxx_check.api import CheckSettings, NotAPackage, Reading, examine
from jlxx_check.engine.rule_run import outcomes
from jlxx_check.model.facts import Body, Cause, ReadFailure, Unreadable, Video
from jlxx_check.model.outcome import Status
from jlxx_check.model.package import Package

#: Rules that a file passes by its name or its first bytes alone.
_BY_NAME = frozenset({"package.recognised", "package.leftovers", "package.file-type"})


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that must not be. path: of the file, None for the package as a whole."""

    path: str | None
    what: str


@dataclass(slots=True)
class Judged:
    """A package's outcomes by path; faults; what it cost.

    refused: it is no package. pause: the longest time in seconds without a file being finished.
    peak: MB of this process.
    """

    outcomes: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    refused: bool = False
    seconds: float = 0.0
    pause: float = 0.0
    peak: float = 0.0


@cache
def rules() -> RulePack:
    """The pack that mutants are judged by."""
    return load_pack("jilin-2023")


def judge(folder: Path, alive: Callable[[int, int], None] = lambda _done, _all: None) -> Judged:
    """Read, understand and judge a package. alive: called whenever a file is finished."""
    found = Judged()
    start = before = time.perf_counter()
    _forget_peak()

    def progress(done: int, total: int) -> None:
        nonlocal before
        now = time.perf_counter()
        found.pause, before = max(found.pause, now - before), now
        alive(done, total)

    reading = Reading(jobs=1, thumbnails=True)
    settings = CheckSettings(rules(), received=date(2023, 7, 8), reading=reading)
    try:
        examined = examine(folder, settings, progress=progress)
    except NotAPackage:
        found.refused = True
        return found
    found.outcomes = {path: said(facts.body) for path, facts in examined.package.facts.items()}
    found.faults = [*_insane(examined.package), *_wrong_passes(examined.package)]
    found.seconds = time.perf_counter() - start
    found.peak = _peak()
    return found


def said(body: Body) -> str:
    """What became of a file, in a word: ``read``, ``corrupt``, ``crashed: KeyError``."""
    match body:
        case Unreadable():
            return body.cause.value
        case ReadFailure() if _fate(body) != "fault":
            return f"given up: {_fate(body)}"
        case ReadFailure():
            return f"crashed: {body.detail.en.partition('(')[2].partition(')')[0]}"
        case Video() if body.damage is not None:
            return Cause.CORRUPT.value
        case None:
            return "not looked into"
        case _:
            return "read"


def _fate(body: ReadFailure) -> str:
    """``fault``, or what ended a reading that was kept apart: time, memory, a dead process."""
    return str(getattr(body, "fate", "fault"))


def _insane(package: Package) -> Iterator[Fault]:
    """Facts that no file can have, and crashes of probes."""
    for path, facts in package.facts.items():
        if isinstance(facts.body, ReadFailure):
            if _fate(facts.body) == "fault":
                yield Fault(path, said(facts.body))
        elif facts.body is not None:
            for name, value in _numbers(facts.body):
                if not math.isfinite(value) or value < 0 or value >= 1 << 64:
                    yield Fault(path, f"impossible measure: {name}")


def _numbers(body: object) -> Iterator[tuple[str, float]]:
    assert dataclasses.is_dataclass(body)
    for item in dataclasses.fields(body):
        value = getattr(body, item.name)
        if isinstance(value, int | float):
            yield item.name, value


def _wrong_passes(package: Package) -> Iterator[Fault]:
    """Rules passed on a file that could not be read, and checks that raised."""
    pack = rules()
    for rule in pack.rules:
        for placed in outcomes(rule, package, pack.pack):
            if placed.outcome.status is Status.CRASHED:
                why = placed.outcome.message
                yield Fault(placed.file, f"check raised: {rule.id}: {why and why.en}")
            if placed.outcome.status is not Status.PASS or placed.file is None:
                continue
            facts = package.facts.get(placed.file)
            unread = facts is not None and isinstance(facts.body, Unreadable | ReadFailure)
            if unread and rule.id not in _BY_NAME:
                yield Fault(placed.file, f"passed though not read: {rule.id}")


_STATUS, _RESET = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def _forget_peak() -> None:
    if sys.platform == "linux":
        _RESET.write_text("5", encoding="ascii")


def _peak() -> float:
    """Largest memory in MB since ``_forget_peak``; 0 where the system does not tell."""
    if sys.platform != "linux":
        return 0.0
    line = _STATUS.read_text(encoding="utf-8").partition("VmHWM:")[2]
    return int(line.split()[0]) / 1024
