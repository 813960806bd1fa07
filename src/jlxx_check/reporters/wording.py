"""The words that reports are made of, in both languages beside each other."""

from __future__ import annotations

from datetime import date

from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Report, ReportEntry, Summary, Verdict
from jlxx_check.model.text import Text, joined, same
from jlxx_check.values.moments import stamp

VERDICTS = {
    Verdict.COMPLIANT: Text("符合要求", "Complies"),
    Verdict.NONCOMPLIANT: Text("不符合要求", "Does not comply"),
    Verdict.INCOMPLETE: Text("未能全部检查", "Not fully judged"),
}

LEVELS = {
    Level.ERROR: Text("错误", "error"),
    Level.WARNING: Text("提醒", "warning"),
    Level.REVIEW: Text("人工核对", "review"),
    Level.INFO: Text("说明", "info"),
}

_NO_PACKS_RULES = frozenset({"decision", "baseline"})

#: A package of a batch is reported on before all are compared, and its letter may go out alone.
OTHERS_LATER = Text(
    "核对只限于这份材料本身，与其他单位材料的比对结果另行通知。",
    "This is about this material by itself; how it compares with other units' is told separately.",
)
WHOLE = Text("整个材料包", "The package as a whole")


def when(moment: date | None) -> Text:
    """A day, with its time where one is given."""
    if moment is None:
        return Text("未提供", "not given")
    return same(stamp(moment))


def entry_title(entry: ReportEntry) -> Text:
    """What an entry is headed by: its kind, its number and its name."""
    tail = f"{entry.id.rpartition('/')[2]}　{entry.name}"
    return Text(f"{entry.kind_title.zh} {tail}", f"{entry.kind_title.en} {tail}")


def cited(clause: str | None, quote: str | None) -> Text | None:
    """A clause of the notice with its words; None without a clause."""
    if clause is None:
        return None
    return Text(f"{clause}：{quote}", f"{clause}: {quote}") if quote else same(clause)


def size(count: int) -> str:
    """Bytes for people."""
    amount = float(count)
    for unit in ("B", "KB", "MB"):
        if amount < 1000:
            return f"{amount:.0f} {unit}"
        amount /= 1000
    return f"{amount:.1f} GB"


def advice(report: Report) -> Text:
    """What to do next, in a sentence or two."""
    counts = report.summary
    if report.verdict is Verdict.NONCOMPLIANT:
        return Text(
            f"请先改正这 {counts.error} 处错误，再重新检查一遍。",
            f"Mend the {counts.error} error(s), then check again.",
        )
    if report.verdict is Verdict.INCOMPLETE:
        return Text(
            "没有发现错误，但有内容没能检查完：请按“没有结论的项目”一节处理后重新检查。",
            "No error was found, but not everything could be judged: see “Not judged”, "
            "then check again.",
        )
    if report.partial:
        return Text(
            "这次只检查了一部分规则，没有发现错误。报送前请不加 --select、--ignore，全部检查一遍。",
            "Only some of the rules were judged, and no error was found. Before you send it, "
            "check without --select and --ignore.",
        )
    todo = [text for count, text in _todo(report) if count]
    if not todo:
        return Text("没有错误和提醒，可以报送。", "No error and no warning: ready to send.")
    steps = joined(todo, "，", "; ")
    return Text(f"没有错误。{steps.zh}，然后即可报送。", f"No error. {steps.en}; then send it.")


def _todo(report: Report) -> list[tuple[int, Text]]:
    counts = report.summary
    return [
        (
            counts.warning,
            Text(f"请看一遍 {counts.warning} 处提醒", f"Look at the {counts.warning} warning(s)"),
        ),
        (
            counts.not_judged,
            Text(
                f"确认 {counts.not_judged} 项没有结论的内容",
                f"settle the {counts.not_judged} item(s) not judged",
            ),
        ),
        (counts.review, Text("做完人工核对清单", "work through the checklist")),
    ]


def counts(summary: Summary) -> list[tuple[Text, int]]:
    """What the summary counts, named, in the order of weight; waived only where there are any."""
    named = [
        (LEVELS[Level.ERROR], summary.error),
        (LEVELS[Level.WARNING], summary.warning),
        (LEVELS[Level.REVIEW], summary.review),
        (LEVELS[Level.INFO], summary.info),
        (Text("通过", "passed"), summary.passed),
        (Text("没有结论", "not judged"), summary.not_judged),
    ]
    waived = [(Text("已豁免", "waived"), summary.waived)] if summary.waived else []
    return named + waived


def head_rows(report: Report) -> list[tuple[Text, Text]]:
    """What was judged, by what and when, each with its label."""
    package, pack = report.package, report.pack
    number = Text(
        f"{package.files} 个，共 {size(package.bytes)}",
        f"{package.files}, {size(package.bytes)}",
    )
    return [
        (Text("材料包", "package"), same(package.name)),
        (Text("结论", "verdict"), VERDICTS[report.verdict]),
        (Text("依据", "by"), Text(f"{pack.title.zh}（{pack.id}）", f"{pack.title.en} ({pack.id})")),
        (Text("文件", "files"), number),
        (Text("收到日期", "received"), when(report.received)),
        (Text("截止", "due"), when(pack.deadline)),
    ]


def partial_note(report: Report) -> Text | None:
    """That only some rules were judged, where it is so."""
    if not report.partial:
        return None
    # Warnings about a run's own options have rules, too, but those are not the pack's.
    judged = sum(rule.id.partition(".")[0] not in _NO_PACKS_RULES for rule in report.rules)
    return Text(
        f"注意：只检查了 {judged} 条规则，其余没有检查。",
        f"Mind: only {judged} rules were judged, the others were left out.",
    )


def heading(entry: ReportEntry | None) -> Text:
    """What findings are grouped under: an entry, or (None) the package as a whole."""
    return entry_title(entry) if entry else WHOLE
