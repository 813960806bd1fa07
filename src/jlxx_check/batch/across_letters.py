"""The letters on what shows across units, one for each unit that it concerns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from jlxx_check.batch.batch_settings import BatchSettings
from jlxx_check.batch.record import WrittenReport
from jlxx_check.model.batch_report import BatchReport, DeliveryResult
from jlxx_check.reporters.batch.unit_standing import open_across
from jlxx_check.values.portable_names import portable

_FORM = "docx"
_FOLDER = PurePosixPath("通知/跨单位")


def letters_due(batch: BatchReport, settings: BatchSettings) -> Mapping[str, str]:
    """By the letters' paths in the output folder the units that get one.

    None where no letters are asked for; a unit of which nothing is open gets none.
    """
    if _FORM not in settings.formats:
        return {}
    concerned = open_across(batch)
    units = dict.fromkeys(_called(item) for item in batch.counting if item.path in concerned)
    return {str(_FOLDER / f"跨单位核查告知（{portable(unit)}）.docx"): unit for unit in units}


def across_letters(batch: BatchReport, settings: BatchSettings) -> Iterator[tuple[str, bytes]]:
    """The letters that are due, each with its path."""
    from jlxx_check.reporters.docx.across_letter import to_across_letter

    for path, unit in letters_due(batch, settings).items():
        own = [item.path for item in batch.counting if _called(item) == unit]
        letter = to_across_letter(batch, unit, own, settings.lang, settings.letter)
        if letter is not None:
            yield path, letter


def _called(item: DeliveryResult) -> str:
    """The unit in full, as its own letter addresses it."""
    return item.unit or (item.report.package.name if item.report else item.name)


def no_longer_due(
    written: Iterable[WrittenReport], due: Iterable[str]
) -> tuple[WrittenReport, ...]:
    """Letters of an earlier run whose units get none now, also where they went beside others."""
    stems = tuple(PurePosixPath(path).stem for path in due)
    return tuple(
        item
        for item in written
        if PurePosixPath(item.path).parent == _FOLDER
        and not PurePosixPath(item.path).name.startswith(stems)
    )
