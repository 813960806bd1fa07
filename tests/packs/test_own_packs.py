"""The packs that ship with the program hold to their notices."""

from __future__ import annotations

import re

import pytest
from pydantic import BaseModel

from jlxx_check.model.pack import Pack
from jlxx_check.packs import load_source
from jlxx_check.text import Text

PACKS = ("jilin-2023", "aku-2026")

#: Every paragraph that each notice numbers.
NUMBERING = {
    "jilin-2023": (
        "一 一（一） 一（二） 二 二（一） 二（一）1 二（一）2 二（一）3 二（一）4 "
        "二（二） 二（二）1 二（二）2 二（二）3 二（二）4 二（二）5 "
        "三 三（一） 三（二） 三（二）1 三（二）1（1） 三（二）1（2） 三（二）1（3） "
        "三（二）2 三（二）2（1） 三（二）2（2） 三（二）2（3） 三（二）3 三（三） 四 五"
    ),
    "aku-2026": "一（一）1 一（一）2 一（二） 二",
}
_CLAUSE = re.compile(r"[一二三四五](（[一二三]）)?")


@pytest.fixture(params=PACKS)
def pack(request: pytest.FixtureRequest) -> Pack:
    return load_source(str(request.param)).pack


def _clauses(cited: str) -> list[str]:
    """``三（二）1（1）, 2（1）`` cites 三（二）1（1） and 三（二）2（1）."""
    found: list[str] = []
    paragraph = ""
    for part in cited.split(", "):
        start = _CLAUSE.match(part)
        paragraph = start[0] if start else paragraph
        found.append(part if start else paragraph + part)
    return found


def test_every_numbered_paragraph_is_in_the_outline(pack: Pack) -> None:
    outlined = [item.clause for item in pack.outline]
    numbered = set(NUMBERING[pack.id].split())
    assert numbered <= set(outlined)
    assert set(outlined) - numbered <= {"前言", "附件", "附件2", "附件3—6"}


def test_every_point_has_an_owner_that_exists_or_says_why_not(pack: Pack) -> None:
    for item in pack.outline:
        assert set(item.owners) <= pack.rules.keys(), item.clause
        assert bool(item.owners) != bool(item.asks_nothing), item.clause


def test_every_rule_owns_a_point_of_each_clause_that_it_cites(pack: Pack) -> None:
    for rule_id, rule in pack.rules.items():
        for clause in _clauses(rule.clause) if rule.clause else ():
            points = [item for item in pack.outline if item.clause.startswith(clause)]
            assert any(rule_id in item.owners for item in points), f"{rule_id}: {clause}"


def test_gists_are_a_few_words(pack: Pack) -> None:
    assert all(len(item.gist.zh) <= 30 for item in pack.outline)


def test_a_rule_with_a_clause_of_its_own_quotes_it(pack: Pack) -> None:
    # What a photo has to show, and how sharply, stands in no sentence; the readings say so.
    bare = {name for name, rule in pack.rules.items() if rule.clause and not rule.quote}
    assert bare <= {"photo.resolution", "photo.sharpness", "photo.blank"}
    assert all(pack.rules[name].reading for name in bare)


def _texts(value: object) -> list[Text]:
    if isinstance(value, Text):
        return [value]
    if isinstance(value, BaseModel):
        return [text for name in type(value).model_fields for text in _texts(getattr(value, name))]
    if isinstance(value, dict) and value.keys() == {"zh", "en"}:
        return [Text(**value)]
    if isinstance(value, dict):
        return [text for item in value.values() for text in _texts(item)]
    if isinstance(value, tuple | list):
        return [text for item in value for text in _texts(item)]
    return []


def test_everything_is_said_in_both_languages(pack: Pack) -> None:
    texts = _texts(pack)
    assert len(texts) > 80
    for text in texts:
        assert text.zh.strip(), text
        assert text.en.strip(), text
        assert text.zh != text.en or text.zh.isascii(), text


def test_no_telephone_stands_in_a_pack(pack: Pack) -> None:
    source = load_source(pack.id)
    written = [file for file in source.folder.rglob("*") if file.suffix in (".yaml", ".csv")]
    assert len(written) > 4
    for file in written:
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"\d{3,4}[-—]\d{7,8}|(?<!\d)1[3-9]\d{9}(?!\d)", text), file.name


def test_jilin_asks_what_its_notice_asks() -> None:
    pack = load_source("jilin-2023").pack
    assert len(pack.rules) == 67
    assert pack.rules["quota.stars"].with_ == {"kind": "star", "at_least": 6, "at_most": 10}
    required = {
        name: [label for label, field in spec.fields.items() if field.required]
        for name, spec in pack.forms.items()
    }
    star, project = required["star"], required["project"]
    assert star[:6] == ["姓名", "性别", "民族", "出生年月", "政治面貌", "学历"]
    assert star[6:] == ["工作单位及职务", "联系电话", "主要事迹"]
    assert project[:5] == ["项目名称", "实施单位", "项目负责人", "联系电话", "启动时间"]
    assert project[5:] == ["年参与人次", "活动内容与形式", "措施与保障", "成效与影响"]
    assert "推介单位" not in pack.forms["project"].fields["实施单位"].spellings
    assert "成立时间" not in pack.forms["project"].fields["启动时间"].spellings


def test_aku_invents_nothing() -> None:
    pack = load_source("aku-2026").pack
    assert not any(kind.special_of for kind in pack.kinds.values())
    assert not any(field.required for form in pack.forms.values() for field in form.fields.values())
    checks = {rule.check for rule in pack.rules.values()}
    assert not checks & {"entry.files-count", "document.length", "video.mp4", "form.age"}
    assert len(pack.not_known) >= 7
