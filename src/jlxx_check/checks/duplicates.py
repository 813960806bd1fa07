"""No two entries hand in the same file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from pydantic import Field, NonNegativeFloat

from jlxx_check.checks.identity import Identity, sameness
from jlxx_check.checks.near_pictures import NearPictures
from jlxx_check.checks.parameters import Parameters, RoleName
from jlxx_check.checks.registry import check
from jlxx_check.model.document import Document
from jlxx_check.model.facts import Crashed, FileFacts, Photo, Unreadable
from jlxx_check.model.formats import file_name
from jlxx_check.model.outcome import Level, Outcome, failed, not_judged, passed
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Entry, OwnedFile, Package
from jlxx_check.model.text import Text
from jlxx_check.values.folding import fold, unit_aliases

#: Files alike that another is compared with: a package that repeats one more often is beyond hope.
_MOST_COMPARED = 200


class Unshared(Parameters):
    """What may not be shared.

    roles: files compared byte for byte. texts: documents that say the same are the same, too.
    similar: pictures that count as near-identical within ``bits`` of their 64-bit fingerprints.
    least_sharpness: pictures below it are too plain for a fingerprint to mean anything.
    same_entry: by what entries are known to be one; what those share is the repeat's finding.
    """

    roles: tuple[RoleName, ...]
    texts: tuple[RoleName, ...] = ()
    similar: tuple[RoleName, ...] = ()
    bits: int = Field(default=4, ge=0, le=16)
    least_sharpness: NonNegativeFloat = 1.0
    same_entry: tuple[Identity, ...] = ()


@dataclass(slots=True)
class _Seen:
    """What the files before this one hold, by digest, text and picture."""

    pictures: NearPictures
    owners: dict[str, Entry] = field(default_factory=dict)
    place: dict[str, int] = field(default_factory=dict)
    by_key: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))


@check("files.unshared")
def unshared(package: Package, pack: Pack, want: Unshared) -> Iterator[Outcome]:
    """No two entries hand in the same file; near-identical pictures are a warning."""
    seen = _Seen(NearPictures(want.bits))
    allowed = _Allowed(package, pack, want)
    for entry in package.entries:
        for owned in entry.with_role(*want.roles):
            facts = package.facts[owned.path]
            if isinstance(facts.body, Unreadable | Crashed):
                yield not_judged(facts.body.detail, entry=entry.id, file=owned.path)
            elif facts.size:
                yield _judge(seen, allowed, entry, owned, facts, want)


class _Allowed:
    """Which entries may share: a special one with its own, and what are one entry in truth."""

    def __init__(self, package: Package, pack: Pack, want: Unshared) -> None:
        self._pack, self._want = pack, want
        self._aliases = unit_aliases(pack.units)

    def share(self, first: Entry, second: Entry) -> bool:
        return (
            first.id == second.id
            or self._singles_out(first, second)
            or self._singles_out(second, first)
            or any(
                found is not None and found.certain
                for identity in self._want.same_entry
                for found in [sameness(first, second, identity, self._aliases)]
            )
        )

    def _singles_out(self, special: Entry, other: Entry) -> bool:
        """Whose special material nobody can tell may be anybody's of the kind."""
        if special.of is not None:
            return special.of == other.id
        return self._pack.kinds[special.kind].special_of == other.kind


def _judge(
    seen: _Seen, allowed: _Allowed, entry: Entry, owned: OwnedFile, facts: FileFacts, want: Unshared
) -> Outcome:
    keys = _keys(owned, facts, want)
    same = [path for key in keys for path in seen.by_key.get(key, ())[:_MOST_COMPARED]]
    picture = _picture(owned, facts, want)
    near = seen.pictures.near(picture.fingerprint) if picture else []
    near = sorted(set(near) - set(same), key=seen.place.__getitem__)[:_MOST_COMPARED]
    seen.owners[owned.path] = entry
    seen.place[owned.path] = len(seen.place)
    for key in keys:
        seen.by_key[key].append(owned.path)
    if picture:
        seen.pictures.add(picture.fingerprint, owned.path)
    # Where the entry may share with one that hands it in, the fault, if any, is the others'.
    if same:
        if any(allowed.share(seen.owners[path], entry) for path in same):
            return passed(entry=entry.id, file=owned.path)
        return _finding(seen.owners[same[0]], entry, owned.path, same[0], near=False)
    if near and not any(allowed.share(seen.owners[path], entry) for path in near):
        return _finding(seen.owners[near[0]], entry, owned.path, near[0], near=True)
    return passed(entry=entry.id, file=owned.path)


def _keys(owned: OwnedFile, facts: FileFacts, want: Unshared) -> list[tuple[str, str]]:
    """By what the file is known again: its bytes, and its text where the role says so."""
    keys = [("digest", facts.digest)] if facts.digest else []
    body = facts.body
    if owned.role in want.texts and isinstance(body, Document) and body.has_text:
        text = fold(body.text)
        keys += [("text", text)] if text else []
    return keys


def _picture(owned: OwnedFile, facts: FileFacts, want: Unshared) -> Photo | None:
    body = facts.body
    if owned.role not in want.similar or not isinstance(body, Photo):
        return None
    return body if body.sharpness >= want.least_sharpness else None


def _finding(first: Entry, entry: Entry, path: str, other: str, *, near: bool) -> Outcome:
    said = Text("几乎相同", "nearly identical") if near else Text("相同", "the same")
    return failed(
        Text(
            f"“{entry.name}”的文件“{file_name(path)}”与“{first.name}”的“{file_name(other)}”{said.zh}。",
            f"“{file_name(path)}” of “{entry.name}” and “{file_name(other)}” of “{first.name}” "
            f"are {said.en}.",
        ),
        level=Level.WARNING if near else None,
        entry=entry.id,
        file=path,
        expected=Text("各交各的文件", "files of its own"),
        observed=said,
        related=(other,),
    )
