from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from jlxx_check.reporters.terminal.page import wrap
from jlxx_check.values.visible import visible


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("视频时长应在四至五分钟之间", 10, ["视频时长应", "在四至五分", "钟之间"]),
        ("一二三四五，六七", 10, ["一二三四", "五，六七"]),
        ("one two three", 8, ["one two", "three"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("", 10, [""]),
        ("见（附件）", 4, ["见", "（附", "件）"]),
    ],
)
def test_wrap(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


@given(st.text().map(visible), st.integers(4, 60))
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(line) <= width for line in lines)
