"""What the pages of a PDF repeat at their top or foot: no part of the text itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

#: Lines of a head or a foot; more that are alike are the text's own.
_MOST = 3
#: Characters of such a line; a longer one is text, which may well begin alike on two pages.
_LONGEST = 30
_DIGITS = re.compile(r"\d+")


def without_running_heads(pages: Sequence[Sequence[str]]) -> list[str]:
    """The lines of all pages without heads and feet, which may count the pages.

    Word leaves them out of 字数, too. A single page repeats nothing.
    """
    rest = [list(page) for page in pages if page]
    if len(rest) > 1:
        for place in (0, -1):
            for _ in range(_MOST):
                shown = {_DIGITS.sub("#", page[place]) if page else "" for page in rest}
                if len(shown) > 1 or len(shown.pop()) > _LONGEST:
                    break
                for page in rest:
                    del page[place : place + 1 or None]
    return [line for page in rest for line in page]
