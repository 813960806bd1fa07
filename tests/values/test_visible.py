from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check.values.visible import readable_name, visible

#: A name of bytes in GBK, as Python has it.
OLD = "长春".encode("gbk").decode("utf-8", "surrogateescape")


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


@pytest.mark.parametrize(
    ("name", "taken", "read"),
    [
        ("王建国.jpg", (), "王建国.jpg"),
        (OLD, (), "长春"),
        (
            "长春".encode("gbk").decode("utf-8", "surrogateescape"),
            ("长春",),
            "\\udcb3\\udca4\\udcb4\\udcba",
        ),
        ("坏\udcff", (), "坏\\udcff"),
        ("\ud800", (), "\\ud800"),
        ("a\u202eb", (), "a\u202eb"),
    ],
)
def test_names_of_bytes_are_read_where_they_can_be(
    name: str, taken: tuple[str, ...], read: str
) -> None:
    assert readable_name(name, taken) == read


@given(st.text(st.characters()))
def test_any_name_becomes_text(name: str) -> None:
    readable_name(name).encode("utf-8")
