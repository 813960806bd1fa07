"""A broken plugin costs itself: it is named, and everything else goes on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from jlxx_check.checks import plugins
from jlxx_check.checks.plugins import broken_plugins, load_plugins
from jlxx_check.checks.registry import REGISTRY

HEAD = """
from collections.abc import Iterator
from jlxx_check.checks.registry import check
from jlxx_check.model.outcome import Outcome, passed
from jlxx_check.model.package import Package
"""
SOUND = (
    HEAD
    + """
@check("acme.{name}")
def sound(package: Package) -> Iterator[Outcome]:
    yield passed()
"""
)


def distribution(folder: Path, name: str, source: str) -> None:
    """An installed distribution of one module that an entry point names."""
    info = folder / f"{name}-0.1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 0.1\n")
    (info / "entry_points.txt").write_text(f"[jlxx_check.checks]\n{name} = {name}_module\n")
    (folder / f"{name}_module.py").write_text(source, encoding="utf-8")


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder of installed distributions, and nothing tried or registered of before."""
    monkeypatch.setattr(plugins, "_tried", {})
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def forget(name: str) -> None:
    sys.modules.pop(f"{name}_module", None)
    if f"acme.{name}" in REGISTRY:
        REGISTRY.drop(f"acme.{name}")


@pytest.mark.parametrize(
    ("name", "source", "words"),
    [
        ("raising", "raise ValueError('no licence')", "ValueError: no licence"),
        ("missing", "import no_such_module_at_all", "ModuleNotFoundError"),
        ("misspelt", "def broken(:", "SyntaxError"),
        ("leaving", "import sys\nsys.exit(0)", "SystemExit: 0"),
        ("wrongly", SOUND.replace("Package)", "int)"), "nothing can be given for package"),
        ("halfway", SOUND.replace("{name}", "halfway") + "\nraise KeyError('x')\n", "KeyError"),
        ("doubling", SOUND.replace("acme.{name}", "files.readable"), "registered twice"),
    ],
)
def test_it_is_left_out_and_named(fresh: Path, name: str, source: str, words: str) -> None:
    before = dict(REGISTRY)
    distribution(fresh, name, source)
    distribution(fresh, "well", SOUND.replace("{name}", "well"))
    try:
        (fault,) = load_plugins()
        assert (fault.distribution, fault.point) == (f"{name} 0.1", f"{name} = {name}_module")
        assert words in fault.why
        assert words in fault.text.zh
        assert REGISTRY["acme.well"].plugin == "well 0.1"
        assert {key: REGISTRY[key] for key in before} == before
        assert REGISTRY.keys() - before.keys() == {"acme.well"}
        assert broken_plugins() == load_plugins() == (fault,)
    finally:
        forget("well")
        forget(name)


def test_the_programs_own_checks_are_nobody_elses() -> None:
    own = [check for name, check in REGISTRY.items() if not name.startswith("acme.")]
    assert own
    assert all(check.plugin is None for check in own)


def test_every_command_names_it_and_judges_all_the_same(tmp_path: Path) -> None:
    distribution(tmp_path, "leaving", "import sys\nsys.exit(0)")
    package = tmp_path / "材料"
    package.mkdir()
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from jlxx_check.__main__ import main"
    )
    run = subprocess.run(
        [sys.executable, "-c", f"{code}; sys.exit(main())", "check", str(package)],
        capture_output=True,
        check=False,
    )
    assert run.returncode == 1, run.stderr.decode()
    assert "插件“leaving 0.1”（leaving = leaving_module）装不上" in run.stderr.decode()
    assert "没有任何文件" in run.stdout.decode()
