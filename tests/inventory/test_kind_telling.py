"""Kinds that share a form and a register are told by a field, the path or the other papers."""

from __future__ import annotations

import pytest

from jlxx_check.model.document import Document
from jlxx_check.model.package import Package
from tests.inventory.bench import filled, package, register
from tests.inventory.small_packs import models

TOLD = {"helpful": ("助人为乐",), "brave": ("见义勇为", "见义勇为类"), "honest": ("诚实守信",)}


def form(name: str, kind: str) -> Document:
    return filled("道德模范申报表", 姓名=name, 类别=kind, 工作单位="某厂", 主要事迹="常助人。")


def listed(*rows: tuple[str, str]) -> Document:
    return register(
        "道德模范汇总表",
        [{"序号": str(n), "姓名": name, "类别": kind, "工作单位": "某厂", "备注": ""}
         for n, (name, kind) in enumerate(rows, 1)],
    )  # fmt: skip


def kinds(found: Package) -> dict[str, str]:
    return {entry.name: entry.kind for entry in found.entries}


@pytest.mark.parametrize(
    ("path", "said", "kind"),
    [
        ("方静/申报表.docx", "见义勇为", "brave"),
        ("方静/申报表.docx", "见义勇为类", "brave"),
        ("方静/申报表.docx", "☑见义勇为 □助人为乐 □诚实守信", "brave"),
        ("方静/申报表.docx", "□助人为乐 ☑见义勇为 □诚实守信", "brave"),
        ("方静/申报表.docx", "□助人为乐□见义勇为√诚实守信", "honest"),
        ("助人为乐/方静/申报表.docx", "", "helpful"),
        # The form's own field outranks the folder.
        ("助人为乐/方静/申报表.docx", "见义勇为", "brave"),
        ("助人为乐/方静/申报表.docx", "其他", "helpful"),
    ],
)
def test_a_field_tells_else_the_folder(path: str, said: str, kind: str) -> None:
    found = package({path: form("方静", said)}, pack=models(**TOLD))
    assert kinds(found) == {"方静": kind}
    assert not found.notes
    assert found.entries[0].form is not None
    assert found.entries[0].form.kind == kind


def test_a_register_of_several_kinds_is_one_for_each() -> None:
    found = package(
        {
            "汇总表.xlsx": listed(("方静", "见义勇为"), ("周正", "诚实守信"), ("林和", "见义勇为")),
            "方静/申报表.docx": form("方静", "见义勇为"),
            "周正/申报表.docx": form("周正", "诚实守信"),
            "林和/申报表.docx": form("林和", "见义勇为"),
        },
        pack=models(**TOLD),
    )
    assert kinds(found) == {"方静": "brave", "林和": "brave", "周正": "honest"}
    assert {r.kind: [row.name for row in r.rows] for r in found.registers} == {
        "brave": ["方静", "林和"],
        "honest": ["周正"],
    }
    assert all(entry.row for entry in found.entries)
    assert [entry.id for entry in found.entries] == ["brave/1", "brave/3", "honest/2"]


def test_a_form_that_says_nothing_goes_by_its_row_and_a_row_by_its_form() -> None:
    found = package(
        {
            "汇总表.xlsx": listed(("方静", "见义勇为"), ("周正", "")),
            "方静/申报表.docx": form("方静", ""),
            "周正/申报表.docx": form("周正", "诚实守信"),
        },
        pack=models(**TOLD),
    )
    assert kinds(found) == {"方静": "brave", "周正": "honest"}
    assert all(entry.row for entry in found.entries)
    assert not found.notes


def test_the_kind_that_nothing_tells_is_what_is_left_over() -> None:
    pack = models(brave=TOLD["brave"], honest=TOLD["honest"])
    found = package({"方静/申报表.docx": form("方静", "其他")}, pack=pack)
    assert kinds(found) == {"方静": "helpful"}
    assert not found.notes


def test_where_nothing_tells_the_report_says_so() -> None:
    found = package(
        {"汇总表.xlsx": listed(("方静", "")), "方静/申报表.docx": form("方静", "")},
        pack=models(**TOLD),
    )
    assert kinds(found) == {"方静": "helpful"}
    (note,) = found.notes
    assert "汇总表.xlsx" in note.zh and "方静" in note.zh


def test_where_form_and_row_differ_the_form_speaks_and_the_report_says_so() -> None:
    found = package(
        {"汇总表.xlsx": listed(("方静", "诚实守信")), "方静/申报表.docx": form("方静", "见义勇为")},
        pack=models(**TOLD),
    )
    assert [(entry.kind, bool(entry.row)) for entry in found.entries] == [("brave", True)]
    assert len(found.notes) == 1


def test_namesakes_of_two_kinds_stay_two() -> None:
    found = package(
        {
            "汇总表.xlsx": listed(("方静", "诚实守信"), ("方静", "见义勇为")),
            "见义勇为/方静/申报表.docx": form("方静", "见义勇为"),
            "诚实守信/方静/申报表.docx": form("方静", "诚实守信"),
        },
        pack=models(**TOLD),
    )
    assert [(entry.id, bool(entry.row)) for entry in found.entries] == [
        ("brave/2", True),
        ("honest/1", True),
    ]


def test_a_register_in_a_kinds_own_folder_is_that_kinds() -> None:
    found = package(
        {
            "助人为乐/汇总表.xlsx": listed(("方静", "")),
            "见义勇为/汇总表.xlsx": listed(("周正", "")),
            "助人为乐/方静/申报表.docx": form("方静", ""),
            "见义勇为/周正/申报表.docx": form("周正", ""),
        },
        pack=models(),
    )
    assert kinds(found) == {"方静": "helpful", "周正": "brave"}
    assert sorted((r.kind, len(r.rows)) for r in found.registers) == [("brave", 1), ("helpful", 1)]
    assert not found.notes
