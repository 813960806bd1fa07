"""Sorts of works under headings of their own that share a role: what is said of one is no other's.

微电影 1920×1080 beside 短视频: both are films of one kind, and a rule on films would hold for both.
"""

from __future__ import annotations

import re
from collections import defaultdict

from jlxx_check.authoring.draft.clashing_rules import WIDENED
from jlxx_check.authoring.draft.materials import mentions
from jlxx_check.authoring.draft.notice_sentences import Notice, Sentence
from jlxx_check.authoring.draft.ruled import Rule
from jlxx_check.authoring.draft.sentence_setting import ROLE_OF
from jlxx_check.authoring.draft.sorts_in_a_row import names_sort
from jlxx_check.authoring.draft.subjects import Entrant, bare_sort

_LABEL = re.compile(r"([\u4e00-\u9fff]{2,8}):")
#: How far in a paragraph's number stands.
_NUMBER = re.compile(r"(?:（[^（）]+）|[一二三四五六七八九十]+|\d+|[①-⑳]|[a-zA-Z])$")


def ask_of_neighbours(rules: list[Rule], notice: Notice, subjects: list[Entrant]) -> None:
    """Make a question of each rule on files that is said of some of several sorts alone."""
    if any(subject.sort for subject in subjects):
        return  # each is a kind, with files of its own
    beside = _side_by_side(notice)
    for rule in rules:
        role = str(rule.scope if isinstance(rule.scope, str) else rule.scope[0]).rpartition(".")[2]
        material = next((name for name, own in ROLE_OF.items() if own == role), None)
        if rule.review or rule.standing or material is None:
            continue
        stem = rule.id.rpartition("-")[0] or rule.id
        if rule.check in WIDENED and any(
            other.id.startswith(f"{rule.id}-") or other.id == stem
            for other in rules
            if other is not rule
        ):
            continue  # wide enough for all of them
        told = {_sort_of(sentence) for sentence in rule.sentences}
        others = {
            name
            for sorts in beside
            if told & sorts
            for name in sorts - told
            if mentions(name, (material,))
        }
        if "" not in told and others:
            rule.ask_person()


def _side_by_side(notice: Notice) -> list[set[str]]:
    """The sorts that head paragraphs of one depth below one number."""
    found: dict[str, set[str]] = defaultdict(set)
    for sentence in notice.sentences:
        label = _LABEL.match(sentence.plain)
        name = bare_sort(sentence.plain if sentence.heading else label[1] if label else "")
        if name and names_sort(name):
            found[_NUMBER.sub("", sentence.clause)].add(name)
    return [sorts for sorts in found.values() if len(sorts) > 1]


def _sort_of(sentence: Sentence) -> str:
    """The sort that the sentence stands below, or begins with; empty: none."""
    label = _LABEL.match(sentence.plain)
    heads = [*sentence.above, *([label[1]] if label else ())]
    return next((name for name in map(bare_sort, reversed(heads)) if names_sort(name)), "")
