"""The letter's sentences, as an office writes to a unit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Report, Verdict
from jlxx_check.model.rounds import LetterItem, UnitRound
from jlxx_check.reporters.letter_items import asks_to_mend
from jlxx_check.reporters.letter_rows import ranges
from jlxx_check.reporters.report_options import Options
from jlxx_check.reporters.sections import since
from jlxx_check.reporters.wording import OTHERS_LATER, asked_titles
from jlxx_check.text import Lang, Text

#: Reasons that a letter on a package of which nothing was read gives.
_REASONS = 3
#: Characters that the numbers of an earlier letter may take: the letter is one page.
_NUMBERS = 12


def intro(
    report: Report, items: Sequence[LetterItem], mend_by: date | None, *, attached: bool
) -> Text:
    """What was received, what became of it, and by when to mend. attached: a table follows."""
    errors = sum(item.finding.level is Level.ERROR for item in items)
    soft = len(items) - errors
    held = _SOME_HELD if report.partial else _HELD
    but = _WAIVED if report.summary.waived else _NOTHING
    see = _SEE if attached else _NOTHING
    if asks_to_mend(report):
        also = Text(f"，另有{soft}处请核实", f"; {soft} more to check") if soft else _NOTHING
        by = day(mend_by)
        said = Text(
            f"{held.zh}，有{errors}处不符合要求{also.zh}{see.zh}。"
            f"请于{by.zh}前逐项补正，并重新报送。",
            f"{held.en}, {errors} thing(s) do not comply{also.en}{see.en}. "
            f"Please mend them one by one by {by.en} and hand the material in again.",
        )
    elif report.verdict is Verdict.INCOMPLETE:
        said = Text(
            f"{held.zh}，{but.zh}已核对的内容没有发现不符合要求之处；"
            f"另有内容尚未核对完{see.zh}，结果另行通知。",
            f"{held.en}, nothing that could be judged fails to comply{but.en}; some could "
            f"not be judged to its end{see.en}, and we shall write again.",
        )
    else:
        also = Text(f"另有{soft}处请核实{see.zh}。", f" {soft} thing(s) are to be checked{see.en}.")
        also = also if soft else _NOTHING
        said = Text(
            f"{held.zh}，{but.zh}由程序核对的内容符合通知要求。{also.zh}",
            f"{held.en}, what a program can judge complies{but.en}.{also.en}",
        )
        if report.partial:
            said = Text(
                f"{held.zh}，{but.zh}这部分没有发现不符合要求之处；其余要求尚未核对，"
                f"结果另行通知。{also.zh}",
                f"{held.en}, nothing fails to comply{but.en}; the others are still to be judged, "
                f"and we shall write again.{also.en}",
            )
    return _join(_lead(report), said)


def nothing_to_read(report: Report, by: Text) -> Text:
    """That nothing could be read, and why; it is all that such a letter says.

    by: until when it is to come again, as it stands in the sentence.
    """
    found = [item for item in report.findings if item.file and item.level is Level.ERROR]
    reasons = list(dict.fromkeys(item.message for item in found))[:_REASONS]
    if not report.package.files and not reasons:
        reasons = [Text("其中没有文件。", "There is no file in it.")]
    why = Text("".join(item.zh for item in reasons), " ".join(item.en for item in reasons))
    lead, put = _lead(report), report.pack.nouns.put_forward
    return _join(
        Text(lead.zh.removesuffix("。"), lead.en),
        Text(
            f"，但没有读到{put.zh}人员和项目的材料，未能核对。"
            f"{why.zh}请核实后{by.zh}重新报送，报送前请在本机打开看一遍。",
            f"No material of anybody or anything {put.en} could be read, so nothing was judged. "
            f"{why.en} Please hand it in again {by.en}, and open it yourselves before you do.",
        ),
    )


def rounds_line(unit_round: UnitRound | None) -> Text | None:
    """What has become of what earlier letters asked for; None where there was none."""
    if unit_round is None:
        return None
    mended = [item.number for item in unit_round.mended]
    still = [item.number for item in unit_round.still_open]
    left = [item.number for item in unit_round.unsettled]
    asked = len(mended) + len(still) + len(left)
    if not asked:
        return None
    if len(mended) == asked:
        said = Text(
            f"前次通知的{asked}处均已改正",
            f"All {asked} thing(s) that the earlier letter named are mended",
        )
    else:
        parts = [
            _counted("已改正", "mended", mended),
            _counted("仍未改正", "still open", still),
            _counted("这次的材料中看不出是否改正", "not to be told from this material", left),
        ]
        told = [part for part in parts if part]
        said = Text(
            f"前次通知的{asked}处中，" + "，".join(part.zh for part in told),
            f"Of the {asked} thing(s) that the earlier letter named: "
            + ", ".join(part.en for part in told),
        )
    new = len(unit_round.new)
    more = Text(f"；本次新发现{new}处", f"; {new} are new") if new else _NOTHING
    return Text(f"{said.zh}{more.zh}。", f"{said.en}{more.en}.")


def _counted(zh: str, en: str, numbers: list[int]) -> Text | None:
    if not numbers:
        return None
    if len(ranges(numbers, Lang.ZH)) > _NUMBERS:  # the attachment tells them
        return Text(f"{zh}{len(numbers)}处", f"{len(numbers)} {en}")
    return Text(
        f"{zh}{len(numbers)}处（原第{ranges(numbers, Lang.ZH)}项）",
        f"{len(numbers)} {en} (nos. {ranges(numbers, Lang.EN)})",
    )


def compared(report: Report) -> Text | None:
    """The numbers against an earlier report; None where none was given."""
    if report.baseline is None:
        return None
    seen = since(report)
    return Text(
        f"与前次材料对照：已改正{seen.mended}处，仍未改正{seen.still}处，新发现{seen.new}处。",
        f"Since the last report: {seen.mended} mended, {seen.still} still there, {seen.new} new.",
    )


def remarks(report: Report, options: Options) -> Text | None:
    """What this letter leaves to others and to later; None where it leaves nothing."""
    said = [OTHERS_LATER] if options.in_batch else []
    if report.partial:
        said.append(
            Text("这次只核对了部分要求。", "Only some of the requirements were judged this time.")
        )
    named = asked_titles(report)
    if named is not None:
        us = _us(report, options)
        said.append(
            Text(
                f"以下事项由{us}另行核对，你单位不用补充：{named.zh}。",
                f"Our office looks at the following; nothing is needed of you: {named.en}.",
            )
        )
    objected = sum(item.objection is not None for item in report.findings)
    if report.summary.review > objected:
        said.append(
            Text(
                "须由工作人员核对的内容，发现问题的另行通知。",
                "What people have to decide is looked at by our staff, who will write if need be.",
            )
        )
    if not said:
        return None
    return Text("".join(item.zh for item in said), " ".join(item.en for item in said))


def reply(report: Report, signed_by: str | None) -> Text | None:
    """Where to hand in again; None where there is nothing to mend."""
    if not asks_to_mend(report):
        return None
    to = Text(signed_by, signed_by) if signed_by else report.pack.delivery
    if to is None or not to.zh:
        return None
    return Text(f"补正后的材料请报送至：{to.zh}。", f"Hand the mended material in to: {to.en}.")


def contact(report: Report, options: Options) -> Text:
    """Whom to ask: as the caller says, else the office and its mailbox, else a blank.

    Who signs for another office is not reached at the pack's.
    """
    office, mailbox = report.pack.office, report.pack.mailbox
    if options.contact:
        return Text(f"如有疑问，请联系：{options.contact}。", f"For questions: {options.contact}.")
    if options.signed_by:
        office, mailbox = Text(options.signed_by, options.signed_by), None
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


def _us(report: Report, options: Options) -> str:
    """How the office speaks of itself: a division is 我处, any other a 单位."""
    office = options.signed_by or (report.pack.office.zh if report.pack.office else "")
    return "我处" if office.endswith("处") else "我单位"


def _lead(report: Report) -> Text:
    got, pack = _received(report), report.pack.title
    return Text(
        f"你单位报送的{pack.zh}材料{got.zh}已收悉。",
        f"We have received{got.en} your material for “{pack.en}”.",
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


_NOTHING = Text("", "")
_SEE = Text("（见附件）", " (see the attachment)")
_HELD = Text("经对照通知逐项核对", "Held against the notice")
_SOME_HELD = Text("经对照通知的部分要求核对", "Held against some of the notice's requirements")
_WAIVED = Text("除经核实不作要求的事项外，", ", but for what we settled")
