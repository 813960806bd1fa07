"""Words of reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from jlxx_check.model.decision import Choice, Decision
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding
from jlxx_check.reporters.wording import advice, may_be_sealed, verdict_text
from jlxx_check.text import same
from tests.support.samples import judged


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
