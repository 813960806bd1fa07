"""What every page of the program stands in: templates, style, script, and a policy over them.

The signs of results, too, and links to what lies beside a page.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Report
from jlxx_check.reporters.matrix import MARKS as MARKS_IN_WORDS
from jlxx_check.reporters.matrix import SIGNS, Mark
from jlxx_check.reporters.wording import LEVELS
from jlxx_check.text import Lang, Text, same
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.visible import visible

#: The packages whose ``templates`` folders hold pages, and what pages share.
REPORT = "jlxx_check.reporters.html"
BATCH = "jlxx_check.reporters.batch"


def environment(lang: Lang, package: str, names: dict[str, Any]) -> Environment:
    """Templates of one package, what they share with the report's, and names for them to use."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader(package), PackageLoader(REPORT)]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown(lang),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(say=Text, same=same, **names)
    return made


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
def asset(package: str, name: str) -> str:
    """A style or a script as text."""
    return files(package).joinpath("templates", name).read_text("utf-8").replace("\r\n", "\n")


def frame(lang: Lang, style: str, script: str) -> dict[str, Any]:
    """What a page's head needs: its language, style, script and policy."""
    return {
        "lang": "zh-CN" if lang is Lang.ZH else "en",
        "style": Markup(style),
        "script": Markup(script),
        "policy": _policy(style, script),
    }


def _policy(style: str, script: str) -> str:
    """A content security policy: the browser itself keeps the page from loading anything."""
    return (
        "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; "
        f"style-src '{_source(style)}'; script-src '{_source(script)}'"
    )


def _source(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return "sha256-" + base64.b64encode(digest).decode("ascii")


_NAMES = {
    Mark.ERROR: LEVELS[Level.ERROR],
    Mark.CRASHED: MARKS_IN_WORDS[Mark.CRASHED],
    Mark.WARNING: LEVELS[Level.WARNING],
    Mark.REVIEW: LEVELS[Level.REVIEW],
    Mark.INFO: LEVELS[Level.INFO],
    Mark.NOT_JUDGED: MARKS_IN_WORDS[Mark.NOT_JUDGED],
    Mark.WAIVED: MARKS_IN_WORDS[Mark.WAIVED],
    Mark.CONFIRMED: MARKS_IN_WORDS[Mark.CONFIRMED],
    Mark.PASSED: Text("通过", "passed"),
}
#: State to sign and name. A sign never stands for colour alone, nor colour for a sign.
MARKS = {mark.value: (SIGNS[mark], name) for mark, name in _NAMES.items()}


@frozen
class Anchors:
    """Ids on the page: of entries by their id, findings and unjudged items by identity."""

    entries: dict[str | None, str]
    items: dict[int, str]
    rules: dict[str, str]

    def of(self, item: object) -> str:
        """The id of one of the report's findings or unjudged items."""
        return self.items[id(item)]


def anchors(report: Report) -> Anchors:
    """Short ids by position: what a package's names hold never gets into one."""
    entries: dict[str | None, str] = {None: "e0"}
    entries.update((entry.id, f"e{number}") for number, entry in enumerate(report.entries, 1))
    items = {
        id(item): ("c" if finding.level is Level.REVIEW else "f") + str(number)
        for number, finding in enumerate(report.findings, 1)
        for item in (finding, *finding.facts)
    }
    items.update((id(item), f"n{number}") for number, item in enumerate(report.not_judged, 1))
    rules = {rule.id: f"r{number}" for number, rule in enumerate(report.rules, 1)}
    return Anchors(entries, items, rules)


def href(path: str | None) -> str | None:
    """A path beside the page, percent-encoded; None where it leads elsewhere or cannot be said.

    Nothing of it can be a scheme, a query or a fragment: ``:``, ``?`` and ``#`` are encoded, too.
    """
    if not path or path.startswith("/") or "\\" in path or ".." in path.split("/"):
        return None
    try:
        return quote(path.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:
        return None
