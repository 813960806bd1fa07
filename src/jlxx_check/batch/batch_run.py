"""A batch from beginning to end: what is new is judged, all is compared, everything is reported."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from jlxx_check.batch.belonging.merged import belong
from jlxx_check.batch.cannot_batch import Unreachable
from jlxx_check.batch.desk import BatchCall, BatchRound, begin_round, desk
from jlxx_check.batch.execute import BatchWorkers, judge_all, local
from jlxx_check.batch.inbox import STILL_COMING, STILL_MOVING, growing, list_arrivals
from jlxx_check.batch.job import Failed, Job, Judged
from jlxx_check.batch.output_folder import OutputFolder
from jlxx_check.batch.report_writer import ReportWriter
from jlxx_check.batch.senders import mail_claims
from jlxx_check.batch.stale import Waiting, find_stale, find_unsettled
from jlxx_check.batch.summing import sum_up
from jlxx_check.batch.vanished import keep_memory, notes_on, still_shut
from jlxx_check.engine.results import exit_status
from jlxx_check.files.folder_tree import shut_package
from jlxx_check.files.laid_over import Overlay
from jlxx_check.model.batch_report import BatchReport
from jlxx_check.model.outcome import FailOn
from jlxx_check.model.sender import SenderClaim
from jlxx_check.text import Text
from jlxx_check.values.given import require_function, require_kind
from jlxx_check.values.system_errors import is_passing

#: So many are sooner done here, where files are read in threads, than processes are started.
_FEW = 2

#: Called with the number of deliveries done and of all, and the one that was done last.
BatchProgress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class BatchOutcome:
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

    def exit_status(self, *, strict: bool = False, fail_on: Collection[FailOn] = ()) -> int:
        """Superseded deliveries do not count; what was not opened or written is not judged.

        Nor is what a person has to decide on first, nor what a rule across packages failed on. 3,
        whatever else there is, while a delivery that counts is gone from the inbox, or fewer are
        in it than there are bound to be, and where nothing has come that could be judged.
        """
        if not self.batch.deliveries:
            return 3
        counting = self.batch.counting
        if self.short:
            return 3
        if any(item.withdrawn for item in self.batch.deliveries if item.counts or item.supplements):
            return 3
        return exit_status(
            [item.report for item in counting if item.report is not None],
            {item.finding.level for item in self.batch.open_across},
            strict=strict,
            fail_on=fail_on,
            unfinished=bool(self.unwritten or self.open or self.batch.faults)
            or any(item.report is None for item in counting)
            or any(item.undecided for item in self.batch.deliveries),
        )


def run_batch(call: BatchCall, *, progress: BatchProgress | None = None) -> BatchOutcome:
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
) -> BatchOutcome:
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
) -> BatchOutcome:
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
    waiting = _without_growing(this, backlog.waiting, writer)
    notices = _judge(this, waiting, writer, progress)
    notices += _judge(this, find_unsettled(this, backlog), writer, progress)
    belonging = belong(this, backlog, writer)
    notices += _judge(this, belonging.waiting, writer, progress)
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
    return BatchOutcome(
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


def _without_growing(
    this: BatchRound, waiting: Sequence[Waiting], writer: ReportWriter
) -> Sequence[Waiting]:
    """What is there to its end; what is still being copied is told to be so."""
    names = {item.delivery for item in waiting}
    arrivals = [item for item in this.found.arrivals if item.path in names]
    coming = growing(this.call.inbox, arrivals, this.listings, this.call.patience)
    for path in sorted(coming):
        writer.fail(Failed(path, STILL_COMING, passing=True))
    return [item for item in waiting if item.delivery not in coming]


def _judge(
    this: BatchRound, waiting: Sequence[Waiting], writer: ReportWriter, tell: BatchProgress
) -> tuple[Text, ...]:
    """Judge what waits, and write each result as it comes; the notices, each once."""
    if not waiting:
        return ()
    tell(0, len(waiting), "")
    guard = _Guard(this)
    call, notices = this.call, dict[Text, None]()
    alone = call.workers is None and (call.jobs == 1 or len(waiting) <= _FEW)
    workers = call.workers or local(1 if alone else min(call.jobs, len(waiting)))
    reading = replace(call.settings.reading, jobs=call.jobs if alone else 1, until=this.until)
    decisions = this.settings.decisions and this.settings.decisions.without_rows()
    settings = workers.settings(replace(this.settings, reading=reading, decisions=decisions))
    identity = settings.identity()
    todo = (
        Job(
            delivery=item.delivery,
            path=workers.place(item.path),
            settings=settings,
            identity=identity,
            dates=this.dates,
            modified=item.modified,
            link=item.link,
            key=this.key.secret,
            told=tuple(filter(None, [this.assigned.claim(item.base or item.delivery)])),
            mail=_mail_claims(this, item),
            sender=item.sender,
            base=item.base,
            over=_mapped(item.over, workers),
            notes=item.notes,
            links=item.links,
            layers=item.layers,
        )
        for item in waiting
        if guard.go_on(item.delivery)
    )
    with closing(judge_all(todo, workers)) as results:
        for done, result in enumerate(results, start=1):
            end = guard.believed(result)
            if isinstance(end, Failed):
                writer.fail(end)
            else:
                writer.write(end)
                notices.update(dict.fromkeys(end.notices))
            tell(done, len(waiting), result.delivery)
    for name in guard.left_out:
        writer.fail(Failed(name, guard.why, passing=True))
    return tuple(notices)


class _Guard:
    """Ends the judging where it makes no sense any more, and takes no result for what it is not."""

    def __init__(self, this: BatchRound) -> None:
        self._this = this
        #: One after the other; whatever is read in between says that the share is there.
        self._refused = 0
        #: Deliveries that were not judged, and why.
        self.left_out: list[str] = []
        self.why = _SHARE_LOST

    def go_on(self, delivery: str) -> bool:
        """Whether the next delivery is judged: there is time, and the share can be read."""
        if self._this.late:
            self.why = _NO_TIME
        elif self._refused < _ENOUGH:
            return True
        self.left_out.append(delivery)
        return False

    def believed(self, result: Judged | Failed) -> Judged | Failed:
        """The result, unless the delivery was still moving while it was judged."""
        if isinstance(result, Failed):
            self._refused = self._refused + 1 if result.passing else 0
            return result
        self._refused = 0
        this = self._this
        before, arrival = this.listings.get(result.delivery), this.found.arrival(result.delivery)
        if before is None or arrival is None or before.digest is None:
            return result
        now = list_arrivals(this.call.inbox, [arrival], this.call.patience)[arrival.path]
        if now.look == before.look:
            return result
        return Failed(result.delivery, STILL_MOVING, passing=True)


#: So many deliveries one after the other that the system fails to read are no chance.
_ENOUGH = 3

_SHARE_LOST = Text(
    "共享盘或磁盘一再出错，检查中途停止，没有轮到这一份。等它恢复了，再运行一次同一条命令。",
    "The share or the disk failed again and again, and the run stopped before this one. Run the "
    "same command again once it is back.",
)
_NO_TIME = Text(
    "到了 --total-seconds 规定的时限，没有轮到这一份。再运行一次同一条命令，从这里继续。",
    "The time given by --total-seconds was over before this one. The same command goes on from "
    "here.",
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


def _mail_claims(this: BatchRound, item: Waiting) -> tuple[SenderClaim, ...]:
    """What the mail of a delivery says of who sent it."""
    mail = this.mail(item.delivery)
    said = (mail.subject, mail.sender_name, mail.sender_address)
    return mail_claims(said, this.settings.known_units())


def _mapped(over: Overlay, workers: BatchWorkers) -> Overlay:
    """What is laid over, where the workers find it."""
    layers = tuple(replace(layer, path=workers.place(layer.path)) for layer in over.layers)
    return replace(over, layers=layers)


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
