"""What reports for other programs' lists share: order, place in the repository, lasting names.

Such a list knows files of a repository and nothing of units: each item names its unit, and is
known again from run to run by a fingerprint that does not hang on the numbers around it.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding, NotJudged, Report
from jlxx_check.reporters.matrix import MARKS, Mark, mark_of
from jlxx_check.reporters.report_options import Options
from jlxx_check.reporters.sections import finding_rows
from jlxx_check.reporters.wording import decision_text, heading
from jlxx_check.text import Lang
from jlxx_check.values.folding import fold_name
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.masking import mask

#: A number, unless it stands in what is quoted.
_NUMBERS = re.compile(r"\d+(?![^“]*”)")
_RANK = {mark: rank for rank, mark in enumerate(Mark)}


@frozen
class ListedItem:
    """A finding, or what was not judged, as an item of such a list. Nothing is made safe yet."""

    source: Finding | NotJudged
    mark: Mark
    rule: str
    level: Level
    #: Whose it is: an entry's kind, number and name, or the package as a whole.
    whose: str
    message: str
    #: The rest of what is known, a line each.
    lines: tuple[str, ...]
    #: Seen from the repository's root, with ``/``; the package where it is of no file.
    place: str
    #: 64 hexadecimal digits, the same in every run that finds it.
    fingerprint: str

    @property
    def fails(self) -> bool:
        """Whether it is an error that stands: these are counted as the report counts them."""
        return self.mark is Mark.ERROR


def listed_items(report: Report, lang: Lang, options: Options) -> tuple[ListedItem, ...]:
    """Every finding and everything unjudged, the gravest first, else in the report's order."""
    items: list[Finding | NotJudged] = [*report.findings, *report.not_judged]
    items.sort(key=lambda item: _RANK[mark_of(item)])
    seen: dict[str, int] = {}
    return tuple(_told(report, lang, options, items, seen))


def _told(
    report: Report,
    lang: Lang,
    options: Options,
    items: list[Finding | NotJudged],
    seen: dict[str, int],
) -> Iterator[ListedItem]:
    entries = {entry.id: entry for entry in report.entries}
    registers = frozenset(item.path for item in report.registers)
    for item in items:
        entry = entries.get(item.entry or "")
        owner = f"{entry.kind}/{entry.name}" if entry else ""
        known = "\0".join(
            map(str, (report.pack.id, report.package.path, item.rule, owner, item.file))
        )
        # Two of one rule in one place are told apart by what they say, equal ones by a number.
        known = f"{known}\0{_what(item, registers) if isinstance(item, Finding) else '?'}"
        seen[known] = number = seen.get(known, 0) + 1
        yield ListedItem(
            source=item,
            mark=mark_of(item),
            rule=item.rule,
            level=item.level,
            whose=heading(entry).say(lang),
            message=(item.message if isinstance(item, Finding) else item.why).say(lang),
            lines=tuple(_lines(item, lang)),
            place=place_of_file(item.file, report, options),
            fingerprint=hashlib.sha256(f"{known}\0{number}".encode(errors="replace")).hexdigest(),
        )


def _what(item: Finding, registers: Collection[str]) -> str:
    """What of a finding stays while rows are put in above it.

    Of a register the numbers of rows say nothing of what was found; those that are quoted do.
    """
    where, said = str(item.where), item.message.zh
    if item.file in registers:
        where, said = _NUMBERS.sub("0", where), _NUMBERS.sub("0", said)
    return f"{where}\0{fold_name(mask(item.about or ''))}\0{said}"


def _lines(item: Finding | NotJudged, lang: Lang) -> Iterator[str]:
    colon = "：" if lang is Lang.ZH else ": "
    if isinstance(item, Finding):
        for label, text in finding_rows(item):
            yield f"{label.say(lang)}{colon}{text.say(lang)}"
        return
    yield MARKS[mark_of(item)].say(lang)
    if item.decision:
        yield decision_text(item.decision).say(lang)
    elif item.fix:
        yield item.fix.say(lang)


def place_of_file(file: str | None, report: Report, options: Options) -> str:
    """A file, or (None) the package, as the repository calls it, wherever the program was started.

    What lies in an archive is the archive. Without a repository's root, or outside of it, the path
    is that of the call.
    """
    path = report.package.path
    if options.repository is not None:
        whole = os.path.abspath(os.path.join(options.base, path))  # noqa: PTH100, PTH118 - no links
        root = os.path.abspath(options.repository)  # noqa: PTH100
        try:
            inside = os.path.relpath(whole, root)
        except ValueError:  # on another drive
            inside = os.pardir
        path = path if Path(inside).parts[:1] == (os.pardir,) else inside
    path = path.replace("\\", "/").rstrip("/")
    whole = path if file is None or report.package.kind != "folder" else f"{path}/{file}"
    return whole.removeprefix("./")
