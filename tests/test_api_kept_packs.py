"""A pack that is kept is the pack that was loaded, or none."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import sys
from pathlib import Path

import pytest

from jlxx_check.api import RulePack, check_settings, load_pack
from jlxx_check.api.kept_packs import KeptPacks
from jlxx_check.cli.main import run
from jlxx_check.packs.installed import own_packs

RULES = Path(str(own_packs()["jilin-2023"])).parent
#: Whatever of a pack's own lies in the cache, this is no part of it.
WINNER = "被保留的人"


def told(pack: RulePack) -> list[object]:
    return [pack.pack, *((item, item.check, item.parameters) for item in pack.rules)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A pack of somebody's own, with a list of winners."""
    shutil.copytree(RULES / "jilin-2023", tmp_path / "own")
    head = tmp_path / "own/pack.yaml"
    head.write_text(head.read_text("utf-8").replace("id: jilin-2023", "id: own"), "utf-8")
    (tmp_path / "own/previous-winners.csv").write_text(f"姓名,单位\n{WINNER},某校\n", "utf-8")
    return tmp_path / "own"


def kept_file(cache: Path) -> Path:
    (file,) = KeptPacks(cache).files()
    return file


def forbidden(_name: object) -> object:
    raise AssertionError("read anew")


@pytest.mark.parametrize("name", [name for name in sorted(own_packs()) if name[0] != "_"])
def test_it_is_the_same_and_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    first = load_pack(name, cache=tmp_path)
    monkeypatch.setattr("jlxx_check.packs.loading.load_source", forbidden)
    again = load_pack(name, cache=tmp_path)
    assert told(again) == told(first)


def test_one_that_could_not_be_read_again_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "jlxx_check.api.kept_packs._TRUSTED", ("jlxx_check.model", "jlxx_check.text")
    )
    assert load_pack("id-photos-2019", cache=tmp_path).rules
    assert KeptPacks(tmp_path).files() == []


def test_winners_are_read_each_time_and_never_kept(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert [load_pack(folder, cache=cache).pack.winners[0].name for _ in "12"] == [WINNER] * 2
    assert WINNER.encode() not in kept_file(cache).read_bytes()


def test_a_changed_pack_is_loaded_anew(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    before = load_pack(folder, cache=cache).pack
    head = folder / "pack.yaml"
    head.write_text(head.read_text("utf-8").replace(before.title.zh, "另一个通知"), "utf-8")
    assert load_pack(folder, cache=cache).pack.title.zh == "另一个通知"


def test_another_program_has_it_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_pack(cache=tmp_path)
    place = own_packs()["jilin-2023"]
    assert KeptPacks(tmp_path).find(place)
    monkeypatch.setattr("jlxx_check.api.kept_packs.VERSION", "0.0.0")
    assert KeptPacks(tmp_path).find(place) is None


def test_one_that_goes_by_a_pack_of_somebody_elses_is_not_kept(
    folder: Path, tmp_path: Path
) -> None:
    child = tmp_path / "child"
    child.mkdir()
    shutil.copy(RULES / "college-2022/pack.yaml", child)
    head = (child / "pack.yaml").read_text("utf-8")
    assert "extends: jilin-2023" in head
    (child / "pack.yaml").write_text(
        head.replace("extends: jilin-2023", "extends: ../own").replace("id: college", "id: own"),
        "utf-8",
    )
    load_pack(child, cache=tmp_path / "cache")
    assert not (tmp_path / "cache").exists()


class Evil:
    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (os.environ["JLXX_TEST_TRAP"],)


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def nonsense(_data: bytes) -> bytes:
    return b"\n"


def other_head(data: bytes) -> bytes:
    return b'{"folders": 3}' + data[data.index(b"\n") :]


def trap(data: bytes) -> bytes:
    """What unpickles into a call, its sum put right."""
    import hashlib

    kept = pickle.dumps((Evil(), ()))
    head = json.loads(data[: data.index(b"\n")])
    head["sum"] = hashlib.sha256(kept).hexdigest()
    return json.dumps(head).encode() + b"\n" + kept


@pytest.mark.parametrize("spoil", [cut, nonsense, other_head, trap])
def test_a_spoilt_file_is_as_good_as_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil: object
) -> None:
    monkeypatch.setenv("JLXX_TEST_TRAP", str(tmp_path / "trapped"))
    cache = tmp_path / "cache"
    first = load_pack(cache=cache)
    file = kept_file(cache)
    file.write_bytes(spoil(file.read_bytes()))  # type: ignore[operator]
    assert KeptPacks(cache).find(own_packs()["jilin-2023"]) is None
    assert told(load_pack(cache=cache)) == told(first)
    assert KeptPacks(cache).find(own_packs()["jilin-2023"]), "it is put right"
    assert not (tmp_path / "trapped").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_it_is_for_its_owner_alone(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir(mode=0o755)
    load_pack("jilin-2023", cache=tmp_path / "cache")
    assert kept_file(tmp_path / "cache").stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names there are Unicode")
def test_a_folder_whose_name_is_no_utf_8_is_kept_as_any_other(folder: Path, tmp_path: Path) -> None:
    place = folder.rename(folder.with_name(os.fsdecode("规则".encode("gbk"))))
    first = load_pack(place, cache=tmp_path / "cache")
    assert kept_file(tmp_path / "cache").exists()
    assert told(load_pack(place, cache=tmp_path / "cache")) == told(first)


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_what_others_may_write_to_is_not_read(tmp_path: Path) -> None:
    load_pack(cache=tmp_path / "cache")
    kept_file(tmp_path / "cache").chmod(0o666)
    assert KeptPacks(tmp_path / "cache").find(own_packs()["jilin-2023"]) is None


def test_a_folder_that_will_not_do_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert load_pack(cache=tmp_path / "file" / "x").rules


@pytest.mark.parametrize("command", ["check", "batch"])
def test_the_command_keeps_it_but_not_within_a_package(
    own_cache: Path, tmp_path: Path, command: str
) -> None:
    package = tmp_path / "材料"
    package.mkdir()
    out = ["--out", str(tmp_path / "结果")] if command == "batch" else []
    words = [command, str(package), *out, "--quiet"]
    run([*words, "--no-cache"])
    run([*words, "--cache", str(package / "缓存")])
    assert not own_cache.exists()
    assert list(package.iterdir()) == []
    run(words)
    assert len(KeptPacks(own_cache).files()) == 1


def test_the_library_keeps_none(own_cache: Path) -> None:
    load_pack()
    assert not own_cache.exists()
    assert check_settings.load_pack is load_pack
