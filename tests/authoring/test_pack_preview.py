"""The checklist of a pack says each demand once, in Word and as a page."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest

from jlxx_check import load_pack
from jlxx_check.authoring.pack_preview import preview, preview_docx, preview_html
from jlxx_check.model.outcome import Level
from jlxx_check.text import Lang

NAMES = ("jilin-2023", "aku-2026")


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_that_judges_a_package_is_there(name: str) -> None:
    pack = load_pack(name)
    found = preview(pack.pack, pack.rules)
    told = {demand.title for part in found.parts for demand in part.demands}
    wanted = {
        rule.spec.title
        for rule in pack.rules
        if not rule.spec.across and rule.spec.level is not Level.INFO
    }
    assert told == wanted


def test_kinds_come_first_with_their_papers() -> None:
    pack = load_pack("jilin-2023")
    found = preview(pack.pack, pack.rules)
    assert [part.title.zh for part in found.parts[:2]] == ["百姓学习之星", "终身学习品牌项目"]
    star = found.parts[0]
    assert star.papers is not None
    assert star.papers.zh == (
        "交推介表、证件照、学习活动照片；欢迎提交视频；另有附带材料的，可一并交。"
    )
    by_title = {demand.title.zh: demand for demand in star.demands}
    assert "必填：姓名、性别" in by_title["推介表填写完整"].told.zh
    quota = next(item for item in star.demands if "名额" in item.title.zh)
    assert quota.basis is not None
    assert "6" in quota.told.zh + quota.basis.zh


def test_what_is_asked_beside_the_usual_parts_is_handed_in_like_them() -> None:
    pack = load_pack("conference-videos-2024")
    full = preview(pack.pack, pack.rules).parts[0]
    assert full.papers is not None
    asked, along = full.papers.zh.split("；")
    assert "字幕" in asked
    assert along == "另有附带材料的，可一并交。"


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", NAMES)
def test_both_forms_hold_every_line(name: str, lang: Lang) -> None:
    pack = load_pack(name)
    found = preview(pack.pack, pack.rules)
    demands = [demand for part in found.parts for demand in part.demands]
    (table,) = docx.Document(BytesIO(preview_docx(found, lang))).tables
    assert len(table.rows) == len(demands) + 1
    page = preview_html(found, lang).decode()
    assert page.count('<td class="box">') == len(demands)
    assert "http://" not in page
    assert "https://" not in page
