"""A rule only where subject, measure and number are told; the rest is for a person."""

from __future__ import annotations

import pytest
from tests.authoring.draft.drafts import FILMS, PERSONS, PHOTOS, PROJECTS, drafted, said, within

ESSAYS = ("关于举办2030年征文活动的通知", "附件：征文报名表")
CASES = ("关于征集2030年典型案例的通知", "联系人见官网")
LOGOS = ("“书香小镇”LOGO及宣传语设计征集启事", "联系人见官网")
TOPICS = ("关于申报2030年教育科研课题的通知", "附件：课题申报书")


@pytest.mark.parametrize(
    ("notice", "sentences", "check", "with_"),
    [
        # pictures beside their vector files; bounds from above
        (
            LOGOS,
            ["提交JPG格式效果图和AI或PS等矢量图。"],
            "file.content",
            {"contents": ["jpeg", "psd", "illustrator", "corel-draw", "eps", "svg"]},
        ),
        (
            PERSONS,
            ["工作照1张（大小2.5MB以内，分辨率2000*1500以内）。"],
            "photo.size",
            {"at_most": [2000, 1500]},
        ),
        (LOGOS, ["附创意说明，不少于200字。"], "document.length", {"at_least": 200}),
        # the whole text's length beside its pieces'
        (
            CASES,
            ["二、要求", "导语部分（300字）。", "（一）主体（500字）。", "全文总字数6000字左右。"],
            "document.length",
            {"about": 6000},
        ),
        (
            ESSAYS,
            ["课题用小二号黑体，正文用小四号宋体。"],
            "document.font",
            {"fonts": ["宋体"], "size": "小四"},
        ),
        # who puts forward
        (
            PERSONS,
            ["各学区择优推荐1名，园林分局择优推荐3-5名，局直各学校择优推荐2名。"],
            "entries.count",
            {
                "by_unit": [
                    {"at_most": 1, "words": ["学区"]},
                    {"at_least": 3, "at_most": 5, "words": ["园林分局"]},
                    {"at_most": 2, "words": ["局直学校"]},
                ]
            },
        ),
        (PERSONS, ["二、名额", "“读书之星”3名。"], "entries.count", {"at_most": 3}),
        # names, quoted as a whole
        (
            PERSONS,
            ["以“XX支部-读书之星报送”命名，打包发送至邮箱。"],
            "package.name",
            {"template": "{sender}+读书之星报送"},
        ),
        (
            TOPICS,
            ["申报书以“单位+主持人姓名”命名，连同汇总表打包后发送。"],
            "file.name",
            {"template": "{unit}+{主持人姓名}"},
        ),
        (TOPICS, ["只能确定一名主持人，参与人不超过6人。"], "form.number", {"at_most": 6}),
        (FILMS, ["报送视频作品。"], "entry.files-count", {}),
        (PERSONS, ["推荐表，其中事迹简介500字左右。"], "form.text-length", {"about": 500}),
        # signs, bounds said in two sentences, numbers behind their word
        (FILMS, ["时长≥10分钟，≤20分钟。"], "video.duration", {"shortest": 600, "longest": 1200}),
        (PHOTOS, ["照片不小于1MB。", "照片不大于5MB。"], "file.size", {"at_least": "1 MB"}),
        (ESSAYS, ["征文字数1500左右。"], "document.length", {"about": 1500}),
        (
            ESSAYS,
            ["字数不少于600字。（现代诗歌不少于400字）"],
            "document.length",
            {"at_least": 400},
        ),
        (
            ESSAYS,
            ["标题二号黑体、正文三号仿宋。"],
            "document.font",
            {"fonts": ["仿宋"], "size": "三号"},
        ),
        (
            PHOTOS,
            ["照片长边在800-1024之间。"],
            "photo.size",
            {"longer_at_least": 800, "longer_at_most": 1024},
        ),
        (PHOTOS, ["打包文件需包含JPEG格式和矢量格式。"], "file.content", {}),
        (
            FILMS,
            ["视频以“班级+作品名称（如一班+春天）”命名。"],
            "file.name",
            {"template": "{班级}+{name}"},
        ),
        (
            FILMS,
            ["视频以“班级+作品名称+中职（或高职）”命名。"],
            "file.name",
            {"template": "{班级}+{name}+{中职或高职}"},
        ),
        (PROJECTS, ["团工委申报1—2个书香项目。"], "entries.count", {"at_least": 1, "at_most": 2}),
        (ESSAYS, ["征文以word形式提交。"], "file.content", {"contents": ["docx", "doc"]}),
        (ESSAYS, ["须附知识产权声明。"], "package.paper", {"words": ["知识产权声明"]}),
    ],
)
def test_what_is_told_plainly_becomes_its_rule(notice, sentences, check, with_):
    found = said(notice, *sentences)
    assert any(within(with_, given) for given in found.get(check, [])), found


@pytest.mark.parametrize(
    ("notice", "sentences", "check"),
    [
        # nobody is said to put them forward
        (PERSONS, ["“读书之星”6名、“读书之家”3户。"], "entries.count"),
        (PERSONS, ["本次评选设“读书之星”6名。"], "entries.count"),
        # too much is told apart
        (FILMS, ["幼儿园限报课件10件、微课5件，各校限报3件。"], "entries.by-field"),
        (PHOTOS, ["绘画每人不超过2幅，摄影每人不超过4幅。"], "entry.files-count"),
        # a piece of a text, a slogan below its heading
        (ESSAYS, ["文章2000字，摘要300字以内，关键词3个，正文用宋体。"], "document.length.300"),
        (LOGOS, ["（二）宣传语要求", "字数12字以内，附文字说明。"], "document.length.12"),
        (PERSONS, ["申报材料和申报表，其中优秀材料不少于800字。"], "form.text-length"),
        # no day is the last one by which an age is reckoned, nor one by which others answer
        (PERSONS, ["年龄计算时间截止2030年3月31日。"], "package.received-by"),
        (PROJECTS, ["文化部将组织审核，于2030年11月30日前退回。"], "package.received-by"),
        (ESSAYS, ["以前没有发表过，不得侵犯他人版权。"], "entry.previous-winner"),
        (PERSONS, ["填写候选人事迹简介汇总表。"], "entry.files-count"),
        (PHOTOS, ["照片不得用AI技术生成，JPG格式。"], "file.content.ai"),
        (PROJECTS, ["视频要有创意。"], "entry.files-count"),
        (PHOTOS, ["照片为RGB模式或CMYK模式。"], "photo.colour-mode"),
        (ESSAYS, ["报告、论文等（除报告外电子档为PDF格式）。"], "file.content"),
        # either will do; the standards' number; the next stage's places
        (PROJECTS, ["活动新闻、图片或视频资料。"], "entry.files-count"),
        (PROJECTS, ["凡符合六项创建标准的，由所在单位推报。"], "entries.count"),
        (FILMS, ["省微课比赛我校的推荐名额为20个。"], "entries.count"),
        (FILMS, ["各学院报送微课，不得重复申报。"], "entry.previous-winner"),
        (PROJECTS, ["推选100名优秀个人，授予“百名志愿者”称号。"], "form.number"),
        # each number is of another sort of files, of texts or of authors
        (PHOTOS, ["JPEG格式不小于5MB，TIF格式不小于15MB。"], "file.size"),
        (PROJECTS, ["调查报告（8000-15000字）或论文（8000字以内）。"], "document.length"),
        (ESSAYS, ["学生2000字，教师3000字。"], "document.length"),
        (PHOTOS, ["单件作品5张，系列作品8张。"], "entry.files-count.13"),
        # how many sign it, not how many there are; a day by which something else was
        (FILMS, ["作品署名不得超过3个。"], "entries.count"),
        (ESSAYS, ["2030年11月21日前，未公开发表。"], "package.received-by"),
        (ESSAYS, ["文件以“1+编号+总结”命名。"], "file.name"),
    ],
)
def test_what_is_not_told_plainly_makes_no_rule(notice, sentences, check):
    wanted, _, number = check.rpartition(".")
    found = said(notice, *sentences)
    if number.isdigit():
        assert int(number) not in [
            value for item in found.get(wanted, []) for value in item.values()
        ]
    elif number == "ai":
        assert "illustrator" not in str(found)
    else:
        assert check not in found


def test_quotas_that_units_do_not_tell_apart_are_a_question():
    found = drafted(FILMS, "幼儿园限报课件10件、微课5件、短视频3件。").rules
    assert not any(rule.check == "entries.count" for rule in found)
    assert any(rule.id.startswith("quota.") and rule.review for rule in found)


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [("文章1500字以内。", True), ("文章1000-1500字。", False), ("文章1500字左右。", False)],
)
def test_where_only_the_upper_limit_is_told_a_person_looks_whether_it_says_enough(sentence, asked):
    found = [rule.id for rule in drafted(ESSAYS, sentence).rules if rule.review]
    assert ("report.text-length-told" in found) is asked


@pytest.mark.parametrize(
    ("sentences", "checks"),
    [
        (["报名表报送电子版和盖章扫描件。"], {"form.copies"}),
        (["报名表报送Word版。"], {"file.content"}),
        # which of the form's files is meant a person says, where scans are wanted as well
        (["报名表报送Word版。", "承诺书报送扫描件。"], set()),
        (["汇总表报送Word版。"], set()),
    ],
)
def test_a_form_as_a_file_and_as_a_scan(sentences, checks):
    assert {"form.copies", "file.content"} & set(said(ESSAYS, *sentences)) == checks
