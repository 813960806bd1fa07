"""Folders of several units that were given as one package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from jlxx_check.model.document import Document
from jlxx_check.model.facts import Body
from tests.inventory.bench import package, projects, star, stars

STARS, PROJECTS = "百姓学习之星推介登记表.xlsx", "终身学习品牌项目推介登记表.xlsx"


def sent(unit: str, *names: str) -> Document:
    """A register whose line above the table names its sender."""
    document = stars(*names)
    line = f"推介单位（盖章）：{unit}"
    return replace(document, text=f"{line}\n{document.text}")


@pytest.mark.parametrize(
    ("files", "units"),
    [
        ({f"甲局/{STARS}": stars("张三"), f"乙局.zip/材料/{STARS}": stars("李四")}, 2),
        ({f"收件/甲局/{STARS}": stars("张三"), f"收件/乙局/{STARS}": stars("李四")}, 2),
        ({f"{unit}/{PROJECTS}": projects(unit) for unit in "甲乙丙丁戊己"}, 6),
        # One unit's kinds, its copies of a register, and its register beside a folder.
        ({f"学习之星/{STARS}": stars("张三"), f"项目/{PROJECTS}": projects("晨读")}, 0),
        ({f"电子版/{STARS}": stars("张三"), f"盖章版/{STARS}": stars("张三")}, 0),
        ({STARS: stars("张三"), f"补充/{STARS}": stars("李四")}, 0),
        ({f"学习之星/甲县/{STARS}": stars("张三"), f"学习之星/乙县/{STARS}": stars("李四"),
          f"项目/{PROJECTS}": projects("晨读")}, 0),
        # What lies at the top makes no difference, nor does one folder for all.
        ({"说明.txt": None, f"收件/甲局/{STARS}": stars("张三"),
          f"收件/乙局/{STARS}": stars("李四")}, 2),
        # Somebody whom two units put forward, and a unit's second version of its own.
        ({f"甲局/{STARS}": stars(*"甲乙丙丁"), f"乙局/{STARS}": stars(*"丁戊己庚")}, 2),
        ({f"初稿/{STARS}": stars(*"甲乙丙丁"), f"定稿/{STARS}": stars(*"乙丙丁戊")}, 0),
        # Units that the notice addresses, without a register; one of them, and others' names.
        ({f"{unit}.zip/推介表.docx": star(unit[:3]) for unit in ("长春市教育局", "松原教育局")}, 2),
        ({"长春市教育局/推介表.docx": star("张三"), "长春教育局/推介表.docx": star("李四")}, 0),
        ({"长春市教育局/推介表.docx": star("张三"), "松原教育局/说明.docx": None}, 0),
        # Whoever implements the projects of one unit: below the kind, or with a register for all.
        ({f"终身学习品牌项目/{unit}/推介表.docx": star(unit[:3])
          for unit in ("长春市教育局", "长春开放大学")}, 0),
        ({STARS: stars("张三", "李四"), "长春市教育局/推介表.docx": star("张三"),
          "长春开放大学/推介表.docx": star("李四")}, 0),
        ({f"长春市教育局/{STARS}": stars("张三"), "长春市教育局/推介表.docx": star("张三"),
          "长春开放大学/推介表.docx": star("李四")}, 2),
        ({"星1.xlsx": sent("甲县教育局", "张三"), "星2.xlsx": sent("乙县教育局", "李四")}, 2),
        ({"星1.xlsx": sent("甲县教育局", "张三"), "星2.xlsx": sent("甲县教育局", "李四")}, 0),
        ({"星1.xlsx": sent("延边州教育局", "张三"), "星2.xlsx": sent("延边教育局", "李四")}, 0),
    ],
)  # fmt: skip
def test_registers_tell_of_several_units(files: Mapping[str, Body], units: int) -> None:
    said = [note.zh for note in package(files).notes if "jlxx-check batch" in note.zh]
    assert len(said) == bool(units)
    assert all(f"{units}个单位" in note for note in said)
    assert len(package(files).units) == units
