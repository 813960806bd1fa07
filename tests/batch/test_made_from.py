"""What is left because it would be the same again is the same; else it is made anew."""

from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import platformdirs
import pytest
from openpyxl import load_workbook

from jlxx_check.batch import BatchCall, BatchSettings, overall_writer, run_batch
from jlxx_check.batch.batch_run import run_round
from jlxx_check.batch.desk import desk as desk_of
from jlxx_check.batch.output_names import LEDGER
from jlxx_check.batch.record import RecordsFolder
from jlxx_check.reporters import batch as over_all
from jlxx_check.reporters import ledger
from jlxx_check.reporters.batch import MASTER
from jlxx_check.reporters.docx import across_letter
from jlxx_check.reporters.report_options import Options
from jlxx_check.text import Lang
from tests.batch.boxes import SMALL, files, small_box

SETTINGS = replace(SMALL, formats=("html", "docx"))
ALL = {"master", "ledger", "letter"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An inbox, what a first run wrote on it, and the key that this was done with."""
    folder = tmp_path_factory.mktemp("desk")
    small_box(folder / "收件")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(platformdirs, "user_data_path", lambda *_, **__: folder / "data")
        run(folder, SETTINGS)
    yield folder


@pytest.fixture
def place(desk: Path, tmp_path: Path) -> Path:
    return shutil.copytree(desk, tmp_path, dirs_exist_ok=True)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The files that are made, by what they are."""
    names: set[str] = set()

    def noting(home: object, function: str, name: str) -> None:
        real = getattr(home, function)

        def note(*given: object) -> object:
            names.add(name)
            return real(*given)

        monkeypatch.setattr(home, function, note)

    noting(over_all, "to_master", "master")
    noting(ledger, "to_ledger", "ledger")
    noting(across_letter, "to_across_letter", "letter")
    return names


def run(
    folder: Path, settings: BatchSettings, out: str = "out", *, withdrawn: bool = False
) -> None:
    run_batch(BatchCall(folder / "收件", folder / out, settings, withdrawn=withdrawn))


def lasting(out: Path) -> dict[str, bytes]:
    found = files(out)
    return {
        name: found[name]
        for name in found
        if name in (MASTER, LEDGER) or name.startswith("通知/跨单位/")
    }


def package(folder: Path) -> Path:
    """A unit's, whose last star another unit puts forward, too."""
    return folder / "收件/安安示例学院"


def noted(folder: Path) -> None:
    (package(folder) / "说明.txt").write_text("另见附件", encoding="utf-8")


def telephone_changed(folder: Path) -> None:
    register = next(package(folder).rglob("百姓学习之星*登记表.xlsx"))
    book = load_workbook(register)
    for row in book.active.iter_rows():  # type: ignore[union-attr]
        for cell in row:
            if str(cell.value).startswith("13"):
                cell.value = "13900000000"
    book.save(register)


def photo_gone(folder: Path) -> None:
    next(package(folder).rglob("百姓学习之星/*/证件照.jpg")).unlink()


def unit_gone(folder: Path) -> None:
    shutil.rmtree(package(folder))


def unit_come(folder: Path) -> None:
    shutil.copytree(package(folder), folder / "收件/长春市教育局")


def forgotten(folder: Path, *, what: str) -> None:
    """As a run leaves it that is ended before it says what it wrote."""
    kept = folder / "out/.jlxx-check/overall.json"
    told = json.loads(kept.read_bytes())
    told["inputs"] = ""
    if what == "all":
        told["written"] = []
    kept.write_text(json.dumps(told), encoding="utf-8")


def rows_untold(folder: Path) -> None:
    """As a version left it that did not know of rows."""
    corner = folder / "out/.jlxx-check"
    records = RecordsFolder(corner, corner / "draft.tmp")
    record = records.read("安安示例学院")
    assert record is not None
    records.keep(replace(record, head=replace(record.head, rows="")))
    forgotten(folder, what="that nothing has changed")


def is_gone(name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / "out" / name).unlink()


def letter_gone(folder: Path) -> None:
    next((folder / "out/通知/跨单位").iterdir()).unlink()


def nothing(_folder: Path) -> None:
    """No file changes."""


CHANGES: dict[str, tuple[Callable[[Path], object], BatchSettings, set[str]]] = {
    "nothing": (nothing, SETTINGS, set()),
    "a note beside the material": (noted, SETTINGS, set()),
    "a row": (telephone_changed, SETTINGS, {"master", "ledger"}),  # and no longer as the form
    "a finding": (photo_gone, SETTINGS, {"master", "ledger"}),
    "a unit less": (unit_gone, SETTINGS, {"master", "ledger"}),
    "a unit more": (unit_come, SETTINGS, ALL),
    "columns": (nothing, replace(SETTINGS, score_columns=("评委",)), {"master"}),
    "whom to ask": (nothing, replace(SETTINGS, letter=Options(contact="王老师")), {"letter"}),
    "the language": (nothing, replace(SETTINGS, lang=Lang.EN), ALL),
    "the rules": (nothing, replace(SETTINGS, ignore=("video",)), ALL),
    "no master register": (is_gone(MASTER), SETTINGS, {"master"}),
    "no ledger": (is_gone(LEDGER), SETTINGS, {"ledger"}),
    "a letter less": (letter_gone, SETTINGS, {"letter"}),
    "a run that was ended": (lambda folder: forgotten(folder, what="all"), SETTINGS, ALL),
    "a record of an older version": (rows_untold, SETTINGS, {"master"}),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_has_changed_is_made_anew(place: Path, made: set[str], name: str) -> None:
    change, settings, wanted = CHANGES[name]
    change(place)
    run(place, settings, withdrawn=True)
    assert made == wanted
    run(place, settings, "fresh")
    assert lasting(place / "out") == lasting(place / "fresh")


@pytest.mark.parametrize("given", [False, True])
def test_rows_that_could_not_be_read_are_read_again_at_the_next_look(
    place: Path, monkeypatch: pytest.MonkeyPatch, *, given: bool
) -> None:
    """A share that fails for a moment leaves the register as it is, and makes none the poorer."""
    before = lasting(place / "out")
    photo_gone(place)

    def fail(*_: object) -> None:
        raise OSError(errno.EIO, "failed")

    call = BatchCall(place / "收件", place / "out", SETTINGS)
    with desk_of(call) as folder:
        with monkeypatch.context() as patch:
            if not given:
                patch.setattr(overall_writer, "read_lines", fail)
            outcome = run_round(call, folder)
        assert bool(outcome.open) is not given
        assert (lasting(place / "out")[MASTER] == before[MASTER]) is not given
        run_round(call, folder)
    run(place, SETTINGS, "fresh")
    assert lasting(place / "out") == lasting(place / "fresh")


def edited_master(place: Path) -> Path:
    """The program's own beside a master register that a person edited."""
    own = place / "out" / MASTER
    book = load_workbook(own)
    book.active["A1"] = "改过"  # type: ignore[index]
    book.save(own)
    run(place, SETTINGS)
    return own.with_stem(f"{own.stem}（新）")


def test_a_register_beside_a_person_s_is_made_no_poorer_while_a_unit_is_away(place: Path) -> None:
    beside = edited_master(place)
    before = beside.read_bytes()
    shutil.move(package(place), place / "away")
    other = replace(SETTINGS, score_columns=("评委",))
    run(place, other)
    assert beside.read_bytes() == before
    run(place, other, withdrawn=True)
    run(place, other, "fresh")
    assert beside.read_bytes() == (place / "fresh" / MASTER).read_bytes() != before


@pytest.mark.parametrize("kept", [False, True])
def test_what_went_beside_a_person_s_file_goes_once_that_is_away(
    place: Path, *, kept: bool
) -> None:
    beside = edited_master(place)
    (place / "out" / MASTER).unlink()
    if kept:  # somebody works with it
        book = load_workbook(beside)
        book.active["A1"] = "也改过"  # type: ignore[index]
        book.save(beside)
    run(place, replace(SETTINGS, score_columns=("评委",)))
    assert (place / "out" / MASTER).exists()
    assert beside.exists() is kept


def test_another_state_of_the_program_makes_all_anew(
    place: Path, made: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    noted(place)
    monkeypatch.setattr("jlxx_check.batch.made_from.program_digest", lambda: "another")
    run(place, SETTINGS)
    assert made == ALL


def test_a_digest_of_rows_says_nothing_without_the_key(desk: Path) -> None:
    corner = desk / "out/.jlxx-check"
    heads = list(RecordsFolder(corner, corner / "draft.tmp").heads())
    assert len({head.rows for head in heads}) == len(heads)
    assert all(len(bytes.fromhex(head.rows)) == 32 for head in heads)
