"""Calls in what reports say, for readers who can make them and for those who cannot."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook

from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding
from jlxx_check.reporters.brief import to_brief
from jlxx_check.reporters.calls_told import judged_by, without_commands
from jlxx_check.reporters.html import to_html
from jlxx_check.reporters.xlsx import to_xlsx
from jlxx_check.text import Lang, Text, same
from tests.support.samples import judged


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


_FIX = Text(
    "请补交材料；已经交了的，加上 --show files 再检查，可以看到每个文件认成了什么。",
    "Add it; where it is there, --show files tells how each file was understood.",
)


def test_who_cannot_call_is_told_where_the_files_are_shown() -> None:
    """The page and the workbook show them; a text for a chat has nothing of the kind."""
    wrong = Finding("package.recognised", Level.WARNING, same("不明文件"), fix=_FIX)
    report = replace(judged("complying"), findings=(wrong,))
    page = to_html(report, Lang.ZH).decode()
    assert "“文件辨认”一节写明每个文件认成了什么" in page
    book = load_workbook(BytesIO(to_xlsx(report, Lang.ZH)))
    cells = " ".join(str(cell.value) for sheet in book for row in sheet.rows for cell in row)
    assert "“文件清单”表写明每个文件认成了什么" in cells
    chat = to_brief(report, Lang.ZH).decode()
    assert "补交材料" in chat
    assert "认成了什么" not in chat
    assert not any("--show" in said for said in (page, cells, chat))


@pytest.mark.parametrize(
    ("pack", "received", "asked"),
    [
        ("jilin-2023", None, ""),
        ("aku-2026", "2026-03-01", " --rules aku-2026 --received 2026-03-01"),
        ("我的 规则包", None, ' --rules "我的 规则包"'),
    ],
)
def test_a_call_is_named_as_it_was_made(pack: str, received: str | None, asked: str) -> None:
    assert judged_by(pack, received) == asked
