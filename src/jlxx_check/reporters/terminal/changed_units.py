"""What has come since the last look, a line for each delivery: what it changed, and its report."""

from __future__ import annotations

from collections.abc import Collection

from rich.text import Text as Line

from jlxx_check.model.batch_report import BatchReport, DeliveryResult
from jlxx_check.reporters.batch.round_words import change
from jlxx_check.reporters.batch.unit_standing import counts_instead, main_report, title, verdict
from jlxx_check.reporters.terminal.page import Page
from jlxx_check.reporters.terminal.report_lines import VERDICT_SIGNS, VERDICT_STYLES
from jlxx_check.text import Lang, Text


def changed_lines(
    batch: BatchReport,
    changed: Collection[str],
    out: str,
    lang: Lang,
    width: int,
    *,
    quiet: bool = False,
) -> list[Line]:
    """A line for each delivery that was judged now. out: the output folder as the call named it.

    quiet: nothing else; else what a person should know besides.
    """
    page = Page(lang, width)
    for delivery in batch.deliveries:
        if delivery.path in changed:
            _line(page, delivery, out)
    if not changed:
        page.put(Text("材料都没有变化。", "No package had changed."))
    for note in () if quiet else batch.notes:
        page.put(note, lead=" · ")
    return page.lines


def _line(page: Page, delivery: DeliveryResult, out: str) -> None:
    state = verdict(delivery)
    said = page.say(change(delivery))
    if not delivery.counts:
        said += page.say(Text("；", "; ")) + page.say(counts_instead(delivery))
    report = main_report(delivery, "html")
    if report:
        said += f" → {out}/{report}"
    name = page.say(title(delivery)) + page.say(Text("：", ": "))
    page.put(name + said, lead=f" {VERDICT_SIGNS[state]} ", lead_style=VERDICT_STYLES[state])
