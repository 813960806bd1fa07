"""Deliveries that are gone: nothing is given up at a glance, and nothing is ever deleted."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from jlxx_check.batch import BatchCall, run_batch
from jlxx_check.batch.inbox import Arrival, ArrivalListing, ArrivalShape, InboxContent
from jlxx_check.batch.output_folder import OutputFolder
from jlxx_check.batch.record import DeliveryRecord, RecordHead, WrittenReport
from jlxx_check.batch.vanished import InboxMemory, find_vanished, notes_on, still_shut
from tests.batch.boxes import SMALL, run

HERE, ELSEWHERE = (1, 2), (1, 3)
NOW = 1_000_000.0


def head(path: str, look: str = "") -> RecordHead:
    return RecordHead(
        delivery=path,
        fingerprint="f",
        key="k",
        name=path,
        received=None,
        newest=None,
        links=(),
        written=(),
        look=look or f"look of {path}",
    )


def inbox(**looks: str) -> tuple[InboxContent, dict[str, ArrivalListing]]:
    arrivals = tuple(Arrival(path, ArrivalShape.FOLDER, (path,), path) for path in looks)
    return InboxContent(arrivals, ()), {
        path: ArrivalListing("d", look=look) for path, look in looks.items()
    }


@pytest.mark.parametrize(
    ("there", "lost", "given_up"),
    [
        ({}, {"甲", "乙"}, set()),
        ({"甲": ""}, {"乙"}, set()),
        ({"甲": "", "乙": ""}, set(), set()),
        ({"甲": "", "丙": "new"}, {"乙"}, set()),
        ({"甲": "", "乙改名": "look of 乙"}, set(), {"乙"}),
        ({"甲": "", "邮箱/乙": "look of 乙"}, set(), {"乙"}),
        ({"甲": "", "乙/长春": "a", "乙/吉林": "b"}, set(), {"乙"}),
    ],
)
def test_what_is_lost_and_what_is_only_called_otherwise(
    there: dict[str, str], lost: set[str], given_up: set[str]
) -> None:
    heads = {path: head(path) for path in ("甲", "乙")}
    found, listings = inbox(**there)
    before = InboxMemory(*HERE)
    told = find_vanished(heads, found, listings, before, HERE, NOW)
    assert set(told.lost) == lost
    assert {item.delivery for item in told.given_up} == given_up
    assert not told.another_inbox
    assert bool(notes_on(told, None)) == bool(lost)
    person = find_vanished(heads, found, listings, before, HERE, NOW, withdrawn=True)
    assert not person.lost
    assert {item.delivery for item in person.given_up} == lost | given_up


@pytest.mark.parametrize(
    ("since", "second_look", "kept"),
    [
        ({}, True, True),
        ({"甲": NOW - 30}, True, True),
        ({"甲": NOW - 90}, True, False),
        ({"甲": NOW - 90}, False, True),
        ({"乙": NOW - 90}, True, True),
    ],
)
def test_a_second_look_a_while_later_counts_in_a_watch(
    since: dict[str, float], second_look: bool, kept: bool
) -> None:
    found, listings = inbox()
    before = InboxMemory(*HERE, gone=since)
    told = find_vanished(
        {"甲": head("甲")}, found, listings, before, HERE, NOW, second_look=second_look
    )
    assert bool(told.lost) == kept
    assert bool(told.memory.gone) == kept


def test_another_folder_with_something_missing_is_not_judged_at_all() -> None:
    heads = {path: head(path) for path in ("甲", "乙")}
    before = InboxMemory(*HERE)
    found, listings = inbox(甲="", 丙="")
    told = find_vanished(heads, found, listings, before, ELSEWHERE, NOW)
    assert told.another_inbox
    assert told.given_up == ()
    assert (told.memory.device, told.memory.file_id) == HERE, "until somebody believes it"
    assert "不是上次的那一个" in notes_on(told, None)[0].zh
    meant = find_vanished(heads, found, listings, before, ELSEWHERE, NOW, withdrawn=True)
    assert not meant.another_inbox
    assert (meant.memory.device, meant.memory.file_id) == ELSEWHERE


@pytest.mark.parametrize(
    ("there", "lost"),
    [
        ({}, {"甲", "坏.zip"}),
        ({"甲": ""}, {"坏.zip"}),
        ({"甲": "", "坏.zip": "x"}, set()),
        ({"甲": "", "改名.zip": "look of 坏"}, set()),
    ],
)
def test_what_never_opened_is_not_forgotten(there: dict[str, str], lost: set[str]) -> None:
    found, listings = inbox(**there)
    before = InboxMemory(*HERE, shut={"坏.zip": "look of 坏"})
    told = find_vanished({"甲": head("甲")}, found, listings, before, HERE, NOW)
    assert set(told.lost) == lost
    after = still_shut(told.memory, {path: "x" for path in there if path == "坏.zip"})
    assert ("坏.zip" in after.shut) == ("坏.zip" in {*lost, *there})
    meant = find_vanished({"甲": head("甲")}, found, listings, before, HERE, NOW, withdrawn=True)
    assert not meant.lost
    assert ("坏.zip" in meant.memory.untold) == ("坏.zip" not in there)


def test_what_never_opened_stays_when_the_inbox_is_empty_for_a_moment(tmp_path: Path) -> None:
    box, out, aside = tmp_path / "收件", tmp_path / "结果", tmp_path / "挪走"
    box.mkdir()
    for part in ("001", "003"):  # the second volume is missing
        (box / f"甲学院.7z.{part}").write_bytes(b"7z\xbc\xaf\x27\x1c")
    first = run(box, out)
    assert [(item.path, item.report) for item in first.batch.deliveries] == [("甲学院.7z", None)]
    box.rename(aside)
    box.mkdir()
    gone = run(box, out)
    (item,) = gone.batch.deliveries
    assert (item.path, item.report) == ("甲学院.7z", None)
    assert item.withdrawn is not None
    assert item.problem is not None
    assert "不在收件文件夹里" in item.problem.zh
    assert gone.exit_status() == 3
    box.rmdir()
    aside.rename(box)
    (back,) = run(box, out).batch.deliveries
    assert back.withdrawn is None
    for path in box.iterdir():
        path.unlink()
    meant = run_batch(BatchCall(box, out, SMALL, withdrawn=True))
    assert not meant.batch.deliveries
    assert any("甲学院.7z" in note.zh for note in meant.batch.notes)
    assert not any("甲学院.7z" in note.zh for note in run(box, out).batch.notes)


@pytest.mark.parametrize("gone", [set(), {"丙"}])
def test_a_share_mounted_anew_with_most_in_it_is_the_same_one(gone: set[str]) -> None:
    heads = {path: head(path) for path in ("甲", "乙", "丙")}
    found, listings = inbox(**dict.fromkeys(set(heads) - gone, ""))
    told = find_vanished(heads, found, listings, InboxMemory(*HERE), ELSEWHERE, NOW)
    assert (told.another_inbox, set(told.lost)) == (False, gone)
    assert (told.memory.device, told.memory.file_id) == ELSEWHERE


def test_what_a_run_gave_up_that_came_to_no_end_is_told_by_the_next_one() -> None:
    found, listings = inbox(甲="")
    cut = find_vanished(
        {path: head(path) for path in ("甲", "乙")},
        *(found, listings, InboxMemory(*HERE), HERE, NOW),
        withdrawn=True,
    )
    told = find_vanished({"甲": head("甲")}, found, listings, cut.memory, HERE, NOW)
    assert told.given_up == ()
    assert [note.zh for note in notes_on(told, "已撤走")] == [
        "这些材料已不在收件文件夹中（撤回或改名），原来的结果移到了 已撤走：乙。"
    ]
    through = InboxMemory(*HERE)
    assert notes_on(find_vanished({}, found, listings, through, HERE, NOW), "已撤走") == ()


def test_what_is_withdrawn_is_moved_and_never_over_another(tmp_path: Path) -> None:
    (tmp_path / "out" / "甲").mkdir(parents=True)
    given = tmp_path / "out" / "甲" / "给定.json"
    given.write_bytes(b"given")
    (tmp_path / "外面").write_bytes(b"outside")
    folder = OutputFolder(tmp_path / "out", [given])
    folder.prepare()
    strange = [WrittenReport("json", path, "x") for path in ("甲/给定.json", "../外面", "甲/没有")]
    for content in (b"1", b"2"):
        names = ("甲/报告.html", "甲/通知.docx")
        written = [folder.write(name, content) for name in names]
        (tmp_path / "out" / "甲" / "通知.docx").write_bytes(b"edited")
        record = replace(head("甲"), written=(*written, *strange))
        folder.records.keep(DeliveryRecord(record, b"{}", b"{}"))
        folder.withdraw(record, date(2023, 7, 9))
    day = tmp_path / "out" / "已撤走" / "2023-07-09" / "甲"
    assert {path.name: path.read_bytes() for path in day.iterdir()} == {
        "报告.html": b"1",
        "报告（2）.html": b"2",
        "通知.docx": b"edited",
        "通知（2）.docx": b"edited",
    }
    assert [path.name for path in (tmp_path / "out" / "甲").iterdir()] == ["给定.json"]
    assert (tmp_path / "外面").exists()
    assert not list(folder.records.heads())
    assert len(list((tmp_path / "out" / ".jlxx-check" / "withdrawn").iterdir())) == 2


def test_a_damaged_record_is_put_aside_and_not_deleted(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    folder = OutputFolder(tmp_path / "out")
    folder.prepare()
    folder.records.keep(DeliveryRecord(head("甲"), b"{}", b"{}"))
    (file,) = (tmp_path / "out" / ".jlxx-check" / "deliveries").iterdir()
    file.write_bytes(file.read_bytes()[:-1])
    assert list(folder.records.heads()) == []
    (aside,) = (tmp_path / "out" / ".jlxx-check" / "damaged").iterdir()
    assert aside.name == file.name
    assert folder.records.damaged == 1
    shutil.copy(aside, file)
    assert list(folder.records.heads()) == []
    assert len(list(aside.parent.iterdir())) == 2
