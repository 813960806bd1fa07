"""Blank forms of any pack: laid out as such forms are, and read again once filled in."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Mm

from jlxx_check import Reading, load_pack
from jlxx_check.api import CheckSettings, open_package, understand
from jlxx_check.model.package import Form
from jlxx_check.packs import list_packs
from jlxx_check.unit.blank_forms import form_document
from tests.support.clerk import type_into_form

pack_of = cache(load_pack)
FORMS = [(name, key) for name in list_packs() for key in pack_of(name).pack.forms]


def read(folder: Path, pack: str) -> Form | None:
    settings = CheckSettings(pack_of(pack), reading=Reading(isolated=False, jobs=1))
    with open_package(folder, settings) as opened:
        entries = understand(opened, settings).entries
    return entries[0].form if entries else None


def asked(pack: str, key: str) -> dict[str, str]:
    """An answer for each field of a blank form."""
    fields = pack_of(pack).pack.forms[key].fields
    kinds = pack_of(pack).pack.kinds_of_form(key)
    name = pack_of(pack).pack.kinds[kinds[0]].name
    values = {
        label: f"写明的内容{number}"
        for number, (label, spec) in enumerate(fields.items())
        if spec.blank and pack_of(pack).pack.cell_of(label).sort != "photo"
    }
    told = {
        spec.told_by.field: spec.told_by.values[0]
        for spec in [pack_of(pack).pack.kinds[kinds[0]]]
        if spec.told_by
    }
    return values | told | {name or "": "林晓禾"}


@pytest.mark.parametrize(("name", "key"), FORMS)
@pytest.mark.parametrize("typed", [False, True])
def test_any_packs_form_is_read_again(name: str, key: str, typed: bool, tmp_path: Path) -> None:
    pack, values = pack_of(name).pack, asked(name, key)
    path = tmp_path / "表.docx"
    if typed:
        path.write_bytes(form_document(pack, key))
        parts = {
            label: spec.parts for label, spec in pack.forms[key].fields.items() if spec.label_parts
        }
        type_into_form(
            path,
            {
                (f"{label}（{next(iter(parts[label]))}）" if label in parts else label): text
                for label, text in values.items()
            },
        )
    else:
        path.write_bytes(form_document(pack, key, values))
    form = read(tmp_path, name)
    assert form is not None
    told = {label: form.text(label) for label in values}
    for label, text in values.items():
        assert text in told[label], label


@pytest.mark.parametrize(("name", "key"), FORMS)
def test_it_is_on_a4_and_no_wider_than_the_page(name: str, key: str) -> None:
    document = Document(BytesIO(form_document(pack_of(name).pack, key)))
    section = document.sections[0]
    paper = round(section.page_width.mm), round(section.page_height.mm)
    assert paper == (210, 297)
    (table,) = document.tables
    free = section.page_width - section.left_margin - section.right_margin
    assert abs(sum(column.width or 0 for column in table.columns) - free) < Mm(1)


def test_a_star_has_a_place_for_the_photo_and_boxes_for_opinions() -> None:
    (table,) = Document(BytesIO(form_document(pack_of("jilin-2023").pack, "star"))).tables
    places = {row.cells[-1]._tc for row in table.rows[:4]}
    assert len(places) == 1
    assert table.rows[0].cells[-1].text == "照　片"
    opinion = next(row for row in table.rows if "推介单位" in row.cells[0].text)
    assert opinion.cells[1].text == "（盖章）\n年　　月　　日"
    assert "年龄" not in {cell.text for row in table.rows for cell in row.cells}


def test_a_length_that_is_asked_for_stands_beside_the_box() -> None:
    (table,) = Document(BytesIO(form_document(pack_of("volunteers-2022").pack, "project"))).tables
    brief = next(
        row.cells[0].text for row in table.rows if row.cells[0].text.startswith("项目简介")
    )
    assert "500字左右" in brief


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("线下1200人次，线上3000人次", ["1200人次", "3000人次"]),
        ("1500人次", ["1500人次"]),
    ],
)
def test_parts_have_cells_of_their_own_unless_the_whole_names_none(
    text: str, parts: list[str], tmp_path: Path
) -> None:
    pack = pack_of("jilin-2023").pack
    values = {"项目名称": "夜校", "年参与人次": text}
    if len(parts) > 1:
        values |= {"年参与人次（线下）": parts[0], "年参与人次（线上）": parts[1]}
    (tmp_path / "表.docx").write_bytes(form_document(pack, "project", values))
    form = read(tmp_path, "jilin-2023")
    assert form and form.text("年参与人次") == text


def test_made_twice_it_is_the_same() -> None:
    pack = pack_of("jilin-2023").pack
    assert form_document(pack, "star") == form_document(pack, "star")
