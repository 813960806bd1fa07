"""Folders that only group packages, and what belongs to one package and must stay together."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from jlxx_check.api import load_pack
from jlxx_check.batch.inbox import look_into

PACK = load_pack().pack
STARS, PROJECTS = "百姓学习之星推介登记表.xlsx", "终身学习品牌项目推介登记表.xlsx"
WHOLE = (STARS, PROJECTS, "百姓学习之星/01张三/推介表.docx", "终身学习品牌项目/01讲堂/推介表.docx")
PERSON = ("推介表.docx", "证件照.jpg")


def lay(top: Path, *paths: str) -> None:
    """Files and folders by their paths; ``X.zip!a,b`` is an archive with these members."""
    for path in paths:
        name, packed, members = path.partition("!")
        place = top / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if packed:
            with zipfile.ZipFile(place, "w") as archive:
                for member in members.split(","):
                    archive.writestr(member, "x")
        elif name.endswith("/"):
            place.mkdir(parents=True, exist_ok=True)
        else:
            place.write_bytes(b"x")


def below(folder: str, paths: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{folder}/{path}" for path in paths)


def packed(name: str, paths: tuple[str, ...]) -> str:
    return f"{name}!{','.join(paths)}"


def deliveries(box: Path, wanted: tuple[str, ...] = ()) -> set[str]:
    return set(look_into(box, box / "out", PACK, wanted=wanted).deliveries)


@pytest.mark.parametrize(
    ("group", "paths", "inside"),
    [
        (
            "邮箱下载",
            (packed("长春市教育局.zip", WHOLE), packed("吉林市教育局.zip", WHOLE)),
            {"长春市教育局.zip", "吉林市教育局.zip"},
        ),
        (
            "7月10日U盘",
            (*below("长春市教育局", WHOLE), "吉林市教育局.7z", "说明.txt"),
            {"长春市教育局", "吉林市教育局.7z"},
        ),
        (
            "城市组",
            ("四平市教育局.7z.001", "四平市教育局.7z.002", "辽源市教育局材料.rar"),
            {"四平市教育局.7z", "辽源市教育局材料.rar"},
        ),
        (
            "第一批",
            (packed("长春市教育局.zip", WHOLE), packed("材料(1).zip", WHOLE)),
            {"长春市教育局.zip", "材料(1).zip"},
        ),
        (
            "高校",
            (*below("某某学院", WHOLE), *below("某某大学报送材料", WHOLE)),
            {"某某学院", "某某大学报送材料"},
        ),
        ("收到的邮件", ("a.eml=", "b.eml="), {"a.eml", "b.eml"}),
    ],
)
def test_a_folder_that_groups_is_opened_one_level(
    tmp_path: Path, group: str, paths: tuple[str, ...], inside: set[str]
) -> None:
    lay(tmp_path, *(path for path in below(group, paths) if not path.endswith("=")))
    for path in below(group, paths):
        if path.endswith("="):
            (tmp_path / group).mkdir(exist_ok=True)
            (tmp_path / path[:-1]).write_bytes(b"From: a@example.org\r\nTo: b@example.org\r\n\r\n")
    assert deliveries(tmp_path) == {f"{group}/{name}" for name in inside}


@pytest.mark.parametrize(
    ("name", "paths"),
    [
        ("长春市教育局", WHOLE),
        ("材料", WHOLE),
        ("某某学院", (*below("百姓学习之星", (STARS, "01张三/推介表.docx")), *WHOLE[1:2])),
        (
            "某某学院报送",
            (
                *below("百姓学习之星", (STARS, "01张三/推介表.docx")),
                *below("终身学习品牌项目", (PROJECTS, "01讲堂/推介表.docx")),
            ),
        ),
        ("新建文件夹", (*below("01张三", PERSON), *below("02李四", PERSON), STARS)),
        ("新建文件夹", (*below("01张三", PERSON), *below("02李四", PERSON))),
        ("外层", below("长春市教育局", WHOLE)),
        ("外层", below("里层/长春市教育局", WHOLE)),
        ("外层", (packed("长春市教育局.zip", WHOLE), "Thumbs.db")),
        ("某某学院", (packed("张三.zip", PERSON), packed("李四.zip", PERSON), STARS)),
        ("某某学院", (packed("张三.zip", PERSON), packed("李四.zip", PERSON))),
        ("某某学院", (*below("电子版", WHOLE), *below("盖章扫描件", WHOLE))),
        ("某某学院", (packed("word版.zip", WHOLE), packed("PDF版.zip", WHOLE))),
        ("长春市教育局", (*below("南关区教育局", WHOLE), *below("朝阳区教育局", WHOLE))),
        ("某某学院", (STARS, *below("长春开放大学", PERSON), *below("吉林市教育局", PERSON))),
        ("空的", ("空的/",)),
    ],
)
def test_one_package_stays_one(tmp_path: Path, name: str, paths: tuple[str, ...]) -> None:
    lay(tmp_path, *below(name, paths))
    assert deliveries(tmp_path) == {name}


def test_units_of_the_list_given_are_units_too(tmp_path: Path) -> None:
    lay(tmp_path, *below("网盘", ("甲学院.rar", "乙学院.rar")))
    assert deliveries(tmp_path) == {"网盘"}
    assert deliveries(tmp_path, ("甲学院", "乙学院")) == {"网盘/甲学院.rar", "网盘/乙学院.rar"}


def test_a_folder_once_opened_stays_so(tmp_path: Path) -> None:
    lay(tmp_path, "邮箱下载/长春市教育局.rar")
    assert deliveries(tmp_path) == {"邮箱下载"}
    found = look_into(tmp_path, tmp_path / "out", PACK, grouped=["邮箱下载"])
    assert found.deliveries == ("邮箱下载/长春市教育局.rar",)


@pytest.mark.parametrize(
    ("paths", "certain"),
    [
        (WHOLE, True),
        (WHOLE[2:], True),
        ((STARS, *below("01张三", PERSON)), False),
        (WHOLE[2:3], False),
        ((*below("长春市教育局", WHOLE), "百姓学习之星/01张三/推介表.docx"), None),
        (below("长春市教育局", WHOLE), None),
        ((packed("长春市教育局.zip", WHOLE), STARS), None),
        (("某某学院.rar", "说明.txt"), None),
    ],
)
def test_an_inbox_that_is_itself_a_package(
    tmp_path: Path, paths: tuple[str, ...], certain: bool | None
) -> None:
    lay(tmp_path, *paths)
    own = look_into(tmp_path, tmp_path / "out", PACK).own_package
    assert (own.certain if own else None) == certain
