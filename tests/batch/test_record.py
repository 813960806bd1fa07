from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check.batch.dates_received import Moment
from jlxx_check.batch.master_rows import RowLink
from jlxx_check.batch.record import (
    DeliveryRecord,
    RecordHead,
    RecordsFolder,
    WrittenReport,
    read_record,
)
from jlxx_check.model.report import Report, ReportUnassigned
from jlxx_check.text import same
from jlxx_check.values.frozen_json import from_json, to_json
from tests.cli.test_check import CRASHED, FAILED, FINE, WARNED
from tests.support.variants import complying_report

HEAD = RecordHead(
    delivery="长春市教育局",
    fingerprint="f",
    key="k",
    name="长春市教育局",
    received=date(2023, 7, 8),
    newest=1.5,
    links=(RowLink("登记表.xlsx", "star", 1, "star", "star/1", True),),
    written=(WrittenReport("html", "甲/检查报告.html", "d", 3, 5),),
)
RECORD = DeliveryRecord(HEAD, b'{"a":1}', b"{}")


@pytest.mark.parametrize(
    "received", [None, date(2023, 7, 8), datetime.fromisoformat("2023-07-08T17:30")]
)
def test_a_record_comes_back_as_it_was(received: Moment | None) -> None:
    head = RecordHead(
        **{name: getattr(HEAD, name) for name in HEAD.__slots__} | {"received": received}
    )
    kept = DeliveryRecord(head, RECORD.report, RECORD.traits)
    assert read_record(kept.to_bytes()) == kept


@pytest.mark.parametrize("report", [FINE, FAILED, WARNED, CRASHED])
def test_a_report_comes_back_as_it_was(report: Report) -> None:
    assert from_json(Report, to_json(Report, report)) == report


def test_a_whole_packages_report_comes_back_as_it_was() -> None:
    report = complying_report()
    assert from_json(Report, to_json(Report, report)) == report


def test_names_that_are_no_unicode_are_spelt_out() -> None:
    item = ReportUnassigned("坏\udcff.txt", same("x"))
    back = from_json(ReportUnassigned, to_json(ReportUnassigned, item))
    assert back.path == "坏\\udcff.txt"


@given(st.data())
def test_damage_is_seen(data: st.DataObject) -> None:
    content = bytearray(RECORD.to_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    assert read_record(bytes(content)) is None


@pytest.mark.parametrize("content", [b"", b"\n", b"x\ny\nz\n", RECORD.to_bytes()[:-1]])
def test_what_is_no_record(content: bytes) -> None:
    assert read_record(content) is None


def test_a_record_of_another_version_is_none() -> None:
    head = RecordHead(
        **{name: getattr(HEAD, name) for name in HEAD.__slots__} | {"format": "other/1"}
    )
    assert read_record(DeliveryRecord(head, b"{}", b"{}").to_bytes()) is None


def test_a_record_as_long_as_the_one_before_is_another_one(tmp_path: Path) -> None:
    """Both are put down in one moment of the disk's clock."""
    folder = RecordsFolder(tmp_path, tmp_path / "draft")
    folder.prepare()
    for name in ("第一种叫法", "第二种叫法"):
        record = DeliveryRecord(replace(HEAD, delivery="甲", name=name), b"{}", b"{}")
        folder.keep(record)
        for file in tmp_path.rglob("*.record"):
            os.utime(file, (10**9, 10**9))
        assert folder.head("甲") == record.head


def test_a_head_is_read_again_only_once_its_file_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[bytes] = []
    real = read_record

    def counted(data: bytes) -> DeliveryRecord | None:
        read.append(data)
        return real(data)

    monkeypatch.setattr("jlxx_check.batch.record.read_record", counted)
    folder = RecordsFolder(tmp_path, tmp_path / "draft")
    folder.prepare()
    assert not folder
    assert folder.head("甲") is None
    first, other = (DeliveryRecord(replace(HEAD, delivery=name), b"{}", b"{}") for name in "甲乙")
    for record in (first, other):
        folder.keep(record)
    for _ in range(3):
        assert {head.delivery for head in folder.heads()} == {"甲", "乙"}
        assert folder.head("甲") == first.head
    assert len(read) == 2
    later = replace(first.head, name="甲的全称，写得更长一些")
    folder.keep(replace(first, head=later))
    assert folder.head("甲") == later
    assert len(read) == 3
    folder.withdraw("甲")
    assert folder.head("甲") is None
    assert [head.delivery for head in folder.heads()] == ["乙"]
