"""Folders of another year and of samples, beside what is handed in now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from jlxx_check.model.facts import Body
from tests.inventory.bench import ID, SCENE, package, project, projects, rest, shapes, star, stars

NOW: Mapping[str, Body] = {
    "百姓学习之星/登记表.xlsx": stars("张三", "李四"),
    "百姓学习之星/01张三/推介表.docx": star("张三"),
    "百姓学习之星/02李四/推介表.docx": star("李四"),
}
BOTH = ["star/1 张三", "star/2 李四"]


@pytest.mark.parametrize(
    "folder",
    [
        *("2022年材料（参考）", "往年", "去年推介材料", "上年度材料", "历史资料", "旧材料", "存档"),
        *("样例", "示例", "范例", "模板", "空白模板", "附件模板", "参考材料/2022年"),
        *(
            "2021年",
            "2022",
            "2022年百姓学习之星",
            "百姓学习之星/往年",
            "百姓学习之星/王五（往年材料）",
        ),
    ],
)
def test_whom_no_register_lists_is_not_put_forward_by_them(folder: str) -> None:
    old: Mapping[str, Body] = {
        f"{folder}/王五/推介表.docx": star("王五"),
        f"{folder}/王五/证件照.jpg": ID,
        f"{folder}/登记表.xlsx": stars("王五", "赵六"),
    }
    found = package({**NOW, **old})
    assert list(shapes(found)) == BOTH
    assert rest(found) == dict.fromkeys(old, "earlier")
    assert [register.path for register in found.registers] == ["百姓学习之星/登记表.xlsx"]


@pytest.mark.parametrize(
    ("files", "entries"),
    [
        # Somebody forgotten in the register, in a folder that says nothing of the kind.
        ({"材料/王五/推介表.docx": star("王五")}, [*BOTH, "star/3 王五"]),
        ({"2023年/王五/推介表.docx": star("王五")}, [*BOTH, "star/3 王五"]),
        ({"历史文化讲堂/王五/推介表.docx": star("王五")}, [*BOTH, "star/3 王五"]),
        ({"长春市样例区/王五/推介表.docx": star("王五")}, [*BOTH, "star/3 王五"]),
        # Whoever is listed is put forward, whatever the folder is called.
        ({"参考/王五/推介表.docx": star("王五"), "参考/李四/推介表.docx": star("李四")}, None),
        # Somebody's own folder with a year in it: forgotten in the register, and spelt otherwise.
        ({"百姓学习之星/03王五（2022年市级）/推介表.docx": star("王五")}, [*BOTH, "star/3 王五"]),
        ({"百姓学习之星/03李泗2022/推介表.docx": star("李泗")}, [*BOTH, "star/3 李泗"]),
        ({"03艾力2022/推介表.docx": star("买买提·艾力")}, [*BOTH, "star/3 买买提·艾力"]),
        # Pictures of earlier years are one's own.
        ({"百姓学习之星/01张三/2022年/活动照.jpg": SCENE}, BOTH),
        ({"百姓学习之星/01张三/往年/活动照.jpg": SCENE}, BOTH),
    ],
)
def test_what_is_of_this_year_all_the_same(
    files: Mapping[str, Body], entries: list[str] | None
) -> None:
    found = package({**NOW, **files})
    assert "earlier" not in rest(found).values()
    assert entries is None or list(shapes(found)) == entries


def test_where_nothing_else_is_there_the_folder_is_the_material() -> None:
    inside = {f"2022年材料/{path}": body for path, body in NOW.items()}
    assert list(shapes(package(inside))) == BOTH
    without = {path: body for path, body in inside.items() if "登记表" not in path}
    assert len(shapes(package(without))) == 2


@pytest.mark.parametrize("filled", [True, False])
def test_a_register_that_is_blank_yet_sets_nothing_aside(filled: bool) -> None:
    folder = "2022年百姓学习之星"
    inside = {path.replace("百姓学习之星", folder, 1): body for path, body in NOW.items()}
    if not filled:
        del inside[f"{folder}/登记表.xlsx"]
    found = package({"登记表（空白）.xlsx": stars(""), **inside})
    assert sorted(entry.name for entry in found.entries) == ["张三", "李四"]


def test_photos_of_whoever_is_listed_stay_theirs_beside_an_old_form() -> None:
    own, old = "百姓学习之星/01张三/2021年", {"2022年/王五/推介表.docx": star("王五")}
    beside = {f"{own}/推介表.docx": star("王五"), f"{own}/活动照.jpg": SCENE}
    found = package({**NOW, **beside})
    assert list(shapes(found)) == BOTH
    assert rest(found) == {f"{own}/推介表.docx": "earlier"}
    found = package({**NOW, **old, "2022年/张三/活动照.jpg": SCENE})
    assert "2022年/张三/活动照.jpg" in shapes(found)[BOTH[0]]
    found = package({**NOW, **old, "2022年/赵六/活动照.jpg": SCENE})
    assert set(rest(found).values()) == {"earlier"}


OLD: Mapping[str, Body] = {
    "往年/登记表.xlsx": stars("王五", "赵六", "张三"),
    "往年/王五/推介表.docx": star("王五"),
    "往年/张三/推介表.docx": star("张三"),
    "往年/张三/证件照.jpg": ID,
}


def test_who_was_put_forward_before_and_is_again_keeps_no_old_folder() -> None:
    found = package({**NOW, **OLD})
    assert list(shapes(found)) == BOTH
    assert rest(found) == dict.fromkeys(OLD, "earlier")
    # Whose only form lies there is seen all the same.
    without = {path: body for path, body in NOW.items() if "张三/" not in path}
    found = package({**without, **OLD})
    assert sorted(shapes(found)) == sorted(BOTH)
    assert {"往年/张三/推介表.docx", "往年/张三/证件照.jpg"}.isdisjoint(rest(found))
    assert rest(found)["往年/王五/推介表.docx"] == "earlier"


@pytest.mark.parametrize("names", [("张三", "李四", "王五"), ("张三", "王五")])
def test_a_register_of_this_years_people_is_none_of_another_year(names: tuple[str, ...]) -> None:
    found = package({**NOW, "往年/登记表.xlsx": stars(*names)})
    assert "earlier" not in rest(found).values()


@pytest.mark.parametrize(
    ("path", "aside"),
    [
        ("往年/王五/证件照.jpg", True),
        ("百姓学习之星/往年/王五.jpg", True),
        ("往年照片/IMG_0001.jpg", False),  # no folder of material by its name
        ("往年材料/IMG_0001.jpg", True),
        ("往年/张三/活动照.jpg", False),
        ("往年/张三活动照.jpg", False),
        ("百姓学习之星/01张三/往年/活动照.jpg", False),
        ("百姓学习之星/02/往年/活动照.jpg", False),
        ("2022年/王五/证件照.jpg", False),  # forgotten in the register, or of that year
    ],
)
def test_photos_alone_in_a_folder_of_another_year(path: str, *, aside: bool) -> None:
    found = package({**NOW, path: SCENE})
    assert (rest(found).get(path) == "earlier") == aside
    assert not aside or list(shapes(found)) == BOTH


@pytest.mark.parametrize(
    ("path", "aside"),
    [
        ("终身学习品牌项目/老年大学/往年/1.jpg", False),  # its unit's own folder
        ("终身学习品牌项目/往年资料/老年大学活动1.jpg", False),
        ("终身学习品牌项目/往年资料/读书会活动1.jpg", False),  # a part of its name
        ("终身学习品牌项目/往年资料/朗诵班活动1.jpg", True),
        ("百姓学习之星/王五/往年/1.jpg", False),  # somebody's, whom the register forgot
        ("百姓学习之星/往年/赵六学习1.jpg", False),  # who has a form
        ("百姓学习之星/往年/王五学习1.jpg", True),
        ("某局报送材料/往年/1.jpg", True),  # of all
    ],
)
def test_photos_of_earlier_years_that_may_be_a_projects_stay(path: str, *, aside: bool) -> None:
    listed: Mapping[str, Body] = {
        "某局报送材料/星.xlsx": stars("张三", "李四"),
        "某局报送材料/项目.xlsx": projects("春风读书会", "银龄学堂"),
        "推介表/1.docx": project("春风读书会", 实施单位="春城图书馆"),
        "推介表/2.docx": project("银龄学堂", 实施单位="老年大学"),
        "推介表/3.docx": star("赵六"),
    }
    assert (rest(package({**listed, path: SCENE})).get(path) == "earlier") == aside


@pytest.mark.parametrize("names", [("春风读书会",), ("春风读书会", "银龄学堂")])
def test_photos_of_earlier_years_are_the_only_ones_who_is_put_forward(names: Sequence[str]) -> None:
    listed: Mapping[str, Body] = {"项目.xlsx": projects(*names), "推介表.docx": project(names[0])}
    found = package({**listed, "历年资料/1.jpg": SCENE, "历年资料/2.jpg": SCENE})
    assert len(rest(found)) == (0 if len(names) == 1 else 2)
