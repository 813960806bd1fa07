"""Calls of the program in reports: named as they were made, left out for who can make none."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TypeVar

from jlxx_check.model.about import DEFAULT_PACK, NAME
from jlxx_check.model.report import Finding, NotJudged, Report
from jlxx_check.text import Text
from jlxx_check.values.shell_words import quoted

_Advised = TypeVar("_Advised", Finding, NotJudged)

#: A clause that speaks to whoever runs the program, with the mark before it and that behind it.
_IN_CLAUSE = r"(?:[^。；;.]|\.(?!\s|$))*"
_COMMAND = re.compile(
    rf"(?P<before>[；;]?){_IN_CLAUSE}(?:(?<!\w)--[a-z]|{NAME} [a-z]){_IN_CLAUSE}(?P<end>[。；;.]?)"
)


def without_commands(text: str) -> str:
    """A text for who does not run the program: without the clauses on its calls and options."""
    if "--" not in text and NAME not in text:
        return text.strip()
    return _COMMAND.sub(lambda found: found["end"] if found["before"] else "", text).strip()


def bare_of_calls(text: Text) -> Text:
    """As ``without_commands``, in both languages."""
    said = Text(without_commands(text.zh), without_commands(text.en))
    return text if said == text else said


#: A clause that tells how to see what each file was taken for, in both languages.
_SHOW_FILES = (
    re.compile(r"(?:加上 )?--show files (?:再检查，)?可以看到每个文件认成了什么"),
    re.compile(r"(?:[Ww]ith )?--show files (?:you see|tells) how each file was understood"),
)
#: Where a page does so.
FILES_PLACE = Text("报告的“文件辨认”一节", "“Files” in the report")


def shown_here(text: Text, place: Text) -> Text:
    """The text where the files are shown, too: it names the place in place of the call."""
    zh, en = _SHOW_FILES
    said = Text(
        zh.sub(f"{place.zh}写明每个文件认成了什么", text.zh),
        en.sub(f"{place.en} tells how each file was understood", text.en),
    )
    return text if said == text else said


def with_files_shown(report: Report, place: Text) -> Report:
    """The report in a format that shows how every file was understood. place: where."""

    def said(item: _Advised) -> _Advised:
        fix = item.fix and shown_here(item.fix, place)
        return item if fix is item.fix else replace(item, fix=fix)

    return replace(
        report,
        findings=tuple(map(said, report.findings)),
        not_judged=tuple(map(said, report.not_judged)),
    )


def judged_by(pack: str, received: str | None = None) -> str:
    """The options of a call that asks what a report answers, with a blank before; "" for none.

    pack: its id, or the path that it was given by. received: as a call has it.
    """
    rules = "" if pack == DEFAULT_PACK else f" --rules {quoted(pack)}"
    return rules + (f" --received {received}" if received else "")
