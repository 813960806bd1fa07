"""What the end of a file's name promises."""

from __future__ import annotations

import pytest

from jlxx_check.model.kind_lookup import extension


@pytest.mark.parametrize(
    ("path", "ending"),
    [
        ("张三/证件照.JPG", ".jpg"),
        ("证件照．jpg", ".jpg"),
        ("证件照.ｊｐｇ", ".jpg"),
        ("推介表.docx.pdf", ".pdf"),
        ("张三．材料/推介表", ""),
        ("推介表", ""),
    ],
)
def test_extension(path: str, ending: str) -> None:
    assert extension(path) == ending
