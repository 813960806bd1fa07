"""Deliveries that are gone from the inbox, and units that may have handed in, in every output."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from io import BytesIO

from openpyxl import load_workbook

from jlxx_check.model.batch_report import MaybeHandedIn
from jlxx_check.reporters import batch as reporters
from jlxx_check.reporters.terminal.batch_table import batch_lines
from jlxx_check.text import Lang
from tests.support.batches import sample_batch

FILE = "通化市教育局推介表.docx"


def test_they_are_told_apart_from_the_missing() -> None:
    batch = sample_batch()
    path = batch.counting[0].path
    deliveries = tuple(
        replace(item, withdrawn=date(2023, 7, 9)) if item.path == path else item
        for item in batch.deliveries
    )
    unit, *missing = batch.missing_units
    batch = replace(
        batch,
        deliveries=deliveries,
        missing_units=tuple(missing),
        maybe_units=(MaybeHandedIn(unit, (FILE,)),),
    )
    page = reporters.to_index(batch, Lang.ZH).decode()
    screen = "\n".join(line.plain for line in batch_lines(batch, Lang.ZH, 80))
    book = load_workbook(BytesIO(reporters.to_overview(batch, Lang.ZH)))
    cells = [str(cell.value) for sheet in book for row in sheet.rows for cell in row if cell.value]
    for told in (page, screen, "\n".join(cells)):
        assert "可能已报送" in told
        assert "7月9日起不在收件文件夹里" in told
    assert FILE in page
    assert any(FILE in cell for cell in cells)
    data = json.loads(reporters.to_batch_json(batch, Lang.ZH))
    assert data["maybe_units"] == [{"unit": unit, "files": [FILE]}]
    assert unit not in data["missing_units"]
    withdrawn = {item["path"]: item["withdrawn"] for item in data["packages"] if item["withdrawn"]}
    assert withdrawn == {path: "2023-07-09"}
