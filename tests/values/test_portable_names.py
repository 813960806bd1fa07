from __future__ import annotations

from pathlib import PureWindowsPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jlxx_check.values.portable_names import folded, portable, unportable

NAMES = st.text(st.characters(exclude_characters="/\x00"), min_size=1, max_size=80)


@pytest.mark.parametrize(
    ("name", "becomes"),
    [
        ("长春市教育局", "长春市教育局"),
        ("A/B:C*?", "A_B_C__"),
        ("..", "_"),
        ("../../x", "_._.._x"),
        ("名称. . ", "名称"),
        (" 名称", "名称"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("COM¹", "_COM¹"),
        ("console", "console"),
        ("a\u202eb\x1b[31m", "a_b_[31m"),
        (".隐藏", "_隐藏"),
        ("", "_"),
        ("学" * 90, "学" * 40),
        ("\udcff", "_"),
    ],
)
def test_portable(name: str, becomes: str) -> None:
    assert portable(name) == becomes


@given(NAMES)
@example("\xa0")
@example("甲.\xa0.")
def test_a_portable_name_is_one_name_on_every_system(name: str) -> None:
    made = portable(name)
    assert made
    assert not set(made) & set('<>:"/\\|?*')
    assert made == made.strip() == made.rstrip(".")
    assert not PureWindowsPath(made).is_reserved() if hasattr(made, "is_reserved") else True
    assert len(made.encode()) <= 200
    assert portable(made) == made
    assert unportable(made) is None


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("推介表.docx", None),
        ("01_王建国", None),
        (".隐藏", None),
        ("家👨\u200d👩.jpg", None),
        ("e\u0301.txt", None),
        ("学" * 80, None),
        ("学" * 81, "too long"),
        ("a:b.txt", "“:”"),
        ("甲?.jpg", "“?”"),
        ("名\n称", "invisible"),
        ("甲\u202e乙.txt", "invisible"),
        ("名称. ", "Windows alters"),
        (" 名称", "Windows alters"),
        ("", "Windows alters"),
        ("aux.docx", "device"),
        ("auxiliary.docx", None),
        ("\udcb3\udca4.txt", "garbled"),
    ],
)
def test_unportable(name: str, said: str | None) -> None:
    found = unportable(name)
    assert (found is None) if said is None else (found is not None and said in found.en)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("IMG.JPG", "img.jpg", True),
        ("é.txt", "e\u0301.txt", True),
        ("甲", "乙", False),
    ],
)
def test_folded(one: str, other: str, alike: bool) -> None:
    assert (folded(one) == folded(other)) is alike
