"""Mutants: a seed file and the steps that spoil it, told by two numbers."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from fuzzing.corpus import ARCHIVE, PLACES, Seed, seeds
from fuzzing.steps import boxes, others, pictures, raw, zips

Step = Callable[[bytes, random.Random, Sequence[bytes]], bytes]

_BOXED = ("mp4", "mov", "m4a", "heic")
_SPECIAL: dict[str, dict[str, Step]] = {
    "docx": {**zips.STEPS},
    "xlsx": {**zips.STEPS},
    "zip": {**zips.STEPS},
    ARCHIVE: {**zips.STEPS},
    "jpg": {**pictures.JPEG_STEPS},
    "png": {**pictures.PNG_STEPS},
    "pdf": {**others.PDF_STEPS},
    "doc": {**others.COMPOUND_STEPS},
    "xls": {**others.COMPOUND_STEPS},
    "txt": {**others.TEXT_STEPS},
    "html, rtf": {**others.TEXT_STEPS},
    **{kind: {**boxes.STEPS} for kind in _BOXED},
}
#: What packages hold most, and what costs a package most, is mutated most.
_OFTEN = {
    "docx": 6,
    "xlsx": 4,
    "jpg": 4,
    "mp4": 4,
    "pdf": 3,
    "doc": 3,
    "xls": 3,
    "heic": 2,
    "png": 2,
}
_SUFFIXES = (".docx", ".xlsx", ".jpg", ".mp4", ".pdf", ".txt", ".mp3", ".heic", ".doc", ".xyz", "")
#: No mutant grows beyond this many bytes.
_LARGEST = 4_000_000


@dataclass(frozen=True, slots=True)
class Mutant:
    """One spoilt file. steps: name and random seed of each, in their order."""

    number: int
    seed: Seed
    steps: tuple[tuple[str, str], ...]
    suffix: str

    @property
    def data(self) -> bytes:
        """The file's bytes, the same whenever they are asked for."""
        known = steps_of(self.seed.kind)
        alike = _alike(self.seed.kind)
        data = self.seed.data
        for name, start in self.steps:
            made = known[name](data, random.Random(start), alike) if data else data
            data = made[:_LARGEST]
        return data

    @property
    def path(self) -> str:
        """Where it lies in its package, five files an entry; an archive's own name."""
        if self.seed.role == ARCHIVE:
            return f"archive{self.number}{self.suffix}"
        place = PLACES[self.seed.role].format(n=self.number // 5 % 1000, i=self.number % 100_000)
        return place + self.suffix

    def fewer(self) -> list[Mutant]:
        """The mutants that lack one of its steps."""
        return [
            replace(self, steps=self.steps[:at] + self.steps[at + 1 :])
            for at in range(len(self.steps))
            if len(self.steps) > 1
        ]


def mutant(run: int, number: int, only: str = "") -> Mutant:
    """The mutant with this number of the run with this seed. only: of files of this kind."""
    chance = random.Random(f"{run}/{number}")
    by_kind = _by_kind()
    kinds = sorted(by_kind)
    (kind,) = chance.choices(kinds, [_OFTEN.get(kind, 1) for kind in kinds])
    kind = only or kind
    seed = chance.choice(by_kind[kind])
    general, special = list(raw.STEPS), list(_SPECIAL.get(kind, {}))
    special += ["XML surgery"] * 5 if "XML surgery" in special else []
    steps = []
    for at in range(chance.choice((1, 1, 1, 2, 3))):
        names = special if special and chance.random() < 0.65 else general
        steps.append((chance.choice(names), f"{run}/{number}/{at}"))
    suffix = chance.choice(_SUFFIXES) if chance.random() < 0.06 else seed.suffix
    return Mutant(number, seed, tuple(steps), suffix)


def steps_of(kind: str) -> dict[str, Step]:
    """Every step that a file of this kind can take."""
    return {**raw.STEPS, **_SPECIAL.get(kind, {})}


@cache
def _by_kind() -> dict[str, list[Seed]]:
    found: dict[str, list[Seed]] = {}
    for seed in seeds():
        found.setdefault(seed.kind, []).append(seed)
    return found


@cache
def _alike(kind: str) -> tuple[bytes, ...]:
    """Other files to splice with: those of the kind, and a few of any."""
    own = tuple(seed.data for seed in _by_kind()[kind])
    return own + tuple(group[0].data for group in _by_kind().values())
