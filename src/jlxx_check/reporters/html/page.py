"""The page put together: templates, own style and script, and nothing from anywhere else."""

from __future__ import annotations

import base64
from functools import cache

from jinja2 import Environment

from jlxx_check.model.about import NAME
from jlxx_check.model.facts import Photo
from jlxx_check.model.report import Report
from jlxx_check.model.text import Lang
from jlxx_check.reporters.html.entries import dossiers
from jlxx_check.reporters.html.marks import MARKS, anchors
from jlxx_check.reporters.html.matrix import grids
from jlxx_check.reporters.html.measures import measures, running_time
from jlxx_check.reporters.html.shell import REPORT, asset, environment, frame
from jlxx_check.reporters.questions import topics
from jlxx_check.reporters.wording import LEVELS, VERDICTS, advice, size, when


def to_html(report: Report, lang: Lang) -> bytes:
    """The whole page as UTF-8. Texts of the package are text: escaped, acting characters spelt."""
    template = _environment(lang).get_template("page.html.j2")
    script = asset(REPORT, "common.js") + asset(REPORT, "page.js")
    page = template.render(
        report=report,
        tool=NAME,
        anchors=anchors(report),
        grids=grids(report),
        dossiers=dossiers(report),
        topics=topics(report, lang),
        **frame(lang, asset(REPORT, "page.css"), script),
    )
    return page.encode("utf-8")


@cache
def _environment(lang: Lang) -> Environment:
    names = {
        "MARKS": MARKS,
        "LEVELS": LEVELS,
        "VERDICTS": VERDICTS,
        "advice": advice,
        "size": size,
        "when": when,
        "measures": measures,
        "picture": _picture,
        "running_time": running_time,
    }
    return environment(lang, REPORT, names)


def _picture(photo: Photo) -> str | None:
    """A thumbnail as a data URI."""
    if photo.thumbnail is None:
        return None
    return "data:image/jpeg;base64," + base64.b64encode(photo.thumbnail).decode("ascii")
