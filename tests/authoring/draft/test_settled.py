"""Whatever text a notice is, its draft loads, and lint finds no fault with it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from tests.support.examples import tried

from jlxx_check.authoring.draft.drafted import draft
from jlxx_check.authoring.draft.notice_sentences import split_notice
from jlxx_check.authoring.draft.settled import settled_files
from jlxx_check.authoring.meaning import lint

#: Beginnings, demands that contradict one another, and what is no notice at all.
FRAGMENTS = [
    "关于推荐2030年“读书之星”和“书香项目”的通知",
    "关于举办第3届{短视频}大赛的通知",
    "一、名额",
    "（一）材料",
    "附件：1.“读书之星”“书香项目”推荐表",
    "附件：1.登记表",
    "视频时长不超过3分钟。",
    "视频时长不少于5分钟，分辨率0000*0000。",
    "团队人数5至10人，其中1名负责人。",
    "至少10名至多2名。",
    "每人限报0件。",
    "命名：单位+单位。",
    "女性不少于300%。",
    "分为一和一两类。",
    "2030年13月45日前报送。",
    "name: [x",
    "《》“",
    "1.",
    "关于推选2030年“百名优秀志愿者”的通知",
    "小戏4000字左右，相声3000字内，小品500字内。",
]


def _linted(tmp_path_factory, lines):
    texts = settled_files(draft(split_notice(lines)), "drafted")
    folder = tmp_path_factory.mktemp("draft")
    for name, text in texts.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return lint(str(folder))


@tried(5, suppress_health_check=[HealthCheck.too_slow])
@given(lines=st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=14))
def test_a_draft_lints_without_errors(tmp_path_factory, lines):
    found = _linted(tmp_path_factory, lines)
    assert not found.errors
    assert found.unconfirmed


@pytest.mark.parametrize(
    "lines",
    [
        ["关于推选“百名优秀志愿者”的通知", "一、材料", "填写推荐表。", "附件：推荐表"],
        ["关于征集戏剧作品的通知", "一、要求", "小戏4000字左右，相声3000字内，小品500字内。"],
    ],
)
def test_neither_a_number_in_a_name_nor_three_lengths_in_a_row_are_at_fault(
    tmp_path_factory, lines
):
    assert not _linted(tmp_path_factory, lines).errors


@tried(25)
@given(lines=st.lists(st.text(max_size=40), max_size=8))
def test_any_text_is_read(lines):
    found = draft(split_notice(lines))
    assert found.subjects


def test_of_two_demands_that_nothing_meets_a_person_is_asked_one(tmp_path_factory):
    lines = [
        "关于申报2030年“书香项目”的通知",
        "一、条件",
        "团队人数5至10人。",
        "团队人数不超过3人。",
        "附件：“书香项目”申报表",
    ]
    rules = _linted(tmp_path_factory, lines).pack.rules
    checks = sorted(rule.check for name, rule in rules.items() if "members" in name)
    assert checks == ["entry.review", "form.number"]


def test_kinds_that_share_a_form_have_each_their_fields_in_it(tmp_path_factory):
    lines = [FRAGMENTS[0], "各单位推荐“读书之星”2名、“书香项目”1个。", FRAGMENTS[4]]
    pack = _linted(tmp_path_factory, lines).pack
    (form,) = pack.forms.values()
    assert {"姓名", "项目名称"} <= set(form.fields)
    assert not form.fields["姓名"].required
    assert form.fields["联系电话"].required


def test_a_name_with_a_comma_of_its_own_is_quoted_where_it_is_an_item(tmp_path_factory):
    lines = ["关于评选2030年好医生、好护士的通知", "一、条件", "附件：好医生、好护士推荐表"]
    found = _linted(tmp_path_factory, lines)
    assert not found.errors
    assert not [str(item) for item in found.warnings if "、" in str(item)]
