"""Names of folders and files in other scripts than Chinese, which have words and spaces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

#: What cameras, telephones, systems and programs call folders and files, and people who give none.
_MACHINES = frozenset(
    {
        "acrobat", "adobe", "apple", "attachment", "attachments", "backup", "camera", "camscanner",
        "canon", "capture", "data", "dcim", "desktop", "doc", "docs", "document", "documents",
        "download", "downloads", "dsc", "dscn", "excel", "export", "file", "files", "final",
        "folder", "folders", "image", "images", "img", "lens", "material", "materials", "media",
        "misc", "mmexport", "mov", "movie", "mvi", "new", "office", "other", "others", "output",
        "pdf", "photo", "photos", "picture", "pictures", "ppt", "pxl", "rar", "record", "recording",
        "roll", "scan", "scanner", "scans", "screenshot", "submission", "temp", "tmp", "untitled",
        "version", "vid", "video", "videos", "wechat", "word", "zip",
    }
)  # fmt: skip
_PIECES = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_RUNS = re.compile(r"[A-Za-z]+")
#: So many words of a name may be one of the pack's: “work in progress”.
_LONGEST = 5
#: A single Latin word that is shorter is mostly a camera's (MVI, VID).
_TELLING = 4


def latin_words(name: str) -> frozenset[str]:
    """Every word of the name, and words that follow each other joined as names are folded.

    A word of the pack is looked for among these: “form” does not stand in “Platform”.
    """
    plain = unicodedata.normalize("NFKC", name)
    pieces = [piece.lower() for piece in _PIECES.findall(plain)]
    found = {run.lower() for run in _RUNS.findall(plain)}
    for start in range(len(pieces)):
        for end in range(start + 1, min(start + _LONGEST, len(pieces)) + 1):
            found.add("".join(pieces[start:end]))
    return frozenset(found | {word.removesuffix("s") for word in found})


def foreign_name(label: str, known: Collection[str]) -> str:
    """The label without words that are known, where what is left may be a name; "" else.

    known: words that say what a file is, folded. A name needs a word of another script, two words,
    or one that is long enough; pieces of figures and letters mixed are a machine's.
    """
    words = [word for word in map(_bare, _split(label)) if word]
    telling = [word for word in words if not _is_known(word, known)]
    latin = [word for word in telling if word.isascii()]
    enough = len(latin) < len(telling) or len(latin) > 1 or any(len(w) >= _TELLING for w in latin)
    if not enough:
        return ""
    said = any(word.casefold() in known for word in words)
    return " ".join(telling) if said else label


def _split(label: str) -> list[str]:
    """Runs of letters, marks and figures."""
    return "".join(
        sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in label
    ).split()


def _bare(run: str) -> str:
    """Without figures behind it; "" where figures and letters are mixed, and for a letter alone."""
    word = run.rstrip("0123456789")
    return word if len(word) > 1 and not any(map(str.isdigit, word)) else ""


def _is_known(word: str, known: Collection[str]) -> bool:
    folded = word.casefold()
    one = folded.removesuffix("s")
    return folded in _MACHINES or folded in known or one in known
