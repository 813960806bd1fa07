"""Cases of a rule as YAML: ``tests/cases/<rule>.yaml``.

    rule: quota.stars
    pack: jilin-2023            # the default
    cases:
      - name: five stars are too few
        with: {at_least: 6}     # optional: changes to the pack's parameters
        package: {...}          # see tests/support/build.py
        expect:                 # exactly these findings, in any order
          - {level: error, entry: star/1, file: a.jpg, where: 表1 姓名, says: 5 名}

``says``, ``observed``, ``expected`` and ``fix`` are searched in the Chinese text. Instead of a
list, ``expect`` is ``pass`` (judged, nothing found, nothing unjudged), ``not-judged`` (nothing
found, something left unjudged) or ``nothing`` (the rule does not apply).
A rule across packages has ``packages: [{...}, …]`` instead of ``package``; names and paths that are
not given are 甲局, 乙局 …, their paths 1甲局, 2乙局 …

With a list, ``not_judged: N`` may stand beside ``expect``: what is left unjudged (default 0).
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from jlxx_check.across import Traits, compare, traits_of
from jlxx_check.binding import BoundRule, bind
from jlxx_check.engine.run import RuleRun, run_rule
from jlxx_check.model.pack import Pack
from jlxx_check.model.report import Finding
from jlxx_check.packs import load_source
from tests.support.build import build_package

KEY = b"only for tests"
CASES = Path(__file__).parents[1] / "cases"


@dataclass(frozen=True)
class Case:
    """One case of one rule."""

    rule: str
    pack: str
    name: str
    packages: list[dict[str, Any]]
    expect: str | list[dict[str, Any]]
    with_: dict[str, Any]
    not_judged: int

    def __str__(self) -> str:
        return f"{self.rule}: {self.name}"


@cache
def bound(pack: str) -> tuple[Pack, dict[str, BoundRule]]:
    """A pack and its bound rules by id."""
    source = load_source(pack)
    return source.pack, {rule.id: rule for rule in bind(source)}


def load_cases() -> list[Case]:
    """Every case of every file, in a stable order."""
    found = []
    for path in sorted(CASES.glob("*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        unknown = data.keys() - {"rule", "pack", "cases"}
        assert not unknown, f"{path.name}: {unknown}"
        assert data["rule"] == path.stem, f"{path.name} is named for another rule"
        for item in data["cases"]:
            unknown = item.keys() - {
                *("name", "package", "packages", "expect", "with", "not_judged")
            }
            assert not unknown, f"{path.name}: {item['name']}: {unknown}"
            found.append(
                Case(
                    data["rule"],
                    data.get("pack", "jilin-2023"),
                    item["name"],
                    item["packages"] if "packages" in item else [item["package"]],
                    item["expect"],
                    item.get("with", {}),
                    item.get("not_judged", 0),
                )
            )
    return found


def run_case(case: Case) -> RuleRun:
    """Judge the case's packages by the case's rule alone, without masking."""
    pack, rules = bound(case.pack)
    rule = rules[case.rule]
    if case.with_:
        assert rule.check.parameters is not None
        changed = rule.check.parameters.model_validate({**rule.spec.with_, **case.with_})
        rule = dataclasses.replace(rule, parameters=changed)
    if rule.spec.across:
        return _run_across(case, rule, pack)
    (package,) = case.packages
    return run_rule(rule, build_package(package, pack), pack, str)


def _run_across(case: Case, rule: BoundRule, pack: Pack) -> RuleRun:
    findings, (result,) = compare(gathered(case.packages, pack), [rule], pack, masking=str)
    assert not result.not_judged, "the check failed"
    return RuleRun(tuple(item.finding for item in findings), (), result, ())


def gathered(packages: list[dict[str, Any]], pack: Pack) -> list[tuple[str, Traits]]:
    """What is compared of the packages that are described, each with its path."""
    found = []
    for number, data in enumerate(packages):
        name = "甲乙丙丁戊己庚辛壬癸"[number % 10] + "局"
        package = build_package({"name": name, "path": f"{number + 1}{name}", **data}, pack)
        found.append((package.path, traits_of(package, pack, KEY)))
    return found


def matches(finding: Finding, want: dict[str, Any]) -> bool:
    """Whether a finding has everything that a case asks of it."""
    plain = {"level", "entry", "file", "where", "related"}
    texts = {"says": finding.message, "observed": finding.observed, "expected": finding.expected}
    texts["fix"] = finding.fix
    for key, value in want.items():
        if key in plain:
            found = getattr(finding, key)
            if (list(found) if key == "related" else found) != value:
                return False
        elif key in texts:
            text = texts[key]
            if text is None or str(value) not in text.zh:
                return False
        else:
            raise AssertionError(f"a case cannot ask for {key}")
    return True
