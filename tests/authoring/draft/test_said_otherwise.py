"""Demands said in other words than the usual ones, and neighbours that only sound like them."""

from __future__ import annotations

import pytest
from tests.authoring.draft.drafts import FILMS, PERSONS, PHOTOS, PROJECTS, drafted, said, within

SPEECHES = ("关于举办2030年演讲比赛的通知", "附件：演讲比赛报名表")
RECORDED = "选手作品以视频方式录制上报。"
NATIONALITY = {"field": "国籍"}


@pytest.mark.parametrize(
    ("notice", "sentences", "check", "with_"),
    [
        # as long as somebody speaks, where it is recorded
        (SPEECHES, [RECORDED, "演讲时间限定4至6分钟。"], "video.duration", {"shortest": 240}),
        (
            SPEECHES,
            ["录制讲解视频上传。", "讲解时间4分钟以内。"],
            "video.duration",
            {"longest": 240},
        ),
        (FILMS, ["视频限时4分钟，MP4格式。"], "video.duration", {"longest": 240}),
        (FILMS, ["视频时长限定5分钟。"], "video.duration", {"longest": 300}),
        # as many people as works
        (SPEECHES, ["每个学院可推荐1名学生参加演讲比赛。"], "entries.count", {"at_most": 1}),
        (SPEECHES, ["各单位推荐至少1名选手参赛。"], "entries.count", {"at_least": 1}),
        (SPEECHES, ["每个支部选派2人参加决赛。"], "entries.count", {"at_most": 2}),
        # papers that go with it
        (PHOTOS, ["需附作品登记表、原创承诺函。"], "package.paper", {"title": "作品登记表"}),
        (PHOTOS, ["另附著作权转让承诺函。"], "package.paper", {"title": "著作权转让承诺函"}),
        (PHOTOS, ["作品须随附版权授权函。"], "package.paper", {"title": "版权授权函"}),
        (
            SPEECHES,
            ["将初赛组织开展情况word形式一并上报。"],
            "package.paper",
            {"title": "初赛组织开展情况"},
        ),
        (PROJECTS, ["申报表、单位概况（见附件1、2）。"], "package.paper", {"title": "单位概况"}),
        (
            PROJECTS,
            ["二、申报材料", "1.相关业绩的图片、成果证明材料。"],
            "entry.files-count",
            {"roles": [{"role": "photo", "at_least": 1}]},
        ),
        (PERSONS, ["年满18周岁的中华人民共和国女性公民。"], "form.accepted-value", NATIONALITY),
        # a picture's page
        (
            PHOTOS,
            ["海报尺寸为A3幅面，格式为JPG。"],
            "photo.print-size",
            {"prints": [[297, 420], [420, 297]]},
        ),
        # words of a list that hold the words between them
        (
            PERSONS,
            ["“读书之星”分为助人为乐、家庭和睦、普及科学和邻里和谐四类。"],
            "form.accepted-value",
            {"accepted": ["助人为乐", "家庭和睦", "普及科学", "邻里和谐"]},
        ),
        (
            PERSONS,
            ["申报类别有见义勇为、敬业奉献两类。"],
            "form.accepted-value",
            {"accepted": ["见义勇为", "敬业奉献"]},
        ),
        # places of each theme
        (PROJECTS, ["各单位每个主题推荐2个。"], "entries.by-field", {"at_most": 2}),
        (PROJECTS, ["各单位每个赛道限报3项。"], "entries.by-field", {"at_most": 3}),
    ],
)
def test_it_is_the_same_demand(notice, sentences, check, with_):
    assert any(within(with_, given) for given in said(notice, *sentences).get(check, []))


@pytest.mark.parametrize(
    ("notice", "sentences", "check"),
    [
        # nothing is recorded, or nobody is put forward
        (SPEECHES, ["1.视频展示", "演讲时间限定4至6分钟。"], "video.duration"),
        (FILMS, ["选手上台讲解限时4分钟。"], "video.duration"),
        (FILMS, ["自主命题讲解时限为4分钟。"], "video.duration"),
        (SPEECHES, ["音频文件格式为wav或mp3格式。"], "entry.files-count"),
        (PHOTOS, ["三区推送文字类、图片类各5个，视频类各3个。"], "entry.files-count"),
        (FILMS, ["提交视频和剧本。", "舞台剧演出时长不超过20分钟。"], "video.duration"),
        (SPEECHES, ["各单位推荐2名教师参加培训。"], "entries.count"),
        (PHOTOS, ["可附作品情况表。"], "package.paper"),
        (SPEECHES, ["初赛组织情况由各单位自行公布。"], "package.paper"),
        (PROJECTS, ["材料须介绍单位概况和成效。"], "package.paper"),
        # printed, drawn, or only at least so large
        (PHOTOS, ["作品用A3纸打印，扫描为JPG。"], "photo.print-size"),
        (PHOTOS, ["规格不小于A4幅面，格式为JPG。"], "photo.print-size"),
        (PHOTOS, ["规格A4或A3，格式为JPG。"], "photo.print-size"),
        (PROJECTS, ["各单位每个主题推荐1-2个。"], "entries.count"),
    ],
)
def test_it_is_no_such_demand(notice, sentences, check):
    assert check not in said(notice, *sentences)


@pytest.mark.parametrize(
    ("said_of_it", "others"),
    [("不要用手机竖屏拍摄", None), ("横屏竖屏均可", [{"width": 1080, "height": 1920}])],
)
def test_a_film_that_may_not_stand_upright_has_one_size(said_of_it, others):
    (given,) = said(FILMS, f"视频分辨率1920*1080，{said_of_it}。")["video.resolution"]
    assert given.get("others") == others


@pytest.mark.parametrize("word", ["通常为", "大致在", "一般为"])
def test_what_is_usual_only_reminds(word):
    (rule,) = [
        item
        for item in drafted(FILMS, f"作品时间{word}3-5分钟，格式为MP4。").rules
        if item.check == "video.duration"
    ]
    assert rule.level.value == "warning"


def test_the_number_of_a_document_asks_nothing():
    found = drafted(PROJECTS, "农计（示范）〔2030〕16号")
    assert not any("16号" in it.plain for rule in found.rules for it in rule.sentences)
