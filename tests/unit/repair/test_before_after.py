"""What a repair changed is told of whoever it is, whatever they are called before and after."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from jlxx_check import Reading
from jlxx_check.api import CheckSettings, examine
from jlxx_check.model.mend_plan import MendStep, MendVerb
from jlxx_check.model.report import Finding, Report
from jlxx_check.text import same
from jlxx_check.unit.repair.before_after import before_after
from tests.support.reviewed import finding, small_report
from tests.unit.repair.phone import form, put, scene
from tests.unit.repair.test_repairing import jilin

PHOTO = scene(1, "JPEG")


def judged(folder: Path, files: dict[str, bytes]) -> Report:
    return examine(
        put(folder, files), CheckSettings(jilin(), reading=Reading(isolated=False, jobs=1))
    ).report


@pytest.mark.parametrize("told", [True, False])
def test_a_name_that_is_read_only_afterwards_mends_nothing(told: bool, tmp_path: Path) -> None:
    before = judged(tmp_path / "前", {"百姓学习之星/01阿秀/活动.jpg": PHOTO})
    after = judged(
        tmp_path / "后",
        {
            "百姓学习之星/01林晓禾/活动.jpg": PHOTO,
            "百姓学习之星/01林晓禾/推介表.docx": form("林晓禾"),
        },
    )
    step = MendStep(
        MendVerb.COPY, "百姓学习之星/01阿秀/活动.jpg", "百姓学习之星/01林晓禾/活动.jpg", same("")
    )
    changes = before_after(before, after, [step] if told else [])
    lists = {
        name: {item.rule for item in found if item.entry is not None}
        for name, found in (
            ("mended", changes.mended),
            ("left", changes.left),
            ("new", changes.new),
        )
    }
    assert ("star.photos" in lists["left"]) is told  # the portrait is still lacking
    assert ("star.photos" in lists["mended"]) is not told
    assert "star.form" in lists["mended"]
    names = {owner.name.zh for owner in changes.owners}
    assert any("林晓禾" in name for name in names)
    assert any("阿秀" in name for name in names) is not told


BARE = finding(
    "register.matches-entries", "error", None, file="登记表.xlsx", where="S!A9", about="雪乡书屋"
)
OTHER = replace(BARE, about="冰雪课堂")


@pytest.mark.parametrize(
    ("before", "after", "parts"),
    [
        ([BARE], [OTHER, replace(BARE, where="S!A10")], ([], ["雪乡书屋"], ["冰雪课堂"])),
        ([OTHER, BARE], [BARE], (["冰雪课堂"], ["雪乡书屋"], [])),
        ([BARE], [OTHER], (["雪乡书屋"], [], ["冰雪课堂"])),
        ([BARE], [replace(BARE, file="新登记表.xlsx", where="S!B4")], ([], ["雪乡书屋"], [])),
    ],
)
def test_what_is_found_in_a_row_is_named_by_the_row(
    before: list[Finding], after: list[Finding], parts: tuple[list[str], list[str], list[str]]
) -> None:
    changes = before_after(small_report(tuple(before)), small_report(tuple(after)))
    told = tuple(
        [item.about for item in part] for part in (changes.mended, changes.left, changes.new)
    )
    assert told == parts
