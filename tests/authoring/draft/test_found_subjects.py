"""What a notice puts forward: kinds, and sorts of works that it sets terms for."""

from __future__ import annotations

import pytest
from tests.authoring.draft.drafts import drafted

SORTS = (
    ("关于征集2030年科普作品的通知", "附件：作品报名表"),
    "作品分为视频、摄影、音频三类。",
    "1.视频类：时长不超过3分钟，大小不超过300MB。",
    "2.摄影类：照片3至6幅，大小不超过10MB。",
    "3.音频类：时长不超过8分钟，比特率不低于128kbps。",
    "4.每个单位报送不超过9件，每类不超过3件。",
)


def test_sorts_of_works_with_terms_of_their_own_are_kinds():
    found = drafted(*SORTS)
    assert [item.title for item in found.subjects] == ["视频", "摄影", "音频"]
    rules = [(rule.check, rule.scope, rule.with_) for rule in found.rules]
    every = [item.key for item in found.subjects]
    assert ("file.size", ["work.video"], {"at_most": "300 MB"}) in rules
    assert ("file.size", ["work-2.photo"], {"at_most": "10 MB"}) in rules
    assert ("entries.count", "package", {"kind": every, "at_most": 9}) in rules
    assert ("entries.by-field", "package", {"kind": every, "field": "类别", "at_most": 3}) in rules
    counted = {"roles": [{"role": "photo", "at_least": 3, "at_most": 6}]}
    assert ("entry.files-count", "work-2", counted) in rules
    # no check reads how a recording is coded, and no film is asked for it
    assert not any(rule.check == "video.sound-coding" for rule in found.rules)


def test_categories_without_terms_of_their_own_make_one_kind():
    found = drafted(SORTS[0], SORTS[1], "时长不超过3分钟。")
    assert [item.key for item in found.subjects] == ["work"]


@pytest.mark.parametrize(
    ("title", "attachments", "kinds"),
    [
        ("“五四奖章”“五四奖章集体”", "“五四奖章集体”推荐表", ["person", "project"]),
        ("“争做宣传大使”作品", "“争做宣传大使”作品报名表", ["work"]),
        ("非遗代表性传承人", "申报表", ["person"]),
        ("最佳党日活动、“微党课”视频", "“微党课”视频申报表", ["project", "work"]),
        ("第二批全国最美家庭", "推荐表", ["project"]),
        ("“喜迎盛会·共谱新篇章”摄影、书法", "报名表", ["work", "work-2"]),
        ("非遗工坊", "申报表", ["project"]),
        ("学雷锋活动示范点和岗位学雷锋标兵", "推荐表", ["person", "project"]),
        ("优秀共产党员优秀党务工作者", "推荐表", ["person", "person-2"]),
        ("“同心防溺水总动员”宣传作品", "报名表", ["work"]),
        ("“白石好医护”人选", "“白石好医护”推荐表", ["person"]),
    ],
)
def test_what_is_put_forward_by_its_name_or_by_how_the_notice_speaks(title, attachments, kinds):
    found = drafted((f"关于推荐2030年{title}的通知", f"附件：{attachments}"), "人选年龄不限。")
    assert sorted(item.key for item in found.subjects) == kinds


@pytest.mark.parametrize(
    ("sentence", "titles"),
    [
        ("可推荐优秀志愿者、优秀志愿服务组织各1个。", ["优秀志愿者", "优秀志愿服务组织"]),
        ("典型包括志愿者、服务组织（队伍）和服务项目三类。", ["志愿者", "服务组织", "服务项目"]),
        # categories of one nature are no kinds
        ("典型包括助老组织、助学组织和环保组织三类。", ["先进典型"]),
        ("典型包括城市、乡村两类。", ["先进典型"]),
    ],
)
def test_kinds_that_a_sentence_lists(sentence, titles):
    found = drafted(("关于推荐2030年先进典型的通知", "联系人见官网"), sentence)
    assert [item.title for item in found.subjects] == titles


def test_whom_a_notice_honours_again_and_again_is_put_forward_where_its_title_names_none():
    found = drafted(
        ("关于开展2030年社会教育推优工作的通知", "附件：推荐表"),
        "先进集体：各县2-3个。",
        "先进个人：各校推荐1-2名。",
        "先进集体和先进个人须事迹突出。",
    )
    assert sorted((item.title, item.nature) for item in found.subjects) == [
        ("先进个人", "person"),
        ("先进集体", "project"),
    ]
    assert not any(rule.check == "form.age" for rule in found.rules)


def test_who_takes_part_fills_in_a_paper_that_may_be_either():
    found = drafted(
        ("关于举办2030年短视频大赛的通知", "附件：短视频参赛信息表"),
        "申报人填写《短视频参赛信息表》，连同申报表电子稿发送。",
    )
    assert (found.subjects[0].form, found.subjects[0].register) == ("短视频参赛信息表", "")


def test_a_paper_that_only_one_of_its_fields_is_spoken_of_is_not_asked_for():
    found = drafted(("关于举办2030年短视频大赛的通知", "见官网"), "报名表“姓名”一栏写班级。")
    assert not found.subjects[0].form


def test_a_heading_that_is_a_kind_s_name_says_whose_its_clauses_are():
    found = drafted(
        ("关于推荐2030年先进典型的通知", "附件：推荐表"),
        "推荐典型包括志愿者、志愿服务组织和志愿服务项目三类。",
        "（一）志愿服务组织",
        "1.注册人数不少于20人，志愿服务项目有特色。",
    )
    (rule,) = (rule for rule in found.rules if rule.check == "form.number")
    names = {item.key: item.title for item in found.subjects}
    assert names[rule.scope] == "志愿服务组织"
