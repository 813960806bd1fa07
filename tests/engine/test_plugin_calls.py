"""Whatever a plugin's check does to its process costs its own result; a good one gives what it did.

The checks come as an installed distribution, so that another process finds them as one would.
"""

from __future__ import annotations

import logging
import os
import pickle
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check import render
from jlxx_check.checks import plugins
from jlxx_check.checks.registry import REGISTRY
from jlxx_check.engine.across_packages import compare
from jlxx_check.engine.bound_rule import BoundRule
from jlxx_check.engine.judge import judge
from jlxx_check.engine.plugin_calls import CheckCalls
from jlxx_check.engine.results import exit_status
from jlxx_check.engine.rule_run import RuleRun, run_rule
from jlxx_check.model.limits import CHECK_LIMITS, CheckLimits
from jlxx_check.model.outcome import Level, not_applicable, passed
from jlxx_check.model.pack import RuleSpec
from jlxx_check.model.package import Package
from jlxx_check.model.report import Verdict
from jlxx_check.sandbox import bounds
from jlxx_check.sandbox.losses import NoProcessError
from jlxx_check.sandbox.pool import WorkerPool
from jlxx_check.sandbox.worker_process import WorkerProcess
from jlxx_check.testing.case_packages import build_package
from jlxx_check.testing.rule_cases import gathered
from jlxx_check.text import same
from tests.engine.test_check_calls import PLAIN, no_outcomes
from tests.engine.test_judge import PACK
from tests.support.plugins import SPOILT, installed

STARS: Any = {
    "name": "某县教育局",
    "entries": [
        {"kind": "star", "name": name, "files": [_photo]}
        for name, _photo in (
            ("甲", {"path": "a.jpg", "role": "id-photo", "photo": {"width": 1}}),
            ("乙", {"path": "b.jpg", "role": "id-photo", "photo": {"width": 2}}),
            ("丙", {"path": "c.jpg", "role": "id-photo", "photo": {"width": 3000}}),
        )
    ],
}
linux = pytest.mark.skipif(not bounds.limits_memory(), reason="no memory limit on this system")


@pytest.fixture(scope="module", autouse=True)
def plugin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("installed")
    with installed(folder, "spoilt", SPOILT):
        yield folder


@pytest.fixture
def package() -> Package:
    return build_package(STARS, PACK)


def rule(name: str, scope: str = "package", **given: object) -> BoundRule:
    """A rule of the same name as its check."""
    spec = RuleSpec(
        title=same("题目"),
        why=same("为什么"),
        scope=scope,
        check=f"spoilt.{name}",
        level=Level.ERROR,
        clause=None,
        fix=same("改法"),
    )
    bound = BoundRule.of(name, spec, REGISTRY[spec.check], None)
    return bound.with_settings(given) if bound.check.parameters else bound


def run(rule: BoundRule, package: Package, calls: CheckCalls) -> RuleRun:
    return run_rule(rule, package, PACK, str, calls=calls)


BRIEFLY = CheckLimits(seconds=1)


@pytest.mark.parametrize(
    ("name", "words", "limits"),
    [
        ("exits", "it ended the process it ran in", CHECK_LIMITS),
        ("aborts", "it ended the process it ran in", CHECK_LIMITS),
        pytest.param(
            "segfaults",
            "it ended the process it ran in",
            CHECK_LIMITS,
            marks=pytest.mark.skipif(sys.platform == "win32", reason="Python raises there"),
        ),
        ("closes", "", CHECK_LIMITS),
        ("leaves", "SystemExit", CHECK_LIMITS),
        ("interrupts", "KeyboardInterrupt", CHECK_LIMITS),
        ("raises", "Silent", CHECK_LIMITS),
        ("backtracks", "took longer than 1 s", BRIEFLY),
        ("loops", "took longer than 1 s", BRIEFLY),
        ("holds", "took longer than 1 s", BRIEFLY),
        pytest.param("hoards", "MemoryError", CheckLimits(memory=400_000_000), marks=linux),
        ("says_a_string", "Outcome values, not str", CHECK_LIMITS),
        ("says_a_class", "Outcome values, not Outlaw", CHECK_LIMITS),
        ("says_a_level", "level: a Level, not str", CHECK_LIMITS),
        ("says_text", "message: a Text", CHECK_LIMITS),
        ("says_too_late", "status: a Status, not str", CHECK_LIMITS),
        ("says_what_cannot_travel", "what came of its process is no outcome", CHECK_LIMITS),
    ],
)
def test_it_costs_its_own_result_and_is_named(
    package: Package, name: str, words: str, limits: CheckLimits
) -> None:
    calls = CheckCalls(package, PACK, limits=limits)
    bad = run(rule(name), package, calls)
    (left,) = bad.not_judged
    assert left.fault
    assert left.fix is not None
    for said in (left.why.zh, left.why.en):
        assert "spoilt 0.1" in said
        assert "spoilt_module.py" in said
    assert words in left.why.en
    assert bad.result.failed == 0
    # Whatever became of the process, the next check has one, and its facts.
    after = run(rule("counts"), package, CheckCalls(package, PACK))
    assert [item.message.zh for item in after.findings] == ["某县教育局有3"]


@pytest.mark.parametrize("name", ["exits", "leaves", "says_a_level", "says_what_cannot_travel"])
@pytest.mark.parametrize("processes", [0, 1])
def test_no_package_complies_because_of_it(package: Package, name: str, processes: int) -> None:
    if name in ("exits", "says_what_cannot_travel") and not processes:
        pytest.skip("nothing protects the program there, as the page says")
    made = judge(package, PACK, (rule(name), rule("photo", "star.id-photo")), processes=processes)
    assert made.verdict is not Verdict.COMPLIANT
    alone = judge(package, PACK, (rule(name),), processes=processes)
    assert alone.verdict is Verdict.INCOMPLETE
    assert exit_status(alone) == 3


@given(st.lists(st.one_of(PLAIN, no_outcomes()), min_size=1, max_size=3), st.booleans())
def test_no_object_makes_a_package_comply(things: list[Any], first: bool) -> None:
    """As in this process (``test_check_calls``), whatever of it comes through."""
    sound = [passed(), not_applicable()]
    told = pickle.dumps(things + sound if first else sound + things).hex()
    made = judge(build_package(STARS, PACK), PACK, (rule("anything", things=told),))
    assert made.verdict is Verdict.INCOMPLETE
    assert exit_status(made) == 3
    (fault,) = made.faults
    assert "spoilt_module.py" in fault.why.en
    assert render(made, "json")


def test_another_process_that_judges_knows_it_for_a_plugins(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A batch hands rules to processes that have looked for no plugin yet."""
    packed = pickle.dumps(rule("counts"))
    for name in [name for name in REGISTRY if name.startswith("spoilt.")]:
        REGISTRY.drop(name)
    monkeypatch.delitem(sys.modules, "spoilt_module")
    monkeypatch.setattr(plugins, "_tried", {})
    check = pickle.loads(packed).check
    assert check.installed
    assert check.plugin == "spoilt 0.1"


def test_what_it_does_to_its_facts_nobody_else_sees(package: Package) -> None:
    before = judge(package, PACK, (rule("counts"), rule("good", "*")))
    after = judge(package, PACK, (rule("changes"), rule("counts"), rule("good", "*")))
    assert after.findings == before.findings
    assert (after.pack, after.package, after.entries) == (
        before.pack,
        before.package,
        before.entries,
    )


@pytest.mark.parametrize(
    "given",
    [
        ("good", "*", {}),
        ("good", "star", {"at_most": 7}),
        ("photo", "star.id-photo", {"at_most": 1}),
        ("photo", "file", {}),
        ("photo", ("star.id-photo", "star.activity-photo"), {}),
        ("form", "star", {"at_most": 3}),
        ("counts", "package", {}),
    ],
    ids=str,
)
def test_a_good_one_gives_what_it_gives_in_this_process(package: Package, given: Any) -> None:
    name, scope, settings = given
    one = rule(name, scope, **settings)
    assert judge(package, PACK, (one,), processes=1) == judge(package, PACK, (one,), processes=0)


@pytest.mark.parametrize("digest", [None, "sha256:aa"])
def test_across_packages_too(digest: str | None) -> None:
    video = {"path": "v.mp4", "role": "video", "video": {}, "digest": "sampled:1"}
    star = {"kind": "star", "files": [video]}
    found = gathered([{"entries": [star]}, {"entries": [star]}], PACK)
    asked: list[tuple[str, str]] = []

    def whole(package: str, file: str) -> str | None:
        asked.append((package, file))
        return digest

    one = rule("across", "batch")
    apart = compare(found, [one], PACK, whole=whole, show=str)
    assert apart == compare(found, [one], PACK, whole=whole, show=str, processes=0)
    assert str(digest) in apart[0][0].finding.message.zh
    findings, (lost, result) = compare(
        found, [rule("across-exits", "batch"), one], PACK, whole=whole
    )
    assert len(findings) == result.failed == 1
    assert lost.not_judged == 1
    assert "spoilt 0.1" in lost.faults[0].en


def test_one_subject_that_ends_the_process_is_not_tried_again(package: Package) -> None:
    """What it said of those before stays; of those behind nothing is known."""
    done = run(rule("picky", "star.id-photo"), package, CheckCalls(package, PACK))
    assert (done.result.passed, done.result.not_judged) == (1, 2)
    first, second = done.not_judged
    assert (first.file, second.file) == ("b.jpg", "c.jpg")
    assert "earlier subject" not in first.why.en
    assert "earlier subject" in second.why.en


def test_it_is_told_at_the_line_that_raised(package: Package) -> None:
    (left,) = run(rule("raises"), package, CheckCalls(package, PACK)).not_judged
    line = 1 + SPOILT.splitlines().index("    raise Silent")
    assert f"spoilt_module.py line {line}" in left.why.en


def test_the_log_has_its_traceback(package: Package, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, "jlxx_check.checks"):
        run(rule("leaves"), package, CheckCalls(package, PACK))
    assert "Traceback" in caplog.text
    assert "sys.exit(0)" in caplog.text


def test_nothing_is_started_for_our_own_checks(
    package: Package, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[WorkerProcess] = []
    monkeypatch.setattr(
        "jlxx_check.sandbox.pool.WorkerProcess",
        lambda *given, **told: started.append(WorkerProcess(*given, **told)) or started[-1],
    )
    own = [BoundRule.of(k, s, REGISTRY[s.check], None) for k, s in PACK.rules.items()]
    assert judge(package, PACK, [rule.with_settings({}) for rule in own if rule.check.parameters])
    assert started == []
    calls = CheckCalls(package, PACK)
    for name in ("counts", "counts", "changes", "counts"):
        run(rule(name), package, calls)
    assert len(started) <= 1, "one serves them all"


def test_where_no_process_comes_up_it_runs_in_this_one(
    package: Package, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def none(*_: object, **__: object) -> None:
        raise NoProcessError

    monkeypatch.setattr("jlxx_check.sandbox.pool._shared", {True: (pool := WorkerPool())})
    monkeypatch.setattr(pool, "take", none)
    done = run(rule("photo", "star.id-photo"), package, CheckCalls(package, PACK))
    assert (done.result.passed, done.result.failed) == (2, 1)
    monkeypatch.setattr(pool, "_ever", True)
    done = run(rule("photo", "star.id-photo"), package, CheckCalls(package, PACK))
    assert done.result.not_judged == 3
    assert "no process comes up" in done.not_judged[0].why.en


def test_one_of_the_callers_own_runs_in_this_process(package: Package) -> None:
    """No other process would find it: it came by no entry point."""
    one = rule("photo", "star.id-photo")
    seen: list[int] = []

    def own(photo: Any, file: object, want: object) -> Iterator[Any]:
        seen.append(os.getpid())
        yield from one.check.function(photo, file, want)

    check = replace(one.check, function=own, installed=False)
    bound = BoundRule.of(one.id, one.spec, check, one.parameters)
    assert judge(package, PACK, (bound,)) == judge(package, PACK, (one,))
    assert set(seen) == {os.getpid()}
