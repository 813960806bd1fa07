"""Whatever the tree, each file stands exactly once, and the same tree gives the same answer."""

from __future__ import annotations

import dataclasses
from collections import Counter

from hypothesis import example, given
from hypothesis import strategies as st

from jlxx_check.files import leftover
from jlxx_check.model.facts import Body
from jlxx_check.model.package import Package
from tests.inventory.bench import (
    BROKEN,
    ID,
    SCAN,
    SCENE,
    jilin,
    package,
    project,
    projects,
    rest,
    star,
    stars,
)
from tests.support.examples import tried

WORDS = st.sampled_from(
    ["百姓学习之星", "终身学习品牌项目", "特别感人", "特别推介", "01张三", "李四", "王建", "王建国",
     "银龄课堂", "推介表", "登记表", "证件照", "活动照片", "总结", "视频", "证书", "报送函", "盖章",
     "新建文件夹(2)", "IMG_001", "__MACOSX", "~$a", "３", "（1）", "🌟", "\x1b[1m", "\udcff", " "]
)  # fmt: skip
NAME = st.lists(WORDS, min_size=1, max_size=3).map("".join)
EXTENSION = st.sampled_from(
    [".docx", ".DOC", ".xlsx", ".pdf", ".jpg", ".HEIC", ".mp4", ".mp3", ".zip", ".pptx", ".txt", ""]
)
PATH = st.tuples(st.lists(NAME, max_size=3), NAME, EXTENSION).map(
    lambda p: "/".join([*p[0], p[1] + p[2]])
)
PAPERS: dict[str, Body] = {
    "star 张三": star("张三"),
    "star 王建": star("王建"),
    "star 王建国": star("王建国"),
    "project 银龄课堂": project("银龄课堂"),
    "scan": SCAN,
    "broken": BROKEN,
    "text": None,
    "stars": stars("张三", "王建", 张三="特别感人"),
    "projects": projects("银龄课堂"),
}
PHOTOS: dict[str, Body] = {"id": ID, "scene": SCENE, "broken": BROKEN}
BODIES = PAPERS | PHOTOS | {"": None}


@st.composite
def trees(draw: st.DrawFn) -> dict[str, str]:
    """Path → key of ``BODIES``."""
    files: dict[str, str] = {}
    for path in draw(st.lists(PATH, max_size=14, unique=True)):
        lower = path.lower()
        if lower.endswith((".docx", ".doc", ".xlsx", ".pdf", ".txt")):
            files[path] = draw(st.sampled_from(list(PAPERS)))
        elif lower.endswith((".jpg", ".heic")):
            files[path] = draw(st.sampled_from(list(PHOTOS)))
        else:
            files[path] = ""
    return files


def built(files: dict[str, str]) -> Package:
    return package({path: BODIES[key] for path, key in files.items()})


def places(found: Package) -> Counter[str]:
    counted = Counter(file.path for entry in found.entries for file in entry.files)
    counted.update({register.path for register in found.registers})
    counted.update(item.path for item in found.unassigned)
    return counted


@tried(80)
@given(trees())
@example(
    {
        "登记表/百姓学习之星.docx": "broken",
        "登记表/特别感人.xlsx": "broken",
        "百姓学习之星.docx": "star 张三",
        "特别感人.docx": "star 张三",
        "终身学习品牌项目.docx": "star 张三",
    }
)
def test_every_file_stands_exactly_once(files: dict[str, str]) -> None:
    found = built(files)
    assert places(found) == Counter(dict.fromkeys(files, 1))
    kinds = jilin().kinds
    ids = [entry.id for entry in found.entries]
    assert len(ids) == len(set(ids))
    for entry in found.entries:
        assert entry.files
        assert entry.name
        assert {file.role for file in entry.files} <= {*kinds[entry.kind].roles}
        assert entry.of is None or found.entry(entry.of).kind == kinds[entry.kind].special_of
        assert entry.form is None or entry.form.path in {file.path for file in entry.files}
    assert {p for p, why in rest(found).items() if why == "leftover"} == {
        path for path in files if leftover(path, jilin())
    }


@tried(20)
@given(trees())
def test_the_order_in_which_files_come_does_not_matter(files: dict[str, str]) -> None:
    one, other = built(files), built(dict(reversed(list(files.items()))))
    for name in [field.name for field in dataclasses.fields(Package) if field.name != "facts"]:
        assert getattr(one, name) == getattr(other, name)
