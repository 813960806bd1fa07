"""The records of deliveries, whose heads are read no more often than they change."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from jlxx_check.batch import records_folder
from jlxx_check.batch.record import DeliveryRecord
from jlxx_check.batch.records_folder import RecordsFolder
from tests.batch.test_record import HEAD


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
    real = records_folder.read_record

    def counted(data: bytes) -> DeliveryRecord | None:
        read.append(data)
        return real(data)

    monkeypatch.setattr(records_folder, "read_record", counted)
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
