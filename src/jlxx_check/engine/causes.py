"""One cause, one finding: what several rules say for one cause stands together, and comes apart.

A film from a phone is in the wrong container, codec, size and rate at once, and is exported anew
once: people read one finding with every fact and one recipe. Each rule still counts as failed, and
what is decided on a rule or compared with an earlier report is so fact by fact. A waiver of one
rule takes its fact out: what a reviewer has settled never stands together with what still has to be
mended.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace

from jlxx_check.engine.bound_rule import BoundRule, settings_of
from jlxx_check.engine.results import WEIGHT
from jlxx_check.model.baseline import Standing
from jlxx_check.model.outcome import Level
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Package
from jlxx_check.model.report import CommonCause, Finding
from jlxx_check.text import Text, joined

#: The most characters that a report's quotation of the notice has.
_QUOTE = 40


def cause_of(
    rule: BoundRule, step: Text | None, package: Package, pack: Pack, file: str | None
) -> CommonCause | None:
    """What a rule's finding about a file may share with others; None: nothing.

    step: the check's own advice on what it found.
    """
    family = rule.check.family
    if family is None or file is None:
        return None
    recipe = None
    if family.recipe is not None:
        owned = next((item for item in package.role_files if item.path == file), None)
        kind = next((item.kind for item in package.entries if owned and item.id == owned.entry), "")
        recipe = family.recipe(settings_of(pack, rule, kind, owned.role if owned else ""))
    return CommonCause(family.name, family.subject, recipe, step)


def with_recipe(fix: Text, cause: CommonCause | None) -> Text:
    """The advice on one fact, and the recipe, lest the next export get another setting wrong."""
    if cause is None or cause.recipe is None:
        return fix
    return joined((fix, cause.recipe), "", " ")


def together(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, those of several rules for one cause as one, where the first of them stood.

    One cause: faults of one file that are mended in one go, or of the very same place in a paper.
    """
    groups: dict[Hashable, list[Finding]] = {}
    for number, finding in enumerate(findings):
        groups.setdefault(_cause(finding) or number, []).append(finding)
    found: list[Finding] = []
    for group in groups.values():
        alone = len({item.rule for item in group}) == 1
        found += group if alone else [_one(group)]
    return tuple(found)


def with_standings(finding: Finding, standings: Iterator[Standing]) -> Finding:
    """The finding and its facts with the next standings, one for each rule that it is of.

    It was there before where any of its facts was: what is mended of it is told beside it.
    """
    if not finding.facts:
        return replace(finding, standing=next(standings))
    facts = tuple(replace(item, standing=next(standings)) for item in finding.facts)
    known = {item.standing for item in facts}
    whole = Standing.OPEN if Standing.OPEN in known else Standing.NEW
    return replace(finding, standing=whole, facts=facts)


def _cause(finding: Finding) -> Hashable:
    """What is the same of findings for one cause; None: it stands by itself."""
    if finding.level is Level.REVIEW or finding.file is None:
        return None
    about = (finding.entry, finding.file, finding.decision)
    if finding.cause is not None:
        return ("cause", finding.cause.name, *about)
    return ("place", finding.where, *about) if finding.where else None


def _one(group: Sequence[Finding]) -> Finding:
    lead = min(group, key=lambda item: WEIGHT[item.level])
    facts = (lead, *(item for item in group if item is not lead))
    places = {item.where for item in facts if item.where}
    cited = tuple(dict.fromkeys(item.quote for item in facts if item.quote))
    quote = "；".join(cited)
    heavy = _heavy(facts)
    return replace(
        lead,
        message=_message(heavy),
        where=places.pop() if len(places) == 1 else None,
        expected=_each(heavy, lambda item: item.expected),
        observed=_each(heavy, lambda item: item.observed),
        quote=quote if cited and len(quote) <= _QUOTE else None,
        clause=", ".join(dict.fromkeys(item.clause for item in facts if item.clause)) or None,
        fix=_fix(heavy),
        related=tuple(dict.fromkeys(path for item in facts for path in item.related)),
        facts=facts,
    )


def _heavy(facts: Sequence[Finding]) -> Sequence[Finding]:
    """What there is to say: of a file that is wrong, nothing that is only worth knowing.

    A picture that is black is not called blurred, too: it is replaced either way.
    """
    if facts[0].level is not Level.ERROR:
        return facts
    return [item for item in facts if item.level is not Level.INFO]


def _message(facts: Sequence[Finding]) -> Text:
    """All that is wrong: of one file as a numbered list, of one place in a paper as it was said."""
    if facts[0].cause is None:
        return joined(_distinct(item.message for item in facts), "", " ")
    if len(facts) == 1:
        return facts[0].message
    wrong = all(item.level is Level.ERROR for item in facts)
    what = Text("处不符合要求", "faults") if wrong else Text("处问题", "things to look at")
    subject, number = facts[0].cause.subject, len(facts)
    said = joined((_fact(item, subject, place) for place, item in enumerate(facts, 1)), "；", "; ")
    return Text(
        f"{subject.zh}有{number}{what.zh}：{said.zh}。",
        f"{subject.en} has {number} {what.en}: {said.en}.",
    )


def _fact(finding: Finding, subject: Text, place: int) -> Text:
    """A message as an item of the list: without its subject and its full stop."""
    zh = finding.message.zh.removeprefix(subject.zh).rstrip("。")
    en = finding.message.en.removeprefix(f"{subject.en} ").rstrip(".")
    return Text(f"（{place}）{zh}", f"({place}) {en}")


def _fix(facts: Sequence[Finding]) -> Text | None:
    """What each fact needs by itself, then the recipe for all; else the advice on each."""
    recipe = facts[0].cause.recipe if facts[0].cause else None
    if recipe is not None:
        steps = [item.cause.step for item in facts if item.cause and item.cause.step]
        return joined(_distinct([*steps, recipe]), "", " ")
    return joined(_distinct(item.fix for item in facts if item.fix), "", " ")


def _each(facts: Sequence[Finding], part: Callable[[Finding], Text | None]) -> Text | None:
    """One of their columns, each fact's beside the others'."""
    texts = _distinct(text for text in map(part, facts) if text is not None)
    return joined(texts, "；", "; ") if texts else None


def _distinct(texts: Iterable[Text]) -> tuple[Text, ...]:
    return tuple(dict.fromkeys(texts))
