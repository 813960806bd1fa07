"""Who sent a delivery: papers before names, a person before all, and doubt where they differ."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jlxx_check.batch.batch_settings import BatchSettings
from jlxx_check.batch.senders import mail_claims, name_claims, sender_notes, settle, who_sent
from jlxx_check.model.sender import SenderClaim, SenderSource
from tests.support.batches import sample_batch

UNITS = BatchSettings().known_units()


def claims(*said: str) -> list[SenderClaim]:
    pairs = (one.split(" ", 1) for one in said)
    return [SenderClaim(SenderSource(source), unit, "某处") for source, unit in pairs]


@pytest.mark.parametrize(
    ("said", "unit", "doubt"),
    [
        (["register 长春市教育局"], "长春市教育局", None),
        (["register 延边州教育局", "name 延边教育局"], "延边朝鲜族自治州教育局", None),
        (["register 长春市教育局职成处", "letter 长春市教育局"], "长春市教育局", None),
        (["register 示例大学"], "示例大学", None),
        (["form 长春市教育局"], "长春市教育局", None),
        (["name 长春市教育局"], "长春市教育局", None),
        (["mail 长春市教育局"], "长春市教育局", None),
        (["name 四平市教育局", "mail 长春市教育局"], "四平市教育局", "长春市教育局"),
        (["register 长春市教育局", "name 吉林市教育局"], "长春市教育局", "吉林市教育局"),
        # the papers contradict each other: neither, and both are named
        (["register 长春市教育局", "register 吉林市教育局"], None, "吉林市教育局"),
        (["register 长春市教育局", "letter 吉林市教育局", "name 长春市教育局"], None,
         "吉林市教育局"),
        (["register 长春市教育局", "register 长春市教育局幼儿园"], None, "长春市教育局幼儿园"),
        # a county's letter comes along; a county signed the forms
        (["register 长春市教育局", "letter 示例县教育局"], "长春市教育局", "示例县教育局"),
        (["form 示例县教育局", "name 长春市教育局"], "长春市教育局", None),
        # a person's word
        (["person 长春市教育局", "register 吉林市教育局", "register 四平市教育局"], "长春市教育局",
         "吉林市教育局"),
        ([], None, "都没有写"),
    ],
)  # fmt: skip
def test_what_claims_come_to(said: list[str], unit: str | None, doubt: str | None) -> None:
    sender = who_sent(claims(*said), UNITS)
    assert (sender.unit, sender.known) == (unit, unit is not None)
    assert (sender.doubt is None) is (doubt is None)
    assert doubt is None or (sender.doubt is not None and doubt in sender.doubt.zh)


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("长春市教育局", "长春市教育局"),
        ("长春市教育局补充材料(1)", "长春市教育局"),
        ("吉林市教育局（修改后）", "吉林市教育局"),
        ("1-示例大学-张三", "示例大学"),
        ("示例大学百姓学习之星推介材料最终版", "示例大学"),
        ("北华示例大学（终身学习品牌项目）", "北华示例大学"),
        ("长春市教育局职成处", "长春市教育局"),
        ("长春市教育局幼儿园", "长春市教育局幼儿园"),
        ("A.B大学", "A.B大学"),
        *((name, None) for name in (
            "材料(1)", "新建文件夹", "新建文件夹 (2)", "邮箱下载", "张三", "第一批", "7月10日U盘",
            "2023", "补充材料", "最终版", "附件1", "01", "百姓学习之星", "吉林省教育厅", "长春",
            "项目部",
        )),
    ],
)  # fmt: skip
def test_what_names_tell(name: str, unit: str | None) -> None:
    assert UNITS.named(name) == unit
    said = name_claims(f"{name}.zip", name, UNITS)
    assert [claim.unit for claim in said] == ([unit] if unit else [])


def test_a_folder_around_speaks_where_the_own_name_says_nothing() -> None:
    said = name_claims("示例大学/材料(1).zip", "材料(1)", UNITS)
    assert [claim.unit for claim in said] == ["示例大学"]
    said = name_claims("长春市教育局/示例县教育局.zip", "示例县教育局", UNITS)
    assert [claim.unit for claim in said] == ["示例县教育局"]


def test_a_form_taken_from_another_unit_does_not_make_its_delivery_that_units() -> None:
    own = claims("register 长春市教育局", "name 长春市教育局")
    copied = claims("register 长春市教育局", "name 吉林市教育局")
    found = settle({"a": own, "b": copied}, UNITS, {})
    assert [found[name].unit for name in "ab"] == ["长春市教育局", "吉林市教育局"]
    doubt = found["b"].doubt
    assert doubt is not None
    assert doubt.zh == (
        "报送单位写得不一致：登记表“某处”写的是“长春市教育局”，而该单位另有自己的一份材料，"
        "可能是套用了它的表格；暂按名称作为“吉林市教育局”的材料检查"
    )
    # alone, its papers speak; so they do for a name that says nothing, and a person for both
    assert settle({"b": copied}, UNITS, {})["b"].unit == "长春市教育局"
    silent = claims("register 长春市教育局")
    assert settle({"a": own, "b": silent}, UNITS, {})["b"].unit == "长春市教育局"
    word = claims("person 四平市教育局")[0]
    assert settle({"a": own, "b": copied}, UNITS, {"b": word})["b"].unit == "四平市教育局"


def test_what_a_mail_tells() -> None:
    said = mail_claims(["长春市教育局补充材料", "张三", "1234@qq.com", ""], UNITS)
    assert [(claim.unit, claim.where) for claim in said] == [
        ("长春市教育局", "长春市教育局补充材料")
    ]
    assert mail_claims(["材料", "张三 <zhangsan@163.com>"], UNITS) == ()


@pytest.mark.parametrize(
    ("said", "note"),
    [
        (
            ["register 长春市教育局", "name 吉林市教育局"],
            "“甲.zip”的报送单位写得不一致：登记表“某处”写的是“长春市教育局”，名称“某处”写的是"
            "“吉林市教育局”；暂作为“长春市教育局”的材料检查。请核实；不符的，请在单位名单（--units）的"
            "“文件”“单位”两栏写明。",
        ),
        (
            ["register 长春市教育局", "letter 吉林市教育局"],
            "不知道“甲.zip”是哪个单位报送的（材料中写的报送单位不一致：登记表“某处”写的是"
            "“长春市教育局”，报送函“某处”写的是“吉林市教育局”），没有写通知，未报送的单位里可能有它；"
            "请在单位名单（--units）的“文件”“单位”两栏写明。",
        ),
        (["register 长春市教育局"], None),
    ],
)
def test_what_a_person_is_told_of_a_sender_in_doubt(said: list[str], note: str | None) -> None:
    sender = who_sent(claims(*said), UNITS)
    first = sample_batch().deliveries[0]
    delivery = replace(first, path="甲.zip", unit=sender.unit, sender=sender)
    assert [text.zh for text in sender_notes([delivery], UNITS)] == ([note] if note else [])
