"""What goes over all packages: comparison and reports, called from here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from jlxx_check.batch.across_reports import across_letters, across_reports
from jlxx_check.batch.batch_settings import BatchSettings
from jlxx_check.batch.inbox import InboxContent
from jlxx_check.batch.made_from import lasting
from jlxx_check.batch.record import RecordHead
from jlxx_check.facts.digests import whole
from jlxx_check.files import NotAPackage
from jlxx_check.files.archives import ArchiveLimits
from jlxx_check.files.laid_over import open_laid
from jlxx_check.model.batch_report import AcrossFinding, BatchReport, RegisterLine
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Package
from jlxx_check.model.tallies import RuleResult
from jlxx_check.reporters.authorship import marked
from jlxx_check.reporters.batch import BATCH_JSON, INDEX, MASTER, OVERVIEW
from jlxx_check.reporters.formats import BY_SUFFIX
from jlxx_check.text import Text
from jlxx_check.values.frozen_json import from_json, to_json
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.moments import CHINA
from jlxx_check.values.showing import showing

if TYPE_CHECKING:  # pydantic's types are in it, which are slow to load
    from jlxx_check.model.traits import Traits

#: The digest of all bytes of a file (the delivery's path, the file's path); None: unreadable.
Whole = Callable[[str, str], str | None]


def traits_json(package: Package, pack: Pack, key: bytes) -> bytes:
    """What is compared of a package, as JSON: no personal number is in it, only keyed digests."""
    from jlxx_check.engine.traits_gathering import traits_of
    from jlxx_check.model.traits import Traits

    return to_json(Traits, traits_of(package, pack, key))


def read_traits(data: bytes) -> Traits:
    """What is compared of a package, of its JSON."""
    from jlxx_check.model.traits import Traits

    return from_json(Traits, data)


def compare(
    found: Sequence[tuple[str, Traits]],
    settings: BatchSettings,
    whole: Whole,
    senders: Mapping[str, str],
) -> tuple[tuple[AcrossFinding, ...], tuple[RuleResult, ...]]:
    """What shows only across packages. found: deliveries' paths and traits.

    senders: a path's unit, as it is compared; one unit's deliveries are not held against another.
    """
    from jlxx_check.engine.across_packages import compare

    return compare(
        found,
        settings.chosen(),
        settings.pack().pack,
        whole=whole,
        senders=senders,
        processes=settings.reading.plugin_processes,
    )


def decided(
    across: tuple[AcrossFinding, ...], rules: Iterable[RuleResult], settings: BatchSettings
) -> tuple[tuple[AcrossFinding, ...], tuple[Text, ...]]:
    """The findings with a reviewer's decisions on them, and notes on those without effect."""
    if settings.decisions is None:
        return across, ()
    from jlxx_check.engine.across_decided import decide_across

    pack = settings.pack().pack
    return decide_across(
        across,
        settings.decisions.by_present_names(pack),
        today=settings.today or datetime.now(UTC).astimezone(CHINA).date(),
        unit=settings.known_units().key,
        judged={rule.id for rule in rules},
        rules=pack.rules,
        masking=showing(personal=settings.show_personal),
    )


#: What ``outputs`` writes.
NAMES = (INDEX, OVERVIEW, BATCH_JSON, MASTER)


@frozen
class OverallReport:
    """A report over all packages that is not made yet."""

    #: In the output folder.
    path: str
    #: None where there is nothing to say.
    make: Callable[[], bytes | None]
    #: As in ``WrittenReport``.
    inputs: str = ""


def outputs(
    batch: BatchReport,
    lines: Sequence[RegisterLine],
    settings: BatchSettings,
    leave: Container[str] = (),
    master: str = "",
) -> Iterator[OverallReport]:
    """The reports over all packages, and the letters on what shows across them.

    Each is made when it is asked for: over thousands of packages all together are large. There is a
    master register only where the pack has registers. leave: paths of what is not to be made.
    master: what the master register is made from.
    """
    from jlxx_check.reporters import batch as reporters

    lang, pack = settings.lang, settings.pack().pack
    scores = settings.score_columns
    makers: dict[str, Callable[[], bytes | None]] = {
        INDEX: lambda: reporters.to_index(batch, lang),
        OVERVIEW: lambda: reporters.to_overview(batch, lang),
        BATCH_JSON: lambda: reporters.to_batch_json(batch, lang),
    }
    if any(pack.kinds_of_register(register) for register in pack.registers):
        makers[MASTER] = lambda: reporters.to_master(lasting(batch), lines, pack, lang, scores)
    told = {MASTER: master}
    for name, make in makers.items():
        if name not in leave:
            yield OverallReport(name, partial(_marked, name, make), told.get(name, ""))
    for name, data in across_reports(batch, settings):
        yield OverallReport(name, partial(bytes, data))
    for name, inputs, letter in across_letters(batch, settings):
        yield OverallReport(name, partial(_marked, name, letter), inputs)


def _marked(name: str, make: Callable[[], bytes | None]) -> bytes | None:
    made = make()
    return None if made is None else marked(made, BY_SUFFIX[PurePosixPath(name).suffix])


class Wholes:
    """Videos that only a look at every byte tells apart: read once, and remembered."""

    def __init__(
        self,
        inbox: Path,
        found: InboxContent,
        heads: Mapping[str, RecordHead],
        known: Mapping[str, str],
        limits: ArchiveLimits,
    ) -> None:
        """heads: of the deliveries' results. known: what was read before."""
        self._inbox = inbox
        self._found = found
        self._heads = heads
        self._known = known
        self._limits = limits
        #: What this run asked.
        self.asked: dict[str, str] = {}

    def _place(self, delivery: str) -> Path:
        arrival = self._found.arrival(delivery)
        return arrival.place(self._inbox) if arrival else self._inbox / delivery

    def digest(self, delivery: str, file: str) -> str | None:
        """The digest of all bytes; None where the file cannot be read (any longer)."""
        head = self._heads[delivery]
        key = f"{head.fingerprint}/{file}"
        found = self.asked.get(key) or self._known.get(key)
        if found is None:
            path = self._place(delivery)
            try:
                with (
                    closing(open_laid(path, head.over(self._place), self._limits)) as tree,
                    tree.open(file) as stream,
                ):
                    found = whole(stream)
            except (OSError, NotAPackage):
                return None
        self.asked[key] = found
        return found
