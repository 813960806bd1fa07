"""Whether a document is as long as asked."""

from __future__ import annotations

from collections.abc import Iterator

from jlxx_check.checks.first_steps import COUNT_BY_EYE, FILL_FILE, HAND_IN_TEXT
from jlxx_check.checks.lengths import TextLength, measured
from jlxx_check.checks.registry import check
from jlxx_check.checks.unseen import may_be_unread
from jlxx_check.model.document import Document
from jlxx_check.model.outcome import Outcome, failed, not_judged, passed
from jlxx_check.text import Text
from jlxx_check.values.substance import kept_elsewhere


@check("document.length", zh="文字篇幅符合要求：大约多少字、至少、至多，或在两者之间。")
def length(document: Document, want: TextLength) -> Iterator[Outcome]:
    """The text is as long as asked: about so long, at least, at most, or between.

    For a document in any role: several texts of one entry are told apart by their roles, and each
    has a rule of its own.

    Example::

        scope: person.long-text
        check: document.length
        with: {at_least: 2500, at_most: 3500}
    """
    if document.blank:
        yield not_judged(
            Text("文件是空白的，没有字可数。", "The file is blank: nothing to count."),
            fix=FILL_FILE,
        )
        return
    if not document.has_text:
        yield not_judged(
            Text(
                "文件是扫描件，数不出字数，请人工核对。",
                "The file is a scan; its characters cannot be counted by machine.",
            ),
            fix=COUNT_BY_EYE,
        )
        return
    found = measured(document.text, want)
    if found is None:
        yield passed()
        return
    place = kept_elsewhere(document.text) if found.few else None
    said = _elsewhere(place) if place else Text("", "")
    wrong = failed(
        Text(f"{said.zh}{found.said.zh}。", f"{said.en}{found.said.en}."),
        level=found.level,
        expected=found.asked,
        observed=found.observed,
        fix=HAND_IN_TEXT if place else None,
    )
    yield may_be_unread(document, wrong) if found.few else wrong


def _elsewhere(place: str) -> Text:
    """place: an address, or the words that name one."""
    return Text(
        f"文件里没有正文，只写了正文在别处（“{place}”）。",
        f"The file holds no text, but says where one is (“{place}”). ",
    )
