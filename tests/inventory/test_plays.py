"""Roles are the pack's own words; what they play decides."""

from __future__ import annotations

import pytest

from jlxx_check.model.package import Package
from jlxx_check.model.plays import Plays
from tests.inventory.bench import ID, SCENE, TEXT, filled, jilin, package, rest, shapes
from tests.inventory.small_packs import ALONG, films, models, small


def standing(found: Package) -> list[str]:
    """Every path as often as it stands in the package."""
    owned = [file.path for entry in found.entries for file in entry.files]
    registers = dict.fromkeys(register.path for register in found.registers)
    return sorted([*owned, *registers, *(item.path for item in found.unassigned)])


@pytest.mark.parametrize(
    ("role", "content", "part"),
    [
        ("form", ["document", "photo"], Plays.FORM),
        ("summary", ["document"], Plays.TEXT),
        ("portrait", ["photo"], Plays.PICTURE),
        ("id-picture", ["photo"], Plays.ID_PICTURE),
        ("clip", ["video"], Plays.VIDEO),
        ("song", ["audio"], Plays.AUDIO),
        ("works", ["photo", "video"], Plays.ATTACHMENT),
        ("captions", ["other"], Plays.ATTACHMENT),
    ],
)
def test_a_role_that_does_not_say_plays_by_its_name_or_its_content(
    role: str, content: list[str], part: Plays
) -> None:
    pack = small({"one": {"title": "一", "words": [], "roles": [role]}},
                 {role: {"title": "某", "content": content}})  # fmt: skip
    assert pack.plays(role) is part


def test_a_role_may_say_what_it_plays() -> None:
    role = {"title": "报名表", "content": ["document"], "plays": "form"}
    pack = small({"one": {"title": "一", "words": [], "roles": ["entry"]}}, {"entry": role})
    assert pack.playing(Plays.FORM, kind="one") == ("entry",)
    assert pack.role_for(Plays.REGISTER) == "register"  # the pack has none of its own


def test_what_comes_along_is_the_role_declared_for_it() -> None:
    pack = small(
        {"one": {"title": "一", "words": [], "roles": ["works", "attachment"]}},
        {"works": {"title": "作品", "content": ["photo", "video"]}, "attachment": ALONG},
    )
    assert pack.role_for(Plays.ATTACHMENT, "one") == "attachment"


MODEL = filled("道德模范申报表", 姓名="方静", 类别="助人为乐", 工作单位="某厂", 主要事迹="常助人。")
HOME = "助人为乐/方静/"


@pytest.mark.parametrize(
    ("files", "roles"),
    [
        (
            {"3000字.docx": TEXT, "事迹1000字左右.docx": TEXT, "方静300字.docx": TEXT},
            {"3000字.docx": "long", "事迹1000字左右.docx": "middle", "方静300字.docx": "short"},
        ),
        # With two of three told, the third is known; of two untold ones nobody knows which.
        (
            {"详细事迹.docx": TEXT, "简要事迹.docx": TEXT, "方静.docx": TEXT},
            {"详细事迹.docx": "long", "简要事迹.docx": "middle", "方静.docx": "short"},
        ),
        (
            {"详细事迹.docx": TEXT, "甲.docx": TEXT, "乙.docx": TEXT},
            {"详细事迹.docx": "long", "甲.docx": "unknown", "乙.docx": "unknown"},
        ),
        ({"a.jpg": ID, "b.jpg": SCENE}, {"a.jpg": "portrait", "b.jpg": "life"}),
        ({"证件照.jpg": SCENE, "b.jpg": ID}, {"证件照.jpg": "portrait", "b.jpg": "life"}),
        ({"获奖附件材料.docx": TEXT}, {"获奖附件材料.docx": "attachment"}),
    ],
)
def test_any_number_of_roles_may_play_the_same(
    files: dict[str, object], roles: dict[str, str]
) -> None:
    given = {HOME + name: body for name, body in files.items()}
    found = package({HOME + "申报表.docx": MODEL, **given}, pack=models())  # type: ignore[dict-item]
    shown = {path: role for entry in shapes(found).values() for path, role in entry.items()}
    assert (shown | rest(found)) == {
        HOME + "申报表.docx": "form",
        **{HOME + name: role for name, role in roles.items()},
    }


def test_of_two_picture_roles_a_word_has_to_tell() -> None:
    photo = {"content": ["photo"]}
    pack = small(
        {"one": {"title": "读书会", "words": ["读书会"], "roles": ["inside", "outside"]}},
        {"inside": {"title": "室内", "words": ["室内"], **photo},
         "outside": {"title": "室外", "words": ["室外"], **photo}},
    )  # fmt: skip
    found = package(
        ["读书会/晨读/室内.jpg", "读书会/晨读/室外.jpg", "读书会/晨读/1.jpg"], pack=pack
    )
    assert shapes(found) == {
        "one/1 晨读": {"读书会/晨读/室内.jpg": "inside", "读书会/晨读/室外.jpg": "outside"}
    }
    assert rest(found) == {"读书会/晨读/1.jpg": "unknown"}


@pytest.mark.parametrize("name", ["证明.docx", "证明.pdf", "证明.jpg", "证明.mp4"])
def test_a_file_of_a_role_for_several_contents_keeps_its_role(name: str) -> None:
    pack = jilin()
    roles = {**pack.roles, "proof": pack.roles["attachment"].model_copy(
        update={"words": ("证明",), "plays": None})}  # fmt: skip
    star = pack.kinds["star"].model_copy(
        update={"roles": (*pack.kinds["star"].roles, "proof"), "register_": None}
    )
    pack = pack.model_copy(
        update={"roles": roles, "kinds": {**pack.kinds, "star": star}, "attachments": ()}
    )
    found = package(["百姓学习之星/张三/证件照.jpg", f"百姓学习之星/张三/{name}"], pack=pack)
    assert shapes(found)["star/1 张三"][f"百姓学习之星/张三/{name}"] == "proof"


@pytest.mark.parametrize(
    ("files", "names"),
    [
        (["Learning at Night/1.mp4", "Radio Days/2.mp4"], ["Learning at Night", "Radio Days"]),
        (["བོད་ཀྱི་དཔེ་དེབ/1.mp4", "ئۇيغۇر ناخشا/1.mp4"], ["ئۇيغۇر ناخشا", "བོད་ཀྱི་དཔེ་དེབ"]),
        (["Night Reading film.mp4", "Dawn Reading film.mp4"], ["Dawn Reading", "Night Reading"]),
        (["夜读/1.mp4", "Dawn/2.mp4"], ["Dawn", "夜读"]),
        # Nothing but machines' words: the package is the entry.
        (["DCIM/MVI_1.mp4", "DCIM/captions.docx", "1.mp4"], ["材料"]),
        (["film.mp4", "captions.docx"], ["材料"]),
        # The only folder is the entry's own.
        (["Learning at Night/1.mp4", "Learning at Night/captions.docx"], ["Learning at Night"]),
        (["IMG_0001.MOV.mp4"], ["材料"]),
    ],
)
def test_an_entry_is_known_by_its_folder_or_file_in_any_script(
    files: list[str], names: list[str]
) -> None:
    found = package(files, pack=films())
    assert sorted(entry.name for entry in found.entries) == names
    assert standing(found) == sorted(files)


def test_a_word_of_latin_letters_stands_by_itself() -> None:
    found = package(["Filmmaking Basics/captions.docx", "Filmmaking Basics/x.mp4", "Quiz/film.mp4"],
                    pack=films())  # fmt: skip
    assert shapes(found)["lesson/1 Filmmaking Basics"] == {
        "Filmmaking Basics/captions.docx": "captions",
        "Filmmaking Basics/x.mp4": "film",
    }


def test_what_hands_in_no_role_is_no_entry() -> None:
    found = package(["通知.zip", "x.exe"], pack=films())
    assert not found.entries
    assert standing(found) == ["x.exe", "通知.zip"]


def test_a_person_by_a_name_in_another_script() -> None:
    pack = small(
        {"one": {"title": "考生", "words": [], "person": True, "roles": ["portrait"]}},
        {"portrait": {"title": "证件照", "content": ["photo"], "plays": "id-picture"}},
    )
    found = package(["方静-20010203.jpg", "Zhang Wei.jpg", "IMG_1.jpg", "ཚེ་རིང.jpg"], pack=pack)
    assert sorted(entry.name for entry in found.entries) == ["Zhang Wei", "ཚེ་རིང", "方静"]
    assert rest(found) == {"IMG_1.jpg": "no-owner"}
