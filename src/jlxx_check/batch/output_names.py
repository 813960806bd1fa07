"""Names in the output folder: safe on every system, told apart, and nowhere outside it."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from jlxx_check.files.result_folder import MARK, OWN
from jlxx_check.model.facts import Group
from jlxx_check.model.kind_lookup import group_by_name, is_mail
from jlxx_check.reporters.batch import LETTERS
from jlxx_check.reporters.formats import FORMATS
from jlxx_check.values.portable_names import folded, portable

#: The ledger of manual checks, which staff fill in where it lies.
LEDGER = "核对台账.xlsx"
#: Formats that other programs count failures in: what shows across units has a report in each.
COUNTED = tuple(name for name, known in FORMATS.items() if known.counted)
ACROSS = "跨单位核查"


def report_name(format_name: str, called: str = "检查报告") -> str:
    """What a report of a format is called; a package's, if nothing else is said."""
    known = FORMATS[format_name]
    return f"{called}{known.suffix or f'.{format_name}{known.ending}'}"


#: What stands in the output folder beside the packages' own folders.
RESERVED = (
    "index.html",
    "总览.xlsx",
    "batch.json",
    "汇总登记表.xlsx",
    "轮次",
    LETTERS,
    "已撤走",
    LEDGER,
    *(report_name(format_name, ACROSS) for format_name in COUNTED),
)
#: Where letters go that are valid no more.
RETIRED = f"{LETTERS}/已失效"
#: Where the results of deliveries go that were withdrawn, under the day.
WITHDRAWN = "已撤走"
_ARCHIVE_ENDINGS = (".tar.gz", ".tar.bz2", ".tar.xz", ".tar.zst", ".tar.lzma")


def is_archive(name: str) -> bool:
    """Whether the name is one of an archive."""
    return group_by_name(name) is Group.ARCHIVE


def stem(name: str) -> str:
    """The name without an archive's or a mail's ending; other dots are part of it."""
    if is_mail(name):
        return PurePosixPath(name).stem
    if not is_archive(name):
        return name
    for ending in _ARCHIVE_ENDINGS:
        if name.lower().endswith(ending):
            return name[: -len(ending)]
    return PurePosixPath(name).stem


def folder_names(deliveries: Iterable[str]) -> dict[str, str]:
    """A folder for each delivery by its path.

    A name that had to change, or that others share where a system folds case, ends in a mark made
    from the path: it stays the same from run to run.
    """
    wished = {path: _wished(path) for path in deliveries}
    safely = {path: portable(name) for path, name in wished.items()}
    shared = Counter(folded(name) for name in safely.values())
    shared.update(folded(name) for name in RESERVED)
    return {
        path: name
        if name == wished[path] and shared[folded(name)] == 1
        else f"{name}~{mark(path)[:6]}"
        for path, name in safely.items()
    }


def unit_file(unit: str) -> str:
    """What a unit's own file is called, whatever other units there are; without a suffix."""
    name = portable(unit)
    return name if name == unit == unit.casefold() else f"{name}~{mark(unit)[:6]}"


def _wished(path: str) -> str:
    name = unicodedata.normalize("NFC", PurePosixPath(path).name)
    bare = stem(name)
    return name if bare == name else f"{bare}（{name[len(bare) :].lstrip('.').lower()}）"


def mark(path: str) -> str:
    """Letters and digits that stand for a delivery's path."""
    return hashlib.sha256(path.encode("utf-8", "backslashreplace")).hexdigest()[:32]


def may_be_output(folder: Path) -> bool:
    """Whether a batch may write into it: one did before, or nothing of anybody's is there.

    Our own corner may be there alone, where a run ended before it had begun.
    """
    own = folder / OWN
    return (own / MARK).is_file() or all(item.name == OWN for item in folder.iterdir())
