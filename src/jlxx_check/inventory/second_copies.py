"""Material that lies there twice: an archive left beside what was unpacked from it, a backup.

Only what says itself that it is a copy counts as one: an archive, and a folder with such a word in
its name. The same file in two people's folders is no copy but two entries' one file.
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


def second_copies(facts: Mapping[str, FileFacts]) -> list[Unassigned]:
    """The files of folders and archives all of whose content lies beside them, byte for byte.

    facts: by path, of whatever is no leftover.
    """
    found: dict[str, Unassigned] = {}
    for holder, paths in _holders(facts).items():
        if found.keys() & paths:
            continue
        first = _original(holder, paths, facts, found)
        if first is not None:
            why = _why(holder, first)
            found.update((path, Unassigned(path, Reason.COPY, why)) for path in paths)
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


def _original(
    holder: str, paths: list[str], facts: Mapping[str, FileFacts], copies: Container[str]
) -> str | None:
    """The folder that holds the same files as the holder, laid alike; None where there is none.

    paths: of the holder's files. copies: what is one already. "" is the package's own folder.
    """
    above, name = _split(holder)
    beside = [above + (_bare(name) or name) + "/", above]
    for base in _bases(holder + "/", paths):
        for place in beside:
            inner = [path.removeprefix(base) for path in paths]
            # Files that lie there singly may be told by this very folder whose they are.
            if place == above and not all("/" in each for each in inner):
                continue
            if all(
                place + each not in copies
                and not (place + each).startswith(holder + "/")
                and _alike(facts[path], facts.get(place + each))
                for path, each in zip(paths, inner, strict=True)
            ):
                return place.rstrip("/")
    return None


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


def _alike(one: FileFacts, other: FileFacts | None) -> bool:
    return other is not None and one.digest is not None and one.digest == other.digest


def _why(holder: str, first: str) -> Text:
    beside = Text(f"“{first}”里的", f"those in “{first}”") if first else _TOP
    return Text(
        f"“{holder}”里的文件与{beside.zh}完全相同，是多出来的一份，只看一份；报送前可以删除。",
        f"The files in “{holder}” are the same as {beside.en}: one copy is looked at, and the "
        "other may be deleted.",
    )


_TOP = Text("外面的", "those beside it")
