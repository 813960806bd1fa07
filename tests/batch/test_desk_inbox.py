"""An inbox in every form in which units send: each known, none forgotten, letters to the right."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest
from benchmarks.desk_inbox import Expected, build

from jlxx_check.batch import BatchResult, Lists
from tests.batch.boxes import SMALL, run


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> Expected:
    return build(tmp_path_factory.mktemp("desk"), deliveries=0, lean=True)


@pytest.fixture(scope="module")
def outcome(right: Expected) -> BatchResult:
    settings = replace(SMALL, formats=("docx",))
    return run(right.inbox, _out(right), settings, Lists(units=right.units_list))


def _out(right: Expected) -> Path:
    return right.inbox.parent / "结果"


def _addressees(out: Path) -> dict[str, str]:
    """Of each letter its addressee, by the letter's name."""
    found = {}
    for path in (out / "通知").glob("*.docx"):
        lines = [item.text for item in docx.Document(str(path)).paragraphs]
        found[path.name] = next(line[:-1] for line in lines if line.endswith("："))
    return found


def test_everything_is_right(right: Expected, outcome: BatchResult) -> None:
    batch = outcome.batch
    rows = {item.path: item for item in batch.deliveries}
    assert {path: item.unit for path, item in rows.items()} == right.units
    laid = {path: item.supplements for path, item in rows.items() if item.supplements}
    assert laid == right.supplements
    older = {p: item.superseded_by for p, item in rows.items() if item.superseded_by}
    assert older == right.superseded | right.supplements
    assert {path for path, item in rows.items() if item.report is None} == right.shut
    assert not [item.path for item in batch.deliveries if item.undecided]
    doubted = {path for path, item in rows.items() if item.sender.unit and item.sender.doubt}
    assert doubted == right.doubted
    assert set(batch.missing_units) == right.missing
    assert {item.unit: item.files for item in batch.maybe_units} == {
        unit: (file,) for unit, file in right.maybe.items()
    }
    assert {item.unit for item in rows.values() if not item.sender.listed} - {None} == (
        right.unlisted
    )
    assert any("新建文件夹 (9)" in note.zh for note in batch.notes)


def test_every_letter_goes_to_its_unit(right: Expected, outcome: BatchResult) -> None:
    found = _addressees(_out(right))
    assert {name.rpartition("_")[0]: unit for name, unit in found.items()} == {
        unit: unit for unit in right.letters
    }
    book = openpyxl.load_workbook(_out(right) / "通知" / "发送清单.xlsx")
    _, heads, *lines = book.active.iter_rows(values_only=True)
    listed = [dict(zip(map(str, heads), line, strict=True)) for line in lines if line[0]]
    sent = {line["单位"]: line["材料"] for line in listed if line["通知"]}
    assert sent == right.letters
    named = {f"{line['单位']}_{line['通知']}": line["单位"] for line in listed if line["通知"]}
    assert named == found
    assert all(line["不发的原因"] for line in listed if not line["通知"])
    written = {item.path for item in outcome.batch.deliveries if "docx" in item.written}
    assert written == set(right.letters.values())
