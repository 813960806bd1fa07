"""Slips of the pen that YAML takes for text, or for a fault elsewhere: full-width signs, braces.

Written with a Chinese keyboard, ``：``, ``，``, ``“`` look like the signs of YAML and are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from jlxx_check.text import Text

#: A key before a full-width colon, as the line begins.
_FULL_WIDTH_KEY = re.compile(r"\s*(?:-\s+)*['\"]?[\w.-]+['\"]?\s*：")
#: The same where the line goes on with a text: only what is written like a pack's own keys.
_KEY_IN_TEXT = re.compile(r"[a-z][a-z_]*：")
_BRACE = re.compile(r"(?:^|[:\-,\[]\s)\s*\{[^{}:]*\}\s*[^\s,}\]#]")
_COMMA = re.compile("[，、]")
_QUOTED = re.compile("[“”‘’＂].*[“”‘’＂]", re.DOTALL)

COLON = Text("键后面要用半角冒号加空格", "a key ends in ': ', not in ：")
TABS = Text("缩进不能用制表符，请用空格", "indent with spaces, not tabs")
BRACES = Text(
    '以“{”开头的文字要加引号，如："{at_least}名"',
    'a text that begins with { has to stand in quotes: "{at_least} or more"',
)
_QUOTE = Text("引号", "a quote")
#: By what the parser was at: the sign that is not closed.
_CLOSING = {
    "flow sequence": Text("“[”", "“[”"),
    "flow mapping": Text("“{”", "“{”"),
    "quoted scalar": _QUOTE,
}
_COMMAS = Text(
    "列表里用全角的“，”“、”分隔，会被当作一项；请改用半角逗号，确是一项的请加引号",
    "， and 、 do not part the items of a list: write ', ', or quote what is one item",
)
_QUOTES = Text(
    "中文引号不是YAML的引号，会成为文字的一部分；请改用半角引号，或去掉",
    '“ and ” are no quotes of YAML and become part of the text: write " or leave them out',
)


def behind_fault(line: str) -> Text | None:
    """What is most likely behind a syntax fault that is noticed on this line, or just below it."""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return TABS
    # A key without its colon makes a text of the line; only the next one does not fit.
    if _FULL_WIDTH_KEY.match(line):
        return COLON
    return BRACES if _BRACE.search(line) else None


def left_open(error: yaml.YAMLError, text: str) -> tuple[int, Text] | None:
    """Where a bracket or a quote was opened that is not closed where it should be, from line 1.

    A parser complains only where it can go on no more, which may be pages below. None: none is
    open, or all is on one line, which is the one to look at anyway.
    """
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return None
    last = error.problem_mark.line
    context = error.context or ""
    start = error.context_mark.line if error.context_mark else last
    closing = next((sign for word, sign in _CLOSING.items() if word in context), None)
    if closing is None:
        start, closing = _long_quote(text, last), _QUOTE
    if start == last or behind_fault(text.splitlines()[start]) is not None:
        return None
    return start + 1, Text(
        f"{closing.zh}从这一行开始，到第{last + 1}行还没有收尾，或者中间少了逗号",
        f"{closing.en} opens here and is not closed by line {last + 1}, or a comma is missing",
    )


def _long_quote(text: str, last: int) -> int:
    """The line on which a quoted text begins that ends on this one, from 0; else this one."""
    try:
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            if isinstance(token, yaml.ScalarToken) and token.style in ("'", '"'):
                start, end = token.start_mark.line, token.end_mark.line
                if start < end == last:
                    return int(start)
    except yaml.YAMLError:
        pass
    return last


def slips(text: str) -> Iterator[tuple[int, Text]]:
    """Where a file that is sound YAML says something else than meant: line from 1, and why."""
    flow: list[bool] = []
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            sequence = isinstance(event, yaml.SequenceStartEvent)
            flow.append(bool(event.flow_style) and sequence)
        elif isinstance(event, yaml.CollectionEndEvent):
            flow.pop()
        elif isinstance(event, yaml.ScalarEvent) and not event.style:
            start, end = event.start_mark, event.end_mark
            if start is not None and end is not None:
                written = text[start.index : end.index]
                for below, why in _in_scalar(written, in_list=bool(flow and flow[-1])):
                    yield start.line + 1 + below, why


def _in_scalar(written: str, *, in_list: bool) -> Iterator[tuple[int, Text]]:
    """The slips of a plain text: lines below its first, and why."""
    if in_list and _COMMA.search(written):
        yield 0, _COMMAS
    if _QUOTED.fullmatch(written):
        yield 0, _QUOTES
    for below, line in enumerate(written.splitlines()):
        if below and _KEY_IN_TEXT.match(line.strip()):
            yield below, COLON
