"""Rules that go for any package, as far as this one has what they look at."""

from __future__ import annotations

import re
from typing import Any

from jlxx_check.authoring.draft.filled import fitting
from jlxx_check.authoring.draft.grammar import StandingRule, grammar, topics
from jlxx_check.authoring.draft.notice_sentences import PREFACE, Notice, Sentence
from jlxx_check.authoring.draft.proposals import named_fields
from jlxx_check.authoring.draft.ruled import Rule
from jlxx_check.authoring.draft.shortened import entitled
from jlxx_check.authoring.draft.subjects import Entrant
from jlxx_check.model.plays import Plays


def standing(notice: Notice, subjects: list[Entrant], rules: list[Rule]) -> list[Rule]:
    """What goes for any package, as far as this one has what it looks at."""
    taken = {rule.check for rule in rules}
    made: list[Rule] = []
    values = _package_values(subjects)
    for name, row in topics().standing.items():
        for subject in _each(row, subjects):
            own = {**values, **(named_fields(subject) if subject else {})}
            if subject:
                own["repeated"] = {"kind": subject.key, **subject.spec.same_entry}
            if row.check in taken and row.check in ("video.sound", "photo.shorter-side"):
                continue
            form = row.with_
            forms = (own.get(form[1:]) or {},) if isinstance(form, str) else (form or {},)
            with_ = fitting(row.check, forms, own)
            scope = _standing_scope(row, subject, values)
            if with_ is None or not scope or (row.each == "videos" and not values["videos"]):
                continue
            title = row.title
            if subject:
                title = entitled(row.title, subject.title, subject.spec.title)
            rule_id = name.replace("{kind}", subject.key if subject else "")
            if any(item.id == rule_id for item in made):
                rule_id = f"{rule_id}-{subject.key if subject else len(made)}"
            sentences = _said_in(notice, row, subject)
            # A form and a register are what the notice asks for; files that open are not.
            asked = row.each in ("form", "register", "both") and not row.advice
            rule = Rule(rule_id, scope, row.check, with_, row.level, title, sentences)
            rule.standing = not asked
            made.append(rule)
    return made


def _each(row: StandingRule, subjects: list[Entrant]) -> list[Entrant | None]:
    plainly = [item for item in subjects if item.special_of is None]
    if row.each == "form":
        return [item for item in plainly if item.form]
    if row.each == "persons":
        return [item for item in plainly if item.form and item.spec.person]
    if row.each == "both":
        return [item for item in plainly if item.form and item.register]
    if row.each == "register":
        return [None] if any(item.register for item in plainly) else []
    return [None]


def _standing_scope(row: StandingRule, subject: Entrant | None, values: dict[str, Any]) -> Any:
    pictures, portraits = values["every_picture"], values["portraits"] or []
    named = {
        "pictures": [f"*.{role}" for role in pictures],
        "pictures-not-portraits": [f"*.{role}" for role in pictures if role not in portraits],
        "videos": [f"*.{role}" for role in values["videos"]],
        "kind": subject.key if subject else "",
    }
    found = named.get(row.scope, row.scope)
    return found[0] if isinstance(found, list) and len(found) == 1 else found


def _package_values(subjects: list[Entrant]) -> dict[str, Any]:
    roles = list(dict.fromkeys(role for subject in subjects for role in subject.roles))
    plays = {role: plays_of(role) for role in roles}
    pictures = [role for role in roles if plays[role] is Plays.PICTURE]
    portraits = [role for role in roles if plays[role] is Plays.ID_PICTURE]
    same = [
        {"kind": item.key, **item.spec.same_entry}
        for item in subjects
        if item.special_of is None and (item.form or item.register)
    ]
    return {
        "files": roles or None,
        "texts": [role for role in roles if plays[role] is Plays.TEXT] or None,
        "pictures": pictures or None,
        "portraits": portraits or None,
        "every_picture": [*pictures, *portraits],
        "videos": [role for role in roles if plays[role] is Plays.VIDEO],
        "same_entry": same or None,
    }


def plays_of(role: str) -> Plays:
    """What a role of the grammar plays."""
    spec = grammar().roles.get(role)
    return (spec.plays if spec else Plays.TEXT) or Plays.TEXT


def _said_in(notice: Notice, row: StandingRule, subject: Entrant | None) -> list[Sentence]:
    """The sentence that asks for it: the one that names the paper, else that names material."""
    from jlxx_check.authoring.draft.plain_notice import plain_text

    wanted: list[str] = []
    if subject is not None:
        wanted = [re.escape(subject.form)] if subject.form else []
    elif row.each == "register":
        wanted = ["登记表|汇总表|一览表|信息表"]
    elif row.find:
        wanted = [row.find]
    for pattern in wanted:
        for sentence in notice.sentences:
            bare = re.sub(r"[“”《》\"]", "", plain_text(sentence.text))
            if not sentence.heading and sentence.clause != PREFACE and re.search(pattern, bare):
                return [sentence]
    return []
