"""Lengths of pieces of a text, beside the whole text's."""

from __future__ import annotations

import re

from jlxx_check.authoring.draft.notice_sentences import Sentence
from jlxx_check.authoring.draft.ruled import Rule

#: The outermost number of a clause, and what says that a length is the whole text's.
_PART = re.compile(r"(?:第?[一二三四五六七八九十百]+|\d*)")
_WHOLE = re.compile("全文|总字数|全篇")


def without_pieces(rules: list[Rule]) -> list[Rule]:
    """全文6000字左右 beside 导语300字: the whole text's length; a person looks at the pieces."""
    lengths = [rule for rule in rules if rule.check == "document.length"]
    whole = [rule for rule in lengths if any(_WHOLE.search(it.plain) for it in rule.sentences)]
    clauses = {_outermost(it) for rule in whole for it in rule.sentences}
    for rule in rules:
        told = rule.check in ("document.length", "entry.files-count") and rule not in whole
        if told and rule.sentences and _pieces(rule, clauses):
            rule.ask_person()
    return rules


def _pieces(rule: Rule, clauses: set[str]) -> bool:
    """Whether all its sentences tell a length in the clauses where the whole one's is told."""
    return all(_outermost(it) in clauses and "字" in it.plain for it in rule.sentences)


def _outermost(sentence: Sentence) -> str:
    match = _PART.match(sentence.clause)
    return match[0] if match else ""
