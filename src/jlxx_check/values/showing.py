"""What is quoted from a package, made fit to be shown: masked, cut, with nothing that acts."""

from __future__ import annotations

import re
from collections.abc import Callable

from jlxx_check.values.masking import mask, mask_cell, speaks_of_numbers
from jlxx_check.values.visible import visible

Showing = Callable[[str], str]

#: Characters of a quotation, of a sentence that quotes, and of a name.
QUOTED = 80
_SENTENCE = 1500
_NAME = 80
#: Characters more that are looked through for numbers, so that none is cut in two.
_MARGIN = 200

_INNER = {"“": "‘", "”": "’"}
_QUOTATION = re.compile(rf"“([^“”]{{{QUOTED + 1},}})”")


def showing(*, personal: bool) -> Showing:
    """What goes over every sentence of a report. personal: numbers are left as they are."""
    return _shown if personal else MASKED


def _masked(text: str) -> str:
    short = _cut(text, _MARGIN)  # looking for numbers takes long where a cell is full of digits
    return _shown(mask_cell(short) if speaks_of_numbers(text) else mask(short))


def beside(show: Showing, *words: str) -> Showing:
    """What goes over a value that stands for itself beside these words of the same finding.

    Where they speak of a personal number it is one, however wrongly it is written.
    """
    speaks = show is MASKED and any(map(speaks_of_numbers, words))
    return _masked_cell if speaks else show


def _masked_cell(text: str) -> str:
    return _shown(mask_cell(_cut(text, _MARGIN)))


def shown_name(text: str, show: Showing) -> str:
    """A name as a report has it."""
    return shortened(show(text), _NAME)


def shortened(text: str, most: int) -> str:
    """The text, or its beginning and an ellipsis: ``most`` characters in all."""
    return text if len(text) <= most else text[: most - 1] + "…"


def nested(text: str) -> str:
    """Quotation marks inside quotation marks are single ones (GB/T 15834-2011, 4.8.3.2).

    Marks that do not pair are left alone: a text that quotes no pair tells nothing of depth.
    """
    depth, said = 0, []
    for sign in text:
        depth -= sign == "”"
        inner = depth > 0
        depth += sign == "“"
        if depth < 0:
            return text
        said.append(_INNER.get(sign, sign) if inner else sign)
    return text if depth else "".join(said)


def _shown(text: str) -> str:
    return visible(_cut(text, 0))


def _cut(text: str, more: int) -> str:
    quoted = _QUOTATION.sub(lambda found: f"“{shortened(found[1], QUOTED + more)}”", nested(text))
    return shortened(quoted, _SENTENCE + more)


#: What every report goes through unless its numbers are asked for.
MASKED: Showing = _masked
