"""No two entries hand in the same file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import ClassVar

from pydantic import Field, NonNegativeFloat

from jlxx_check.checks.identity import Identity, sameness
from jlxx_check.checks.near_pictures import NearPictures
from jlxx_check.checks.registry import Parameters, RoleName, check
from jlxx_check.model.document import Document
from jlxx_check.model.facts import FileFacts, Photo, ReadFailure, Unreadable
from jlxx_check.model.kind_lookup import file_name
from jlxx_check.model.outcome import Level, Outcome, failed, not_judged, passed
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Entry, OwnedFile, Package
from jlxx_check.text import Text
from jlxx_check.values.folding import fold
from jlxx_check.values.shingles import body_text

#: Files alike that another is compared with: a package that repeats one more often is beyond hope.
_MOST_COMPARED = 200
#: Characters of a name, a unit or a number; what is longer in a form is text like the summary's.
_LONGEST_NAME = 25
#: Characters of a text from which it can be another's copy, and to which it is compared.
_FEWEST, _COMPARED_TO = 60, 6_000


class Unshared(Parameters):
    """What may not be shared.

    roles: files compared byte for byte. texts: documents that say the same are the same, too.
    alike: share of the characters that two near-identical texts have in common in one order, names
    and whatever else each form says put aside.
    similar: pictures of which near ones are a warning; where no look is known, within ``bits`` of
    their 64-bit fingerprints. portraits: of which near ones are as bad as the same: two people
    cannot have one.
    bits: of 64 that two fingerprints may differ in.
    least_sharpness: pictures below it are too plain for a fingerprint to mean anything.
    same_entry: by what entries are known to be one; what those share is the repeat's finding.
    """

    zh: ClassVar[Mapping[str, str]] = {
        "roles": "逐字节比对的角色",
        "texts": "文字相同即视为相同的角色",
        "alike": "除去姓名等各自不同的内容后，相同的字占多大比例即为相近，0.5至1",
        "similar": "相近即为提醒的照片角色",
        "portraits": "相近与相同一样处理的照片角色（证件照）",
        "bits": "64位指纹相差不超过多少位，0至16",
        "least_sharpness": "清晰度低于此数的照片过于单调，不比对",
        "same_entry": "怎样认出同一人（项目）；同一人（项目）之间相同的不在此处理",
    }

    roles: tuple[RoleName, ...]
    texts: tuple[RoleName, ...] = ()
    alike: float = Field(default=0.95, ge=0.5, le=1)
    similar: tuple[RoleName, ...] = ()
    portraits: tuple[RoleName, ...] = ()
    bits: int = Field(default=4, ge=0, le=16)
    least_sharpness: NonNegativeFloat = 1.0
    same_entry: tuple[Identity, ...] = ()


@dataclass(slots=True)
class _Seen:
    """What the files before this one hold, by digest, text and picture."""

    pictures: NearPictures
    portraits: NearPictures
    owners: dict[str, Entry] = field(default_factory=dict)
    by_key: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    texts: dict[str, str] = field(default_factory=dict)


@check("files.unshared", zh="不同的人（项目）不交同一份文件；相近的照片为提醒。")
def unshared(package: Package, pack: Pack, want: Unshared) -> Iterator[Outcome]:
    """No two entries hand in the same file; near pictures warn, sure portraits err."""
    seen = _Seen(NearPictures(want.bits), NearPictures(want.bits))
    allowed = _Allowed(package, pack, want)
    for entry in package.entries:
        for owned in entry.with_role(*want.roles):
            facts = package.facts[owned.path]
            if isinstance(facts.body, Unreadable | ReadFailure):
                yield not_judged(facts.body.detail, entry=entry.id, file=owned.path)
            elif isinstance(facts.body, Document) and facts.body.blank:
                continue  # that two blank pages are alike says nothing; each is told of as blank
            elif facts.size:
                yield _judge(seen, allowed, entry, owned, facts, want)


class _Allowed:
    """Which entries may share: a special one with its own, and what are one entry in truth."""

    def __init__(self, package: Package, pack: Pack, want: Unshared) -> None:
        self._pack, self._want = pack, want
        self._aliases = pack.unit_aliases()

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
    portrait = owned.role in want.portraits
    among = seen.portraits if portrait else seen.pictures
    near = among.near(picture, portraits=portrait) if picture else []
    # A portrait that was cropped or framed is as near as a resembling person's: for a person.
    doubtful = portrait and not near
    near += among.alike(picture) if picture and doubtful else []
    said = _said(entry, owned, facts, want)
    near += _like(seen, said, want.alike) if not same else []
    near = [path for path in near if path not in same][:_MOST_COMPARED]
    seen.owners[owned.path] = entry
    for key in keys:
        seen.by_key[key].append(owned.path)
    if said:
        seen.texts[owned.path] = said
    if picture:
        among.add(picture, owned.path)
    # Where the entry may share with one that hands it in, the fault, if any, is the others'.
    if same:
        if any(allowed.share(seen.owners[path], entry) for path in same):
            return passed(entry=entry.id, file=owned.path)
        return _finding(seen.owners[same[0]], entry, owned.path, same[0], near=False)
    if near and not any(allowed.share(seen.owners[path], entry) for path in near):
        if doubtful:
            return _doubt(seen.owners[near[0]], entry, owned.path, near[0])
        level = None if portrait else Level.WARNING
        return _finding(seen.owners[near[0]], entry, owned.path, near[0], near=True, level=level)
    return passed(entry=entry.id, file=owned.path)


def _keys(owned: OwnedFile, facts: FileFacts, want: Unshared) -> list[tuple[str, str]]:
    """By what the file is known again: its bytes, and its text where the role says so."""
    keys = [("digest", facts.digest)] if facts.digest else []
    body = facts.body
    if owned.role in want.texts and isinstance(body, Document) and body.has_text:
        text = fold(body.text)
        keys += [("text", text)] if text else []
    return keys


def _said(entry: Entry, owned: OwnedFile, facts: FileFacts, want: Unshared) -> str:
    """What a text says without what names its entry; "" where too little is left."""
    body = facts.body
    if owned.role not in want.texts or not isinstance(body, Document) or not body.has_text:
        return ""
    text = body_text(body.text)[:_COMPARED_TO]
    told = {entry.name}
    for source in (entry.form, entry.row):
        told |= {value.text for value in source.values.values()} if source else set()
    for name in sorted(map(fold, told), key=len, reverse=True):
        if 1 < len(name) <= _LONGEST_NAME:
            text = text.replace(name, "")
    return text if len(text) >= _FEWEST else ""


def _like(seen: _Seen, said: str, share: float) -> list[str]:
    """The files before it whose text is nearly this one."""
    if not said:
        return []
    matcher = SequenceMatcher(None, "", said, autojunk=False)
    found = []
    for path, other in list(seen.texts.items())[:_MOST_COMPARED]:
        matcher.set_seq1(other)
        # The first two are cheap and never below the third.
        ways = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
        if all(way() >= share for way in ways):
            found.append(path)
    return found


def _picture(owned: OwnedFile, facts: FileFacts, want: Unshared) -> Photo | None:
    body = facts.body
    if owned.role not in (*want.similar, *want.portraits) or not isinstance(body, Photo):
        return None
    return body if body.sharpness >= want.least_sharpness else None


def _doubt(first: Entry, entry: Entry, path: str, other: str) -> Outcome:
    """Portraits that may be one, or those of two people who resemble one another."""
    return failed(
        Text(
            f"“{entry.name}”的文件“{file_name(path)}”与“{first.name}”的“{file_name(other)}”很像，"
            "请核对是否同一张。",
            f"“{file_name(path)}” of “{entry.name}” is much like “{file_name(other)}” of "
            f"“{first.name}”; is it the same picture?",
        ),
        level=Level.WARNING,
        entry=entry.id,
        file=path,
        expected=Text("各交各的文件", "files of its own"),
        observed=Text("很像，可能是同一张", "much alike, perhaps the same"),
        fix=Text(
            "请打开两张照片核对：是同一张的，换成本人的照片；是两个人的，不必处理。",
            "Look at both: where they are one, hand in the person's own; where they are of two "
            "people, nothing has to be done.",
        ),
        related=(other,),
    )


def _finding(
    first: Entry, entry: Entry, path: str, other: str, *, near: bool, level: Level | None = None
) -> Outcome:
    said = Text("几乎相同", "nearly identical") if near else Text("相同", "the same")
    return failed(
        Text(
            f"“{entry.name}”的文件“{file_name(path)}”与“{first.name}”的“{file_name(other)}”{said.zh}。",
            f"“{file_name(path)}” of “{entry.name}” and “{file_name(other)}” of “{first.name}” "
            f"are {said.en}.",
        ),
        level=level,
        entry=entry.id,
        file=path,
        expected=Text("各交各的文件", "files of its own"),
        observed=said,
        related=(other,),
    )
