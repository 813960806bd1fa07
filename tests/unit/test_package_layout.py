"""The recommended layout: paths for any pack, known again by the words of that pack."""

from __future__ import annotations

from functools import cache
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check import load_pack as load_anew
from jlxx_check.inventory.vocabulary import Vocabulary
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Entry, Row, Value
from jlxx_check.model.plays import Plays
from jlxx_check.packs import list_packs
from jlxx_check.text import Lang
from jlxx_check.unit.package_layout import FileOwner, Layout, language_of
from jlxx_check.values.portable_names import unportable
from tests.packs.minimal import RULE, write_pack

load_pack = cache(load_anew)
PACKS = list(list_packs())


def pack_of(name: str) -> Pack:
    return load_pack(name).pack


@pytest.mark.parametrize("name", PACKS)
def test_every_pack_knows_the_layouts_own_names_again(name: str) -> None:
    pack = pack_of(name)
    layout, words = Layout(pack, "样例单位"), Vocabulary(pack)
    for kind, spec in pack.kinds.items():
        said = words.read(layout.kind_folder(kind))
        assert (said.kinds | said.specials) == {kind} or kind in said.specials
        for role in spec.roles:
            path = layout.file(FileOwner(kind, 1, "王建国"), role, ".x", nth=2)
            assert all(unportable(part) is None for part in PurePosixPath(path).parts)
            asked = {spec.check for spec in pack.rules.values()} & {"file.name"}
            if asked or pack.plays(role) is Plays.ATTACHMENT:
                continue
            roles = words.read(PurePosixPath(path).stem).roles
            best = max((found for found in roles if found in spec.roles), key=lambda r: roles[r][0])
            assert best == role, path
    for key in pack.registers:
        stem = PurePosixPath(layout.register(key)).stem
        assert any(title in stem for title in pack.registers[key].titles)


@pytest.mark.parametrize(
    ("name", "lang"),
    [("jilin-2023", Lang.ZH), ("conference-videos-2024", Lang.EN), ("id-photos-2019", Lang.ZH)],
)
def test_papers_are_in_the_packs_own_language(name: str, lang: Lang) -> None:
    assert language_of(pack_of(name)) is lang


@pytest.mark.parametrize(
    ("subject", "role", "given", "path"),
    [
        (FileOwner("star", 1, "王建国"), "id-photo", {}, "百姓学习之星/01王建国/证件照.jpg"),
        (FileOwner("star", 3), "form", {}, "百姓学习之星/03/百姓学习之星推介表.jpg"),
        (FileOwner("star", None, "王建国"), "video", {}, "百姓学习之星/王建国/视频.jpg"),
        (
            FileOwner("project", 12, "a/b?"),
            "photo",
            {"nth": 3},
            "终身学习品牌项目/12 a_b_/照片3.jpg",
        ),
        (
            FileOwner("star", 1, "王建国"),
            "attachment",
            {"present": "乱/获奖证书.JPG"},
            "百姓学习之星/01王建国/获奖证书.jpg",
        ),
        (FileOwner("special-star"), "photo", {"nth": 1}, "事迹特别感人的百姓学习之星/照片1.jpg"),
    ],
)
def test_a_path_for_each_file(
    subject: FileOwner, role: str, given: dict[str, object], path: str
) -> None:
    assert Layout(pack_of("jilin-2023")).file(subject, role, ".jpg", **given) == path  # type: ignore[arg-type]


NUMBERED = """\
rules:
  star.photo-names:
    title: 照片命名
    why: 通知有规定。
    scope: star.photo
    check: file.name
    with: {template: "照片+{number}"}
    level: error
    clause: 一
    fix: 请改名。
"""


@pytest.mark.parametrize(
    ("nth", "present", "name"),
    [
        (1, "IMG_0012.jpg", "照片+1"),
        (2, "IMG_0013.jpg", "照片+2"),
        (0, "IMG_0014.jpg", "照片+1"),
        (2, "照片+7.jpg", "照片+7"),
    ],
)
def test_a_prescribed_number_counts_the_files(
    tmp_path: Path, nth: int, present: str, name: str
) -> None:
    pack = load_anew(write_pack(tmp_path / "small", quota=RULE, names=NUMBERED)).pack
    assert Layout(pack).file_name(FileOwner("star", 1), "photo", nth=nth, present=present) == name


@given(st.text(max_size=80), st.integers(1, 500))
def test_whatever_a_name_is_its_folder_can_be_had_on_every_system(name: str, number: int) -> None:
    layout = Layout(pack_of("jilin-2023"))
    path = layout.file(FileOwner("star", number, name), "video", ".mp4")
    parts = PurePosixPath(path).parts
    assert len(parts) == 3
    assert [unportable(part) for part in parts] == [None] * 3


def _candidate() -> Entry:
    values = {
        label: Value(label, text, "A1")
        for label, text in {"姓名": "孟小川", "出生日期": "1991年2月15日"}.items()
    }
    row = Row("表.xlsx", 1, "孟小川", "1", 1, values, "A1")
    return Entry("candidate/1", "candidate", "孟小川", 1, False, (), row=row)


@pytest.mark.parametrize(
    ("entry", "present", "path"),
    [
        (_candidate(), "", "考次/省代码/考点代码/孟小川-19910215.jpg"),
        (_candidate(), "201501/22/0101/IMG_1.jpg", "201501/22/0101/孟小川-19910215.jpg"),
        (
            _candidate(),
            "201501/22/0101/孟小川-1991.2.15.jpg",
            "201501/22/0101/孟小川-1991.2.15.jpg",
        ),
        (None, "22/0101/IMG_1.jpg", "考次/22/0101/IMG_1.jpg"),
        (None, "", "考次/省代码/考点代码/证件照.jpg"),
    ],
)
def test_a_prescribed_name_is_made_of_what_is_known(
    entry: Entry | None, present: str, path: str
) -> None:
    layout = Layout(pack_of("id-photos-2015"))
    subject = FileOwner("candidate", 1, "孟小川", entry)
    assert layout.file(subject, "photo", ".jpg", present=present) == path
    assert layout.entry_folder(subject) is None


@pytest.mark.parametrize(
    ("subject", "present", "name"),
    [
        (FileOwner("full", 1, "Tide Tables for Beginners"), "", "Tide-Tables-for-Beginners"),
        (FileOwner("full", 1, "潮汐表"), "", "full-01"),
        (FileOwner("full", 1, "Tides"), "x/tides_en.mp4", "tides_en"),
        (FileOwner("full", 1, "Tides"), "x/tides en.mp4", "Tides"),
    ],
)
def test_a_name_of_latin_letters_where_that_is_asked(
    subject: FileOwner, present: str, name: str
) -> None:
    layout = Layout(pack_of("conference-videos-2024"))
    found = layout.file_name(subject, "video", present=present)
    assert found == name == layout.file_name(subject, "captions", present=present)


def test_papers_keep_their_names_as_far_as_every_system_has_them() -> None:
    layout = Layout(pack_of("jilin-2023"))
    assert layout.paper("收件/报送函: 定稿.PDF") == "报送函_ 定稿.pdf"
    assert layout.paper("v1.2 说明") == "v1.2 说明"
