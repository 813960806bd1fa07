"""What the page is made of: the parts that the lock files name, and of no other version."""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import io
import json
import tarfile
from pathlib import Path
from types import ModuleType

import pytest

HERE = Path(__file__).parents[2] / "packaging" / "page"


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, with lock files of its own: no wheel, and one part of npm."""
    spec = importlib.util.spec_from_file_location("page_build", HERE / "build.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    locks = tmp_path / "locks"
    locks.mkdir()
    locks.joinpath("requirements.lock").write_text("")
    monkeypatch.setattr(module, "HERE", locks)
    wheels = tmp_path / "cache" / "wheels"
    wheels.mkdir(parents=True)
    wheels.joinpath("requirements.lock").write_text("")
    return module


def locked(build: ModuleType, cache: Path, version: str, names: list[str]) -> None:
    """A version of the part, fetched already, and the lock file that names it."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for name in names:
            told = tarfile.TarInfo(f"package/{name}")
            told.size = len(version)
            archive.addfile(told, io.BytesIO(version.encode()))
    cache.joinpath(f"part-{version}.tgz").write_bytes(packed.getvalue())
    digest = base64.b64encode(hashlib.sha512(packed.getvalue()).digest()).decode()
    lock = {"part": {"version": version, "sha512": digest}}
    build.HERE.joinpath("npm.lock.json").write_text(json.dumps(lock))


def test_nothing_of_an_earlier_version_is_left(build: ModuleType, tmp_path: Path) -> None:
    cache, package = tmp_path / "cache", tmp_path / "cache" / "part" / "package"
    locked(build, cache, "1.0", ["main.js", "gone.js"])
    build.fetched(cache)
    locked(build, cache, "2.0", ["main.js"])
    build.fetched(cache)
    assert {path.name: path.read_text() for path in package.iterdir()} == {"main.js": "2.0"}


def test_what_is_not_of_its_digest_is_refused(build: ModuleType, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    locked(build, cache, "1.0", ["main.js"])
    cache.joinpath("part-1.0.tgz").write_bytes(b"another")
    with pytest.raises(SystemExit, match=r"not what npm\.lock\.json says"):
        build.fetched(cache)
    assert not cache.joinpath("part").exists()
