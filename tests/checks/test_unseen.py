"""What may be missing only because it could not be looked at."""

from __future__ import annotations

from jlxx_check import load_pack
from jlxx_check.checks.unseen import may_be_unseen
from jlxx_check.model.outcome import Status, failed
from jlxx_check.testing.case_packages import build_package
from jlxx_check.text import same


def test_the_archive_is_named_and_not_what_lies_in_it() -> None:
    shut = {"path": "材料.zip", "reason": "unreadable", "problem": {"cause": "password"}}
    inside = {"path": "材料.zip/照片1.jpg", "reason": "unreadable"}
    for unassigned in ([inside, shut], [shut, inside]):
        package = build_package({"unassigned": unassigned}, load_pack().pack)
        outcome = may_be_unseen(package, failed(same("缺少推介表。")))
        assert outcome.status is Status.NOT_JUDGED
        assert outcome.message is not None
        assert "“材料.zip”" in outcome.message.zh
