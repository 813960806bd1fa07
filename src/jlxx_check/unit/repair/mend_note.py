"""修改说明: the page beside a mended copy, with all that was done and a text for each person."""

from __future__ import annotations

import os
from functools import cache
from itertools import count
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from jlxx_check.model.about import NAME
from jlxx_check.reporters.authorship import Author, author_of, marked
from jlxx_check.reporters.brief import to_brief
from jlxx_check.reporters.html.shell import REPORT, asset, environment, frame
from jlxx_check.reporters.wording import verdict_text
from jlxx_check.text import Lang
from jlxx_check.unit.repair import mend_words
from jlxx_check.unit.repair.copy_target import NOTE_ENDING
from jlxx_check.unit.repair.mend_words import counted, grouped, told_cannot
from jlxx_check.unit.repair.repairing import Repaired

_HERE = "jlxx_check.unit.repair"


def mend_note(repaired: Repaired, lang: Lang) -> bytes:
    """The page as UTF-8, marked as the program's own. Only of a repair that was carried out."""
    after, changes = repaired.after, repaired.changes
    assert after is not None and changes is not None
    texts = to_brief(after, lang).decode("utf-8").strip().split("\n\n")
    said = [text.split("\n") for text in texts]
    page = _environment(lang).get_template("note.html.j2")
    made = page.render(
        tool=NAME,
        repaired=repaired,
        before=repaired.before,
        after=after,
        changes=changes,
        counted=counted(repaired.plan, repaired.before.pack.nouns),
        groups=list(grouped(repaired.plan)),
        cannot=list(told_cannot(repaired.cannot, repaired.plan)),
        noted=[(item.to, note) for item in repaired.made for note in item.notes],
        texts=said,
        **frame(lang, asset(REPORT, "page.css") + asset(_HERE, "note.css"), ""),
    )
    return marked(made.encode("utf-8"), "html")


def note_beside(copy: Path) -> Path:
    """Where the note goes: beside the copy, never over what a person made or edited."""
    for number in count(1):
        which = "" if number == 1 else f"（{number}）"
        tried = copy.with_name(f"{copy.name}{NOTE_ENDING}{which}.html")
        if not os.path.lexists(tried):
            return tried
        if tried.is_file() and not tried.is_symlink() and author_of(tried) is Author.PROGRAM:
            return tried
    raise AssertionError  # count has no end


@cache
def _environment(lang: Lang) -> Environment:
    return environment(
        lang, _HERE, {"words": mend_words, "verdict_text": verdict_text, "newline": Markup("\n")}
    )
