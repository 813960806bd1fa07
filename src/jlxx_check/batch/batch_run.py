"""A batch from beginning to end: what is new is judged, all is compared, everything is reported."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from jlxx_check.batch.belonging.merged import belong
from jlxx_check.batch.desk import BatchCall, BatchRound, begin_round, desk
from jlxx_check.batch.execute import BatchWorkers, judge_all, local
from jlxx_check.batch.inbox import STILL_COMING, growing
from jlxx_check.batch.job import Failed, Job
from jlxx_check.batch.output_folder import OutputFolder
from jlxx_check.batch.report_writer import ReportWriter
from jlxx_check.batch.senders import mail_claims
from jlxx_check.batch.stale import Waiting, find_stale, find_unsettled
from jlxx_check.batch.summing import sum_up
from jlxx_check.batch.vanished import keep_memory, notes_on, still_shut
from jlxx_check.engine.results import exit_status
from jlxx_check.files.laid_over import Overlay
from jlxx_check.model.batch_report import BatchReport
from jlxx_check.model.outcome import FailOn
from jlxx_check.model.sender import SenderClaim
from jlxx_check.text import Text

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
    #: What is said of them; the batch's notes say so, too.
    losses: tuple[Text, ...] = ()

    def exit_status(self, *, strict: bool = False, fail_on: Collection[FailOn] = ()) -> int:
        """Superseded deliveries do not count; what was not opened or written is not judged.

        Nor is what a person has to decide on first. 3, whatever else there is, while a delivery
        that counts is gone from the inbox, and where nothing has come that could be judged.
        """
        if not self.batch.deliveries:
            return 3
        counting = self.batch.counting
        if any(item.withdrawn for item in self.batch.deliveries if item.counts or item.supplements):
            return 3
        return exit_status(
            [item.report for item in counting if item.report is not None],
            {item.finding.level for item in self.batch.open_across},
            strict=strict,
            fail_on=fail_on,
            unfinished=bool(self.unwritten)
            or any(item.report is None for item in counting)
            or any(item.undecided for item in self.batch.deliveries),
        )


def run_batch(call: BatchCall, *, progress: BatchProgress | None = None) -> BatchOutcome:
    """Judge every delivery of the inbox that is new or has changed, and report on all.

    Raises CannotBatch, PackError and NothingSelected where nothing can be judged; OSError where the
    output folder takes no more. However it ends, the same call goes on from there.
    """
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
    this = begin_round(call, folder, moving, second_look=second_look)
    backlog = find_stale(this)
    looks = {path: item.look for path, item in this.listings.items()}
    writer = ReportWriter(
        folder, this.names, backlog.fingerprints, this.key.id, looks, backlog.arrived
    )
    memory = replace(this.vanished.memory, rulepack=this.settings.pack().pack.id)
    keep_memory(folder, memory)
    writer.withdraw(this.vanished.given_up)
    waiting = _without_growing(this, backlog.waiting, writer)
    notices = _judge(this, waiting, writer, progress or _silent)
    notices += _judge(this, find_unsettled(this, backlog), writer, progress or _silent)
    belonging = belong(this, backlog, writer)
    notices += _judge(this, belonging.waiting, writer, progress or _silent)
    batch = sum_up(this, backlog, belonging, writer)
    failed = {
        path: looks[path]
        for path, why in writer.failed.items()
        if path in looks and path not in this.heads and why.problem != STILL_COMING
    }
    keep_memory(folder, still_shut(memory, failed))
    return BatchOutcome(
        batch,
        folder.out / "index.html",
        len(backlog.waiting),
        tuple(writer.unwritten),
        (*_damaged(folder.records.damaged), *notices, *_beside(writer.beside), *writer.notices),
        tuple(item.delivery for item in backlog.waiting),
        tuple(sorted(this.vanished.lost)),
        notes_on(this.vanished, None),
    )


def _without_growing(
    this: BatchRound, waiting: Sequence[Waiting], writer: ReportWriter
) -> Sequence[Waiting]:
    """What is there to its end; what is still being copied is told to be so."""
    names = {item.delivery for item in waiting}
    arrivals = [item for item in this.found.arrivals if item.path in names]
    coming = growing(this.call.inbox, arrivals, this.listings)
    for path in sorted(coming):
        writer.fail(Failed(path, STILL_COMING))
    return [item for item in waiting if item.delivery not in coming]


def _judge(
    this: BatchRound, waiting: Sequence[Waiting], writer: ReportWriter, tell: BatchProgress
) -> tuple[Text, ...]:
    """Judge what waits, and write each result as it comes; the notices, each once."""
    if not waiting:
        return ()
    tell(0, len(waiting), "")
    call, notices = this.call, dict[Text, None]()
    alone = call.workers is None and (call.jobs == 1 or len(waiting) <= _FEW)
    workers = call.workers or local(1 if alone else min(call.jobs, len(waiting)))
    reading = replace(call.settings.reading, jobs=call.jobs if alone else 1)
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
    )
    with closing(judge_all(todo, workers)) as results:
        for done, result in enumerate(results, start=1):
            if isinstance(result, Failed):
                writer.fail(result)
            else:
                writer.write(result)
                notices.update(dict.fromkeys(result.notices))
            tell(done, len(waiting), result.delivery)
    return tuple(notices)


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
