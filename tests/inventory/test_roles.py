"""What part a file plays, and why."""

from __future__ import annotations

import pytest

from jlxx_check.inventory.understand import understand
from jlxx_check.model.document import Document
from jlxx_check.model.facts import Backdrop, Body, Cause, FileFacts, Photo, Unreadable
from jlxx_check.model.pack_parts import RoleSpec
from jlxx_check.model.tree import FileNode
from jlxx_check.text import same
from tests.inventory.bench import (
    BROKEN,
    ID,
    SCAN,
    SCENE,
    FakeTree,
    facts_of,
    jilin,
    package,
    project,
    rest,
    shape,
    shapes,
    star,
    stars,
)

STAR, PROJECT = "百姓学习之星/01张三/", "终身学习品牌项目/1银龄课堂/"


def in_folder(folder: str, files: dict[str, Body | FileFacts]) -> dict[str, str]:
    form = star("张三") if folder == STAR else project("银龄课堂")
    found = package({folder + "f.docx": form} | {folder + n: b for n, b in files.items()})
    roles = {path: role for entry in found.entries for path, role in shape(entry).items()}
    return {path.removeprefix(folder): role for path, role in (roles | rest(found)).items()}


@pytest.mark.parametrize(
    ("folder", "name", "body", "role"),
    [
        (STAR, "证件照.jpg", SCENE, "id-photo"),
        (STAR, "２寸免冠.ＪＰＧ.jpg", SCENE, "id-photo"),
        (STAR, "活动照.PNG", ID, "activity-photo"),
        (STAR, "照片/活动/1.jpg", ID, "activity-photo"),
        (STAR, "荣誉证书.jpg", ID, "attachment"),
        (STAR, "证书/IMG_1.jpg", ID, "attachment"),
        (STAR, "推介表（盖章）.pdf", SCAN, "attachment"),
        (STAR, "推介表.pdf", star("张三"), "attachment"),
        (STAR, "推介表最终版.docx", star("张三", 学历="本科"), "form"),
        (STAR, "推介表.jpg", SCENE, "attachment"),
        (STAR, "lv_0_20230705.mp4", None, "video"),
        (STAR, "教学资源/课件.pptx", None, "attachment"),
        (STAR, "材料.rar", None, "unknown"),
        (STAR, "说明.txt", None, "attachment"),
        (PROJECT, "IMG_1.jpg", ID, "photo"),
        (PROJECT, "工作总结.docx", None, "summary"),
        (PROJECT, "工作总结.doc", BROKEN, "summary"),
        (PROJECT, "2023年.docx", None, "summary"),
        (PROJECT, "活动总结照片.jpg", None, "photo"),
        (PROJECT, "工作总结.jpg", None, "attachment"),
        (PROJECT, "会场.mov", None, "video"),
    ],
)
def test_role(folder: str, name: str, body: Body, role: str) -> None:
    assert in_folder(folder, {name: body})[name] == role


def test_of_several_untold_documents_none_is_guessed_to_be_the_summary() -> None:
    roles = in_folder(PROJECT, {"a.docx": None, "b.docx": None})
    assert (roles["a.docx"], roles["b.docx"]) == ("unknown", "unknown")


def test_beside_papers_the_one_other_document_is_the_summary() -> None:
    roles = in_folder(PROJECT, {"项目介绍.docx": None, "管理制度.docx": None, "课程表.xlsx": None})
    assert roles["项目介绍.docx"] == "summary"
    assert (roles["管理制度.docx"], roles["课程表.xlsx"]) == ("attachment", "attachment")


def test_with_a_summary_named_so_another_document_is_unknown() -> None:
    roles = in_folder(PROJECT, {"总结.docx": None, "b.docx": None})
    assert (roles["总结.docx"], roles["b.docx"]) == ("summary", "unknown")


def test_an_equal_copy_of_the_form_is_an_attachment() -> None:
    copy = facts_of(STAR + "推介表副本.docx", star("张三"), digest="1")
    found = package({STAR + "推介表.docx": facts_of(STAR + "推介表.docx", star("张三"), digest="1"),
                     STAR + "推介表副本.docx": copy})  # fmt: skip
    assert sorted(shape(found.entries[0]).values()) == ["attachment", "form"]


def test_a_copy_saved_anew_is_a_copy_and_another_answer_is_not() -> None:
    one, two = STAR + "推介表.docx", STAR + "推介表（终稿）.docx"
    same = {one: star("张三", 学历="大专"), two: star("张三", 学历="大专")}
    assert sorted(shape(package(same).entries[0]).values()) == ["attachment", "form"]
    other = {one: star("张三", 学历="大专"), two: star("张三", 学历="本科")}
    assert sorted(shape(package(other).entries[0]).values()) == ["form", "form"]


@pytest.mark.parametrize(
    ("path", "taken"),
    [
        ("填写样表.docx", False),
        ("附件/推介表（范例）.docx", False),
        ("推介表填写说明.docx", False),
        # what many call the form itself, a place's name, somebody's own folder
        ("推介表模板.docx", True),
        ("样例区推介表.docx", True),
        ("百姓学习之星/02王五/填写样表.docx", True),
    ],
)
def test_a_sheet_that_shows_how_to_fill_in_puts_nobody_forward(path: str, taken: bool) -> None:
    found = package({STAR + "推介表.docx": star("张三"), path: star("王五")})
    assert {entry.name for entry in found.entries} == {"张三", *["王五"][:taken]}
    assert taken or rest(found) == {path: "sample"}


def test_a_sheet_called_a_sample_that_the_register_names_is_a_form() -> None:
    files = {"登记表.xlsx": stars("张三", "王五"), STAR + "推介表.docx": star("张三")}
    found = package({**files, "填写样表.docx": star("王五")})
    assert [entry.name for entry in found.entries if entry.form] == ["张三", "王五"]


def test_a_page_of_text_is_no_photo_of_a_project() -> None:
    folder = "终身学习品牌项目/01书香/"
    found = package(
        {
            folder + "推介表.docx": project("书香"),
            folder + "工作总结.docx": None,
            folder + "2.jpg": _page(),
        }
    )
    assert shape(found.entries[0])[folder + "2.jpg"] == "attachment"


def test_a_scan_alone_is_the_form() -> None:
    found = package({STAR + "推介表.pdf": SCAN, STAR + "证件照.jpg": ID})
    (entry,) = found.entries
    assert shape(entry)[STAR + "推介表.pdf"] == "form"
    assert entry.form is not None
    assert entry.form.scan
    assert entry.form.kind == "star"


def test_pages_of_a_scan_are_one_form() -> None:
    found = package({STAR + "推介表1.jpg": SCENE, STAR + "推介表2.jpg": SCENE})
    assert sorted(shape(found.entries[0]).values()) == ["attachment", "form"]


PORTRAIT = Photo(900, 1200, None, 50.0, 100.0, 3, 0.5)


@pytest.mark.parametrize(
    ("photos", "roles"),
    [
        ({"a.jpg": SCENE, "b.jpg": ID}, ["activity-photo", "id-photo"]),
        ({"a.jpg": PORTRAIT, "b.jpg": SCENE}, ["id-photo", "activity-photo"]),
        ({"a.jpg": PORTRAIT, "b.jpg": ID}, ["activity-photo", "id-photo"]),
        ({"a.jpg": SCENE, "b.jpg": SCENE}, ["activity-photo", "activity-photo"]),
        ({"a.jpg": ID}, ["id-photo"]),
        ({"a.jpg": PORTRAIT}, ["activity-photo"]),
        ({"a.jpg": BROKEN, "b.jpg": SCENE}, ["id-photo", "activity-photo"]),
        ({"a.jpg": BROKEN, "b.jpg": ID}, ["activity-photo", "id-photo"]),
        ({"a.jpg": SCENE, "b.jpg": ID, "c.jpg": SCENE},
         ["activity-photo", "id-photo", "activity-photo"]),
        ({"活动.jpg": SCENE, "b.jpg": PORTRAIT}, ["activity-photo", "id-photo"]),
        ({"证件照.jpg": SCENE, "b.jpg": ID}, ["id-photo", "activity-photo"]),
    ],
)  # fmt: skip
def test_pictures_that_no_word_tells(photos: dict[str, Body], roles: list[str]) -> None:
    found = in_folder(STAR, photos)
    assert [found[name] for name in photos] == roles


def _page(width: int = 1240, height: int = 1754, **other: float) -> Photo:
    told = {"chroma": 5.0, "sharpness": 3000.0, "plain_background": 0.95, **other}
    paper = Backdrop((252, 251, 247), 1.0)
    return Photo(
        width, height, 150.0, told["chroma"], told["sharpness"], 9, told["plain_background"],
        backdrop=paper,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("photos", "roles"),
    [
        # a page has the proportions of a portrait, and is none
        ({"IMG_1.jpg": _page()}, ["attachment"]),
        ({"IMG_1.jpg": _page(), "学习活动照.jpg": SCENE}, ["attachment", "activity-photo"]),
        ({"IMG_1.jpg": ID, "IMG_2.jpg": SCENE, "微信图片_20230705.jpg": _page()},
         ["id-photo", "activity-photo", "attachment"]),
        ({"IMG_1.jpg": ID, "IMG_2.jpg": _page(1754, 1240)}, ["id-photo", "attachment"]),
        # grey, small, soft, coloured, of another shape or on a dark table: no page for certain
        ({"IMG_1.jpg": _page(sharpness=400.0), "IMG_2.jpg": SCENE},
         ["id-photo", "activity-photo"]),
        ({"IMG_1.jpg": _page(413, 579), "IMG_2.jpg": SCENE}, ["id-photo", "activity-photo"]),
        ({"IMG_1.jpg": _page(chroma=30.0), "IMG_2.jpg": SCENE}, ["id-photo", "activity-photo"]),
        ({"IMG_1.jpg": ID, "IMG_2.jpg": _page(1080, 2340)}, ["id-photo", "activity-photo"]),
        ({"IMG_1.jpg": ID, "IMG_2.jpg": _page(plain_background=0.4)},
         ["id-photo", "activity-photo"]),
        # its name counts more
        ({"证件照.jpg": _page(), "IMG_2.jpg": SCENE}, ["id-photo", "activity-photo"]),
    ],
)  # fmt: skip
def test_a_page_of_text_is_no_photo(photos: dict[str, Body], roles: list[str]) -> None:
    found = in_folder(STAR, photos)
    assert [found[name] for name in photos] == roles


def test_a_page_stands_for_the_form_where_there_is_none() -> None:
    found = package({STAR + "IMG_1.jpg": _page(), STAR + "证件照.jpg": ID})
    assert shapes(found)["star/1 张三"][STAR + "IMG_1.jpg"] == "form"


@pytest.mark.parametrize(
    ("path", "body", "reason"),
    [
        ("报送函.docx", None, "package-paper"),
        ("教学资源/课件1.pdf", None, "package-paper"),
        ("百姓学习之星推介登记表（盖章）.pdf", SCAN, "register-scan"),
        ("登记表.jpg", SCENE, "register-scan"),
        ("DSC_1.jpg", SCENE, "no-owner"),
        ("x.bin", None, "unknown"),
        ("~$登记表.xlsx", None, "leftover"),
        ("__MACOSX/01张三/._f.docx", None, "leftover"),
        ("01张三/THUMBS.DB", None, "leftover"),
        ("01张三/.trashed-1690000000-活动照.jpg", SCENE, "leftover"),
    ],
)
def test_what_belongs_to_no_entry(path: str, body: Body, reason: str) -> None:
    found = package(
        {STAR + "f.docx": star("张三"), "百姓学习之星/02李四/f.docx": star("李四"), path: body}
    )
    assert rest(found) == {path: reason}
    assert len(found.unassigned[0].why.zh) > 8


def test_a_broken_register_is_one_whose_rows_are_unknown() -> None:
    broken = Unreadable(Cause.PASSWORD, same("locked"))
    found = package({"百姓学习之星/附件2.xlsx": broken, STAR + "f.docx": star("张三")})
    (register,) = found.registers
    assert (register.kind, register.rows, register.problem) == ("star", (), broken)


def test_a_print_of_the_register_is_no_second_register() -> None:
    found = package({"登记表.xlsx": stars("张三"), "登记表.pdf": stars("张三")})
    assert len(found.registers) == 1
    assert rest(found) == {"登记表.pdf": "register-scan"}


def test_a_file_named_for_another_is_taken_by_its_name_and_noted() -> None:
    found = package(
        {
            STAR + "f.docx": star("张三"),
            STAR + "李四证件照.jpg": ID,
            STAR + "与李四合作演出.jpg": SCENE,
            "百姓学习之星/02李四/f.docx": star("李四"),
        }
    )
    assert shape(found.entries[1])[STAR + "李四证件照.jpg"] == "id-photo"
    assert STAR + "与李四合作演出.jpg" in shape(found.entries[0])
    assert [item.path for item in found.misplaced] == [STAR + "李四证件照.jpg"]


def test_captions_go_with_their_recording_and_are_no_summary() -> None:
    captions = Document((), "大家好", cues=1)
    roles = in_folder(PROJECT, {"总结.docx": None, "会场.mp4": None, "会场.srt": captions})
    assert (roles["总结.docx"], roles["会场.srt"]) == ("summary", "unknown")
    roles = in_folder(PROJECT, {"会场.mp4": None, "会场.srt": captions, "2023年.docx": None})
    assert roles["2023年.docx"] == "summary"


def test_a_role_for_captions_needs_no_words() -> None:
    known = jilin()
    role = RoleSpec.model_validate({"title": "captions", "content": ["captions"]})
    star_kind = known.kinds["star"]
    kinds = {
        **known.kinds,
        "star": star_kind.model_copy(update={"roles": (*star_kind.roles, "captions")}),
    }
    pack = known.model_copy(update={"roles": {**known.roles, "captions": role}, "kinds": kinds})
    files = {
        "张三推介表.docx": star("张三"),
        "李四推介表.docx": star("李四"),
        "张三视频.mp4": None,
        "张三视频.srt": Document((), "大家好", cues=1),
    }
    facts = {path: facts_of(path, body) for path, body in files.items()}
    found = understand(FakeTree(tuple(FileNode(path, 10) for path in facts)), facts, pack, None)
    assert shape(found.entries[0])["张三视频.srt"] == "captions"
