"""What programs make of the face that read it: checkers of types, what renders documentation."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

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
