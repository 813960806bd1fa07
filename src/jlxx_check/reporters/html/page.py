"""The page put together: templates, own style and script, and nothing from anywhere else."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from jlxx_check.model.about import NAME
from jlxx_check.model.facts import Photo, Video
from jlxx_check.model.report import Report, Summary
from jlxx_check.model.text import Lang, Text, same
from jlxx_check.reporters.decided import decision_text, level_label, report_counts
from jlxx_check.reporters.html.entries import dossiers
from jlxx_check.reporters.html.marks import MARKS, anchors
from jlxx_check.reporters.html.measures import measures, running_time
from jlxx_check.reporters.matrix import Mark, grids, mark_of, matrix
from jlxx_check.reporters.questions import topics
from jlxx_check.reporters.since import past_owner, past_sections, since_line, standing
from jlxx_check.reporters.visible import visible
from jlxx_check.reporters.wording import LEVELS, VERDICTS, advice, counts, size, when

_FOLDER = "jlxx_check.reporters.html"


def to_html(report: Report, lang: Lang) -> bytes:
    """The whole page as UTF-8. Texts of the package are text: escaped, acting characters spelt."""
    template = _environment(lang).get_template("page.html.j2")
    style, script = _asset("page.css"), _asset("page.js")
    page = template.render(
        report=report,
        lang="zh-CN" if lang is Lang.ZH else "en",
        tool=NAME,
        style=Markup(style),
        script=Markup(script),
        policy=_policy(style, script),
        anchors=anchors(report),
        grids=grids(report),
        legend=_legend(report),
        more_counts=report_counts(report)[len(counts(Summary())) :],
        past=past_sections(report.baseline),
        dossiers=dossiers(report),
        topics=topics(report, lang),
    )
    return page.encode("utf-8")


def _legend(report: Report) -> set[str]:
    """The marks to explain: what every report may have, and the rarer ones that this one has."""
    usual = {Mark.ERROR, Mark.WARNING, Mark.REVIEW, Mark.INFO, Mark.NOT_JUDGED, Mark.PASSED}
    return {mark.value for mark in usual | {cell.mark for cell in matrix(report).values()}}


@cache
def _environment(lang: Lang) -> Environment:
    environment = Environment(
        loader=PackageLoader(_FOLDER, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown(lang),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        say=Text,
        same=same,
        MARKS=MARKS,
        LEVELS=LEVELS,
        VERDICTS=VERDICTS,
        advice=advice,
        size=size,
        when=when,
        measures=measures,
        picture=_picture,
        decision_text=decision_text,
        level_label=level_label,
        mark_of=mark_of,
        past_owner=past_owner,
        since_line=since_line,
        standing=standing,
        running_time=running_time,
    )
    return environment


def _shown(lang: Lang) -> Callable[[Any], Any]:
    """What every expression of a template passes through before it is escaped."""

    def show(value: Any) -> Any:
        if isinstance(value, Markup):
            return value
        if isinstance(value, Text):
            return visible(value.say(lang))
        return "" if value is None else visible(str(value))

    return show


@cache
def _asset(name: str) -> str:
    return files(_FOLDER).joinpath("templates", name).read_text("utf-8").replace("\r\n", "\n")


def _picture(media: Photo | Video) -> str | None:
    """A thumbnail as a data URI."""
    if media.thumbnail is None:
        return None
    return "data:image/jpeg;base64," + base64.b64encode(media.thumbnail).decode("ascii")


def _policy(style: str, script: str) -> str:
    """A content security policy: the browser itself keeps the page from loading anything."""
    return (
        "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; "
        f"style-src '{_source(style)}'; script-src '{_source(script)}'"
    )


def _source(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return "sha256-" + base64.b64encode(digest).decode("ascii")
