"""Deliveries that wait are judged, each result written as it comes; what moves or fails waits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace

from jlxx_check.batch.desk import BatchRound
from jlxx_check.batch.execute import BatchWorkers, judge_all, local
from jlxx_check.batch.inbox import STILL_COMING, STILL_MOVING, growing, list_arrivals
from jlxx_check.batch.job import Failed, Job, Judged
from jlxx_check.batch.report_writer import ReportWriter
from jlxx_check.batch.senders import mail_claims
from jlxx_check.batch.stale import Waiting
from jlxx_check.files.laid_over import Overlay
from jlxx_check.model.sender import SenderClaim
from jlxx_check.text import Text

#: So many are sooner done here, where files are read in threads, than processes are started.
_FEW = 2


#: Called with the number of deliveries done and of all, and the one that was done last.
BatchProgress = Callable[[int, int, str], None]


def without_growing(
    this: BatchRound, waiting: Sequence[Waiting], writer: ReportWriter
) -> Sequence[Waiting]:
    """What is there to its end; what is still being copied is told to be so."""
    names = {item.delivery for item in waiting}
    arrivals = [item for item in this.found.arrivals if item.path in names]
    coming = growing(this.call.inbox, arrivals, this.listings, this.call.patience)
    for path in sorted(coming):
        writer.fail(Failed(path, STILL_COMING, passing=True))
    return [item for item in waiting if item.delivery not in coming]


def judge_waiting(
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


def _mail_claims(this: BatchRound, item: Waiting) -> tuple[SenderClaim, ...]:
    """What the mail of a delivery says of who sent it."""
    mail = this.mail(item.delivery)
    said = (mail.subject, mail.sender_name, mail.sender_address)
    return mail_claims(said, this.settings.known_units())


def _mapped(over: Overlay, workers: BatchWorkers) -> Overlay:
    """What is laid over, where the workers find it."""
    layers = tuple(replace(layer, path=workers.place(layer.path)) for layer in over.layers)
    return replace(over, layers=layers)
