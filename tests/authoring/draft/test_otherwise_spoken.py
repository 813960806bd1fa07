"""Ways of speaking met on further notices: whose a measure is, and what is no demand at all."""

from __future__ import annotations

import pytest
from tests.authoring.draft.drafts import FILMS, PHOTOS, drafted, said, within

LOGOS = ("关于征集2030年社区标识LOGO的公告", "联系人见官网")
ESSAYS = ("关于举办2030年论文评选的通知", "附件：论文汇总表")
TEAMS = ("关于举办2030年朗诵比赛的通知", "附件：报名表")
CALL = ("关于举办2030年作品征集活动的通知", "联系人见官网")
A3 = {"prints": [[297, 420], [420, 297]]}
FILM_AND_BOARDS = (
    "1.静态视觉类作品",
    "提交要求：",
    "数量：3-5个展板",
    "分辨率：≥300dpi",
    "文件格式：JPG",
    "2.动态影像与媒介类作品",
    "提交要求：",
    "视频数量：1个",
    "文件格式：MP4",
)


@pytest.mark.parametrize(
    ("notice", "sentences", "check", "with_"),
    [
        # the sound of a film that is spoken of before is no recording
        (
            FILMS,
            ["画面完整，声音清晰；", "时长控制在2分钟以内。"],
            "video.duration",
            {"longest": 120},
        ),
        (
            FILMS,
            [
                "作品必须同期录音，不得后期配音。",
                "作品以“姓名+作品名称”命名，时长控制在5分钟以内。",
            ],
            "video.duration",
            {"longest": 300},
        ),
        # a page in millimetres, or called by its paper
        (
            PHOTOS,
            ["JPG格式，规格：420mm×297mm。"],
            "photo.print-size",
            {"prints": [[420, 297], [297, 420]]},
        ),
        (PHOTOS, ["图片统一为JPG格式，300dpi，A3纸尺寸大小。"], "photo.print-size", A3),
        # the author keeps the other formats
        (
            PHOTOS,
            ["作品为JPG格式。", "请作者保留设计相关（AI/PSD/CDR等）原始文件。"],
            "file.content",
            {"contents": ["jpeg"]},
        ),
        # font and size apart
        (
            ESSAYS,
            ["论文A4纸张，页边距均为2厘米；", "字体为宋体，标题4号字，正文五号字，行距1.5倍。"],
            "document.font",
            {"fonts": ["宋体"], "size": "五号"},
        ),
        (ESSAYS, ["论文A4纸张，页边距均为2厘米。"], "document.page-size", {"name": "A4"}),
        # a number of one side beside another
        (
            TEAMS,
            ["每个参赛团体人数不能少于6人且不能超过20人。"],
            "form.number",
            {"at_least": 6, "at_most": 20},
        ),
        # a file's name beside a mail's subject
        (
            FILMS,
            ["邮件主题注明“诵读大赛”字样，参赛作品以“单位+选手姓名”命名。"],
            "file.name",
            {},
        ),
        # a group counts as one work; a single one will do
        (
            PHOTOS,
            ["每名参展者作品数量仅限5幅，单幅、组照均可（组照视为一件作品，限4—8幅）。"],
            "entry.files-count",
            {"roles": [{"role": "photo", "at_least": 1, "at_most": 8}]},
        ),
        # what it is counted by tells of more than that it is there
        (
            FILMS,
            ["提交完整的视频文件。", "视频数量：1个"],
            "entry.files-count",
            {"roles": [{"role": "video", "at_least": 1, "at_most": 1}]},
        ),
        # notes by other names
        (
            LOGOS,
            ["同时附上设计创意理念，需存储为Word文档（不超过500字）。"],
            "document.length",
            {"at_most": 500},
        ),
        # whom it is not given to, said of who was given it
        (
            TEAMS,
            ["2014年以来的“全国十佳科普使者”获得者不参加本次大赛。"],
            "entry.previous-winner",
            {},
        ),
        # what is not limited ends where the next thing begins
        (TEAMS, ["选手职业不限、年龄16周岁以上，鼓励参赛。"], "form.number", {"at_least": 16}),
        # a span in brackets
        (
            FILMS,
            ["参赛视频时长（3～4）分钟以内，统一用MP4格式。"],
            "video.duration",
            {"shortest": 180, "longest": 240},
        ),
        # by which units, though each is said of every one of them
        (
            ESSAYS,
            ["每个党支部推选一篇论文。", "每个党总支推选的篇目不超过3篇。"],
            "entries.count",
            {
                "by_unit": [
                    {"at_most": 1, "words": ["党支部"]},
                    {"at_most": 3, "words": ["党总支"]},
                ]
            },
        ),
        (
            ESSAYS,
            ["报送数量：每所中学可报送论文5篇；", "各镇街可报送论文30篇。"],
            "entries.count",
            {"at_most": 5, "by_unit": [{"at_most": 30, "words": ["镇", "街"]}]},
        ),
        # the register's two copies are the register's
        (ESSAYS, ["报送论文汇总表（见附件）Word版和PDF盖章版。"], "register.copies", {}),
    ],
)
def test_what_is_asked(notice, sentences, check, with_):
    assert any(within(with_, given) for given in said(notice, *sentences).get(check, []))


@pytest.mark.parametrize(
    ("notice", "sentences", "check"),
    [
        (FILMS, ["画面完整，声音清晰；", "时长控制在2分钟以内。"], "audio.duration"),
        (PHOTOS, ["JPG格式，尺寸不小于420mm×297mm。"], "photo.print-size"),
        (PHOTOS, ["作品打印尺寸420mm×297mm，另存JPG。"], "photo.print-size"),
        (PHOTOS, ["每名参展者作品数量仅限5幅。"], "entries.count"),
        (PHOTOS, ["每名参展者作品数量仅限5幅。"], "entry.files-count"),
        (CALL, ["可以以图片为主，文字解说。"], "video.sound"),
        (CALL, ["并填写作品说明等信息。"], "entry.files-count"),
        (TEAMS, ["每首歌不超过5分钟，背景视频为MP4格式。"], "video.duration"),
        (
            CALL,
            ["其中，“创意大师奖”中要求提供营销方案，方案字数不得少于1500字。"],
            "document.length",
        ),
        (ESSAYS, ["报送论文汇总表（见附件）Word版和PDF盖章版。"], "form.copies"),
        (
            FILMS,
            ["命名规则：采用“组别+姓名”的形式，示例：“本科组+张三.zip”。"],
            "file.name",
        ),
        # of the other sorts, of any number, in all, of whom a condition tells
        (ESSAYS, ["报送单位可报送一篇或多篇论文。"], "entries.count"),
        (ESSAYS, ["推报2篇论文时，作者不能相同。"], "entries.count"),
        (FILMS, ["PPT若插入视频请使用WMV格式。"], "file.content"),
        (TEAMS, ["1.评选标准", "讲解限时4分钟，不足3分钟扣2分，超时15秒扣2分。"], "video.duration"),
        (ESSAYS, ["纸质版交至会议室A313，论文为电子版。"], "document.page-size"),
    ],
)
def test_what_is_not(notice, sentences, check):
    assert check not in said(notice, *sentences)


@pytest.mark.parametrize(
    "sentence",
    [
        "提交微视频光盘（3套）。",
        "本次评选优秀短视频作品20条。",
        "除微视频外，其它五个项目另行通知。",
        "每个单位投稿不得超过5条视频。",
    ],
)
def test_discs_and_prizes_count_no_files(sentence):
    assert "work.videos" not in {rule.id for rule in drafted(FILMS, sentence).rules}


def test_persons_and_teams_that_are_called_so():
    """1名个人和1个集体参评“五四奖章”: a place for each, whatever the kinds' own names."""
    notice = ("关于推报2030年“青年奖章”和“青年奖章集体”的通知", "附件：青年奖章集体申报表")
    rules = drafted(notice, "各单位可推报1名个人和2个集体参评。").rules
    quotas = {rule.with_["kind"]: rule.with_["at_most"] for rule in rules if "quota" in rule.id}
    assert quotas == {"person": 1, "project": 2}


def test_what_is_said_in_brackets_by_the_way_softens_nothing():
    sentence = "视频分辨率不低于720P（手机拍摄建议开启高清模式）。"
    levels = {rule.id: rule.level.value for rule in drafted(FILMS, sentence).rules}
    assert levels["video.video-size"] == "error"
    soft = drafted(FILMS, "视频分辨率不低于720P（建议）。").rules
    assert {rule.id: rule.level.value for rule in soft}["video.video-size"] == "warning"


def test_labels_below_a_heading_are_no_headings_beside_it():
    """分辨率: stands below 1.静态视觉类作品, which is a sort beside 2.动态影像与媒介类作品."""
    rules = {rule.id: rule for rule in drafted(CALL, *FILM_AND_BOARDS).rules}
    assert rules["video.video-container"].scope == ["work-2.video"]
    assert rules["photo.picture-dpi"].scope == ["work.photo"]
    assert rules["work.boards"].with_ == {"roles": [{"role": "photo", "at_least": 3, "at_most": 5}]}
    assert rules["work-2.videos"].with_["roles"][0]["at_most"] == 1
    assert "quota.work" not in rules
