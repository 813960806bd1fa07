"""Files by their headings, what is offered beside them, and sorts that share a role."""

from __future__ import annotations

import pytest
from tests.authoring.draft.drafts import FILMS, PERSONS, PHOTOS, PROJECTS, drafted, said, within

from jlxx_check.authoring.draft.drafted import draft
from jlxx_check.authoring.draft.notice_sentences import split_notice
from jlxx_check.authoring.draft.settled import settled_files
from jlxx_check.authoring.meaning import lint

SONGS = ("关于“唱响新江城”原创歌曲征集活动的通知", "联系人见官网")
ESSAYS = ("关于举办2030年征文活动的通知", "附件：征文报名表")

WORD, FOUR_K, EITHER = {"contents": ["docx", "doc"]}, "分辨率1920×1080。", "音频或视频均可。"
SCHOOLS = {"at_least": 3, "at_most": 5, "words": ["学区"]}
TWO_SORTS = ["1.微电影", FOUR_K, "2.短视频", "格式MP4。"]


def scopes(notice, *sentences):
    """Check → scopes of the rules that the sentences make."""
    found = {}
    for rule in drafted(notice, *sentences).rules:
        if not (rule.standing or rule.review) and rule.sentences:
            found.setdefault(rule.check, []).append(rule.scope)
    return found


def asked(notice, *sentences):
    """The ids of the questions that the sentences make."""
    rules = drafted(notice, *sentences).rules
    return {rule.id for rule in rules if rule.review and not rule.id.endswith("merit")}


@pytest.mark.parametrize(
    ("notice", "sentences", "check", "scope"),
    [
        # the file whose name alone is the heading, and not what may be put beside it
        (SONGS, ["（一）歌词", "以Word文档形式提交，可附创作说明。"], "file.content", "*.lyrics"),
        (SONGS, ["（一）乐谱", "可提交PDF或图片格式。"], "file.content", "*.score"),
        (SONGS, ["（一）乐谱", "图片清晰，文件名为作品名称。"], "file.name", "*.score"),
        (SONGS, ["（一）作品要求", "以Word文档形式提交。"], "file.content", "*.report"),
        (SONGS, ["并附500字以内创作说明，以Word文档提交。"], "file.content", "*.design"),
        # whose picture is to be in colour
        (PROJECTS, ["家庭彩色生活近照3张。"], "photo.colour", "*.photo"),
        (PERSONS, ["彩色免冠照片1张。"], "photo.colour", "*.id-photo"),
        # two texts with a length each
        (PROJECTS, ["1500字以内的事迹材料及300字以内的简介。"], "document.length", "*.brief"),
        # either of two media lasts so long
        (SONGS, [f"提交5分钟以内的作品，{EITHER}"], "audio.duration", "*.audio"),
        (SONGS, [f"提交5分钟以内的作品，{EITHER}"], "video.duration", "*.video"),
    ],
)
def test_whose_the_demand_is(notice, sentences, check, scope) -> None:
    assert scope in scopes(notice, *sentences)[check]


@pytest.mark.parametrize(
    ("notice", "sentences", "check"),
    [
        (SONGS, ["（一）歌词", "以Word文档形式提交，可附创作说明。"], "entry.files-count"),
        (SONGS, ["（一）曲目单", "以Word文档形式提交。"], "file.content"),
        (SONGS, ["采用WAV格式，或MP3格式（采样率不低于44.1kHz）。"], "video.sound-coding"),
        (SONGS, ["提交5分钟以内的视频。"], "audio.duration"),
        (SONGS, ["作品尾页必须附作者个人简历。"], "entry.files-count"),
        (PROJECTS, ["证书可提交PDF或图片格式。"], "file.content"),
        # what is said of one sort is not said of the other
        (FILMS, TWO_SORTS, "video.resolution"),
        (FILMS, ["1.微电影：时长8分钟以内。", "2.短视频：格式MP4。"], "video.duration"),
        (PHOTOS, ["照片以单位或姓名命名。"], "file.name"),
        (ESSAYS, ["各中心校每类征文5篇，县直学校每类2篇。"], "entries.by-field"),
        (SONGS, ["（一）曲目单", "300字以内。"], "document.length"),
        # no name tells which units these are, and the others' number is not theirs
        (ESSAYS, ["市直属学校推荐5篇，其他单位推荐1篇。"], "entries.count"),
        (ESSAYS, ["推荐表用A4纸打印。"], "document.page-size"),
    ],
)
def test_nothing_is_laid_on_others(notice, sentences, check) -> None:
    assert check not in said(notice, *sentences)


@pytest.mark.parametrize(
    ("notice", "sentences", "check", "with_"),
    [
        (SONGS, ["采用WAV格式，或MP3格式。"], "file.content", {"contents": ["mp3", "wav"]}),
        # a list of films' and recordings' formats; one that stays open only reminds
        (SONGS, ["歌曲文件格式：MP3/MP4/WAV格式。"], "file.content", {"contents": ["mp3", "wav"]}),
        (SONGS, ["歌曲须提供歌谱，统一为JPG格式。"], "file.content", {"contents": ["jpeg"]}),
        (SONGS, ["（一）乐谱", "可提交PDF或图片格式。"], "file.content", {}),
        (FILMS, ["音频采样率48kHz。"], "video.sound-coding", {"sample_rate": 48000}),
        # words of the title are written as they stand in a name
        (
            SONGS,
            ["压缩包命名为“新江城歌曲征集+作品名称+姓名”。"],
            "package.name",
            {"template": "新江城歌曲征集+{作品名称}+{姓名}"},
        ),
        (
            SONGS,
            ["压缩包命名为“演唱者+作品名称+姓名”。"],
            "package.name",
            {"template": "{演唱者}+{作品名称}+{姓名}"},
        ),
        # names without plus signs
        (
            PHOTOS,
            ["照片文件名为照片主人公单位和姓名。"],
            "file.name",
            {"template": "{照片主人公单位}+{照片主人公姓名}"},
        ),
        (PHOTOS, ["照片以作品名称、作者姓名命名。"], "file.name", {"template": "{name}+{作者}"}),
        # what a bracket offers is not what stands in front of it
        (
            PROJECTS,
            ["生活照3张（有条件的家庭可提交2~3分钟视频）。"],
            "entry.files-count",
            {"roles": [{"role": "photo", "at_least": 3, "at_most": 3}]},
        ),
        (
            PROJECTS,
            ["可附生活照3张。"],
            "entry.files-count",
            {"roles": [{"role": "photo", "at_least": 0, "at_most": 3}]},
        ),
        (
            PROJECTS,
            ["附图片3-5张（可另附活动视频1个），JPG格式。"],
            "entry.files-count",
            {"roles": [{"role": "photo", "at_least": 3, "at_most": 5}]},
        ),
        # both sorts are told the same
        (FILMS, [TWO_SORTS[0], FOUR_K, TWO_SORTS[2], FOUR_K], "video.resolution", {}),
        (FILMS, ["1.视频格式", FOUR_K, "2.视频内容", "主题鲜明。"], "video.resolution", {}),
        # fonts with figures and with 字号; paper beside them
        (ESSAYS, ["标题3号黑体，正文用小4号宋体。"], "document.font", {"size": "小四"}),
        (ESSAYS, ["征文字体仿宋，字号小四号。"], "document.font", {"fonts": ["仿宋"]}),
        (ESSAYS, ["题目二号字黑体，正文小三号字仿宋。"], "document.font", {"size": "小三"}),
        (ESSAYS, ["征文用A4纸打印，正文四号宋体。"], "document.page-size", {"name": "A4"}),
        # a form by another name; its scan beside it
        (
            ("关于寻访模范家庭的通知", "联系人见官网"),
            ["《推荐审核表》（盖章扫描为PDF版、电子版）。"],
            "form.copies",
            {"role": "form"},
        ),
        # units that have no verb of their own
        (
            PROJECTS,
            ["各学区推荐3—5个，直属学校1个。"],
            "entries.count",
            {
                "by_unit": [
                    {"at_least": 3, "at_most": 5, "words": ["学区"]},
                    {"at_most": 1, "words": ["直属学校"]},
                ]
            },
        ),
        (
            ESSAYS,
            ["各分校提交征文不少于20篇，市直各系提交征文不少于10篇。"],
            "entries.count",
            {"by_unit": [{"at_least": 20, "words": ["分校"]}, {"at_least": 10, "words": ["系"]}]},
        ),
        (ESSAYS, ["各单位提交征文不少于2篇。"], "entries.count", {"at_least": 2}),
        (ESSAYS, ["各校每类征文限报5篇。"], "entries.by-field", {"at_most": 5}),
        (
            ESSAYS,
            ["每个社区学院限报3篇，其他单位限报1篇。"],
            "entries.count",
            {"at_most": 1, "by_unit": [{"at_most": 3, "words": ["社区学院"]}]},
        ),
        (
            ESSAYS,
            ["各中小学推荐2篇，其他单位1篇。"],
            "entries.count",
            {"at_most": 1, "by_unit": [{"at_most": 2, "words": ["中学", "小学"]}]},
        ),
    ],
)
def test_what_the_rule_holds(notice, sentences, check, with_) -> None:
    assert any(within(with_, given) for given in said(notice, *sentences)[check])


@pytest.mark.parametrize(
    ("notice", "sentences", "rule"),
    [
        (SONGS, ["（一）曲目单", "以Word文档形式提交。"], "report.text-format"),
        (SONGS, ["采用MP3格式（采样率不低于44.1kHz）。"], "video.sound-samples"),
        (PROJECTS, ["证书可提交PDF或图片格式。"], "package.written-or-pictured"),
        (FILMS, TWO_SORTS, "video.video-size"),
    ],
)
def test_what_is_not_told_is_asked(notice, sentences, rule) -> None:
    assert rule in asked(notice, *sentences)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("请在5月14日前将作品发至邮箱。", True),
        ("作品须在活动当年7月1日前完成并报送。", False),
        ("活动定于5月14日举行。", False),
    ],
)
def test_a_last_day_without_a_year_is_asked(sentence, found) -> None:
    notice = split_notice(["关于举办摄影作品征集活动的通知", "各单位：", "一、材料", sentence])
    assert ("package.day" in {rule.id for rule in draft(notice).rules}) is found
    assert not draft(notice).days


def test_the_sorts_of_contests_are_kinds() -> None:
    made = draft(
        split_notice(
            [
                "关于举办2030年品牌故事大赛的通知",
                "一、内容",
                "大赛包括征文、微电影和短视频比赛三种类型。",
                "（一）品牌故事征文比赛",
                "字数1000—3000字。",
                "（二）品牌故事微电影比赛",
                "分辨率1920×1080，时长3-5分钟。",
                "（三）品牌故事短视频比赛",
                "时长30—90秒。",
            ]
        )
    )
    rules = {str(rule.scope): rule.with_ for rule in made.rules if rule.check == "video.duration"}
    assert {own["longest"] for own in rules.values()} == {300, 90}
    assert not any(rule.scope == "*.video" for rule in made.rules if not rule.standing)


def test_contests_side_by_side_are_kinds_without_a_list() -> None:
    title = "关于举办2030年全民阅读系列比赛的通知"
    contests = ["（一）书法比赛", "图片3M以上。", "（二）摄影比赛", "照片长边不低于2000像素。"]
    rules = draft(split_notice([title, "一、参赛作品", *contests])).rules
    (made,) = (rule for rule in rules if rule.check == "photo.size")
    assert made.scope == ["work-2.photo"]


def test_a_score_may_be_a_picture(tmp_path) -> None:
    made = drafted(SONGS, "（一）乐谱", "提交PDF或图片格式。", "（二）歌词", "以Word文档形式提交。")
    for name, text in settled_files(made, "songs").items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert not lint(tmp_path).errors
