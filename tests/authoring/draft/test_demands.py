"""Single sentences, invented, and the rules that are drafted from them: by kinds of demand."""

from __future__ import annotations

import pytest
from tests.authoring.draft.drafts import FILMS, PERSONS, PHOTOS, PROJECTS, drafted, said, within

from jlxx_check.authoring.draft.grammar import topics
from jlxx_check.authoring.draft.notice_sentences import split_notice
from jlxx_check.checks.registry import REGISTRY


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("1.推荐表须加盖单位公章。近三年已获表彰的不再推荐。", False),
        ("1.材料一律不退。请自留底稿。", False),
        ("1.申报类别。参照附件填写申报类别。", True),
        ("1.应用范围。说明在哪些学校使用。", True),
        ("1.优秀志愿者（全校10人，我院推荐1人）", True),
        ("1.照片3张，视频1段", False),
    ],
)
def test_what_says_what_has_to_be_is_no_heading(line, heading):
    notice = split_notice([PERSONS[0], "各单位：", "一、材料", line, PERSONS[1]])
    first = next(item for item in notice.sentences if item.clause == "一1")
    assert first.heading is heading


@pytest.mark.parametrize(
    ("notice", "sentence", "check", "with_"),
    [
        # what a number is of: the nearest word in front, a word right behind, the notice's own
        (FILMS, "时长不得超过3分钟。", "video.duration", {"longest": 180}),
        (FILMS, "作品时长：30秒至5分钟以内。", "video.duration", {"shortest": 30, "longest": 300}),
        (FILMS, "播放时间5分钟左右。", "video.duration", {"about": 300}),
        (FILMS, "单个文件不能大于２００ＭＢ。", "file.size", {"at_most": "200 MB"}),
        (FILMS, "码率不低于8M。", "video.bit-rate", {"at_least": 8000}),
        (FILMS, "音频采样率48KHz。", "video.sound-coding", {"sample_rate": 48000}),
        (FILMS, "声音采用AAC编码。", "video.sound-coding", {"codec": "AAC"}),
        (PERSONS, "另交一段1分钟录音。", "audio.duration", {"about": 60}),
        (PERSONS, "1MB以上的一寸免冠照片1张。", "file.size", {"at_least": "1 MB"}),
        (PERSONS, "一寸免冠照片1张，大小为30K。", "file.size", {"about": "30 KB"}),
        # sizes, shapes and formats
        (FILMS, "分辨率1920*1080。", "video.resolution", {"width": 1920, "height": 1080}),
        (FILMS, "分辨率不低于720P。", "video.resolution", {"height": 720, "at_least": True}),
        (FILMS, "分辨率不低于1920px*1080px。", "video.resolution", {"width": 1920}),
        (FILMS, "MP4格式，声音清楚，时长不超过5分钟。", "video.duration", {"longest": 300}),
        (FILMS, "画面比例：16∶9。", "video.aspect", {"aspects": ["16:9"]}),
        (FILMS, "画面比例：16：9。", "video.aspect", {"aspects": ["16:9"]}),
        (FILMS, "采用MP4、MOV格式。", "file.content", {"contents": ["mp4", "quicktime"]}),
        (PHOTOS, "照片为JPG或PNG格式。", "file.content", {"contents": ["jpeg", "png"]}),
        (PHOTOS, "格式为JPG或者PNG。", "file.content", {"contents": ["jpeg", "png"]}),
        (PHOTOS, "照片长边不小于3000像素。", "photo.size", {"longer_at_least": 3000}),
        (PHOTOS, "照片分辨率300dpi以上。", "photo.dpi", {"at_least": 300}),
        (PHOTOS, "照片长边像素不低于3000。", "photo.size", {"longer_at_least": 3000}),
        (PHOTOS, "照片统一横幅构图。", "photo.orientation", {"orientation": "landscape"}),
        (PERSONS, "交免冠白底证件照1张。", "photo.ground", {"colour": "white"}),
        # texts: a file of their own, a box of the form, their paper and font
        (PERSONS, "附事迹材料（二千字以内）。", "document.length", {"at_most": 2000}),
        (PERSONS, "推荐表中“主要事迹”不超过500字。", "form.text-length", {"at_most": 500}),
        (PERSONS, "事迹材料用A4纸。", "document.page-size", {"name": "A4"}),
        (PERSONS, "事迹材料用仿宋小四号字。", "document.font", {"fonts": ["仿宋"], "size": "小四"}),
        (PERSONS, "事迹材料1篇，正文用仿宋三号字。", "document.font", {"size": "三号"}),
        (PERSONS, "事迹材料2000字左右，不超过3000字。", "document.length", {"at_most": 3000}),
        (PERSONS, "事迹材料为Word文档。", "file.content", {"contents": ["docx", "doc"]}),
        # how many, and of whom
        (PERSONS, "各单位限报2名。", "entries.count", {"at_most": 2}),
        (PERSONS, "每个单位推荐3至5名。", "entries.count", {"at_least": 3, "at_most": 5}),
        (PERSONS, "每类推荐不超过1名。", "entries.by-field", {"at_most": 1}),
        (PERSONS, "每项不超过3名。", "entries.by-field", {"at_most": 3}),
        (FILMS, "每位作者限报2件。", "entries.by-field", {"field": "作者", "at_most": 2}),
        (PROJECTS, "各地可推荐4户。", "entries.count", {"at_most": 4}),
        (PERSONS, "一线人员不低于推荐总数的70%。", "entries.share", {"at_least": 70}),
        (PERSONS, "基层人员占比不低于三分之一。", "entries.share", {"at_least": 33.33}),
        (PERSONS, "领导干部不超过三分之一。", "entries.share", {"at_most": 33.34}),
        (PERSONS, "一线人员占半数以上。", "entries.share", {"at_least": 50}),
        (
            PERSONS,
            "其中女性候选人占比不少于20%。",
            "entries.share",
            {"of": {"field": "性别", "words": ["女"]}, "at_least": 20},
        ),
        # persons and projects
        (PERSONS, "从教满10年。", "form.number", {"at_least": 10}),
        (PERSONS, "原则上16岁以下不参加。", "form.person-age", {"at_least": 16}),
        (PERSONS, "此前获得过该称号的不再参评。", "entry.previous-winner", {}),
        (PERSONS, "没有获得过市级以上称号。", "entry.previous-winner", {}),
        (PROJECTS, "团队人数5-8人。", "form.number", {"at_least": 5, "at_most": 8}),
        (FILMS, "作品须为2030年1月1日以后创作。", "form.date", {"first": "2030-01-01"}),
        (
            PROJECTS,
            "项目分为助老、助学和环保三类。",
            "form.accepted-value",
            {"accepted": ["助老", "助学", "环保"]},
        ),
        (PROJECTS, "指导教师限2人。", "form.number", {"field": "指导教师人数", "at_most": 2}),
        # papers of the package
        (PERSONS, "推荐工作报告1份。", "package.paper", {"title": "推荐工作报告"}),
        (PERSONS, "提交职代会会议纪要1份。", "package.paper", {"title": "职代会会议纪要"}),
        (
            PERSONS,
            "附身份证扫描件。",
            "package.paper",
            {"words": ["身份证扫描件", "身份证"]},
        ),
        # names
        (FILMS, "视频文件以作者姓名命名。", "file.name", {"template": "{作者}"}),
        (
            PERSONS,
            "压缩包名为单位名称+读书之星。",
            "package.name",
            {"template": "{sender}+读书之星"},
        ),
        (PERSONS, "压缩包名为单位名称+征文。", "package.name", {"template": "{sender}+征文"}),
        # what nothing tells anything of may be anything
        (PERSONS, "压缩包名为单位名称+体裁。", "package.name", {"template": "{sender}+{体裁}"}),
        (FILMS, "作品命名：作品名称+作者。", "file.name", {"template": "{name}+{作者}"}),
        (FILMS, "打包后以“学校-序号”命名。", "package.name", {"template": "{学校}+{number}"}),
    ],
)
def test_a_demand_becomes_the_rule_that_judges_it(notice, sentence, check, with_):
    found = said(notice, sentence)
    assert any(within(with_, given) for given in found.get(check, [])), found


@pytest.mark.parametrize(
    ("notice", "sentence", "check"),
    [
        # waived, optional, or told of something else
        (FILMS, "视频时长不作要求。", "video.duration"),
        (PERSONS, "照片可不提交，事迹材料1份。", "entry.files-count.photo"),
        (PHOTOS, "投稿数量不限，题材不限。", "entries.count"),
        (FILMS, "片头时长5秒。", "video.duration"),
        (FILMS, "现场答辩时间10分钟。", "video.duration"),
        (PHOTOS, "组照视为1件作品。", "entries.count"),
        (PHOTOS, "绘画作品尺寸297*420mm。", "photo.size"),
        (PHOTOS, "像素不低于500万像素。", "photo.shorter-side"),
        (PERSONS, "报告会时长60分钟。", "video.duration"),
        # the organiser's own business
        (PERSONS, "省教育厅将评选10名。", "entries.count"),
        (PERSONS, "本次评选“读书之星”50名。", "entries.count"),
        (PERSONS, "学校在综合评选后，向省厅推荐1名。", "entries.count"),
        (FILMS, "报送数量：学校将组织专家评审推荐5件。", "entries.count"),
        (FILMS, "每位作者最多提交1部。", "entries.count"),
        (PROJECTS, "注册志愿者人数不少于20人。", "entries.count"),
        # one of a word's many meanings
        (FILMS, "附作品名称和作品说明（不超过200字）。", "form.text-length"),
        (PERSONS, "段首空两字。", "document.length"),
        (FILMS, "参赛者自选一个主题。", "entries.count"),
        (FILMS, "应配有中文字幕。", "document.length"),
        (PERSONS, "在本市居住、工作一年以上。", "form.number"),
        (PERSONS, "领导干部不超过20%。", "form.held-title"),
        (FILMS, "不得抄袭，且不曾在网络发表。", "entry.previous-winner"),
        (PROJECTS, "每人最多参加2个团队。", "entries.by-field"),
    ],
)
def test_what_is_no_demand_of_that_kind_makes_no_rule(notice, sentence, check):
    wanted, _, role = check.partition("count.")
    found = said(notice, sentence)
    if role:
        counted = found.get(f"{wanted}count", [])
        assert not any(item["role"] == role for given in counted for item in given["roles"])
    else:
        assert check not in found


def test_quotas_that_differ_by_unit_are_one_rule():
    (given,) = said(PERSONS, "实验区至少推荐2名，其他单位至少推荐1名。")["entries.count"]
    assert given["at_least"] == 1
    assert given["by_unit"] == [{"at_least": 2, "words": ["实验区"]}]


def test_one_kind_or_the_other_is_one_rule():
    notice = ("关于推荐2030年“读书之星”和“书香项目”的通知", "附件：“读书之星”推荐表")
    (given,) = said(notice, "各单位可推荐“读书之星”2名或“书香项目”1个。")["entries.either"]
    assert given["either"] == [{"person": {"at_most": 2}}, {"project": {"at_most": 1}}]


def test_sizes_of_one_clause_are_ways_of_one_rule():
    (given,) = said(FILMS, "1.4：3的，分辨率为720×576；16：9的，分辨率为1280×720。")[
        "video.resolution"
    ]
    assert (given["width"], given["height"]) == (1280, 720)
    assert given["others"] == [{"width": 720, "height": 576, "aspect": "4:3"}]


def test_of_works_of_several_sorts_none_is_asked_of_every_entry():
    found = drafted(
        ("关于征集2030年公益广告作品的通知", "附件：报名表"),
        "1.视频作品为MP4格式，时长2分钟以内。",
        "2.音频作品为MP3格式，时长1分钟以内。",
    )
    names = ("work.video-file", "work.audio-file")
    asked = {rule.id: rule.check for rule in found.rules if rule.id in names}
    assert asked == dict.fromkeys(names, "entry.review")


def test_a_check_without_its_paper_is_for_a_person():
    found = drafted((PERSONS[0], "联系人见官网"), "年龄不超过60周岁。")
    (rule,) = (rule for rule in found.rules if rule.id == "person.age")
    assert (rule.check, rule.no_check) == ("entry.review", True)


def test_a_short_line_without_a_stop_is_no_mere_heading():
    assert said(FILMS, "1.时长不超过5分钟", "2.MP4格式")["video.duration"] == [
        {"longest": 300, "slack": 0.5}
    ]


@pytest.mark.parametrize(
    ("sentences", "limits"),
    [
        (
            ["名额分配如下。", "东区教育局：推荐4名；西区教育局：推荐2名。"],
            {"东区教育局": 4, "西区教育局": 2},
        ),
        (["名额：东区教育局4名、市直学校各1名。"], {"东区教育局": 4, "市直学校": 1}),
        (["单位：甲市教育局，名额：10。", "单位：合计，名额：10。"], {"甲市教育局": 10}),
        (["序号：1，学校：甲中学，推荐名额（人）：3。"], {"甲中学": 3}),
    ],
)
def test_a_list_of_places_is_one_quota_by_unit(sentences, limits):
    (given,) = said(PERSONS, *sentences)["entries.count"]
    told = {item["words"][0]: item["at_most"] for item in given["by_unit"]}
    assert (told, "at_most" in given) == (limits, False)


@pytest.mark.parametrize(
    "sentence", ["共有东区教育局3名、西区教育局2名同志获奖。", "某局：表彰先进3名。"]
)
def test_numbers_beside_units_outside_such_a_list_are_no_places(sentence):
    assert not any("by_unit" in given for given in said(PERSONS, sentence).get("entries.count", []))


@pytest.mark.parametrize(
    ("sentence", "counted"),
    [
        ("证件照1张、工作照2张。", {"id-photo": 1, "photo": 2}),
        ("活动照1张、工作照2张。", {"photo": 3}),
        ("照片3张，其中活动照1张、工作照2张。", {"photo": 3}),
    ],
)
def test_pictures_of_one_sort_that_are_counted_apart_are_added_up(sentence, counted):
    roles = [
        role for given in said(PERSONS, sentence)["entry.files-count"] for role in given["roles"]
    ]
    assert {item["role"]: item["at_most"] for item in roles} == counted


@pytest.mark.parametrize(
    ("sentences", "scopes"),
    [
        (["白底证件照1张，大小不低于1M。"], ["*.id-photo"]),
        (["白底证件照1张、工作照2张，工作照大小不低于1M。"], ["*.photo"]),
        (["白底证件照1张、工作照2张，照片均不低于1M。"], ["*.id-photo", "*.photo"]),
    ],
)
def test_a_measure_of_pictures_is_of_those_that_are_named_nearest(sentences, scopes):
    found = drafted(PERSONS, *sentences).rules
    assert sorted(rule.scope for rule in found if rule.check == "file.size") == scopes


@pytest.mark.parametrize("name", sorted(topics().topics))
def test_a_row_names_a_check_and_what_the_check_takes(name):
    row = topics().topics[name]
    if row.check is None:
        assert row.nothing is not None
        return
    takes = REGISTRY[row.check].parameters
    for form in row.forms_of_with:
        assert set(form) <= set(takes.model_fields if takes else ()), form


def test_every_check_that_is_drafted_has_its_own_way_to_mend():
    data = topics()
    used = {row.check for row in (*data.topics.values(), *data.standing.values()) if row.check}
    used |= {data.quota.check, "entries.either", "package.received-by"}
    used |= {"entry.review", "package.review"}
    assert not used - set(data.fixes)
    assert set(data.fixes) <= set(REGISTRY)
    assert len({fix.zh for fix in data.fixes.values()}) == len(data.fixes)


@pytest.mark.parametrize(
    ("sentence", "low", "high"), [("组照每组4-8幅。", 1, 8), ("每件作品照片4-8幅。", 4, 8)]
)
def test_beside_a_group_of_pictures_a_single_one_will_do(sentence, low, high):
    (given,) = said(PHOTOS, sentence)["entry.files-count"]
    (counted,) = given["roles"]
    assert (counted["at_least"], counted["at_most"]) == (low, high)
