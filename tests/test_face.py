"""What programs make of the face that read it: checkers of types, what renders documentation."""

from __future__ import annotations

import subprocess
import sys
from enum import Enum
from inspect import isfunction
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from jlxx_check import plugin
from jlxx_check.checks.registry import EVIDENCE
from jlxx_check.model.facts import FileFacts
from jlxx_check.model.outcome import Outcome
from jlxx_check.model.traits import Shared

ROOT = Path(__file__).parents[1]
#: Each line but the last is a slip, behind it the name that no checker may let through.
SLIPS = """
from jlxx_check import chekc  # chekc
from jlxx_check.api import rendr  # rendr
from jlxx_check.plugin import faild  # faild
from jlxx_check.testing import try_pck  # try_pck
from jlxx_check.packs import list_pack  # list_pack
from jlxx_check.batch import run_bach  # run_bach
import jlxx_check; jlxx_check.Reprot  # Reprot
jlxx_check.check("x").verdikt  # verdikt
jlxx_check.render(jlxx_check.check("x", cache=1))  # cache
jlxx_check.check("x", reading=jlxx_check.Reading(cache="c"), baseline="b", select="video")
"""


def test_a_misspelt_name_is_an_error_to_who_checks_types(tmp_path: Path) -> None:
    pytest.importorskip("mypy")
    file = tmp_path / "caller.py"
    file.write_text(SLIPS, encoding="utf-8")
    # As the project is checked, so that what was found out of the sources is not found out anew.
    run = subprocess.run(
        [sys.executable, "-m", "mypy", "--no-error-summary", "--no-color-output", str(file)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    found = [line.partition("error: ")[2] for line in run.stdout.splitlines() if "error:" in line]
    asked = [line.rpartition("# ")[2] for line in SLIPS.strip().splitlines()[:-1]]
    assert len(found) == len(asked), run.stdout + run.stderr
    for name, said in zip(asked, found, strict=True):
        assert f'"{name}"' in said


def test_its_documentation_is_rendered_without_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("pdoc")
    faces = ("jlxx_check", "jlxx_check.plugin", "jlxx_check.testing")
    run = subprocess.run(
        [sys.executable, "-W", "error", "-m", "pdoc", "-o", str(tmp_path), *faces],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    page = tmp_path.joinpath("jlxx_check.html").read_text(encoding="utf-8")
    for name in ("check", "Report.partial", "Level.ERROR", "render", "JlxxError"):
        assert f'id="{name}"' in page


def test_what_is_public_says_what_it_is_for() -> None:
    code = (
        "import inspect, jlxx_check, jlxx_check.plugin as p, jlxx_check.testing as t\n"
        "named = [(m, n, getattr(m, n)) for m in (jlxx_check, p, t) for n in m.__all__]\n"
        "made = [x for x in named if inspect.isclass(x[2]) or inspect.isfunction(x[2])]\n"
        "assert len(made) > 70\n"
        "print([n for m, n, x in made if not (x.__doc__ or '').strip()])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def parts_of(kind: Any, found: set[type]) -> set[type]:
    """The classes of ours that a type is made of: what it holds, and what it answers."""
    for part in get_args(kind):
        parts_of(part, found)
    if isinstance(kind, type) and kind.__module__.startswith("jlxx_check.") and kind not in found:
        found.add(kind)
        held = get_type_hints(kind).values() if not issubclass(kind, Enum) else ()
        answers = (
            get_type_hints(member.fget if isinstance(member, property) else member).get("return")
            for name, member in vars(kind).items()
            if not name.startswith("_") and (isfunction(member) or isinstance(member, property))
        )
        for part in (*held, *answers):
            parts_of(part, found)
    return found


def test_a_plugin_can_name_all_that_its_check_is_given() -> None:
    found = {part for kind in (*EVIDENCE, Outcome, Shared) for part in parts_of(kind, set())}
    assert found <= {getattr(plugin, name) for name in plugin.__all__}
    assert FileFacts in found
