"""What a report shows beside its findings, and in which words: declared once for every format.

Here are the titles of sections that several formats have, what each section holds and in which
order, what is said of a finding, and the columns of tables. A format holds layout alone. What is
each format's own stays there, since it differs by purpose: the terminal leads from an overview to
details, the page folds both into cards, and the letter speaks as an office does to a unit, so it
has sentences and headings of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from jlxx_check.model.baseline import Baseline, PastFinding, Standing
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding, NotJudged, Report, ReportEntry
from jlxx_check.reporters.matrix import MARKS, mark_of
from jlxx_check.reporters.wording import LEVELS, WHOLE, cited, decision_text, level_label
from jlxx_check.text import Lang, Text, joined, same
from jlxx_check.values.frozen_types import frozen

#: Titles of sections.
TO_DO_TITLE = Text("要做的事", "What to do")
MACHINE_TITLE = Text("可由程序处理", "Can be done by machine")
CHECKLIST_TITLE = Text("人工核对", "Checklist")
NOT_JUDGED_TITLE = Text("没有结论的项目", "Not judged")
NOTES_TITLE = Text("另请留意", "Also note")
ACROSS_TITLE = Text("跨单位问题", "Across packages")
NEXT_TITLE = Text("下一步", "Next")
#: The same in front of what follows on the line.
NEXT_LEAD = Text("下一步：", "Next: ")

#: Labels of a finding's particulars; columns of tables are headed by the same words.
LEVEL, KIND, NAME = Text("级别", "level"), Text("类别", "kind"), Text("名称", "name")
MESSAGE, FILE, WHERE = Text("问题", "what is wrong"), Text("文件", "file"), Text("位置", "where")
FOUND, ASKED = Text("现状", "found"), Text("要求", "asked")
CLAUSE, QUOTE = Text("依据", "clause"), Text("通知原文", "the notice's words")
TO_MEND, RULE, RELATED = Text("改法", "to mend"), Text("规则", "rule"), Text("另见", "and")
DECISION, SINCE = Text("处理", "decision"), Text("对照", "since")
UNIT, PACKAGE, ROUND = Text("单位", "unit"), Text("材料包", "package"), Text("轮次", "round")
VERDICT = Text("结论", "verdict")
LETTER, SENT = Text("通知", "letter"), Text("已发（日期）", "sent on")
#: Of a letter: how often it was made anew under its name, since it asks or tells something else.
DRAFT = Text("稿次", "draft")
REMARKS = Text("备注", "remarks")
NUMBER, RESULT = Text("序号", "no."), Text("结果", "result")
REQUIREMENT, ROLE, ENTRY = Text("要求", "requirement"), Text("用途", "role"), Text("材料", "entry")

#: The columns of each table, in their order.
FINDING_COLUMNS = (
    *(NUMBER, LEVEL, KIND, NAME, MESSAGE, FILE, WHERE, FOUND, ASKED, CLAUSE, TO_MEND, QUOTE),
    *(RULE, RELATED, DECISION, SINCE),
)
CHECKLIST_COLUMNS = (
    *(NUMBER, Text("核对事项", "item"), KIND, NAME, Text("要核对什么", "what to look at"), FILE),
    *(WHERE, Text("材料中写的", "found"), CLAUSE, Text("核对结果", "decision")),
    *(Text("核对人", "by whom"), Text("核对日期", "on which day"), REMARKS, RULE),
)
FILE_COLUMNS = (
    *(NUMBER, FILE, ROLE, KIND, NAME, Text("怎样辨认", "how it was understood")),
    *(Text("错误（处）", "errors"), Text("提醒（处）", "warnings")),
)
PAST_COLUMNS = (
    *(NUMBER, RESULT, LEVEL, ENTRY, Text("上次的问题", "what was wrong"), FILE, WHERE, RULE),
)
MATRIX_COLUMNS = (REQUIREMENT, RULE, LEVEL, CLAUSE)


def findings_of(report: Report) -> tuple[Finding, ...]:
    """What a machine found: all but the checklist."""
    return tuple(item for item in report.findings if item.level is not Level.REVIEW)


def checklist_of(report: Report) -> tuple[Finding, ...]:
    """What only a person can decide."""
    return tuple(item for item in report.findings if item.level is Level.REVIEW)


def whose(entry: ReportEntry | None) -> tuple[Text, str]:
    """The kind and the name of an entry, for two columns."""
    return (entry.kind_title, entry.name) if entry else (WHOLE, "")


@frozen
class FindingLine:
    """A line of the table of findings: one of them, or what has no result."""

    #: Its level alone, and with what was decided on it.
    grade: Text
    level: Text
    kind: Text
    name: str
    message: Text
    file: str | None
    #: Its rules, a line each.
    rule: str
    where: str | None = None
    found: Text | None = None
    asked: Text | None = None
    clause: str | None = None
    fix: Text | None = None
    quote: str | None = None
    #: The other files, in one line.
    related: Text | None = None
    decision: Text | None = None
    since: Text | None = None


def finding_line(finding: Finding, entry: ReportEntry | None) -> FindingLine:
    """A finding in the table. Nothing is made safe to show yet."""
    return FindingLine(
        LEVELS[finding.level],
        level_label(finding),
        *whose(entry),
        finding.message,
        finding.file,
        "\n".join(finding.rules),
        where=finding.where,
        found=finding.observed,
        asked=finding.expected,
        clause=finding.clause,
        fix=finding.fix,
        quote=finding.quote,
        related=joined(map(same, finding.related), "；", "; "),
        decision=decision_text(finding.decision) if finding.decision else None,
        since=standing(finding),
    )


def finding_lines(report: Report, findings: Iterable[Finding]) -> Iterator[FindingLine]:
    """These findings, then what has no result."""
    entries = {entry.id: entry for entry in report.entries}
    clauses = {rule.id: rule.clause for rule in report.rules}
    for item in findings:
        yield finding_line(item, entries.get(item.entry or ""))
    for left in report.not_judged:
        mark = MARKS[mark_of(left)]
        yield FindingLine(
            mark,
            mark,
            *whose(entries.get(left.entry or "")),
            left.why,
            left.file,
            left.rule,
            clause=clauses.get(left.rule),
            fix=left.fix,
            decision=decision_text(left.decision) if left.decision else None,
        )


@frozen
class FileLine:
    """A line of the table of files. role: None where the file plays none."""

    path: str
    role: Text | None
    entry: ReportEntry | None
    why: Text


def file_lines_of(report: Report) -> Iterator[FileLine]:
    """Every file once: under its entry, among the registers, or among the rest."""
    for entry in report.entries:
        for file in entry.files:
            yield FileLine(file.path, file.role_title, entry, file.why)
    for item in report.registers:
        yield FileLine(item.path, report.pack.nouns.short_register, None, item.why)
    for left in report.unassigned:
        yield FileLine(left.path, None, None, left.why)


STANDINGS = {
    Standing.NEW: Text("新增", "new"),
    Standing.OPEN: Text("上次已有", "there before"),
}
MENDED = Text("已改正（上次报告中有，这次没有了）", "Mended since the last report")
UNSETTLED = Text("上次报告中有，这次没有结论", "In the last report, and not judged this time")


@frozen
class Since:
    """Numbers of findings that are no items of the checklist."""

    new: int
    still: int
    mended: int
    unsettled: int


def since(report: Report) -> Since:
    """The numbers; all are 0 where there is nothing to compare with."""
    seen = [item.standing for item in findings_of(report)]
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


@dataclass(slots=True)
class Unjudged:
    """One reason, and what to do about it ("" where a reviewer has looked instead).

    whom: an entry's name (empty: the package as a whole) → titles of rules.
    """

    why: str
    fix: str
    file: str | None
    whom: dict[str, list[str]] = field(default_factory=dict)

    @property
    def together(self) -> list[tuple[list[str], list[str]]]:
        """Names, and the titles that they have in common: whom one line can tell of."""
        groups: dict[tuple[str, ...], list[str]] = {}
        for name, rules in self.whom.items():
            groups.setdefault(tuple(rules), []).append(name)
        return [(names, list(rules)) for rules, names in groups.items()]


def _to_do(item: NotJudged) -> Text:
    return decision_text(item.decision) if item.decision else item.fix or same("")


def unjudged(report: Report, lang: Lang) -> list[Unjudged]:
    """Every reason once, in the report's order. Nothing is made safe to show yet."""
    names = {entry.id: entry.name for entry in report.entries}
    titles = {rule.id: rule.title for rule in report.rules}
    groups: dict[tuple[str, str, str | None], Unjudged] = {}
    for item in report.not_judged:
        why, fix = item.why.say(lang), _to_do(item).say(lang)
        group = groups.setdefault((why, fix, item.file), Unjudged(why, fix, item.file))
        rules = group.whom.setdefault(names.get(item.entry or "", ""), [])
        title = titles.get(item.rule, same(item.rule)).say(lang)
        if title not in rules:
            rules.append(title)
    return list(groups.values())


def finding_rows(finding: Finding) -> list[tuple[Text, Text]]:
    """Everything, each with its label, what the finding lacks left out.

    Nothing is made safe to show yet: that is for the format to do.
    """
    related = joined(map(same, finding.related), "；", "; ")
    rows = [
        (DECISION, decision_text(finding.decision) if finding.decision else None),
        (WHERE, same(" · ".join(filter(None, (finding.file, finding.where))))),
        (RELATED, related),
        (FOUND, finding.observed),
        (ASKED, finding.expected),
        (CLAUSE, cited(finding.clause, finding.quote)),
        (TO_MEND, finding.fix),
        (SINCE, standing(finding)),
        (RULE, joined(map(same, finding.rules))),
    ]
    return [(label, text) for label, text in rows if text and text.zh]
