"""Whose the folders of a copy are: two entries never share one, however alike they are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from itertools import count

from jlxx_check.model.kind_lookup import file_name
from jlxx_check.model.package import Entry, Package
from jlxx_check.unit.package_layout import FileOwner, Layout
from jlxx_check.values.portable_names import folded


def file_owners(
    layout: Layout, package: Package, unnumbered: Collection[str]
) -> Mapping[str, FileOwner]:
    """By id, each entry as its files are named and filed for it.

    unnumbered: the ids of those whose number is in doubt. Where name and number do not tell two
    apart, they keep the names of the folders that they were handed in in.
    """
    plain = {entry.id: _plain(layout, entry, unnumbered) for entry in package.entries}
    folders = {each: layout.entry_folder(owner) for each, owner in plain.items()}
    shared = Counter(folded(folder) for folder in folders.values() if folder)
    taken = {folder for folder, number in shared.items() if number == 1}
    found: dict[str, FileOwner] = {}
    for entry in package.entries:
        owner, folder = plain[entry.id], folders[entry.id]
        if folder and shared[folded(folder)] > 1:
            owner = next(
                tried for tried in _named(entry, owner)
                if folded(layout.entry_folder(tried) or "") not in taken
            )  # fmt: skip
            taken.add(folded(layout.entry_folder(owner) or ""))
        found[entry.id] = owner
    return found


def _plain(layout: Layout, entry: Entry, unnumbered: Collection[str]) -> FileOwner:
    special = layout.pack.kinds[entry.kind].special_of is not None
    number = None if special or entry.id in unnumbered else int(entry.id.rpartition("/")[2])
    return FileOwner(entry.kind, number, entry.name, entry)


def _named(entry: Entry, owner: FileOwner) -> Iterator[FileOwner]:
    """By the folder's present name, then by the entry's with a number behind it."""
    if entry.folder:
        yield FileOwner(owner.kind, owner.number, owner.name, entry, file_name(entry.folder))
    for nth in count(2):
        yield FileOwner(owner.kind, owner.number, owner.name, entry, f"{entry.name}-{nth}")
