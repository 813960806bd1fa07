from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from jlxx_check.facts import cache_session as session
from jlxx_check.facts.cache_names import FileIdentity
from jlxx_check.facts.cache_session import CacheRecord
from jlxx_check.facts.facts_cache import LIMIT, FactsCache
from jlxx_check.facts.remembered import Remembered
from jlxx_check.model.facts import Content, Group, Video
from jlxx_check.text import Text
from tests.facts.cache_samples import MAKER, content, identity, known, record

SEVERAL = range(900)  # more than one query's worth


@pytest.fixture
def cache(tmp_path: Path) -> FactsCache:
    return FactsCache(tmp_path / "cache")


def fill(cache: FactsCache, numbers: range = range(3), *, thumbnail: bytes | None = None) -> None:
    with cache.session(MAKER) as opened:
        assert opened is not None
        opened.keep([record(number, thumbnail) for number in numbers])
    assert cache.trouble is None


def seen(cache: FactsCache, numbers: range = range(3), *, thumbnails: bool = False) -> list[object]:
    """What is found by files, and the same by bytes."""
    with cache.session(MAKER) as opened:
        assert opened is not None
        asked = [identity(number) for number in numbers]
        by_file = opened.seen(asked, thumbnails=thumbnails)
        by_bytes = opened.same(map(content, numbers), thumbnails=thumbnails)
    found = [by_file.get(identity(number).place) for number in numbers]
    assert found == [by_bytes.get(content(number)) for number in numbers]
    return found


def test_what_is_kept_is_found_in_the_next_session(cache: FactsCache) -> None:
    assert seen(cache, SEVERAL) == [None] * len(SEVERAL)
    fill(cache, SEVERAL)
    assert seen(cache, SEVERAL) == [known(number) for number in SEVERAL]
    assert cache.trouble is None


def test_sizes_of_what_is_known_by_its_bytes(cache: FactsCache) -> None:
    fill(cache)
    with cache.session(MAKER) as opened:
        assert opened is not None
        opened.keep([replace(record(7), content=None)])
        assert opened.sizes(range(2000)) == {1000, 1001, 1002}


@pytest.mark.parametrize(
    "other",
    [
        replace(identity(1), state="other"),
        replace(identity(1), place="other"),
        replace(identity(1), state=identity(2).state),
    ],
    ids=str,
)
def test_another_file_or_state_is_not_known(cache: FactsCache, other: FileIdentity) -> None:
    fill(cache)
    with cache.session(MAKER) as opened:
        assert opened is not None
        assert opened.seen([other], thumbnails=False) == {}


def test_what_another_maker_found_is_not_known(cache: FactsCache) -> None:
    fill(cache)
    with cache.session("test 2") as opened:
        assert opened is not None
        assert opened.seen([identity(1)], thumbnails=False) == {}
        assert opened.same([content(1)], thumbnails=False) == {}


def test_a_changed_file_replaces_what_was_known_of_it(cache: FactsCache) -> None:
    fill(cache)
    now = replace(identity(1), state="now")
    with cache.session(MAKER) as opened:
        assert opened is not None
        opened.keep([replace(record(2), identity=now)])
        assert opened.seen([now], thumbnails=False) == {now.place: known(2)}
        assert opened.seen([identity(1)], thumbnails=False) == {}


def test_a_photo_whose_thumbnail_is_wanted_and_not_there_is_not_known(cache: FactsCache) -> None:
    fill(cache)
    assert seen(cache, thumbnails=True) == [None] * 3
    fill(cache, range(1), thumbnail=b"picture")
    assert seen(cache, thumbnails=True) == [known(0, b"picture"), None, None]
    assert seen(cache) == [known(0), known(1), known(2)]
    fill(cache)
    assert seen(cache, range(1), thumbnails=True) == [known(0, b"picture")]


def test_no_path_digest_or_text_stands_in_the_file_and_only_its_owner_reads_it(
    cache: FactsCache,
) -> None:
    fill(cache)
    written = cache.file.read_bytes()
    for secret in ("照片", "inbox", "单位", MAKER):
        assert secret.encode() not in written
    if hasattr(stat, "S_IMODE") and Path("/dev/null").exists():
        assert stat.S_IMODE(cache.file.stat().st_mode) == 0o600
        assert stat.S_IMODE(cache.folder.stat().st_mode) == 0o700


def test_a_folder_that_was_there_keeps_its_mode(tmp_path: Path) -> None:
    before = tmp_path.stat().st_mode
    fill(FactsCache(tmp_path))
    assert tmp_path.stat().st_mode == before


def test_survey_and_clear(cache: FactsCache) -> None:
    assert cache.survey() is None
    assert not cache.file.exists()
    assert not cache.clear()
    fill(cache)
    survey = cache.survey()
    assert survey is not None
    assert survey.entries == {"photo": 3}
    assert survey.size == cache.file.stat().st_size
    assert cache.clear()
    assert not cache.folder.exists()
    assert seen(cache) == [None] * 3


def test_clear_leaves_what_is_not_the_caches(cache: FactsCache) -> None:
    fill(cache)
    other = cache.folder / "other.txt"
    other.touch()
    cache.clear()
    assert [path.name for path in cache.folder.iterdir()] == ["other.txt"]


def test_what_was_not_used_for_longest_is_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def day(number: int) -> None:
        monkeypatch.setattr(session, "_today", lambda: number)

    thumbnail = bytes(20_000)
    cache = FactsCache(tmp_path, limit=1_000_000)
    day(1)
    fill(cache, range(20), thumbnail=thumbnail)
    day(2)
    fill(cache, range(20, 40), thumbnail=thumbnail)
    day(3)
    assert None not in seen(cache, range(5))
    with cache.session(MAKER) as opened:
        assert opened is not None
        assert opened.seen([identity(number) for number in range(5)], thumbnails=False)
        opened.keep([])
    fill(cache, range(40, 60), thumbnail=thumbnail)
    found = seen(cache, range(60))
    assert None not in found[:5]  # used again on the third day
    assert set(found[5:15]) == {None}
    assert None not in found[40:]
    for number in range(60, 300):
        fill(cache, range(number, number + 1), thumbnail=thumbnail)
    assert cache.file.stat().st_size < 1_400_000
    assert None not in seen(cache, range(295, 300))


def test_a_limit_that_nothing_fits_into_ends(tmp_path: Path) -> None:
    cache = FactsCache(tmp_path, limit=0)
    fill(cache, thumbnail=b"a picture of somebody" * 1000)
    assert seen(cache) == [None] * 3
    assert b"somebody" not in cache.file.read_bytes()


def test_a_warm_run_on_the_same_day_writes_nothing(cache: FactsCache) -> None:
    fill(cache)
    before = cache.file.read_bytes()
    with cache.session(MAKER) as opened:
        assert opened is not None
        opened.seen([identity(1)], thumbnails=False)
        opened.keep([])
    assert cache.file.read_bytes() == before


def test_nothing_is_left_open(cache: FactsCache) -> None:
    fill(cache)
    with closing(sqlite3.connect(cache.file, timeout=0, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        other.execute("COMMIT")
    assert sorted(path.name for path in cache.folder.iterdir()) == [cache.file.name]


def test_without_sqlite_there_is_no_session(
    cache: FactsCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "jlxx_check.facts.cache_session", None)
    with cache.session(MAKER) as opened:
        assert opened is None
    assert isinstance(cache.trouble, Text)
    assert "SQLite" in cache.trouble.zh


def test_the_usual_limit_is_half_a_gigabyte() -> None:
    assert FactsCache(Path("x")).limit == LIMIT == 500_000_000


@pytest.mark.parametrize("pictured", [False, True])
def test_a_video_of_which_no_frame_could_be_made_is_not_read_again_for_one(
    cache: FactsCache, pictured: bool
) -> None:
    film = Video(
        "MP4", True, "AVC", 1280, 720, True, 270.0, 25.0, 6750, has_sound=True, damage=None
    )
    remembered = Remembered(Content.MP4, Group.VIDEO, film, "sampled:0")
    place = FileIdentity("视频.mp4", "1:1")
    with cache.session(MAKER) as opened:
        assert opened is not None
        opened.keep([CacheRecord(remembered, 100, place, None, pictured)])
        assert opened.seen([place], thumbnails=False) == {"视频.mp4": remembered}
        wanted = {"视频.mp4": remembered} if pictured else {}
        assert opened.seen([place], thumbnails=True) == wanted


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps users apart by itself")
@pytest.mark.parametrize(
    ("mode", "used"), [(0o700, True), (0o755, True), (0o777, False), (0o757, False)]
)
def test_a_folder_that_others_may_write_to_holds_no_cache(
    tmp_path: Path, mode: int, used: bool
) -> None:
    folder = tmp_path / "cache"
    folder.mkdir()
    folder.chmod(mode)
    cache = FactsCache(folder)
    with cache.session(MAKER) as opened:
        assert opened is not None
        opened.keep([record(1)])
    assert (cache.trouble is None) is used
    assert any(folder.iterdir()) is used


@pytest.mark.parametrize("link", ["folder", "file"])
def test_nothing_is_written_through_a_link(tmp_path: Path, link: str) -> None:
    theirs, folder = tmp_path / "theirs", tmp_path / "cache"
    theirs.mkdir()
    cache = FactsCache(folder)
    if link == "folder":
        folder.symlink_to(theirs, target_is_directory=True)
    else:
        folder.mkdir()
        (folder / cache.file.name).symlink_to(theirs / "facts")
    with cache.session(MAKER) as opened:
        assert opened is not None
        opened.keep([record(1)])
    assert cache.trouble is not None
    assert "链接" in cache.trouble.zh
    assert not any(theirs.iterdir())
