"""A run of the fuzzer: mutants in batches, judged, counted; what is wrong kept and made smaller."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path

from fuzzing import command_line
from fuzzing.child import Child
from fuzzing.corpus import ARCHIVE
from fuzzing.mutants import Mutant, mutant
from fuzzing.oracle import Fault, Judged


@dataclass(frozen=True, slots=True)
class Plan:
    """What to run. files, seconds: whichever is reached first ends the run; None: no such end.

    batch: mutants a package. every: each so many batches go through the command line, too.
    limit: seconds that one file may take. memory: MB that the judging process may have.
    kind: only files of this kind. keep: where mutants that broke something are saved.
    """

    seed: int = 1
    files: int = 1000
    seconds: float | None = None
    batch: int = 100
    every: int = 10
    limit: float = 60.0
    memory: float = 1500.0
    kind: str = ""
    keep: Path | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A mutant that broke something."""

    mutant: Mutant
    what: str


@dataclass(slots=True)
class Figures:
    """What a run counted. slowest, largest: of one mutant alone, with its description."""

    plan: Plan
    mutants: int = 0
    bytes: int = 0
    by_kind: Counter[tuple[str, str]] = field(default_factory=Counter)
    by_step: Counter[tuple[str, str]] = field(default_factory=Counter)
    archives: int = 0
    commands: int = 0
    restarts: int = 0
    seconds: float = 0.0
    slowest: tuple[float, str] = (0.0, "")
    largest: tuple[float, str] = (0.0, "")
    found: list[Found] = field(default_factory=list)


def run(plan: Plan, tell: Callable[[Figures], None] = lambda _figures: None) -> Figures:
    """Run the plan to its end. tell: called after every batch."""
    figures = Figures(plan)
    start = time.perf_counter()
    pauses: list[tuple[float, range]] = []
    peaks: list[tuple[float, range]] = []
    child = Child(plan.limit)
    with tempfile.TemporaryDirectory(prefix="jlxx-fuzz-") as folder:
        work = _Work(Path(folder), plan, child)
        try:
            for number, first in enumerate(range(0, plan.files, plan.batch)):
                if plan.seconds is not None and time.perf_counter() - start > plan.seconds:
                    break
                numbers = range(first, min(first + plan.batch, plan.files))
                judged = work.batch(numbers, figures, by_command=number % plan.every == 0)
                pauses.append((judged.pause, numbers))
                peaks.append((judged.peak, numbers))
                figures.seconds = time.perf_counter() - start
                tell(figures)
            if pauses:
                longest, largest = (max(of, key=itemgetter(0))[1] for of in (pauses, peaks))
                _name_extremes(work, longest, largest, figures)
        finally:
            child.close()
    figures.restarts = child.restarts - 1
    return figures


class _Work:
    def __init__(self, folder: Path, plan: Plan, child: Child) -> None:
        self._folder, self._plan, self._child = folder, plan, child
        self._packages = 0

    def batch(self, numbers: Sequence[int], figures: Figures, *, by_command: bool) -> Judged:
        """Judge these mutants, files as one package and archives one by one; note everything."""
        mutants = [mutant(self._plan.seed, number, self._plan.kind) for number in numbers]
        files = [item for item in mutants if item.seed.role != ARCHIVE]
        judged = self._together(files, figures, by_command=by_command)
        for item in mutants:
            if item.seed.role == ARCHIVE:
                self._together([item], figures, by_command=by_command)
                figures.archives += 1
                by_command = False  # one archive a batch will do
        figures.mutants += len(mutants)
        return judged

    def _together(self, mutants: Sequence[Mutant], figures: Figures, *, by_command: bool) -> Judged:
        if not mutants:
            return Judged()
        package = self._package(mutants, figures)
        judged = self._child.judge(package)
        for item in mutants:
            said = _outcome(item, judged)
            figures.by_kind[item.seed.kind, said] += 1
            for name in {name for name, _ in item.steps}:
                figures.by_step[name, said] += 1
        faults = list(judged.faults)
        if judged.peak > self._plan.memory:
            faults.append(Fault(None, f"memory: over {self._plan.memory:g} MB"))
        for fault in faults:
            culprit = next((item for item in mutants if _is_about(fault, item)), None)
            if culprit is not None:
                self._note(culprit, fault.what, figures)
            else:
                self._track_down(mutants, fault.what, self._alone, figures)
        if by_command:
            figures.commands += 1
            for fault in self._command(package):
                self._track_down(mutants, fault.what, self._by_command, figures)
        _remove(package)
        return judged

    def _package(self, mutants: Sequence[Mutant], figures: Figures | None = None) -> Path:
        """The mutants as a package on disk: a folder, or the archive that is the only one."""
        self._packages += 1
        root = self._folder / f"package{self._packages}"
        for item in mutants:
            path = root / item.path
            path.parent.mkdir(parents=True, exist_ok=True)
            data = item.data
            path.write_bytes(data)
            if figures is not None:
                figures.bytes += len(data)
        return root / mutants[0].path if mutants[0].seed.role == ARCHIVE else root

    def judge(self, mutants: Sequence[Mutant]) -> Judged:
        """Judge a package of these mutants and forget it."""
        package = self._package(mutants)
        try:
            return self._child.judge(package)
        finally:
            _remove(package)

    def _alone(self, mutants: Sequence[Mutant]) -> str | None:
        judged = self.judge(mutants)
        if judged.faults:
            return judged.faults[0].what
        return "memory" if judged.peak > self._plan.memory else None

    def _by_command(self, mutants: Sequence[Mutant]) -> str | None:
        package = self._package(mutants)
        faults = self._command(package)
        _remove(package)
        return faults[0].what if faults else None

    def _command(self, package: Path) -> list[Fault]:
        return command_line.run(package, self._folder / "out", 10 * self._plan.limit)

    def _track_down(
        self,
        mutants: Sequence[Mutant],
        what: str,
        breaks: Callable[[Sequence[Mutant]], str | None],
        figures: Figures,
    ) -> None:
        """Halve the batch for as long as one half still breaks; what is left is the culprit."""

        def same(part: Sequence[Mutant]) -> bool:
            return _sort(breaks(part) or "") == _sort(what)

        left = list(mutants)
        while len(left) > 1:
            middle = len(left) // 2
            half = next((part for part in (left[:middle], left[middle:]) if same(part)), None)
            if half is None:
                break  # it takes several of them
            left = half
        for item in left:
            self._note(item, what if len(left) == 1 else f"{what} (with others)", figures)

    def _note(self, item: Mutant, what: str, figures: Figures) -> None:
        """Keep the mutant, with as few steps as still break it the same way."""
        smaller = item
        while True:
            fewer = (each for each in smaller.fewer() if self._alone([each]) == what)
            less = next(fewer, None)
            if less is None:
                break
            smaller = less
        figures.found.append(Found(smaller, what))
        if self._plan.keep is not None:
            self._plan.keep.mkdir(parents=True, exist_ok=True)
            name = f"{self._plan.seed}-{item.number}{item.suffix}"
            (self._plan.keep / name).write_bytes(smaller.data)


def _outcome(item: Mutant, judged: Judged) -> str:
    """What became of the mutant; an archive counts as read where it was entered."""
    if judged.refused:
        return "refused"
    if item.seed.role == ARCHIVE:
        return "read" if judged.outcomes else "not looked into"
    if not judged.outcomes:
        return "not judged"
    said = judged.outcomes.get(item.path)
    if said is None:
        inside = any(path.startswith(f"{item.path}/") for path in judged.outcomes)
        return "read" if inside else "not looked into"
    return said.partition(":")[0]


def _is_about(fault: Fault, item: Mutant) -> bool:
    path = fault.path
    return path is not None and (path == item.path or path.startswith(f"{item.path}/"))


def _sort(what: str) -> str:
    """What sort of fault it is, whatever it says of places and numbers."""
    return what.partition(":")[0]


def _remove(package: Path) -> None:
    if package.is_dir():
        shutil.rmtree(package)
    else:
        package.unlink()


def _name_extremes(work: _Work, slow: range, large: range, figures: Figures) -> None:
    """The slowest and the largest mutant, each judged alone in the end."""
    figures.slowest = _worst(work, slow, figures.plan, lambda judged: judged.pause)
    figures.largest = _worst(work, large, figures.plan, lambda judged: judged.peak)


def _worst(
    work: _Work, numbers: range, plan: Plan, cost: Callable[[Judged], float]
) -> tuple[float, str]:
    """What costs most of these: the half that costs more is halved again; archives one by one."""
    every = [mutant(plan.seed, number, plan.kind) for number in numbers]
    left = [item for item in every if item.seed.role != ARCHIVE]
    while len(left) > 1:
        middle = len(left) // 2
        left = max(left[:middle], left[middle:], key=lambda half: cost(work.judge(half)))
    alone = [*left, *(item for item in every if item.seed.role == ARCHIVE)]
    return max((cost(work.judge([item])), described(item)) for item in alone)


def described(item: Mutant) -> str:
    """A mutant in a line."""
    steps = ", ".join(name for name, _ in item.steps)
    return f"{item.number}: {item.seed.name} ({steps})"
