"""Time and size of every report format: ``python -m benchmarks.reports PACKAGE``."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path
from statistics import median

from jlxx_check import Reading, check
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding, Report
from jlxx_check.reporters.formats import FORMATS, Format
from jlxx_check.text import Lang, Text, same

MANY = 3000
RUNS = 3
_LEVELS = (Level.ERROR, Level.WARNING, Level.REVIEW, Level.INFO)


def main(package: Path) -> None:
    """Print a line a format: the package's own report beside the same with many findings."""
    own = check(package, reading=Reading(thumbnails=True))
    many = with_findings(own, MANY)
    print(f"reports: medians of {RUNS} runs after a first one; pictures in the page included")
    print(f"{'':12}{f'{len(own.findings)} findings':>22}{f'{MANY} findings':>22}")
    print(f"{'':12}{'ms':>12}{'KB':>10}{'ms':>12}{'KB':>10}")
    for item in FORMATS.values():
        cells = (f"{ms:12.0f}{kb:10.0f}" for ms, kb in (rendered(item, own), rendered(item, many)))
        print(f"{item.name:12}{''.join(cells)}")


def rendered(wanted: Format, report: Report) -> tuple[float, float]:
    """Milliseconds and kilobytes. The first run, which imports the libraries, is not counted."""
    data = wanted.render(report, Lang.ZH)
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        wanted.render(report, Lang.ZH)
        times.append(time.perf_counter() - start)
    return median(times) * 1000, len(data) / 1000


def with_findings(report: Report, number: int) -> Report:
    """The report with so many findings of all levels, over its entries and rules."""
    entries: list[str | None] = [entry.id for entry in report.entries] or [None]
    found = tuple(
        Finding(
            rule=report.rules[at % len(report.rules)].id,
            level=_LEVELS[at % len(_LEVELS)],
            message=Text(f"第{at}处不符合要求，请改正。", f"Number {at} does not comply."),
            entry=entries[at * len(entries) // number],
            file=f"百姓学习之星/01样本甲/文件{at}.docx",
            where=f"表1 第{at}行",
            expected=same("要求的内容"),
            observed=same("现有的内容"),
            clause="一（二）",
            quote="通知原文",
            fix=Text("请按通知要求改正。", "Mend it as the notice asks."),
        )
        for at in range(number)
    )
    return replace(report, findings=found)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
