"""Whatever a package's files hold: it is understood, judged, and put out in every format."""

from __future__ import annotations

import json
import pickle

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from jlxx_check.engine.evidence import subjects
from jlxx_check.engine.judge import judge
from jlxx_check.model.facts import ReadFailure, Unreadable
from jlxx_check.model.report import Report
from jlxx_check.reporters.formats import FORMATS
from jlxx_check.reporters.json_report import schema
from jlxx_check.reporters.report_options import Options
from jlxx_check.text import Lang
from tests.engine.anything import packages, rules
from tests.support.examples import tried

PACKS = ("jilin-2023", "aku-2026")
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
CHECK_RAISED = "程序检查这一项时出错"


def judged(data: st.DataObject, pack: str) -> Report:
    package = data.draw(packages(pack))
    report = judge(package, rules(pack).pack, rules(pack).rules)
    raised = [(item.rule, item.why.zh) for item in report.not_judged if CHECK_RAISED in item.why.zh]
    assert raised == []
    counts = report.summary
    assert counts.passed == sum(rule.passed for rule in report.rules)
    assert counts.not_judged == len(report.not_judged)
    unread = {
        path
        for path, facts in package.facts.items()
        if isinstance(facts.body, Unreadable | ReadFailure)
    }
    assert not any(
        file.media for entry in report.entries for file in entry.files if file.path in unread
    )
    return report


@pytest.mark.parametrize("pack", PACKS)
@tried(20, suppress_health_check=SLOW)
@given(data=st.data())
def test_every_package_is_judged(data: st.DataObject, pack: str) -> None:
    judged(data, pack)


@pytest.mark.parametrize("pack", PACKS)
@tried(20, suppress_health_check=SLOW)
@given(data=st.data())
def test_every_package_reaches_another_process_as_it_is(data: st.DataObject, pack: str) -> None:
    """That of plugins' checks; the subjects of each scope are the same there, in their order."""
    given = data.draw(packages(pack)), rules(pack).pack
    there = pickle.loads(pickle.dumps(given))
    assert there == given
    for spec in given[1].rules.values():
        for scope in spec.scopes:
            assert [*subjects(there[0], scope, there[1])] == [*subjects(given[0], scope, given[1])]


@tried(10, suppress_health_check=SLOW)
@given(data=st.data(), lang=st.sampled_from(Lang))
def test_every_report_is_put_out(data: st.DataObject, lang: Lang) -> None:
    report = judged(data, "jilin-2023")
    options = Options(package_link="../材料", files=True)
    out = {name: item.render(report, lang, options) for name, item in FORMATS.items()}
    assert all(out.values())
    assert list(Draft202012Validator(schema()).iter_errors(json.loads(out["json"]))) == []
