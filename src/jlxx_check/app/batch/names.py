"""Names in the output folder: safe on every system, told apart, and nowhere outside it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath

from jlxx_check.model.facts import Group
from jlxx_check.model.formats import group_by_name
from jlxx_check.model.report import Verdict
from jlxx_check.reporters.formats import FORMATS

#: Characters of a name: with the report's own they stay within what Windows can open.
_LONGEST = 40
_LONGEST_BYTES = 160
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
#: What no name may end in: dots, and spaces of any kind.
_END = re.compile(r"[\s.]+$")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_DEVICES = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?", re.I)
#: What stands in the output folder beside the packages' own folders.
RESERVED = ("index.html", "总览.xlsx", "batch.json", "汇总登记表.xlsx")
_ARCHIVE_ENDINGS = (".tar.gz", ".tar.bz2", ".tar.xz")


def is_archive(name: str) -> bool:
    """Whether the name is one of an archive."""
    return (
        name.lower().endswith((*_ARCHIVE_ENDINGS, ".tgz")) or group_by_name(name) is Group.ARCHIVE
    )


def stem(name: str) -> str:
    """The name without an archive's ending; other dots are part of it."""
    if not is_archive(name):
        return name
    for ending in _ARCHIVE_ENDINGS:
        if name.lower().endswith(ending):
            return name[: -len(ending)]
    return PurePosixPath(name).stem


def safe(name: str) -> str:
    """The name made fit for a folder or a file on Windows, macOS and Linux; never empty."""
    shown = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", name))
    shown = "".join("_" if unicodedata.category(sign) in _UNSEEN else sign for sign in shown)
    shown = shown[:_LONGEST]
    while len(shown.encode()) > _LONGEST_BYTES:
        shown = shown[:-1]
    shown = _END.sub("", shown.strip())
    if shown.startswith("."):
        shown = "_" + shown[1:]
    if _DEVICES.fullmatch(shown):
        shown = f"_{shown}"
    return shown or "_"


def folder_names(deliveries: Iterable[str]) -> dict[str, str]:
    """A folder for each delivery by its path.

    A name that had to change, or that others share where a system folds case, ends in a mark made
    from the path: it stays the same from run to run.
    """
    wished = {path: _wished(path) for path in deliveries}
    safely = {path: safe(name) for path, name in wished.items()}
    shared = Counter(_folded(name) for name in safely.values())
    shared.update(_folded(name) for name in RESERVED)
    return {
        path: name
        if name == wished[path] and shared[_folded(name)] == 1
        else f"{name}~{mark(path)[:6]}"
        for path, name in safely.items()
    }


def _wished(path: str) -> str:
    name = unicodedata.normalize("NFC", path)
    bare = stem(name)
    return name if bare == name else f"{bare}（{name[len(bare) :].lstrip('.').lower()}）"


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def mark(path: str) -> str:
    """Letters and digits that stand for a delivery's path."""
    return hashlib.sha256(path.encode("utf-8", "backslashreplace")).hexdigest()[:32]


#: As the letter itself is called.
_LETTERS = {
    Verdict.NONCOMPLIANT: "材料补正通知",
    Verdict.INCOMPLETE: "材料核对情况通知",
    Verdict.COMPLIANT: "材料核验通知",
}


def report_name(form: str, unit: str, verdict: Verdict, *, partial: bool = False) -> str:
    """What a report's file is called. The letter, which is sent on, bears the unit's name."""
    if form == "docx":
        kind = _LETTERS[verdict]
        if partial and verdict is not Verdict.NONCOMPLIANT:
            kind = "材料部分核对情况通知"
        return f"{kind}（{safe(unit)}）.docx"
    suffix = FORMATS[form].suffix
    return f"检查报告{suffix}" if suffix else f"检查报告.{form}.txt"
