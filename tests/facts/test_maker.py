from __future__ import annotations

import ast
import shutil
import sys
from importlib import metadata
from pathlib import Path

import pytest

import jlxx_check
from jlxx_check.facts import known_facts as module
from jlxx_check.facts.known_facts import LIBRARIES, SOURCES, maker, source_digest
from jlxx_check.model.about import VERSION

ROOT = Path(jlxx_check.__file__).parent
#: Where facts come from; whatever these import decides on them, too.
MEASURING = [*ROOT.glob("probes/**/*.py"), *ROOT.glob("facts/*.py"), *ROOT.glob("sandbox/*.py")]


def imported(path: Path) -> set[str]:
    """Every module that a module names."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def test_every_package_that_decides_on_facts_is_a_part_of_the_maker() -> None:
    ours = {name for path in MEASURING for name in imported(path) if name.startswith("jlxx_check.")}
    assert {name.split(".")[1] for name in ours} <= {name.removesuffix(".py") for name in SOURCES}


def test_every_library_that_a_probe_imports_is_a_part_of_the_maker() -> None:
    theirs = {name.split(".")[0] for path in MEASURING for name in imported(path)}
    # Those that find the cache, and cipher what is in it.
    theirs -= {"jlxx_check", "platformdirs", "Cryptodome", *sys.stdlib_module_names}
    assert theirs == set(LIBRARIES)
    for distribution in LIBRARIES.values():
        assert f"{distribution} {metadata.version(distribution)}" in maker()


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("program")
    for package in SOURCES:
        copied = shutil.copytree if (ROOT / package).is_dir() else shutil.copy
        copied(ROOT / package, folder / package)
    return folder


PROBES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("probes/**/*.py"))


def test_every_probe_is_digested_whole(copy: Path) -> None:
    digested = dict(module._modules(copy))
    assert len(PROBES) > 50
    for name in PROBES:
        assert digested[name] == (ROOT / name).read_bytes()


@pytest.mark.parametrize("name", [PROBES[0], PROBES[len(PROBES) // 2], PROBES[-1]])
def test_a_change_of_any_probe_is_another_maker(copy: Path, name: str) -> None:
    before = source_digest(copy)
    assert before == source_digest(ROOT)
    source = (copy / name).read_bytes()
    (copy / name).write_bytes(source + b"\n")
    assert source_digest(copy) != before
    (copy / name).write_bytes(source)


def test_what_makes_facts_is_said_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    assert maker().startswith(f"{VERSION}; {sys.platform}; ")
    monkeypatch.setattr(module, "version_of", lambda name: "99" if name == "pillow" else "1")
    assert "pillow 99" in module.maker.__wrapped__()


def test_an_installation_without_sources_is_known_by_its_version(tmp_path: Path) -> None:
    assert source_digest(tmp_path)


def test_the_library_that_reads_recordings_says_its_version() -> None:
    from jlxx_check.probes.video.mediainfo import library_version

    assert library_version()[0].isdigit()
