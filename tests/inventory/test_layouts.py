"""No layout is demanded: the same material in many layouts gives the same entries."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

import pytest

from jlxx_check.model.facts import Body
from tests.inventory.bench import ID, SCENE, package, project, projects, rest, shapes, star, stars

NUMBERED: dict[str, Body] = {
    "1.百姓学习之星/百姓学习之星推介登记表.xlsx": stars("张三", "李四"),
    "1.百姓学习之星/01张三/推介表.docx": star("张三"),
    "1.百姓学习之星/01张三/证件照.jpg": ID,
    "1.百姓学习之星/01张三/活动照片.jpg": SCENE,
    "1.百姓学习之星/01张三/视频.mp4": None,
    "1.百姓学习之星/02李四/推介表.docx": star("李四"),
    "1.百姓学习之星/02李四/IMG_0001.JPG": SCENE,
    "1.百姓学习之星/02李四/IMG_0002.JPG": ID,
    "2.终身学习品牌项目/登记表.xlsx": projects("书香满城读书会"),
    "2.终身学习品牌项目/1 书香满城/推介表.docx": project("“书香满城”读书会"),
    "2.终身学习品牌项目/1 书香满城/总结.docx": None,
    "2.终身学习品牌项目/1 书香满城/1.jpg": None,
    "2.终身学习品牌项目/1 书香满城/照片/2.jpg": None,
}
FLAT: dict[str, Body] = {
    "附件2 登记表.xlsx": stars("张三", "李四"),
    "附件4 项目登记表.xlsx": projects("书香满城读书会"),
    "附件1 张三推介表.docx": star("张三"),
    "附件1 推介表.docx": star("李四"),
    "张三证件照.jpg": ID,
    "某学院+张三+学习活动.jpg": SCENE,
    "张三.mp4": None,
    "李四-1970.01.jpg": ID,
    "李四（活动）.jpg": SCENE,
    "附件3.docx": project("书香满城读书会"),
    "书香满城读书会总结.docx": None,
    "书香满城读书会1.jpg": None,
    "书香满城读书会2.jpg": None,
}
BY_ROLE: dict[str, Body] = {
    "登记表/星.xlsx": stars("张三", "李四"),
    "登记表/项目.xlsx": projects("书香满城读书会"),
    "推介表/张三.docx": star("张三"),
    "推介表/李四.docx": star("李四"),
    "推介表/书香满城读书会.docx": project("书香满城读书会"),
    "证件照/张三.jpg": ID,
    "证件照/李四.jpg": SCENE,
    "活动照片/张三.jpg": ID,
    "活动照片/李四.jpg": SCENE,
    "视频/张三.mp4": None,
    "总结/书香满城读书会.docx": None,
    "活动照片/书香满城读书会（1）.jpg": None,
    "活动照片/书香满城读书会（2）.jpg": None,
}
ROLES = {
    "star/1 张三": ["activity-photo", "form", "id-photo", "video"],
    "star/2 李四": ["activity-photo", "form", "id-photo"],
    "project/1 书香满城读书会": ["form", "photo", "photo", "summary"],
}


def roles(files: Mapping[str, Body], name: str = "材料") -> dict[str, list[str]]:
    found = package(files, name)
    assert rest(found) == {}
    assert len(found.registers) == 2
    return {
        key.replace("“", "").replace("”", ""): sorted(shape.values())
        for key, shape in shapes(found).items()
    }


def under(prefix: str, files: Mapping[str, Body]) -> dict[str, Body]:
    return {prefix + path: body for path, body in files.items()}


@pytest.mark.parametrize("files", [NUMBERED, FLAT, BY_ROLE], ids=["numbered", "flat", "by role"])
@pytest.mark.parametrize(
    "prefix",
    [
        "",
        "长春市教育局/",
        "a/新建文件夹(2)/",
        "2023年百姓学习之星和终身学习品牌项目材料/长春/最终版/",
    ],
)
def test_layouts(files: dict[str, Body], prefix: str) -> None:
    assert roles(under(prefix, files)) == ROLES


@pytest.mark.parametrize("files", [NUMBERED, FLAT, BY_ROLE], ids=["numbered", "flat", "by role"])
def test_names_from_a_mac(files: dict[str, Body]) -> None:
    assert roles({unicodedata.normalize("NFD", p): b for p, b in files.items()}) == ROLES


@pytest.mark.parametrize(
    ("own", "prefix", "name"),
    [
        ("长春市教育局", "", "长春市教育局"),
        ("长春市教育局", "新建文件夹/", "长春市教育局"),
        ("upload", "长春市教育局（最终版）/", "长春市教育局（最终版）"),
        ("upload", "某社区学院/百姓学习之星和终身学习品牌项目材料/", "某社区学院"),
        ("upload", "材料/", "upload"),
        ("新建文件夹", "", "新建文件夹"),
    ],
)
def test_the_package_is_named_by_the_folder_that_means_something(
    own: str, prefix: str, name: str
) -> None:
    assert package(under(prefix, NUMBERED), own).name == name


def test_ids_follow_the_register_and_go_on_after_it() -> None:
    found = package(
        {
            "登记表.xlsx": stars("张三", "李四", "王五"),
            "百姓学习之星/1孙八/推介表.docx": star("孙八"),
            "百姓学习之星/2赵六/推介表.docx": star("赵六"),
            "百姓学习之星/3王五/推介表.docx": star("王五"),
            "百姓学习之星/4张三/推介表.docx": star("张三"),
        }
    )
    assert list(shapes(found)) == ["star/1 张三", "star/3 王五", "star/4 孙八", "star/5 赵六"]
    assert [entry.order for entry in found.entries] == [1, 3, None, None]
    assert found.entries[0].folder == "百姓学习之星/4张三"
