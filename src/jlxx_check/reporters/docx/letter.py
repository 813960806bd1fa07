"""材料补正通知, the letter with what the unit has to mend; 材料核验通知 where all complies."""

from __future__ import annotations

from io import BytesIO

from jlxx_check.model.report import Report, Verdict
from jlxx_check.model.text import Lang, Text
from jlxx_check.reporters.docx.layout import Letter
from jlxx_check.reporters.docx.parts import (
    Numbers,
    write_findings,
    write_fine,
    write_past,
    write_unjudged,
    write_waived,
)
from jlxx_check.reporters.docx.phrases import (
    blank_day,
    closing,
    contact,
    intro,
    reply,
    reviews,
)
from jlxx_check.reporters.options import DEFAULTS, Options
from jlxx_check.reporters.since import since_line
from jlxx_check.reporters.steady import steady_zip
from jlxx_check.reporters.wording import OTHERS_LATER, partial_note

MEND = Text("材料补正通知", "Notice of what to mend")
VERIFIED = Text("材料核验通知", "Notice of verification")
UNFINISHED = Text("材料核对情况通知", "Notice of where the verification stands")
PARTIAL = Text("材料部分核对情况通知", "Notice of a partial verification")


def to_docx(report: Report, lang: Lang, options: Options = DEFAULTS) -> bytes:
    """The letter as a .docx file. Its own day stays blank: it is that of the signature."""
    title = title_of(report)
    letter = Letter(lang, f"{title.say(lang)} {report.package.name}")
    letter.title(title.say(lang))
    letter.addressee(report.package.name + ("：" if lang is Lang.ZH else ":"))
    compared = since_line(report)
    sentence = Text(f"{compared.zh}。", f"{compared.en}.") if compared else None
    alone = OTHERS_LATER if options.in_batch else None
    for text in (intro(report, options.mend_by), alone, partial_note(report), sentence):
        if text:
            letter.body(text.say(lang))
    _sections(letter, report)
    for text in (reviews(report), reply(report)):
        if text:
            letter.body(text.say(lang))
    letter.body(contact(report, options.contact).say(lang), keep=True)
    _signature(letter, report)
    data = BytesIO()
    letter.document.save(data)
    return steady_zip(data.getvalue())


def title_of(report: Report) -> Text:
    """What the letter is; that of verification is for a package that wholly complies."""
    if report.verdict is Verdict.NONCOMPLIANT:
        return MEND
    if report.partial:
        return PARTIAL
    return UNFINISHED if report.verdict is Verdict.INCOMPLETE else VERIFIED


def _sections(letter: Letter, report: Report) -> None:
    numbers = Numbers(letter.lang)
    write_findings(letter, report, numbers)
    write_waived(letter, report, numbers)
    write_unjudged(letter, report, numbers)
    write_past(letter, report, numbers)
    write_fine(letter, report, numbers)


def _signature(letter: Letter, report: Report) -> None:
    """The office two characters from the right, the day two characters further in (7.3.5.3)."""
    lang = letter.lang
    day = blank_day(lang)
    letter.blank()
    if lang is Lang.ZH:
        letter.body(closing(lang), keep=True)
    letter.blank()
    office = report.pack.office
    name = office.say(lang) if office else ""
    room = len(name) - len(day)
    if lang is not Lang.ZH:
        room = 0
    if name:
        letter.right(name, 2 if room >= 0 else 2 - room)
    letter.right(day, max(2.0, float(room)) if name else 4.0, follows=False)
