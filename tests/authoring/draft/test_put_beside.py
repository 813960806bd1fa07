"""Measures beside words that change whose they are: if something is added, shrunk to, may have."""

from __future__ import annotations

import pytest
from tests.authoring.draft.drafts import FILMS, PERSONS, PHOTOS, PROJECTS, drafted, said, within

GROUPS = ("关于举办2030年小课堂比赛的通知", "附件：教师组小课堂参赛信息表")
WORKS = ("关于评选2030年文创产品的通知", "附件：文创产品报名表")
CALL = ("关于征集2030年作品的公告", "联系人见官网")
A3 = {"prints": [[297, 420], [420, 297]]}
SHRUNK = "图片为JPG格式，图案控制在1000×1000像素以内，并保证缩小到100×100像素时能清晰使用。"
GROUPED = (
    "（一）教师组",
    "1.视频作品时长8-10分钟。",
    "2.申报人填写《教师组小课堂参赛信息表》。",
    "（二）学生组",
    "1.视频作品时长5-8分钟。",
)


@pytest.mark.parametrize(
    ("notice", "sentences", "check", "with_"),
    [
        # a format with its dot, quoted
        (FILMS, ["视频清晰稳定，格式为“.MP4”。"], "video.mp4", {}),
        # what is added if one likes has a format of its own
        (
            PHOTOS,
            ["图片提交JPG文件；若另附动态作品须GIF格式。"],
            "file.content",
            {"contents": ["jpeg"]},
        ),
        (
            PHOTOS,
            ["图片为JPG格式。", "请务必保存设计相关（AI/PSD/CDR等）原始文件。"],
            "file.content",
            {"contents": ["jpeg"]},
        ),
        (
            PHOTOS,
            ["图片为JPG格式，另提交GIF格式。"],
            "file.content",
            {"contents": ["jpeg", "gif"]},
        ),
        # how it looks when it is small is not its size
        (PHOTOS, [SHRUNK], "photo.size", {"at_most": [1000, 1000]}),
        # a paper in a row of measures; a bound on another measure
        (PHOTOS, ["图片提交A3、300dpi、JPG文件。"], "photo.print-size", A3),
        (
            PHOTOS,
            ["照片分辨率不低于72dpi，jpg格式，规格：420mm×297mm，大小不超过10M。"],
            "photo.print-size",
            {"prints": [[420, 297], [297, 420]]},
        ),
        # a bandwidth is no size; the format that television has
        (FILMS, ["视频采用MPG2格式，码率不低于10M。"], "file.content", {"contents": ["mpeg"]}),
        (FILMS, ["视频采用MP4格式，不大于10M。"], "file.size", {"at_most": "10 MB"}),
        # so many they have
        (
            PROJECTS,
            ["每个项目须有1-2名指导教师。"],
            "form.number",
            {"at_least": 1, "at_most": 2},
        ),
        # sizes of films beside sizes of pictures are no sizes of one format among others
        (
            PHOTOS,
            ["照片JPG格式不低于2M，视频MP4格式不超过500M。"],
            "file.size",
            {"at_least": "2 MB"},
        ),
        (PHOTOS, ["格式为JPG或TIFF，大小不超过10M。"], "file.size", {"at_most": "10 MB"}),
        # what is wanted later ends with its sentence
        (
            PROJECTS,
            ["结项时须提交研究报告不少于8000字。每单位推荐3个项目。"],
            "entries.count",
            {"at_most": 3},
        ),
        # everybody's own age
        (PERSONS, ["年龄35岁以下，事迹不少于2000字。"], "form.person-age", {"at_most": 35}),
        (
            PHOTOS,
            ["1.照片命名为“单位-姓名”。", "2.每张照片均命名为“单位-姓名”。"],
            "file.name",
            {"template": "{unit}+{作者}"},
        ),
    ],
)
def test_what_is_asked(notice, sentences, check, with_):
    assert any(within(with_, given) for given in said(notice, *sentences).get(check, []))


@pytest.mark.parametrize(
    ("notice", "sentences", "check"),
    [
        (PHOTOS, ["照片为JPG格式，规格不小于420mm×297mm。"], "photo.print-size"),
        (PHOTOS, ["照片为JPG格式，300dpi；文字为A3、Word文件。"], "photo.print-size"),
        (FILMS, ["视频采用MPG2格式（压缩带宽不低于10M）。"], "file.size"),
        # a series is one work
        (WORKS, ["各单位以单件或系列形式报送，系列产品不超过3件。"], "entries.count"),
        (FILMS, ["结合教学内容自行录制视频或音频。"], "entry.files-count"),
        (FILMS, ["请将视频命名为作品名.MP4。"], "video.mp4"),
        (PHOTOS, ["原图TIF格式不小于50M，JPG格式，不超过5M。"], "file.size"),
        (PROJECTS, ["结项时须提交研究报告不少于8000字。"], "document.length"),
        # of so many among them
        (PERSONS, ["推荐人选中35岁以下人员应不少于2名。"], "form.person-age"),
        (PERSONS, ["35岁以下的青年教师占比不低于50%。"], "form.person-age"),
        (PERSONS, ["各单位推荐5名人选，其中35岁以下至少2名。"], "form.person-age"),
        # two names for two sorts: neither is every file's
        (PHOTOS, ["1.标识命名为“姓名-标识”。", "2.吉祥物命名为“姓名-吉祥物”。"], "file.name"),
    ],
)
def test_what_is_not(notice, sentences, check):
    assert check not in said(notice, *sentences)


def test_what_they_may_have_is_not_the_least():
    (given,) = said(PROJECTS, "每个项目可配备1-2名指导教师。")["form.number"]
    assert given["at_most"] == 2
    assert "at_least" not in given


def test_a_paper_called_by_one_group_is_that_groups():
    forms = {item.title: item.form for item in drafted(GROUPS, *GROUPED).subjects}
    assert forms["教师组"]
    assert not forms["学生组"]


def test_a_paper_called_by_none_is_every_groups():
    notice = ("关于举办2030年小课堂比赛的通知", "附件：小课堂参赛信息表")
    sentences = [text.replace("教师组小", "小") for text in GROUPED]
    forms = {item.title: item.form for item in drafted(notice, *sentences).subjects}
    assert forms["教师组"]
    assert forms["学生组"]


@pytest.mark.parametrize(
    ("sentences", "day"),
    [
        (["03作品截稿时间", "2030年9月6日17时", "04作品提交形式"], "2030-09-06T17:00"),
        (["一、征集延长时间", "2030年2月28日—3月10日"], "2030-03-10"),
        (["05年9月以后的作品。", "作品于2030年9月6日前提交。"], "2030-09-06"),
    ],
)
def test_a_day_under_a_heading(sentences, day):
    assert drafted(CALL, *sentences).days[0].moment == day
