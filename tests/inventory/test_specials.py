"""Material that singles out a star or project."""

from __future__ import annotations

from jlxx_check.model.facts import Body
from tests.inventory.bench import ID, package, project, projects, rest, shape, shapes, star, stars

BASE: dict[str, Body] = {
    "登记表/星.xlsx": stars("张三", "李四", 张三="事迹特别感人"),
    "登记表/项目.xlsx": projects("银龄课堂", "书香社区行动", 银龄课堂="特别受百姓喜爱"),
    "百姓学习之星/01张三/推介表.docx": star("张三"),
    "百姓学习之星/02李四/推介表.docx": star("李四"),
    "终身学习品牌项目/1银龄课堂/推介表.docx": project("银龄课堂"),
    "终身学习品牌项目/2书香社区行动/推介表.docx": project("书香社区行动"),
}


def special(files: dict[str, Body]) -> dict[str, tuple[str | None, list[str]]]:
    found = package(BASE | files)
    assert rest(found) == {}
    return {
        f"{entry.id} {entry.name}": (entry.of, sorted(shape(entry).values()))
        for entry in found.entries
        if entry.kind.startswith("special")
    }


def test_by_the_name_in_the_path() -> None:
    files = {f"3.特别感人的百姓学习之星/李四/{n}.jpg": None for n in range(4)}
    assert special(files) == {"special-star/1 李四": ("star/2", ["photo"] * 4)}


def test_by_the_marked_row_where_the_path_names_no_one() -> None:
    files = {"特别感人/视频.mp4": None, "特别受百姓喜爱的终身学习品牌项目/1.jpg": None}
    assert special(files) == {
        "special-star/1 张三": ("star/1", ["video"]),
        "special-project/1 银龄课堂": ("project/1", ["photo"]),
    }


def test_in_the_own_folder_and_in_file_names() -> None:
    files = {
        "百姓学习之星/01张三/特别感人/1.jpg": None,
        "特别推介-书香社区行动.mp3": None,
        "百姓学习之星/01张三/证件照.jpg": ID,
    }
    assert special(files) == {
        "special-star/1 张三": ("star/1", ["photo"]),
        "special-project/1 书香社区行动": ("project/2", ["audio"]),
    }


def test_a_text_about_deeds_singles_out_no_one() -> None:
    found = package(BASE | {"百姓学习之星/01张三/感人事迹.docx": None})
    assert all(not entry.kind.startswith("special") for entry in found.entries)


def test_the_register_marks_the_entries() -> None:
    found = package(BASE)
    assert [entry.special for entry in found.entries] == [True, False, True, False]


def test_where_only_the_special_folder_holds_the_form() -> None:
    folder = "事迹特别感人的百姓学习之星/"
    found = package(
        {
            "百姓学习之星/02李四/推介表.docx": star("李四"),
            folder + "推介表.docx": star("张三"),
            folder + "证件照.jpg": ID,
            **{folder + f"{n}.jpg": None for n in range(4)},
        }
    )
    assert shapes(found) == {
        "star/2 李四": {"百姓学习之星/02李四/推介表.docx": "form"},
        "star/1 张三": {folder + "推介表.docx": "form", folder + "证件照.jpg": "id-photo"},
        "special-star/1 张三": {folder + f"{n}.jpg": "photo" for n in range(4)},
    }
    assert found.entries[2].of == "star/1"


def test_a_folder_of_all_stars_is_no_special_folder() -> None:
    folder = "百姓学习之星（含特别感人1名）/"
    found = package(
        {folder + "张三/推介表.docx": star("张三"), folder + "李四/推介表.docx": star("李四"),
         folder + "张三/1.jpg": None}
    )  # fmt: skip
    assert list(shapes(found)) == ["star/1 张三", "star/2 李四"]


def test_a_projects_name_may_have_such_a_word_in_it() -> None:
    folder = "终身学习品牌项目/3百姓喜爱的书场/"
    found = package(
        {folder + "推介表.docx": project("百姓喜爱的书场"), folder + "1.jpg": None,
         "特别受百姓喜爱-百姓喜爱的书场.mp4": None}
    )  # fmt: skip
    assert [(entry.id, len(entry.files)) for entry in found.entries] == [
        ("project/1", 2),
        ("special-project/1", 1),
    ]


def test_one_that_no_star_is_known_for() -> None:
    found = package(BASE | {"特别感人/孙七/1.mp4": None})
    (entry,) = found.of_kind("special-star")
    assert (entry.name, entry.of) == ("孙七", None)


def test_special_entries_stand_in_the_order_of_the_rows_that_they_single_out() -> None:
    names = ("张三", "李四")
    files: dict[str, Body] = {
        f"3.特别感人的百姓学习之星/{number}{name}/1.jpg": None
        for number, name in enumerate(reversed(names), 1)
    }
    assert special(files) == {
        "special-star/1 张三": ("star/1", ["photo"]),
        "special-star/2 李四": ("star/2", ["photo"]),
    }
