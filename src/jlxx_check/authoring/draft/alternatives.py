"""Demands of which one will do: not below 5 MB, or 3000 pixels long; a person holds either."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from jlxx_check.authoring.draft.counted import QUOTA
from jlxx_check.authoring.draft.filled import fill
from jlxx_check.authoring.draft.grammar import topics
from jlxx_check.authoring.draft.proposals import Proposal
from jlxx_check.authoring.draft.quantities import Quantity
from jlxx_check.authoring.draft.spoken import reviewing
from jlxx_check.model.outcome import Level

#: What stands between two numbers of which either will do.
_OR = re.compile(r"[),]{0,2}(?:或者?|或是)(?!以上|以下|更)[^,;。\d]{0,10}[(]?")


def either_will_do(
    plain: str, told: list[tuple[Quantity, list[Proposal]]]
) -> dict[int, list[Proposal]]:
    """Place in ``told`` → questions in the place of its rules, where either number will do.

    told: the numbers of the sentence, in order, with what was made of each.
    """
    asked: dict[int, list[Proposal]] = {}
    for place, ((one, first), (two, second)) in enumerate(pairwise(told)):
        told_twice = [(item.check, item.with_) for item in (*first, *second)]
        differ = any(item != told_twice[0] for item in told_twice)
        if differ and first[0].topic != QUOTA and _OR.fullmatch(plain[one.end : two.start]):
            asked[place] = [_question(item) for item in first]
            asked[place + 1] = [_question(item) for item in second]
    return asked


def _question(item: Proposal) -> Proposal:
    said = topics().said["review"]
    ask = {"ask": fill({"zh": said.zh, "en": said.en}, {})}
    check = reviewing(item.scope)
    return replace(item, check=check, with_=ask, level=Level.REVIEW, no_check=True)
