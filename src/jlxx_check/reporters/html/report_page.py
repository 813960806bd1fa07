"""The page put together: templates, own style and script, and nothing from anywhere else."""

from __future__ import annotations

import base64
from functools import cache

from jinja2 import Environment

from jlxx_check.model.about import DEFAULT_PACK, NAME
from jlxx_check.model.facts import Photo, Video
from jlxx_check.model.ledger_row import BY, CONCLUSION, CONFIRMED, ITEM, KEY, OBJECT, ON, UNIT, WHY
from jlxx_check.model.nouns import SPECIAL
from jlxx_check.model.report import Report
from jlxx_check.model.tallies import Summary
from jlxx_check.reporters import sections
from jlxx_check.reporters.by_machine import PLACES, by_machine
from jlxx_check.reporters.head_lines import head_notes
from jlxx_check.reporters.html.entry_cards import dossiers
from jlxx_check.reporters.html.marks import MARKS, anchors
from jlxx_check.reporters.html.measures import measures, running_time
from jlxx_check.reporters.html.shell import REPORT, asset, environment, frame
from jlxx_check.reporters.ledger import items_of
from jlxx_check.reporters.matrix import Mark, grids, mark_of, matrix
from jlxx_check.reporters.questions import topics
from jlxx_check.reporters.seal_words import seal_line
from jlxx_check.reporters.sections import past_owner, past_sections, since_line, standing
from jlxx_check.reporters.tasks import begin, shares
from jlxx_check.reporters.wording import (
    LEVELS,
    advice,
    counts,
    decision_text,
    level_label,
    may_be_sealed,
    report_counts,
    verdict_text,
    when,
)
from jlxx_check.text import Lang
from jlxx_check.values.file_size import size_shown
from jlxx_check.values.moments import as_written

#: Columns of the ledger that the page saves, in the order in which its script fills them.
_LEDGER_HEADS = (UNIT, OBJECT, ITEM, CONCLUSION, BY, ON, WHY, KEY)


def to_html(report: Report, lang: Lang, *, leads_on: bool = False, calls: bool = True) -> bytes:
    """The whole page as UTF-8. Texts of the package are text: escaped, acting characters spelt.

    leads_on, calls: see ``Options``.
    """
    template = _environment(lang).get_template("page.html.j2")
    script = asset(REPORT, "common.js") + asset(REPORT, "page.js")
    machine = by_machine(report) if calls else ()
    page = template.render(
        report=report,
        seals=leads_on and may_be_sealed(report),
        tool=NAME,
        anchors=anchors(report),
        grids=grids(report),
        legend=_legend(report),
        more_counts=report_counts(report)[len(counts(Summary())) :],
        past=past_sections(report.baseline),
        dossiers=dossiers(report),
        todo=shares(report, lang),
        machine=machine,
        asked=_asked(report, lang),
        placeless=any(task.title is PLACES for task in machine),
        topics=topics(report, lang),
        ledger={id(item.source): item for item in items_of(report, lang)},
        ledger_heads="|".join(head.say(lang) for head in _LEDGER_HEADS),
        confirmed=CONFIRMED,
        **frame(lang, asset(REPORT, "page.css"), script),
    )
    return page.encode("utf-8")


def _asked(report: Report, lang: Lang) -> str:
    """What a call has to say to ask the same as this report; "" for the usual."""
    pack, received = report.pack.id, report.received
    said = [f"--rules {pack}"] if pack != DEFAULT_PACK else []
    said += [f"--received {as_written(received)}"] if received else []
    said += ["--lang en"] if lang is Lang.EN else []
    return "".join(f" {option}" for option in said)


def _legend(report: Report) -> set[str]:
    """The marks to explain: what every report may have, and the rarer ones that this one has."""
    usual = {Mark.ERROR, Mark.WARNING, Mark.REVIEW, Mark.INFO, Mark.NOT_JUDGED, Mark.PASSED}
    return {mark.value for mark in usual | {cell.mark for cell in matrix(report).values()}}


@cache
def _environment(lang: Lang) -> Environment:
    names = {
        "sections": sections,
        "MARKS": MARKS,
        "LEVELS": LEVELS,
        "verdict_text": verdict_text,
        "head_notes": head_notes,
        "seal_line": seal_line,
        "advice": advice,
        "begin": begin,
        "size": size_shown,
        "when": when,
        "measures": measures,
        "picture": _picture,
        "ident": id,
        "SPECIAL": SPECIAL,
        "decision_text": decision_text,
        "level_label": level_label,
        "mark_of": mark_of,
        "past_owner": past_owner,
        "since_line": since_line,
        "since_of": standing,
        "running_time": running_time,
    }
    return environment(lang, REPORT, names)


def _picture(media: Photo | Video) -> str | None:
    """A thumbnail as a data URI."""
    if media.thumbnail is None:
        return None
    return "data:image/jpeg;base64," + base64.b64encode(media.thumbnail).decode("ascii")
