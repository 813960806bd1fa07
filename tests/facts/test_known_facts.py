"""Facts with a cache are the facts without one, whatever happens to the files in between."""

from __future__ import annotations

import io
import os
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest
from PIL import Image

from jlxx_check.facts import one_file
from jlxx_check.facts.digests import is_sampled
from jlxx_check.facts.facts_cache import FactsCache
from jlxx_check.facts.hashing import hashed
from jlxx_check.facts.read_files import read_files
from jlxx_check.files.folder_tree import FolderTree, open_folder
from jlxx_check.model.facts import FileFacts, Photo, Video
from jlxx_check.model.limits import FileLimits
from tests.facts.test_read_files import film
from tests.facts.trees import MemoryTree
from tests.probes.boxes import Track, movie

HOUR = 3_600_000_000_000


def picture(colour: str = "red") -> bytes:
    """As many bytes in every colour."""
    target = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(target, "BMP")
    return target.getvalue()


FILES: dict[str, bytes] = {
    "照片.bmp": picture(),
    "照片/同一张.bmp": picture(),
    "视频.mp4": movie(Track(((7500, 40),))),
    "说明.txt": "项目总结 13800000000".encode(),
    "资料.zip": b"PK\5\6" + bytes(18),
    "空.jpg": b"",
    "坏.jpg": b"\xff\xd8\xff" + bytes(100),
}
CHANGED = {
    "照片.bmp": picture("grey"),
    "视频.mp4": movie(Track(((7500, 41),))),
    "说明.txt": "项目总结 13900000000".encode(),
}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "package"
    for name, data in FILES.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> FactsCache:
    return FactsCache(tmp_path / "cache")


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """An hour has passed since any file was changed."""
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() + HOUR)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each file is opened."""
    counts: Counter[str] = Counter()
    real = FolderTree.open

    def counting(tree: FolderTree, path: str) -> BinaryIO:
        counts[path] += 1
        return real(tree, path)

    monkeypatch.setattr(FolderTree, "open", counting)
    return counts


@pytest.fixture
def probed(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each file is probed."""
    counts: Counter[str] = Counter()
    real = one_file.read_body

    def counting(stream: BinaryIO, size: int, content: object, path: str, **how: bool) -> object:
        counts[path] += 1
        return real(stream, size, content, path, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(one_file, "read_body", counting)
    return counts


def facts(
    package: Path, cache: FactsCache | None = None, *, thumbnails: bool = False, jobs: int = 2
) -> dict[str, FileFacts]:
    tree = open_folder(package)
    return read_files(
        tree,
        skip=lambda _: False,
        jobs=jobs,
        progress=None,
        thumbnails=thumbnails,
        isolated=False,  # what a worker opens cannot be counted here
        cache=cache,
    )


@pytest.mark.usefixtures("settled")
def test_what_is_unchanged_is_not_opened(
    package: Path, cache: FactsCache, opened: Counter[str]
) -> None:
    plain = facts(package)
    assert facts(package, cache) == plain
    opened.clear()
    assert facts(package, cache) == plain
    assert set(opened) == {"说明.txt", "空.jpg", "坏.jpg"}
    assert cache.trouble is None


def test_what_was_just_made_is_read_but_not_measured_again(
    package: Path, cache: FactsCache, probed: Counter[str]
) -> None:
    plain = facts(package, cache)
    written = cache.file.read_bytes()
    probed.clear()
    assert facts(package, cache) == plain
    assert set(probed) == {"视频.mp4", "资料.zip", "空.jpg", "坏.jpg"}
    assert cache.file.read_bytes() == written


def test_a_text_is_opened_and_not_read_again(
    package: Path, cache: FactsCache, opened: Counter[str], probed: Counter[str]
) -> None:
    plain = facts(package, cache)
    (package / "同样的.txt").write_bytes(FILES["说明.txt"])
    opened.clear()
    probed.clear()
    assert facts(package, cache) == facts(package)
    assert facts(package, cache)["同样的.txt"].body == plain["说明.txt"].body
    assert (opened["说明.txt"], probed["说明.txt"]) == (3, 1)  # twice hashed, once without a cache


def test_without_what_ciphers_no_text_is_kept(
    package: Path, cache: FactsCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "Cryptodome.Cipher", None)
    for _ in range(2):
        assert facts(package, cache) == facts(package)
    survey = cache.survey()
    assert survey is not None
    assert survey.entries is not None
    assert "text" not in survey.entries
    monkeypatch.undo()
    facts(package, cache)
    monkeypatch.setitem(sys.modules, "Cryptodome.Cipher", None)
    assert facts(package, cache) == facts(package)
    assert cache.trouble is None


@pytest.mark.parametrize("isolated", [False, True])
def test_what_a_worker_read_is_known_by_its_bytes(
    package: Path, cache: FactsCache, probed: Counter[str], isolated: bool
) -> None:
    def read() -> dict[str, FileFacts]:
        return read_files(
            open_folder(package),
            skip=lambda _: False,
            jobs=2,
            progress=None,
            isolated=isolated,
            cache=cache,
        )

    before = read()
    assert facts(package, cache)["说明.txt"] == before["说明.txt"]
    assert probed["说明.txt"] == (not isolated)


def test_where_the_system_gives_no_answer_nothing_is_known_by_its_bytes() -> None:
    """Whoever reads the files then says so, and nobody waits for ever."""
    answer = threading.Event()

    class Silent(MemoryTree):
        def open(self, path: str) -> BinaryIO:
            answer.wait()
            return super().open(path)

    tree = Silent(dict(FILES))
    try:
        assert hashed(tree, tree.files, FileLimits(seconds=0.1)) == {}
    finally:
        answer.set()


@pytest.mark.usefixtures("settled")
def test_a_moved_package_is_hashed_once_and_then_known(
    package: Path, cache: FactsCache, opened: Counter[str], probed: Counter[str]
) -> None:
    plain = facts(package, cache)
    moved = package.rename(package.with_name("moved"))
    probed.clear()
    assert facts(moved, cache) == plain
    assert "照片.bmp" not in probed
    opened.clear()
    assert facts(moved, cache) == plain
    assert "照片.bmp" not in opened


def in_place(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def time_restored(path: Path, data: bytes) -> None:
    info = path.stat()
    with path.open("r+b") as stream:
        stream.write(data)
    os.utime(path, ns=(info.st_atime_ns, info.st_mtime_ns))


def another_file_with_its_time(path: Path, data: bytes) -> None:
    info = path.stat()
    draft = path.with_name("draft")
    draft.write_bytes(data)
    draft.replace(path)
    os.utime(path, ns=(info.st_atime_ns, info.st_mtime_ns))


def made_anew(path: Path, data: bytes) -> None:
    path.unlink()
    path.write_bytes(data)


@pytest.mark.parametrize("name", CHANGED)
@pytest.mark.parametrize("thumbnails", [False, True])
@pytest.mark.parametrize("wait", [False, True], ids=["at once", "an hour later"])
@pytest.mark.parametrize("change", [in_place, time_restored, another_file_with_its_time, made_anew])
def test_a_changed_file_never_has_its_old_facts(
    package: Path,
    cache: FactsCache,
    request: pytest.FixtureRequest,
    change: Callable[[Path, bytes], None],
    wait: bool,
    thumbnails: bool,
    name: str,
) -> None:
    if wait:
        if os.name == "nt" and change is time_restored:
            pytest.skip("Windows does not tell when a file was changed last")
        request.getfixturevalue("settled")
    before = facts(package, cache, thumbnails=thumbnails)
    change(package / name, CHANGED[name])
    assert len(CHANGED[name]) == len(FILES[name])
    plain = facts(package, thumbnails=thumbnails)
    assert plain[name].body != before[name].body
    for _ in range(2):
        assert facts(package, cache, thumbnails=thumbnails) == plain
    change(package / name, FILES[name])
    assert facts(package, cache, thumbnails=thumbnails)[name].body == before[name].body


@pytest.mark.parametrize("name", CHANGED)
def test_where_nothing_tells_only_reading_does(cache: FactsCache, name: str) -> None:
    def read(files: dict[str, bytes], cache: FactsCache | None) -> dict[str, FileFacts]:
        tree = MemoryTree(dict(files))
        return read_files(
            tree, skip=lambda _: False, jobs=1, progress=None, isolated=False, cache=cache
        )

    for files in (FILES, FILES | {name: CHANGED[name]}, FILES):
        assert read(files, cache) == read(files, None)


def test_the_same_bytes_under_another_kind_of_name_are_read_anew(
    package: Path, cache: FactsCache, probed: Counter[str]
) -> None:
    facts(package, cache)
    (package / "照片.bmp").rename(package / "照片.JPG")
    probed.clear()
    assert facts(package, cache) == facts(package)
    assert probed["照片.JPG"] == 2


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("first", [False, True])
def test_a_thumbnail_is_there_where_it_is_asked_for(
    package: Path, cache: FactsCache, first: bool
) -> None:
    for wanted in (first, not first, first):
        found = facts(package, cache, thumbnails=wanted)
        assert found == facts(package, thumbnails=wanted)
        body = found["照片.bmp"].body
        assert isinstance(body, Photo)
        assert (body.thumbnail is not None) is wanted


@pytest.mark.usefixtures("settled")
def test_videos_are_told_apart_as_without_a_cache(
    tmp_path: Path, cache: FactsCache, opened: Counter[str]
) -> None:
    package = tmp_path / "films"
    package.mkdir()
    (package / "a.mp4").write_bytes(film())
    alone = facts(package, cache)
    assert is_sampled(alone["a.mp4"].digest or "")
    (package / "b.mp4").write_bytes(film())
    (package / "c.mp4").write_bytes(film(middle=1))
    plain = facts(package)
    assert len({found.digest for found in plain.values()}) == 2
    assert facts(package, cache) == plain
    opened.clear()
    assert facts(package, cache) == plain
    assert not opened  # their whole digests are known, too
    (package / "b.mp4").unlink()
    (package / "c.mp4").unlink()
    assert facts(package, cache) == alone


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("error", [OSError(5, "I/O"), MemoryError(), ValueError("x")])
def test_what_failed_is_tried_again(
    package: Path, cache: FactsCache, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(one_file, "read_body", fail)
        facts(package, cache)
        patch.setattr(FolderTree, "open", fail)
        facts(package, cache)
    assert facts(package, cache) == facts(package)


@pytest.mark.usefixtures("settled")
def test_a_file_that_may_no_longer_be_hashed_is_said_to_be_so(
    package: Path, cache: FactsCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts(package, cache)
    moved = package.rename(package.with_name("moved"))

    def fail(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(FolderTree, "open", fail)
    assert facts(moved, cache) == facts(moved)


def test_a_file_that_was_still_being_copied_is_not_known_by_its_bytes(cache: FactsCache) -> None:
    """Its size was taken before the last of it arrived, its bytes after that."""

    class Growing(MemoryTree):
        def open(self, path: str) -> BinaryIO:
            return io.BytesIO(whole)

    target = io.BytesIO()
    Image.effect_noise((80, 60), 50).save(target, "JPEG")
    whole, other = target.getvalue() + b"a", target.getvalue() + b"b"
    early: dict[str, bytes | BaseException] = {"照片.jpg": whole[:-200]}
    with pytest.MonkeyPatch.context() as patch:
        # A probe that does not see by the size that the file is not whole.
        patch.setattr("jlxx_check.probes.photo.read_photo.is_cut_short", lambda *_: False)
        for tree in (Growing(early), MemoryTree({"另一张.jpg": other})):
            read_files(
                tree, skip=lambda _: False, jobs=1, progress=None, isolated=False, cache=cache
            )
    later = MemoryTree({"照片.jpg": whole})
    found = read_files(
        later, skip=lambda _: False, jobs=1, progress=None, isolated=False, cache=cache
    )
    assert later.bytes_read["照片.jpg"] >= 2 * len(whole)  # hashed, not known, read
    assert found == read_files(later, skip=lambda _: False, jobs=1, progress=None, isolated=False)


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("turn", range(2))
def test_progress_counts_every_file_once(package: Path, cache: FactsCache, turn: int) -> None:
    for _ in range(turn):
        facts(package, cache)
    told: list[tuple[int, int]] = []
    read_files(
        open_folder(package),
        skip=lambda path: path == "空.jpg",
        jobs=2,
        progress=lambda done, total: told.append((done, total)),
        cache=cache,
    )
    total = len(FILES) - 1
    assert told == [(done, total) for done in range(total + 1)]


@pytest.mark.usefixtures("settled")
def test_no_personal_number_and_no_name_is_written_down(package: Path, cache: FactsCache) -> None:
    (package / "13912345678.bmp").write_bytes(picture("green"))
    facts(package, cache, thumbnails=True)
    survey = cache.survey()
    assert survey is not None
    assert survey.entries == {"archive": 1, "photo": 2, "text": 1, "video": 1}
    written = cache.file.read_bytes()
    for secret in ("13800000000", "13912345678", "项目总结", "照片", str(package)):
        assert secret.encode() not in written


def test_an_empty_package_opens_no_cache(tmp_path: Path, cache: FactsCache) -> None:
    (tmp_path / "package").mkdir()
    assert facts(tmp_path / "package", cache) == {}
    assert not cache.folder.exists()


@pytest.mark.usefixtures("settled")
def test_a_cache_that_is_of_no_use_changes_nothing(tmp_path: Path, package: Path) -> None:
    (tmp_path / "file").touch()
    cache = FactsCache(tmp_path / "file" / "cache")
    found = facts(package, cache)
    assert found == facts(package)
    assert cache.trouble is not None
    assert isinstance(found["视频.mp4"].body, Video)
