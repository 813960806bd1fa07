"""What stands beside a demand: a remark, a wish, an example, another file, another's number."""

from __future__ import annotations

import pytest
from tests.authoring.draft.drafts import FILMS, PERSONS, PHOTOS, PROJECTS, drafted, said, within

ESSAYS = ("关于举办2030年征文活动的通知", "附件：征文报名表")
POEMS = ("关于举办2030年诗歌朗诵征集活动的通知", "附件：报名表")


@pytest.mark.parametrize(
    ("notice", "sentences", "check", "with_"),
    [
        # remarks in brackets and in front
        (FILMS, ["时长不超过15分钟（一般为10分钟）。"], "video.duration", {"longest": 900}),
        (
            FILMS,
            ["格式为MP4（推荐使用）、MOV均可。"],
            "file.content",
            {"contents": ["mp4", "quicktime"]},
        ),
        (FILMS, ["分辨率≥1080P。"], "video.resolution", {"height": 1080, "at_least": True}),
        (PERSONS, ["照片3张（含1张全家福，jpg格式）。"], "file.content", {"contents": ["jpeg"]}),
        (PHOTOS, ["不接受AI生成作品，图片为JPG格式。"], "file.content", {"contents": ["jpeg"]}),
        # a wish beside a limit
        (ESSAYS, ["字数5000字以内为宜，不得超过6000字。"], "document.length", {"at_most": 6000}),
        # who is counted
        (FILMS, ["至少须配1名指导教师。"], "form.number", {"at_least": 1}),
        (FILMS, ["可配备1-2名指导教师。"], "form.number", {"at_most": 2}),
        (PHOTOS, ["4~12岁的少年儿童。"], "form.number", {"at_least": 4, "at_most": 12}),
        (
            PERSONS,
            ["各县（市、区）可推荐5名左右，市直团组织可推荐1名。"],
            "entries.count",
            {"at_most": 1, "by_unit": [{"at_most": 5, "words": ["县", "市", "区"]}]},
        ),
        (
            PROJECTS,
            ["本科高校限报2个书香项目、高职高专限报1个书香项目。"],
            "entries.count",
            {
                "by_unit": [
                    {"at_most": 2, "words": ["本科高校"]},
                    {"at_most": 1, "words": ["高职高专"]},
                ]
            },
        ),
        # texts that are named late, or as an item of a list
        (
            FILMS,
            ["需附拍摄脚本。"],
            "entry.files-count",
            {"roles": [{"role": "script", "at_least": 1, "at_most": 1}]},
        ),
        (
            PROJECTS,
            ["三、申报材料", "1.近两年开展活动的总结；"],
            "entry.files-count",
            {"roles": [{"role": "summary", "at_least": 1, "at_most": 1}]},
        ),
        (
            ESSAYS,
            ["稿件格式限word（.doc或.docx）文件。"],
            "file.content",
            {"contents": ["docx", "doc"]},
        ),
        (
            ESSAYS,
            ["征文格式为word或pdf，题目自拟。"],
            "file.content",
            {"contents": ["docx", "doc", "pdf"]},
        ),
        (PERSONS, ["须包含部门推荐意见、推荐表等材料。"], "package.paper", {}),
        # names
        (
            ESSAYS,
            ["征文以“体裁+作品名称+姓名”命名。"],
            "file.name",
            {"template": "{体裁}+{name}+{作者}"},
        ),
        (ESSAYS, ["邮件主题注明“征文+姓名”，文件名为作者姓名。"], "file.name", {}),
        (
            ESSAYS,
            ["压缩文件及邮件标题统一命名为：征文+作者姓名（或团队名称）。"],
            "package.name",
            {"template": "征文+{作者姓名或团队名称}"},
        ),
        (PERSONS, ["上年度获得“读书之星”命名的，不再参选。"], "entry.previous-winner", {}),
        (PHOTOS, ["谢绝组照及历届大展的入展作品。"], "entry.previous-winner", {}),
        (PERSONS, ["已命名的省级“读书之星”不再参选。"], "entry.previous-winner", {}),
        (ESSAYS, ["文件夹名为报送单位名称，压缩后发送。"], "package.name", {}),
        # how many, told before who puts forward is asked to
        (
            PROJECTS,
            ["各区社区学院组织初评，按照不少于3个的要求进行推荐。"],
            "entries.count",
            {"at_least": 3},
        ),
        (
            PERSONS,
            ["活动图片或视频资料（3—5张）。"],
            "entry.material",
            {"photos": {"role": "photo", "at_least": 3, "at_most": 5}},
        ),
    ],
)
def test_what_is_asked_beside_something_else_becomes_its_rule(notice, sentences, check, with_):
    found = said(notice, *sentences)
    assert any(within(with_, given) for given in found.get(check, [])), found


@pytest.mark.parametrize(
    ("notice", "sentences", "check"),
    [
        # files beside the works
        (FILMS, ["作品小样不超过5MB，必须为MP4格式。"], "file.size"),
        (FILMS, ["作品小样不超过5MB，必须为MP4格式。"], "video.mp4"),
        # of whom the rest is said, and what only some have
        (FILMS, ["作者在3人以内的，属于个人类。"], "form.number"),
        (PROJECTS, ["有视频资料的，可提供3分钟以内短视频。"], "entry.files-count"),
        (PROJECTS, ["若创作者年满18周岁，无需签字。"], "form.number"),
        # the organiser's and all units' numbers, and one author's
        (PERSONS, ["全校“读书之星”评选数量不超过20人。"], "entries.count"),
        (PERSONS, ["二、我区推荐总名额", "“读书之星”24名。"], "entries.count"),
        (PERSONS, ["“读书之星”评选名额为6名。"], "entries.count"),
        (PERSONS, ["学院工作领导小组择优推荐“读书之星”46人。"], "entries.count"),
        (FILMS, ["每名作者限投稿1次，所投作品数量不超过2个。"], "entries.count"),
        (ESSAYS, ["各校限报，其中“长三角”论文至多2篇。"], "entries.count"),
        (PHOTOS, ["入展作品100幅，稿酬600元。"], "entry.files-count"),
        # what lies ahead, or falls short
        (PROJECTS, ["项目实施周期为两年，从立项之日算起。"], "form.age"),
        (PROJECTS, ["项目实施时间不足1年或尚未实施。"], "form.age"),
        # inside another text, or of none
        (ESSAYS, ["最后一页的末尾附个人简介一份。"], "document.pages"),
        (ESSAYS, ["最后一页的末尾附个人简介一份。"], "entry.files-count"),
        (ESSAYS, ["报送工作情况（组织、优秀案例等）。"], "entry.files-count"),
        (ESSAYS, ["书画可以是自己总结创作的作品，50字以内。"], "entry.files-count"),
        (FILMS, ["单纯的Word文档不属作品范畴。"], "file.content"),
        (FILMS, ["多图可合为一个PDF文件提交，附设计说明。"], "file.content"),
        (FILMS, ["可配音乐、解说、字幕。"], "video.sound"),
        (FILMS, ["未获奖者不另发通知。"], "entry.previous-winner"),
        (FILMS, ["拟表彰10人（不重复推荐）。"], "entry.previous-winner"),
        # the mail's name, and what a name lists
        (FILMS, ["以“学院评选材料”命名邮件发送。"], "file.name"),
        (FILMS, ["邮件命名：消防科普+姓名+作品名称。"], "file.name"),
        (FILMS, ["文件标题为“单位+类型（征文/绘画）+姓名”。"], "entry.files-count"),
        # 个人 and 团队 differ
        (POEMS, ["个人音频5分钟以内，团队音频10分钟左右。"], "audio.duration"),
    ],
)
def test_what_stands_beside_a_demand_makes_no_rule(notice, sentences, check):
    found = said(notice, *sentences)
    assert not found.get(check), found


def test_no_id_photo_is_asked_for_where_none_is_wanted():
    found = drafted(PHOTOS, "杜绝证件照，照片为JPG格式。").rules
    assert [rule.scope for rule in found if rule.check == "file.content"] == ["*.photo"]


def test_a_name_is_the_works_that_stand_right_before_it():
    found = drafted(FILMS, "填写报名表，连同电子作品（以“学院+姓名”命名）发送，短视频清晰。").rules
    assert [rule.scope for rule in found if rule.check == "file.name"] == ["*.video"]


def test_what_the_notice_did_not_ask_for_is_said_to_be_the_program_s_own():
    notice = ("关于推荐2030年“读书之星”的通知", "附件：1.“读书之星”推荐表\n2.推荐汇总表")
    found = {rule.id: rule for rule in drafted(notice, "填写推荐表和汇总表。").rules}
    asked = {"register.present", "register.complete", "person.form", "person.form-complete"}
    advice = {"register.order", "register.matches-entries", "person.repeated"}
    assert not any(found[name].standing for name in asked)
    assert all(found[name].standing for name in advice)
