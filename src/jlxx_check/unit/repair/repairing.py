"""``repair``: a mended copy of a package, planned, built, checked and only then released."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from jlxx_check.api import (
    DEFAULT_PACK,
    CheckSettings,
    OpenPackage,
    Progress,
    Reading,
    Report,
    RulePack,
    examine,
    judge,
    open_package,
    understand,
)
from jlxx_check.api.check_settings import AS_USUAL, given_pack
from jlxx_check.errors import StoppedError
from jlxx_check.inventory.understand import understand as understand_tree
from jlxx_check.model.mend_plan import MendPlan, MendVerb, NotMended
from jlxx_check.model.package import Package
from jlxx_check.model.tree import Tree
from jlxx_check.text import Text
from jlxx_check.unit.package_layout import Layout
from jlxx_check.unit.repair.before_after import BeforeAfter, before_after
from jlxx_check.unit.repair.carrying_out import CarriedOut, CopyRun, MadeFile, MendProgress
from jlxx_check.unit.repair.copy_target import require_target, require_whole
from jlxx_check.unit.repair.embedded import take_out
from jlxx_check.unit.repair.exact_copies import exact_copies
from jlxx_check.unit.repair.made_readable import LAYER, MadeReady, laid_over, make_readable
from jlxx_check.unit.repair.places_told import places_told
from jlxx_check.unit.repair.planning import PlannedCopy, Planner
from jlxx_check.unit.repair.rebuilt_registers import RegisterDrafts, register_drafts
from jlxx_check.unit.repair.workshop import CannotRepair as CannotRepair
from jlxx_check.unit.repair.workshop import Workshop, kept_work, opened_workshop, putting
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.given import given_path, require_flags, require_function
from jlxx_check.values.system_errors import reason


class RepairStopped(StoppedError):
    """The system takes no more; what is made is kept, and the next run goes on from there."""


@frozen
class Repaired:
    """What a repair came to. copy, after, changes: None where it was only planned.

    cannot: what the machine meant to do and could not, the plan's own among it.
    """

    plan: MendPlan
    before: Report
    cannot: tuple[NotMended, ...]
    notices: tuple[Text, ...] = ()
    made: tuple[MadeFile, ...] = ()
    copy: Path | None = None
    after: Report | None = None
    changes: BeforeAfter | None = None


@frozen
class RepairCall:
    """What a repair is asked for. target: the copy's folder; None: only a plan.

    write_note: called with what it came to, before the copy is released.
    """

    package: Path
    target: Path | None
    settings: CheckSettings
    placeless: bool = False
    reading: Progress | None = None
    progress: MendProgress = lambda done, total, name: None
    write_note: Callable[[Repaired], None] = lambda repaired: None


def repair(
    path: str | Path,
    to: str | Path | None = None,
    pack: RulePack | str | Path = DEFAULT_PACK,
    *,
    keep_location: bool = True,
    received: date | datetime | None = None,
    reading: Reading = AS_USUAL,
    progress: MendProgress | None = None,
) -> Repaired:
    """A mended copy of one package, which itself is only ever read; without ``to`` its plan alone.

    path: a folder or an archive. to: a folder that is not there yet, or is empty. keep_location:
    leave in pictures and films where they were taken. received: when it arrived, for the reports.
    progress: told the files done, all of them, and a word on the last.

    What people wrote, lengths, numbers and order are never touched. The copy stands under its name
    only when it is whole; a run that is cut short goes on when it is called again.

    Raises NotAPackage, PackError, CannotRepair where the target will not do, RepairStopped where
    the system takes no more (a full disk).
    """
    require_flags(keep_location=keep_location)
    require_function("progress", progress)
    settings = CheckSettings(
        pack=given_pack(pack),
        received=received,
        reading=reading,
    )
    call = RepairCall(
        given_path("path", path),
        None if to is None else given_path("to", to),
        settings,
        placeless=not keep_location,
        progress=progress or (lambda done, total, name: None),
    )
    return run_repair(call)


def run_repair(call: RepairCall) -> Repaired:
    """As ``repair``, with all that a command line gives."""
    target = None if call.target is None else require_target(call.package, call.target)
    stop = threading.Event()
    with open_package(call.package, call.settings) as opened:
        package = understand(opened, call.settings, progress=call.reading)
        before = judge(package, call.settings)
        require_whole(package, before)
        try:
            with _workshop(target) as shop:
                bench = _Bench(call, opened, package, before, shop, stop)
                planned = bench.planned()
                repaired = Repaired(planned.plan, before, planned.plan.cannot, opened.notices())
                if target is None:
                    return repaired
                return _built(call, bench, planned, repaired, target)
        except OSError as error:
            raise RepairStopped(_stopped(error, target)) from error
        finally:
            stop.set()


@contextmanager
def _workshop(target: Path | None) -> Iterator[Workshop]:
    """The target's; for a plan alone one that is gone in the end."""
    with ExitStack() as opened:
        if target is not None:
            yield opened.enter_context(opened_workshop(target))
        else:
            place = opened.enter_context(tempfile.TemporaryDirectory(prefix="jlxx-repair-"))
            yield Workshop(Path(place), "copy")


@dataclass(slots=True)
class _Bench:
    """A package being worked on. tree, facts, package: with what was made readable in place."""

    call: RepairCall
    opened: OpenPackage
    package: Package
    before: Report
    shop: Workshop
    stop: threading.Event
    tree: Tree | None = None
    drafts: RegisterDrafts | None = None

    @property
    def _now(self) -> Tree:
        return self.tree or self.opened.tree

    def planned(self) -> PlannedCopy:
        """The plan, once all that can be made readable is."""
        pack = self.call.settings.pack
        handed_in = self.package
        copies = exact_copies(handed_in, pack.pack, pack.rules)
        dropped = frozenset(copy.path for copy in copies)
        ready = make_readable(self.opened.tree, handed_in, dropped, self.shop, self.stop.is_set)
        self._understand(handed_in, ready, dropped)
        layout = Layout(pack.pack, self.package.name)
        known = {f"{LAYER}/{item.path}": item for item in ready.files}
        taken = take_out(self._now, self.package, layout, pack.rules, known, self.shop)
        if taken.files:
            ready += taken
            self._understand(handed_in, ready, dropped)
        self.drafts = register_drafts(pack.pack, self.package, pack.rules)
        located = places_told(self._now, self.package.facts) if self.call.placeless else None
        planner = Planner(pack, self.package, self.before, ready, self.drafts, copies, located)
        return planner.planned()

    def _understand(self, handed_in: Package, ready: MadeReady, dropped: Collection[str]) -> None:
        if not (ready.files or dropped):
            return
        settings = self.call.settings
        tree, facts = laid_over(
            self.opened.tree,
            handed_in,
            self.package.facts,
            ready.files,
            dropped,
            self.shop,
            settings.reading.workers,
        )
        self.tree = tree
        self.package = understand_tree(tree, facts, settings.pack.pack, settings.received)

    def run(self, planned: PlannedCopy) -> CarriedOut:
        """Make the copy."""
        settings = self.call.settings
        return CopyRun(
            tree=self._now,
            facts=self.package.facts,
            planned=planned,
            shop=self.shop,
            registers=dict(self._registers(planned)),
            jobs=settings.reading.workers,
            progress=self.call.progress,
            stop=self.stop,
        ).run()

    def _registers(self, planned: PlannedCopy) -> Iterator[tuple[str, Callable[[Path], None]]]:
        steps = [step for step in planned.plan.copied if step.verb is MendVerb.REGISTER]
        pack = self.call.settings.pack.pack
        for step, draft in zip(steps, self.drafts.drafts if self.drafts else (), strict=True):
            data = draft.data(pack, self.package.name)
            yield step.to or "", putting(data)


def _built(
    call: RepairCall, bench: _Bench, planned: PlannedCopy, repaired: Repaired, target: Path
) -> Repaired:
    """The copy made, checked, described, and given its name."""
    done = bench.run(planned)
    after = examine(bench.shop.copy, call.settings).report
    after = replace(after, package=replace(after.package, path=str(target)))
    repaired = replace(
        repaired,
        cannot=(*repaired.cannot, *done.cannot),
        made=done.made,
        copy=target,
        after=after,
        changes=before_after(repaired.before, after, repaired.plan.steps),
    )
    call.write_note(repaired)
    release(bench.shop, target)
    return repaired


def release(shop: Workshop, target: Path) -> None:
    """Give the finished copy its final name, in one step. Raises OSError."""
    if target.is_dir():
        target.rmdir()  # empty, or nothing happens
    shop.copy.rename(target)
    shop.finished = True


def _stopped(error: OSError, target: Path | None) -> Text:
    why = reason(error)
    if target is None:
        return Text(f"没能做完：{why.zh}。", f"It could not be done: {why.en}.")
    kept = kept_work(target) or _NOTHING_KEPT
    return Text(
        f"没能做完：{why.zh}。“{target}”还没有生成，原材料没有改动。请先处理好这个问题。{kept.zh}",
        f"It could not be finished: {why.en}. “{target}” is not there yet and the package is "
        f"untouched. Put that right. {kept.en}",
    )


_NOTHING_KEPT = Text("然后再运行同一条命令。", "Then run the same command again.")
