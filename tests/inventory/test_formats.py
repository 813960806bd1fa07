"""Files of formats that are not read, what stands for other files, and what is left behind."""

from __future__ import annotations

import dataclasses

import pytest

from jlxx_check.files import leftover
from jlxx_check.model.facts import Cause, Content, FileFacts, Unreadable, Video
from jlxx_check.model.kind_lookup import group_of, not_read
from tests.inventory.bench import CLIP, SCENE, jilin, package, rest, shapes, star

STAR = "百姓学习之星/01张明"


def unread(path: str, content: Content) -> FileFacts:
    body = Unreadable(Cause.UNSUPPORTED, not_read(content))
    return FileFacts(path, 10, content, group_of(content), body)


@pytest.mark.parametrize(
    ("name", "content", "role"),
    [
        ("推介表.odt", Content.ODT, "form"),
        ("推介表.ofd", Content.OFD, "form"),
        ("推介表.pages", Content.PAGES, "form"),
        ("推介表.doc", Content.WORD_XML, "form"),
        ("推介表.pptx", Content.PPTX, "form"),
        ("推介表.eml", Content.MAIL, "form"),
        ("推介表.vsdx", Content.VISIO, "form"),
        ("证件照.psd", Content.PSD, "id-photo"),
        ("证件照.ai", Content.ILLUSTRATOR, "id-photo"),
        ("活动照片.dng", Content.RAW, "activity-photo"),
        ("活动照片.livp", Content.LIVP, "activity-photo"),
        ("活动照片.cdr", Content.COREL, "activity-photo"),
        ("荣誉证书.odt", Content.ODT, "attachment"),
        ("荣誉证书.svg", Content.SVG, "attachment"),
    ],
)
def test_a_file_has_the_role_that_its_words_tell(name: str, content: Content, role: str) -> None:
    path = f"{STAR}/{name}"
    found = package({path: unread(path, content), f"{STAR}/学习活动.jpg": SCENE})
    (entry,) = found.entries
    assert {file.path: file.role for file in entry.files}[path] == role


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("片头.swf", Content.FLASH),
        ("标志.svg", Content.SVG),
        ("图纸.dwg", Content.DWG),
        ("安装.exe", Content.PROGRAM),
    ],
)
def test_a_drawing_or_a_program_is_no_photo_unless_it_says_so(name: str, content: Content) -> None:
    path = f"{STAR}/{name}"
    found = package({path: unread(path, content), f"{STAR}/学习活动.jpg": SCENE})
    assert rest(found) == {path: "unknown"}


@pytest.mark.parametrize("name", ["登记表.ods", "登记表.numbers", "百姓学习之星推介登记表.ofd"])
def test_a_register_in_a_format_that_is_not_read(name: str) -> None:
    path = f"百姓学习之星/{name}"
    content = {"ods": Content.ODS, "numbers": Content.NUMBERS, "ofd": Content.OFD}
    facts = unread(path, content[name.rpartition(".")[2]])
    found = package({path: facts, f"{STAR}/推介表.docx": star("张明")})
    (register,) = found.registers
    assert register.path == path
    assert isinstance(register.problem, Unreadable) and register.problem.cause is Cause.UNSUPPORTED


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("推介表.docx - 快捷方式.lnk", Content.SHORTCUT),
        ("证件照.jpg.url", Content.SHORTCUT),
        (".推介表.docx.icloud", Content.CLOUD),
        ("推介表.docx.crdownload", Content.PARTIAL),
    ],
)
def test_what_stands_for_another_file_is_not_there(name: str, content: Content) -> None:
    path = f"{STAR}/{name}"
    found = package({path: unread(path, content), f"{STAR}/学习活动.jpg": SCENE})
    assert rest(found) == {path: "absent"}
    (item,) = found.unassigned
    assert "材料本身" in item.why.zh


def clip(seconds: float | None) -> Video:
    return dataclasses.replace(CLIP, duration=seconds, container="QuickTime", is_mp4=False)


@pytest.mark.parametrize(
    ("still", "moving", "seconds", "role"),
    [
        ("IMG_1234.HEIC", "IMG_1234.MOV", 2.9, "attachment"),
        ("IMG_1234.HEIC", "IMG_1234.HEIC.MOV", 2.9, "attachment"),
        ("活动照片1.jpg", "活动照片1.mp4", 1.5, "attachment"),
        ("IMG_1234.HEIC", "img_1234.mov", 3.1, "attachment"),
        # a film beside a picture of the same name
        ("张明.jpg", "张明.mp4", 270.0, "video"),
        ("IMG_1234.HEIC", "IMG_1235.MOV", 2.9, "video"),
        ("IMG_1234.HEIC", "IMG_1234.MOV", None, "video"),
    ],
)
def test_the_moving_part_of_a_live_photo_is_no_film(
    still: str, moving: str, seconds: float | None, role: str
) -> None:
    paths = {f"{STAR}/{still}": SCENE, f"{STAR}/{moving}": clip(seconds)}
    found = package({**paths, f"{STAR}/推介表.docx": star("张明")})
    (entry,) = found.entries
    assert {file.path: file.role for file in entry.files}[f"{STAR}/{moving}"] == role


def test_moving_parts_of_special_material_are_no_film_either() -> None:
    folder = "特别感人的百姓学习之星/张明"
    files = {f"{STAR}/推介表.docx": star("张明")}
    photos = {f"{folder}/IMG_{n}.HEIC": SCENE for n in range(4)}
    moving = {f"{folder}/IMG_{n}.MOV": clip(2.0) for n in range(4)}
    found = package({**files, **photos, **moving})
    special = next(entry for entry in found.entries if entry.kind == "special-star")
    assert [file.role for file in special.files] == ["photo", "attachment"] * 4


def test_a_folder_that_is_one_document_counts_once() -> None:
    folder = f"{STAR}/推介表.pages"
    parts = [f"{folder}/{part}" for part in ("Index.zip", "Data/图片.jpg", "preview.jpg")]
    found = package({**{part: unread(part, Content.PAGES) for part in parts},
                     f"{STAR}/学习活动.jpg": SCENE})  # fmt: skip
    (roles,) = shapes(found).values()
    assert sorted(roles.values()) == ["activity-photo", "form"]
    assert set(rest(found).values()) == {"part"}


@pytest.mark.parametrize(
    "path",
    [
        "@eaDir/活动照片1.jpg/SYNOPHOTO_THUMB_XL.jpg",
        "#recycle/推介表.docx",
        "$RECYCLE.BIN/S-1-5-21/$RABC12.docx",
        "System Volume Information/WPSettings.dat",
        ".Trashes/501/推介表.docx",
        ".Trash-1000/files/推介表.docx",
        ".Spotlight-V100/a",
        ".fseventsd/0",
        ".stfolder/a",
        ".dropbox.cache/a.docx",
        ".dropbox",
        "Icon\r",
        "._推介表.docx",
        ".AppleDouble/推介表.docx",
        ".nomedia",
        "LOST.DIR/12",
        "thumbs.db",
        "ehthumbs_vista.db",
        "Desktop.ini",
        "~$推介表.docx",
        ".~lock.推介表.docx#",
        "~WRL0001.tmp",
        "推介表.docx.bak",
        "推介表.bak1",
        ".goutputstream-ABC",
        ".@__thumb/活动照片1.jpg",
        "推介表.docx.Zone.Identifier",
        "证件照.jpg_Zone.Identifier",
    ],
)
def test_what_other_programs_leave_behind(path: str) -> None:
    assert leftover(path, jilin())
    assert leftover(f"百姓学习之星/01张明/{path}", jilin())


@pytest.mark.parametrize(
    "path",
    [
        "备份/推介表.docx",
        "Icons.jpg",
        "回收利用课堂/活动照片1.jpg",
        "recycle/推介表.docx",
        "eaDir/活动照片.jpg",
        "推介表~.docx",
        "$张明.docx",
        "Trash/推介表.docx",
        "临时.docx",
    ],
)
def test_what_only_looks_left_behind(path: str) -> None:
    assert not leftover(path, jilin())


def test_leftovers_change_nothing() -> None:
    good = {f"{STAR}/推介表.docx": star("张明"), f"{STAR}/学习活动.jpg": SCENE}
    left = {
        f"{STAR}/@eaDir/学习活动.jpg/SYNOPHOTO_THUMB_XL.jpg": SCENE,
        "$RECYCLE.BIN/S-1/$R1.docx": star("张明"),
    }
    assert shapes(package({**good, **left})) == shapes(package(good))
