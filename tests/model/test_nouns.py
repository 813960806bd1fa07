from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import jlxx_check
from jlxx_check.engine.across_packages import compare
from jlxx_check.engine.rule_run import run_rule
from jlxx_check.model.nouns import (
    FORM,
    FORMS,
    FULL_REGISTER,
    PUT_FORWARD,
    REGISTER,
    REGISTERS,
    SPECIAL,
    USUAL,
    Nouns,
    nouns_by_kind,
    nouns_of,
)
from jlxx_check.model.outcome import failed
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import RoleSpec, Terms
from jlxx_check.packs import load_source
from jlxx_check.testing.case_packages import build_package
from jlxx_check.testing.rule_cases import Case, bound, gathered
from jlxx_check.text import Text, same
from tests.test_cases import ALL

OTHER = Nouns(
    Text("推荐表", "entry form"),
    Text("推荐人选汇总表", "table of entries"),
    Text("汇总表", "table"),
    Text("推荐", "nominated"),
)


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        (Text(f"没有{FORM}。", f"There is no {FORM}."), "没有推荐表。", "There is no entry form."),
        (same(FORMS), "推荐表", "entry forms"),
        (same(REGISTER), "汇总表", "table"),
        (same(REGISTERS), "汇总表", "tables"),
        (same(FULL_REGISTER), "推荐人选汇总表", "table of entries"),
        (same(f"{PUT_FORWARD}!"), "推荐!", "nominated!"),
        (SPECIAL, "特别推荐", "special"),
        (same("{form} 推介表"), "{form} 推介表", "{form} 推介表"),
    ],
)
def test_words_stand_for_marks(text: Text, zh: str, en: str) -> None:
    assert OTHER.fill(text) == Text(zh, en)


@pytest.mark.parametrize(
    ("noun", "several"),
    [("form", "forms"), ("summary", "summaries"), ("survey", "surveys"), ("index", "indexes"),
     ("Approval sheet", "Approval sheets"), ("申报表", "申报表"), ("", "")],
)  # fmt: skip
def test_several_in_english(noun: str, several: str) -> None:
    assert replace(USUAL, form=same(noun)).fill(same(FORMS)).en == several


def test_an_outcome_speaks_in_all_its_texts() -> None:
    said = same(FORM)
    filled = OTHER.outcome(failed(said, expected=said, observed=said, fix=said, file="a.docx"))
    assert {filled.message, filled.expected, filled.observed, filled.fix} == {OTHER.form}
    assert filled.file == "a.docx"


def test_a_kind_has_its_own_form() -> None:
    pack = load_source("jilin-2023").pack
    roles = {
        **pack.roles,
        "paper": RoleSpec(title=same("申报书"), content=("document",), plays="form"),
    }
    star = pack.kinds["star"]
    kinds = {**pack.kinds, "star": star.model_copy(update={"roles": ("paper", "id-photo")})}
    nouns = nouns_by_kind(pack.model_copy(update={"roles": roles, "kinds": kinds}))
    assert [nouns[kind].form.zh for kind in (None, "star", "project")] == [
        "推介表",
        "申报书",
        "推介表",
    ]


def test_what_a_pack_does_not_name_has_a_usual_word() -> None:
    pack = load_source("jilin-2023").pack.model_copy(
        update={"roles": {}, "kinds": {}, "terms": Terms()}
    )
    assert nouns_of(pack) == USUAL


JILIN = re.compile("推介|登记表")
ENGLISH = re.compile(r"\b(forms?|registers?|put forward)\b")
CALLED = {
    "form": Text("推荐表", "sheet"),
    "register": Text("汇总表", "roll"),
}


def in_other_words(pack: Pack) -> Pack:
    """The pack under other titles."""
    roles = {
        role: spec.model_copy(update={"title": CALLED.get(role, spec.title)})
        for role, spec in pack.roles.items()
    }
    terms = Terms(put_forward=Text("推荐", "nominated"))
    return pack.model_copy(update={"roles": roles, "terms": terms})


def strings(value: Any) -> Iterator[str]:
    """All that a case, a rule or a pack says."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from strings(key)
            yield from strings(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from strings(item)
    elif hasattr(value, "zh"):
        yield from (value.zh, value.en)


def of_the_program(text: str, given: list[str]) -> str:
    """The text without what the case and the pack brought in."""
    for part in given:
        text = text.replace(part, "·")
    return text


@pytest.mark.parametrize("rule", sorted({case.rule for case in ALL}))
def test_every_case_speaks_the_packs_words(rule: str) -> None:
    for case in ALL:
        if case.rule == rule:
            speaks_the_packs_words(case)


def speaks_the_packs_words(case: Case) -> None:
    own, rules = bound(case.pack)
    pack, rule = in_other_words(own), rules[case.rule]
    if case.with_ and rule.check.parameters is not None:
        rule = rule.with_settings(case.with_)
    if rule.spec.across:
        found, _ = compare(gathered(case.packages, pack), [rule], pack, show=str)
        said = [item.finding for item in found]
        texts = [text for item in said for text in (item.message, item.expected, item.observed)]
    else:
        run = run_rule(rule, build_package(case.packages[0], pack), pack, str)
        texts = [
            text
            for item in run.findings
            for text in (item.message, item.expected, item.observed, item.fix)
        ] + [text for left in run.not_judged for text in (left.why, left.fix)]
    spec = rule.spec.model_dump()
    fields = [*own.forms.values(), *own.registers.values()]
    given = {*strings(spec), *strings(case.packages)} | {
        name for one in fields for name in one.fields
    }
    given |= {"in a form that can be read"}
    given |= {*strings([item.model_dump() for item in own.not_known])}
    given = {part for text in given for part in re.split(r"\{\w+\}", text)}
    brought = sorted(
        (part for part in given if JILIN.search(part) or ENGLISH.search(part)),
        key=len,
        reverse=True,
    )
    for text in filter(None, texts):
        assert not JILIN.search(of_the_program(text.zh, brought)), (str(case), text.zh)
        assert not ENGLISH.search(of_the_program(text.en, brought)), (str(case), text.en)
        assert not re.search("[\ufdd0-\ufddf]", text.zh + text.en), str(case)


#: Words of one notice that no code may say; these places read what people type, or name a file.
NOTICE = re.compile("百姓学习之星|终身学习品牌|特别感人|推介|登记表")
MAY_READ = {
    "batch/assigned.py", "batch/dates_received.py", "batch/unit_contacts.py",
    "batch/unit_names.py", "checks/form/telling.py",
    "forms/form_words.py", "inventory/vocabulary.py", "values/remarks.py",
    "batch/output_names.py", "reporters/batch/__init__.py", "cli/desk_options.py",
    "cli/commands/init.py", "batch/publishing.py", "cli/commands/batch.py",
    # They speak to who writes packs, or read notices.
    "authoring/draft/found_subjects.py", "authoring/draft/kind_names.py",
    "authoring/draft/quantities.py", "authoring/draft/quotas_by_unit.py",
    "authoring/draft/standing_rules.py", "authoring/judged_scopes.py", "authoring/meaning.py",
    "authoring/check_catalogue.py", "cli/commands/rules/new.py", "packs/references.py",
}  # fmt: skip
SOURCE = Path(jlxx_check.__file__).parent


def test_no_code_says_the_notices_words() -> None:
    saying = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if NOTICE.search(source := path.read_text(encoding="utf-8"))
        for text in _said(ast.parse(source))
        if NOTICE.search(text)
    }
    assert saying == MAY_READ
    pages = {path for path in SOURCE.rglob("*.j2") if NOTICE.search(path.read_text("utf-8"))}
    assert not pages


def _said(tree: ast.Module) -> Iterator[str]:
    """Every string but docstrings, and but what a check and its parameters are for (``zh``)."""
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        explained = isinstance(node, ast.keyword) and node.arg == "zh"
        if isinstance(node, ast.AnnAssign):
            explained = isinstance(node.target, ast.Name) and node.target.id == "zh"
        if explained:
            alone |= {id(inner) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.value
