"""What a pack asks of the files of a kind, in the few words of a page for those who fill it in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jlxx_check.checks.entry.files_count import FileCounts, RoleCount, measure
from jlxx_check.checks.entry.material import Material
from jlxx_check.engine.bound_rule import BoundRule
from jlxx_check.model.outcome import Level
from jlxx_check.model.pack import Pack
from jlxx_check.model.plays import Plays
from jlxx_check.text import Text

_DIGIT = re.compile(r"\d")
_ASKED = (Level.ERROR, Level.WARNING)
#: What nobody gets wrong on purpose, and what is told with the file's name.
_UNTOLD = frozenset({"photo.not-blank", "video.complete", "video.sound", "file.type", "file.name"})


def file_demands(rules: Sequence[BoundRule], kind: str, role: str) -> tuple[Text, ...]:
    """What the files of a role have to be like, each demand once.

    A rule that sets a measure is told by it; of the others only those whose breach is an error.
    """
    scopes = {f"{kind}.{role}", f"*.{role}"}
    found: dict[str, Text] = {}
    for rule in rules:
        if rule.check.name in _UNTOLD:
            continue
        if rule.spec.level in _ASKED and not scopes.isdisjoint(rule.spec.scopes):
            told = _told(rule)
            if told is not None:
                found.setdefault(told.zh, told)
    return tuple(found.values())


def files_asked(rules: Sequence[BoundRule], pack: Pack, kind: str, role: str) -> Text | None:
    """How many files of a role an entry hands in; None where no rule says."""
    for count in _counts(rules, kind):
        if count.role == role:
            span = count.span()
            return Text(f"{span.zh}{measure(pack, role)}", span.en)
    return None


def most_files(rules: Sequence[BoundRule], kind: str, role: str) -> int:
    """How many files of a role an entry may have; 2 where any number will do, 1 where none says."""
    counts = (count for count in _counts(rules, kind) if count.role == role)
    return next((count.at_most or 2 for count in counts), 1)


def comes_along(pack: Pack, role: str) -> bool:
    """Whether a role is for what nobody asks for by name."""
    return pack.plays(role) is Plays.ATTACHMENT and len(set(pack.roles[role].content)) > 1


def any_will_do(rules: Sequence[BoundRule], kind: str) -> bool:
    """Whether one of several sorts of material is enough."""
    return any(isinstance(rule.parameters, Material) and kind in rule.spec.scopes for rule in rules)


def _counts(rules: Sequence[BoundRule], kind: str) -> Iterator[RoleCount]:
    for rule in rules:
        if not {kind, "*"}.isdisjoint(rule.spec.scopes):
            if isinstance(rule.parameters, FileCounts):
                yield from rule.parameters.roles
            elif isinstance(rule.parameters, Material):
                yield rule.parameters.photos


def _told(rule: BoundRule) -> Text | None:
    if rule.check.setting is not None:
        return rule.check.setting(rule.parameters)
    spec = rule.spec
    measured = (said for said in (spec.title, spec.why, spec.fix) if _DIGIT.search(said.zh))
    told = next(measured, spec.title if spec.level is Level.ERROR else None)
    return None if told is None else Text(told.zh.rstrip("。"), told.en.rstrip("."))
