"""Links from a page to the reports that lie beside it."""

from __future__ import annotations

from urllib.parse import quote

from jlxx_check.reporters.formats import FORMATS

#: What a reader calls the reports, by format.
REPORTS = {name: item.called for name, item in FORMATS.items() if item.called}


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
