"""Words of reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from jlxx_check.model.decision import Choice, Decision
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding
from jlxx_check.reporters.wording import advice, may_be_sealed, verdict_text, without_commands
from jlxx_check.text import same
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


def test_what_a_reviewer_found_wrong_is_said_with_the_verdict() -> None:
    report = judged("complying")
    wrong = Decision("star.conduct", None, Choice.WRONG, "赵", date(2023, 7, 13), "像两个人")
    item = Finding("star.conduct", Level.REVIEW, same("请核对"))
    for found, objected in ((item, False), (replace(item, objection=wrong), True)):
        said = replace(report, findings=(found,))
        assert said.verdict is report.verdict  # the program's own
        assert ("人工核对有问题" in verdict_text(said).zh) == objected
        assert ("人工核对有问题" in advice(said).zh) == objected
        assert ("可报送" in advice(said).zh) != objected
        assert may_be_sealed(said) != objected
