"""What a caller gives that is of no use is refused by the face, in a sentence that names it."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date, datetime
from enum import EnumMeta
from pathlib import Path
from typing import Any

import pytest

import jlxx_check
from jlxx_check.api import OpenPackage, load_pack
from jlxx_check.batch import BatchCall, BatchSettings
from jlxx_check.model.outcome import Level
from jlxx_check.testing.case_packages import build_package
from tests.engine.test_judge import FAIL, ONE, PACK, outcomes, report

RULES = load_pack()
SETTINGS = jlxx_check.CheckSettings(RULES)
CALL = BatchCall("信箱", "结果", BatchSettings())
NONE: Any = None
OPENED = OpenPackage(NONE, None, ())
REPORT = report(outcomes(FAIL), ONE)
#: What each takes without which it cannot be called; all else has a default.
GIVEN: dict[str, dict[str, Any]] = {
    "ArchiveLimits": {},
    "BatchCall": {"inbox": "信箱", "out": "结果", "settings": CALL.settings},
    "BatchSettings": {},
    "CheckSettings": {"pack": RULES},
    "FileLimits": {},
    "Reading": {},
    "broken_plugins": {},
    "check": {"path": "材料", "pack": RULES},
    "close_workers": {},
    "exit_status": {"reports": REPORT},
    "formats": {},
    "init": {"folder": "新", "unit": "某局", "pack": RULES},
    "judge": {"package": build_package(ONE, PACK), "settings": SETTINGS},
    "list_packs": {},
    "load_decisions": {"paths": ()},
    "load_pack": {},
    "open_package": {"path": "材料", "settings": SETTINGS},
    "read_report": {"source": "报告.json"},
    "render": {"report": REPORT},
    "repair": {"path": "材料", "to": "改好", "pack": RULES},
    "run_batch": {"call": CALL},
    "seal": {"path": "材料", "to": "封.zip", "pack": RULES},
    "understand": {"opened": OPENED, "settings": SETTINGS},
    "verify_seal": {"path": "材料", "pack": RULES},
}
#: What the program gives, and nobody has to make.
_ANSWERS = {
    *("BatchOutcome", "BrokenPlugin", "Decisions", "Finding", "NotJudged", "Outcome", "Repaired"),
    *("Report", "RulePack", "Sealed", "Text", "VerifiedSeal"),
}
#: How packages are laid over one another is no caller's to say.
_OWN = {"over"}


def arguments() -> Iterator[tuple[str, str]]:
    for name in GIVEN:
        for argument in inspect.signature(getattr(jlxx_check, name)).parameters.values():
            if argument.kind is not argument.VAR_KEYWORD and argument.name not in _OWN:
                yield name, argument.name


def called(name: str, /, **given: Any) -> Any:
    made = getattr(jlxx_check, name)(**{**GIVEN[name], **given})
    if isinstance(made, AbstractContextManager):
        with made as opened:
            return opened
    return made


def test_nothing_public_is_left_out() -> None:
    public = {name for name in jlxx_check.__all__ if callable(getattr(jlxx_check, name))}
    errors = {
        name
        for name in public
        if isinstance(kind := getattr(jlxx_check, name), type) and issubclass(kind, Exception)
    }
    words = {name for name in public if isinstance(getattr(jlxx_check, name), EnumMeta)}
    assert public - errors - words - _ANSWERS - {"Progress"} == GIVEN.keys()


@pytest.mark.parametrize("wrong", [object(), b"x", [7]], ids=lambda wrong: type(wrong).__name__)
@pytest.mark.parametrize(("name", "argument"), [*arguments()])
def test_it_is_refused_by_its_name(
    name: str, argument: str, wrong: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if (name, argument) == ("read_report", "source") and isinstance(wrong, bytes):
        pytest.skip("what is in a file is as good as its name")
    with pytest.raises(TypeError, match=rf"^{argument}: .+, not ") as caught:
        called(name, **{argument: wrong})
    assert re.search("[a-z]", str(caught.value))
    assert not list(tmp_path.iterdir()), "nothing was begun"


TODAY: Any = datetime(2023, 7, 1)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("BatchSettings", {"formats": "pdf"}, "formats: of terminal, .*, not 'pdf'"),
        ("BatchSettings", {"formats": ("html", "htm")}, "formats: of .*, not 'htm'"),
        ("BatchSettings", {"today": "2023-07-01"}, "today: a date, not '2023-07-01'"),
        ("BatchSettings", {"today": TODAY}, "today: a date, not datetime"),
        ("BatchSettings", {"show_personal": "no"}, "show_personal: True or False, not 'no'"),
        ("BatchSettings", {"lang": "fr"}, "lang: 'zh' or 'en', not 'fr'"),
        ("CheckSettings", {"today": TODAY}, "today: a date, not datetime"),
        ("CheckSettings", {"decisions": "decisions.yaml"}, "decisions: what load_decisions gives"),
        ("Reading", {"jobs": True}, "jobs: a number, or None, not True"),
        ("exit_status", {"strict": "no"}, "strict: True or False, not 'no'"),
        ("exit_status", {"fail_on": "warnings"}, "fail_on: of error, .*, not 'warnings'"),
        ("exit_status", {"across": ["grave"]}, "across: of error, .*, not 'grave'"),
        ("init", {"counts": {"star": "five"}}, "counts: how many by kind, not 'five'"),
        ("render", {"format": "pdf"}, "format: one of"),
        ("render", {"mend_by": "tomorrow"}, "mend_by: a date, not 'tomorrow'"),
        ("render", {"quiet": "no"}, "quiet: True or False, not 'no'"),
        ("render", {"contract": "x"}, "contract"),
        ("seal", {"anyway": "no"}, "anyway: True or False, not 'no'"),
    ],
)
def test_a_slip_is_told(name: str, given: dict[str, Any], words: str) -> None:
    with pytest.raises(TypeError, match=words):
        called(name, **given)


@pytest.mark.parametrize(
    "made",
    [
        lambda: BatchSettings(formats="html").formats == ("html",),
        lambda: BatchSettings(formats=[*jlxx_check.formats()]).formats == jlxx_check.formats(),
        lambda: BatchSettings(winners=Path("名单.csv")).winners == "名单.csv",
        lambda: BatchSettings(asked="某局", today=date(2023, 7, 1)).asked == ("某局",),
        lambda: jlxx_check.exit_status(REPORT, fail_on="warning", across=(Level.INFO,)) == 1,
        lambda: jlxx_check.exit_status([], across="error") == 1,
        lambda: jlxx_check.exit_status([], across=(), fail_on=()) == 0,
        lambda: not jlxx_check.load_decisions((), packages="材料").files,
        lambda: jlxx_check.Reading(until=1, jobs=None, lost={}).until == 1,
        lambda: jlxx_check.FileLimits(seconds=7).seconds == 7,
    ],
)
def test_what_is_meant_is_taken(made: Callable[[], bool]) -> None:
    assert made()
