"""Whose a number is, and of what: an entrant's file, the organiser's prize, a stage, a caption."""

from __future__ import annotations

import pytest
from tests.authoring.draft.drafts import FILMS, PERSONS, PHOTOS, PROJECTS, drafted, said, within

from jlxx_check.authoring.draft.notice_sentences import split_notice

ESSAYS = ("关于举办2030年征文活动的通知", "附件：征文报名表")
BOTH = ("关于推选2030年优秀组织和优秀个人的通知", "附件：推荐登记表")
READERS = ("关于举办2030年讲解大赛的通知", "联系人见官网")


@pytest.mark.parametrize(
    ("notice", "sentences", "check", "with_"),
    [
        # one number of two units
        (FILMS, ["时长2分30秒至3分30秒。"], "video.duration", {"shortest": 150, "longest": 210}),
        (FILMS, ["时长不超过1小时30分钟。"], "video.duration", {"longest": 5400}),
        # a film is asked for, and not what is said on a stage
        (READERS, ["1.初赛", "选手录制2-3分钟的讲解视频。"], "video.duration", {"longest": 180}),
        (READERS, ["1.初赛", "提交音频作品。", "时间3-5分钟。"], "audio.duration", {}),
        # a list that stays open only reminds; every format of it counts
        (
            FILMS,
            ["格式为MPG、AVI、3GP、MOV均可。"],
            "file.content",
            {"contents": ["mp4", "quicktime", "avi", "mpeg"]},
        ),
        (
            PHOTOS,
            ["格式为JPG，并提供PSD格式源文件。"],
            "file.content",
            {"contents": ["jpeg", "psd"]},
        ),
        (PHOTOS, ["海报为竖版。"], "photo.orientation", {"orientation": "portrait"}),
        # texts that are sent with others
        (PERSONS, ["将推荐表、事迹材料电子版发送至邮箱。"], "entry.files-count", {}),
        (
            PERSONS,
            ["推荐对象500字以内简要事迹3份。"],
            "entry.files-count",
            {"roles": [{"role": "brief", "at_least": 1, "at_most": 1}]},
        ),
        # what may be handed in is limited, and not asked for
        (
            ESSAYS,
            ["同时可附家庭照片1张。"],
            "entry.files-count",
            {"roles": [{"role": "photo", "at_most": 1, "at_least": 0}]},
        ),
        # what would be best beside a limit
        (FILMS, ["时长3-5分钟为佳，最长不超过10分钟。"], "video.duration", {"longest": 600}),
        (PERSONS, ["我校名额为1人，各单位限报1人。"], "entries.count", {"at_most": 1}),
        (PERSONS, ["彩色免冠近照1张。"], "photo.colour", {}),
        (FILMS, ["视频帧率：25帧/秒。"], "video.frame-rate", {"rate": 25}),
        (FILMS, ["时长为15秒、30秒或5分钟以内。"], "video.duration", {"longest": 300}),
        # the body's font among those of its parts
        (
            ESSAYS,
            ["标题二号黑体，姓名四号楷体，正文四号宋体，参考文献五号楷体，字数3000-6000字。"],
            "document.font",
            {"fonts": ["宋体"], "size": "四号"},
        ),
        (
            ESSAYS,
            ["标题二号黑体，正文四号宋体，参考文献五号楷体，字数3000-6000字。"],
            "document.length",
            {"at_least": 3000, "at_most": 6000},
        ),
        # papers by the name that the notice gives them
        (ESSAYS, ["论文前附《评比审核表》。"], "package.paper", {"title": "评比审核表"}),
        (ESSAYS, ["提交知网查重报告。"], "package.paper", {"title": "知网查重报告"}),
        (ESSAYS, ["学校选出1-3篇论文，于5月报送教育局。"], "entries.count", {"at_most": 3}),
        (PHOTOS, ["不接受已在全国影展获奖的作品。"], "entry.previous-winner", {}),
        # pictures of the face and others
        (
            PERSONS,
            ["电子照片两张以上，其中正面免冠照片1张。"],
            "entry.files-count",
            {"roles": [{"role": "photo", "at_least": 1}]},
        ),
        (PERSONS, ["小2寸免冠照片1张。"], "photo.print-size", {"prints": [[33, 48], [35, 45]]}),
        (
            PERSONS,
            ["免冠证件照1张；能反映事迹的照片2张（像素不小于1024*768）。"],
            "photo.size",
            {"at_least": [1024, 768], "either_way": True},
        ),
        (PERSONS, ["推荐表中包括150字的事迹简介。"], "form.text-length", {"about": 150}),
    ],
)
def test_what_an_entrant_owes_becomes_its_rule(notice, sentences, check, with_):
    found = said(notice, *sentences)
    assert any(within(with_, given) for given in found.get(check, [])), found


@pytest.mark.parametrize(
    ("notice", "sentences", "check"),
    [
        # the organiser's numbers
        (PERSONS, ["在全市范围内推选10名。"], "entries.count"),
        (PERSONS, ["教育部要求每个省级单位推荐不超过3名。"], "entries.count"),
        (PERSONS, ["一、评选指标", "“读书之星”6名。"], "entries.count"),
        (FILMS, ["参赛作品必须有一个标题。"], "entries.count"),
        (PHOTOS, ["标题不能超过15个汉字。"], "entries.count"),
        # a stage
        (READERS, ["1.决赛", "讲解视频见附件。", "个人展示时长2分钟。"], "video.duration"),
        (READERS, ["1.决赛", "每人限时7分钟，现场讲解。"], "video.duration"),
        # a caption, a slogan
        (PHOTOS, ["注明拍摄地点、图片说明（100字以内）。"], "document.length"),
        (PHOTOS, ["可提供30字以内的图片描述。"], "document.length"),
        (ESSAYS, ["口号6字以内。"], "document.length"),
        # one or the other
        (PHOTOS, ["照片不小于5MB或长边不小于3000像素。"], "file.size"),
        (PHOTOS, ["照片不小于5MB或长边不小于3000像素。"], "photo.size"),
        (FILMS, ["提交讲课视频和材料（任选一种：教案/演示文稿）。"], "entry.files-count.text"),
        # what comes after the choice, or was only welcomed
        (PROJECTS, ["项目结束后提交总结1份。"], "entry.files-count"),
        (PERSONS, ["鼓励提交视频资料。请将视频资料刻录成光盘报送。"], "entry.files-count"),
        (ESSAYS, ["可附照片（不超过5张）或5分钟视频。", "交文章。"], "entry.files-count.video"),
        (PERSONS, ["面向全国遴选300名。"], "entries.count"),
        (ESSAYS, ["论文由发展中心组织初选，推荐80篇上报。"], "entries.count"),
        (PERSONS, ["组织推荐（15名）。"], "entries.count"),
        (PHOTOS, ["摄影、书法、绘画三项作品均可。"], "entries.count"),
        (PERSONS, ["我会择优推荐，每类推荐不超过2名。", "学会择优推荐。"], "entry.files-count"),
        # of works of many sorts none is asked of all
        (ESSAYS, ["设书法类、绘画类、视频类，视频作品格式不限。"], "entry.files-count"),
        (ESSAYS, ["视频类：短片等，时长5分钟以内，提交作品。"], "entry.files-count"),
        # a bound is no rate; a range is none either
        (FILMS, ["帧率60fps以内。"], "video.frame-rate"),
        (FILMS, ["帧率为25-30帧/秒。"], "video.frame-rate"),
        # paper in colour, and the organiser's texts
        (PROJECTS, ["图片用A4纸彩色印刷，照片粘贴。"], "photo.colour"),
        (READERS, ["根据主办方提供的文章朗读。"], "entry.files-count"),
    ],
)
def test_what_is_no_entrant_s_makes_no_rule(notice, sentences, check):
    wanted, _, role = check.partition(".text")
    found = said(notice, *sentences)
    if check.endswith(".video"):
        wanted = check.removesuffix(".video")
        counted = [item for given in found.get(wanted, []) for item in given["roles"]]
        assert not any(item["role"] == "video" and item["at_least"] for item in counted)
    elif role or check.endswith(".text"):
        counted = [item["role"] for given in found.get(wanted, []) for item in given["roles"]]
        assert not {"design", "slides"} & set(counted)
    else:
        assert check not in found


def test_an_open_list_of_formats_reminds():
    levels = [
        next(
            rule.level.value for rule in drafted(FILMS, told).rules if rule.check == "file.content"
        )
        for told in ("格式为MOV、AVI等。", "格式为MOV、AVI。")
    ]
    assert levels == ["warning", "error"]


def test_a_clause_that_begins_with_a_kind_is_that_kind_s():
    found = drafted(
        BOTH,
        "1.参与优秀个人推选的，要求事迹感人；当年服务时长不少于20小时。",
        "2.参与优秀组织推选的，要求成立2年以上；注册志愿者人数不少于20人。",
    )
    scopes = {rule.id: rule.scope for rule in found.rules if not rule.standing and not rule.review}
    assert [scope for name, scope in scopes.items() if name.endswith("service-hours")] == ["person"]
    assert scopes["project.members"] == "project"


def test_the_titles_of_attachments_ask_for_nothing():
    notice = ("关于征集2030年优秀案例的通知", "附件：优秀案例推荐表.doc")
    assert "entry.files-count" not in said(notice, "按要求报送。")
    assert "entry.files-count" in said(notice, "提交案例1份。")


def test_papers_go_to_the_kinds_that_they_name():
    found = drafted(("关于申报2030年保护区的通知", "附件：1.保护区申报表"), "按要求申报。")
    assert len({item.form for item in found.subjects}) == 1
    lines = ["1.实验区申报表", "2.传承基地申报表", "3.产业基地申报表"]
    notice = ("关于申报2030年实验区的通知", "附件：")
    found = drafted(notice, "按要求申报。", notice[1], *lines)
    forms = {item.title: item.form for item in found.subjects}
    assert forms == {"传承基地": "传承基地申报表", "产业基地": "产业基地申报表"}


@pytest.mark.parametrize(
    ("lines", "plain", "above"),
    [
        # a heading without a number stands over what follows, until the next one
        (["作品要求：", "1.时长3分钟。"], "时长3分钟。", ("作品要求:",)),
        (["作品要求：", "1.原创。", "其他要求：", "2.时长3分钟。"], "时长3分钟。", ("其他要求:",)),
        (["作品要求：", "1.原创。", "二、时间", "时长3分钟。"], "时长3分钟。", ("时间",)),
        (["（一）时间要求。", "时长3分钟。"], "时长3分钟。", ("时间要求。",)),
        # numbers that look like decimals or years
        (["1.原创。2.年龄18岁以上。"], "年龄18岁以上。", ()),
        (["1.2030年5月1日前报送。"], "2030年5月1日前报送。", ()),
    ],
)
def test_headings_and_numbers_as_notices_set_them(lines, plain, above):
    notice = split_notice([FILMS[0], "各单位：", *lines])
    found = next(item for item in notice.sentences if item.plain == plain)
    assert found.above == above
