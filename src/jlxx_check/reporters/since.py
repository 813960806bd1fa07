"""What has changed since an earlier report, in numbers and words."""

from __future__ import annotations

from dataclasses import dataclass

from jlxx_check.model.baseline import Baseline, PastFinding, Standing
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding, Report
from jlxx_check.model.text import Text, same
from jlxx_check.reporters.wording import WHOLE

STANDINGS = {
    Standing.NEW: Text("新增", "new"),
    Standing.OPEN: Text("上次已有", "there before"),
}
MENDED = Text("已改正（上次报告中有，这次没有了）", "Mended since the last report")
UNSETTLED = Text("上次报告中有，这次没有结论", "In the last report, and not judged this time")


@dataclass(frozen=True, slots=True)
class Since:
    """Numbers of findings that are no items of the checklist."""

    new: int
    still: int
    mended: int
    unsettled: int


def since(report: Report) -> Since:
    """The numbers; all are 0 where there is nothing to compare with."""
    seen = [item.standing for item in report.findings if item.level is not Level.REVIEW]
    earlier = report.baseline
    return Since(
        seen.count(Standing.NEW),
        seen.count(Standing.OPEN),
        len(earlier.mended) if earlier else 0,
        len(earlier.unsettled) if earlier else 0,
    )


def since_line(report: Report) -> Text | None:
    """The numbers in a line; None where there is nothing to compare with."""
    earlier = report.baseline
    if earlier is None:
        return None
    count = since(report)
    left = count.unsettled
    more = Text(f"，没有结论 {left}", f", {left} not judged now") if left else same("")
    of = Text(f"（{earlier.received}收到）", f" ({earlier.received})") if earlier.received else None
    zh, en = (of.zh, of.en) if of else ("", "")
    return Text(
        f"与上次报告{zh}对照：新增 {count.new}，仍在 {count.still}，已改正 {count.mended}{more.zh}",
        f"Since the last report{en}: {count.new} new, {count.still} still there, "
        f"{count.mended} mended{more.en}",
    )


def standing(finding: Finding) -> Text | None:
    """Whether a finding was there before; nothing for the checklist, which is always there."""
    if finding.standing is None or finding.level is Level.REVIEW:
        return None
    return STANDINGS[finding.standing]


def past_sections(baseline: Baseline | None) -> list[tuple[Text, tuple[PastFinding, ...]]]:
    """What is no longer found, under its headings; empty ones are left out."""
    if baseline is None:
        return []
    sections = [(MENDED, baseline.mended), (UNSETTLED, baseline.unsettled)]
    return [(title, items) for title, items in sections if items]


def past_owner(item: PastFinding, report: Report) -> Text:
    """Whose an earlier finding was: kind and name, or the package as a whole."""
    if item.kind is None or item.name is None:
        return WHOLE
    titles = {entry.kind: entry.kind_title for entry in report.entries}
    title = titles.get(item.kind, same(item.kind))
    return Text(f"{title.zh} {item.name}", f"{title.en} {item.name}")
