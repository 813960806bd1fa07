"""The letter's sentences, as an office writes to a unit."""

from __future__ import annotations

from datetime import date, datetime

from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding, Report, Verdict
from jlxx_check.model.text import Lang, Text
from jlxx_check.reporters.decided import decision_text, report_counts
from jlxx_check.reporters.since import standing


def intro(report: Report, mend_by: date | None) -> Text:
    """What was received, what became of it, and by when to mend."""
    got, pack, summary = _received(report), report.pack.title, report.summary
    lead = Text(
        f"你单位报送的{pack.zh}材料{got.zh}已收悉，共{report.package.files}个文件。",
        f"We have received{got.en} your material for “{pack.en}”, {report.package.files} file(s).",
    )
    soft = summary.warning
    held = _SOME_HELD if report.partial else _HELD
    but = _WAIVED if summary.waived else _NOTHING
    if report.verdict is Verdict.NONCOMPLIANT:
        also = Text(f"，另有{soft}处请留意", f"; {soft} more to look at") if soft else _NOTHING
        by = day(mend_by)
        return _join(
            lead,
            Text(
                f"{held.zh}，有{summary.error}处不符合要求{also.zh}。"
                f"请于{by.zh}前按下列意见补正，并重新报送。",
                f"{held.en}, {summary.error} thing(s) do not comply{also.en}. "
                f"Please mend what follows by {by.en} and hand the material in again.",
            ),
        )
    if report.verdict is Verdict.INCOMPLETE:
        return _join(
            lead,
            Text(
                f"{held.zh}，{but.zh}已核对的内容没有发现不符合要求之处；"
                "另有内容尚未核对完，结果另行通知。",
                f"{held.en}, nothing that could be judged fails to comply{but.en}; some could "
                "not be judged to its end, and we shall write again.",
            ),
        )
    if report.partial:
        return _join(
            lead,
            Text(
                f"{held.zh}，{but.zh}这部分没有发现不符合要求之处；其余要求尚未核对，结果另行通知。",
                f"{held.en}, nothing fails to comply{but.en}; the others are still to be judged, "
                "and we shall write again.",
            ),
        )
    also = (
        Text(f"另有{soft}处请留意。", f" {soft} thing(s) to look at follow.") if soft else _NOTHING
    )
    return _join(
        lead,
        Text(
            f"{held.zh}，{but.zh}由程序核对的内容符合通知要求。{also.zh}",
            f"{held.en}, what a program can judge complies{but.en}.{also.en}",
        ),
    )


def detail(finding: Finding, lang: Lang) -> str:
    """What stands with a finding's message, which has found and asked in it already."""
    comma = "，" if lang is Lang.ZH else ", "
    place = comma.join(part for part in (finding.file, finding.where) if part)
    clause = finding.clause or ""
    quoted = clause + in_quotes(finding.quote) if finding.quote else clause
    decided = decision_text(finding.decision).say(lang) if finding.decision else ""
    seen = standing(finding)
    rows = [
        (Text("处理", "Decision"), decided),
        (Text("对照", "Since the last report"), seen.say(lang) if seen else ""),
        (Text("位置", "Where"), place),
        (Text("另见", "And"), "；".join(finding.related)),
        (Text("依据", "Clause"), quoted),
        (Text("改法", "To mend"), finding.fix.say(lang) if finding.fix and not decided else ""),
    ]
    said = [(label, text.rstrip("。.；;")) for label, text in rows if text]
    if lang is Lang.ZH:
        return "；".join(f"{label.zh}：{text}" for label, text in said) + "。"
    return " " + "; ".join(f"{label.en}: {text}" for label, text in said) + "."


def reviews(report: Report) -> Text | None:
    """That people still look at some of it."""
    number, done = report.summary.review, report.confirmed
    settled = (
        Text(f"已人工核对{done}项。", f"Our staff have confirmed {done} item(s).")
        if done
        else _NOTHING
    )
    if not number:
        return settled if done else None
    left = Text(
        f"另有{number}项内容须由工作人员人工核对，核对中发现问题的另行通知。",
        f"{number} more item(s) are for our staff to decide; we shall write again if need be.",
    )
    return _join(settled, left) if done else left


def reply(report: Report) -> Text | None:
    """Where to hand in again; None where there is nothing to mend."""
    to = report.pack.delivery
    if report.verdict is not Verdict.NONCOMPLIANT or to is None or not to.zh:
        return None
    return Text(f"补正后的材料请报送至：{to.zh}。", f"Hand the mended material in to: {to.en}.")


def contact(report: Report, given: str | None) -> Text:
    """Whom to ask: as the caller says, else the office and its mailbox, else a blank."""
    office, mailbox = report.pack.office, report.pack.mailbox
    if given:
        return Text(f"如有疑问，请联系：{given}。", f"For questions: {given}.")
    if office and mailbox:
        return Text(
            f"如有疑问，请联系{office.zh}，邮箱：{mailbox}。",
            f"For questions: {office.en}, {mailbox}.",
        )
    blank = "＿" * 8
    if office:
        return Text(
            f"如有疑问，请联系{office.zh}，联系电话：{blank}。",
            f"For questions: {office.en}, telephone {blank}.",
        )
    return Text(f"如有疑问，请联系：{blank}。", f"For questions: {blank}.")


def closing(lang: Lang) -> str:
    """The words that end a notice."""
    return Text("特此通知。", "").say(lang)


def day(moment: date | None) -> Text:
    """A day as letters write it; without one a blank to fill in."""
    if moment is None:
        return Text("＿＿＿＿年＿＿月＿＿日", "____________")
    return Text(
        f"{moment.year}年{moment.month}月{moment.day}日",
        f"{moment.day} {moment:%B} {moment.year}",
    )


def blank_day(lang: Lang) -> str:
    """The letter's own day, to be filled in when it is signed."""
    return Text("　　　　年　　月　　日", "Date: ____________").say(lang)


def tally(report: Report) -> Text:
    """The report's counts in one line."""
    numbers = report_counts(report)
    return Text(
        "、".join(f"{label.zh}{number}" for label, number in numbers),
        ", ".join(f"{label.en} {number}" for label, number in numbers),
    )


def _received(report: Report) -> Text:
    if report.received is None:
        return _NOTHING
    said = day(report.received)
    if isinstance(report.received, datetime):
        clock = f"{report.received:%H:%M}"
        return Text(f"（{said.zh}{clock}收到）", f" (on {said.en}, {clock})")
    return Text(f"（{said.zh}收到）", f" (on {said.en})")


def _join(first: Text, second: Text) -> Text:
    return Text(first.zh + second.zh, f"{first.en} {second.en}")


def in_quotes(text: str) -> str:
    """In quotation marks; those within become single ones (GB/T 15834-2011, 4.8.3.3)."""
    return f"“{text.translate(_INNER)}”"


_INNER = str.maketrans("“”‘’", "‘’“”")
_NOTHING = Text("", "")
_HELD = Text("经对照通知逐项核对", "Held against the notice")
_SOME_HELD = Text("经对照通知的部分要求核对", "Held against some of the notice's requirements")
_WAIVED = Text("除已予豁免的事项外，", ", but for what was waived")

LEVEL_HEADS = {
    Level.ERROR: Text("需要补正的问题", "What to mend"),
    Level.WARNING: Text("请留意的事项", "What to look at"),
    Level.INFO: Text("说明", "Worth knowing"),
}
