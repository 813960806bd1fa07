"""``python -m benchmarks.across [PACKAGES…]``: how the comparison of packages grows.

A package has 10 stars, 8 projects, 70 photos, 18 videos and 8 summaries; in every hundredth one a
star, a photo (a few bits off), a video and a summary (a few bytes off) come from the one before.
"""

from __future__ import annotations

import gc
import random
import sys
from dataclasses import replace
from time import process_time

from pydantic import TypeAdapter

from jlxx_check import load_pack
from jlxx_check.__main__ import OBJECTS
from jlxx_check.engine.across_packages import compare
from jlxx_check.model.traits import EntryTraits, PhotoTraits, TextTraits, Traits, VideoTraits

PACKAGES = (500, 1000, 2000)
STARS, PROJECTS, PHOTOS, VIDEOS = 10, 8, 70, 18
PLANTED = 100  # one package in so many repeats the one before
KINDS = 4  # of things that one of those repeats
_SIGNS = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗建国秀英志强丽华文明春梅军伟芳敏静磊"


def inbox(count: int) -> list[tuple[str, Traits]]:
    """Made-up packages, each with its path; the same ones at every call."""
    chance = random.Random(2023)
    found: list[tuple[str, Traits]] = []
    for number in range(count):
        traits = _package(chance, number)
        if number % PLANTED == PLANTED - 1:
            traits = _repeat(traits, found[-1][1])
        found.append((f"{number:04}单位", traits))
    return found


def _package(chance: random.Random, number: int) -> Traits:
    entries = [_entry(chance, "star", index) for index in range(1, STARS + 1)]
    entries += [_entry(chance, "project", index) for index in range(1, PROJECTS + 1)]
    owners = [entry.id for entry in entries]
    return Traits(
        unit=f"第{number}教育局",
        entries=tuple(entries),
        photos=tuple(
            PhotoTraits(
                owners[index % len(owners)],
                f"{owners[index % len(owners)]}/照片{index}.jpg",
                "photo",
                f"sha256:{chance.getrandbits(256):064x}",
                chance.getrandbits(64),
                500.0,
            )
            for index in range(PHOTOS)
        ),
        videos=tuple(
            VideoTraits(
                owner,
                f"{owner}/视频.mp4",
                "video",
                f"sampled:{chance.getrandbits(256):064x}",
                whole=False,
                size=chance.randrange(100_000_000, 200_000_000),
                duration=round(chance.uniform(240, 300), 2),
            )
            for owner in owners[:VIDEOS]
        ),
        summaries=tuple(
            TextTraits(
                owner,
                f"{owner}/总结.docx",
                "summary",
                f"sha256:{chance.getrandbits(256):064x}",
                f"{chance.getrandbits(256):064x}",
                1500,
                chance.randbytes(128).hex(),
            )
            for owner in owners[STARS:]
        ),
    )


def _entry(chance: random.Random, kind: str, index: int) -> EntryTraits:
    name = "".join(chance.choices(_SIGNS, k=6 if kind == "star" else 9))
    year, month = chance.randrange(1940, 2000), chance.randrange(1, 13)
    return EntryTraits(
        id=f"{kind}/{index}",
        kind=kind,
        name=name,
        folded=name,
        file=f"{kind}/{index}/推介表.docx",
        units=(f"单位{chance.getrandbits(40)}",),
        numbers=(f"{chance.getrandbits(256):064x}",) if kind == "star" else (),
        born=(f"{year}-{month:02}",) * 2 if kind == "star" else None,
    )


def _repeat(traits: Traits, before: Traits) -> Traits:
    """The package with four things of the one before, none of them the consequence of another."""
    star = replace(before.entries[0], id=traits.entries[0].id)
    photo = replace(traits.photos[1], fingerprint=before.photos[2].fingerprint ^ 0b1001)
    video = replace(before.videos[3], entry=traits.videos[4].entry)
    summary = before.summaries[5]
    other = bytes.fromhex(summary.signature)
    signature = (bytes(byte ^ 1 for byte in other[:10]) + other[10:]).hex()
    text = replace(traits.summaries[6], signature=signature)
    return replace(
        traits,
        entries=(star, *traits.entries[1:]),
        photos=(traits.photos[0], photo, *traits.photos[2:]),
        videos=(*traits.videos[:4], video, *traits.videos[5:]),
        summaries=(*traits.summaries[:6], text, *traits.summaries[7:]),
    )


def compared(count: int) -> tuple[float, int, int]:
    """Processor seconds for so many packages; repeats that were planted in them, and found."""
    gc.set_threshold(OBJECTS)  # as the program itself
    rules = load_pack("jilin-2023")
    found = inbox(count)
    start = process_time()
    findings, _ = compare(found, [rule for rule in rules.rules if rule.spec.across], rules.pack)
    return process_time() - start, count // PLANTED * KINDS, len(findings)


def main() -> None:
    """Measure and print processor seconds; growth as the ratio to the line before."""
    rules = load_pack("jilin-2023")
    across = [rule for rule in rules.rules if rule.spec.across]
    adapter = TypeAdapter(Traits)
    counts = tuple(map(int, sys.argv[1:])) or PACKAGES
    print(f"{'packages':>10}{'photos':>10}{'seconds':>10}{'ratio':>8}{'planted':>9}{'found':>7}")
    before = 0.0
    for count in counts:
        seconds, planted, findings = compared(count)
        ratio = f"{seconds / before:.2f}" if before else "-"
        print(f"{count:10}{count * PHOTOS:10}{seconds:10.2f}{ratio:>8}{planted:9}{findings:7}")
        before = seconds
    found = inbox(counts[-1])
    print(f"traits of a package as JSON: {len(adapter.dump_json(found[0][1])) / 1000:.0f} kB")
    for rule in across:
        start = process_time()
        compare(found, [rule], rules.pack)
        print(f"{rule.id}: {process_time() - start:.2f} s at {counts[-1]} packages")


if __name__ == "__main__":
    main()
