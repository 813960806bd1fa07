"""Cases of a rule as YAML, judged without files: ``cases/<rule>.yaml`` beside a pack.

    rule: quota.stars
    pack: jilin-2023            # the default: the pack that the cases lie beside
    cases:
      - name: five stars are too few
        with: {at_least: 6}     # optional: changes to the pack's parameters
        package: {...}          # see case_packages.py
        expect:                 # exactly these findings, in any order
          - {level: error, entry: star/1, file: a.jpg, where: 表1 姓名, says: 5 名}

``says``, ``observed``, ``expected`` and ``fix`` are searched in the Chinese text; as
``{zh: 5 名, en: 5}`` in each language's own. Instead of a list, ``expect`` is ``pass`` (judged,
nothing found, nothing unjudged), ``not-judged`` (nothing found, something left unjudged) or
``nothing`` (the rule does not apply).
A rule across packages has ``packages: [{...}, …]`` instead of ``package``; names and paths that are
not given are 甲局, 乙局 …, their paths 1甲局, 2乙局 …

With a list, ``not_judged: N`` may stand beside ``expect``: what is left unjudged (default 0).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from jlxx_check.engine.across_packages import compare
from jlxx_check.engine.binding import bind
from jlxx_check.engine.bound_rule import BoundRule
from jlxx_check.engine.check_failure import tells_of_crash
from jlxx_check.engine.rule_run import RuleRun, run_rule
from jlxx_check.engine.traits_gathering import traits_of
from jlxx_check.model.pack import Pack
from jlxx_check.model.report import Finding
from jlxx_check.model.traits import Traits
from jlxx_check.packs import load_source
from jlxx_check.packs.pack_problems import did_you_mean
from jlxx_check.packs.yaml_lines import DEEPEST, READER, read_yaml
from jlxx_check.testing.case_facts import BadCase
from jlxx_check.testing.case_packages import build_package
from jlxx_check.testing.case_shapes import case_fault, file_fault, parameters_fault
from jlxx_check.text import Lang, Text, same

#: What tells one delivery's secrets from another's: cases have none.
KEY = b"only for tests"
_FILE = {"rule", "pack", "cases"}
_CASE = {"name", "package", "packages", "expect", "with", "not_judged"}
_EXPECTED = ("pass", "not-judged", "nothing")
_PLAIN = ("level", "entry", "file", "where", "related")
_SAID = {"says": "message", "observed": "observed", "expected": "expected", "fix": "fix"}


@dataclass(frozen=True)
class Case:
    """One case of one rule. pack: its installed name or its path."""

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
    """A pack and its bound rules by id. Raises PackError."""
    source = load_source(pack)
    return source.pack, {rule.id: rule for rule in bind(source)}


def load_cases(folder: Path, pack: str) -> list[Case]:
    """Every case of every file in the folder, in a stable order. Raises BadCase.

    pack: that of a file that names none.
    """
    return [case for path in sorted(folder.glob("*.yaml")) for case in _cases_of(path, pack)]


def _cases_of(path: Path, pack: str) -> Iterator[Case]:
    try:
        data = _plain(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as error:
        # What reads packs says with the line what is wrong; of cases it allows less than they may.
        problems = read_yaml(path).problems
        if not problems:
            said = " ".join(str(error).split())
            raise _broken(path, Text(f"读不懂：{said}。", f"cannot be read: {said}.")) from error
        raise BadCase(Text(problems[0].say(Lang.ZH), problems[0].say(Lang.EN))) from error
    if not isinstance(data, dict) or not isinstance(data.get("cases"), list):
        raise _broken(
            path, Text("应有rule和cases两项。", "has to be a mapping with 'rule' and 'cases'.")
        )
    _require_known(path, data, _FILE)
    if (fault := file_fault(data)) is not None:
        raise _broken(path, fault)
    for number, item in enumerate(data["cases"], 1):
        if not isinstance(item, dict):
            raise _broken(path, Text(f"第{number}例不是映射。", f"case {number} is no mapping."))
        _require_known(path, item, _CASE)
        missing = [key for key in ("name", "expect") if key not in item]
        if missing or ("package" in item) == ("packages" in item):
            raise _broken(
                path,
                Text(
                    f"第{number}例要有name、expect，以及package（或packages）。",
                    f"case {number} needs 'name', 'expect' and 'package' (or 'packages').",
                ),
            )
        if not isinstance(item["expect"], list) and item["expect"] not in _EXPECTED:
            raise _broken(path, did_you_mean("value", str(item["expect"]), _EXPECTED))
        wanted = item["expect"] if isinstance(item["expect"], list) else []
        fault = case_fault(item)
        if fault is None and not all(isinstance(finding, dict) for finding in wanted):
            fault = Text("expect的每一项要写成“键: 值”。", "each item of 'expect' is a mapping.")
        if fault is not None:
            place = Text(f"第{number}例：{fault.zh}", f"case {number}: {fault.en}")
            raise _broken(path, place)
        yield Case(
            data.get("rule", path.stem),
            data.get("pack", pack),
            str(item["name"]),
            item["packages"] if "packages" in item else [item["package"]],
            item["expect"],
            item.get("with", {}),
            item.get("not_judged", 0),
        )


def _plain(text: str) -> Any:
    """The data as YAML has them; a tree too deep is refused before recursion in C builds it."""
    depth = 0
    for event in yaml.parse(text, Loader=READER):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise yaml.YAMLError
    return yaml.load(text, Loader=READER)


def _require_known(path: Path, data: dict[str, Any], keys: set[str]) -> None:
    for key in data.keys() - keys:
        raise _broken(path, did_you_mean("key", str(key), keys))


def _broken(path: Path, why: Text) -> BadCase:
    return BadCase(Text(f"{path}: {why.zh}", f"{path}: {why.en}"))


def run_case(case: Case) -> RuleRun:
    """Judge the case's packages by the case's rule alone, without masking.

    Raises BadCase where there is no such rule, or the case describes no package.
    """
    pack, rules = bound(case.pack)
    if case.rule not in rules:
        raise _in_case(case, did_you_mean("rule", case.rule, rules))
    try:
        rule = _changed(rules[case.rule], case)
        if rule.spec.across:
            return _run_across(case, rule, pack)
        (package,) = case.packages
        built = build_package(package, pack)
    except BadCase as error:
        raise _in_case(case, error.text) from error
    except (KeyError, ValueError, TypeError, AttributeError, StopIteration) as error:
        said = f"{type(error).__name__}: {error}"
        why = Text(f"描述的不是一份材料（{said}）。", f"describes no package ({said}).")
        raise _in_case(case, why) from error
    return run_rule(rule, built, pack, str)


def _in_case(case: Case, why: Text) -> BadCase:
    return BadCase(Text(f"{case}：{why.zh}", f"{case}: {why.en}"))


def _changed(rule: BoundRule, case: Case) -> BoundRule:
    """The rule with the parameters that the case changes."""
    if not case.with_:
        return rule
    if rule.check.parameters is None:
        why = Text("这个检查没有参数。", "its check takes no parameters.")
        raise BadCase(why)
    try:
        return rule.with_settings(case.with_)
    except ValidationError as error:
        raise BadCase(parameters_fault(error, tuple(rule.check.parameters.model_fields))) from error


def _run_across(case: Case, rule: BoundRule, pack: Pack) -> RuleRun:
    findings, (result,) = compare(gathered(case.packages, pack), [rule], pack, show=str)
    return RuleRun(tuple(item.finding for item in findings), (), result, ())


def gathered(packages: list[dict[str, Any]], pack: Pack) -> list[tuple[str, Traits]]:
    """What is compared of the packages that are described, each with its path."""
    found = []
    for number, data in enumerate(packages):
        name = "甲乙丙丁戊己庚辛壬癸"[number % 10] + "局"
        package = build_package({"name": name, "path": f"{number + 1}{name}", **data}, pack)
        found.append((package.path, traits_of(package, pack, KEY)))
    return found


def differences(case: Case, run: RuleRun) -> tuple[Text, ...]:
    """In what the rule's results are not what the case expects; empty where they are."""
    left = [item.why for item in run.not_judged]
    if case.rule and run.result.not_judged and not left and len(case.packages) > 1:
        return (Text("检查出错，没有结论", "the check failed"),)
    if crashes := [why for why in left if tells_of_crash(why)]:
        return tuple(crashes)
    if isinstance(case.expect, list):
        return (*_unmatched(case.expect, run), *_unjudged(case.not_judged, left))
    found = [*_surplus(run.findings)]
    if case.expect == "not-judged":
        found += [] if left else [Text("应没有结论，实际有结论", "nothing was left unjudged")]
        return tuple(found)
    found += _unjudged(0, left)
    if case.expect == "pass" and not run.result.passed and not found:
        found.append(Text("应检查通过，实际没有检查", "nothing was judged, so nothing passed"))
    if case.expect == "nothing" and run.result.judged:
        found.append(Text("应不适用，实际检查了", "it was judged, and should not apply"))
    return tuple(found)


def _unmatched(wanted: list[dict[str, Any]], run: RuleRun) -> Iterator[Text]:
    rest = list(run.findings)
    for want in wanted:
        hit = next((item for item in rest if matches(item, want)), None)
        if hit is None:
            said = ", ".join(f"{key}: {value}" for key, value in want.items())
            yield Text(f"应有而没有：{said}", f"not found: {said}")
        else:
            rest.remove(hit)
    yield from _surplus(rest)


def _surplus(findings: Any) -> Iterator[Text]:
    for item in findings:
        head = f"{item.level} {item.entry or '—'} {item.file or ''}".rstrip()
        yield Text(f"多出：{head} {item.message.zh}", f"not expected: {head} {item.message.en}")


def _unjudged(expected: int, left: list[Text]) -> list[Text]:
    if len(left) == expected:
        return []
    why_zh, why_en = "；".join(item.zh for item in left), "; ".join(item.en for item in left)
    return [
        Text(
            f"没有结论的应有{expected}项，实际{len(left)}项：{why_zh}",
            f"{expected} should be left unjudged, and {len(left)} are: {why_en}",
        )
    ]


def matches(finding: Finding, want: dict[str, Any]) -> bool:
    """Whether a finding has everything that a case asks of it. Raises BadCase."""
    for key, value in want.items():
        if key in _PLAIN:
            found = getattr(finding, key)
            if (list(found) if key == "related" else found) != value:
                return False
        elif key in _SAID:
            text = getattr(finding, _SAID[key]) or same("")
            if not _is_said(value, text):
                return False
        else:
            raise BadCase(did_you_mean("key", key, [*_PLAIN, *_SAID]))
    return True


def _is_said(wanted: Any, text: Text) -> bool:
    """Whether the words stand in the text: plain ones in the Chinese, others by language."""
    words = wanted if isinstance(wanted, dict) else {Lang.ZH.value: wanted}
    for lang in words:
        if lang not in [item.value for item in Lang]:
            raise BadCase(did_you_mean("key", str(lang), [item.value for item in Lang]))
    return all(str(said) in text.say(Lang(lang)) for lang, said in words.items())
