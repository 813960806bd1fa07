from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from jlxx_check.engine.binding import bind
from jlxx_check.packs import PackError, load_source
from jlxx_check.text import Lang

PACK = Path(__file__).parents[2] / "rules" / "jilin-2023"


def edited(folder: Path, file: str, old: str, new: str) -> Path:
    """A copy of the pack with one text replaced."""
    copy = folder / "pack"
    shutil.copytree(PACK, copy)
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return copy


def test_every_rule_of_the_pack_is_bound() -> None:
    source = load_source("jilin-2023")
    assert [rule.id for rule in bind(source)] == list(source.pack.rules)


@pytest.mark.parametrize(
    ("file", "old", "new", "wrong", "meant"),
    [
        (
            "rules/80-media.yaml",
            "check: video.codec",
            "check: video.kodec",
            "video.kodec",
            "video.codec",
        ),
        ("rules/60-projects.yaml", "offline:", "ofline:", "ofline", "offline"),
        (
            "rules/60-projects.yaml",
            "field: 年参与人次",
            "field: 年参于人次",
            "年参于人次",
            "年参与人次",
        ),
        ("rules/90-across.yaml", "scope: batch", "scope: package", "across.person", "scope"),
        (
            "rules/90-across.yaml",
            "check: across.video\n    with: {roles: [video]}",
            "check: video.sound",
            "video.sound",
            "scope",
        ),
    ],
)
def test_what_does_not_fit_is_named_with_its_line(
    tmp_path: Path, file: str, old: str, new: str, wrong: str, meant: str
) -> None:
    pack = edited(tmp_path, file, old, new)
    with pytest.raises(PackError) as caught:
        bind(load_source(pack))
    problem = caught.value.problems[0]
    said = " ".join(item.say(Lang.ZH) for item in caught.value.problems)
    assert wrong in said
    assert meant in said
    assert problem.file is not None
    assert problem.line is not None
    lines = problem.file.read_text(encoding="utf-8").splitlines()
    assert any(wrong in lines[(item.line or 1) - 1] for item in caught.value.problems)
