from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from jlxx_check.reporters.markdown import escaped, to_markdown
from jlxx_check.text import Lang
from jlxx_check.values.visible import visible
from tests.support.nasty import nasty_report
from tests.support.read_back import markdown_html

GITHUB = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("王建国（证件照）.jpg", "王建国（证件照）.jpg"),
        ("2023-07-13 4:00–5:00", "2023-07-13 4:00–5:00"),
        ("*a*", "\\*a\\*"),
        ("<b>", "\\<b\\>"),
        ("a|b", "a\\|b"),
        ("[x](y)", "\\[x\\](y)"),
        ("https://x", "https\\://x"),
        ("www.x", "www\\.x"),
        ("- a", "&#45; a"),
        ("12. a", "&#49;2. a"),
        ("2023 a", "2023 a"),
        ("a\nb", "a b"),
        ("\x1b[0m", "\\\\x1b\\[0m"),
    ],
)
def test_escaped(text: str, written: str) -> None:
    assert escaped(text) == written


@given(st.text(st.characters(), min_size=1), st.sampled_from(["", "- ", "# ", "| a |\n| - |\n| "]))
def test_any_text_is_text(text: str, front: str) -> None:
    html = GITHUB.render(front + escaped(text))
    shown = unescape(re.sub(r"<[^>]*>", "", html))
    tags = set(re.findall(r"<(\w+)", html))
    assert tags <= {"p", "ul", "li", "h1", "table", "thead", "tbody", "tr", "th", "td"}
    body = shown.split("a", 1)[1] if front.startswith("|") else shown
    assert re.sub(r"\s", "", body) == re.sub(r"\s", "", visible(text))


def test_tables_and_lists_are_made() -> None:
    html = markdown_html(to_markdown(nasty_report("王建国"), Lang.EN))
    assert html.count("<table") == 2
    assert "<h1>Report: 王建国</h1>" in html
    assert html.count("<h2") == 6
    assert "[ ] <strong>review</strong>" in html
