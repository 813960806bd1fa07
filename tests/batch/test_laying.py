"""Where the files of a supplement belong, and what they replace."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jlxx_check.batch.belonging.laying import lay
from jlxx_check.inventory.vocabulary import Vocabulary
from jlxx_check.model.report import Report, ReportEntry, ReportFile, ReportRegister
from jlxx_check.model.report import ReportUnassigned as Loose
from jlxx_check.text import same
from tests.cli.test_check import FINE
from tests.inventory.bench import jilin

WORDS = Vocabulary(jilin())


def report(registers: dict[str, int] | None = None, /, *loose: str, **files: str) -> Report:
    """files: ``star_甲="form 甲/推介表.docx, photo 甲/1.jpg"``; registers: rows, of stars."""
    entries = []
    for key, held in files.items():
        kind, name = key.split("_")
        pairs = (one.strip().split(" ", 1) for one in held.split(","))
        made = tuple(ReportFile(path, role, same(role), same("…")) for role, path in pairs)
        entries.append(ReportEntry(f"{kind}/1", kind, same(kind), name, 1, False, made))
    tables = tuple(
        ReportRegister("star", path, rows, same("…")) for path, rows in (registers or {}).items()
    )
    unassigned = tuple(Loose(path, same("…")) for path in loose)
    return replace(FINE, entries=tuple(entries), registers=tables, unassigned=unassigned)


BASE = report(
    {"学习之星/登记表.xlsx": 6},
    star_甲="form 学习之星/01甲/推介表.docx, id-photo 学习之星/01甲/证件照.jpg",
    star_乙="form 学习之星/02乙/推介表.docx, attachment 学习之星/02乙/推介表（盖章）.pdf",
    project_晨读="form 项目/01晨读/推介表.docx, photo 项目/01晨读/活动照片1.jpg",
)


@pytest.mark.parametrize(
    ("more", "places", "replaced"),
    [
        # a form takes the place of the same person's, wherever it lies and whatever it is called
        (report(star_甲="form 甲的推介表改.docx"),
         {"甲的推介表改.docx": "学习之星/01甲/甲的推介表改.docx"}, {"学习之星/01甲/推介表.docx"}),
        (report(star_甲="id-photo 照片/新.jpg"), {"照片/新.jpg": "学习之星/01甲/新.jpg"},
         {"学习之星/01甲/证件照.jpg"}),
        # a photo is one more, unless it is called as one that is there
        (report(project_晨读="photo 晨读/活动照片2.jpg"),
         {"晨读/活动照片2.jpg": "项目/01晨读/活动照片2.jpg"}, set()),
        (report(project_晨读="photo 晨读/活动照片1.png"),
         {"晨读/活动照片1.png": "项目/01晨读/活动照片1.png"}, {"项目/01晨读/活动照片1.jpg"}),
        # nobody's yet: where its path says, less what lies around it
        (report(None, "长春市教育局补充/项目/01晨读/活动照片3.jpg"),
         {"长春市教育局补充/项目/01晨读/活动照片3.jpg": "01晨读/活动照片3.jpg"}, set()),
        (report(None, "补充/品牌项目/01晨读/活动照片3.jpg"),
         {"补充/品牌项目/01晨读/活动照片3.jpg": "品牌项目/01晨读/活动照片3.jpg"}, set()),
        (report(None, "活动照片3.jpg"), {"活动照片3.jpg": "活动照片3.jpg"}, set()),
        # somebody new
        (report(star_丙="form 补充/学习之星/丙/推介表.docx"),
         {"补充/学习之星/丙/推介表.docx": "学习之星/丙/推介表.docx"}, set()),
        # a register that has the rows; one that has only a few stays beside it
        (report({"新.xlsx": 5}), {"新.xlsx": "学习之星/新.xlsx"}, {"学习之星/登记表.xlsx"}),
        (report({"新.xlsx": 1}), {"新.xlsx": "学习之星/新.xlsx"}, set()),
        # of the same name and place
        (report({"学习之星/登记表.xlsx": 1}), {"学习之星/登记表.xlsx": "学习之星/登记表.xlsx"},
         {"学习之星/登记表.xlsx"}),
    ],
)  # fmt: skip
def test_one_supplement(more: Report, places: dict[str, str], replaced: set[str]) -> None:
    found = lay(BASE, [("/收件/补", "补", more)], WORDS)
    [layer] = found.overlay.layers
    assert (layer.path, layer.name) == ("/收件/补", "补")
    assert layer.places == places
    assert found.overlay.replaced == replaced
    assert "“补”" in found.notes[0].zh
    assert all(path in found.notes[0].zh for path in replaced)


def test_below_the_wrapper_of_the_package() -> None:
    base = report(star_甲="form 长春市教育局/学习之星/甲/推介表.docx",
                  star_乙="form 长春市教育局/学习之星/乙/推介表.docx")  # fmt: skip
    more = report(star_丙="form 补交/学习之星/丙/推介表.docx")
    [layer] = lay(base, [("补", "补", more)], WORDS).overlay.layers
    assert list(layer.places.values()) == ["长春市教育局/学习之星/丙/推介表.docx"]


def test_in_a_flat_package_a_folder_of_the_entrys_name() -> None:
    base = report(star_甲="form 甲推介表.docx", star_乙="form 乙推介表.docx")
    more = report(star_甲="activity-photo 照片.jpg")
    [layer] = lay(base, [("补", "补", more)], WORDS).overlay.layers
    assert layer.places == {"照片.jpg": "甲/照片.jpg"}


def test_several_and_what_they_contend_for() -> None:
    first = report(star_甲="form 甲1.docx, activity-photo 活动照.jpg")
    second = report(star_甲="form 甲2.docx")
    found = lay(BASE, [("一", "一", first), ("二", "二", second)], WORDS)
    assert found.overlay.replaced == {"学习之星/01甲/推介表.docx", "一/甲1.docx"}
    assert found.conflicts == {(1, 2)}
    other = report(star_乙="form 乙2.docx")
    assert lay(BASE, [("一", "一", first), ("二", "二", other)], WORDS).conflicts == frozenset()


def test_a_name_that_a_folder_of_the_package_has() -> None:
    more = report(star_甲="form 甲.docx")
    [layer] = lay(BASE, [("学习之星", "学习之星", more)], WORDS).overlay.layers
    assert layer.name == "学习之星（补充）"
