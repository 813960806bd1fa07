"""A batch from beginning to end: what is new is judged, all is compared, everything is reported."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from jlxx_check.app.batch import overall
from jlxx_check.app.batch.executing import Workers, judge_all, local
from jlxx_check.app.batch.folder import Folder, check_places
from jlxx_check.app.batch.inbox import Inbox, look_into
from jlxx_check.app.batch.job import Failed, Job
from jlxx_check.app.batch.key import user_key
from jlxx_check.app.batch.lock import only_writer
from jlxx_check.app.batch.names import folder_names
from jlxx_check.app.batch.problems import CannotBatch
from jlxx_check.app.batch.received import Dates, read_dates
from jlxx_check.app.batch.settings import Lists, Settings
from jlxx_check.app.batch.standing import Standing, Waiting, stand
from jlxx_check.app.batch.summing import Sum, sum_up
from jlxx_check.app.batch.units import read_units
from jlxx_check.app.batch.writing import Writer
from jlxx_check.app.loading import RulePack
from jlxx_check.engine import select_rules
from jlxx_check.model.batch import BatchReport
from jlxx_check.model.text import Text
from jlxx_check.values.system_errors import reason

#: So many are sooner done here, where files are read in threads, than processes are started.
_FEW = 2

#: Called with the number of deliveries done and of all, and the one that was done last.
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a batch came to. index: the page to look at. judged: deliveries judged anew.

    unwritten: reports that could not be written, and why; the notes say so, too. notices: what the
    caller should know of the run, such as a cache that could not be used.
    """

    batch: BatchReport
    index: Path
    judged: int
    unwritten: tuple[Text, ...] = ()
    notices: tuple[Text, ...] = ()


@contextmanager
def desk(inbox: Path, out: Path, settings: Settings, lists: Lists) -> Iterator[Folder]:
    """The output folder, once the call is known to be right, and with no other run writing to it.

    Raises CannotBatch, PackError and NothingSelected where nothing can be judged.
    """
    folder = Folder(out, (*settings.given_files(), *lists.given_files()))
    try:
        check_places(inbox, out)
        folder.require_free(overall.NAMES)
    except OSError as error:
        raise CannotBatch(_unusable(error.filename or out, error)) from error
    pack = settings.pack()
    select_rules(pack.rules, settings.select, settings.ignore)
    _told(pack, settings, lists)
    look_into(inbox, out.resolve(), pack.pack)
    with ExitStack() as held:
        try:
            folder.prepare()
            held.enter_context(only_writer(folder.lock))
        except OSError as error:
            raise CannotBatch(_unusable(out, error)) from error
        yield folder


def _unusable(place: Path | str, error: OSError) -> Text:
    why = reason(error)
    return Text(
        f"“{place}”不能用：{why.zh}。没有检查。",
        f"“{place}” cannot be used: {why.en}. Nothing was judged.",
    )


def run_batch(
    inbox: Path,
    out: Path,
    settings: Settings,
    lists: Lists,
    *,
    jobs: int = 1,
    workers: Workers | None = None,
    progress: Progress | None = None,
) -> Outcome:
    """Judge every delivery of the inbox that is new or has changed, and report on all.

    jobs: packages judged at a time. workers: where, instead of this machine's processes.

    Raises CannotBatch, PackError and NothingSelected where nothing can be judged; OSError where the
    output folder takes no more. However it ends, the same call goes on from there.
    """
    with desk(inbox, out, settings, lists) as folder:
        return run_in(folder, inbox, settings, lists, jobs=jobs, workers=workers, progress=progress)


def run_in(
    folder: Folder,
    inbox: Path,
    settings: Settings,
    lists: Lists,
    *,
    jobs: int = 1,
    workers: Workers | None = None,
    progress: Progress | None = None,
    moving: frozenset[str] = frozenset(),
) -> Outcome:
    """As ``run_batch``, in a folder that ``desk`` gave.

    moving: deliveries that are still being copied: not judged now.
    """
    pack = settings.pack()
    dates, wanted = _told(pack, settings, lists)
    found = look_into(inbox, folder.out.resolve(), pack.pack)
    found = found.without(frozenset(name for name in moving if folder.record(name) is None))
    names = folder_names(found.deliveries)
    key = user_key()
    standing = stand(inbox, found.deliveries, folder, names, settings, dates, key.id, moving)
    writer = Writer(folder, names, standing.fingerprints, key.id)
    writer.clear(standing.gone)
    notices = _judge(standing.waiting, settings, writer, key.secret, dates, jobs, workers, progress)
    outcome = _summed(inbox, found, folder, writer, standing, settings, dates, wanted)
    return replace(outcome, notices=notices)


def _told(pack: RulePack, settings: Settings, lists: Lists) -> tuple[Dates, tuple[str, ...]]:
    """The dates, and the units asked for. Raises PackError for a list that cannot be read."""
    dates = Dates(lists.received)
    if lists.received_list is not None:
        dates = read_dates(lists.received_list, settings.known_units(), lists.received)
    if lists.units is not None:
        return dates, read_units(lists.units)
    return dates, tuple(unit.name for unit in pack.pack.units)


def _judge(
    waiting: Sequence[Waiting],
    settings: Settings,
    writer: Writer,
    secret: bytes,
    dates: Dates,
    jobs: int,
    workers: Workers | None,
    progress: Progress | None,
) -> tuple[Text, ...]:
    """Judge what waits, and write each result as it comes; the notices, each once."""
    tell = progress or _silent
    tell(0, len(waiting), "")
    if not waiting:
        return ()
    notices: dict[Text, None] = {}
    alone = workers is None and (jobs == 1 or len(waiting) <= _FEW)
    processes = 1 if alone else min(jobs, len(waiting))
    workers = workers or local(processes)
    reading = replace(settings.reading, jobs=jobs if alone else 1)
    settings = workers.settings(replace(settings, reading=reading))
    identity = settings.identity()
    todo = (
        Job(
            item.delivery,
            workers.place(item.path),
            settings,
            identity,
            dates,
            item.modified,
            item.link,
            secret,
        )
        for item in waiting
    )
    for done, result in enumerate(judge_all(todo, workers), start=1):
        if isinstance(result, Failed):
            writer.fail(result)
        else:
            writer.write(result)
            notices.update(dict.fromkeys(result.notices))
        tell(done, len(waiting), result.delivery)
    return tuple(notices)


def _summed(
    inbox: Path,
    found: Inbox,
    folder: Folder,
    writer: Writer,
    standing: Standing,
    settings: Settings,
    dates: Dates,
    wanted: Sequence[str],
) -> Outcome:
    total = Sum(inbox, folder, settings, dates, standing, writer)
    batch = sum_up(total, found, wanted)
    return Outcome(batch, folder.out / "index.html", len(standing.waiting), tuple(writer.unwritten))


def _silent(_done: int, _all: int, _name: str) -> None:
    """Progress that nobody watches."""
