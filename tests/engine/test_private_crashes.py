"""A check that raises is told by the error's kind alone, in every format."""

from __future__ import annotations

import pytest

from jlxx_check.reporters.formats import FORMATS
from jlxx_check.reporters.report_options import Options
from jlxx_check.text import Lang
from tests.engine.test_judge import report
from tests.support.read_back import read_back

SECRETS = ("13812345678", "22010419700101123X", "张三丰")


def raises() -> list[object]:
    raise LookupError(*SECRETS)


@pytest.mark.parametrize("format_", sorted(FORMATS))
def test_no_report_holds_what_a_check_stumbled_on(format_: str) -> None:
    made = report(raises, {})
    (item,) = made.not_judged
    assert item.fault
    out = read_back(format_, FORMATS[format_].render(made, Lang.ZH, Options()))
    assert not any(word in out for word in SECRETS)
    assert "LookupError" in item.why.zh
