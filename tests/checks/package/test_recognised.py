"""What is said of a file that counts as nothing: the reason once, and its advice as the fix."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jlxx_check.checks.package.recognised import recognised
from jlxx_check.model.package import Reason, Unassigned
from jlxx_check.testing.case_packages import build_package
from jlxx_check.testing.rule_cases import bound
from jlxx_check.text import Text, behind_colon

PACK, _ = bound("jilin-2023")


@pytest.mark.parametrize(
    ("why", "said", "fix"),
    [
        (
            Text("看不出是谁的材料。请放进本人的文件夹。", "Nothing tells whose. Put it there."),
            Text("看不出是谁的材料。", "Nothing tells whose."),
            Text("请放进本人的文件夹。", "Put it there."),
        ),
        (
            Text("在“甲”的材料里。请写明。要交的，请改名。", "It is “1. A”'s. Say so. Rename it."),
            Text("在“甲”的材料里。", "It is “1. A”'s."),
            Text("请写明。要交的，请改名。", "Say so. Rename it."),
        ),
        (
            Text("看不出用途", "Nothing tells what for"),
            Text("看不出用途。", "Nothing tells what for."),
            None,
        ),
        # In one language alone it is not parted: both have to say the same.
        (
            Text("看不出，多余的请删除。", "Nothing tells. Delete it."),
            Text("看不出，多余的请删除。", "Nothing tells. Delete it."),
            None,
        ),
    ],
)
def test_what_the_reason_advises_is_not_said_twice(why: Text, said: Text, fix: Text | None) -> None:
    item = Unassigned("甲.txt", Reason.UNKNOWN, why)
    (found,) = recognised(replace(build_package({}, PACK), unassigned=(item,)))
    assert found.message is not None
    assert found.message.zh == f"文件“甲.txt”没有计入任何材料：{said.zh}"
    assert found.message.en == f"The file “甲.txt” counts as no material: {behind_colon(said.en)}"
    assert found.fix == fix
