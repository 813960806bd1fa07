"""Deliveries that were sealed: marked as what they are, and judged again all the same."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from jlxx_check.batch import BatchResult
from jlxx_check.reporters.terminal.batch_table import batch_lines
from jlxx_check.text import Lang
from tests.batch.boxes import run
from tests.support.sealing import FILES, folder_of, members, packed, sealed_in, unpacked


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[BatchResult, Path]:
    """A round: one as it was sealed, one unpacked, one tampered with, one not sealed."""
    place = tmp_path_factory.mktemp("sealed")
    box, out = place / "收件", place / "out"
    box.mkdir()
    made = {}
    for unit in ("甲市教育局", "乙市教育局", "丙市教育局"):
        files = {**FILES, "单位.txt": unit.encode()}
        made[unit] = sealed_in(place / unit, files=files, unit=unit).file or place
    packed(members(made["甲市教育局"]), box / "甲市教育局.zip")
    unpacked(made["乙市教育局"], box / "乙市教育局")
    tampered = members(made["丙市教育局"])
    tampered["丙市教育局/data/说明.txt"] = b"?"
    tampered["丙市教育局/data/多.txt"] = b"more"
    packed(tampered, box / "丙市教育局.zip")
    folder_of({**FILES, "单位.txt": b"x"}, box / "丁市教育局")
    return run(box, out), out


def delivered(done: tuple[BatchResult, Path]) -> dict[str, dict[str, Any]]:
    data = json.loads((done[1] / "batch.json").read_bytes())
    return {item["path"]: item for item in data["packages"]}


def test_batch_json_says_what_became_of_each_seal(done: tuple[BatchResult, Path]) -> None:
    assert {path: item["seal"] for path, item in delivered(done).items()} == {
        "甲市教育局.zip": "exact",
        "乙市教育局": "exact",
        "丙市教育局.zip": "changed",
        "丁市教育局": None,
    }


def test_all_are_judged_again(done: tuple[BatchResult, Path]) -> None:
    found = delivered(done)
    plain, sealed = found["丁市教育局"], found["甲市教育局.zip"]
    assert plain["verdict"] == sealed["verdict"] == "noncompliant"
    reports = [json.loads((done[1] / item["report"]).read_bytes()) for item in (plain, sealed)]
    names = [(item["rule"], item["file"]) for item in reports[0]["findings"]]
    assert names == [(item["rule"], item["file"]) for item in reports[1]["findings"]]
    assert reports[1]["package"]["seal"]["standing"] == "exact"
    broken = json.loads((done[1] / found["丙市教育局.zip"]["report"]).read_bytes())
    assert broken["package"]["seal"]["changed"] == ["说明.txt"]
    assert broken["package"]["seal"]["added"] == ["多.txt"]


def test_the_page_the_workbook_and_the_terminal_tell(done: tuple[BatchResult, Path]) -> None:
    outcome, out = done
    page = (out / "index.html").read_text(encoding="utf-8")
    assert page.count("封存：与检查时一致") == 2
    assert "内容改动 1 个（说明.txt）" in page
    book = load_workbook(BytesIO((out / "总览.xlsx").read_bytes()), read_only=True)
    rows = book.worksheets[0].iter_rows(values_only=True)
    said = [cell for row in rows for cell in row if isinstance(cell, str)]
    assert said.count("与检查时一致") == 2
    assert said.count("与封存时不一致") == 1
    shown = "\n".join(line.plain for line in batch_lines(outcome.batch, Lang.ZH, 100))
    assert shown.count("封存一致") == 2
    assert "多出 1 个（多.txt）" in shown.replace("\n     ", "")
