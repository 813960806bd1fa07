"""What a letter numbers is the unit's to mend."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jlxx_check.model.decision import Choice
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import NotJudged
from jlxx_check.reporters.letter_items import (
    MEND,
    VERIFIED,
    asks_to_mend,
    letter_items,
    title_of,
)
from jlxx_check.text import same
from tests.support.reviewed import decided, decision, finding, small_report


def test_a_decision_without_effect_is_the_offices_and_not_the_units() -> None:
    made = small_report((finding("quota.stars", "error", None),))
    warned = decided(made, decision("video.duration", "star/1"))
    assert [item.rule for item in warned.findings if item.of_the_call] == ["decision.unused"]
    assert [item.rule for item in letter_items(warned)] == ["quota.stars"]


@pytest.mark.parametrize(
    ("choice", "asked", "why", "told"),
    [
        (Choice.WRONG, 1, "名单无一线人员", "不符合要求：名单无一线人员。"),
        (Choice.WRONG, 1, "名单无一线人员。", "不符合要求：名单无一线人员。"),
        (Choice.WRONG, 1, " ", "不符合要求。"),
        (Choice.CONFIRMED, 0, "看过", ""),
        (None, 0, "", ""),
    ],
)
@pytest.mark.parametrize("judged", [True, False])
def test_what_a_reviewer_found_wrong_is_the_units_to_mend(
    choice: Choice | None, asked: int, why: str, told: str, judged: bool
) -> None:
    made = small_report((finding("star.conduct", "review", "star/1"),))
    if not judged:
        made = small_report((), (NotJudged("star.conduct", same("读不出来"), "star/1", "a.jpg"),))
    if choice is not None:
        said = replace(decision("star.conduct", "star/1"), choice=choice, why=why)
        made = decided(made, said)
    items = letter_items(made)
    assert len(items) == asked
    assert asks_to_mend(made) == bool(asked)
    assert title_of(made) == (MEND if asked else VERIFIED)
    for item in items:
        assert item.level is Level.ERROR
        assert item.message.zh.endswith(f"经工作人员核对，{told}")
        assert item.objection is None
