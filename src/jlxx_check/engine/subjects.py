"""What a rule's scope names in a package: the subjects that its check is called for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jlxx_check.model.package import Entry, OwnedFile, Package
from jlxx_check.model.subject import SubjectFile


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing to judge. Both None: the package as a whole."""

    entry: Entry | None = None
    file: SubjectFile | None = None


def subjects(package: Package, scope: str) -> Iterator[Subject]:
    """The subjects of one scope, in the package's order: ``package``, ``file``, kind, kind.role."""
    kind, _, role = scope.partition(".")
    if scope == "package":
        yield Subject()
    elif scope == "file":
        owners = {entry.id: entry for entry in package.entries}
        for owned in package.role_files:
            entry = owners.get(owned.entry) if owned.entry else None
            yield Subject(entry, _with_facts(package, owned, entry))
    else:
        for entry in package.entries:
            if kind not in ("*", entry.kind):
                continue
            if not role:
                yield Subject(entry)
                continue
            for owned in entry.with_role(role):
                yield Subject(entry, _with_facts(package, owned, entry))


def _with_facts(package: Package, owned: OwnedFile, entry: Entry | None) -> SubjectFile:
    return SubjectFile(owned, package.facts[owned.path], entry)
