"""The name of the archive, and of an entry's own folder."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from jlxx_check.checks.entry.folder_name import folder_name
from jlxx_check.checks.name_patterns import Named
from jlxx_check.checks.package.archive_name import ArchiveName, archive_name
from jlxx_check.model.outcome import Status
from jlxx_check.model.package import Package
from jlxx_check.packs import load_source
from jlxx_check.testing.case_packages import build_package

PACK = load_source("jilin-2023").pack
PASS, FAIL = Status.PASS, Status.FAIL
PHONE = {"template": "{sender}+{电话}", "shapes": {"电话": {"sort": "phone"}}}


@pytest.mark.parametrize(
    ("path", "kind", "status"),
    [
        ("长春市教育局13844000001.zip", "zip", PASS),
        ("/收件/长春市教育局+0431-88904455.7z", "7z", PASS),
        ("C:\\收件\\长春教育局-13844000001.zip", "zip", PASS),  # another name of it
        ("长春市教育局.zip", "zip", FAIL),
        ("材料13844000001.zip", "zip", FAIL),
        ("13844000001长春市教育局.zip", "zip", FAIL),
        ("材料", "folder", Status.NOT_APPLICABLE),  # whoever received it may have named that
    ],
)
def test_unit_and_telephone(path: str, kind: str, status: Status) -> None:
    package = Package(path, "长春市教育局", kind, None, {}, (), (), ())
    (outcome,) = archive_name(package, PACK, ArchiveName.model_validate(PHONE))
    assert outcome.status is status


def test_a_folder_where_it_is_asked_for() -> None:
    want = ArchiveName.model_validate({**PHONE, "folders": True})
    package = Package("材料", "长春市教育局", "folder", None, {}, (), (), ())
    (outcome,) = archive_name(package, PACK, want)
    assert outcome.expected is not None
    assert outcome.expected.zh == "长春市教育局+〔电话〕"


@pytest.mark.parametrize(
    ("folder", "status"),
    [
        ("x/01_王建国", PASS),
        ("x/1-王建国", PASS),
        ("x/王建国", FAIL),
        ("x/01_王建军", FAIL),
        (None, Status.NOT_APPLICABLE),
    ],
)
def test_an_entrys_own_folder(folder: str | None, status: Status) -> None:
    item: dict[str, Any] = {"kind": "star", "name": "王建国", "form": {"姓名": "王建国"}}
    package = build_package({"entries": [item]}, PACK)
    entry = replace(package.entries[0], folder=folder)
    want = Named.model_validate({"template": "{number}+{姓名}", "fields": ["姓名"]})
    (outcome,) = folder_name(entry, package, PACK, want)
    assert outcome.status is status
