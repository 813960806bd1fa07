"""What a report begins with: what was judged, by what and when, and what else to know."""

from __future__ import annotations

from jlxx_check.model.report import Report
from jlxx_check.reporters.seal_words import SEAL, seal_doubt, seal_line
from jlxx_check.reporters.sections import PACKAGE, VERDICT
from jlxx_check.reporters.wording import (
    asked_titles,
    partial_note,
    verdict_text,
    when,
    when_due,
)
from jlxx_check.text import Text, same
from jlxx_check.values.file_size import size_shown


def head_rows(report: Report) -> list[tuple[Text, Text]]:
    """What was judged, by what and when, each with its label."""
    package, pack = report.package, report.pack
    number = Text(
        f"{package.files} 个，共 {size_shown(package.bytes)}",
        f"{package.files}, {size_shown(package.bytes)}",
    )
    rows = [
        (PACKAGE, same(package.name)),
        (VERDICT, verdict_text(report)),
        (Text("依据", "by"), Text(f"{pack.title.zh}（{pack.id}）", f"{pack.title.en} ({pack.id})")),
        (Text("文件", "files"), number),
        (Text("收到日期", "received"), when(report.received)),
        (Text("截止", "due"), when_due(pack.deadline)),
    ]
    sealed = seal_line(report)
    return rows if sealed is None else [*rows, (SEAL, sealed)]


def head_notes(report: Report, *, whole: bool = True) -> tuple[Text, ...]:
    """What a reader has to know beside the verdict: what was left out, and for want of what.

    whole: the report goes on to say what to do about it.
    """
    asked = _asked_note(report, whole=whole)
    return tuple(note for note in (partial_note(report), seal_doubt(report), asked) if note)


def _asked_note(report: Report, *, whole: bool) -> Text | None:
    named = asked_titles(report)
    if named is None:
        return None
    see = Text("，见“没有结论的项目”", " (see “Not judged”)") if whole else same("")
    return Text(
        f"这次没有判断（要由检查的人提供资料{see.zh}）：{named.zh}。",
        f"Not judged, for want of what only whoever checks can give{see.en}: {named.en}.",
    )
