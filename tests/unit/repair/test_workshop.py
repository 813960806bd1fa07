"""Where a copy is built: whole files, a record that tells what is done, nothing outside."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from pathlib import Path

import pytest

from jlxx_check.text import Text
from jlxx_check.unit.repair import workshop
from jlxx_check.unit.repair.workshop import (
    CannotRepair,
    Workshop,
    opened_workshop,
    putting,
    workshop_of,
)


def shop(folder: Path) -> Workshop:
    return Workshop(folder, "副本")


def test_what_is_done_is_known_again(tmp_path: Path) -> None:
    first = shop(tmp_path)
    path = first.in_copy("甲/1.jpg")
    first.put(path, "key", putting(b"one"))
    again = shop(tmp_path)
    assert again.holds(path, "key")
    assert not again.holds(path, "another source")
    assert (again.copy / "甲" / "1.jpg").read_bytes() == b"one"


def test_what_was_said_of_a_file_is_known_again(tmp_path: Path) -> None:
    said = (Text("还有字幕轨道1条", "a subtitle track"),)

    def write(to: Path) -> tuple[Text, ...]:
        to.write_bytes(b"film")
        return said

    first = shop(tmp_path)
    path = first.in_copy("1.mp4")
    first.put(path, "key", write)
    assert first.notes(path) == shop(tmp_path).notes(path) == said
    first.put(path, "key", putting(b"another"))
    assert first.notes(path) == shop(tmp_path).notes(path) == ()


@pytest.mark.parametrize("spoilt", ["changed", "gone", "record"])
def test_what_is_not_as_it_was_made_is_not_done(spoilt: str, tmp_path: Path) -> None:
    first = shop(tmp_path)
    path = first.in_copy("1.jpg")
    first.put(path, "key", putting(b"one"))
    if spoilt == "changed":
        (tmp_path / path).write_bytes(b"three")
    elif spoilt == "gone":
        (tmp_path / path).unlink()
    else:  # the last line was cut short
        record = tmp_path / "record"
        record.write_bytes(record.read_bytes()[:-9])
    assert not shop(tmp_path).holds(path, "key")


def test_a_file_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    made = shop(tmp_path)

    def broken(to: Path) -> None:
        to.write_bytes(b"half")
        raise OSError("full")

    with pytest.raises(OSError, match="full"):
        made.put(made.in_copy("1.jpg"), "key", broken)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("path", ["", "/etc/passwd", "../x", "a/../../x", "a//b", "./a", ".."])
def test_no_path_leads_outside(path: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r".*"):
        shop(tmp_path).in_copy(path)


def test_what_an_earlier_plan_made_goes(tmp_path: Path) -> None:
    made = shop(tmp_path)
    kept, old = made.in_copy("甲/1.jpg"), made.in_copy("乙/2.jpg")
    for path in (kept, old):
        made.put(path, "key", putting(b"1"))
    made.keep_only(made.copy, {kept})
    assert [item.name for item in made.copy.rglob("*")] == ["甲", "1.jpg"]


@pytest.mark.parametrize(
    ("begun", "finished", "stays"),
    [(True, False, True), (True, True, False), (False, False, False)],
)
def test_it_stays_until_it_is_finished_or_where_nothing_was_begun(
    begun: bool, finished: bool, stays: bool, tmp_path: Path
) -> None:
    target = tmp_path / "整理"
    with opened_workshop(target) as made:
        if begun:
            made.put(made.in_copy("1.jpg"), "key", putting(b"1"))
        made.finished = finished
    assert workshop_of(target).exists() == stays


def test_it_is_taken_down_while_nobody_can_enter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, entered, clear = tmp_path / "整理", [], workshop._clear

    def cleared(folder: Path) -> None:
        with pytest.raises(CannotRepair), opened_workshop(target):
            pass
        clear(folder)
        monkeypatch.undo()  # the next run begins as soon as the folder is gone
        entered.append(stack.enter_context(opened_workshop(target)))

    monkeypatch.setattr(workshop, "_clear", cleared)
    with ExitStack() as stack:
        with opened_workshop(target):
            pass
        made = entered[0]
        made.put(made.in_copy("1.jpg"), "key", putting(b"1"))
        assert made.holds(made.in_copy("1.jpg"), "key")
        with pytest.raises(CannotRepair), opened_workshop(target):
            pass


def test_a_folder_that_somebody_removed_hides_no_error(tmp_path: Path) -> None:
    target = tmp_path / "整理"
    with pytest.raises(OSError, match="full"), opened_workshop(target):
        shutil.rmtree(workshop_of(target), ignore_errors=True)
        raise OSError("full")
    with opened_workshop(target):
        pass
    assert not workshop_of(target).exists()


def test_the_lock_of_a_folder_that_is_gone_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, gone = tmp_path / "整理", []

    def take_lock(descriptor: int) -> None:
        if not gone:  # the last owner has taken it down in between
            gone.append(descriptor)
            shutil.rmtree(workshop_of(target))

    monkeypatch.setattr(workshop, "take_lock", take_lock)
    with opened_workshop(target) as made:
        made.put(made.in_copy("1.jpg"), "key", putting(b"1"))
        assert workshop_of(target).is_dir()
    assert gone
