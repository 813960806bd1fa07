"""Loose documents and broken downloads: a unit that may have handed in is not reminded unseen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from jlxx_check.api import load_pack
from jlxx_check.batch.inbox import LooseFile, look_into
from jlxx_check.batch.loose_units import notes_on_loose, owners_of, sort_missing
from jlxx_check.batch.unit_names import Units
from jlxx_check.model.batch_report import DeliveryResult, MaybeHandedIn
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding, Report
from jlxx_check.model.tallies import RuleResult
from jlxx_check.text import same
from tests.support.nasty import nasty_report

PACK = load_pack().pack
UNITS = Units(PACK)
WANTED = ("长春市教育局", "延边朝鲜族自治州教育局", "甲学院")


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("长春市教育局推介表.docx", "长春市教育局"),
        ("推介登记表（长春教育局）.xlsx", "长春市教育局"),
        ("长春市教育局.zip.crdownload", "长春市教育局"),
        ("延边朝鲜族自治州教育局.rar.part", "延边朝鲜族自治州教育局"),
        ("甲学院-张三.pdf", "甲学院"),
        ("推介表.docx", None),
        ("市教育局通知.docx", None),
        ("乙学院.7z.downloading", None),
    ],
)
def test_a_file_is_matched_to_the_units_asked_for(
    tmp_path: Path, name: str, unit: str | None
) -> None:
    (tmp_path / name).write_bytes(b"x")
    found = look_into(tmp_path, tmp_path / "out", PACK, units=UNITS, wanted=WANTED)
    (loose,) = found.loose
    assert (loose.path, loose.unit) == (name, unit)
    missing, maybe = sort_missing(WANTED, (), found.loose, UNITS)
    assert set(missing) == set(WANTED) - {unit}
    assert [(item.unit, item.files) for item in maybe] == ([(unit, (name,))] if unit else [])
    notes = [note.zh for note in notes_on_loose(maybe, missing, found.loose, {})]
    if unit is not None:
        assert len(notes) == 1, "each file is told of once"
        assert "可能已报送" in notes[0]
    else:
        partial = name.endswith(".downloading")
        assert [("没有传完" in notes[0]), ("催报" in notes[1])] == [partial, True]
    here = {UNITS.key(name) for name in WANTED}
    assert sort_missing(WANTED, here, found.loose, UNITS) == ((), ()), "what came is enough"


def _report(*names: str, unmatched: str = "") -> Report:
    made = nasty_report("x")
    entries = tuple(
        replace(made.entries[0], id=f"star/{n}", name=name) for n, name in enumerate(names, 1)
    )
    message = same(f"登记表第3行的“{unmatched}”没有对应的材料。")
    found = (Finding("register.matches-entries", Level.ERROR, message),) if unmatched else ()
    rule = RuleResult(
        *("register.matches-entries", same("x"), Level.ERROR, None, 1, 0, 1, 0),
        check="register.matches-entries",
    )
    return replace(made, entries=entries, findings=found, rules=(rule,))


@pytest.mark.parametrize(
    ("file", "owners"),
    [
        ("王芳推介表.docx", ["长春市教育局（王芳）", "甲学院（王芳）"]),
        ("附件1 推介表（李建国）.docx", ["长春市教育局（李建国）"]),
        ("长春市教育局李建国推介表.docx", ["长春市教育局（李建国）"]),
        ("推介表-赵缺席.doc", ["甲学院（赵缺席）"]),  # a row of the register without material
        ("银龄课堂进社区推介表修改.docx", ["甲学院（银龄课堂进社区）"]),
        ("王芳芳推介表.docx", []),  # another person
        ("推介表.docx", []),
        ("收件说明.txt", []),
    ],
)
def test_a_loose_form_is_matched_to_whom_a_unit_puts_forward(file: str, owners: list[str]) -> None:
    city = DeliveryResult("a.zip", "a", "长春市教育局", None, 1.0, _report("王芳", "李建国"))
    college = replace(
        city,
        path="b",
        unit="甲学院",
        report=_report("王芳", "银龄课堂进社区", unmatched="赵缺席"),
    )
    old = replace(city, path="c", unit="乙学院", superseded_by="b")
    loose = LooseFile(file, False, None)
    owned = owners_of([loose], [city, college, old], PACK)
    found = owned.values()
    assert len(found) == bool(owners)
    for note in found:
        assert all(owner in note.zh for owner in owners)
        assert "乙学院" not in note.zh
    notes = notes_on_loose((), ("丙学院",), [loose], owned)
    assert len(notes) == (1 if owners else 2), "whose it may be, else that nobody knows"


def test_what_is_still_being_copied_has_a_note_of_its_own() -> None:
    coming = LooseFile("甲学院.zip", True, None, coming=True)
    assert notes_on_loose((), (), [coming], {}) == ()
    maybe = MaybeHandedIn("甲学院", ("甲学院.zip",))
    assert notes_on_loose((maybe,), (), [coming], {}) == ()
    both = MaybeHandedIn("甲学院", ("甲学院.zip", "甲学院.docx"))
    (note,) = notes_on_loose((both,), (), [coming, LooseFile("甲学院.docx", False, "甲学院")], {})
    assert "（收件文件夹里有甲学院.docx，不是" in note.zh
