"""The letter on what shows across units: whom it names, and whom it does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import docx
import pytest

from jlxx_check.model.batch_report import BatchReport
from jlxx_check.model.decision import Choice, Decision
from jlxx_check.reporters.docx.across_letter import to_across_letter
from jlxx_check.reporters.report_options import DEFAULTS, Options
from jlxx_check.text import Lang
from jlxx_check.values.people_words import masked_name
from tests.support.batches import nasty_batch, sample_batch
from tests.support.nasty import TO_OFFICE

JILIN, CHANGCHUN, YANBIAN = "吉林市教育局（补正）", "长春市教育局", "延边州教育局.zip"


def letter(batch: BatchReport, path: str, options: Options = DEFAULTS) -> Any:
    data = to_across_letter(batch, "某市教育局", [path], Lang.ZH, options)
    return None if data is None else docx.Document(BytesIO(data))


def rows(found: Any) -> list[list[str]]:
    (table,) = found.tables
    return [[cell.text for cell in row.cells] for row in table.rows[1:]]


def test_each_unit_reads_of_its_own_and_nobody_of_the_others() -> None:
    found = letter(sample_batch(), JILIN, Options(mend_by=date(2023, 7, 20)))
    said = "\n".join(item.text for item in found.paragraphs)
    assert "跨单位核查告知" in said
    assert "某市教育局：" in said
    assert "材料有2处" in said
    assert "于2023年7月20日前书面说明" in said
    assert "暂不发出材料核验通知" in said
    first, second = rows(found)
    assert first == [
        "1",
        "百姓学习之星“王建国”",
        "长春市教育局：百姓学习之星“王*国”",
        "姓名和单位相同，重复推介。",
        "请两个单位商定由哪一家推介。",
    ]
    assert second[1] == "终身学习品牌项目“邻里工坊”（图3.jpg）"
    assert second[2] == "延边州教育局.zip：终身学习品牌项目“田间学校”"
    assert second[3] == "照片几乎相同（相似度约96%）。"


def test_who_is_not_concerned_gets_none() -> None:
    assert letter(sample_batch(), "白城市教育局.7z") is None


def test_what_was_decided_on_is_not_written_about() -> None:
    batch = sample_batch()
    decision = Decision("batch.repeated-star", None, Choice.WAIVED, "赵", date(2023, 7, 13), "无")
    star, photo = batch.across
    done = replace(star, finding=replace(star.finding, decision=decision))
    after = replace(batch, across=(done, photo))
    assert letter(after, CHANGCHUN) is None
    assert len(rows(letter(after, JILIN))) == 1


def test_many_things_are_an_attachment_and_the_letter_stays_short() -> None:
    batch = sample_batch()
    found = letter(replace(batch, across=batch.across * 3), JILIN)
    texts = [item.text for item in found.paragraphs]
    assert texts.count("附件：需要核查的事项") == 1
    assert texts.index("附件") > texts.index("附件：需要核查的事项")
    assert len(rows(found)) == 6


@pytest.mark.parametrize("name", TO_OFFICE.values(), ids=TO_OFFICE)
@pytest.mark.parametrize("lang", Lang)
def test_whatever_names_hold_the_letter_is_written_and_always_the_same(
    name: str, lang: Lang
) -> None:
    batch = nasty_batch(name)
    made = [to_across_letter(batch, name, [f"a/{name}"], lang) for _ in range(2)]
    assert made[0] == made[1] is not None


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("王建国", "王*国"),
        ("王五", "王*"),
        ("王", "王"),
        ("", ""),
        ("欧阳建国", "欧**国"),
        ("王 建国（男，满族）", "王*国"),
    ],
)
def test_a_name_is_masked_for_others(name: str, shown: str) -> None:
    assert masked_name(name) == shown
