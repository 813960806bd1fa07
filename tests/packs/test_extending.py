"""Packs that extend others: what comes along, what is replaced, where faults are said to be."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.packs.minimal import PACK, RULE, write_pack

from jlxx_check.api import check
from jlxx_check.authoring.meaning import stated_numbers
from jlxx_check.engine.binding import bind
from jlxx_check.model.pack import Pack
from jlxx_check.packs import PackError, list_packs, load_source
from jlxx_check.packs.extending import extend
from jlxx_check.packs.source import MergedPack
from jlxx_check.text import Lang

NESTED = Path(__file__).parent / "nested"

#: A notice above, whose quote names its numbers.
ABOVE_RULE = RULE.replace("{kind: star}", "{kind: star, at_least: 6, at_most: 10}").replace(
    "clause: 一\n",
    "clause: 一\n    quote: 推介{at_least}至{at_most}名\n    reading: 截止{deadline}\n",
)
HEAD = """\
format: jlxx-pack/1
extends: ../above
id: below
title: {zh: 下级通知, en: A nested notice}
issuer: 下级单位
"""


def _packs(tmp_path: Path, below: str = "", head: str = HEAD) -> Path:
    write_pack(tmp_path / "above", quota=ABOVE_RULE)
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "pack.yaml").write_text(head + below, encoding="utf-8")
    return tmp_path / "below"


def _below(tmp_path: Path, below: str = "") -> Pack:
    return load_source(_packs(tmp_path, below)).pack


def test_everything_comes_along_and_is_marked_as_the_parents(tmp_path: Path) -> None:
    pack = _below(tmp_path)
    rule = pack.rules["quota.stars"]
    assert (pack.id, pack.title.zh) == ("below", "下级通知")
    assert (rule.clause, rule.quote) == ("上级通知 一", "推介6至10名")
    assert pack.told_by == {"quota.stars": "small"}
    assert [(above.id, above.title.zh) for above in pack.parents] == [("small", "小通知")]
    assert [item.clause for item in pack.outline] == ["上级通知 一", "上级通知 二"]
    assert list(pack.kinds) == ["star", "best-star"]


def test_a_clause_of_its_own_makes_the_rule_its_own(tmp_path: Path) -> None:
    more = (
        "rules:\n  quota.stars:\n    with: {at_most: 2, at_least: 1}\n    clause: 五\n"
        "    quote: 各推{at_least}至{at_most}名\n"
    )
    pack = _below(tmp_path, more)
    rule = pack.rules["quota.stars"]
    assert (rule.clause, rule.quote, pack.told_by) == ("五", "各推1至2名", {})
    assert rule.with_ == {"kind": "star", "at_least": 1, "at_most": 2}
    assert rule.fix.zh == "请增减。"


def test_a_clause_without_words_takes_the_parents_words_away(tmp_path: Path) -> None:
    rule = _below(tmp_path, "rules: {quota.stars: {clause: 五}}\n").rules["quota.stars"]
    assert (rule.clause, rule.quote) == ("五", None)


def test_what_is_not_the_parents_words_follows_the_nested_notice(tmp_path: Path) -> None:
    rule = _below(tmp_path, "deadline: 2029-12-01\n").rules["quota.stars"]
    assert rule.reading is not None
    assert rule.reading.zh == "截止2029年12月1日"


def test_lists_are_replaced_unless_they_say_what_is_added(tmp_path: Path) -> None:
    more = (
        "leftovers: {add: [a.tmp]}\nattachments: {drop: [证书], add: [奖状]}\n"
        "kinds: {star: {words: [读书之星]}}\nunits: {add: [{name: 丙局}]}\n"
    )
    pack = _below(tmp_path, more)
    assert pack.leftovers == ("Thumbs.db", "a.tmp")
    assert pack.attachments == ("奖状",)
    assert pack.kinds["star"].words == ("读书之星",)
    assert [unit.name for unit in pack.units] == ["甲局", "乙局", "丙局"]


def test_half_an_address_or_text_is_none(tmp_path: Path) -> None:
    pack = _below(tmp_path, "delivery: {office: 另一处}\nroles: {form: {title: 申报表}}\n")
    assert pack.delivery.postcode is None
    assert pack.roles["form"].title.en == "申报表"


def test_another_check_does_not_inherit_parameters(tmp_path: Path) -> None:
    more = "rules: {quota.stars: {check: package.leftovers, clause: null}}\n"
    assert _below(tmp_path, more).rules["quota.stars"].with_ == {}


def test_what_is_dropped_is_gone_and_asks_nothing_any_more(tmp_path: Path) -> None:
    more = "drop: {rules: [quota.stars], kinds: [best-star], units: [乙局], outline: [二]}\n"
    own = RULE.replace("quota.stars", "quota.own").replace("一", "null")
    pack = _below(tmp_path, more + own)
    assert (list(pack.rules), list(pack.kinds)) == (["quota.own"], ["star"])
    assert [unit.name for unit in pack.units] == ["甲局"]
    (item,) = pack.outline
    assert item.asks_nothing is not None


def test_a_pack_that_drops_its_last_rule_judges_nothing_and_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="no rule"):
        _below(tmp_path, "drop: {rules: [quota.stars]}\n")


def test_what_is_about_dropped_kinds_alone_goes_with_them(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(NESTED, tmp_path / "nested"))
    head = copy / "college" / "pack.yaml"
    written = head.read_text(encoding="utf-8")
    drop = "kinds: [project, special-star]"
    head.write_text(written.replace("rules: [package.balance]", drop), encoding="utf-8")
    source = load_source(copy / "college")
    bind(source)
    pack = source.pack
    assert (list(pack.kinds), list(pack.forms), list(pack.registers)) == (["star"],) + (
        ["star"],
    ) * 2
    assert not [name for name in pack.rules if name.startswith(("project.", "special."))]
    assert {"quota.stars", "photo.blank", "register.matches-form"} <= pack.rules.keys()
    assert "*.summary" not in pack.rules["photo.blank"].scopes
    assert pack.rules["register.matches-form"].scopes == ("star",)
    points = [item for item in pack.outline if item.clause.endswith("二（二）5")]
    assert points
    assert pack.told_by.keys() <= pack.rules.keys()
    assert all(item.asks_nothing for item in points)


def test_winners_of_all_lists_count_once(tmp_path: Path) -> None:
    folder = _packs(tmp_path)
    listed = "年度,姓名,单位\n2020,甲,某局\n"
    (tmp_path / "above" / "previous-winners.csv").write_text(listed, encoding="utf-8")
    (folder / "previous-winners.csv").write_text(listed + "2021,乙,某局\n", encoding="utf-8")
    assert [winner.name for winner in load_source(folder).pack.winners] == ["甲", "乙"]


def test_the_digest_covers_the_parents(tmp_path: Path) -> None:
    folder = _packs(tmp_path)
    before = load_source(folder).pack.sha256
    rules = tmp_path / "above" / "rules" / "quota.yaml"
    rules.write_text(ABOVE_RULE.replace("at_most: 10", "at_most: 9"), encoding="utf-8")
    assert load_source(folder).pack.sha256 != before


# What the nested pack says besides its head, its line from the head on, and what is said of it.
FAULTS = [
    ("rules:\n  quota.star: {with: {at_most: 5}}\n", 2, "did you mean 'quota.stars'?"),
    ("rules:\n  quota.stars: {levl: error}\n", 2, "did you mean 'level'?"),
    ("kinds:\n  stars: {words: [星]}\n", 2, "unknown kind 'stars'; did you mean 'star'?"),
    ("roles:\n  foto: {words: [照]}\n", 2, "did you mean 'photo'?"),
    ("forms: {stars: {fields: {}}}\n", 1, "unknown form 'stars'"),
    ("registers: {stars: {order: 序号}}\n", 1, "unknown register 'stars'"),
    ("drop:\n  rules: [quota.star]\n", 2, "unknown rule 'quota.star'; did you mean 'quota.stars'?"),
    ("drop:\n  rule: [quota.stars]\n", 2, "unknown key 'rule'; did you mean 'rules'?"),
    ("drop: {units: [丁局]}\n", 1, "unknown unit '丁局'"),
    ("drop: {outline: [九]}\n", 1, "unknown clause '九'"),
    ("drop: [quota.stars]\n", 1, "'drop' is written"),
    ("drop: {rules: quota.stars}\n", 1, "'drop' is written"),
    ("leftovers: {drop: [nichts]}\n", 1, "unknown value 'nichts'"),
    ("leftovers: {ad: [x]}\n", 1, "'leftovers': a list is needed"),
    ("rules:\n  quota.stars:\n    quote: 各推若干名\n", 3, "its clause is needed, too"),
    ("rules:\n  quota.stars:\n    with: {at_most: 5}\n", 3, "restate clause and quote"),
    (
        "rules:\n  quota.stars:\n    clause: 五\n    quote: '{at_mast}名'\n",
        4,
        "did you mean 'at_most'?",
    ),
    ("rules:\n  quota.stars:\n    fix: 减到{at_most名\n", 3, "without its partner"),
    ("parents: []\n", 1, "follows from 'extends'"),
    ("told_by: {}\n", 1, "follows from 'extends'"),
]


@pytest.mark.parametrize(("below", "down", "said"), FAULTS)
def test_a_fault_is_told_in_the_nested_file(
    tmp_path: Path, below: str, down: int, said: str
) -> None:
    folder = _packs(tmp_path, below)
    with pytest.raises(PackError) as caught:
        bind(load_source(folder))
    hits = [item for item in caught.value.problems if said in item.message.en]
    assert hits, str(caught.value)
    line = HEAD.count("\n") + down
    assert (hits[0].file, hits[0].line) == (folder / "pack.yaml", line)
    assert hits[0].say(Lang.ZH) != hits[0].say(Lang.EN)


def test_a_fault_of_the_parent_is_told_in_the_parents_file(tmp_path: Path) -> None:
    folder = _packs(tmp_path)
    rules = tmp_path / "above" / "rules" / "quota.yaml"
    rules.write_text(ABOVE_RULE.replace("level: error", "level: eror"), encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load_source(folder)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == (rules, 8)


@pytest.mark.parametrize(
    ("extends", "said"),
    [
        ("jilin-2032", "did you mean 'jilin-2023'?"),
        ("../abvoe", "holds no pack.yaml"),
        ("/above", "is absolute"),
        ("C:\\above", "is absolute"),
        ("[above]", "takes the id of a pack"),
        ("", "takes the id of a pack"),
        ("../below", "in a ring: below → below"),
    ],
)
def test_a_parent_that_is_none(tmp_path: Path, extends: str, said: str) -> None:
    folder = _packs(tmp_path, head=HEAD.replace("../above", extends))
    with pytest.raises(PackError) as caught:
        load_source(folder)
    (problem,) = caught.value.problems
    assert said in problem.message.en
    assert (problem.file, problem.line) == (folder / "pack.yaml", 2)


def test_a_ring_of_three_is_named(tmp_path: Path) -> None:
    for name, above in (("a", "../b"), ("b", "../c"), ("c", "../b")):
        (tmp_path / name).mkdir()
        text = HEAD.replace("../above", above).replace("id: below", f"id: {name}")
        (tmp_path / name / "pack.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load_source(tmp_path / "a")
    said = caught.value.problems[0].message.en
    assert "in a ring: b → c → b" in said
    for name in ("b", "c"):
        assert f"{tmp_path / name / 'pack.yaml'}:2" in said
    assert f"{tmp_path / 'a'}" not in said


@pytest.mark.parametrize("key", ["id", "title", "issuer"])
def test_a_nested_notice_says_who_it_is(tmp_path: Path, key: str) -> None:
    head = "".join(f"{line}\n" for line in HEAD.splitlines() if not line.startswith(key))
    with pytest.raises(PackError, match=f"'{key}' is missing|缺少“{key}”"):
        load_source(_packs(tmp_path, head=head))


def test_a_base_is_no_notice() -> None:
    assert not any(name.startswith("_") for name in list_packs())
    for name in ("_any", "_zh", "_lifelong", "_en"):
        with pytest.raises(PackError) as caught:
            load_source(name)
        (problem,) = caught.value.problems
        assert "is a base" in problem.message.en


def test_what_a_base_offers_is_taken_by_naming_it(tmp_path: Path) -> None:
    text = PACK.replace("format: jlxx-pack/1\n", "format: jlxx-pack/1\nextends: _zh\n")
    text = text.replace("leftovers: [Thumbs.db]\n", "")
    text = text.replace("photo: {title: 照片, content: [photo]}", "photo: {}")
    taken = RULE + "  package.leftovers: {}\n"
    pack = load_source(write_pack(tmp_path / "small", text, quota=taken)).pack
    assert list(pack.rules) == ["quota.stars", "package.leftovers"]
    assert list(pack.roles) == ["form", "photo"]
    assert "相片" in pack.roles["photo"].words
    assert ".DS_Store" in pack.leftovers
    assert pack.parents == ()
    assert pack.rules["package.leftovers"].clause is None


def test_a_base_cannot_extend_a_notice(tmp_path: Path) -> None:
    with pytest.raises(PackError) as caught:
        load_source(_packs(tmp_path, "base: true\n"))
    assert any("a base cannot extend a notice" in item.message.en for item in caught.value.problems)


def test_a_list_of_the_values_is_put_where_it_is_named(tmp_path: Path) -> None:
    text = PACK.replace("leftovers: [Thumbs.db]", 'leftovers: "{names.left}"')
    pack = load_source(
        write_pack(tmp_path / "small", text + "values: {names: {left: [a, b]}}\n")
    ).pack
    assert pack.leftovers == ("a", "b")


def test_a_province_a_city_a_college() -> None:
    for name, rules in (("city", 67), ("college", 66)):
        source = load_source(NESTED / name)
        assert len(source.pack.rules) == rules
        assert list(stated_numbers(source)) == []
        written = (NESTED / name / "pack.yaml").read_text(encoding="utf-8")
        assert written.count("\n") < 40
    pack = source.pack
    assert [above.id for above in pack.parents] == ["sample-city-2023", "jilin-2023"]
    rules_of = {name: pack.rules[name] for name in pack.rules}
    assert rules_of["quota.stars"].quote == "各二级学院推介“百姓学习之星”至多1名"
    assert rules_of["quota.projects"].clause == "市通知 一"
    assert rules_of["quota.projects"].quote == "“终身学习品牌项目”不超过2个"
    assert rules_of["star.photos"].clause == "上级通知 三（二）1（2）"
    assert rules_of["package.deadline"].quote == "请于2023年6月20日18:00前报送"
    assert rules_of["star.repeated"].quote == "可推介“百姓学习之星”6至10名"
    assert [unit.name for unit in pack.units] == ["样例学院"]
    assert pack.winners == load_source("jilin-2023").pack.winners


def test_what_is_found_cites_the_notice_that_asks_for_it(tmp_path: Path) -> None:
    (tmp_path / "样例市西城区教育局").mkdir()
    package = tmp_path / "样例市西城区教育局"
    (package / "说明.txt").write_text("稍后补交。", encoding="utf-8")
    late = datetime(2023, 7, 1, 9, 0)  # noqa: DTZ001  # China time, as people write it
    report = check(package, NESTED / "city", received=late)
    said = {finding.rule: (finding.clause, finding.quote) for finding in report.findings}
    assert report.pack.id == "sample-city-2023"
    assert said["package.deadline"] == ("二", "请于2023年6月30日前报市教育局")
    assert said["quota.stars"] == ("一", "各区推介“百姓学习之星”1至3名")
    assert said["package.public-notice"][0] == "上级通知 四"


def test_the_example_may_be_copied_anywhere(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(NESTED, tmp_path / "嵌套"))
    assert load_source(copy / "college").pack.id == "sample-college-2023"


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["rules", "kinds", "units", "outline", "add", "drop", "with", "clause", "quote"]
            )
            | st.text(max_size=3),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
DATA = st.dictionaries(
    st.sampled_from(["rules", "kinds", "roles", "forms", "units", "outline", "drop", "base", "id"]),
    ANY,
    max_size=6,
)


@given(DATA, DATA)
def test_whatever_is_laid_over_whatever_there_is_an_answer(
    above: dict[str, object], below: dict[str, object]
) -> None:
    lines = {(): (Path("pack.yaml"), 1)}
    merged = extend(MergedPack(above, dict(lines), []), MergedPack(below, dict(lines), []))
    assert isinstance(merged.data, dict)
