"""The note that goes with the letter into a chat: short lines, a paragraph each that stands alone.

What the letter says in the office's voice is told here to the one who mends it. Chats show plain
lines alone. It is read on Windows desks, too: UTF-8 with its mark, and lines that every editor
parts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import PurePosixPath

from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Report, Verdict
from jlxx_check.reporters.docx.phrases import day, nothing_to_read
from jlxx_check.reporters.letter_items import asks_to_mend, nothing_read
from jlxx_check.reporters.letter_rows import LetterRow, letter_table, ranges
from jlxx_check.reporters.report_options import DEFAULTS, Options
from jlxx_check.reporters.tasks import labels, short
from jlxx_check.text import Lang, Text, joined, same
from jlxx_check.values.masking import mask
from jlxx_check.values.visible import visible

#: Cells that what is wrong, and what to do, may take each: a film's settings fit.
_WHAT, _DO = 200, 300
#: The most names that the unit's paragraph lists.
_NAMES = 6


def to_chat_note(report: Report, lang: Lang, options: Options = DEFAULTS) -> bytes:
    """The note: a paragraph for the unit, then one for each person and project.

    Numbers are the letter's. No personal number is in it, whatever the report shows.
    """
    parts = letter_table(report, options.unit_round, lang, apart=True).parts
    rows = [(row, part.old) for part in parts for row in part.rows if row.numbers]
    owned: dict[str, list[tuple[LetterRow, bool]]] = {}
    for row, old in rows:
        owned.setdefault(row.owner.id if row.owner else "", []).append((row, old))
    unit = options.addressee or report.package.name
    names = labels(report.entries, report.pack.nouns)
    paragraphs = [[_whole(report, unit, [row for row, _ in rows], names, options).say(lang)]]
    paragraphs += [_owner(own, unit, names, options.mend_by, lang) for own in owned.values()]
    shown = ("\r\n".join(mask(visible(line)) for line in text) for text in paragraphs)
    return ("\r\n\r\n".join(shown) + "\r\n").encode("utf-8-sig", "backslashreplace")


def _whole(
    report: Report,
    unit: str,
    rows: Sequence[LetterRow],
    names: Mapping[str, Text],
    options: Options,
) -> Text:
    """What the unit has to do, in a few short sentences."""
    if nothing_read(report):
        said = nothing_to_read(report, _by(options.mend_by))
    elif asks_to_mend(report):
        counted, by = _counted(rows), _by(options.mend_by)
        whom = (row.owner.of or row.owner.id for row in rows if row.owner)
        owners = [names[one] for one in dict.fromkeys(whom)]
        more, first = len(owners) - _NAMES, joined(owners[:_NAMES])
        zh = first.zh + (f"等{len(owners)}人（项）" if more > 0 else "")
        en = first.en + (f" and {more} more" if more > 0 else "")
        whose = Text(f"涉及{zh}。", f" Whose: {en}.") if owners else Text("", "")
        said = Text(
            f"材料已核对，{counted.zh}。{whose.zh}请{by.zh}改好，重新报送，报送后回复一声。"
            "序号与正式通知一致。",
            f"Your material has been looked at: {counted.en}.{whose.en} Please mend it {by.en}, "
            "hand it in again and tell us. Numbers are those of the letter.",
        )
    elif report.verdict is Verdict.INCOMPLETE:
        said = Text(
            "材料已核对一部分，核对过的没有发现错误，其余的核对后另行通知。",
            "Part of your material has been looked at and shows no error; more follows.",
        )
    else:
        soft = Text(f"只有{len(rows)}处请核实。", f" {len(rows)} thing(s) are to be checked.")
        soft = soft if rows else Text("", "")
        said = Text(
            f"材料已核对，由程序核对的内容没有错误。{soft.zh}",
            f"Your material has been looked at; what a program can judge is right.{soft.en}",
        )
        if report.partial:
            said = Text(
                f"材料的部分要求已核对，没有发现错误，其余的核对后另行通知。{soft.zh}",
                "Some of the requirements have been looked at, and no error was found; more "
                f"follows.{soft.en}",
            )
    return Text(f"【{unit}】{said.zh}", f"[{unit}] {said.en}")


def _owner(
    rows: Sequence[tuple[LetterRow, bool]],
    unit: str,
    names: Mapping[str, Text],
    mend_by: date | None,
    lang: Lang,
) -> list[str]:
    """What one of them has to do, to be sent alone."""
    owner, by = rows[0][0].owner, _by(mend_by)
    counted = _counted([row for row, _ in rows])
    name = Text("材料整体", "the package as a whole")
    if owner is not None:
        # What singles one out is told by its kind.
        kind, called = owner.kind_title, same(owner.name) if owner.of else names[owner.id]
        name = Text(f"{called.zh}（{kind.zh}）", f"{called.en} ({kind.en})")
    head = Text(
        f"【{unit}】{name.zh}：{counted.zh}，请{by.zh}改好。",
        f"[{unit}] {name.en}: {counted.en}; please mend it {by.en}.",
    )
    return [head.say(lang), *(_line(row, lang, old=old) for row, old in rows)]


def _line(row: LetterRow, lang: Lang, *, old: bool) -> str:
    what, do = short(row.what, _WHAT, lang), short(row.do, _DO, lang)
    do = do.removeprefix("请") if lang is Lang.ZH else do
    again = Text("（上次已提）", "(asked before) ").say(lang) if old else ""
    place = ""
    if row.file and len(row.numbers) == 1 and PurePosixPath(row.file).stem not in what:
        place = Text(f"（{row.file}）", f" ({row.file})").say(lang)
    return f"{ranges(row.numbers, lang)}. {again}{what}{place}{f' → {do}' if do else ''}"


def _counted(rows: Sequence[LetterRow]) -> Text:
    errors = sum(len(row.numbers) for row in rows if row.level is Level.ERROR)
    soft = sum(len(row.numbers) for row in rows) - errors
    told = [
        (errors, Text(f"要改{errors}处", f"{errors} to mend")),
        (soft, Text(f"请核实{soft}处", f"{soft} to check")),
    ]
    said = [text for count, text in told if count]
    return Text("，".join(text.zh for text in said), ", ".join(text.en for text in said))


def _by(mend_by: date | None) -> Text:
    if mend_by is None:
        return Text("尽快", "soon")
    said = day(mend_by)
    return Text(f"在{said.zh}前", f"by {said.en}")
