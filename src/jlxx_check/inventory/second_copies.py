"""Material that lies there twice: an archive left beside what was unpacked from it, a backup.

Only what says itself that it is a copy counts as one: an archive, and a folder with such a word in
its name. The same file in two people's folders is no copy but two entries' one file. Where single
files have been changed since, those outside count, and the others are named for a person to see.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from pathlib import PurePosixPath

from jlxx_check.model.facts import FileFacts
from jlxx_check.model.kind_lookup import archive_stem
from jlxx_check.model.package import Reason, Unassigned
from jlxx_check.text import Text

#: What a system, or whoever keeps a second one, writes into a folder's name.
_COPY = re.compile(
    r"[\s_-]*(?:副本|复件|复本|备份|copy|backup|bak|[(（]\d+[)）])[\s\d]*$", re.IGNORECASE
)

#: Share of files that are the same to the byte from more than which on the rest are its changes.
_MOST = 0.5


def second_copies(facts: Mapping[str, FileFacts]) -> list[Unassigned]:
    """The files of folders and archives whose content lies beside them, most of it byte for byte.

    facts: by path, of whatever is no leftover.
    """
    found: dict[str, Unassigned] = {}
    for holder, paths in _holders(facts).items():
        if found.keys() & paths:
            continue
        for path, other in _originals(holder, paths, facts, found).items():
            same = _alike(facts[path], facts[other])
            reason, why = _same(other) if same else _changed(other)
            found[path] = Unassigned(path, reason, why)
    return list(found.values())


def _holders(facts: Mapping[str, FileFacts]) -> dict[str, list[str]]:
    """Archives, and folders called copies, with all files in them; the outermost first."""
    holders: dict[str, list[str]] = {}
    for path in facts:
        for folder in map(str, PurePosixPath(path).parents):
            if _bare(PurePosixPath(folder).name) is not None:
                holders.setdefault(folder, []).append(path)
    return dict(sorted(holders.items(), key=lambda item: item[0].count("/")))


def _bare(name: str) -> str | None:
    """What a copy is one of, by its name; "" where it says no more, None where it is no copy."""
    stem = archive_stem(name)
    bare = _COPY.sub("", stem)
    return bare if bare != name else None


def _originals(
    holder: str, paths: list[str], facts: Mapping[str, FileFacts], copies: Container[str]
) -> dict[str, str]:
    """What each of the holder's files is a copy of; {} where they do not lie alike elsewhere.

    copies: what is one already.
    """
    above, name = _split(holder)
    beside = [above + (_bare(name) or name) + "/", above]
    for base in _bases(holder + "/", paths):
        for place in beside:
            pairs = {path: place + path.removeprefix(base) for path in paths}
            # Files that lie there singly may be told by this very folder whose they are.
            if place == above and not all("/" in path.removeprefix(base) for path in paths):
                continue
            if any(
                other not in facts or other in copies or other.startswith(holder + "/")
                for other in pairs.values()
            ):
                continue
            same = sum(_alike(facts[path], facts[other]) for path, other in pairs.items())
            if same > _MOST * len(pairs):
                return pairs
    return {}


def _split(path: str) -> tuple[str, str]:
    """The folder that a path lies in, with its stroke, and its name."""
    above, stroke, name = path.rpartition("/")
    return above + stroke, name


def _bases(base: str, paths: list[str]) -> Iterator[str]:
    """A folder, and what alone lies in it, as far down as there is but one."""
    while True:
        yield base
        within = {path.removeprefix(base).partition("/") for path in paths}
        names = {name for name, stroke, _ in within if stroke}
        if len(names) != 1 or not all(stroke for _, stroke, _ in within):
            return
        base += names.pop() + "/"


def _alike(one: FileFacts, other: FileFacts) -> bool:
    return one.digest is not None and one.digest == other.digest


def _same(other: str) -> tuple[Reason, Text]:
    why = Text(
        f"与“{other}”完全相同，是多出来的一份，只看一份；报送前可以删除。",
        f"It is the same as “{other}”: one copy is looked at, and this one may be deleted.",
    )
    return Reason.COPY, why


def _changed(other: str) -> tuple[Reason, Text]:
    why = Text(
        f"它所在的压缩包或备份和外面的材料是同一份，但这个文件与“{other}”不同。检查时以外面的为准，"
        "请核对哪一份是最终的，只留一份。",
        "The archive or backup that it lies in holds the same material as lies outside, but this "
        f"file differs from “{other}”. The one outside counts here: see which is final, and leave "
        "that one alone.",
    )
    return Reason.UNKNOWN, why
