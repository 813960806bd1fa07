"""Whatever stands in a field: the general checks say something of it, and none of them fails."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.general import entry, pack

from jlxx_check.checks.registry import REGISTRY

CHECKS = {
    "form.number": {"field": "栏", "unit": ["人"], "at_least": 10, "at_most": 90},
    "form.date": {"field": "栏", "first": "1900-01-01", "last": "2199-12-31"},
    "form.person-age": {"born": "栏", "id_number": "栏", "at_least": 150, "day": "1900-01-01"},
    "form.bare-unit": {"field": "栏", "posts": ["教师", "长"]},
    "form.text-length": {"field": "栏", "at_least": 3, "at_most": 9, "warns": 0.5},
}
SIGNS = (
    "0123456789一二三十百千万年月日号.-/~至人名约近余多（）()□☑√○〇、，。农民教师长 　\n𠮷"
    "\u200b\ufeffａ"
)


@pytest.mark.parametrize("name", CHECKS)
@given(st.one_of(st.text(SIGNS, max_size=30), st.text(max_size=20)))
def test_any_text_of_a_field(name: str, text: str) -> None:
    found = REGISTRY[name]
    assert found.parameters is not None
    want = found.parameters.model_validate(CHECKS[name])
    for one in (entry({"栏": text}), entry(None, row={"姓名": "张三", "栏": text})):
        outcomes = list(found.function(entry=one, pack=pack(), want=want))
        assert outcomes
        assert all(item.message or item.status == "pass" for item in outcomes)
