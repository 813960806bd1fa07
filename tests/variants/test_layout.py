"""Other names, folders and shapes of the same material are no mistake."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from sample_packages.make.scans import scan_jpeg
from sample_packages.make.summaries import as_pdf, as_text

from tests.support import papers, pictures
from tests.support.editing import (
    Copy,
    Edit,
    add,
    add_copy,
    cell,
    everywhere,
    remove,
    rename,
    rename_folder,
    suffix,
)
from tests.support.newcomers import PROJECTS
from tests.variants.bench import Variant, hold, variant


def flat(entry: str, role: str, name: str) -> Edit:
    """Out of the entry's folder, beside the register."""

    def edit(copy: Copy) -> None:
        kind = entry.partition("/")[0]
        target = copy.file(f"{kind} register").with_name(name)
        copy.file(f"{entry} {role}").rename(target)

    return edit


NAMES = [
    variant("an extension in capitals", suffix("star/2 id-photo", ".JPG")),
    variant(
        "camera names, which the picture alone tells apart",
        (
            rename("star/2 id-photo", "IMG_0001.jpg"),
            rename("star/2 activity-photo", "IMG_0002.jpg"),
        ),
    ),
    variant(
        "names as a Mac writes them",
        rename("star/4 id-photo", unicodedata.normalize("NFD", "证件照 é.jpg")),
    ),
    variant("a form under its attachment's name", rename("project/3 form", "附件3.docx")),
    variant("a folder whose name says nothing", rename_folder("star/5 form", "新建文件夹 (2)")),
    variant(
        "a project's folder under its short name", rename_folder("project/3 form", "3.田间学校")
    ),
    variant(
        "a star's files loose beside the register",
        (
            flat("star/6", "form", "金善玉推介表.docx"),
            flat("star/6", "id-photo", "金善玉证件照.jpg"),
            flat("star/6", "activity-photo", "金善玉-活动.jpg"),
        ),
    ),
    variant("an empty folder", lambda copy: (copy.root / "备用").mkdir()),
]

SHAPES = [
    variant(
        "a summary as old editors store text",
        (
            add("project/1 form/工作总结.txt", lambda: as_text(PROJECTS[0])),
            remove("project/1 summary"),
        ),
    ),
    variant(
        "a summary as PDF",
        (
            add("project/5 form/工作总结.pdf", lambda: as_pdf(PROJECTS[4])),
            remove("project/5 summary"),
        ),
    ),
    variant(
        "a stamped scan beside the register",
        add("star register/百姓学习之星推介登记表（盖章）.jpg", lambda: scan_jpeg(3)),
    ),
    variant(
        "a certificate and a covering letter",
        (
            add("star/1 form/获奖证书.jpg", lambda: pictures.saved(pictures.scene(80))),
            add("报送函.docx", lambda: papers.letter(["关于报送推介材料的函"])),
        ),
    ),
    variant(
        "the mark in short",
        (cell("star", 3, "备注", "特别感人"), cell("project", 2, "备注", "特别推介")),
    ),
    variant("two telephone numbers", cell("star", 1, "联系电话", "13800000011、0431-81234567")),
    variant(
        "2019.10 of which Excel has eaten the zero",
        (everywhere("project/5", "启动时间", "2019年10月"), cell("project", 5, "启动时间", 2019.1)),
    ),
    variant(
        "the special star's own photos once more in the special folder",
        add_copy("star/3 id-photo", "special-star/1 photo/证件照.jpg"),
    ),
]


@pytest.mark.parametrize("case", NAMES + SHAPES, ids=str)
def test_layout(case: Variant, tmp_path: Path) -> None:
    hold(case, tmp_path)
