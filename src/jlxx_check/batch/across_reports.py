"""What shows only across units: a report for programs, and a letter for each unit it concerns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath

from jlxx_check.batch.batch_settings import BatchSettings
from jlxx_check.batch.made_from import part_told, shared, told_of_letter
from jlxx_check.batch.output_names import ACROSS, COUNTED, report_name
from jlxx_check.batch.record import WrittenReport
from jlxx_check.engine.results import summary_of, verdict_of
from jlxx_check.model.batch_report import AcrossFinding, BatchReport, DeliveryResult
from jlxx_check.model.outcome import Lack
from jlxx_check.model.report import Finding, NotJudged, PackageInfo, Report
from jlxx_check.model.tallies import Tally
from jlxx_check.reporters.authorship import report_file
from jlxx_check.reporters.batch.unit_standing import open_across
from jlxx_check.text import Lang, Text
from jlxx_check.values.portable_names import portable

_TITLE = Text(ACROSS, "Across units")


def across_report(batch: BatchReport, lang: Lang) -> Report | None:
    """All of it as the report of one package, which is the inbox; None: nothing was compared."""
    if not batch.rules:
        return None
    kinds = {item.path: item.report.package.kind for item in batch.counting if item.report}
    findings = tuple(_in_inbox(item, kinds.get(item.packages[0])) for item in batch.across)
    left = tuple(
        NotJudged(rule.id, why, level=rule.level, lack=Lack.PROGRAM)
        for rule in batch.rules
        for why in rule.faults
    )
    passed = sum(rule.passed for rule in batch.rules)
    return Report(
        tool_version=batch.tool_version,
        pack=batch.pack,
        package=PackageInfo(path=".", name=_TITLE.say(lang), kind="folder", files=0, bytes=0),
        received=None,
        verdict=verdict_of(findings, left, entries=1, passed=1),
        summary=summary_of(findings, passed=passed, not_judged=len(left)),
        entries=(),
        registers=(),
        unassigned=(),
        findings=findings,
        not_judged=left,
        rules=batch.rules,
        tallies=tuple(Tally(rule.id, None, passed=rule.passed) for rule in batch.rules),
    )


def _in_inbox(item: AcrossFinding, kind: str | None) -> Finding:
    """The finding at its place in the inbox; of an archive, the archive."""
    finding, (package, *_) = item.finding, item.packages
    inside = finding.file if kind == "folder" else None
    return replace(finding, entry=None, file=f"{package}/{inside}" if inside else package)


def across_reports(batch: BatchReport, settings: BatchSettings) -> Iterator[tuple[str, bytes]]:
    """The reports of the formats asked for, each with its path in the output folder."""
    report = across_report(batch, settings.lang)
    for format_name in settings.formats:
        if report is not None and format_name in COUNTED:
            data = report_file(report, format_name, settings.lang, settings.letter)
            yield report_name(format_name, ACROSS), data


def no_longer_due(path: str, settings: BatchSettings) -> bool:
    """Whether it is such a report, of a format that is not asked for now."""
    left = (format_name for format_name in COUNTED if format_name not in settings.formats)
    return path in {report_name(format_name, ACROSS) for format_name in left}


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


def across_letters(
    batch: BatchReport, settings: BatchSettings
) -> Iterator[tuple[str, str, Callable[[], bytes | None]]]:
    """The letters that are due: a path, what tells what it is made from, and how to make it."""
    bare = shared(batch)
    part = part_told(bare)
    for path, unit in letters_due(batch, settings).items():
        own = [item.path for item in batch.counting if _called(item) == unit]
        told = told_of_letter(part, unit, own, settings)
        yield path, told, partial(_letter, bare, unit, own, settings)


def _letter(
    batch: BatchReport, unit: str, own: Sequence[str], settings: BatchSettings
) -> bytes | None:
    # Late: where the letters are there already nothing that writes any is needed.
    from jlxx_check.reporters.docx.across_letter import to_across_letter

    return to_across_letter(batch, unit, own, settings.lang, settings.letter)


def _called(item: DeliveryResult) -> str:
    """The unit in full, as its own letter addresses it."""
    return item.unit or (item.report.package.name if item.report else item.name)


def letters_no_longer_due(
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
