"""The sample packages' reports, with a cache and without one, are the same to the letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sample_packages.expected import OPTIONS, PACKED, place

from jlxx_check import Reading, Report, check
from jlxx_check.api import CheckSettings, examine, load_pack
from jlxx_check.facts import one_file
from jlxx_check.facts.facts_cache import FactsCache
from jlxx_check.files.folder_tree import FolderTree
from tests.support.remembered_files import files_remembered
from tests.support.variants import RECEIVED

#: What a worker opens cannot be counted here.
PICTURES = Reading(jobs=2, thumbnails=True, isolated=False)


@pytest.fixture(scope="module", autouse=True)
def remembered() -> Iterator[None]:
    """What is asked is how often a file is read, not how long that takes."""
    with files_remembered():
        yield


def judge(name: str, reading: Reading) -> Report:
    return check(place(name), OPTIONS[name]["rules"], received=RECEIVED, reading=reading)


def reading(name: str) -> Reading:
    """With pictures, but of the largest sample, whose photos were read without."""
    return replace(PICTURES, thumbnails=name != "mistakes")


@cache
def plain(name: str) -> Report:
    return judge(name, reading(name))


@pytest.mark.parametrize(
    ("name", "settled"), [("messy", False), ("messy", True), ("mistakes", True), ("zipped", True)]
)
def test_cold_warm_and_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, settled: bool
) -> None:
    monkeypatch.setattr("jlxx_check.values.stamps._SETTLED", -1 if settled else 1 << 62)
    cached = replace(reading(name), cache=tmp_path)
    assert judge(name, cached) == plain(name)
    opened, measured = Counter[str](), Counter[str]()
    monkeypatch.setattr(FolderTree, "open", counting(opened, 1, FolderTree.open))
    monkeypatch.setattr(one_file, "read_body", counting(measured, 3, one_file.read_body))
    assert judge(name, cached) == plain(name)
    assert opened or name in PACKED
    if name != "mistakes":  # it has photos that cannot be read, which is tried again each time
        assert not [path for path in measured if path.endswith(".jpg")]
        if settled:
            assert not [path for path in opened if path.endswith((".jpg", ".mp4"))]


def counting(counts: Counter[str], place: int, function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, with its calls counted by the argument at this place."""

    def counted(*words: Any, **named: Any) -> Any:
        counts[str(words[place])] += 1
        return function(*words, **named)

    return counted


def test_a_damaged_cache_costs_nothing_but_time(tmp_path: Path) -> None:
    cached = replace(PICTURES, cache=tmp_path)
    judge("messy", cached)
    FactsCache(tmp_path).file.write_bytes(b"x" * 4096)
    assert judge("messy", cached) == plain("messy")


def test_the_library_caches_only_where_it_is_told_to(own_cache: Path) -> None:
    check(place("university"), reading=Reading(isolated=False, jobs=1))
    assert not own_cache.exists()


def test_notices_are_beside_the_report(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    examined = examine(place("university"), _with_cache(tmp_path / "file" / "x"))
    (notice,) = examined.notices
    assert "照常进行" in notice.zh
    assert examine(place("university"), _with_cache(tmp_path / "y")).notices == ()


def _with_cache(folder: Path) -> CheckSettings:
    return CheckSettings(load_pack(), reading=replace(PICTURES, cache=folder))
