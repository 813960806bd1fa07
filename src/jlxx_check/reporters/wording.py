"""The words that reports are made of, in both languages beside each other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from jlxx_check.model.decision import Choice, Decision
from jlxx_check.model.nouns import PUT_FORWARD
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding, Report, ReportEntry, Verdict
from jlxx_check.model.tallies import Summary
from jlxx_check.text import Text, joined, same
from jlxx_check.values.moments import said_moment

VERDICTS = {
    Verdict.COMPLIANT: Text("符合要求", "Complies"),
    Verdict.NONCOMPLIANT: Text("不符合要求", "Does not comply"),
    Verdict.INCOMPLETE: Text("未能全部检查", "Not fully judged"),
}

#: What is said instead where only some of the rules were judged: then nothing complies.
_PARTLY = {
    Verdict.COMPLIANT: Text("部分检查，所查未发现错误", "Judged in part, no error in it"),
    Verdict.NONCOMPLIANT: Text("部分检查，不符合要求", "Judged in part, does not comply"),
    Verdict.INCOMPLETE: Text("部分检查，未能查完", "Judged in part, and not to its end"),
}

LEVELS = {
    Level.ERROR: Text("错误", "error"),
    Level.WARNING: Text("提醒", "warning"),
    Level.REVIEW: Text("人工核对", "review"),
    Level.INFO: Text("说明", "info"),
}

OBJECTED = Text("人工核对有问题", "a reviewer found something wrong")
#: Of what applies, and lacked its evidence.
NOT_JUDGED = Text("没有结论", "not judged")

CHOICES = {
    Choice.CONFIRMED: Text("已核对", "confirmed"),
    Choice.WAIVED: Text("已豁免", "waived"),
    Choice.WRONG: Text("核对有问题", "found wrong"),
}

_INNER = str.maketrans("“”‘’", "‘’“”")
_NO_PACKS_RULES = frozenset({"decision", "baseline"})

#: A package of a batch is reported on before all are compared, and its letter may go out alone.
OTHERS_LATER = Text(
    "核对只限于这份材料本身，与其他单位材料的比对结果另行通知。",
    "This is about this material by itself; how it compares with other units' is told separately.",
)
WHOLE = Text("整个材料包", "The package as a whole")
_NOBODY = Text(
    f"没有认出任何{PUT_FORWARD}的人员或项目，所以没有结论：请看给的是不是材料所在的文件夹、"
    "表是否已经填好，再看每个文件是怎样辨认的。",
    f"Nobody and nothing that is {PUT_FORWARD} was recognised, so there is no result: is it the "
    "folder of the material, are the forms filled in? Then see how each file was understood.",
)


def verdict_words(*, partial: bool) -> Mapping[Verdict, Text]:
    """What a verdict is called. partial: only some of the pack's rules were judged."""
    return _PARTLY if partial else VERDICTS


def verdict_text(report: Report) -> Text:
    """The report's verdict in words."""
    said = verdict_words(partial=report.partial)[report.verdict]
    doubted = report.verdict is Verdict.COMPLIANT and report.objected
    return but_objected(said) if doubted else said


def but_objected(verdict: Text) -> Text:
    """A verdict that somebody's finding stands against."""
    return Text(f"{verdict.zh}，但{OBJECTED.zh}", f"{verdict.en}, but {OBJECTED.en}")


def when(moment: date | None) -> Text:
    """A day, with its time where one is given."""
    if moment is None:
        return Text("未提供", "not given")
    return said_moment(moment)


def when_due(deadline: date | None) -> Text:
    """A notice's last day, with its hour where it has one."""
    return Text("未规定", "no day set") if deadline is None else when(deadline)


def entry_title(entry: ReportEntry) -> Text:
    """What an entry is headed by: its kind, its number and its name."""
    tail = f"{entry.id.rpartition('/')[2]}　{entry.name}"
    return Text(f"{entry.kind_title.zh} {tail}", f"{entry.kind_title.en} {tail}")


def cited(clause: str | None, quote: str | None) -> Text | None:
    """A clause of the notice with its words; None without a clause."""
    if clause is None:
        return None
    return Text(f"{clause}：{quote}", f"{clause}: {quote}") if quote else same(clause)


def advice(report: Report) -> Text:
    """What to do next, in a sentence or two."""
    counts = report.summary
    if report.verdict is Verdict.NONCOMPLIANT:
        return Text(
            f"请先改正这 {counts.error} 处错误，再重新检查一遍。",
            f"Mend the {counts.error} error(s), then check again.",
        )
    if report.verdict is Verdict.INCOMPLETE and not report.entries:
        return report.pack.nouns.fill(_NOBODY)
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
    if report.objected:
        return Text(
            "程序没有发现错误，但人工核对有问题：请按核对人写的改正或说明，再重新核对、检查。",
            "The program found no error, but a reviewer found something wrong: mend or explain "
            "what the remark says, then have it looked at and check again.",
        )
    todo = [text for count, text in _todo(report) if count]
    late = _to_be_given(report)
    if not todo:
        return Text(
            f"没有错误和提醒，可以报送。{late.zh}",
            f"No error and no warning: ready to send.{late.en}",
        )
    steps = joined(todo, "，", "; ")
    return Text(
        f"没有错误。{steps.zh}，然后即可报送。{late.zh}",
        f"No error. {steps.en[0].upper()}{steps.en[1:]}; then send it.{late.en}",
    )


def may_be_sealed(report: Report) -> bool:
    """Whether the package may be sent as it is and was not sealed yet."""
    return report.ready and report.package.seal is None


def _to_be_given(report: Report) -> Text:
    """What to do about what waits for evidence that whoever checks may have; "" where none does."""
    named = asked_titles(report)
    if named is None:
        return same("")
    return Text(
        f"没有判断的（{named.zh}）：有资料的请补上再检查一次，没有的由收材料的单位核对。",
        f" What was not judged ({named.en}): where you have the evidence, give it and check again; "
        "else whoever receives the material looks at it.",
    )


def _todo(report: Report) -> list[tuple[int, Text]]:
    counts = report.summary
    left = counts.not_judged - len(report.asked)
    return [
        (
            counts.warning,
            Text(f"请看一遍 {counts.warning} 处提醒", f"Look at the {counts.warning} warning(s)"),
        ),
        (left, Text(f"确认 {left} 项没有结论的内容", f"settle the {left} item(s) not judged")),
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
        (NOT_JUDGED, summary.not_judged),
    ]
    waived = [(CHOICES[Choice.WAIVED], summary.waived)] if summary.waived else []
    return named + waived


def level_label(finding: Finding) -> Text:
    """A finding's level, and what was decided on it."""
    level = LEVELS[finding.level]
    if finding.decision is None:
        return level
    choice = CHOICES[finding.decision.choice]
    return Text(f"{level.zh}（{choice.zh}）", f"{level.en} ({choice.en})")


def decision_text(decision: Decision) -> Text:
    """What was decided, by whom, when, why and until when."""
    choice, why = CHOICES[decision.choice], remarks(decision)
    return Text(
        f"{choice.zh}（{decision.by}，{decision.on}）：{why.zh}",
        f"{choice.en} ({decision.by}, {decision.on}): {why.en}",
    )


def remarks(decision: Decision) -> Text:
    """Why, and until when."""
    until = decision.until
    end = Text(f"；有效期至{until}", f"; until {until}") if until else same("")
    return Text(f"{decision.why}{end.zh}", f"{decision.why}{end.en}")


def report_counts(report: Report) -> list[tuple[Text, int]]:
    """What the summary counts, and the confirmed items of the checklist where there are any."""
    named = counts(report.summary)
    if report.confirmed:
        named.append((CHOICES[Choice.CONFIRMED], report.confirmed))
    return named


def asked_titles(report: Report) -> Text | None:
    """Requirements that need what only the caller can give and did not; None where none does."""
    known = {rule.id: rule.title for rule in report.rules}
    titles = list(dict.fromkeys(known.get(item.rule, same(item.rule)) for item in report.asked))
    return joined(titles, "、", ", ") if titles else None


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


def in_quotes(text: str) -> str:
    """In quotation marks; those within become single ones (GB/T 15834-2011, 4.8.3.3)."""
    return f"“{text.translate(_INNER)}”"
