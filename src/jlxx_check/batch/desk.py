"""A desk made ready for a run: inbox and output folder will do, and nobody else writes there."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from jlxx_check.batch import overall
from jlxx_check.batch.assigned import Assigned
from jlxx_check.batch.batch_settings import BatchSettings, Lists
from jlxx_check.batch.cannot_batch import CannotBatch
from jlxx_check.batch.dates_received import Dates
from jlxx_check.batch.execute import BatchWorkers
from jlxx_check.batch.inbox import (
    ArrivalListing,
    InboxContent,
    list_arrivals,
    look_into,
    require_reach,
)
from jlxx_check.batch.only_writer import only_writer
from jlxx_check.batch.output_folder import OutputFolder
from jlxx_check.batch.output_mark import is_output, may_be_output
from jlxx_check.batch.output_names import folder_names
from jlxx_check.batch.record import RecordHead
from jlxx_check.batch.rounds_folder import RoundsFolder
from jlxx_check.batch.user_key import Key, user_key
from jlxx_check.batch.vanished import Vanished, find_vanished, inbox_identity, read_memory
from jlxx_check.files import MailHead
from jlxx_check.files.archives import sweep
from jlxx_check.text import Text
from jlxx_check.values.given import given_path, require_flags, require_kind, require_numbers
from jlxx_check.values.ordering import natural_key
from jlxx_check.values.system_errors import reason


@dataclass(frozen=True, slots=True)
class BatchCall:
    """What a batch or a watch is asked to do."""

    inbox: Path
    out: Path
    settings: BatchSettings
    #: What is known from outside; a watch asks anew for each round.
    lists: Callable[[], Lists] = Lists
    #: Packages judged at a time on this machine.
    jobs: int = 1
    #: Where packages are judged instead.
    workers: BatchWorkers | None = None
    #: The output folder of an earlier desk, whose rounds go on here.
    baseline: Path | None = None
    #: What is no longer in the inbox is meant to be gone.
    withdrawn: bool = False
    #: Deliveries that are bound to be there: with fewer the run is not done, and gives none up.
    least: int = 0
    #: Seconds for one look at the inbox; what is not judged by then is judged the next time.
    total_seconds: float | None = None

    @property
    def patience(self) -> float:
        """Seconds that the system may take for one answer about the inbox."""
        return self.settings.reading.limits.seconds

    def __post_init__(self) -> None:
        """Paths may be given as strings. Raises TypeError for a value of another kind."""
        require_kind("settings", self.settings, BatchSettings, "BatchSettings")
        require_kind("jobs", self.jobs, int, "a number")
        require_kind("least", self.least, int, "a number")
        require_numbers(total_seconds=self.total_seconds)
        require_flags(withdrawn=self.withdrawn)
        if not callable(self.lists):
            raise TypeError(f"lists: a function that gives Lists, not {self.lists!r}")
        if self.workers is not None:
            require_kind("workers", self.workers, BatchWorkers, "BatchWorkers")
        for name in ("inbox", "out", "baseline"):
            if (path := getattr(self, name)) is not None or name != "baseline":
                object.__setattr__(self, name, given_path(name, path))


@dataclass(frozen=True, slots=True)
class BatchRound:
    """One round over the inbox: what every step of it works on."""

    call: BatchCall
    folder: OutputFolder
    #: The deliveries that there are now, and what is none.
    found: InboxContent
    #: What the system tells of each.
    listings: Mapping[str, ArrivalListing]
    #: Of the records, by the delivery's path.
    heads: Mapping[str, RecordHead]
    #: The deliveries that are there no longer.
    vanished: Vanished
    #: The deliveries' folders in the output.
    names: Mapping[str, str]
    dates: Dates
    #: The units asked for.
    wanted: tuple[str, ...]
    #: What a person said of single deliveries.
    assigned: Assigned
    key: Key
    #: Deliveries that are still being copied: each stands as it was judged before.
    moving: frozenset[str]
    #: Seconds since the epoch; what is not judged by then is judged the next time.
    until: float | None = None

    @property
    def late(self) -> bool:
        """Whether the time for this round is over."""
        return self.until is not None and time.time() >= self.until

    @property
    def settings(self) -> BatchSettings:
        """The call's, with the units asked for."""
        return replace(self.call.settings, asked=self.wanted)

    def place(self, delivery: str) -> Path:
        """Where the delivery is opened."""
        arrival = self.found.arrival(delivery)
        return arrival.place(self.call.inbox) if arrival else self.call.inbox / delivery

    def mail(self, delivery: str) -> MailHead:
        """What the mail says that the delivery came with."""
        arrival = self.found.arrival(delivery)
        return (arrival.mail if arrival else None) or MailHead()

    @property
    def judged(self) -> tuple[str, ...]:
        """The deliveries that a run reports on: those that are there, and those that are lost."""
        return tuple(sorted((*self.found.deliveries, *self.vanished.lost), key=natural_key))


@contextmanager
def desk(call: BatchCall) -> Iterator[OutputFolder]:
    """The output folder, once the call is known to be right, and with no other run writing to it.

    Raises CannotBatch, PackError and NothingSelected where nothing can be judged.
    """
    out, settings, lists = call.out, call.settings, call.lists()
    folder = OutputFolder(out, (*settings.given_files(), *lists.given_files()))
    require_reach(call.inbox, call.patience)
    try:
        check_places(call.inbox, out)
        folder.require_free(overall.NAMES)
    except OSError as error:
        raise CannotBatch(_unusable(error.filename or out, error), error) from error
    settings.chosen()
    lists.read(settings)
    if call.baseline is not None:
        earlier_rounds(call.baseline)
    require_same_notice(folder, settings)
    found = see(call, folder)
    if not folder.records:
        require_several(found)
    sweep()
    with ExitStack() as held:
        try:
            folder.prepare()
            held.enter_context(only_writer(folder.lock))
        except OSError as error:
            raise CannotBatch(_unusable(out, error), error) from error
        yield folder


def see(call: BatchCall, folder: OutputFolder, known: Iterable[str] = ()) -> InboxContent:
    """What lies in the inbox now. known: paths of deliveries judged before.

    Raises Unreachable, PackError.
    """
    require_reach(call.inbox, call.patience)
    settings = call.settings
    _, wanted = call.lists().read(settings)
    return look_into(
        call.inbox,
        folder.out,
        settings.pack().pack,
        units=settings.known_units(),
        wanted=wanted,
        grouped={path.partition("/")[0] for path in known if "/" in path},
        seconds=call.patience,
    )


def begin_round(
    call: BatchCall,
    folder: OutputFolder,
    moving: frozenset[str] = frozenset(),
    *,
    second_look: bool = False,
) -> BatchRound:
    """Look around: what lies in the inbox now. Raises as ``desk`` does."""
    until = None if call.total_seconds is None else time.time() + call.total_seconds
    lists = call.lists()
    dates, wanted = lists.read(call.settings)
    heads = {head.delivery: head for head in folder.records.heads()}
    found = see(call, folder, heads)
    listings = list_arrivals(call.inbox, found.arrivals, call.patience)
    vanished = find_vanished(
        heads,
        found,
        listings,
        read_memory(folder),
        inbox_identity(call.inbox),
        time.time(),
        withdrawn=call.withdrawn,
        second_look=second_look and len(found.deliveries) >= call.least,
    )
    if vanished.another_inbox:
        found = found.untouched()
    coming = frozenset(name for name in moving if name not in heads)
    found = found.without(coming, call.settings.known_units().unit)
    names = folder_names([*found.deliveries, *vanished.lost])
    return BatchRound(
        call=call,
        folder=folder,
        found=found,
        listings=listings,
        heads=heads,
        vanished=vanished,
        names=names,
        dates=dates,
        wanted=wanted,
        assigned=lists.assigned(),
        key=user_key(),
        moving=moving,
        until=until,
    )


def _unusable(place: Path | str, error: OSError) -> Text:
    why = reason(error)
    return Text(
        f"“{place}”不能用：{why.zh}。没有检查。",
        f"“{place}” cannot be used: {why.en}. Nothing was judged.",
    )


def check_places(inbox: Path, out: Path) -> None:
    """Raises CannotBatch where one is no folder, or the other would mix with what is not ours."""
    if not inbox.is_dir():
        raise CannotBatch(
            Text(f"找不到收件文件夹“{inbox}”。", f"There is no inbox “{inbox}”.")
            if not inbox.exists()
            else Text(
                f"“{inbox}”不是文件夹。请给出装有各单位材料包的文件夹。",
                f"“{inbox}” is no folder. Give the folder that holds the units' packages.",
            )
        )
    if is_output(inbox):
        raise CannotBatch(
            Text(
                f"“{inbox}”是批量检查的结果文件夹，不是收件文件夹。请给出装有各单位材料包的文件夹。",
                f"“{inbox}” is what a batch wrote, and no inbox. Give the folder that holds the "
                "units' packages.",
            )
        )
    source, target = inbox.resolve(), out.resolve()
    if source.is_relative_to(target):
        raise CannotBatch(
            Text(
                "--out 不能是收件文件夹本身或它的上级文件夹，请另选一个文件夹。",
                "--out must not be the inbox or a folder that holds it; choose another.",
            )
        )
    if target.is_relative_to(source) and target.parent != source:
        raise CannotBatch(
            Text(
                f"--out 在材料包里面：{out}。材料包只读，请另选一个文件夹。",
                f"--out is inside a package: {out}. Packages are only ever read; choose another.",
            )
        )
    if out.exists() and not out.is_dir():
        raise CannotBatch(
            Text(f"--out 要写文件夹，“{out}”不是。", f"--out takes a folder; “{out}” is none.")
        )
    if not out.exists() and not target.parent.is_dir():
        raise CannotBatch(
            Text(
                f"--out 的上级文件夹不存在：{target.parent}",
                f"--out: no such folder: {target.parent}",
            )
        )
    if out.is_dir() and not may_be_output(out):
        raise CannotBatch(
            Text(
                f"--out 文件夹“{out}”里已有别的文件。请给一个新的或空的文件夹，"
                "或者上次批量检查写的文件夹。",
                f"The folder “{out}” holds other files. Give a new or empty one for --out, or the "
                "one that a batch wrote before.",
            )
        )


def earlier_rounds(baseline: Path) -> RoundsFolder:
    """The rounds that another desk has kept. Raises CannotBatch where there are none."""
    found = RoundsFolder(OutputFolder(baseline))
    if not found:
        raise CannotBatch(
            Text(
                f"--baseline 要写以前批量检查的结果文件夹，“{baseline}”里没有轮次记录（轮次/）。",
                f"--baseline takes the output folder of an earlier batch; “{baseline}” holds no "
                "rounds (轮次/).",
            )
        )
    return found


def require_same_notice(folder: OutputFolder, settings: BatchSettings) -> None:
    """Raises CannotBatch where the folder holds the results by another notice.

    Numbers, rounds and letters of two notices in one folder would be taken for each other's.
    """
    memory, pack = read_memory(folder), settings.pack().pack.id
    if memory is not None and memory.rulepack not in ("", pack):
        raise CannotBatch(
            Text(
                f"--out 文件夹“{folder.out}”里是按另一份通知（{memory.rulepack}）检查的结果，"
                f"这次用的是“{pack}”。请另给一个文件夹。",
                f"The folder “{folder.out}” holds results by another notice ({memory.rulepack}); "
                f"this run uses “{pack}”. Give another folder for --out.",
            )
        )


def require_several(found: InboxContent) -> None:
    """Raises CannotBatch where the inbox is beyond doubt one unit's package."""
    own = found.own_package
    if own is None or not own.certain:
        return
    zh, en = "、".join(own.signs[:4]), ", ".join(own.signs[:4])
    raise CannotBatch(
        Text(
            f"这个文件夹本身就是一个单位的材料包（里面直接就是{zh}），不是收件文件夹。"
            "检查一个材料包请用：jlxx-check check 文件夹；批量检查请给出它的上级文件夹。",
            f"This folder is itself one unit's package ({en} are right in it), and no inbox. To "
            "judge one package: jlxx-check check FOLDER; for many give the folder above it.",
        )
    )
