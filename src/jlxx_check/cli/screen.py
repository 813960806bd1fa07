"""Standard output and standard error: encodings, widths, styled lines."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from io import StringIO, TextIOWrapper
from typing import TextIO

from rich.console import Console
from rich.text import Text as Line

#: In a pipe or a file a page is as wide as the narrowest usual terminal.
PLAIN_WIDTH = 80
#: Beyond this, lines of Chinese are hard to follow even where the terminal is wider.
_WIDEST = 100


def prepare_streams() -> None:
    """UTF-8 wherever it is not a terminal's own choice; what cannot be shown is spelt out."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def page_width(stream: TextIO) -> int:
    """Cells a line for this stream."""
    return min(Console(file=stream).width, _WIDEST) if stream.isatty() else PLAIN_WIDTH


def print_lines(lines: Iterable[Line]) -> None:
    """Styled lines on standard output; plain where it is no terminal or NO_COLOR is set."""
    console = Console(file=sys.stdout, highlight=False, emoji=False, markup=False)
    for line in lines:
        console.print(line, soft_wrap=True)


def plain(lines: Iterable[Line]) -> bytes:
    """The lines without any style, as UTF-8."""
    text = StringIO()
    for line in lines:
        text.write(line.plain + "\n")
    return text.getvalue().encode("utf-8", "backslashreplace")


def print_bytes(data: bytes) -> None:
    """Bytes as they are on standard output."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
