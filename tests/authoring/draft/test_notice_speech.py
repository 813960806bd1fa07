"""Ways of speaking that change what a number or a paper asks: conditions, exceptions, parts."""

from __future__ import annotations

import pytest
from tests.authoring.draft.drafts import FILMS, PERSONS, PHOTOS, PROJECTS, drafted, said, within

from jlxx_check.authoring.draft.plain_notice import plain_text
from jlxx_check.authoring.draft.quantities import amounts

ESSAYS = ("关于举办2030年征文活动的通知", "附件：征文报名表")
TWO = ("关于征集2030年征文和微视频的通知", "联系人见官网")
GROUPS = ("关于推荐2030年先进典型的通知", "附件：推荐汇总表")


COLLEGES = ["高校", "大学", "学院"]


@pytest.mark.parametrize(
    ("notice", "sentences", "check", "with_"),
    [
        # a condition stands in front of what is asked, a plain demand has none
        (PROJECTS, ["提交佐证材料1份。"], "package.paper", {"title": "佐证材料"}),
        (PROJECTS, ["征求意见表：推荐对象是农民的，须盖章。"], "package.paper", {}),
        (FILMS, ["如实填报，并提交视频作品。"], "entry.files-count", {}),
        # one paper or another
        (
            PERSONS,
            ["职代会会议纪要或会议记录1份。"],
            "package.paper",
            {"words": ["职代会会议纪要", "会议纪要", "会议记录"]},
        ),
        (PERSONS, ["提交会议纪要和公示证明。"], "package.paper", {"words": ["公示证明"]}),
        # an item of a list of materials is no mere heading
        (PERSONS, ["（一）申报材料", "1.推荐工作报告", "2.其他"], "package.paper", {}),
        # what stands in brackets is of what stands in front of them
        (
            PERSONS,
            ["填报推荐表（A4纸），事迹简介300字。"],
            "document.page-size",
            {"name": "A4"},
        ),
        # height before width
        (
            PERSONS,
            ["证件照480像素（高）×360像素（宽）。"],
            "photo.size",
            {"sizes": [[360, 480]]},
        ),
        (PERSONS, ["证件照大小为192×144（高×宽）。"], "photo.size", {"sizes": [[144, 192]]}),
        (PERSONS, ["证件照大小为150*200像素。"], "photo.size", {"sizes": [[150, 200]]}),
        (
            PERSONS,
            ["证件照尺寸48毫米（高）×33毫米（宽）。"],
            "photo.print-size",
            {"prints": [[33, 48]]},
        ),
        # categories between quotation marks
        (
            PERSONS,
            ["本届分为“助人”“诚信”“敬业”和“孝亲”四类。"],
            "form.accepted-value",
            {"accepted": ["助人", "诚信", "敬业", "孝亲"]},
        ),
        # an exception makes a demand a reminder, and is none itself
        (
            PERSONS,
            ["年龄35周岁以下，特别优秀的可放宽至40周岁。"],
            "form.person-age",
            {"at_most": 35},
        ),
        # the text itself, beside its parts
        (ESSAYS, ["摘要200字左右，正文3000字以上。"], "document.length", {"at_least": 3000}),
        (ESSAYS, ["摘要用宋体五号，正文用宋体小四号。"], "document.font", {"size": "小四"}),
        (PROJECTS, ["另附摘要（200字左右）。"], "document.length", {"about": 200}),
        (FILMS, ["分辨率不低于1280*720P。"], "video.resolution", {"progressive": True}),
        (FILMS, ["分辨率不低于1280*720ppi。"], "video.resolution", {"progressive": False}),
        (PERSONS, ["事迹材料为DOC格式。"], "file.content", {"contents": ["docx", "doc"]}),
        # each sort of unit its own number; 各单位 is no sort
        (
            PERSONS,
            ["各乡镇推荐3名，各高校推荐1名。"],
            "entries.count",
            {"by_unit": [{"at_most": 3, "words": ["乡", "镇"]}, {"at_most": 1, "words": COLLEGES}]},
        ),
        (
            PERSONS,
            ["各单位推荐3名，高校推荐1名。"],
            "entries.count",
            {"at_most": 3, "by_unit": [{"at_most": 1, "words": COLLEGES}]},
        ),
        (PROJECTS, ["案例每单位限报3篇。"], "entries.count", {"at_most": 3}),
        # films that may stand upright, alone or beside others; sorts whose numbers differ
        (
            FILMS,
            ["横屏16:9或竖屏9:16。", "分辨率不低于1080P。"],
            "video.resolution",
            {"width": 1920, "others": [{"width": 1080, "height": 1920}]},
        ),
        (FILMS, ["不得竖屏拍摄，1080P。"], "video.resolution", {"width": 1920, "height": 1080}),
        (
            FILMS,
            ["1.短片：15~50秒。", "2.长片：1~3分钟。"],
            "video.duration",
            {"shortest": 15, "longest": 180},
        ),
        (FILMS, ["时长3-5分钟。", "时长不超过5分钟。"], "video.duration", {"shortest": 180}),
        (FILMS, ["画面尺寸统一。"], "videos.one-size", {}),
        (
            PROJECTS,
            ["每队负责人不超过1人，成员3至10人。"],
            "form.number",
            {"at_least": 3, "at_most": 10},
        ),
        (FILMS, ["1.作品需为首次参赛作品。时长3分钟。"], "entry.previous-winner", {}),
        (PERSONS, ["获奖证书清晰照片1份。"], "package.paper", {"title": "获奖证书清晰照片"}),
        (FILMS, ["作品大小不超过4K字节，即4KB。"], "file.size", {"at_most": "4 KB"}),
        (
            PHOTOS,
            ["每人限投5幅，组照每组不超过4幅。"],
            "entry.files-count",
            {"roles": [{"role": "photo", "at_least": 1, "at_most": 4}]},
        ),
        (PERSONS, ["每人交照片2张。"], "entry.files-count", {}),
        (ESSAYS, ["论文提交Word文本，标题黑体。"], "file.content", {"contents": ["docx", "doc"]}),
        (FILMS, ["作品为MP4格式。"], "video.mp4", {}),
        (ESSAYS, ["作品名称限十字。"], "form.text-length", {"at_most": 10}),
        (PERSONS, ["彩色证件照1张。"], "photo.colour", {}),
        (PROJECTS, ["提交申报材料1份（3000字以内）。"], "entry.files-count", {}),
        (PROJECTS, ["具有独立企业法人资质。"], "form.organisation-code", {}),
        (PHOTOS, ["每件作品附100字以内的作品简介。"], "document.length", {"at_most": 100}),
        (FILMS, ["视频图像、声音清晰，大小不超过700MB。"], "file.size", {"at_most": "700 MB"}),
        (FILMS, ["时长（5分）以内。"], "video.duration", {}),
        (PERSONS, ["有30人以上的支部。", "各支部推荐2名。"], "entries.count", {"at_most": 2}),
        (PERSONS, ["已在省赛中获得一等奖的不得参加。"], "entry.previous-winner", {}),
    ],
)
def test_what_is_asked_so_becomes_its_rule(notice, sentences, check, with_):
    found = said(notice, *sentences)
    assert any(within(with_, given) for given in found.get(check, [])), found


@pytest.mark.parametrize(
    ("notice", "sentences", "check"),
    [
        (PERSONS, ["推荐对象是农民的，还需提供户口本复印件。"], "package.paper"),
        (PROJECTS, ["如有获奖，请附获奖证书复印件。"], "package.paper"),
        (PROJECTS, ["成果如含视频材料，播放时间不超过15分钟。"], "entry.files-count"),
        (PHOTOS, ["截图尺寸120mm×90mm。"], "file.size"),
        (FILMS, ["作品压缩包总大小不超过700MB。"], "file.size"),
        (FILMS, ["每部作品提交3个材料。"], "entries.count"),
        (PHOTOS, ["内容关联的三幅以上照片属于系列作品。"], "entry.files-count"),
        (PERSONS, ["特别优秀的可放宽至40周岁。"], "form.person-age"),
        (ESSAYS, ["文章包括标题、摘要（200字左右）、关键词、正文。"], "document.length"),
        (PROJECTS, ["提交论文（A4纸印，合装成册）。"], "document.page-size"),
        # what is printed, and a work on paper, are no files
        (PERSONS, ["推荐表用A3纸双面打印。"], "document.page-size"),
        (ESSAYS, ["硬笔作品不小于A4竖幅，正文不少于40字。"], "document.page-size"),
        (ESSAYS, ["硬笔作品不小于A4竖幅，正文不少于40字。"], "document.length"),
        (PERSONS, ["“读书之星”（全校10名）。"], "entries.count"),
        (FILMS, ["建议使用2.7K或4K分辨率拍摄。"], "file.size"),
        (FILMS, ["分辨率统一采用高清。"], "videos.one-size"),
        (FILMS, ["封面与视频画面比例一致。"], "videos.one-size"),
        (PROJECTS, ["大赛设10项类别、3项赛道。"], "entries.count"),
        (FILMS, ["学院将推荐不超过3个优秀作品参评。"], "entries.count"),
        (FILMS, ["首次参赛的教师请先注册。"], "entry.previous-winner"),
        (PHOTOS, ["每人限投1幅，须为竖幅。"], "entry.files-count"),
        (FILMS, ["可用手机、DV、MP4等终端摄录。"], "video.mp4"),
        (ESSAYS, ["十字绣、贴画均可。"], "document.length"),
        (PHOTOS, ["照片黑白、彩色均可。"], "photo.colour"),
        (PROJECTS, ["符合条件的提出申请，并提交申报材料。"], "entry.files-count"),
        (PROJECTS, ["法人代表到场介绍情况。"], "form.organisation-code"),
        (PHOTOS, ["每幅照片请附文字说明，限100字以内。"], "document.length"),
        (FILMS, ["语音面貌（50分）：发音标准。"], "video.duration"),
        (PERSONS, ["人数在30人以下的支部，推荐1名。"], "entries.count"),
        (PROJECTS, ["人数在30人以下的支部，推荐1个。"], "form.number"),
    ],
)
def test_what_is_said_of_something_else_makes_no_rule(notice, sentences, check):
    assert check not in said(notice, *sentences)


def test_beside_an_exception_a_rule_only_reminds():
    (age,) = (
        rule
        for rule in drafted(PERSONS, "35周岁以下，特别优秀的可放宽至40周岁。").rules
        if rule.check == "form.person-age"
    )
    assert age.level.value == "warning"


@pytest.mark.parametrize(
    ("text", "number"), [("时长（15秒、30秒最佳）", 0), ("时长（15秒、30秒）", 2)]
)
def test_what_would_be_best_is_no_amount(text, number):
    assert len(amounts(plain_text(text))) == number


def test_a_kind_that_a_heading_names_with_its_number_is_one():
    found = drafted(
        GROUPS,
        "（一）十佳志愿者（全校10人，我院推荐1人）",
        "（二）优秀志愿者（我院推荐7人）",
        "（三）奖励志愿者（证书10份）",
    )
    assert [item.title for item in found.subjects] == ["十佳志愿者", "优秀志愿者"]
    quotas = [rule.with_["at_most"] for rule in found.rules if rule.check == "entries.count"]
    assert quotas == [1, 7]


def test_two_works_of_one_title_are_two_kinds():
    found = drafted(TWO, "（一）征文。字数1000字以上。", "（二）微视频。视频3分钟以内。")
    assert [item.title for item in found.subjects] == ["征文", "微视频"]
    scopes = [rule.scope for rule in found.rules if rule.check == "entry.files-count"]
    assert scopes == ["work-2"]


def test_a_paper_that_the_organiser_will_use_is_not_handed_in():
    notice = ("关于2030年报名考试的通知", "联系人见官网")
    found = drafted(notice, "照片将在《考试登记表》上使用。")
    assert not any(item.form or item.register for item in found.subjects)
    found = drafted(notice, "照片贴在《考试登记表》上。")
    assert found.subjects[0].form


@pytest.mark.parametrize(
    ("sentences", "scope"),
    [
        (["标语为Word格式。", "文件命名为：姓名+作品名称。"], "*.report"),
        (["海报为JPG格式。", "文件命名为：姓名+作品名称。"], "*.photo"),
    ],
)
def test_names_are_of_the_files_that_the_clause_speaks_of(sentences, scope):
    notice = ("关于征集2030年作品的通知", "附件：作品报名表")
    found = drafted(notice, f"1.{''.join(sentences)}", "2.图片长边3000像素。").rules
    assert [rule.scope for rule in found if rule.check == "file.name"] == [scope]


@pytest.mark.parametrize(
    ("told", "day"),
    [("2029-2030学年第二学期", "2030-05-30"), ("2029-2030学年", None), ("2030年", "2030-05-30")],
)
def test_the_second_term_tells_the_year(told, day):
    notice = ("关于举办短视频大赛的通知", "附件：报名表")
    days = drafted(notice, f"根据{told}的安排开展。", "作品于5月30日前报送至办公室。").days
    assert [item.moment for item in days] == ([day] if day else [])


@pytest.mark.parametrize(
    ("sentence", "scopes"),
    [
        ("视频/作品照片以【姓名+学号】命名。", ["*.video", "*.photo"]),
        ("视频以姓名+学号命名，照片另附。", ["*.video"]),
        ("照片统一以姓名+学号命名。", ["*.photo"]),
    ],
)
def test_a_name_is_of_every_medium_that_is_named_with_it(sentence, scopes):
    found = drafted(FILMS, sentence).rules
    assert [rule.scope for rule in found if rule.check == "file.name"] == scopes


@pytest.mark.parametrize(
    ("sentence", "scope"),
    [
        ("演讲稿提交Word文本，不超过1500字，行距1.5倍，标题黑体，大小不超过5M。", "*.report"),
        ("推荐表为PDF文件，大小不超过5M。", "*.form"),
        ("每个文件大小不超过5M。", "file"),
    ],
)
def test_a_file_s_size_is_of_what_the_sentence_names(sentence, scope):
    found = drafted(PERSONS, sentence).rules
    assert [rule.scope for rule in found if rule.check == "file.size"] == [scope]


def test_a_form_that_is_filled_in_on_line_is_no_file():
    notice = ("关于举办2030年诵读竞赛的通知", "联系人见官网")
    forms = [
        drafted(notice, sentence).subjects[0].form
        for sentence in ("填写在线报名表。", "填写报名表。")
    ]
    assert forms == ["", "报名表"]


def test_the_day_by_which_someone_had_joined_is_no_last_day():
    found = drafted(PERSONS, "推荐2030年5月20日前加入组织的人员。").days
    assert not found
    (day,) = drafted(PERSONS, "2030年5月20日前报送推荐材料。").days
    assert day.moment == "2030-05-20"
