"""Notices of a few sentences, invented, and what is drafted from them."""

from __future__ import annotations

from jlxx_check.authoring.draft.drafted import draft
from jlxx_check.authoring.draft.notice_sentences import split_notice

FILMS = ("关于举办2030年短视频大赛的通知", "附件：短视频大赛报名表")
PHOTOS = ("关于举办2030年摄影作品征集活动的通知", "附件：摄影作品报名表")
PERSONS = ("关于推荐2030年“读书之星”的通知", "附件：“读书之星”推荐表")
PROJECTS = ("关于申报2030年“书香项目”的通知", "附件：“书香项目”申报表")


def drafted(notice, *sentences):
    """The draft of a title, these sentences and an attachment."""
    title, attachment = notice
    return draft(split_notice([title, "各单位：", "一、材料", *sentences, attachment]))


def said(notice, *sentences):
    """Check → parameters of every rule that the sentences make, those for a person left out."""
    found = {}
    for rule in drafted(notice, *sentences).rules:
        if not (rule.standing or rule.review) and rule.sentences:
            found.setdefault(rule.check, []).append(rule.with_)
    return found


def within(wanted, given):
    """Whether what is given holds what is wanted."""
    return all(given.get(key) == value for key, value in wanted.items())
