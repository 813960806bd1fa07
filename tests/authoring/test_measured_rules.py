"""Good files become rules that load, and that these files meet."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from sample_packages.expected import HERE

from jlxx_check.authoring.measured_rules import rules_from
from jlxx_check.authoring.one_file_facts import NotReadable
from jlxx_check.checks.registry import REGISTRY
from jlxx_check.text import Lang

STAR = HERE / "complying" / "长春市教育局" / "百姓学习之星" / "01林晓禾"
PROJECT = HERE / "complying" / "长春市教育局" / "终身学习品牌项目" / "01伊水夜读"


@pytest.mark.parametrize(
    ("file", "rules"),
    [
        (STAR / "证件照.jpg", {"photo.print-size", "photo.resolution", "photo.colour"}),
        (STAR / "学习活动照片.jpg", {"photo.resolution", "photo.colour"}),
        (PROJECT / "工作总结.docx", {"text.length"}),
        (
            STAR / "视频.mp4",
            {
                *("video.container", "video.codec", "video.resolution"),
                *("video.frame-rate", "video.duration", "video.sound"),
            },
        ),
    ],
)
@pytest.mark.parametrize("lang", Lang)
def test_rules(file: Path, rules: set[str], lang: Lang) -> None:
    data = yaml.safe_load(rules_from(file, lang))["rules"]
    assert data.keys() == rules
    for rule in data.values():
        model = REGISTRY[rule["check"]].parameters
        if model is not None:
            model.model_validate(rule.get("with", {}))


def test_an_id_photo_is_known_by_its_pixels() -> None:
    data = yaml.safe_load(rules_from(STAR / "证件照.jpg", Lang.ZH))["rules"]
    assert data["photo.print-size"]["with"]["size"] == "2寸"


def test_what_cannot_be_measured_is_told(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0broken")
    with pytest.raises(NotReadable):
        rules_from(tmp_path / "photo.jpg", Lang.ZH)
    with pytest.raises(NotReadable):
        rules_from(tmp_path, Lang.ZH)
