from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from jlxx_check.engine.judge import judge
from jlxx_check.model.facts import Photo
from jlxx_check.model.outcome import Level, failed, not_judged, passed, review
from jlxx_check.model.report import Report
from jlxx_check.model.tallies import Tally
from jlxx_check.testing.case_packages import build_package
from jlxx_check.testing.rule_cases import bound
from jlxx_check.text import same
from tests.engine.test_judge import outcomes, report

ID = "220104197209159030"


def judged(entry: dict[str, Any], **settings: Any) -> Report:
    pack, rules = bound("jilin-2023")
    data = {"entries": [{"kind": "star", "name": "王建国", **entry}]}
    return judge(build_package(data, pack), pack, tuple(rules.values()), **settings)


def test_values_come_in_the_packs_order_short_ones_only() -> None:
    form = {"联系电话": "13800000051", "主要事迹": "学" * 61, "国籍": "", "姓名": "王\n建国"}
    values = judged({"form": form}).entries[0].values
    said = [(value.label, value.text) for value in values]
    assert said == [("姓名", "王 建国"), ("联系电话", "138****0051")]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (ID, "2201**********9030"),
        ("2201041972091590", "2201********1590"),
        ("1380000005", "138***0005"),
        ("84567890123", "845******23"),
        ("20190501", "20190501"),
        ("12220199MB9900726H", "12220199MB9900726H"),
        ("2022年1500人次", "2022年1500人次"),
    ],
)
def test_numbers_are_masked_even_where_they_are_wrong(text: str, shown: str) -> None:
    assert judged({"form": {"备注": text}}).entries[0].values[0].text == shown


def test_numbers_are_whole_where_they_were_asked_for() -> None:
    assert judged({"form": {"身份证号": ID}}, show_personal=True).entries[0].values[0].text == ID


def test_files_carry_their_measures_or_what_is_wrong_with_them() -> None:
    broken = {"cause": "corrupt", "detail": "照片已损坏。"}
    files = [
        {"path": "a.jpg", "role": "id-photo", "size": 77},
        {"path": "b.jpg", "role": "activity-photo", "photo": {"width": 999}},
        {"path": "c.jpg", "role": "activity-photo", "unreadable": broken},
    ]
    first, second, third = judged({"files": files}).entries[0].files
    assert (first.size, first.media, first.problem) == (77, None, None)
    assert isinstance(second.media, Photo)
    assert second.media.width == 999
    assert third.problem == same("照片已损坏。")


def test_tallies_say_what_became_of_each_entry() -> None:
    given = (
        passed(entry="star/1"),
        passed(entry="star/1"),
        failed(same("不对"), entry="star/1"),
        review(same("请看"), entry="star/2"),
        not_judged(same("没有"), entry="star/2"),
        passed(),
    )
    stars = [{"kind": "star", "name": "甲"}, {"kind": "star", "name": "乙"}]
    made = report(outcomes(*given), {"entries": stars}, level=Level.ERROR)
    assert set(made.tallies) == {
        Tally("test.rule", "star/1", passed=2, failed=1),
        Tally("test.rule", "star/2", review=1, not_judged=1),
        Tally("test.rule", None, passed=1),
    }


def test_tallies_add_up_to_the_rules() -> None:
    made = judged({"form": {"姓名": "王建国"}, "files": [{"path": "a.mp4", "role": "video"}]})
    sums: Counter[tuple[str, str]] = Counter()
    for tally in made.tallies:
        for name in ("passed", "failed", "not_judged"):
            sums[tally.rule, name] += getattr(tally, name)
    for rule in made.rules:
        for name in ("passed", "failed", "not_judged"):
            assert sums[rule.id, name] == getattr(rule, name)
        assert rule.why is not None
        assert rule.check
