"""Words of reports."""

from __future__ import annotations

import pytest

from jlxx_check.reporters.wording import without_commands


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            "请先统一名称，再检查一次；加上 --show files 可以看到认成了什么。",
            "请先统一名称，再检查一次。",
        ),
        ("Check again; --show files tells how.", "Check again."),
        ("甲。请写 --received 2023-07-08。乙。", "甲。乙。"),
        ("请写 --received。", ""),
        ("请重新压缩；也可装好组件（见 jlxx-check doctor）。", "请重新压缩。"),
        ("由 jlxx-check 生成。", "由 jlxx-check 生成。"),  # no call
        ("视频改为1280×720。", "视频改为1280×720。"),
        ("文件夹“a--b”改名。", "文件夹“a--b”改名。"),  # no option
        ("The size is 1.5 MB; mend it.", "The size is 1.5 MB; mend it."),
    ],
)
def test_without_commands(text: str, left: str) -> None:
    assert without_commands(text) == left
