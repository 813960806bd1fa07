"""The one table of formats is whole, and answers alike whoever asks."""

import pytest

from jlxx_check.model.contents import GROUP_TITLES, MARKS, WORDED_MARKS, Trait, marks_of
from jlxx_check.model.facts import Content, Group
from jlxx_check.model.file_kinds import FILE_KINDS, FileKind
from jlxx_check.model.kind_lookup import (
    EXTENSIONS,
    archive_stem,
    group_by_name,
    group_of,
    is_absent,
    is_named_archive,
    is_part,
    not_read,
)

_SAID_BY_CONTENT_ALONE = {Content.EMPTY, Content.UNKNOWN, Content.LFS}


@pytest.mark.parametrize("content", Content)
def test_every_content_has_its_row(content: Content) -> None:
    kind = FILE_KINDS[content]
    assert kind.content is content
    assert kind.title.zh and kind.title.en
    assert bool(kind.extensions) != (content in _SAID_BY_CONTENT_ALONE)
    blank = content in (Content.EMPTY, Content.UNKNOWN)
    assert (kind.reader is None and not blank) == (kind.way is not None)


@pytest.mark.parametrize("kind", FILE_KINDS.values(), ids=lambda kind: kind.content)
def test_what_is_said_of_an_unread_format_tells_what_to_do(kind: FileKind) -> None:
    if kind.way is None:
        return
    said = not_read(kind.content)
    assert kind.title.zh in said.zh and kind.way.zh in said.zh
    assert kind.title.en in said.en and kind.way.en in said.en
    assert not kind.way.zh.endswith("。") and not kind.way.en.endswith(".")


def test_extensions_are_written_as_they_are_looked_up() -> None:
    for ending, contents in EXTENSIONS.items():
        assert ending == ending.lower() and ending.startswith(".") and ending.count(".") == 1
        assert contents


@pytest.mark.parametrize(
    ("path", "group"),
    [
        ("证件照.PSD", Group.PHOTO),
        ("活动照片1.dng", Group.PHOTO),
        ("推介表.odt", Group.DOCUMENT),
        ("推介表.doc", Group.DOCUMENT),
        ("登记表.ods", Group.DOCUMENT),
        ("课件.pptx", Group.OTHER),
        ("采访.silk", Group.AUDIO),
        ("活动.rmvb", Group.VIDEO),
        ("长春市.tzst", Group.ARCHIVE),
        ("光盘.iso", Group.ARCHIVE),
        ("程序.jar", Group.OTHER),
        ("什么都不是.qqq", Group.OTHER),
    ],
)
def test_a_name_promises_a_family(path: str, group: Group) -> None:
    assert group_by_name(path) is group


def test_families_have_names_for_people() -> None:
    assert set(GROUP_TITLES) == set(Group) - {Group.OTHER}


def test_a_document_that_is_a_zip_inside_is_no_archive() -> None:
    for content, kind in FILE_KINDS.items():
        if Trait.ZIPPED in kind.traits:
            assert group_of(content) is not Group.ARCHIVE
        assert (kind.group is Group.ARCHIVE) == bool(kind.traits & {Trait.PACKAGE, Trait.PACKED})


def test_what_stands_for_another_file_plays_no_part_itself() -> None:
    absent = {content for content in Content if is_absent(content)}
    assert absent == {Content.SHORTCUT, Content.CLOUD, Content.PARTIAL}
    assert all(group_of(content) is Group.OTHER for content in absent)


def test_no_mark_stands_in_another_ones_way() -> None:
    """The first that fits is taken."""
    marks = [*MARKS, *WORDED_MARKS]
    for place, (mark, content) in enumerate(marks):
        first = next(other for start, other in marks if mark.startswith(start))
        assert first is content, (place, mark)
        assert mark in marks_of(content)


def test_a_name_is_an_archives_where_all_that_it_may_hold_are() -> None:
    for ending in EXTENSIONS:
        archives = {FILE_KINDS[content].group is Group.ARCHIVE for content in EXTENSIONS[ending]}
        assert is_named_archive(f"长春市{ending}") == (archives == {True}), ending
        if archives == {True}:
            assert archive_stem(f"长春市.5{ending}") == "长春市.5"


@pytest.mark.parametrize(
    ("name", "part", "stem"),
    [
        ("长春市.zip.001", True, "长春市"),
        ("长春市.7z.02", True, "长春市"),
        ("长春市.part2.rar", True, "长春市"),
        ("长春市.z01", True, "长春市"),
        ("长春市.r00", True, "长春市"),
        ("长春市.tar.gz", False, "长春市"),
        ("长春市.txz", False, "长春市"),
        ("长春市.zip", False, "长春市"),
        ("推介表.docx", False, "推介表.docx"),
        ("1.2023", False, "1.2023"),
        (".zip", False, ".zip"),
    ],
)
def test_a_part_of_an_archive_is_told_by_its_name(name: str, part: bool, stem: str) -> None:
    assert is_part(name) == part
    assert archive_stem(name) == stem
