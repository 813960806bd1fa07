from __future__ import annotations

from jlxx_check.batch.summing import SharedParts, in_short
from jlxx_check.model.report import Report
from jlxx_check.values.frozen_json import from_json, to_json
from tests.support.variants import complying_report


def test_the_same_report_of_fewer_parts() -> None:
    data = to_json(Report, complying_report())
    shared = SharedParts()
    first, second = (shared.report(from_json(Report, data)) for _ in range(2))
    assert first == second == in_short(complying_report())
    assert first.rules[0] is second.rules[0]
    assert first.rules[0].title is second.rules[0].title
    assert first.rules[0].parameters is second.rules[0].parameters
    assert first.tallies[0] is second.tallies[0]
    assert first.entries[0].name is second.entries[0].name
