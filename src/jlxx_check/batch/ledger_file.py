"""The batch's ledger of manual checks: one over all units, gone on with from run to run.

It lies in the output folder, where staff fill it in. What they filled in is never overwritten: the
next ledger, with all their conclusions in it, goes beside.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from jlxx_check.batch.batch_settings import BatchSettings
from jlxx_check.batch.desk import BatchRound
from jlxx_check.batch.made_from import told_of_ledger
from jlxx_check.batch.output_folder import OutputFolder
from jlxx_check.batch.output_names import LEDGER
from jlxx_check.batch.overall import OverallReport
from jlxx_check.batch.record import WrittenReport
from jlxx_check.batch.stale import link_to
from jlxx_check.decisions.load import Decisions
from jlxx_check.model.batch_report import BatchReport
from jlxx_check.reporters.authorship import Author, author_of, marked
from jlxx_check.reporters.batch.unit_standing import title
from jlxx_check.reporters.ledger_items import LedgerPart
from jlxx_check.reporters.seal_words import material_link
from jlxx_check.text import Text

_NONE = Decisions()


def ledger(batch: BatchReport, told: str, this: BatchRound) -> OverallReport:
    """The ledger over the deliveries that count. batch: as ``lasting`` gives it; told: as told."""
    parts, settings = _parts(batch, this), this.call.settings
    return OverallReport(
        LEDGER,
        lambda: _ledger_file(batch, parts, settings),
        told_of_ledger(told, parts, settings),
    )


def _parts(batch: BatchReport, this: BatchRound) -> list[LedgerPart]:
    out = this.folder.out
    return [
        LedgerPart(
            item.report,
            material_link(link_to(this.place(item.path), out), item.report),
            {
                more.path: link_to(this.place(more.path), out)
                for more in batch.deliveries
                if more.supplements == item.path
            },
        )
        for item in batch.counting
        if item.report is not None
    ]


def _ledger_file(batch: BatchReport, parts: Sequence[LedgerPart], settings: BatchSettings) -> bytes:
    """With what the given ledgers hold."""
    from jlxx_check.reporters.ledger import across_items, to_ledger

    rows = (settings.decisions or _NONE).rows
    titles = {rule.id: rule.title for rule in batch.rules}
    across = across_items(batch.across, batch.pack.id, titles, settings.lang)
    made = to_ledger(parts, settings.lang, rows, batch.pack.title.say(settings.lang), across)
    return marked(made, "ledger")


def ledger_notes(batch: BatchReport, this: BatchRound) -> Iterator[Text]:
    """What became of the conclusions that were given, and of a ledger that was not."""
    decisions = this.call.settings.decisions or _NONE
    yield from decisions.troubles()
    idle = Counter(
        title(item)
        for item in batch.counting
        if item.report
        for finding in item.report.findings
        if finding.rule.startswith("decision.") and finding.rule != "decision.incomplete"
    )
    if idle:
        zh = "、".join(f"{unit} {count}" for unit, count in idle.items())
        en = ", ".join(f"{unit} {count}" for unit, count in idle.items())
        yield Text(
            f"有 {idle.total()} 条核对结果没有起作用（{zh}），原因见各单位的报告和"
            f"{LEDGER}的“提示”一列。",
            f"{idle.total()} decision(s) have no effect ({en}): see the units' reports and the "
            f"hints in {LEDGER}.",
        )
    if not decisions.rows and (left := filled_in(this.folder)):
        yield Text(
            f"输出文件夹里的 {'、'.join(left)} 有人填过，这次没有读取。要采用里面的结论，"
            f"请加上 --decisions 再运行一次。",
            f"Somebody filled in {', '.join(left)} in the output folder, which this run did not "
            "read. To use what it says run again with --decisions.",
        )


def filled_in(folder: OutputFolder) -> list[str]:
    """The ledgers in the output folder that a person has changed."""
    stem, suffix = LEDGER.rsplit(".", 1)
    found = []
    for path in sorted(folder.out.glob(f"{stem}*.{suffix}")):
        try:
            if path.is_file() and author_of(path) is not Author.PROGRAM:
                found.append(path.name)
        except OSError:  # open in another program, or gone meanwhile
            continue
    return found


def told(written: WrittenReport, this: BatchRound) -> tuple[Text, ...]:
    """That the new ledger went beside one that somebody filled in, and which to go on with."""
    if written.path == LEDGER:
        return ()
    if (this.call.settings.decisions or _NONE).rows:
        return (
            Text(
                f"填过的核对台账没有改动；已填的结论都带进了新的一份，今后请填：{written.path}。",
                "The ledger that was filled in stays as it is; all its conclusions are in the new "
                f"one, which to fill in from now on: {written.path}.",
            ),
        )
    return (
        Text(
            f"{LEDGER} 有人填过，没有覆盖；新的一份（不含那里的结论）在旁边：{written.path}。",
            f"Somebody filled in {LEDGER}, so it stays; the new one, without what it says, is "
            f"beside it: {written.path}.",
        ),
    )
