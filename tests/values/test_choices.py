from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check.values.choices import answers, chosen, names_one, only_answer


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("☑农民 □工人", ("农民",)),
        ("□农民 ☑工人", ("工人",)),
        ("农民√ 工人", ("农民",)),
        ("农民□ 工人☑", ("工人",)),
        ("□农民 □工人", ()),
        ("农民", None),
        ("二○二三", None),
    ],
)
def test_what_is_ticked(text: str, options: tuple[str, ...] | None) -> None:
    assert chosen(text) == options


@pytest.mark.parametrize(
    "text", ["农民", "農民", "农民、党员", "农民（种植）", " 农 民 ", "☑农民 □工人"]
)
def test_a_farmer(text: str) -> None:
    assert names_one(text, ["农民"])


@pytest.mark.parametrize(
    "text", ["", "农民工", "非农民", "□农民 ☑工人", "□农民 □工人", "农民日报记者"]
)
def test_no_farmer(text: str) -> None:
    assert not names_one(text, ["农民"])


@pytest.mark.parametrize(
    ("text", "held"), [("务农人员", True), ("不是务农人员", False), ("□务农 ☑务工", False)]
)
def test_words_within_an_answer(text: str, held: bool) -> None:
    assert names_one(text, [], ["务农"]) is held


@pytest.mark.parametrize(
    ("text", "named"),
    [("德 育", "德育"), ("☑德育 □美育", "德育"), ("德育、美育", None), ("", None), ("□德育", None)],
)
def test_one_answer_alone(text: str, named: str | None) -> None:
    assert only_answer(text) == named


@given(st.text("☑□√○●农民工人、， 二三/", max_size=20))
def test_any_text_names_something_or_not(text: str) -> None:
    assert all(answers(text))
    names_one(text, ["农民"], ["工"])
