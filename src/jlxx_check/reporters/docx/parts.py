"""The letter's sections: findings by entry, what has no result, what was fine."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count, groupby

from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Report, ReportEntry, Verdict
from jlxx_check.model.text import Lang, Text
from jlxx_check.reporters.docx.layout import Letter
from jlxx_check.reporters.docx.phrases import LEVEL_HEADS, detail, in_quotes, tally
from jlxx_check.reporters.since import past_owner, past_sections
from jlxx_check.reporters.unjudged import unjudged
from jlxx_check.reporters.wording import WHOLE

_DIGITS = "零一二三四五六七八九"


@dataclass(slots=True)
class Numbers:
    """Numbers of headings in order: 一、 （一） (GB/T 9704-2012, 7.3.3)."""

    lang: Lang
    section: int = 0
    group: int = 0

    def head(self, text: str) -> str:
        """The next heading of the first order."""
        self.section += 1
        self.group = 0
        number = chinese(self.section) if self.lang is Lang.ZH else str(self.section)
        return f"{number}、{text}" if self.lang is Lang.ZH else f"{number}. {text}"

    def subhead(self, text: str) -> str:
        """The next heading of the second order."""
        self.group += 1
        if self.lang is Lang.ZH:
            return f"（{chinese(self.group)}）{text}"
        return f"{self.section}.{self.group} {text}"


def chinese(number: int) -> str:
    """1 to 999 in Chinese: 十, 十二, 二十, 一百零五."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    said = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if hundreds and rest and not tens:
        said += "零"
    if tens:
        said += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    return said + (_DIGITS[ones] if ones or not number else "")


def write_findings(letter: Letter, report: Report, numbers: Numbers) -> None:
    """Errors, then warnings, then what is worth knowing; one count runs through them all.

    What only a person can decide is the office's to do, so its number alone is told.
    """
    lang = letter.lang
    entries = {entry.id: entry for entry in report.entries}
    running = count(1)
    for level, head in LEVEL_HEADS.items():
        found = [item for item in report.findings if item.level is level and not item.decision]
        if not found:
            continue
        letter.heading(numbers.head(_counted(head, len(found)).say(lang)))
        for entry_id, group in groupby(found, key=lambda item: item.entry):
            letter.subheading(numbers.subhead(_named(entries.get(entry_id or ""), lang)))
            for item in group:
                letter.body(f"{next(running)}. {item.message.say(lang)}{detail(item, lang)}")


def write_waived(letter: Letter, report: Report, numbers: Numbers) -> None:
    """What was found and need not be mended, with the decision; the checklist is the office's."""
    lang = letter.lang
    entries = {entry.id: entry for entry in report.entries}
    waived = [item for item in report.findings if item.level is not Level.REVIEW and item.waived]
    if not waived:
        return
    title = Text("已予豁免、无需补正的事项", "Waived: need not be mended")
    letter.heading(numbers.head(_counted(title, len(waived)).say(lang)))
    for number, item in enumerate(waived, 1):
        named = _named(entries.get(item.entry or ""), lang)
        colon = "：" if lang is Lang.ZH else ": "
        letter.body(f"{number}. {named}{colon}{item.message.say(lang)}{detail(item, lang)}")


def write_past(letter: Letter, report: Report, numbers: Numbers) -> None:
    """What an earlier report had and this one has no more."""
    lang = letter.lang
    for title, items in past_sections(report.baseline):
        letter.heading(numbers.head(_counted(title, len(items)).say(lang)))
        for number, item in enumerate(items, 1):
            letter.body(f"{number}. {past_owner(item, report).say(lang)}：{item.message}")


def write_unjudged(letter: Letter, report: Report, numbers: Numbers) -> None:
    """Every reason once, with whom and what it concerns.

    What concerns no entry and no file is the office's own to settle: a date that was not given.
    """
    items = [item for item in report.not_judged if item.entry or item.file or item.fault]
    groups = unjudged(replace(report, not_judged=tuple(items)), letter.lang)
    if not groups:
        return
    zh = letter.lang is Lang.ZH
    title = Text("尚无结论的事项", "Not judged")
    letter.heading(numbers.head(_counted(title, len(items)).say(letter.lang)))
    for number, group in enumerate(groups, 1):
        whom = [
            (f"{name}（{'、'.join(rules)}）" if zh else f"{name} ({', '.join(rules)})").strip()
            for name, rules in group.whom.items()
        ]
        place = [group.file] if group.file else []
        concerns = ("；" if zh else "; ").join([*place, *whom])
        lead = "涉及：" if zh else " Concerns: "
        letter.body(f"{number}. {group.why}{lead}{concerns}{'。' if zh else '.'}")


def write_fine(letter: Letter, report: Report, numbers: Numbers) -> None:
    """Entries without a fault and requirements that all met; the counts close the section."""
    lang, zh = letter.lang, letter.lang is Lang.ZH
    letter.heading(numbers.head(Text("核对情况", "What was fine").say(lang)))
    troubled = {
        item.entry for item in report.findings if item.level in (Level.ERROR, Level.WARNING)
    }
    troubled |= {item.entry for item in report.not_judged}
    between = "、" if zh else ", "
    fine = [_named(entry, lang) for entry in report.entries if entry.id not in troubled]
    if fine and len(fine) == len(report.entries) and not report.partial:
        said = Text(
            f"全部{len(fine)}份材料均未发现问题。", f"Nothing against all {len(fine)} entries."
        )
        letter.body(said.say(lang))
    elif fine:
        said = Text("材料未发现问题的有：", "Nothing was found against: ")
        if report.partial:
            said = Text(
                "就这次核对的要求，未发现问题的有：",
                "By what was judged this time, nothing was found against: ",
            )
        letter.body(f"{said.say(lang)}{between.join(fine)}{'。' if zh else '.'}")
    met = _met(report, lang)
    if met and report.verdict is Verdict.NONCOMPLIANT:
        said = Text("全部符合的要求有：", "Met throughout: ")
        letter.body(f"{said.say(lang)}{('；' if zh else '; ').join(met)}{'。' if zh else '.'}")
    line = tally(report)
    letter.body(Text(f"以上共计：{line.zh}。", f"In numbers: {line.en}.").say(lang))


def _met(report: Report, lang: Lang) -> list[str]:
    """Titles of requirements met throughout, each once.

    Stars and projects may have a rule each by one title: what is judged of both has to be met.
    """
    met: dict[str, bool] = {}
    for rule in report.rules:
        if rule.judged or rule.not_judged:
            wholly = bool(rule.passed) and rule.passed == rule.judged and not rule.not_judged
            title = rule.title.say(lang)
            met[title] = met.get(title, True) and wholly
    return [title for title, wholly in met.items() if wholly]


def _counted(title: Text, number: int) -> Text:
    return Text(f"{title.zh}（{number}处）", f"{title.en} ({number})")


def _named(entry: ReportEntry | None, lang: Lang) -> str:
    if entry is None:
        return WHOLE.say(lang)
    if lang is Lang.ZH:
        return entry.kind_title.zh + in_quotes(entry.name)
    return f"{entry.kind_title.en} {in_quotes(entry.name)}"
