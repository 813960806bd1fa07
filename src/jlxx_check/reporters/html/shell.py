"""What every page of the program stands in: templates, style, script, and a policy over them."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from jlxx_check.text import Lang, Text, same
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
