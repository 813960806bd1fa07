"""Words that speak of something else: a stage, a piece of a text, who wins, what comes first."""

from __future__ import annotations

import pytest
from tests.authoring.draft.drafts import FILMS, PERSONS, PHOTOS, drafted, said, within

STAGE = ("关于举办2030年小戏擂台赛的通知", "联系人见官网")
CALL = ("关于举办2030年作品征集活动的通知", "联系人见官网")
LOGOS = ("关于征集2030年宣传口号和吉祥物的公告", "联系人见官网")
FORMS = ("关于遴选2030年优秀案例的通知", "附件：优秀案例推荐表")
A3 = {"prints": [[297, 420], [420, 297]]}
CASES = ("关于报送2030年典型案例的通知", "附件：案例汇总表")


@pytest.mark.parametrize(
    ("notice", "sentences", "check", "with_"),
    [
        # what is put forward above all is put forward
        (
            CASES,
            ["各单位重点推荐在产业发展等方面取得成效的案例5-10个。"],
            "entries.count",
            {"at_most": 10},
        ),
        # who wins hands in more, later
        (
            PHOTOS,
            ["投稿采用JPG格式，采用奖获得者提供矢量图，以方便修改。"],
            "file.content",
            {"contents": ["jpeg"]},
        ),
        (
            PHOTOS,
            ["原稿格式为EPS、AI、JPG。"],
            "file.content",
            {"contents": ["jpeg", "illustrator", "eps"]},
        ),
        # the form and the text that stand beside the works
        (
            STAGE,
            ["将参赛作品信息表和剧本报送至文化站。"],
            "entry.files-count",
            {"roles": [{"role": "script", "at_least": 1, "at_most": 1}]},
        ),
        (STAGE, ["需提交演职人员名单。"], "package.paper", {"title": "演职人员名单"}),
        # a name whose first part is quoted
        (
            FILMS,
            ["视频文件名称为“作者姓名”-参赛视频。"],
            "file.name",
            {"template": "{作者}+参赛视频"},
        ),
        # the one text of the notice, where a length names none
        (
            PERSONS,
            [
                "报送推荐表，并附事迹材料。",
                "1.正文：字数800字-1500字。",
                "2.第二段为概述（要求140字以内）。",
            ],
            "document.length",
            {"at_least": 800, "at_most": 1500},
        ),
        # how a film sounds is no recording, whatever is measured next, or named
        (
            FILMS,
            ["画面清晰，声音清楚，分辨率不低于1080*720p。"],
            "video.resolution",
            {"width": 1080, "height": 720},
        ),
        (
            CALL,
            ["视频横屏，音频正常无杂音。", "将参赛作品文件命名为“作品名+参赛者姓名”。"],
            "file.name",
            {"template": "{作品名称}+{参赛者姓名}"},
        ),
        # pieces of a film
        (
            FILMS,
            ["视频时长≤12分钟，分剪为多个≤180秒的独立片段。"],
            "video.duration",
            {"longest": 720},
        ),
        # a name quoted within a part
        (
            CASES,
            ["文件压缩包统一命名为：高校名称+思政课“金课”建设申报材料。"],
            "package.name",
            {"template": "{高校名称}+思政课金课建设申报材料"},
        ),
        # 上述材料 are the form that is named before
        (
            FORMS,
            ["填写《优秀案例推荐表》。", "上述材料word版和盖章pdf扫描件发送至邮箱。"],
            "form.copies",
            {},
        ),
        # bounds in seconds and in minutes are one span; an hour's minutes are no length
        (
            FILMS,
            ["作品时长大于15秒，不超过1分钟。"],
            "video.duration",
            {"shortest": 15, "longest": 60},
        ),
        # dots an inch beside the word for pixels
        (PHOTOS, ["作品像素不低于300dpi。"], "photo.dpi", {"at_least": 300}),
        # a length with a bracket behind it
        (
            CASES,
            ["总结报告不少于3000字（格式要求：标题小二号黑体、正文小三号仿宋）；"],
            "document.length",
            {"at_least": 3000},
        ),
        # of two texts in clauses beside each other that which is named
        (
            CASES,
            ["（1）案例字数不少于5000字。", "（2）每篇稿件的字数应在1500字以上。"],
            "document.length",
            {"at_least": 5000},
        ),
        (PHOTOS, ["JPG格式，尺寸竖版A3。"], "photo.print-size", A3),
        # a list of places, some of them told apart in brackets
        (
            CASES,
            ["1.名额分配", "第五中学4个（小学2个中学2个）、第七中学3个、第九中学4个。"],
            "entries.count",
            {
                "by_unit": [
                    {"at_most": 4, "words": ["第五中学"]},
                    {"at_most": 3, "words": ["第七中学"]},
                    {"at_most": 4, "words": ["第九中学"]},
                ]
            },
        ),
        # works of two kinds counted together
        (
            ("关于征集2030年“环保绘画”和“环保手抄报”的通知", "联系人见官网"),
            ["每个学校提交作品10件以内。"],
            "entries.count",
            {"at_most": 10, "kind": ["work", "work-2"]},
        ),
        # pictures in a list of what is handed in, or that have to be there
        (
            PERSONS,
            ["申报时应提交以下材料：", "1.书房及藏书照片。"],
            "entry.files-count",
            {"roles": [{"role": "photo", "at_least": 1}]},
        ),
        (
            STAGE,
            ["选手以讲解视频形式参赛，视频为MP4格式。"],
            "entry.files-count",
            {"roles": [{"role": "video", "at_least": 1}]},
        ),
        (
            CASES,
            ["案例采用word、wps或pdf文字形式。"],
            "file.content",
            {"contents": ["docx", "doc", "pdf"]},
        ),
    ],
)
def test_what_is_asked(notice, sentences, check, with_):
    assert any(within(with_, given) for given in said(notice, *sentences).get(check, []))


@pytest.mark.parametrize(
    ("notice", "sentences", "check"),
    [
        (STAGE, ["每个作品时长控制在10-20分钟内，演员不超过12人。"], "video.duration"),
        (PERSONS, ["附事迹材料。", "第二段为概述（要求140字以内）。"], "document.length"),
        (LOGOS, ["1.宣传口号。", "文字精练易记，字数控制在20字以内。"], "document.length"),
        (CALL, ["参赛作品必须有标题，字数不能超过15个汉字。"], "document.length"),
        (PHOTOS, ["颜色模式为CMYK（RGB）。"], "photo.colour-mode"),
        (CASES, ["各单位重点推荐35岁以下的人员。"], "entries.count"),
        # the school's own, wanted later, a format that nobody knows
        (CASES, ["我校推荐名额1个。"], "entries.count"),
        (CASES, ["活动共征集案例30个左右。"], "entries.count"),
        (CASES, ["我区推荐1-2个案例。"], "entries.count"),
        (PHOTOS, ["海报分为竖版和横版两个规格。"], "photo.orientation"),
        (PHOTOS, ["作品（tif格式文件不低于50M，Jpg压缩文件不低于7M）一同提交。"], "file.size"),
        (FILMS, ["投稿截止日期为2030年7月18日24时0分。"], "video.duration"),
        (CASES, ["每件作品字数不少于10字（不含署名落款）。"], "document.length"),
        (CASES, ["证明材料电子版为原件照片（单张照片不超过1M）。"], "file.size"),
        (FILMS, ["每个参加活动的学生或学生团队限报1件作品。"], "entries.count"),
        (FILMS, ["结项时须提交：", "（1）教学实录视频5堂（每堂40分钟以上）。"], "video.duration"),
        (PHOTOS, ["作品存储形式为jpg/htm/doc。"], "file.content"),
        (
            FILMS,
            ["标识文件名称为“作者姓名”-标识，吉祥物文件名称为“作者姓名”-吉祥物。"],
            "file.name",
        ),
    ],
)
def test_what_is_not(notice, sentences, check):
    assert check not in said(notice, *sentences)


@pytest.mark.parametrize(
    ("sentences", "day"),
    [
        # of two the later one; what comes first is only announced; who received it passes it on
        (["书法作品于2030年6月16日前提交。", "其他作品于2030年9月18日前提交。"], "2030-09-18"),
        (["请于2030年5月20日前报送材料标题，并于2030年6月15日前报送材料。"], "2030-06-15"),
        (
            ["各班于2030年3月21日前报学院，学院审核后于2030年3月25日前上报学校。"],
            "2030-03-21",
        ),
        (["2030年9月19日前向市局推选作品。"], "2030-09-19"),
        (["1.征集时间", "自本启事发布之日起至2030年4月15日止。"], "2030-04-15"),
        (["征集活动即日启动，至2030年9月20日截稿。"], "2030-09-20"),
        (["作品征集将从2030年9月20日一直持续到11月20日。"], "2030-11-20"),
    ],
)
def test_the_last_day(sentences, day):
    assert drafted(CALL, *sentences).days[0].moment == day


def test_a_list_of_formats_that_is_closed_is_no_mere_reminder():
    levels = {
        rule.id: rule.level.value for rule in drafted(PHOTOS, "海报、漫画等均为JPG格式。").rules
    }
    assert levels["photo.picture-format"] == "error"
    levels = {
        rule.id: rule.level.value for rule in drafted(FILMS, "格式为MP4、MOV等主流播放格式。").rules
    }
    assert levels["video.video-format"] == "warning"


def test_what_is_longer_than_any_sentence_is_not_read():
    """Each word of it would be held against each number: it is listed for a person instead."""
    drawn = drafted(FILMS, "视频时长不超过3分钟、" * 150)
    assert "video.video-length" not in {rule.id for rule in drawn.rules}
    assert [sentence for sentence, _ in drawn.unknown if "3分钟" in sentence.plain]
