from __future__ import annotations

import pytest

from jlxx_check.values.posts import held_title

LEADING = ("县长", "县委书记", "处长", "正处级", "人大常委会副主任")
UNCERTAIN = ("团县委书记", "调研员(正处级)", "局长", "校长", "院长", "二级巡视员", "调研员")
FORMER = ("原", "退休", "曾任", "离任")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("某县副县长", "leading"),
        ("某县县委书记", "leading"),
        ("正处级干部", "leading"),
        ("某厅处长", "leading"),
        ("松原市某县县长", "leading"),
        ("原任教师，现任某县县长", "leading"),
        ("某县原县长", "uncertain"),
        ("某县县长（退休）", "uncertain"),
        ("某县人大常委会副主任", "leading"),
        ("某县人大常委会原副主任", "uncertain"),
        ("某县县委原书记", "uncertain"),
        ("团县委书记", "uncertain"),
        ("某县县长（已离任）", "uncertain"),
        ("一级调研员（正处级）", "uncertain"),
        ("某县教育局局长", "uncertain"),
        ("二级巡视员", "uncertain"),
        ("某县县长助理", "none"),
        ("某厅处长秘书", "none"),
        ("某县县委书记办公室科员", "none"),
        ("长春市某县教育局职教科科长", "none"),
        ("联系人：王处长", "none"),
        ("", "none"),
    ],
)
def test_the_persons_own_present_post(text: str, kind: str) -> None:
    assert held_title(text, LEADING, UNCERTAIN, FORMER).kind == kind
