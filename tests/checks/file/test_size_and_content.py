"""A file's weight and format."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check.checks.file.allowed_content import Allowed, content
from jlxx_check.checks.file.weight import Size, size
from jlxx_check.model.facts import Body, Cause, Content, FileFacts, Unreadable
from jlxx_check.model.kind_lookup import group_of
from jlxx_check.model.outcome import Outcome, Status
from jlxx_check.model.package import OwnedFile, SubjectFile
from jlxx_check.text import same
from jlxx_check.values.file_size import bytes_like, read_file_size

PASS, FAIL = Status.PASS, Status.FAIL
PORTRAIT = {"at_least": "80KB", "at_most": "150 KB"}
FILM = {"at_most": "500 MB"}
SMALL = {"about": "30 KB"}


def file(path: str, bytes_: int, kind: Content, body: Body = None) -> SubjectFile:
    facts = FileFacts(path, bytes_, kind, group_of(kind), body)
    return SubjectFile(OwnedFile(path, "r", None, same("")), facts, None)


def weighed(want: dict[str, Any], bytes_: int, kind: Content = Content.JPEG) -> Outcome:
    (outcome,) = size(file("a.jpg", bytes_, kind), Size.model_validate(want))
    return outcome


@pytest.mark.parametrize(
    ("want", "bytes_", "status"),
    [
        (PORTRAIT, 80_000, PASS),
        (PORTRAIT, 79_999, FAIL),
        (PORTRAIT, 150 * 1024, PASS),
        (PORTRAIT, 150 * 1024 + 1, FAIL),
        (FILM, 500 * 1024 * 1024, PASS),
        (FILM, 500 * 1024 * 1024 + 1, FAIL),
        (SMALL, 24_000, PASS),
        (SMALL, 36 * 1024, PASS),
        (SMALL, 23_999, FAIL),
        (SMALL, 36 * 1024 + 1, FAIL),
        (PORTRAIT, 0, Status.NOT_APPLICABLE),
    ],
)
def test_size(want: dict[str, Any], bytes_: int, status: Status) -> None:
    assert weighed(want, bytes_).status is status


def test_a_size_is_told_as_people_see_it() -> None:
    outcome = weighed(PORTRAIT, 155_955)
    assert outcome.message is not None
    assert outcome.message.zh == "文件大小为152.3 KB（155,955字节），太大，应为80 KB至150 KB。"
    assert weighed(SMALL, 99).message is not None


@pytest.mark.parametrize(
    "want",
    [{}, {"about": "30 KB", "at_most": "40 KB"}, {"at_least": "2 MB", "at_most": "80 KB"}]
    + [{"at_most": bad} for bad in ("500", "很大", 500, "-1 KB")],
)
def test_sizes_that_make_no_sense_are_refused(want: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        Size.model_validate(want)


@given(st.integers(1, 9999), st.sampled_from(["KB", "kb", "M", "MB", "GB", "MiB", "B", "字节"]))
def test_either_kilobyte_holds(number: int, unit: str) -> None:
    told = read_file_size(f"{number} {unit}")
    assert told.fewest <= told.most
    assert bytes_like(told.most, told)


@pytest.mark.parametrize(
    ("want", "path", "kind", "status"),
    [
        ({"contents": ["jpeg"]}, "a.jpg", Content.JPEG, PASS),
        ({"contents": ["jpeg"]}, "a.JPEG", Content.JPEG, PASS),
        ({"contents": ["jpeg"], "extensions": [".jpg"]}, "a.JPG", Content.JPEG, PASS),
        ({"contents": ["jpeg"], "extensions": [".jpg"]}, "a.jpeg", Content.JPEG, FAIL),
        ({"contents": ["jpeg"]}, "a.jpg", Content.PNG, FAIL),
        ({"contents": ["docx", "doc"]}, "a.doc", Content.DOC, PASS),
        ({"contents": ["docx", "doc"]}, "a.wps", Content.PDF, FAIL),
        ({"contents": ["mp4"]}, "a.mp4", Content.QUICKTIME, FAIL),
        ({"contents": ["mp4"]}, "a.mp4", Content.UNKNOWN, Status.NOT_JUDGED),
    ],
)
def test_content(want: dict[str, Any], path: str, kind: Content, status: Status) -> None:
    (outcome,) = content(file(path, 9, kind), Allowed.model_validate(want))
    assert outcome.status is status


def test_a_broken_file_says_why_it_tells_no_format() -> None:
    broken = Unreadable(Cause.EMPTY, same("空的"))
    want = Allowed.model_validate({"contents": ["jpeg"]})
    (outcome,) = content(file("a.jpg", 0, Content.EMPTY, broken), want)
    assert outcome.message == same("空的")
    assert outcome.fix is not None
