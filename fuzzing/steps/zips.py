"""Mutations of zip files' members; what is written is a zip file again, with right checksums."""

from __future__ import annotations

import io
import random
import warnings
import zipfile
from collections.abc import Callable, Sequence

from fuzzing.steps import raw, xml

Member = tuple[str, bytes]
Change = Callable[[list[Member], random.Random, Sequence[bytes]], list[Member]]

_NAMES = (
    "../../up.xml",
    "/etc/absolute.xml",
    "C:\\x\\y.xml",
    "",
    "a" * 3000,
    "推介\ud800表.xml".encode("utf-8", "replace").decode(),
    "word/./document.xml",
    "\0.xml",
    "word/document.xml/",
    "_rels/.rels",
    "[Content_Types].xml",
)


def unpacked(data: bytes) -> list[Member] | None:
    """Names and contents; None where the file is no zip file that Python opens."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [(info.filename, archive.read(info)) for info in archive.infolist()]
    except Exception:  # noqa: BLE001 - a mutated file may break the library in any way
        return None


def packed(members: list[Member], *, stored: bool = False) -> bytes:
    """The members as a zip file, doubled and odd names included, with one and the same date."""
    target = io.BytesIO()
    kind = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # names that stand twice
        with zipfile.ZipFile(target, "w", kind, compresslevel=1) as archive:
            for name, content in members:
                info = zipfile.ZipInfo("x")
                info.filename, info.compress_type = name, kind
                archive.writestr(info, content)
    return target.getvalue()


def _drop(members: list[Member], chance: random.Random, _others: Sequence[bytes]) -> list[Member]:
    at = chance.randrange(len(members))
    return members[:at] + members[at + 1 :]


def _double(members: list[Member], chance: random.Random, _others: Sequence[bytes]) -> list[Member]:
    name, content = chance.choice(members)
    other = chance.choice((name, name.upper(), name.replace("/", "\\")))
    return [*members, (other, chance.choice((content, b"", raw.flip(content, chance, ()))))]


def _exchange(
    members: list[Member], chance: random.Random, _others: Sequence[bytes]
) -> list[Member]:
    a, b = (chance.randrange(len(members)) for _ in range(2))
    changed = list(members)
    changed[a], changed[b] = (members[a][0], members[b][1]), (members[b][0], members[a][1])
    return changed


def _rename(members: list[Member], chance: random.Random, _others: Sequence[bytes]) -> list[Member]:
    changed = list(members)
    at = chance.randrange(len(members))
    name, content = members[at]
    odd = (*_NAMES, name.replace("/", "\\"), name.upper(), "./" + name, name + " ")
    changed[at] = (chance.choice(odd), content)
    return changed


def _from_another(
    members: list[Member], chance: random.Random, others: Sequence[bytes]
) -> list[Member]:
    """A member of another document in the place of this one's."""
    foreign = unpacked(chance.choice(others)) if others else None
    if not foreign:
        return _exchange(members, chance, others)
    name, content = chance.choice(foreign)
    return [*(item for item in members if item[0] != name), (name, content)]


def _spoil(members: list[Member], chance: random.Random, others: Sequence[bytes]) -> list[Member]:
    """The bytes of one member, mutated as if it were a file."""
    at = chance.randrange(len(members))
    name, content = members[at]
    step = chance.choice(list(raw.STEPS.values()))
    return [*members[:at], (name, step(content, chance, others)), *members[at + 1 :]]


def _crowd(members: list[Member], chance: random.Random, _others: Sequence[bytes]) -> list[Member]:
    """Very many members, or a very large one."""
    if chance.random() < 0.7:
        count = chance.choice((500, 3000))
        return members + [(f"word/media/{number}.xml", b"<x/>") for number in range(count)]
    size = chance.choice((2_000_000, 20_000_000, 60_000_000))
    name = chance.choice([name for name, _ in members])
    return [*(item for item in members if item[0] != name), (name, bytes(size))]


def _xml(members: list[Member], chance: random.Random, _others: Sequence[bytes]) -> list[Member]:
    """An XML part operated on; most often one that the readers look into."""
    parts = [at for at, (name, _) in enumerate(members) if name.endswith((".xml", ".rels"))]
    if not parts:
        return members
    words = ("document.xml", "sheet1.xml", "sharedStrings.xml", "workbook.xml", ".rels", "styles")
    known = [at for at in parts if members[at][0].endswith(words)]
    at = chance.choice(known if known and chance.random() < 0.8 else parts)
    name, content = members[at]
    return [*members[:at], (name, xml.operated(content, chance)), *members[at + 1 :]]


def _step(change: Change) -> Callable[[bytes, random.Random, Sequence[bytes]], bytes]:
    def step(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
        members = unpacked(data)
        if not members:
            return raw.flip(data, chance, others)
        return packed(change(members, chance, others), stored=chance.random() < 0.1)

    return step


def directory(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """A field of the directory or of a local header made wrong."""
    marks = (b"PK\1\2", b"PK\5\6", b"PK\3\4")
    places = [at for mark in marks if (at := data.rfind(mark)) >= 0]
    if not places:
        return raw.flip(data, chance, others)
    start = chance.choice(places)
    tail = raw.extreme(data[start : start + 46], chance, others)
    return data[:start] + tail[: len(data[start : start + 46])] + data[start + 46 :]


STEPS = {
    "zip members dropped": _step(_drop),
    "zip members doubled": _step(_double),
    "zip members swapped": _step(_exchange),
    "zip members renamed": _step(_rename),
    "zip members of another file": _step(_from_another),
    "zip members spoilt": _step(_spoil),
    "zip members in crowds": _step(_crowd),
    "zip directory": directory,
    "XML surgery": _step(_xml),
}
