"""The list for --units that also says whose single deliveries are, and what they are for."""

from __future__ import annotations

from pathlib import Path

import pytest

from jlxx_check.batch import BatchSettings, Lists
from jlxx_check.batch.assigned import Assigned, DeliveryPart, read_assigned
from jlxx_check.packs import PackError


def given(folder: Path, text: str) -> Path:
    path = folder / "名单.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_lines_that_name_a_delivery(tmp_path: Path) -> None:
    path = given(
        tmp_path, "单位,文件,作用\n甲大学,材料(1).zip,\n甲大学,补充材料,补充\n,旧,作废\n乙大学,,\n"
    )
    found = read_assigned(path)
    claim = found.claim("邮箱下载/材料(1).zip")
    assert claim is not None
    assert (claim.unit, claim.where) == ("甲大学", "名单.csv")
    assert found.claim("材料（1）.zip") == claim
    assert found.claim("材料(2).zip") is None
    assert (found.part("补充材料.rar"), found.part("旧"), found.part("材料(1).zip")) == (
        DeliveryPart.SUPPLEMENT, DeliveryPart.VOID, None,
    )  # fmt: skip
    assert found.unknown(["补充材料.rar", "旧"]) == {"材料(1).zip": None}
    assert found.unknown(["补充材料.rar", "旧", "材料(2).zip"]) == {"材料(1).zip": "材料(2).zip"}


@pytest.mark.parametrize("text", ["单位\n甲\n", "甲\n乙\n", "单位,备注\n甲,乙\n"])
def test_a_plain_list_assigns_nothing(tmp_path: Path, text: str) -> None:
    assert read_assigned(given(tmp_path, text)) == Assigned()


@pytest.mark.parametrize(
    ("text", "says"),
    [("文件,作用\n甲,看看\n", "作用"), ("文件,单位\n甲,乙\n甲,丙\n", "twice")],
)
def test_lines_that_cannot_be_meant(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(PackError, match=says):
        read_assigned(given(tmp_path, text))


def test_only_a_list_with_lines_of_units_alone_says_who_is_asked(tmp_path: Path) -> None:
    listed = Lists(units=given(tmp_path, "单位,文件\n甲大学,材料(1)\n乙大学,\n"))
    assert listed.read(BatchSettings())[1] == ("甲大学", "乙大学")
    assigning = Lists(units=given(tmp_path, "单位,文件\n甲大学,材料(1)\n"))
    assert assigning.read(BatchSettings())[1][-2:] == ("长春开放大学", "甲大学")
