"""Which text a length is of: a piece beside the whole, the one text where none is named."""

from __future__ import annotations

import re

from jlxx_check.authoring.draft.grammar import grammar
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


def of_the_one_text(rules: list[Rule]) -> None:
    """正文800字 where the account of deeds is the only text handed in: it is that one's."""
    texts, unnamed = grammar().texts, "report"
    asked = {
        counted["role"]
        for rule in rules
        if rule.check == "entry.files-count"
        for counted in rule.with_.get("roles", ())
    } & set(texts)
    measured = {str(rule.scope).rpartition(".")[2] for rule in rules if not rule.review}
    if len(asked) != 1 or asked == {unnamed} or asked & measured:
        return
    for rule in rules:
        named = any(re.search(texts[unnamed].pattern, it.plain) for it in rule.sentences)
        if rule.scope == f"*.{unnamed}" and not named:
            rule.scope = f"*.{next(iter(asked))}"
            rule.id = f"{next(iter(asked))}.{rule.id.partition('.')[2]}"


def _pieces(rule: Rule, clauses: set[str]) -> bool:
    """Whether all its sentences tell a length in the clauses where the whole one's is told."""
    return all(_outermost(it) in clauses and "字" in it.plain for it in rule.sentences)


def _outermost(sentence: Sentence) -> str:
    match = _PART.match(sentence.clause)
    return match[0] if match else ""
