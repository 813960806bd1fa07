"""No two units hand in the same photo, video or summary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import Field, NonNegativeFloat, PositiveInt

from jlxx_check.checks.parameters import Parameters, RoleName
from jlxx_check.checks.registry import check
from jlxx_check.model.outcome import Level, Outcome, Status, passed
from jlxx_check.model.text import Text
from jlxx_check.model.traits import (
    Inbox,
    PhotoTraits,
    Shared,
    Side,
    TextTraits,
    Traits,
    VideoTraits,
)
from jlxx_check.values.nearness import Sets, join_near_fingerprints, join_near_signatures
from jlxx_check.values.shingles import SIGNATURE_BYTES

Kind = TypeVar("Kind", PhotoTraits, VideoTraits, TextTraits)


class UnsharedPhotos(Parameters):
    """roles: compared byte for byte.

    similar: pictures that count as near-identical within ``bits`` of their 64-bit fingerprints.
    least_sharpness: pictures below it are too plain for a fingerprint to mean anything.
    """

    roles: tuple[RoleName, ...]
    similar: tuple[RoleName, ...] = ()
    bits: int = Field(default=4, ge=0, le=8)
    least_sharpness: NonNegativeFloat = 1.0


class UnsharedVideos(Parameters):
    """roles: compared by size, running time and content."""

    roles: tuple[RoleName, ...]


class UnsharedTexts(Parameters):
    """roles: documents compared by what they say.

    at_least: characters of sentences; a shorter text is no more than a heading.
    similar: share of five-character runs in common from which two texts are near-identical.
    """

    roles: tuple[RoleName, ...]
    at_least: PositiveInt = 60
    similar: float = Field(default=0.8, ge=0.5, le=1)


@dataclass(frozen=True, slots=True)
class _Held(Generic[Kind]):
    """A file with the side that it stands for."""

    side: Side
    file: Kind


@dataclass(frozen=True, slots=True)
class _Said:
    """What is said of files that are the same, nearly so, or some of them this, some that."""

    same: Text
    near: Text
    mixed: Text


_PHOTO = _Said(
    Text("照片相同", "the same photo"),
    Text("照片几乎相同", "nearly the same photo"),
    Text("照片相同或几乎相同", "the same or nearly the same photo"),
)
_VIDEO = _Said(
    Text("视频相同", "the same video"),
    Text(
        "视频的大小、时长和抽样比对的内容相同",
        "videos that agree in size, running time and samples",
    ),
    Text("视频相同，或大小和时长相同", "the same video, or one of the same size and running time"),
)
_TEXT = _Said(
    Text("文字内容相同", "the same text"),
    Text("文字内容几乎相同", "nearly the same text"),
    Text("文字内容相同或几乎相同", "the same or nearly the same text"),
)


@check("across.photo")
def photo(found: Inbox, want: UnsharedPhotos) -> Iterator[Outcome]:
    """No photo comes from two units; near-identical ones are a warning."""
    held = _held(found, want.roles, lambda traits: traits.photos)
    keys = [(item.file.digest,) for item in held]
    sets = _joined(keys)
    telling = (
        (item.file.fingerprint, place)
        for place, item in enumerate(held)
        if item.file.role in want.similar and item.file.sharpness >= want.least_sharpness
    )
    join_near_fingerprints(telling, want.bits, sets)
    return _told([item.side for item in held], keys, sets, _PHOTO)


@check("across.summary")
def summary(found: Inbox, want: UnsharedTexts) -> Iterator[Outcome]:
    """No text comes from two units, in whatever format; near-identical ones are a warning."""
    held = _held(found, want.roles, lambda traits: traits.summaries)
    long = [item.file.text != "" and item.file.length >= want.at_least for item in held]
    keys = [
        (item.file.digest, f"text:{item.file.text}") if told else (item.file.digest,)
        for item, told in zip(held, long, strict=True)
    ]
    sets = _joined(keys)
    signed = (
        (bytes.fromhex(item.file.signature), place)
        for place, item in enumerate(held)
        if long[place] and item.file.signature
    )
    join_near_signatures(signed, int(SIGNATURE_BYTES * (1 - want.similar)), sets)
    return _told([item.side for item in held], keys, sets, _TEXT)


@check("across.video")
def video(found: Inbox, want: UnsharedVideos) -> Iterator[Outcome]:
    """No video comes from two units; where only samples were compared, it is a warning."""
    held = _held(found, want.roles, lambda traits: traits.videos)
    alike: dict[tuple[int, float | None], list[int]] = defaultdict(list)
    for place, item in enumerate(held):
        length = item.file.duration
        alike[item.file.size, None if length is None else round(length, 2)].append(place)
    sets = Sets(len(held))
    keys: list[tuple[str, ...]] = [() for _ in held]
    for places in alike.values():
        if len({held[place].side.package for place in places}) > 1:
            _join_videos(found, held, places, keys, sets)
    return _told([item.side for item in held], keys, sets, _VIDEO)


def _join_videos(
    found: Inbox,
    held: Sequence[_Held[VideoTraits]],
    places: Sequence[int],
    keys: list[tuple[str, ...]],
    sets: Sets,
) -> None:
    """Videos of one size and length: by all their bytes, or else by the samples that agree.

    Within a package those that agree in their samples have their whole digest already; whether one
    of another package is among them only its own whole digest tells.
    """
    whole = [place for place in places if held[place].file.whole]
    sampled: dict[str, list[int]] = defaultdict(list)
    for place in places:
        if not held[place].file.whole:
            sampled[held[place].file.digest].append(place)
    for same in sampled.values():
        if len(same) == 1 and not whole:
            continue
        known = {
            place: digest
            for place in same
            if (digest := _whole_digest(found, held[place])) is not None
        }
        for place, digest in known.items():
            keys[place] = (digest,)
        if len(known) < len(same):  # what could not be read whole may be any of these
            for place in [*same, *whole]:
                sets.join(same[0], place)
    for place in whole:
        keys[place] = (held[place].file.digest,)
    first: dict[tuple[str, ...], int] = {}
    for place in places:
        if keys[place]:
            sets.join(first.setdefault(keys[place], place), place)


def _whole_digest(found: Inbox, item: _Held[VideoTraits]) -> str | None:
    if found.whole is None:
        return None
    return found.whole(found.packages[item.side.package][0], item.file.path)


def _held(
    found: Inbox, roles: tuple[str, ...], files: Callable[[Traits], tuple[Kind, ...]]
) -> list[_Held[Kind]]:
    """The files in these roles, in the inbox's order."""
    held = []
    for place, (_, traits) in enumerate(found.packages):
        entries = {entry.id: entry for entry in traits.entries}
        held += [
            _Held(Side(place, entries[file.entry], file.path), file)
            for file in files(traits)
            if file.role in roles
        ]
    return held


def _joined(keys: Sequence[tuple[str, ...]]) -> Sets:
    """Places that have a key in common, joined."""
    sets = Sets(len(keys))
    first: dict[str, int] = {}
    for place, own in enumerate(keys):
        for key in own:
            sets.join(first.setdefault(key, place), place)
    return sets


def _told(
    sides: Sequence[Side], keys: Sequence[tuple[str, ...]], sets: Sets, said: _Said
) -> Iterator[Outcome]:
    """What several packages share, one outcome a set; everything else has passed."""
    spoken: set[int] = set()
    for places in sets.shared():
        if len({sides[place].package for place in places}) > 1:
            spoken.update(places)
            yield _shared(
                [sides[place] for place in places], [keys[place] for place in places], said
            )
    for place in range(len(sides)):
        if place not in spoken:
            yield passed()


def _shared(sides: list[Side], keys: list[tuple[str, ...]], said: _Said) -> Shared:
    holders: dict[str, set[int]] = defaultdict(set)
    for side, own in zip(sides, keys, strict=True):
        for key in own:
            holders[key].add(side.package)
    exact = any(len(packages) > 1 for packages in holders.values())
    if not exact:
        words = said.near
    elif set(keys[0]).intersection(*keys[1:]):
        words = said.same
    else:
        words = said.mixed
    return Shared(
        Status.FAIL,
        words,
        level=None if exact else Level.WARNING,
        expected=Text("各交各的文件", "files of its own"),
        observed=words,
        sides=tuple(sides),
    )
