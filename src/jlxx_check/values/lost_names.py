"""Whether a file's name was lost on its way: signs that a packer left where Chinese stood.

What such a name said (whose the file is, what for) nobody can tell from what is left of it.
"""

from __future__ import annotations

import re

_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
#: What a decoder puts in the place of what it cannot read; the same once more through GBK.
_PUT_IN = re.compile("\ufffd|锟斤拷|锟斤|斤拷")
#: Signs that stand for letters where a system has none for them.
_STAND_FOR = re.compile("[?？□■▯]{2,}|^[?？□■▯]")
_ONLY_STROKES = re.compile(r"[\d\s().-]*_{2,}[_\d\s().-]*")
#: Letters spelt out: as bytes (``\xd5``), as in an address (``%E7``), by number (``#U7167``).
_SPELT = re.compile(
    r"(?:\\x[0-9a-f]{2}){2,}|(?:%[0-9A-F]{2}){3,}|#U[0-9a-f]{4}|&#\d{4,5};", re.IGNORECASE
)
#: In what a name was read, and in what it was written. Of GBK both bytes of a sign are high.
_MISREAD = (
    *((read, "gb18030") for read in ("latin-1", "cp1252", "cp437", "cp850", "cp932")),
    *((read, "utf-8") for read in ("latin-1", "cp1252", "cp437", "gb18030", "big5", "cp932")),
)
_PAIRS = re.compile(rb"(?:[\x00-\x7f]|[\xa1-\xfe]{2})*")


def is_lost(name: str) -> bool:
    """Whether what the name of a file or folder said can no longer be read in it."""
    stem = _ENDING.sub("", name)
    if _PUT_IN.search(stem) or _SPELT.search(stem):
        return True
    if not _HAN.search(stem) and (_STAND_FOR.search(stem) or _ONLY_STROKES.fullmatch(stem)):
        return True
    return not stem.isascii() and any(_was_misread(stem, *how) for how in _MISREAD)


def _was_misread(stem: str, read: str, written: str) -> bool:
    """Whether it is Chinese that was written in one encoding and read in another."""
    try:
        data = stem.encode(read)
        if written == "gb18030" and not _PAIRS.fullmatch(data):
            return False
        said = data.decode(written)
    except UnicodeError:
        return False
    foreign = [sign for sign in said if not sign.isascii()]
    return len(foreign) > 1 and said != stem and all(map(_HAN.match, foreign))
