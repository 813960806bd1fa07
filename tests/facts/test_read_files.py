from __future__ import annotations

import errno
import io
import time
import warnings
import zlib
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import is_dataclass
from typing import BinaryIO, get_args, get_type_hints

import pytest
from openpyxl import Workbook
from PIL import Image

from jlxx_check.facts import one_file
from jlxx_check.facts.digests import is_sampled
from jlxx_check.facts.read_files import in_turn, read_files
from jlxx_check.facts.remembered import FACTS
from jlxx_check.files.folder_tree import OutOfReach
from jlxx_check.model.document import Document
from jlxx_check.model.facts import (
    Cause,
    Content,
    Fate,
    FileFacts,
    Group,
    Photo,
    ReadFailure,
    Unreadable,
    Video,
)
from jlxx_check.model.tree import FileNode, UnreadableFile
from jlxx_check.text import same
from tests.facts.trees import MemoryTree
from tests.probes.boxes import Track, box, movie


def picture(colour: str = "red", form: str = "JPEG") -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(target, form)
    return target.getvalue()


def film(middle: int = 0) -> bytes:
    """A large video: its tail of 6 MB is free space, zeros but for one byte in the middle."""
    free = bytearray(6_000_000)
    free[2_900_000] = middle
    return movie(Track()) + box("free", bytes(free))


def facts_of(files: dict[str, bytes | BaseException], jobs: int = 2) -> dict[str, FileFacts]:
    """The facts as this process finds them; held to be the same as a worker finds."""
    found, isolated = (
        read_files(
            MemoryTree(files), skip=lambda _: False, jobs=jobs, progress=None, isolated=isolated
        )
        for isolated in (False, True)
    )
    assert found == isolated
    return found


def one(path: str, data: bytes | BaseException) -> FileFacts:
    return facts_of({path: data})[path]


@pytest.mark.parametrize(
    ("path", "data", "content", "group", "body"),
    [
        ("a.jpg", picture(), Content.JPEG, Group.PHOTO, Photo),
        ("a.jpg", picture(form="PNG"), Content.PNG, Group.PHOTO, Photo),
        ("a.mp4", picture(), Content.JPEG, Group.PHOTO, Photo),
        ("a.mp4", movie(Track()), Content.MP4, Group.VIDEO, Video),
        ("a.txt", "项目总结".encode(), Content.TEXT, Group.DOCUMENT, Document),
        ("a.zip", b"PK\5\6" + bytes(18), Content.ZIP, Group.ARCHIVE, type(None)),
    ],
)
def test_a_file_is_read_as_what_it_is(
    path: str, data: bytes, content: Content, group: Group, body: type
) -> None:
    found = one(path, data)
    assert (found.path, found.size, found.content, found.group) == (path, len(data), content, group)
    assert isinstance(found.body, body)


@pytest.mark.parametrize(
    ("path", "data", "cause", "group", "word"),
    [
        ("a.jpg", b"", Cause.EMPTY, Group.PHOTO, "0 字节"),
        ("a.mp4", b"", Cause.EMPTY, Group.VIDEO, "0 字节"),
        ("a.jpg", bytes(500), Cause.CORRUPT, Group.PHOTO, "不是照片"),
        ("a.mp4", bytes(500), Cause.CORRUPT, Group.VIDEO, "不是视频"),
        ("a.docx", bytes(500), Cause.CORRUPT, Group.DOCUMENT, "不是文档"),
        ("a.mp3", bytes(500), Cause.CORRUPT, Group.AUDIO, "不是录音"),
        ("a.jpg", PermissionError(13, "Permission denied"), Cause.DENIED, Group.PHOTO, "没有权限"),
        ("a.mp4", FileNotFoundError(2, "No such file"), Cause.DENIED, Group.VIDEO, "找不到"),
    ],
)
def test_unreadable(
    path: str, data: bytes | BaseException, cause: Cause, group: Group, word: str
) -> None:
    found = one(path, data)
    assert isinstance(found.body, Unreadable)
    assert (found.body.cause, found.group) == (cause, group)
    assert word in found.body.detail.zh


def test_unknown_bytes_under_an_unknown_name_are_no_fault() -> None:
    assert one("a.xyz", b"\x00\x01\x02\x03" * 50).body is None


@pytest.mark.parametrize("error", [MemoryError(), ZeroDivisionError("x"), RecursionError()])
def test_a_crash_is_the_programs_own(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def one(path: str, data: bytes | BaseException) -> FileFacts:
        tree = MemoryTree({path: data})
        return read_files(tree, skip=lambda _: False, jobs=1, progress=None, isolated=False)[path]

    def crash(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(one_file, "read_body", crash)
    found = one("a.jpg", picture())
    assert isinstance(found.body, ReadFailure)
    word = "内存不足" if isinstance(error, MemoryError) else type(error).__name__
    assert word in found.body.detail.zh
    assert (found.content, found.group) == (Content.JPEG, Group.PHOTO)
    opened = one("b.jpg", error)
    assert isinstance(opened.body, ReadFailure)


def test_one_broken_file_leaves_the_others_alone() -> None:
    found = facts_of({"a.jpg": OSError(5, "I/O"), "b.jpg": picture(), "c.jpg": ValueError()})
    assert [type(item.body) for item in found.values()] == [Unreadable, Photo, ReadFailure]


@pytest.mark.parametrize("jobs", [0, 1, 4])
def test_order_and_progress(jobs: int) -> None:
    files: dict[str, bytes | BaseException] = {
        f"{number}.jpg": picture() for number in (3, 1, 2, 9)
    }
    told: list[tuple[int, int]] = []
    found = read_files(
        MemoryTree(files),
        skip=lambda path: path == "9.jpg",
        jobs=jobs,
        progress=lambda done, total: told.append((done, total)),
    )
    assert list(found) == ["1.jpg", "2.jpg", "3.jpg", "9.jpg"]
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert found["9.jpg"].body is None
    assert found["9.jpg"].digest is None


@pytest.mark.parametrize(
    ("hurried", "order"),
    [
        (False, ["b.mp4", "c.jpg", "a.docx", "d.docx"]),
        (True, ["a.docx", "b.mp4", "c.jpg", "d.docx"]),
    ],
)
def test_the_largest_come_first_where_all_are_reached(hurried: bool, order: list[str]) -> None:
    sizes = {"a.docx": 10, "b.mp4": 1000, "c.jpg": 100, "d.docx": 10}
    nodes = [FileNode(path, size) for path, size in sizes.items()]
    assert [node.path for node in in_turn(nodes, hurried=hurried)] == order


def test_what_is_skipped_is_not_opened() -> None:
    tree = MemoryTree({"Thumbs.db": b"x" * 100})
    read_files(tree, skip=lambda _path: True, jobs=1, progress=None, isolated=False)
    assert not tree.bytes_read


def test_equal_digests_mean_equal_bytes() -> None:
    found = facts_of({"a.jpg": picture(), "b/c.jpg": picture(), "d.jpg": picture("blue")})
    assert found["a.jpg"].digest == found["b/c.jpg"].digest
    assert found["a.jpg"].digest != found["d.jpg"].digest


def test_a_video_is_read_whole_only_where_another_agrees() -> None:
    alone = MemoryTree({"a.mp4": film(), "b.mp4": movie(Track())})
    found = read_files(alone, skip=lambda _path: False, jobs=2, progress=None, isolated=False)
    digest = found["a.mp4"].digest
    assert digest is not None
    assert is_sampled(digest)
    assert alone.bytes_read["a.mp4"] < 1_500_000

    found = facts_of({"a.mp4": film(), "b.mp4": film(), "c.mp4": film(middle=1)})
    same, copy, other = (found[path].digest for path in ("a.mp4", "b.mp4", "c.mp4"))
    assert same == copy != other
    assert same is not None
    assert not is_sampled(same)


def test_warnings_stay_inside() -> None:
    size = (11_000).to_bytes(4, "big") * 2
    huge = bytearray(picture(form="PNG"))
    huge[16:24] = size
    huge[29:33] = zlib.crc32(huge[12:29]).to_bytes(4, "big")
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        found = facts_of({f"{number}.png": bytes(huge) for number in range(12)}, jobs=4)
        assert warnings.filters[0][0] == "always"
    assert not told
    causes = {item.body.cause for item in found.values() if isinstance(item.body, Unreadable)}
    assert causes == {Cause.LIMIT}


@pytest.mark.parametrize("wanted", [False, True])
def test_thumbnails_are_kept_only_where_they_are_asked_for(wanted: bool) -> None:
    tree = MemoryTree({"a.jpg": picture()})
    found = read_files(tree, skip=lambda _: False, jobs=1, progress=None, thumbnails=wanted)
    body = found["a.jpg"].body
    assert isinstance(body, Photo)
    assert (body.thumbnail is not None) is wanted


def test_a_panic_of_a_native_reader_costs_one_file_and_proves_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class PanicException(BaseException):
        """As the native reader raises it: no Exception, and of no class to import."""

    def panics(*_: object) -> None:
        raise PanicException("index out of bounds")

    data = io.BytesIO()
    Workbook().save(data)
    monkeypatch.setattr("jlxx_check.probes.workbook.read_workbook._read", panics)
    tree = MemoryTree({"登记表.xlsx": data.getvalue(), "说明.txt": "说明".encode()})
    facts = read_files(tree, skip=lambda _: False, jobs=2, progress=None, isolated=False)
    body = facts["登记表.xlsx"].body
    assert isinstance(body, Unreadable)
    assert body.cause is Cause.UNSUPPORTED
    assert isinstance(facts["说明.txt"].body, Document)


def many(error: OSError, failing: int, others: int, *, first: bool) -> MemoryTree:
    """A package of which so many files cannot be read, before or behind all others."""
    bad = {f"{'a' if first else 'z'}{at:03}.jpg": error for at in range(failing)}
    return MemoryTree({**bad, **{f"m{at:03}.txt": b"x" for at in range(others)}})


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize(
    ("error", "failing", "others", "believed"),
    [
        (OSError(errno.EIO, ""), 9, 9, False),
        (OSError(errno.EIO, ""), 9, 10, True),
        (OSError(errno.EIO, ""), 7, 0, True),
        (OSError(errno.EIO, ""), 8, 0, False),
        (PermissionError(errno.EACCES, ""), 9, 60, True),
        (PermissionError(errno.EACCES, ""), 30, 0, True),
        (FileNotFoundError(errno.ENOENT, ""), 30, 0, True),
    ],
)
def test_a_share_fails_by_how_much_of_a_package_it_fails_for(
    error: OSError, failing: int, others: int, believed: bool, first: bool
) -> None:
    """Whatever comes first; and what nobody may read is no failure of the share's."""
    tree = many(error, failing, others, first=first)
    with nullcontext() if believed else pytest.raises(OutOfReach):
        found = read_files(tree, skip=lambda _: False, jobs=1, progress=None, isolated=False)
        assert sum(isinstance(item.body, Unreadable) for item in found.values()) == failing


class OnceTree(MemoryTree):
    """Each file can be opened once; what happens the second time is given."""

    def __init__(self, files: dict[str, bytes | BaseException], then: Callable[[], object]) -> None:
        super().__init__(files)
        self._then = then
        self._opened: set[str] = set()

    def open(self, path: str) -> BinaryIO:
        if path in self._opened:
            self._then()
        self._opened.add(path)
        return super().open(path)


def _fails() -> None:
    raise OSError(errno.EIO, "")


def _is_damaged() -> None:
    raise UnreadableFile(Unreadable(Cause.CORRUPT, same("坏了")))


@pytest.mark.parametrize(
    ("then", "why"),
    [(_fails, Cause.DENIED), (_is_damaged, Cause.CORRUPT), (_fails, Fate.LATE)],
)
def test_a_copy_that_cannot_be_told_says_why(
    then: Callable[[], object], why: Cause | Fate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two films agree in size and samples, and are not read whole."""
    now = time.time()

    def progress(done: int, total: int) -> None:
        if why is Fate.LATE and done == total:
            monkeypatch.setattr(time, "time", lambda: now + 1000)

    found = read_files(
        OnceTree({"a.mp4": film(), "b.mp4": film()}, then),
        skip=lambda _: False,
        jobs=1,
        progress=progress,
        isolated=False,
        until=now + 500,
    )
    for item in found.values():
        body = item.body
        assert isinstance(body, Unreadable | ReadFailure)
        assert (body.cause if isinstance(body, Unreadable) else body.fate) is why
        assert item.digest is None


def _classes(kind: object) -> Iterator[type]:
    """The classes of the house that a value of this type may hold, once each."""
    seen: set[type] = set()
    left = [kind]
    while left:
        each = left.pop()
        left += get_args(each)
        if not isinstance(each, type) or each in seen or not each.__module__.startswith("jlxx"):
            continue
        seen.add(each)
        yield each
        if is_dataclass(each):
            left += get_type_hints(each).values()


def test_what_facts_are_made_of_is_taken_from_a_worker() -> None:
    """A class whose module is not trusted makes every file that holds it unread."""
    found = {each.__module__ for each in _classes(FileFacts)}
    assert len(found) > 4
    astray = {
        module
        for module in found
        if not any(f"{module}.".startswith(f"{place}.") for place in FACTS)
    }
    assert astray == set()
