from __future__ import annotations

import pytest

from jlxx_check.probes.pdf.read_pdf import without_running_heads


@pytest.mark.parametrize(
    ("pages", "lines"),
    [
        ([["总结", "一", "1"], ["总结", "二", "2"]], ["一", "二"]),
        ([["总结", "一", "第1页 共2页"], ["总结", "二", "第2页 共2页"]], ["一", "二"]),
        ([["一", "甲"], ["二", "乙"]], ["一", "甲", "二", "乙"]),
        ([["一", "1"]], ["一", "1"]),
        ([["一", "1"], [], ["二", "2"]], ["一", "二"]),
        (
            [["同", "同", "同", "同", "一"], ["同", "同", "同", "同", "二"]],
            ["同", "一", "同", "二"],
        ),
        ([["1"], ["2"]], []),
        ([["长" * 31, "一"], ["长" * 31, "二"]], ["长" * 31, "一", "长" * 31, "二"]),
        ([], []),
    ],
)
def test_what_pages_repeat_is_no_text(pages: list[list[str]], lines: list[str]) -> None:
    assert without_running_heads(pages) == lines
