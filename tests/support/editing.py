"""Edits of a copied package: each one change that a clerk, a phone or a transfer might make.

Files are named as people speak of them: ``star/1 form``, ``project/2 photo 3``,
``star register``; anything else is a path in the package. What they are is looked up in the
complying sample's own report.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.support import papers
from tests.support.variants import COMPLYING, complying_report


@dataclass
class Copy:
    """A copy of the complying sample. renamed: where files of the sample have gone."""

    root: Path
    renamed: dict[str, str] = field(default_factory=dict)

    def path(self, said: str) -> str:
        """Where the file is now."""
        path = original(said)
        return self.renamed.get(path, path)

    def file(self, said: str) -> Path:
        return self.root / self.path(said)

    def put(self, said: str, data: bytes) -> None:
        """Written anew, for the copy may be a link to the sample."""
        target = self.file(said)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        target.write_bytes(data)


Edit = Callable[[Copy], None]
Data = bytes | Callable[[], bytes]


def original(said: str) -> str:
    """The sample's path of a file that is named as people speak of it."""
    head, _, rest = said.partition(" ")
    report = complying_report()
    if rest == "register":
        return next(item.path for item in report.registers if item.kind == head)
    entry = next((item for item in report.entries if item.id == head), None)
    if entry is None:
        return said
    role, _, number = rest.partition(" ")
    paths = [file.path for file in entry.files if file.role == role]
    return paths[int(number or 1) - 1] if paths else said


def said_name(entry: str) -> str:
    """What the sample's entry is called, by the report that stands beside the sample."""
    expected = json.loads(
        COMPLYING.with_name("complying.expected.json").read_text(encoding="utf-8")
    )
    return next(item["name"] for item in expected["entries"] if item["id"] == entry)


def _bytes(data: Data) -> bytes:
    return data if isinstance(data, bytes) else data()


def remove(*files: str) -> Edit:
    def edit(copy: Copy) -> None:
        for said in files:
            copy.file(said).unlink()

    return edit


def remove_entry(entry: str) -> Edit:
    """Everything that the entry hands in; its row stays."""

    def edit(copy: Copy) -> None:
        found = next(item for item in complying_report().entries if item.id == entry)
        remove(*(file.path for file in found.files))(copy)

    return edit


def replace(said: str, data: Data) -> Edit:
    return lambda copy: copy.put(said, _bytes(data))


def change(said: str, how: Callable[[bytes], bytes]) -> Edit:
    """The same file with changed content."""
    return lambda copy: copy.put(said, how(copy.file(said).read_bytes()))


def cut(said: str, share: float = 0.6) -> Edit:
    """As a transfer leaves it that broke off."""
    return change(said, lambda data: data[: int(len(data) * share)])


def rename(said: str, name: str) -> Edit:
    """Another name in the same folder."""

    def edit(copy: Copy) -> None:
        old = copy.file(said)
        new = old.with_name(name)
        old.rename(new)
        copy.renamed[original(said)] = new.relative_to(copy.root).as_posix()

    return edit


def suffix(said: str, ending: str) -> Edit:
    """Only the name's ending changes, never the content."""
    return lambda copy: rename(said, copy.file(said).with_suffix(ending).name)(copy)


def rename_folder(said: str, name: str) -> Edit:
    """Another name of the folder that holds the file."""

    def edit(copy: Copy) -> None:
        folder = copy.file(said).parent
        folder.rename(folder.with_name(name))

    return edit


def add(path: str, data: Data) -> Edit:
    """A new file. ``star/1 form/x.jpg`` is beside that form; a plain path is as it says."""
    return lambda copy: copy.put(place(copy, path), _bytes(data))


def add_copy(said: str, path: str, how: Callable[[bytes], bytes] = bytes) -> Edit:
    """A file of the package once more, as it is or changed, at another place."""
    return lambda copy: copy.put(place(copy, path), how(copy.file(said).read_bytes()))


def place(copy: Copy, path: str) -> str:
    """``star/1 form/x.jpg``: in the folder where that form is; else the path itself."""
    near = path
    while "/" in near:
        near = near.rpartition("/")[0]
        known = copy.path(near)
        if known != near:
            return f"{known.rpartition('/')[0]}{path[len(near) :]}".lstrip("/")
    return path


def answer(entry: str, label: str, value: str) -> Edit:
    """Another answer in the entry's form."""
    return change(f"{entry} form", lambda data: papers.answer(data, label, value))


def drop_label(entry: str, label: str) -> Edit:
    """A form that lacks the label and its cell."""
    return change(f"{entry} form", lambda data: papers.answer(data, label, None))


def cell(kind: str, row: int, column: str, value: str | float) -> Edit:
    """Another value in the register; rows from 1."""
    return change(f"{kind} register", lambda data: papers.cell(data, row, column, value))


def drop_column(kind: str, column: str) -> Edit:
    return change(f"{kind} register", lambda data: papers.drop_column(data, column))


def drop_row(kind: str, row: int, *, renumber: bool = True) -> Edit:
    """A row less; what follows is numbered anew unless a gap is wanted."""
    return change(f"{kind} register", lambda data: papers.drop_row(data, row, renumber))


def add_row(kind: str, values: dict[str, str]) -> Edit:
    """A row more, numbered on."""
    return change(f"{kind} register", lambda data: papers.add_row(data, values))


def everywhere(entry: str, label: str, value: str) -> Edit:
    """Another answer in the form and in the register's row alike."""
    kind, _, number = entry.partition("/")

    def edit(copy: Copy) -> None:
        answer(entry, label, value)(copy)
        cell(kind, int(number), label, value)(copy)

    return edit
