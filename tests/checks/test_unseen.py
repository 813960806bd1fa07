"""What may be missing only because it could not be looked at."""

from __future__ import annotations

from dataclasses import replace

from jlxx_check import load_pack
from jlxx_check.checks.first_steps import SHOW_FIRST
from jlxx_check.checks.unseen import may_be_unread, may_be_unseen
from jlxx_check.model.document import Cell, Document, Table
from jlxx_check.model.outcome import Status, failed, passed
from jlxx_check.testing.case_facts import sample_document
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


def test_what_is_missing_may_be_what_is_hidden() -> None:
    missing = failed(same("登记表没有“联系电话”一列。"))
    hidden = may_be_unread(sample_document("姓名", unseen=["工作表“登记表”H列被隐藏"]), missing)
    assert (hidden.status, hidden.fix) == (Status.FAIL, SHOW_FIRST)
    assert hidden.message is not None
    assert "H列被隐藏" in hidden.message.zh
    assert may_be_unread(sample_document("姓名"), missing) == missing


def test_what_is_in_order_is_not_sought_among_the_hidden() -> None:
    document = sample_document("姓名", unseen=["工作表“旧”是隐藏的"])
    assert may_be_unread(document, passed()) == passed()


def test_a_table_whose_name_was_lost_may_have_been_known_by_that_alone() -> None:
    lost = {"path": "????.xlsx", "reason": "nameless", "text": "张三\n李四"}
    package = build_package({"unassigned": [lost]}, load_pack().pack)
    missing = failed(same("没有找到登记表。"))
    assert may_be_unseen(package, missing, by_text=True) == missing
    (facts,) = package.facts.values()
    assert isinstance(facts.body, Document)
    table = Table("Sheet1", (Cell(0, 0, "张三"), Cell(1, 0, "李四")), sheet=True)
    tabled = replace(facts, body=replace(facts.body, blocks=(table,)))
    package = replace(package, facts={facts.path: tabled})
    assert may_be_unseen(package, missing, by_text=True).status is Status.NOT_JUDGED
