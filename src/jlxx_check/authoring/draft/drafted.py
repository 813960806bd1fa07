"""A pack put together from what the sentences of a notice ask."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from jlxx_check.authoring.draft.clashing_rules import without_contradictions
from jlxx_check.authoring.draft.deadlines import Deadline, day_without_year, find_deadlines
from jlxx_check.authoring.draft.found_subjects import find_subjects
from jlxx_check.authoring.draft.grammar import topics
from jlxx_check.authoring.draft.lengths_of_pieces import of_the_one_text, without_pieces
from jlxx_check.authoring.draft.notice_sentences import Notice, Sentence
from jlxx_check.authoring.draft.proposals import Proposal
from jlxx_check.authoring.draft.ruled import Rule, ruled
from jlxx_check.authoring.draft.sentence_reading import Read, read_sentences
from jlxx_check.authoring.draft.sorts_side_by_side import ask_of_neighbours
from jlxx_check.authoring.draft.standing_rules import standing
from jlxx_check.authoring.draft.subjects import Entrant, all_sorts, kinds_of
from jlxx_check.model.outcome import Level
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen

_PART = re.compile(
    r"^(?:附件\d*|前言)?(?:第?[一二三四五六七八九十百]+条?)?(?:（[一二三四五六七八九十]+）)?"
)


@frozen
class Drafted:
    """What was made of a notice. days: other days that may be the last one."""

    notice: Notice
    subjects: list[Entrant]
    reads: list[Read]
    rules: list[Rule]
    roles: list[str]
    fields: dict[str, dict[str, Any]]
    days: tuple[Deadline, ...]
    owners: dict[int, list[str]]

    @property
    def unknown(self) -> list[tuple[Sentence, tuple[str, ...]]]:
        """Sentences that were not understood, or not wholly, with what was not."""
        return [(item.sentence, item.unknown) for item in _unread(self.reads, self.days)]


def draft(notice: Notice) -> Drafted:
    """The draft of a notice that was split up."""
    subjects = find_subjects(notice)
    reads = read_sentences(notice, subjects)
    days = find_deadlines(notice)
    by_key = {subject.key: subject for subject in subjects}
    fields: dict[str, dict[str, Any]] = defaultdict(dict)
    for read in reads:
        for proposal in read.proposals:
            _give(proposal, by_key, fields)
    rules = without_contradictions(without_pieces(ruled(reads, by_key)), subjects)
    ask_of_neighbours(rules, notice, subjects)
    _ask_of_scans(rules, notice)
    of_the_one_text(rules)
    rules += _without_least(rules)
    if days:
        title = Text("按时报送", "In time")
        rules.insert(
            0,
            Rule(
                "package.deadline",
                "package",
                "package.received-by",
                {},
                Level.ERROR,
                title,
                [days[0].sentence],
            ),
        )
    yearless = None if days else day_without_year(notice)
    if yearless is not None:
        rules.insert(0, _year_asked(yearless))
    rules = standing(notice, subjects, rules) + rules
    owned = {item for rule in rules if not rule.standing for item in rule.sentences}
    rules += _merits([read for read in reads if read.sentence not in owned], subjects)
    unread = [item.sentence for item in _unread(reads, days)]
    if unread:
        rules.append(_unread_rule(unread))
    roles = list(dict.fromkeys(role for subject in subjects for role in subject.roles))
    return Drafted(notice, subjects, reads, rules, roles, fields, days, _owners(notice, rules))


def _ask_of_scans(rules: list[Rule], notice: Notice) -> None:
    """A form as Word in a notice that wants scans as well: which file is meant a person says."""
    for rule in rules:
        formats = rule.with_.get("contents", ()) if rule.check == "file.content" else ()
        form = "form" in str(rule.scope).split(".")[-1]
        if form and formats and "pdf" not in formats and re.search("扫描|PDF", notice.plain):
            rule.ask_person()


def _without_least(rules: list[Rule]) -> list[Rule]:
    """A question for each text of which only the upper limit is told: two words would keep it."""
    said = topics().said
    ask = {"ask": {"zh": said["no_least_ask"].zh, "en": said["no_least_ask"].en}}
    title = said["no_least_title"]
    return [
        Rule(
            f"{rule.id}-told", rule.scope, "entry.review", ask, Level.REVIEW, title, rule.sentences
        )
        for rule in rules
        if rule.check == "document.length" and not {"at_least", "about"} & set(rule.with_)
    ]


def _unread(reads: list[Read], days: tuple[Deadline, ...]) -> list[Read]:
    """What was not understood; the sentence with the last day was, as far as it asks that."""
    told = days[0].sentence if days else None
    return [item for item in reads if item.unknown and item.sentence != told]


def _give(
    proposal: Proposal, subjects: dict[str, Entrant], fields: dict[str, dict[str, Any]]
) -> None:
    """The roles and fields that a proposal needs, to its kinds."""
    for key in proposal.kinds:
        subject = subjects[key]
        for role in proposal.roles:
            if role not in subject.roles:
                subject.roles.append(role)
            if proposal.welcome:
                subject.welcome.add(role)
        base = subject.special_of or key
        fields[base] |= proposal.fields


def _merits(reads: Iterable[Read], subjects: list[Entrant]) -> list[Rule]:
    """One question to a person for each part of the notice that only a person can judge."""
    said = topics().said
    parts: dict[tuple[str, str], list[Sentence]] = defaultdict(list)
    every: dict[str, list[str]] = {}
    for read in reads:
        if not read.merit:
            continue
        part = _PART.match(read.sentence.clause)
        where = (part and part[0]) or read.sentence.clause
        kinds = kinds_of(read.sentence.plain, read.sentence.above, subjects)
        if all_sorts(kinds, subjects):
            # Said of all sorts it is asked once.
            every[where] = [subject.key for subject in kinds]
            kinds = kinds[:1]
        for subject in kinds:
            parts[subject.key, where].append(read.sentence)
    rules = []
    numbers: dict[str, int] = defaultdict(int)
    for (key, where), sentences in parts.items():
        numbers[key] += 1
        name = f"{key}.merit" + (f"-{numbers[key]}" if numbers[key] > 1 else "")
        ask = {"zh": said["merit"].zh, "en": said["merit"].en}
        rules.append(
            Rule(
                name,
                every.get(where, key),
                "entry.review",
                {"ask": ask},
                Level.REVIEW,
                said["merit_title"],
                sentences,
            )
        )
    return rules


def _year_asked(sentence: Sentence) -> Rule:
    """A question after the year of a last day that is told without one."""
    said = topics().said
    ask = {"ask": {"zh": said["yearless_ask"].zh, "en": said["yearless_ask"].en}}
    title = said["yearless_title"]
    return Rule("package.day", "package", "package.review", ask, Level.REVIEW, title, [sentence])


def _unread_rule(sentences: list[Sentence]) -> Rule:
    said = topics().said
    ask = {"zh": said["unread_ask"].zh, "en": said["unread_ask"].en}
    return Rule(
        "package.not-understood",
        "package",
        "package.review",
        {"ask": ask},
        Level.REVIEW,
        said["unread_title"],
        sentences,
    )


def _owners(notice: Notice, rules: list[Rule]) -> dict[int, list[str]]:
    """Sentence (by its place) → the rules that own it."""
    places = {(item.clause, item.text): place for place, item in enumerate(notice.sentences)}
    found: dict[int, list[str]] = defaultdict(list)
    for rule in rules:
        for sentence in rule.sentences:
            place = places.get((sentence.clause, sentence.text))
            if place is not None and rule.id not in found[place]:
                found[place].append(rule.id)
    return found
