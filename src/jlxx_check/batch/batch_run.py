"""A batch from beginning to end: what is new is judged, all is compared, everything is reported."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from jlxx_check.batch.belonging.merged import belong
from jlxx_check.batch.cannot_batch import Unreachable
from jlxx_check.batch.desk import BatchCall, begin_round, desk
from jlxx_check.batch.inbox import STILL_COMING
from jlxx_check.batch.judging import BatchProgress, judge_waiting, without_growing
from jlxx_check.batch.output_folder import OutputFolder
from jlxx_check.batch.report_writer import ReportWriter
from jlxx_check.batch.stale import find_stale, find_unsettled
from jlxx_check.batch.summing import sum_up
from jlxx_check.batch.vanished import keep_memory, notes_on, still_shut
from jlxx_check.engine.results import exit_status
from jlxx_check.files.folder_tree import shut_package
from jlxx_check.model.batch_report import BatchReport
from jlxx_check.model.outcome import ExitStatus, FailOn
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.given import require_function, require_kind
from jlxx_check.values.system_errors import is_passing


@frozen
class BatchResult:
    """What a batch came to."""

    batch: BatchReport
    #: The page to look at.
    index: Path
    #: Deliveries judged anew.
    judged: int
    #: Reports that could not be written, and why; the notes say so, too.
    unwritten: tuple[Text, ...] = ()
    #: What the caller should know of the run, such as a cache that could not be used.
    notices: tuple[Text, ...] = ()
    #: The paths of the deliveries judged anew.
    changed: tuple[str, ...] = ()
    #: Deliveries that are gone from the inbox, whose results are kept: paths.
    lost: tuple[str, ...] = ()
    #: What is said of them, and of deliveries that are short; the batch's notes say so, too.
    losses: tuple[Text, ...] = ()
    #: Deliveries that were not judged to their end, for a reason that may be over the next time:
    #: they were still moving, the disk or the share failed, time was over, the program failed.
    open: tuple[str, ...] = ()
    #: There are fewer deliveries than there are bound to be.
    short: bool = False

    def exit_status(self, *, strict: bool = False, fail_on: Collection[FailOn] = ()) -> ExitStatus:
        """Superseded deliveries do not count; what was not opened or written is not judged.

        Nor is what a person has to decide on first, nor what a rule across packages failed on. 3,
        whatever else there is, while a delivery is gone from the inbox, whether it counts or not,
        or fewer are in it than there are bound to be, and where nothing has come that could be
        judged.
        """
        if not self.batch.deliveries:
            return ExitStatus.NOT_FINISHED
        counting = self.batch.counting
        if self.short or self.lost:
            return ExitStatus.NOT_FINISHED
        return exit_status(
            [item.report for item in counting if item.report is not None],
            {item.finding.level for item in self.batch.open_across},
            strict=strict,
            fail_on=fail_on,
            unfinished=bool(self.unwritten or self.open or self.batch.faults)
            or any(item.report is None for item in counting)
            or any(item.undecided for item in self.batch.deliveries),
        )


def run_batch(call: BatchCall, *, progress: BatchProgress | None = None) -> BatchResult:
    """Judge every delivery of the inbox that is new or has changed, and report on all.

    Raises CannotBatch, PackError and NothingSelected where nothing can be judged; OSError where the
    output folder takes no more. However it ends, the same call goes on from there.
    """
    require_kind("call", call, BatchCall, "a BatchCall")
    require_function("progress", progress)
    with desk(call) as folder:
        return run_round(call, folder, progress=progress)


def run_round(
    call: BatchCall,
    folder: OutputFolder,
    *,
    progress: BatchProgress | None = None,
    moving: frozenset[str] = frozenset(),
    second_look: bool = False,
) -> BatchResult:
    """As ``run_batch``, in a folder that ``desk`` gave.

    moving: deliveries that are still being copied: not judged now. second_look: what has been gone
    from the inbox for a while is given up.
    """
    with _inbox_asked(call.inbox):
        return _round(call, folder, progress or _silent, moving, second_look=second_look)


@contextmanager
def _inbox_asked(inbox: Path) -> Iterator[None]:
    """What the system fails to say of the inbox is no trouble of the output's. Raises Unreachable.

    Where deliveries are opened, that is what became of them; this is for all that is asked besides.
    """
    try:
        yield
    except OSError as error:
        place = Path(os.fsdecode(error.filename or ""))
        if not is_passing(error) or not place.is_relative_to(inbox):
            raise
        raise Unreachable(shut_package(place, error).text, error) from error


def _round(
    call: BatchCall,
    folder: OutputFolder,
    progress: BatchProgress,
    moving: frozenset[str],
    *,
    second_look: bool,
) -> BatchResult:
    this = begin_round(call, folder, moving, second_look=second_look)
    arrived = len(this.found.deliveries) + len(moving - this.heads.keys())
    backlog = find_stale(this)
    looks = {path: item.look for path, item in this.listings.items()}
    writer = ReportWriter(
        folder, this.names, backlog.fingerprints, this.key.id, looks, backlog.arrived
    )
    memory = replace(this.vanished.memory, rulepack=this.settings.pack().pack.id)
    keep_memory(folder, memory)
    writer.withdraw(this.vanished.given_up)
    waiting = without_growing(this, backlog.waiting, writer)
    notices = judge_waiting(this, waiting, writer, progress)
    notices += judge_waiting(this, find_unsettled(this, backlog), writer, progress)
    belonging = belong(this, backlog, writer)
    notices += judge_waiting(this, belonging.waiting, writer, progress)
    batch = sum_up(this, backlog, belonging, writer)
    failed = {
        path: looks[path]
        for path, why in writer.failed.items()
        if path in looks and path not in this.heads and why.problem != STILL_COMING
    }
    keep_memory(folder, still_shut(memory, failed))
    heads = {head.delivery: head for head in folder.records.heads()}
    passing = {name for name, why in writer.failed.items() if why.passing}
    stale = {name for name in this.judged if name in heads and heads[name].stale}
    left = {*writer.kept, *passing}
    judged = [item.delivery for item in backlog.waiting if item.delivery not in left]
    few = () if arrived >= call.least else (_few(arrived, call.least),)
    return BatchResult(
        batch,
        folder.out / "index.html",
        len(judged),
        tuple(writer.unwritten),
        (*_damaged(folder.records.damaged), *notices, *_beside(writer.beside), *writer.notices),
        tuple(judged),
        tuple(sorted(this.vanished.lost)),
        (*few, *notes_on(this.vanished, None)),
        tuple(sorted({*moving, *passing, *writer.kept, *writer.missed, *stale})),
        bool(few),
    )


def _few(arrived: int, least: int) -> Text:
    return Text(
        f"收件文件夹里只有 {arrived} 份材料，少于 --min-packages 规定的 {least} 份："
        "请看共享盘是否连上、路径是否写对。原有的结果都保留。",
        f"Only {arrived} package(s) in the inbox, fewer than the {least} of --min-packages: see "
        "whether the share is mounted and the path is right. All results stay.",
    )


def _damaged(records: int) -> tuple[Text, ...]:
    """That records could not be read."""
    if not records:
        return ()
    return (
        Text(
            f"有 {records} 份检查记录读不出来（例如写的时候断了电），原样留在 "
            ".jlxx-check/damaged；还在收件文件夹里的材料会重新检查。",
            f"{records} records could not be read, as after a power cut, and are kept in "
            ".jlxx-check/damaged; what is still in the inbox is judged anew.",
        ),
    )


def _beside(paths: Sequence[str]) -> tuple[Text, ...]:
    """That reports went beside what a person edited."""
    if not paths:
        return ()
    return (
        Text(
            f"原来的报告有人改过，没有覆盖；新的一份在旁边：{'、'.join(paths)}。",
            "Somebody edited the reports that were there, so they stay; the new ones are beside "
            f"them: {', '.join(paths)}.",
        ),
    )


def _silent(_done: int, _all: int, _name: str) -> None:
    """Progress that nobody watches."""
