"""Files that are in the package more than once, byte for byte: one of them is enough."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import PurePosixPath

from jlxx_check.checks.entry.files_count import FileCounts
from jlxx_check.engine.bound_rule import BoundRule
from jlxx_check.inventory.set_aside import is_of_earlier
from jlxx_check.model.facts import is_fault
from jlxx_check.model.kind_lookup import file_name
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Package
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.ordering import natural_key

_COPIED = Text("与“{0}”完全相同", "the very same as “{0}”")


@frozen
class ExactCopy:
    """A file that says nothing new. first: the one that stays; entry: whose both are."""

    path: str
    first: str
    entry: str | None

    def told(self, above: str, unit: str) -> Text:
        """What it is a copy of: by its name, by its folder, too, where both are called alike.

        above: the folder, with its ``/``, that all lies in; unit: what that is called, else.
        """
        first, name = file_name(self.first), file_name(self.path)
        if first != name:
            return Text(_COPIED.zh.format(first), _COPIED.en.format(first))
        there, here = (path.removeprefix(above) for path in (self.first, self.path))
        lies, alike = PurePosixPath(here).parent, PurePosixPath(self.first).parent.name
        own = (str(lies) if lies.name == alike else lies.name) or unit
        return Text(
            f"{_COPIED.zh.format(there)}（这一份在“{own}”里）",
            f"{_COPIED.en.format(there)} (this one lies in “{own}”)",
        )


def exact_copies(package: Package, pack: Pack, rules: Sequence[BoundRule]) -> tuple[ExactCopy, ...]:
    """The copies of files with one owner, or with none; what an earlier year's folder has is one.

    What two entries hand in alike is a mistake that only people can put right, and what the notice
    asks for in several copies is none.
    """
    asked = _asked_twice(rules)
    kinds = {entry.id: entry.kind for entry in package.entries}
    owners = {file.path: file for file in package.role_files}
    names = {entry.id: entry.name for entry in package.entries}

    def rank(path: str) -> tuple[object, ...]:
        owned = owners.get(path)
        name = names.get(owned.entry or "", "") if owned else ""
        folders = PurePosixPath(path).parent.parts
        earlier = any(is_of_earlier(folder, name, pack) for folder in folders)
        return owned is None, earlier, *_plainness(path)

    groups: defaultdict[str, list[str]] = defaultdict(list)
    for path, facts in package.facts.items():
        if facts.digest and facts.size and not is_fault(facts.body):
            groups[facts.digest].append(path)
    found: list[ExactCopy] = []
    for paths in groups.values():
        kept: dict[str | None, str] = {}
        for path in sorted(paths, key=rank):
            owned = owners.get(path)
            entry = owned.entry if owned else None
            if owned and entry and (kinds[entry], owned.role) in asked:
                continue
            if entry in kept or (owned is None and kept):
                first = kept.get(entry) or next(iter(kept.values()))
                found.append(ExactCopy(path, first, entry))
            else:
                kept[entry] = path
    return tuple(sorted(found, key=lambda item: natural_key(item.path)))


def _plainness(path: str) -> tuple[object, ...]:
    """The shortest name first: a program that copies a file adds to its name."""
    return len(PurePosixPath(path).stem), natural_key(path)


def _asked_twice(rules: Sequence[BoundRule]) -> set[tuple[str, str]]:
    """Kinds and roles of which the notice wants the same picture several times."""
    return {
        (kind, item.role)
        for rule in rules
        if isinstance(rule.parameters, FileCounts) and rule.parameters.copies
        for kind in rule.spec.scopes
        for item in rule.parameters.roles
    }
