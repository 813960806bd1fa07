"""What goes over all packages: comparison and reports, called from here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jlxx_check.app.batch.plain import from_json, to_json
from jlxx_check.app.batch.settings import Settings
from jlxx_check.engine import select_rules
from jlxx_check.model.batch import AcrossFinding, BatchReport, RegisterLine
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Package
from jlxx_check.model.report import RuleResult

#: The digest of all bytes of a file (the delivery's path, the file's path); None: unreadable.
Whole = Callable[[str, str], str | None]


def traits_json(package: Package, pack: Pack, key: bytes) -> bytes:
    """What is compared of a package, as JSON: no personal number is in it, only keyed digests."""
    from jlxx_check.across import Traits, traits_of

    return to_json(Traits, traits_of(package, pack, key))


def compare(
    found: Sequence[tuple[str, bytes]], settings: Settings, whole: Whole
) -> tuple[tuple[AcrossFinding, ...], tuple[RuleResult, ...]]:
    """What shows only across packages. found: a delivery's path and its traits as JSON."""
    from jlxx_check.across import Traits, compare

    pack = settings.pack()
    chosen = select_rules(pack.rules, settings.select, settings.ignore)
    traits = [(path, from_json(Traits, data)) for path, data in found]
    across, rules = compare(traits, chosen, pack.pack, whole=whole)
    return across, rules


#: What ``outputs`` writes.
NAMES = ("index.html", "总览.xlsx", "batch.json", "汇总登记表.xlsx")


def outputs(
    batch: BatchReport, lines: Sequence[RegisterLine], settings: Settings
) -> dict[str, bytes]:
    """The reports over all packages by their file names."""
    from jlxx_check.reporters import batch as reporters

    lang, pack = settings.lang, settings.pack().pack
    made = (
        reporters.to_index(batch, lang),
        reporters.to_overview(batch, lang),
        reporters.to_batch_json(batch, lang),
        reporters.to_master(batch, lines, pack, lang),
    )
    return dict(zip(NAMES, made, strict=True))
