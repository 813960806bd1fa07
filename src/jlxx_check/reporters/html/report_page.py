"""The page of a report: templates, own style and script, and nothing from anywhere else.

An entry's files stand beside what it says, photos and recordings in figures.
"""

from __future__ import annotations

import base64
from functools import cache

from jinja2 import Environment
from rich.cells import cell_len

from jlxx_check.model.about import NAME
from jlxx_check.model.facts import Audio, Photo, Video
from jlxx_check.model.ledger_row import BY, CONCLUSION, CONFIRMED, ITEM, KEY, OBJECT, ON, UNIT, WHY
from jlxx_check.model.nouns import SPECIAL
from jlxx_check.model.report import Finding, NotJudged, Report, ReportEntry, ReportFile
from jlxx_check.model.tallies import Summary
from jlxx_check.reporters import sections
from jlxx_check.reporters.by_machine import PLACES, by_machine
from jlxx_check.reporters.calls_told import FILES_PLACE, judged_by, with_files_shown
from jlxx_check.reporters.head_lines import head_notes
from jlxx_check.reporters.html.shell import MARKS, REPORT, anchors, asset, environment, frame
from jlxx_check.reporters.ledger import items_of
from jlxx_check.reporters.matrix import Mark, grids, mark_of, matrix
from jlxx_check.reporters.questions import topics
from jlxx_check.reporters.seal_words import seal_line
from jlxx_check.reporters.sections import (
    findings_of,
    past_owner,
    past_sections,
    since_line,
    standing,
)
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
from jlxx_check.text import Lang, Text, same
from jlxx_check.values.file_size import size_shown
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.moments import as_written
from jlxx_check.values.spans import clock, minutes

#: Columns of the ledger that the page saves, in the order in which its script fills them.
_LEDGER_HEADS = (UNIT, OBJECT, ITEM, CONCLUSION, BY, ON, WHY, KEY)


def to_html(report: Report, lang: Lang, *, leads_on: bool = False, calls: bool = True) -> bytes:
    """The whole page as UTF-8. Texts of the package are text: escaped, acting characters spelt.

    leads_on, calls: see ``Options``.
    """
    report = with_files_shown(report, FILES_PLACE)
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
    received = as_written(report.received) if report.received else None
    return judged_by(report.pack.called, received) + (" --lang en" if lang is Lang.EN else "")


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


#: Cells (a Chinese character takes two) that a label and its value may have to stand in a column;
#: longer ones go across the page.
_COLUMN = 28


@frozen
class Dossier:
    """An entry (None: the package as a whole), its findings and its files by what they are.

    unjudged: what has no result and no reviewer's decision. judged: whether a rule had a result.
    """

    entry: ReportEntry | None
    findings: tuple[Finding, ...]
    unjudged: tuple[NotJudged, ...]
    judged: bool
    photos: tuple[ReportFile, ...] = ()
    recordings: tuple[ReportFile, ...] = ()
    others: tuple[ReportFile, ...] = ()
    short: tuple[tuple[str, str], ...] = ()
    long: tuple[tuple[str, str], ...] = ()

    @property
    def reasons(self) -> tuple[Text, ...]:
        """Why there is no result, each reason once."""
        return tuple(dict.fromkeys(item.why for item in self.unjudged))


def dossiers(report: Report) -> tuple[Dossier, ...]:
    """The package as a whole first, then the entries; checklist items stand elsewhere."""
    found: dict[str | None, list[Finding]] = {None: []}
    for finding in findings_of(report):
        found.setdefault(finding.entry, []).append(finding)
    left: dict[str | None, list[NotJudged]] = {}
    for item in report.not_judged:
        if item.decision is None:
            left.setdefault(item.entry, []).append(item)
    judged = {tally.entry for tally in report.tallies if tally.passed or tally.failed}
    owners: list[ReportEntry | None] = [None, *report.entries]
    return tuple(
        _dossier(entry, tuple(found.get(key, ())), tuple(left.get(key, ())), key in judged)
        for entry in owners
        for key in [entry.id if entry else None]
    )


def _dossier(
    entry: ReportEntry | None,
    findings: tuple[Finding, ...],
    unjudged: tuple[NotJudged, ...],
    judged: bool,
) -> Dossier:
    if entry is None:
        return Dossier(None, findings, unjudged, judged)
    photos = tuple(file for file in entry.files if isinstance(file.media, Photo))
    recordings = tuple(file for file in entry.files if isinstance(file.media, Video | Audio))
    others = tuple(file for file in entry.files if file.media is None)
    values = [(value.label, value.text) for value in entry.values]
    short = tuple(pair for pair in values if cell_len("".join(pair)) <= _COLUMN)
    long = tuple(pair for pair in values if cell_len("".join(pair)) > _COLUMN)
    return Dossier(entry, findings, unjudged, judged, photos, recordings, others, short, long)


_CODECS = {"AVC": "H.264", "HEVC": "H.265（HEVC）"}


def measures(file: ReportFile) -> tuple[Text, ...]:
    """What was measured of a file, each in a few words; its size last."""
    weight = same(size_shown(file.size))
    match file.media:
        case Photo():
            return (*_photo(file.media), weight)
        case Video():
            return (*_video(file.media), weight)
        case Audio():
            length = file.media.duration
            known = (same(clock(length)),) if length is not None else ()
            return (same(file.media.container), *known, weight)
        case None:
            return (weight,)


def _photo(photo: Photo) -> list[Text]:
    said = [Text(f"{photo.width}×{photo.height}像素", f"{photo.width}×{photo.height} px")]
    if photo.dpi is not None:
        said.append(same(f"{photo.dpi:.0f} dpi"))
    said.append(Text(f"清晰度{photo.sharpness:.0f}", f"sharpness {photo.sharpness:.0f}"))
    if photo.has_gps:
        said.append(Text("含拍摄地点", "records its place"))
    return said


def _video(video: Video) -> list[Text]:
    said = [same(video.container)]
    if video.codec is not None:
        said.append(same(_CODECS.get(video.codec, video.codec)))
    if video.width is not None and video.height is not None:
        said.append(same(f"{video.width}×{video.height}"))
    if video.frame_rate is not None:
        rate = f"{video.frame_rate:.4g}"
        said.append(Text(f"每秒{rate}帧", f"{rate} frames a second"))
    said.append(Text("有声音", "with sound") if video.has_sound else Text("没有声音", "silent"))
    return said


@frozen
class RunningTime:
    """A video's length and the span that is asked, as shares of the bar in per cent."""

    label: Text
    length: float
    start: float
    width: float
    marks: tuple[tuple[float, str], ...]
    inside: bool


def running_time(file: ReportFile, report: Report) -> RunningTime | None:
    """The bar of a video. None where its length is not known or no span is asked."""
    span = _span_asked(report)
    if span is None or not isinstance(file.media, Video) or file.media.duration is None:
        return None
    shortest, longest, slack = span
    length = file.media.duration
    whole = max(longest * 1.25, length * 1.04)
    wanted = f"{minutes(shortest)}–{minutes(longest)}"
    return RunningTime(
        Text(f"时长{clock(length)}，要求{wanted}", f"{clock(length)} long, asked {wanted}"),
        round(100 * length / whole, 2),
        round(100 * shortest / whole, 2),
        round(100 * (longest - shortest) / whole, 2),
        tuple((round(100 * at / whole, 2), minutes(at)) for at in (shortest, longest)),
        shortest - slack <= length <= longest + slack,
    )


def _span_asked(report: Report) -> tuple[float, float, float] | None:
    """Shortest, longest and slack in seconds, from the rule that judges running times."""
    for rule in report.rules:
        if rule.check == "video.duration":
            given = {"slack": 0, **rule.parameters}
            values = (given.get(name) for name in ("shortest", "longest", "slack"))
            numbers = [float(value) for value in values if isinstance(value, int | float)]
            return (numbers[0], numbers[1], numbers[2]) if len(numbers) == 3 else None
    return None
