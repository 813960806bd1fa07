"""A desk made ready for a run: inbox and output folder will do, and nobody else writes there."""

from __future__ import annotations

import hashlib
import os
import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import field, replace
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
from jlxx_check.batch.output_folder import OutputFolder
from jlxx_check.batch.output_names import folder_names
from jlxx_check.batch.record import RecordHead
from jlxx_check.batch.required import (
    check_places,
    earlier_rounds,
    only_writer,
    require_same_notice,
    require_several,
    unusable,
)
from jlxx_check.batch.vanished import Vanished, find_vanished, inbox_identity, read_memory
from jlxx_check.facts.private import make_private, refuse_foreign
from jlxx_check.files import MailHead
from jlxx_check.files.archives import sweep
from jlxx_check.model.about import NAME
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.given import given_path, require_flags, require_kind, require_numbers
from jlxx_check.values.ordering import natural_key


@frozen
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


@frozen
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
        raise CannotBatch(unusable(error.filename or out, error), error) from error
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
            raise CannotBatch(unusable(out, error), error) from error
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


#: Bytes of a key.
_LENGTH = 32


@frozen
class Key:
    """The key by which personal numbers are compared without being kept."""

    #: Never written anywhere but to the user's own folder.
    secret: bytes = field(repr=False)

    @property
    def id(self) -> str:
        """What a record says it was made with: tells two keys apart, and nothing of the secret."""
        return hashlib.sha256(b"jlxx-check key " + self.secret).hexdigest()[:16]


def user_key() -> Key:
    """The user's key, made when it is first needed: in the user's data folder, theirs to read.

    It does not lie beside the digests: who has both can try every number there is. Where that
    folder cannot be written or is not the user's own, the key is of this run alone, and the next
    run judges everything anew.
    """
    from platformdirs import user_data_path

    file = user_data_path(NAME, appauthor=False) / "batch.key"
    try:
        make_private(file.parent)
        kept = _kept(file)
        if kept is None:
            _make(file)
            kept = _kept(file)  # another process may have put its own there meanwhile
    except OSError:
        kept = None
    return Key(kept or secrets.token_bytes(_LENGTH))


def _kept(file: Path) -> bytes | None:
    refuse_foreign(file)
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return None
    return content if len(content) == _LENGTH else None


def _make(file: Path) -> None:
    draft = file.with_name(f"{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(descriptor, secrets.token_bytes(_LENGTH))
    finally:
        os.close(descriptor)
    draft.replace(file)
