"""No two units hand in the same photo, video, summary, or a form that says the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import inf
from typing import ClassVar, Generic, TypeVar

from pydantic import Field, NonNegativeFloat, PositiveInt

from jlxx_check.checks.across.told_apart import Copies, Said
from jlxx_check.checks.registry import FieldName, Parameters, RoleName, check
from jlxx_check.model.nouns import FORM, FORMS
from jlxx_check.model.outcome import Outcome
from jlxx_check.model.traits import Inbox, PhotoTraits, Side, TextTraits, Traits, VideoTraits
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.looks import SURE, distance
from jlxx_check.values.nearness import (
    FINGERPRINT_BITS,
    NearPairs,
    near_fingerprints,
    near_signatures,
    unlike,
)
from jlxx_check.values.shingles import SIGNATURE_BYTES

Kind = TypeVar("Kind", PhotoTraits, VideoTraits, TextTraits)


class UnsharedPhotos(Parameters):
    """roles: compared byte for byte.

    similar: pictures of which near ones are a warning; they are found by what is within ``bits`` of
    their 64-bit fingerprints and marks, and held against each other by their looks. portraits: the
    same of pictures that resemble one another anyway: only what is one beyond doubt, and that is as
    bad as a copy, since two people cannot have one.
    bits: of 64 that two fingerprints may differ in.
    least_sharpness: pictures below it are too plain for a fingerprint to mean anything.
    """

    zh: ClassVar[Mapping[str, str]] = {
        "roles": "逐字节比对的角色",
        "similar": "相近即为提醒的照片角色",
        "portraits": "本来就相像的照片（证件照）；确属同一张的与相同一样处理",
        "bits": "64位指纹相差不超过多少位，0至8",
        "least_sharpness": "清晰度低于此数的照片过于单调，不比对",
    }

    roles: tuple[RoleName, ...]
    similar: tuple[RoleName, ...] = ()
    portraits: tuple[RoleName, ...] = ()
    bits: int = Field(default=4, ge=0, le=8)
    least_sharpness: NonNegativeFloat = 1.0


class UnsharedVideos(Parameters):
    """roles: compared by size, running time and content."""

    roles: tuple[RoleName, ...]


class ComparedTexts(Parameters):
    """at_least: characters of sentences; a shorter text is no more than a heading.

    similar: share of five-character runs in common from which two texts are near-identical.
    """

    zh: ClassVar[Mapping[str, str]] = {
        "at_least": "至少多少字；更短的只是标题",
        "similar": "连续五字相同的比例达到多少即为相近，如0.8",
    }

    at_least: PositiveInt = 60
    similar: float = Field(default=0.8, ge=0.5, le=1)


class UnsharedTexts(ComparedTexts):
    """roles: documents compared by what they say."""

    roles: tuple[RoleName, ...]


class UnsharedForms(ComparedTexts):
    """roles: those of forms. fields: what a form tells in sentences, compared all together."""

    zh: ClassVar[Mapping[str, str]] = {
        "fields": "表上成段叙述的栏目，合在一起比对",
    }

    roles: tuple[RoleName, ...]
    fields: tuple[FieldName, ...]


@frozen
class _Held(Generic[Kind]):
    """A file with the side that it stands for."""

    side: Side
    file: Kind


_PHOTO = Said(
    Text("照片相同", "the same photo"),
    Text("照片几乎相同（相似度约{share}%）", "nearly the same photo (some {share} % alike)"),
)
_VIDEO = Said(
    Text("视频相同", "the same video"),
    Text(
        "视频的大小、时长和抽样比对的内容相同",
        "videos that agree in size, running time and samples",
    ),
)
_TEXT = Said(
    Text("文字内容相同", "the same text"),
    Text("文字内容几乎相同（相似度约{share}%）", "nearly the same text (some {share} % alike)"),
)
_FORM = Said(
    Text(f"{FORM}的文字内容相同", f"{FORMS} that say the same"),
    Text(
        f"{FORM}的文字内容几乎相同（相似度约{{share}}%）",
        f"{FORMS} that say nearly the same (some {{share}} % alike)",
    ),
)


@check("across.photo", zh="同一张照片不出自两个单位；相近的为提醒。")
def photo(found: Inbox, want: UnsharedPhotos) -> Iterator[Outcome]:
    """No photo comes from two units; near-identical ones are a warning."""
    held = _held(found, want.roles, lambda traits: traits.photos)
    copies = Copies(found, [item.side for item in held], [(item.file.digest,) for item in held])
    near: dict[tuple[int, int], float] = {}
    full: set[int] = set()
    grave: set[tuple[int, int]] = set()
    for roles, most in ((want.similar, inf), (want.portraits, SURE)):
        telling = {
            copies.first(place): item.file
            for place, item in enumerate(held)
            if item.file.role in roles and item.file.sharpness >= want.least_sharpness
        }

        def alike(
            one: int, other: int, telling: dict[int, PhotoTraits] = telling, most: float = most
        ) -> float | None:
            return (
                _alike(telling[one], telling[other], most) if copies.may_pair(one, other) else None
            )

        pairs = NearPairs(alike)
        numbers = (
            (number, place)
            for place, file in telling.items()
            for number in (file.fingerprint, *file.marks)
        )
        near_fingerprints(numbers, want.bits, pairs)
        near |= pairs.found
        if most == SURE:  # two people cannot have one portrait
            grave.update(pairs.found)
        full |= {place for place in telling if pairs.full(place)}
    return copies.told(near, _PHOTO, frozenset(full), grave)


def _alike(one: PhotoTraits, other: PhotoTraits, most: float) -> float | None:
    """The likeness of two pictures, by their looks; without these by their fingerprints."""
    if one.look and other.look:
        apart = distance(one.look, other.look)
        return None if apart is None or apart > most else 1 - apart
    if most < inf:
        return None
    return 1 - (one.fingerprint ^ other.fingerprint).bit_count() / FINGERPRINT_BITS


@check("across.summary", zh="同一篇文字不出自两个单位，不论格式；相近的为提醒。")
def summary(found: Inbox, want: UnsharedTexts) -> Iterator[Outcome]:
    """No text comes from two units, in whatever format; near-identical ones are a warning."""
    held = _held(found, want.roles, lambda traits: traits.summaries)
    return _texts(found, held, want, _TEXT)


@check("across.form", zh="一个单位的推介表不与另一单位的雷同；相近的为提醒。")
def form(found: Inbox, want: UnsharedForms) -> Iterator[Outcome]:
    """No form says what another unit's does; near-identical ones are a warning."""
    held = _held(found, want.roles, lambda traits: traits.forms)
    return _texts(found, held, want, _FORM)


def _texts(
    found: Inbox, held: Sequence[_Held[TextTraits]], want: ComparedTexts, said: Said
) -> Iterator[Outcome]:
    files = [item.file for item in held]
    long = [file.text != "" and file.length >= want.at_least for file in files]
    keys = [
        [file.digest] * bool(file.digest) + [f"text:{file.text}"] * told
        for file, told in zip(files, long, strict=True)
    ]
    copies = Copies(found, [item.side for item in held], keys)
    signed = {
        copies.first(place): bytes.fromhex(file.signature)
        for place, file in enumerate(files)
        if long[place] and file.signature
    }

    def alike(one: int, other: int) -> float | None:
        if not copies.may_pair(one, other):
            return None
        return 1 - unlike(signed[one], signed[other]) / SIGNATURE_BYTES

    pairs = NearPairs(alike)
    numbers = ((signature, place) for place, signature in signed.items())
    near_signatures(numbers, int(SIGNATURE_BYTES * (1 - want.similar)), pairs)
    return copies.told(pairs.found, said, frozenset(filter(pairs.full, signed)))


@check("across.video", zh="同一段视频不出自两个单位；只比对了抽样的为提醒。")
def video(found: Inbox, want: UnsharedVideos) -> Iterator[Outcome]:
    """No video comes from two units; where only samples were compared, it is a warning."""
    held = _held(found, want.roles, lambda traits: traits.videos)
    alike: dict[tuple[int, float | None], list[int]] = defaultdict(list)
    for place, item in enumerate(held):
        length = item.file.duration
        alike[item.file.size, None if length is None else round(length, 2)].append(place)
    keys: list[tuple[str, ...]] = [() for _ in held]
    doubtful: list[tuple[int, int]] = []
    for places in alike.values():
        if found.of_several(held[place].side for place in places):
            doubtful += _doubtful(found, held, places, keys)
    copies = Copies(found, [item.side for item in held], keys)
    pairs = NearPairs(lambda one, other: 1.0 if copies.may_pair(one, other) else None)
    for one, other in doubtful:
        if pairs.worth((one, other)):
            pairs.look(one, other)
    return copies.told(pairs.found, _VIDEO, frozenset(filter(pairs.full, range(len(held)))))


def _doubtful(
    found: Inbox,
    held: Sequence[_Held[VideoTraits]],
    places: Sequence[int],
    keys: list[tuple[str, ...]],
) -> Iterator[tuple[int, int]]:
    """Videos of one size and length that nobody can tell apart; of the others the keys are set.

    They are compared by all their bytes, or else by the samples that agree. Within a package those
    that agree in their samples have their whole digest already; whether one of another package is
    among them only its own whole digest tells.
    """
    whole = [place for place in places if held[place].file.whole]
    for place in whole:
        keys[place] = (held[place].file.digest,)
    sampled: dict[str, list[int]] = defaultdict(list)
    for place in places:
        if not held[place].file.whole:
            sampled[held[place].file.digest].append(place)
    for same in sampled.values():
        if len(same) == 1 and not whole:
            continue
        for place in same:
            digest = _whole_digest(found, held[place])
            keys[place] = () if digest is None else (digest,)
        # What could not be read whole may be any of these.
        unread = [place for place in same if not keys[place]]
        yield from ((one, other) for one in unread for other in (*same, *whole) if one != other)


def _whole_digest(found: Inbox, item: _Held[VideoTraits]) -> str | None:
    if found.whole is None:
        return None
    return found.whole(found.packages[item.side.package][0], item.file.path)


def _held(
    found: Inbox, roles: Iterable[str], files: Callable[[Traits], tuple[Kind, ...]]
) -> list[_Held[Kind]]:
    """The files in these roles, in the inbox's order."""
    held = []
    for place, (_, traits) in enumerate(found.packages):
        entries = {entry.id: entry for entry in traits.entries}
        held += [
            _Held(Side(place, entries[file.entry], file.path, file.digest or None), file)
            for file in files(traits)
            if file.role in roles
        ]
    return held
