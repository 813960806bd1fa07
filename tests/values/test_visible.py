from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check.values.visible import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("王建国（证件照）.jpg", "王建国（证件照）.jpg"),
        ("[red]x[/]", "[red]x[/]"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("gpj.\u202etxt", "gpj.\\u202etxt"),
        ("\udcff.jpg", "\\xff.jpg"),
        ("one\ntwo\tthree", "one two three"),
        ("\x07", "\\x07"),
        ("姓\u3000名", "姓\u3000名"),
    ],
)
def test_acting_characters_are_spelt_out(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(st.characters()))
def test_nothing_acting_is_left(text: str) -> None:
    shown = visible(text)
    assert not any(unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") for char in shown)
    shown.encode("utf-8")
