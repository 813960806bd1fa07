"""A broken plugin costs itself: it is named, and everything else goes on."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from jlxx_check.api.kept_packs import KeptPacks
from jlxx_check.checks import plugins
from jlxx_check.checks.plugins import broken_plugins, load_plugins
from jlxx_check.checks.registry import REGISTRY
from jlxx_check.cli.main import run
from tests.support.plugins import called, distribution

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
        ("numbered", SOUND.replace('"acme.{name}"', "7"), "name and zh are strings"),
        ("unspoken", SOUND.replace('{name}"', 'unspoken", zh=7'), "name and zh are strings"),
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


@pytest.fixture(scope="module")
def leaving(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installed plugin that ends the program, and a pack that is none."""
    folder = tmp_path_factory.mktemp("installed")
    distribution(folder, "leaving", "import sys\nsys.exit(0)")
    info = folder / "lost-0.1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: lost\nVersion: 0.1\n")
    (info / "entry_points.txt").write_text("[jlxx_check.packs]\nlost = nowhere:PACK\n")
    return folder


_PLUGIN = "插件“leaving 0.1”（leaving = leaving_module）装不上"
_PACK = "规则包“lost”（nowhere:PACK）不能用"


@pytest.mark.parametrize(
    ("words", "status", "says", "aside"),
    [
        ("check 材料", 1, "没有任何文件", (_PLUGIN,)),
        ("check 材料 --rules lost", 2, "", (_PACK,)),
        ("rules list", 0, "jilin-2023", (_PLUGIN, _PACK)),
        ("rules show jilin-2023", 0, "video.duration", (_PLUGIN,)),
        ("rules checks 像素", 0, "photo.", (_PLUGIN,)),
        ("doctor", 3, "lost", (_PLUGIN,)),
    ],
)
def test_every_command_names_it_and_goes_on(
    leaving: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: str,
    status: int,
    says: str,
    aside: tuple[str, ...],
) -> None:
    monkeypatch.setattr(plugins, "_tried", {})
    monkeypatch.syspath_prepend(leaving)
    package = tmp_path / "材料"
    package.mkdir()
    called = run([str(package) if word == "材料" else word for word in words.split()])
    out, err = capsys.readouterr()
    assert called == status, err
    assert says in out
    for told in aside:
        assert told in err


def test_it_is_named_again_where_the_pack_was_kept_before(leaving: Path, tmp_path: Path) -> None:
    package, cache, bare = tmp_path / "材料", tmp_path / "cache", tmp_path / "bare"
    package.mkdir()
    bare.mkdir()
    words = ("check", str(package), "--cache", str(cache))
    assert "插件" not in called(bare, *words).stderr
    assert KeptPacks(cache).files(), "kept without a plugin"
    for _ in "12":
        assert "插件“leaving 0.1”" in called(leaving, *words).stderr
