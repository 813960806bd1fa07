"""Near pictures of two entries, and of two packages."""

from __future__ import annotations

from typing import Any

import pytest
from PIL import Image, ImageOps
from tests.support import pictures

from jlxx_check.engine.across_packages import compare
from jlxx_check.engine.rule_run import run_rule
from jlxx_check.model.outcome import Level
from jlxx_check.probes import pixels
from jlxx_check.probes.photo import picture_looks
from jlxx_check.testing.case_packages import build_package
from jlxx_check.testing.rule_cases import bound, gathered


def looking(image: Image.Image) -> dict[str, Any]:
    small = pixels.small_rgb(image)
    return {"look": picture_looks.look(small), "fingerprint": pixels.fingerprint(small)}


def star(path: str, role: str, image: Image.Image) -> dict[str, Any]:
    files = [{"path": path, "role": role, "photo": looking(image)}]
    return {"kind": "star", "name": path[0], "files": files}


def cropped(image: Image.Image) -> Image.Image:
    wide, high = image.size
    return image.crop((wide // 20, high // 30, wide, high))


PERSON, SCENE = pictures.portrait(11), pictures.scene(12)
ALIKE = [
    ("id-photo", PERSON, PERSON.resize((206, 289)), Level.ERROR),
    ("id-photo", PERSON, ImageOps.mirror(PERSON), Level.ERROR),
    ("id-photo", PERSON, pictures.portrait(13), None),
    ("activity-photo", SCENE, SCENE.resize((600, 450)), Level.WARNING),
    ("activity-photo", SCENE, cropped(ImageOps.mirror(SCENE)), Level.WARNING),
    ("activity-photo", SCENE, pictures.scene(14), None),
]


@pytest.mark.parametrize(("role", "one", "other", "level"), ALIKE)
def test_two_entries(role: str, one: Image.Image, other: Image.Image, level: Level | None) -> None:
    pack, rules = bound("jilin-2023")
    data = {"entries": [star("a.jpg", role, one), star("b.jpg", role, other)]}
    run = run_rule(rules["package.duplicate-file"], build_package(data, pack), pack, str)
    assert [item.level for item in run.findings] == ([] if level is None else [level])


@pytest.mark.parametrize(("role", "one", "other", "level"), ALIKE)
def test_two_packages(role: str, one: Image.Image, other: Image.Image, level: Level | None) -> None:
    pack, rules = bound("jilin-2023")
    packages = [{"entries": [star("a.jpg", role, one)]}, {"entries": [star("b.jpg", role, other)]}]
    found, _ = compare(gathered(packages, pack), [rules["batch.repeated-photo"]], pack, show=str)
    assert [item.finding.level for item in found] == ([] if level is None else [level])
