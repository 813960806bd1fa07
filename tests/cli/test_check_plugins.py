"""What a plugin's check does to its process is none of the report's, nor of the exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.plugins import SPOILT, called, distribution

PACK_FILE = """
format: jlxx-pack/1
extends: _zh
id: spoilt
title: {zh: 试, en: Trial}
issuer: {zh: 某单位, en: An office}
deadline: 2030-01-31
delivery:
  office: {zh: 某办公室, en: An office}
kinds:
  person: {title: {zh: 参加者, en: Participants}, words: [参加者], roles: []}
roles: {}
rules:
  RULE:
    title: {zh: 试, en: Trial}
    why: {zh: 试, en: Trial}
    scope: package
    check: CHECK
    level: error
    clause: null
    fix: {zh: 改, en: Mend}
"""


@pytest.mark.parametrize(("name", "status"), [("exits", 3), ("prints", 3), ("leaves", 3)])
def test_the_report_alone_is_on_standard_output(tmp_path: Path, name: str, status: int) -> None:
    distribution(tmp_path, "spoilt", SPOILT)
    pack = tmp_path / "pack"
    pack.mkdir()
    text = PACK_FILE.replace("RULE", f"test.{name}").replace("CHECK", f"spoilt.{name}")
    pack.joinpath("pack.yaml").write_text(text, encoding="utf-8")
    material = tmp_path / "材料"
    material.mkdir()
    words = ("check", str(material), "--rules", str(pack), "--format", "json")
    done = called(tmp_path, *words)
    assert done.returncode == status, done.stdout + done.stderr
    report = json.loads(done.stdout)
    assert report["verdict"] != "compliant"
    if name == "prints":
        for way in ("print", "buffer", "original", "descriptor", "log"):
            assert f"said by {way}" in done.stderr
