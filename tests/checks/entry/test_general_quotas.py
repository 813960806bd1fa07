"""Quotas over kinds, by unit and by category, either/or; shares of a class."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from tests.support.general import pack, package

from jlxx_check.checks.entry.either import Alternatives, either
from jlxx_check.checks.entry.field_quotas import FieldQuota, by_field
from jlxx_check.checks.entry.quotas import Quota, entries_count
from jlxx_check.checks.entry.shares import ClassShare, share
from jlxx_check.model.outcome import Outcome, Status
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import Unit

STAR, PROJECT = {"kind": "star"}, {"kind": "project"}


def some(number: int, **item: Any) -> dict[str, Any]:
    return {"name": item.pop("name", "某"), "repeat": number, **item}


def count(
    want: dict[str, Any], *entries: dict[str, Any], own: Pack | None = None, **more: Any
) -> Any:
    (outcome,) = entries_count(package(*entries, **more), own or pack(), Quota.model_validate(want))
    return outcome


@pytest.mark.parametrize(
    ("stars", "projects", "status"),
    [(3, 2, Status.PASS), (5, 0, Status.PASS), (4, 2, Status.FAIL), (0, 0, Status.FAIL)],
)
def test_kinds_are_counted_together(stars: int, projects: int, status: Status) -> None:
    outcome = count(
        {"kind": ["star", "project"], "at_least": 1, "at_most": 5},
        *([some(stars)] if stars else []),
        *([some(projects, kind="project", name="课堂")] if projects else []),
    )
    assert outcome.status is status
    if stars == 4:
        assert "共6个，应为1至5个" in outcome.message.zh


ZONES = {
    "kind": "star",
    "at_least": 1,
    "by_unit": [
        {"units": ["样例市经开区教育局"], "at_least": 3},
        {"words": ["开发区", "高新区"], "at_least": 2},
    ],
}


@pytest.mark.parametrize(
    ("name", "number", "status"),
    [
        ("样例市高新区教育局", 1, Status.FAIL),
        ("样例市高新区教育局", 2, Status.PASS),
        ("样例市经开区教育局", 2, Status.FAIL),
        ("样例市朝阳区教育局", 1, Status.PASS),
        ("样例市朝阳区教育局", 0, Status.FAIL),
        ("样例市高新区材料", 1, Status.FAIL),
        ("样例市经开区教育局 7月8日", 2, Status.FAIL),
        ("样例市经开区教育局幼儿园", 1, Status.PASS),  # another one
        ("材料", 1, Status.NOT_JUDGED),
        ("材料", 3, Status.PASS),  # enough whoever sent it
        ("材料", 0, Status.FAIL),  # too few whoever did
        ("高新区", 2, Status.PASS),  # a word tells, though the name is no organisation's
    ],
)
def test_zones_hand_in_more_than_others(name: str, number: int, status: Status) -> None:
    entries = [some(number)] if number else []
    outcome = count(ZONES, *entries, name=name)
    assert outcome.status is status
    if status is Status.NOT_JUDGED:
        assert "不知道“材料”是哪个单位" in outcome.message.zh
        assert "--units" in outcome.fix.zh
    if name == "材料" and status is Status.FAIL:
        assert "应为至少1名" in outcome.message.zh  # what the least of them would ask


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("甲学院", Status.FAIL),
        ("甲学院继续教育处", Status.NOT_JUDGED),  # not on the list: its type is not known
        ("甲院", Status.FAIL),
        ("乙局", Status.PASS),
    ],
)
def test_a_units_type_is_the_lists(name: str, status: Status) -> None:
    own = pack(
        units=(
            Unit(name="甲学院", aliases=("甲院",), type="高校"),
            Unit(name="乙局", type="市州"),
        )
    )
    want = {"kind": "star", "at_most": 2, "by_unit": [{"types": ["高校"], "at_most": 1}]}
    assert count(want, some(2), own=own, name=name).status is status


MODELS = {
    "kind": "star",
    "field": "类别",
    "values": ["助人为乐", "见义勇为", "孝老爱亲"],
    "at_most": 1,
}


def categories(*said: str, **want: Any) -> list[Outcome]:
    entries = [
        {"name": f"人{place}", "form": {"姓名": f"人{place}", "类别": text}}
        for place, text in enumerate(said)
    ]
    return list(by_field(package(*entries), pack(), FieldQuota.model_validate({**MODELS, **want})))


def test_each_category_has_one_at_most() -> None:
    statuses = [item.status for item in categories("助人为乐", "见义勇为", "助人为乐")]
    assert statuses == [Status.FAIL, Status.PASS, Status.PASS]
    (wrong, *_) = categories("助人为乐", "☑助人为乐 □见义勇为")
    assert wrong.message is not None
    assert "“助人为乐”的有2个" in wrong.message.zh or "“助人为乐”的有2名" in wrong.message.zh
    assert "人0、人1" in wrong.message.zh


def test_a_category_with_words_around_it() -> None:
    found = categories("助人为乐模范", "助人为乐类（个人）", "非见义勇为")
    assert [item.status for item in found] == [Status.FAIL, Status.PASS, Status.PASS]


def test_who_names_no_category_leaves_open_what_could_be() -> None:
    found = categories("助人为乐", "", "助人为乐")
    assert [item.status for item in found] == [Status.FAIL, Status.PASS, Status.PASS]
    found = categories("助人为乐", "另一类")
    assert [item.status for item in found] == [Status.NOT_JUDGED, Status.PASS, Status.PASS]
    assert found[0].message is not None
    assert "人1" in found[0].message.zh


def test_a_category_may_have_limits_of_its_own() -> None:
    found = categories("助人为乐", "助人为乐", limits={"助人为乐": {"at_most": 2}})
    assert {item.status for item in found} == {Status.PASS}
    found = categories("助人为乐", at_least=1)
    assert [item.status for item in found] == [Status.PASS, Status.FAIL, Status.FAIL]


def test_categories_as_they_are_written() -> None:
    found = categories("德育", "德 育", "美育", values=[])
    assert [item.status for item in found] == [Status.FAIL, Status.PASS]


EITHER = {"either": [{"star": {"at_least": 1, "at_most": 2}}, {"project": {"at_most": 1}}]}


@pytest.mark.parametrize(
    ("stars", "projects", "status"),
    [(2, 0, Status.PASS), (0, 1, Status.PASS), (1, 1, Status.FAIL), (3, 0, Status.FAIL)],
)
def test_one_quota_or_the_other(stars: int, projects: int, status: Status) -> None:
    entries = [some(stars)] if stars else []
    entries += [some(projects, kind="project", name="课堂")] if projects else []
    (outcome,) = either(package(*entries), pack(), Alternatives.model_validate(EITHER))
    assert outcome.status is status
    if status is Status.FAIL:
        assert outcome.message is not None
        assert "1至2名；或者" in outcome.message.zh


FARMERS = {
    "kind": "star",
    "title": {"zh": "农民", "en": "farmers"},
    "of": {"field": "身份", "values": ["农民"], "others": ["工人", "干部"]},
    "at_least": 25,
}


def shares(*said: str, **want: Any) -> Outcome:
    entries = [
        {"name": f"人{place}", "form": {"姓名": f"人{place}", "身份": text}}
        for place, text in enumerate(said)
    ]
    (outcome,) = share(package(*entries), pack(), ClassShare.model_validate({**FARMERS, **want}))
    return outcome


def test_the_number_that_would_do_is_said() -> None:
    outcome = shares(*["农民"] * 3, *["工人"] * 17)
    assert outcome.status is Status.FAIL
    assert outcome.message is not None
    assert "共20名，其中农民3名（15%），应不少于25%，至少要有5名。" in outcome.message.zh
    assert outcome.fix is not None
    assert "2名" in outcome.fix.zh


@pytest.mark.parametrize(
    ("farmers", "others", "unknown", "status"),
    [
        (5, 15, 0, Status.PASS),
        (5, 16, 0, Status.FAIL),  # 25 % of 21 is 6
        (5, 13, 2, Status.PASS),  # enough whoever the two are
        (4, 15, 1, Status.NOT_JUDGED),
        (3, 16, 1, Status.FAIL),  # too few whoever the one is
    ],
)
def test_the_unknown_decide_only_where_they_could(
    farmers: int, others: int, unknown: int, status: Status
) -> None:
    outcome = shares(*["农民"] * farmers, *["工人"] * others, *["自由"] * unknown)
    assert outcome.status is status
    if unknown and status is not Status.PASS:
        assert outcome.message is not None
        assert f"人{farmers + others}" in outcome.message.zh


@pytest.mark.parametrize(("heads", "status"), [(1, Status.PASS), (2, Status.FAIL)])
def test_not_too_many(heads: int, status: Status) -> None:
    outcome = shares(*["农民"] * heads, *["工人"] * (19 - heads), at_least=None, at_most=10)
    assert outcome.status is status
    if status is Status.FAIL:
        assert outcome.message is not None
        assert "最多只能有1名" in outcome.message.zh


def test_nobody_put_forward_is_no_share() -> None:
    assert not list(share(package(), pack(), ClassShare.model_validate(FARMERS)))


def test_rows_without_material_count_too() -> None:
    registers = [
        {
            "kind": "star",
            "path": "登记表.xlsx",
            "columns": ["姓名", "身份"],
            "rows": [{"姓名": "甲", "身份": "农民"}, {"姓名": "乙", "身份": "工人"}],
        }
    ]
    (outcome,) = share(package(registers=registers), pack(), ClassShare.model_validate(FARMERS))
    assert outcome.status is Status.PASS


@given(st.floats(0.5, 99.5), st.integers(1, 500))
def test_the_number_is_the_least_that_reaches_the_share(percent: float, whole: int) -> None:
    percent = round(percent, 1)
    number = ClassShare.model_validate({**FARMERS, "at_least": percent}).fewest(whole)
    assert number * 1000 >= round(percent * 10) * whole > (number - 1) * 1000
    most = ClassShare.model_validate({**FARMERS, "at_least": None, "at_most": percent}).most(whole)
    assert most * 1000 <= round(percent * 10) * whole < (most + 1) * 1000


@pytest.mark.parametrize(
    ("model", "want"),
    [
        (ClassShare, {**FARMERS, "at_least": None}),
        (ClassShare, {**FARMERS, "at_least": 50, "at_most": 20}),
        (ClassShare, {**FARMERS, "of": {"field": "身份"}}),
        (FieldQuota, {**MODELS, "values": [], "at_least": 1}),
        (FieldQuota, {**MODELS, "limits": {"敬业奉献": {"at_most": 2}}}),
        (Quota, {"kind": "star", "by_unit": [{"at_least": 2}]}),
        (Alternatives, {"either": [{"star": {"at_most": 1}}]}),
    ],
)
def test_what_cannot_be_meant_is_refused(model: Any, want: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        model.model_validate(want)
