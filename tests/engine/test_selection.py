from __future__ import annotations

import pytest

from jlxx_check.engine.selection import NothingSelected, only_single, select_rules
from jlxx_check.testing.rule_cases import bound


def ids(select: tuple[str, ...], ignore: tuple[str, ...]) -> set[str]:
    _, rules = bound("jilin-2023")
    return {rule.id for rule in select_rules(tuple(rules.values()), select, ignore)}


@pytest.mark.parametrize(
    ("select", "ignore", "within", "without"),
    [
        ((), (), {"video.codec", "quota.stars"}, set()),
        (("video",), (), {"video.codec", "video.sound"}, {"quota.stars"}),
        (("video.codec",), (), {"video.codec"}, {"video.sound"}),
        ((), ("video",), {"quota.stars"}, {"video.codec"}),
        (("video",), ("video.codec",), {"video.sound"}, {"video.codec"}),
        (("视频编码为H.264",), (), {"video.codec"}, {"video.sound"}),
        (("video", "quota.stars"), (), {"video.codec", "quota.stars"}, {"quota.projects"}),
    ],
)
def test_selection(
    select: tuple[str, ...], ignore: tuple[str, ...], within: set[str], without: set[str]
) -> None:
    chosen = ids(select, ignore)
    assert within <= chosen
    assert not without & chosen


@pytest.mark.parametrize(
    ("select", "ignore", "says"),
    [
        (("vidoe",), (), "video"),
        ((), ("video.codek",), "video.codec"),
        (("video.codec",), ("video",), "--select"),
        (("vid",), (), "video"),
    ],
)
def test_a_name_that_matches_nothing_is_an_error(
    select: tuple[str, ...], ignore: tuple[str, ...], says: str
) -> None:
    with pytest.raises(NothingSelected) as caught:
        ids(select, ignore)
    assert says in caught.value.text.zh


def test_a_single_package_needs_a_rule_of_its_own() -> None:
    _, rules = bound("jilin-2023")
    across = [rule for rule in rules.values() if rule.id.startswith("batch.")]
    only_single([*across, rules["video.codec"]])
    with pytest.raises(NothingSelected) as caught:
        only_single(across)
    assert "batch" in caught.value.text.zh
