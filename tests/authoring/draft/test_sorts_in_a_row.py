"""Demands of some sorts or of one format alone: each has its own, or a person is asked."""

from __future__ import annotations

import pytest
from tests.authoring.draft.drafts import FILMS, PHOTOS, drafted

WORKS = ("关于征集2030年普法作品的通知", "联系人见官网")
LIST = "作品形式为公益广告、短视频、微电影、漫画、动漫等。"


def _lengths(notice, *sentences):
    """Sort → parameters, of the lengths that are judged by machine."""
    found = drafted(notice, *sentences)
    titles = {item.key: item.title for item in found.subjects}
    return {
        titles.get(scope.partition(".")[0], scope): rule.with_
        for rule in found.rules
        if rule.check in ("video.duration", "document.length", "audio.duration")
        for scope in ([rule.scope] if isinstance(rule.scope, str) else rule.scope)
    }


@pytest.mark.parametrize(
    ("sentences", "lengths"),
    [
        (
            [LIST, "其中，单件公益广告、短视频作品时长不超过90秒，单件微电影时长不超过8分钟。"],
            {"公益广告": 90, "短视频": 90, "微电影": 480},
        ),
        # sentences of one clause, and a sort by another name than in the list
        ([LIST, "动画时长：3分钟以内；微电影时长：10分钟以内。"], {"动画": 180, "微电影": 600}),
        (
            ["提交视频。", "小戏（剧）时长不超过20分钟，小品时长不超过10分钟。"],
            {"小戏": 1200, "小品": 600},
        ),
    ],
)
def test_sorts_that_stand_in_a_row_have_each_its_own_length(sentences, lengths):
    found = {sort: with_["longest"] for sort, with_ in _lengths(WORKS, *sentences).items()}
    assert found == lengths


def test_what_leads_a_list_is_no_part_of_its_first_name():
    found = drafted(
        WORKS,
        "组织开展禁毒微电影、微视频、微动漫作品征集活动。",
        "微视频时长：3分钟以内；微电影时长：10分钟以内。",
    )
    assert {item.title for item in found.subjects} == {"微视频", "微电影", "微动漫"}


def test_sorts_beside_those_with_a_length_are_kinds_as_well():
    found = drafted(WORKS, LIST, "公益广告时长不超过90秒，动画时长不超过3分钟。")
    words = {item.title: item.words for item in found.subjects}
    assert set(words) == {"公益广告", "动画", "短视频", "微电影", "漫画"}
    assert words["动画"] == ("动画", "动漫")


@pytest.mark.parametrize(
    "sentence",
    [
        "微视频作品要真实感人，时长在3分钟以内；微电影作品要有剧情，时长在8分钟以内。",
        "单件微电影时长不超过8分钟。",  # and the other films as long as they like
        "征文要求小学组500字以内，中学组800字以内。",
        "视频中个人视频时长控制在5分钟以内，团队视频时长控制在10分钟以内。",
        "原创地方小戏4000字左右，相声、曲艺3000字内。",
    ],
)
def test_a_number_of_some_sorts_that_are_no_kinds_is_a_question(sentence):
    found = drafted(WORKS, LIST, sentence)
    assert not any(item.sort for item in found.subjects)
    assert not _lengths(WORKS, LIST, sentence)
    asked = [rule for rule in found.rules if rule.review or rule.check == "package.review"]
    assert any(it.plain.startswith(sentence[:6]) for rule in asked for it in rule.sentences)


@pytest.mark.parametrize(
    ("sentences", "longest"),
    [
        # all films, whatever else is listed; two names of one sort; one sort alone
        ([LIST, "视频作品时长不超过5分钟。"], 300),
        (["作品形式为图片、微视频、短视频。", "微视频时长不超过3分钟。"], 180),
        (["微电影时长不超过8分钟。"], 480),
        (["视频时长15-50秒（需在15秒内呈现核心亮点）。"], 50),
    ],
)
def test_what_is_said_of_all_films_stays_a_rule(sentences, longest):
    assert [with_["longest"] for with_ in _lengths(WORKS, *sentences).values()] == [longest]


def _pictures(*sentences):
    found = drafted(PHOTOS, *sentences)
    return {rule.check: rule.with_ for rule in found.rules if not (rule.standing or rule.review)}


def test_what_is_said_of_one_of_two_formats_is_a_question_and_what_both_have_is_a_rule():
    rules = _pictures(
        "同一作品须存为两种格式：一种格式为jpg，色彩模式为RGB，不低于300dpi，5MB以下；"
        "一种格式为tiff，色彩模式为CMYK，不低于300dpi。"
    )
    assert rules["file.content"] == {"contents": ["jpeg", "tiff"]}
    assert rules["photo.dpi"] == {"at_least": 300}
    assert not {"photo.colour-mode", "file.size"} & set(rules)


def test_two_colour_modes_of_two_sentences_are_a_question_each():
    assert "photo.colour-mode" not in _pictures("网络版采用RGB模式。", "印刷版采用CMYK模式。")


@pytest.mark.parametrize(
    "sentences",
    [["JPG格式不超过5MB；TIFF格式不超过50MB。"], ["RGB模式不超过5MB；CMYK模式不超过50MB。"]],
)
def test_sizes_of_two_formats_are_a_question_each(sentences):
    assert "file.size" not in _pictures(*sentences)


def test_what_is_said_of_a_cover_is_no_work_s():
    rules = _pictures("封面图片为JPG格式，大小不超过2MB。")
    assert not {"file.size", "file.content"} & set(rules)
    assert "file.content" in _pictures("封面设计作品为JPG格式。")


def test_numbers_of_two_givers_are_no_span():
    rules = drafted(PHOTOS, "各支部报送不少于2幅作品，每人最多报送3幅作品。").rules
    counts = [rule.with_ for rule in rules if rule.check == "entries.count"]
    assert counts == [{"kind": "work", "at_least": 2}]


def test_numbers_of_two_materials_are_no_span():
    rules = drafted(WORKS, "图片不小于5M，视频不超过200M。").rules
    sizes = {str(rule.scope): rule.with_ for rule in rules if rule.check == "file.size"}
    assert sizes == {"*.photo": {"at_least": "5 MB"}, "*.video": {"at_most": "200 MB"}}


@pytest.mark.parametrize(
    ("sentence", "scope"),
    [
        ("所有作品采用MP4格式，不超过200MB。", "*.video"),
        ("作品格式为MP4。", "*.video"),
        ("采用MP4格式。", ["work-2.video"]),  # who is meant is who was spoken of last
    ],
)
def test_what_is_said_of_all_works_is_not_the_last_sort_s_alone(sentence, scope):
    terms = "微视频时长：3分钟以内；微电影时长：10分钟以内。"
    (rule,) = [rule for rule in drafted(WORKS, terms, sentence).rules if rule.check == "video.mp4"]
    assert rule.scope == scope


def test_one_format_alone_has_its_measures():
    rules = _pictures("图片格式为jpg，色彩模式为RGB，5MB以下。")
    assert rules["photo.colour-mode"] == {"mode": "rgb"}
    assert rules["file.size"] == {"at_most": "5 MB"}


def test_who_makes_it_is_no_sort():
    found = drafted(FILMS, "个人视频时长不超过5分钟，团队视频时长不超过10分钟。")
    assert not any(item.sort for item in found.subjects)
