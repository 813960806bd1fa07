"""A pack is tried on what lies beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jlxx_check.authoring.new_pack import new_pack
from jlxx_check.packs import load_source
from jlxx_check.testing import BadCase, try_pack
from jlxx_check.text import Lang


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = new_pack(tmp_path / "mine", Lang.ZH).folder
    package = folder / "packages" / "一份" / "王学海"
    package.mkdir(parents=True)
    (package / "说明.txt").write_text("没有照片。", encoding="utf-8")
    return folder


def test_a_package_without_an_expectation_is_told_then_accepted_then_held(pack: Path) -> None:
    (item,) = try_pack(pack).failed
    assert "--accept" in item.faults[0].zh
    (accepted,) = try_pack(pack, accept=True).packages
    assert accepted.accepted
    assert try_pack(pack).failed == ()
    file = pack / "packages" / "一份.expected.json"
    data = json.loads(file.read_text(encoding="utf-8"))
    data["verdict"] = "compliant"
    data["summary"]["error"] += 1
    dropped = data["findings"].pop()
    file.write_text(json.dumps(data), encoding="utf-8")
    (item,) = try_pack(pack).failed
    told = [text.en for text in item.faults]
    assert any(text.startswith("verdict: compliant expected") for text in told)
    assert any(text.startswith("summary: error") for text in told)
    assert any("finding not expected" in text and dropped["rule"] in text for text in told)


def test_what_lies_beside_a_pack_is_no_part_of_it(pack: Path) -> None:
    before = load_source(pack).pack.sha256
    (pack / "cases" / "more.yaml").write_text("rule: quota.persons\ncases: []\n", encoding="utf-8")
    (pack / "packages" / "一份" / "b.txt").write_text("b", encoding="utf-8")
    assert load_source(pack).pack.sha256 == before
    (pack / "previous-winners.csv").write_text("姓名\n甲\n", encoding="utf-8")
    assert load_source(pack).pack.sha256 != before


def test_rules_without_a_case_are_named(pack: Path) -> None:
    assert "photo.resolution" in try_pack(pack).without


def test_an_expectation_that_is_none_is_told(pack: Path) -> None:
    (pack / "packages" / "一份.expected.json").write_text("{", encoding="utf-8")
    with pytest.raises(BadCase, match="no JSON"):
        try_pack(pack)
