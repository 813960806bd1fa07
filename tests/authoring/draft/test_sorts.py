"""Sorts of works told by headings alone, or by how sentences begin: each has its own demands."""

from __future__ import annotations

import pytest
from tests.authoring.draft.drafts import FILMS, drafted

WORKS = ("关于征集2030年家风作品的通知", "联系人见官网")
PROJECTS = ("关于举办2030年志愿服务项目大赛的通知", "附件：志愿服务项目报名表")


def _ruled(notice, *sentences):
    """(check, scope, parameters) of what is judged by machine."""
    found = drafted(notice, *sentences)
    titles = {item.key: item.title for item in found.subjects}
    rules = []
    for rule in found.rules:
        if rule.standing or rule.review:
            continue
        scopes = [rule.scope] if isinstance(rule.scope, str) else rule.scope
        named = tuple(titles.get(scope.partition(".")[0], scope) for scope in scopes)
        rules.append((rule.check, named, rule.with_))
    return found, rules


def test_headings_side_by_side_are_sorts_without_a_list_and_without_a_form():
    found, rules = _ruled(
        WORKS,
        "二、作品要求",
        "1.故事类：讲述好家风故事，字数在1200字左右。",
        "2.书信类：可以是家人之间的书信，字数不限。",
        "3.音频类：格式为MP3，时长不超过3分钟。",
    )
    assert [item.title for item in found.subjects] == ["故事类", "书信类", "音频类"]
    length = {"about": 1200, "holds": 0.2, "warns": 0.4}
    assert ("document.length", ("故事类",), length) in rules
    assert ("audio.duration", ("音频类",), {"longest": 180}) in rules


def test_sentences_below_a_sort_s_heading_are_its_own():
    _, rules = _ruled(
        WORKS,
        "二、作品要求",
        "（一）视频作品",
        "作品格式为MP4，画面清晰，时长不超过15分钟（一般为10分钟）。",
        "（二）图片作品",
        "作品格式为JPEG，单幅图片大小在10M以内。",
    )
    assert ("video.duration", ("视频作品",), {"longest": 900, "slack": 0.5}) in rules
    assert ("file.size", ("图片作品",), {"at_most": "10 MB"}) in rules


def test_sorts_that_a_sentence_lists_and_others_begin_with():
    _, rules = _ruled(
        WORKS,
        "作品分为微段子、微电影、随手拍视频三大类。",
        "微段子要求简洁明快，最多不超过300字。",
        "微电影要求画面清晰，时长不超过20分钟。",
        "随手拍视频时长在5分钟以内。",
    )
    assert ("video.duration", ("微电影",), {"longest": 1200, "slack": 0.5}) in rules
    assert ("video.duration", ("随手拍视频",), {"longest": 300, "slack": 0.5}) in rules


def test_headings_that_a_sentence_lists_as_works_are_sorts_whatever_they_are_called():
    found, _ = _ruled(
        WORKS,
        "开展好故事、好瞬间、好视频、好做法优秀作品征集活动。",
        "（一）好故事。篇幅1500字左右。",
        "（二）好瞬间。不小于1M的JPG格式图片。",
        "（三）好视频。时长10分钟以内。",
        "（四）好做法。2000字以内。",
    )
    assert [item.title for item in found.subjects] == ["好故事", "好瞬间", "好视频", "好做法"]


def test_tracks_of_projects_are_sorts():
    _, rules = _ruled(
        PROJECTS,
        "（一）实践项目赛道",
        "1.项目实施时间不少于1年。",
        "（二）创意项目赛道",
        "1.项目实施时间不足1年或尚未实施。",
    )
    years = [(named, with_) for check, named, with_ in rules if check == "form.age"]
    assert years == [(("实践项目赛道",), {"field": "启动时间", "years": 1})]


@pytest.mark.parametrize(
    "sentences",
    [
        # what one entry consists of
        ["三、报送材料", "1.微课视频：时长不超过10分钟。", "2.教学设计：不超过2000字。"],
        # headings that say nothing of files, and such as name no sort
        ["二、征集内容", "1.系列类产品：新生礼包等。", "2.单品类产品：文具等。"],
        ["二、要求", "1.参赛作品：时长不超过3分钟。", "2.获奖作品：由组委会展播。"],
        ["二、组织", "1.评审组：由专家组成。", "2.工作组：3人以上。"],
    ],
)
def test_what_is_no_sort_makes_no_kind(sentences):
    found = drafted(FILMS, *sentences)
    assert not any(item.sort for item in found.subjects)


def test_a_film_is_asked_of_the_sort_that_is_named():
    _, rules = _ruled(
        ("关于征集2030年公益广告的通知", "附件：公益广告推荐表"),
        "作品分为平面广告和视频广告2种类型。",
        "平面广告须为JPEG格式，不超过10MB。",
        "视频广告须为MP4格式，不超过50MB。",
        "将视频作品及推荐表发送至邮箱。",
    )
    asked = [named for check, named, with_ in rules if check == "entry.files-count"]
    assert ("平面广告",) not in asked


def test_a_condition_said_of_all_sorts_is_asked_once():
    found = drafted(
        WORKS,
        "二、要求",
        "1.故事类：字数1200字左右。",
        "2.音频类：时长不超过3分钟。",
        "三、内容",
        "作品内容健康，积极向上。",
    )
    about = [rule for rule in found.rules if any("健康" in it.plain for it in rule.sentences)]
    (rule,) = [rule for rule in about if rule.check == "entry.review"]
    assert rule.scope == [item.key for item in found.subjects]
