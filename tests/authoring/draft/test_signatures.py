"""Who signed a notice asks nothing; a unit's name elsewhere is part of what is said."""

from __future__ import annotations

import pytest

from jlxx_check.authoring.draft.drafted import draft
from jlxx_check.authoring.draft.notice_sentences import split_notice

BEGINNING = (
    "关于征集2030年“书香家庭”案例的通知",
    "一、推荐对象和条件",
    "家庭成员热爱阅读。",
    "二、报送要求",
    "每家报送照片2张。",
)
DAY = "2030年3月16日"
CONTACTS = ("联系人：林晓", "电话：0431-12345678")
FORM = ("附件1", "“书香家庭”推荐表")


def sentences(*lines):
    return [item.text for item in split_notice([*BEGINNING, *lines]).sentences][4:]


@pytest.mark.parametrize(
    "lines",
    [
        ("市文化广电和旅游局", DAY),
        ("市文化广电和旅游局",),
        ("市教育局", DAY, *FORM),
        ("市教育局", *FORM),
        ("市文明办　市总工会", DAY),
        ("市文明办", "市总工会", "二〇三〇年三月十六日"),
        ("市教育局（盖章）", DAY),
        (f"市教育局　{DAY}",),
        (DAY, "市教育局"),
        (DAY, f"市教育局办公室{DAY}印发"),
        ("团市委", DAY),
        ("市教育局", DAY, *CONTACTS),
        ("市教育局", DAY, "（此件公开发布）", *CONTACTS, *FORM),
        (*CONTACTS, "市教育局", DAY),
        ("特此通知。", "市教育局", "请各单位抓紧报送。"),
        ("附件：1.推荐表", "2.汇总表", "市交通运输局", DAY, *FORM),
        (DAY,),
    ],
    ids="/".join,
)
def test_a_signature_is_no_sentence_and_nobody_is_asked_about_it(lines):
    said = sentences(*lines)
    assert not [text for text in said if text.endswith(("局", "会", "委", "日", "印发"))]
    made = draft(split_notice([*BEGINNING, *lines]))
    asked = {sentence.text for rule in made.rules if rule.review for sentence in rule.sentences}
    assert asked <= {"家庭成员热爱阅读。", "请各单位抓紧报送。"}


@pytest.mark.parametrize(
    "lines",
    [
        ("主办单位：", "市教育局", "市文明办", "三、其他", "材料不退。"),
        ("联系单位：", "市教育局"),
        ("市教育局", "负责审核材料。"),
        ("材料送市教育局", DAY),
        ("推荐表一式两份交教务处", DAY),
        ("各县区教育局", DAY),
        ("3.市教育局", DAY),
    ],
    ids="/".join,
)
def test_a_units_name_elsewhere_stays(lines):
    wanted = [line for line in lines if line != DAY and "、其他" not in line]
    said = "".join(sentences(*lines))
    assert all(line.removeprefix("3.") in said for line in wanted)


@pytest.mark.parametrize(
    ("lines", "issuer"),
    [
        (("市文化广电和旅游局", DAY), "市文化广电和旅游局"),
        (("市教育局", DAY, *FORM), "市教育局"),
    ],
)
def test_who_signed_is_the_issuer(lines, issuer):
    assert split_notice([*BEGINNING, *lines]).issuer == issuer
