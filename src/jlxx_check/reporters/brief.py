"""``--brief``: a short plain text for each person or project, to be copied into a chat.

Each text stands by itself, with the verdict and the deadline in its first line: it is sent to the
one whom it is about. Chats show plain lines alone: no columns, no frames, no colours.
"""

from __future__ import annotations

from dataclasses import replace

from jlxx_check.model.outcome import Lack, Level
from jlxx_check.model.report import NotJudged, Report, ReportEntry
from jlxx_check.reporters.calls_told import without_commands
from jlxx_check.reporters.head_lines import head_notes
from jlxx_check.reporters.sections import Unjudged, since_line, unjudged
from jlxx_check.reporters.tasks import Share, Task, begin, parted, shares, short, tally
from jlxx_check.reporters.wording import advice, entry_title, report_counts, verdict_text, when
from jlxx_check.text import Lang, Text, joined
from jlxx_check.values.visible import visible

#: Cells that what is wrong, and what to do, may take each. Who gets the text has nothing else to
#: go by, so that a film's five faults and the settings that mend them fit.
_WHAT, _DO = 400, 400


def to_brief(report: Report, lang: Lang) -> bytes:
    """The texts as UTF-8, an empty line between them: the package's first, then each owner's."""
    texts = [_package(report, lang)]
    owned = {share.entry.id if share.entry else None: share for share in shares(report, lang)}
    for owner in (None, *report.entries):
        text = _owner(report, owner, owned.get(owner.id if owner else None), lang)
        texts += [text] if text else []
    shown = ("\n".join(visible(line) for line in text) for text in texts)
    return ("\n\n".join(shown) + "\n").encode("utf-8", "backslashreplace")


def _package(report: Report, lang: Lang) -> list[str]:
    """Verdict, numbers, what was left out, and who has something to mend."""
    counted = joined(Text(f"{name.zh}{n}", f"{name.en} {n}") for name, n in report_counts(report))
    numbers = tally(report)
    lines = [
        _head(report, report.package.name, verdict_text(report), lang),
        counted.say(lang),
        *(note.say(lang) for note in head_notes(report, whole=False)),
    ]
    compared = since_line(report)
    if compared:
        lines.append(compared.say(lang))
    if numbers.zh:
        lines.append(Text(f"错误数：{numbers.zh}", f"Errors: {numbers.en}").say(lang))
    steps = (advice(report), begin(report))
    return [*lines, joined((step for step in steps if step), "", " ").say(lang)]


def _head(report: Report, name: str, verdict: Text, lang: Lang) -> str:
    due = when(report.pack.deadline)
    until = Text(f"，截止{due.zh}", f", due {due.en}") if report.pack.deadline else Text("", "")
    return Text(f"【{verdict.zh}】{name}{until.zh}", f"[{verdict.en}] {name}{until.en}").say(lang)


def _owner(
    report: Report, owner: ReportEntry | None, share: Share | None, lang: Lang
) -> list[str] | None:
    """What one of them has to do; None where that is nothing."""
    tasks = share.tasks if share else ()
    left = [item for item in report.not_judged if _of(item, owner) and item.decision is None]
    wrong = [item for task in tasks if task.level is Level.ERROR for item in task.findings]
    waiting, open_ = parted(left, wrong)
    lines = [_said(task, lang) for task in tasks]
    asked = [_asked(group, lang) for group in unjudged(replace(report, not_judged=open_), lang)]
    lines += asked
    if not lines:
        return None
    numbered = [f"{number}. {line}" for number, line in enumerate(lines, 1)]
    if waiting:
        numbered.append(_again(len(waiting)).say(lang))
    title = entry_title(owner) if owner else Text("材料包整体", "the package as a whole")
    name = f"{report.package.name} {title.say(lang)}"
    return [_head(report, name, _standing(share, len(asked)), lang), *numbered]


def _of(item: NotJudged, owner: ReportEntry | None) -> bool:
    """Whether it is the owner's to settle; what only the caller can give is nobody's.

    The package's first text says that it was not judged.
    """
    return item.lack is not Lack.CALLER and item.entry == (owner.id if owner else None)


def _standing(share: Share | None, unjudged: int) -> Text:
    """What an owner's own text is headed by: how many lines of each sort follow."""
    levels = [task.level for task in share.tasks] if share else []
    wrong = levels.count(Level.ERROR)
    told = [
        (wrong, Text(f"要改正{wrong}项", f"{wrong} to mend")),
        (
            len(levels) - wrong,
            Text(f"请看{len(levels) - wrong}项", f"{len(levels) - wrong} to look at"),
        ),
        (unjudged, Text(f"没有结论{unjudged}项", f"{unjudged} not judged")),
    ]
    return joined((text for number, text in told if number), "，", ", ")


def _said(task: Task, lang: Lang) -> str:
    what, do = _plain(task.what, _WHAT, lang), _plain(task.do, _DO, lang)
    soft = Text("（提醒）", "(warning) ").say(lang) if task.level is Level.WARNING else ""
    return f"{soft}{what}{f' → {do}' if do else ''}"


def _plain(text: str, room: int, lang: Lang) -> str:
    """As ``short``, for somebody who gets this text alone and can make no call."""
    return short(without_commands(text), room, lang)


def _asked(group: Unjudged, lang: Lang) -> str:
    rules = list(dict.fromkeys(rule for titles in group.whom.values() for rule in titles))
    named = ("、" if lang is Lang.ZH else ", ").join(rules)
    what, do = _plain(group.why, _WHAT, lang), _plain(group.fix, _DO, lang)
    label = Text(f"没有结论（{named}）：", f"Not judged ({named}): ").say(lang)
    return f"{label}{what}{f' → {do}' if do else ''}"


def _again(number: int) -> Text:
    return Text(
        f"另有{number}项要等这些改好后才能检查。",
        f"{number} more requirement(s) can be judged only then.",
    )
