"""Names and texts of a package made safe to show: what cannot be seen is spelt out."""

from __future__ import annotations

import unicodedata
from collections.abc import Container

#: Categories that a terminal or a browser acts on instead of showing: control characters, marks
#: that turn the reading direction, lone surrogates (bytes of a name that is no UTF-8). What is no
#: character at all (U+FFFE) no XML may hold.
_ACTING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def visible(text: str) -> str:
    r"""The text with every acting character spelt out as ``\x1b``; line breaks become spaces."""
    if text.isprintable():  # by far most texts: nothing to spell
        return text
    return "".join(_spelt(char) for char in text)


def _spelt(char: str) -> str:
    if char in "\n\r\t":
        return " "
    code = ord(char)
    if unicodedata.category(char) not in _ACTING and code & 0xFFFE != 0xFFFE:
        return char
    if 0xDC80 <= code <= 0xDCFF:  # a byte that os.fsdecode could not read
        return f"\\x{code - 0xDC00:02x}"
    if code > 0xFFFF:
        return f"\\U{code:08x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def readable_name(name: str, taken: Container[str] = ()) -> str:
    """A file's name as text that any output takes: bytes that are no UTF-8 are read as GB18030.

    So old archives and shares leave Chinese names on Linux. taken: names beside it, which it must
    not be confused with. What is no name in GB18030, either, has its bytes spelt out.
    """
    if not any("\ud800" <= char <= "\udfff" for char in name):
        return name
    try:
        read = name.encode("utf-8", "surrogateescape").decode("gb18030")
    except UnicodeError:
        read = ""
    if read and read.isprintable() and read not in taken:
        return read
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
