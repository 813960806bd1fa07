"""Packages compared: one finding a mistake, whoever comes first, whatever the names hold."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from jlxx_check.engine.across_packages import compare
from jlxx_check.engine.bound_rule import BoundRule
from jlxx_check.model.batch_report import AcrossFinding
from jlxx_check.model.outcome import Level, Outcome, Status, failed
from jlxx_check.model.tallies import RuleResult
from jlxx_check.model.traits import Inbox, Shared, Side, Traits
from jlxx_check.testing.rule_cases import bound, gathered
from jlxx_check.text import Lang, same
from tests.support.nasty import NAMES

PACK, BOUND = bound("jilin-2023")
RULES = [rule for rule in BOUND.values() if rule.spec.across]
Described = list[dict[str, Any]]


def judged(packages: Described, **options: Any) -> tuple[AcrossFinding, ...]:
    findings, results = compare(gathered(packages, PACK), RULES, PACK, **options)
    assert [item.id for item in results] == [rule.id for rule in RULES]
    assert not any(item.not_judged for item in results)
    assert all(item.judged == item.passed + item.failed for item in results)
    return findings


def star(name: str, *files: dict[str, Any], **form: str) -> dict[str, Any]:
    form = {"出生年月": "1970.01", **form}
    return {"kind": "star", "name": name, "form": form, "files": list(files)}


def photo(path: str, digest: str, role: str = "activity-photo") -> dict[str, Any]:
    return {"path": path, "role": role, "photo": {}, "digest": digest}


def video(path: str, digest: str) -> dict[str, Any]:
    return {"path": path, "role": "video", "video": {}, "digest": digest}


def test_what_one_person_shares_with_itself_is_listed_with_that_finding() -> None:
    packages = [
        {"entries": [star("甲", photo("1.jpg", "a"), photo("2.jpg", "b", "id-photo"))]},
        {"entries": [star("甲", photo("x/1.jpg", "a"), photo("x/2.jpg", "b", "id-photo"))]},
    ]
    (found,) = judged(packages)
    assert found.finding.rule == "batch.repeated-star"
    assert found.packages == ("1甲局", "2乙局")
    assert found.finding.related == (
        "2乙局/star/1/form.docx",
        *("1甲局/1.jpg", "2乙局/x/1.jpg", "1甲局/2.jpg", "2乙局/x/2.jpg"),
    )
    assert "相同的文件有2组" in found.finding.message.zh


def test_a_third_who_uses_the_photo_is_a_mistake_of_its_own() -> None:
    packages = [
        {"entries": [star("甲", photo("1.jpg", "a"))]},
        {"entries": [star("甲", photo("1.jpg", "a"))]},
        {"entries": [star("乙", photo("1.jpg", "a"))]},
    ]
    assert [item.finding.rule for item in judged(packages)] == [
        "batch.repeated-star",
        "batch.repeated-photo",
    ]


def test_without_the_rule_on_persons_their_photos_are_findings() -> None:
    packages = [{"entries": [star("甲", photo("1.jpg", "a"))]} for _ in range(2)]
    rules = [rule for rule in RULES if rule.id != "batch.repeated-star"]
    findings, _ = compare(gathered(packages, PACK), rules, PACK)
    assert [item.finding.rule for item in findings] == ["batch.repeated-photo"]


@pytest.mark.parametrize("of", ["star/1", None])
def test_special_material_is_that_of_the_person_singled_out(of: str | None) -> None:
    special = {
        "kind": "special-star",
        "name": "甲",
        "files": [{"path": "s.jpg", "role": "photo", "photo": {}, "digest": "a"}],
    }
    packages = [
        {"entries": [star("甲"), {**special, "of": of}]},
        {"entries": [star("甲", photo("1.jpg", "a"))]},
    ]
    (found,) = judged(packages)
    assert found.finding.rule == "batch.repeated-star"
    assert "1甲局/s.jpg" in found.finding.related


def test_special_material_of_another_is_a_mistake() -> None:
    special = {
        "kind": "special-star",
        "name": "乙",
        "of": "star/2",
        "files": [{"path": "s.jpg", "role": "photo", "photo": {}, "digest": "a"}],
    }
    packages = [
        {"entries": [star("甲"), star("乙"), special]},
        {"entries": [star("甲", photo("1.jpg", "a"))]},
    ]
    assert {item.finding.rule for item in judged(packages)} == {
        "batch.repeated-star",
        "batch.repeated-photo",
    }


def test_findings_do_not_depend_on_the_order_of_the_packages() -> None:
    packages = [
        {"entries": [star(name, photo("1.jpg", digest), video("v.mp4", f"sampled:{digest}"))]}
        for name, digest in [("甲", "a"), ("乙", "b"), ("甲", "b"), ("丙", "a"), ("乙", "c")]
    ]
    given = gathered(packages, PACK)
    wanted = compare(given, RULES, PACK)
    assert len(wanted[0]) > 4
    for seed in range(10):
        shuffled = random.Random(seed).sample(given, len(given))
        assert compare(shuffled, RULES, PACK) == wanted


@pytest.mark.parametrize(
    ("digests", "levels"),
    [
        (("one", "one"), [Level.ERROR]),
        (("one", "two"), []),
        (("one", None), [Level.WARNING]),
        ((None, "one"), [Level.WARNING]),
        ((None, None), [Level.WARNING]),
    ],
)
def test_samples_that_agree_are_settled_by_the_whole(
    digests: tuple[str | None, str | None], levels: list[Level]
) -> None:
    packages = [
        {"entries": [star("甲", video("v.mp4", "sampled:a"))]},
        {"entries": [star("乙", video("w.mp4", "sampled:a"))]},
    ]
    asked = {("1甲局", "v.mp4"): digests[0], ("2乙局", "w.mp4"): digests[1]}
    found = judged(packages, whole=lambda package, path: asked[package, path])
    assert [item.finding.level for item in found] == levels


def test_the_whole_is_read_only_where_samples_agree() -> None:
    packages = [
        {"entries": [star("甲", video("v.mp4", "sampled:a"))]},
        {"entries": [star("乙", video("w.mp4", "sampled:b"))]},
        {"entries": [star("丙", {**video("x.mp4", "sampled:a"), "size": 7})]},
    ]

    def never(package: str, path: str) -> str:
        raise AssertionError(f"{package}/{path} was read")

    assert judged(packages, whole=never) == ()


def test_a_whole_digest_is_held_against_samples_of_the_same_size() -> None:
    packages = [
        {
            "entries": [
                star("甲", video("v.mp4", "sha256:a")),
                star("乙", video("w.mp4", "sha256:a")),
            ]
        },
        {"entries": [star("丙", video("x.mp4", "sampled:s"))]},
    ]
    (found,) = judged(packages, whole=lambda *_: "sha256:a")
    assert found.finding.level is Level.ERROR
    assert judged(packages, whole=lambda *_: "sha256:b") == ()


def test_many_sides_are_all_related_and_some_named() -> None:
    packages = [
        {"entries": [star(f"人{number}", photo("1.jpg", "a"), 出生年月=f"19{number}1.01")]}
        for number in range(10)
    ]
    (found,) = judged(packages)
    assert len(found.packages) == 10
    assert len(found.finding.related) == 9
    assert "等10处" in found.finding.message.zh
    assert "and 4 more" in found.finding.message.en


def test_of_very_many_namesakes_the_same_are_found_and_the_rest_reviewed_once() -> None:
    units = [*range(70), 65]
    packages = [
        {
            "entries": [
                {"kind": "project", "name": "学习活动周", "form": {"实施单位": f"单位{unit}"}}
            ]
        }
        for unit in units
    ]
    named = [
        {"name": f"局{place}", "path": f"{place:02}", **one} for place, one in enumerate(packages)
    ]
    error, review = judged(named)
    assert (error.finding.level, error.packages) == (Level.ERROR, ("65", "70"))
    assert (review.finding.level, len(review.packages)) == (Level.REVIEW, 71)


def test_packages_of_one_name_are_told_apart_by_their_paths() -> None:
    packages = [
        {"name": "材料", "entries": [star("甲")]},
        {"name": "材料", "entries": [star("甲")]},
    ]
    (found,) = judged(packages)
    assert "“材料（1甲局）”" in found.finding.message.zh
    assert "“材料（2乙局）”" in found.finding.message.zh


def test_numbers_in_names_are_masked() -> None:
    packages = [
        {"entries": [star("甲", photo("13800001234.jpg", "a"))]},
        {"entries": [star("乙13800001234", photo("2.jpg", "a"))]},
    ]
    (found,) = judged(packages)
    assert "13800001234" not in found.finding.message.zh + found.finding.message.en
    assert found.finding.file == "13800001234.jpg"


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_names_may_hold_anything(name: str) -> None:
    packages = [
        {"name": name, "entries": [star(name, photo(f"{number}{name}", "a"))]}
        for number in range(2)
    ]
    findings = judged(packages)
    assert findings
    for item in findings:
        assert all(item.finding.message.say(lang) for lang in Lang)


ONE_PERSON = [
    star("甲", *(photo(f"{name}.jpg", name) for name in "abcd")),
    star("乙", photo("e.jpg", "e"), 出生年月="1980.01"),
]


def test_two_deliveries_that_are_the_same_are_one_sentence() -> None:
    own = [star("丙", photo("f.jpg", "f"), 出生年月="1990.01")]
    packages = [{"entries": ONE_PERSON}, {"entries": own}, {"entries": ONE_PERSON}]
    (found,) = judged(packages)
    assert found.finding.rule == "batch.same-delivery"
    assert (found.finding.level, found.packages) == (Level.ERROR, ("1甲局", "3丙局"))
    assert (found.finding.entry, found.finding.file) == (None, None)
    assert found.finding.related == ("3丙局",)
    assert "因此重复的人员、项目和文件有7处，不另行指出" in found.finding.message.zh


def test_what_a_third_shares_with_such_deliveries_is_said() -> None:
    third = [star("丁", photo("g.jpg", "a"), 出生年月="1990.01")]
    packages = [{"entries": ONE_PERSON}, {"entries": ONE_PERSON}, {"entries": third}]
    assert [(item.finding.rule, item.packages) for item in judged(packages)] == [
        ("batch.repeated-photo", ("1甲局", "2乙局", "3丙局")),
        ("batch.same-delivery", ("1甲局", "2乙局")),
    ]


def test_several_deliveries_of_one_unit_never_accuse_each_other() -> None:
    packages = [{"entries": ONE_PERSON}, {"entries": ONE_PERSON}, {"entries": ONE_PERSON[:1]}]
    one_unit = {"1甲局": "甲局", "2乙局": "甲局", "3丙局": "甲局"}
    assert judged(packages, senders=one_unit) == ()
    (found, *_) = judged(packages, senders={"1甲局": "甲局", "2乙局": "甲局"})
    assert "3丙局" in found.packages


def test_the_sides_say_who_they_are() -> None:
    packages = [
        {"entries": [star("甲", photo("1.jpg", "a"))]},
        {"entries": [star("乙"), {"kind": "project", "name": "丙", "files": []}]},
        {"entries": [{**star("乙", 出生年月="1980.01"), "files": [photo("2.jpg", "a")]}]},
    ]
    (found,) = judged(packages)
    first, second = found.sides
    assert (first.package, first.unit, first.entry, first.name) == ("1甲局", "甲局", "star/1", "甲")
    assert (second.kind, second.person, second.file) == ("star", True, "2.jpg")
    assert first.digest == second.digest == "a"
    assert found.said is not None
    assert found.said.zh == "照片相同"


def test_what_is_the_same_as_one_of_a_pair_stands_behind_it() -> None:
    def near(path: str, digest: str, bits: int) -> dict[str, Any]:
        picture = {"fingerprint": 0xF0F0F0F0F0F0F0F0 ^ bits}
        return {"path": path, "role": "activity-photo", "photo": picture, "digest": digest}

    packages = [
        {"entries": [star("甲", near("1.jpg", "a", 0), 出生年月="1950.01")]},
        {"entries": [star("乙", near("2.jpg", "a", 0), 出生年月="1960.01")]},
        {"entries": [star("丙", near("3.jpg", "b", 1), 出生年月="1970.01")]},
    ]
    error, warning = judged(packages)
    assert (error.finding.level, error.packages) == (Level.ERROR, ("1甲局", "2乙局"))
    assert (warning.finding.level, warning.packages) == (Level.WARNING, ("1甲局", "3丙局"))
    assert [[one.package for one in side.copies] for side in warning.sides] == [["2乙局"], []]


def test_no_packages_and_one_package_are_judged_without_findings() -> None:
    assert judged([]) == ()
    assert judged([{"entries": [star("甲", photo("1.jpg", "a")), star("甲")]}]) == ()


def test_a_check_that_fails_is_not_judged_and_the_others_are() -> None:
    def broken(found: Inbox) -> Iterator[Outcome]:
        raise ZeroDivisionError

    def with_function(rule: BoundRule, function: Callable[..., Iterator[Outcome]]) -> BoundRule:
        check = dataclasses.replace(
            rule.check, function=function, needs=(("found", Inbox),), parameters_name=None
        )
        return BoundRule.of(rule.id, rule.spec, check, rule.parameters)

    packages = [{"entries": [star("甲", photo("1.jpg", "a"))]} for _ in range(2)]
    rules = [
        with_function(rule, broken) if rule.id == "batch.repeated-star" else rule for rule in RULES
    ]
    findings, results = compare(gathered(packages, PACK), rules, PACK)
    assert [item.finding.rule for item in findings] == ["batch.repeated-photo"]
    (broken_one,) = (item for item in results if item.id == "batch.repeated-star")
    assert (broken_one.judged, broken_one.not_judged) == (0, 1)


def test_rules_of_single_packages_are_passed_over() -> None:
    results: tuple[RuleResult, ...]
    _, results = compare([], list(BOUND.values()), PACK)
    assert [item.id for item in results] == [rule.id for rule in RULES]


@pytest.mark.parametrize(
    ("said_so", "words"),
    [
        (Shared(Status.FAIL, same("同一张")), "sides: a tuple of one Side"),
        (Shared(Status.FAIL, same("同一张"), sides=[Side(0)]), "sides: a tuple"),  # type: ignore[arg-type]
        (Shared(Status.FAIL, same("同一张"), sides=(0, 1)), "sides: of Side, not int"),  # type: ignore[arg-type]
        (Shared(Status.FAIL, same("同一张"), sides=(Side(0), Side(2))), "place of no package"),
        (Shared(Status.FAIL, same("同一张"), sides=(Side(0), Side(-1))), "place of no package"),
        (Shared(Status.FAIL, same("同一张"), sides=(Side(0, "star/1"), Side(1))), "entry: one of"),  # type: ignore[arg-type]
        (Shared(Status.FAIL, same("同一张"), sides=(Side(0, file=b"a"), Side(1))), "file, digest"),
        (Shared(Status.FAIL, same("同"), sides=(Side(0), Side(1)), copies=((),)), "copies: none"),
        (failed(same("不对")), "is Shared, with its sides"),
        (7, "Outcome values, not int"),
    ],
)
def test_across_packages_what_goes_wrong_is_the_rules_fault(said_so: Any, words: str) -> None:
    (own,) = [rule for rule in RULES if rule.id == "batch.same-delivery"]

    def function() -> Iterator[Any]:
        yield said_so

    check = dataclasses.replace(
        own.check, function=function, needs=(), parameters_name=None, plugin="acme-checks 0.1"
    )
    rule = BoundRule.of(own.id, own.spec, check, None)
    traits = [(name, Traits(name)) for name in ("1甲", "2乙")]
    findings, (result,) = compare(traits, [rule], PACK)
    assert findings == ()
    assert (result.judged, result.not_judged) == (0, 1)
    (fault,) = result.faults
    assert words in fault.en
