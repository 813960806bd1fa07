"""Names that mean something elsewhere appear as text, and as nothing else, in every format."""

from __future__ import annotations

import io
import json
import re
import zipfile
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from lxml import etree

from jlxx_check.cli.main import run
from jlxx_check.reporters.formats import FORMATS
from jlxx_check.reporters.json_report import schema
from jlxx_check.reporters.report_options import Options
from jlxx_check.text import Lang
from jlxx_check.values.visible import visible
from tests.support.nasty import NAMES, TO_OFFICE, nasty_report
from tests.support.read_back import markdown_html, read_back, squeezed, workbook

OPTIONS = Options(package_link="../packages/x", files=True, contact="=1+1 <b>")
names = pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
to_office = pytest.mark.parametrize("name", TO_OFFICE.values(), ids=TO_OFFICE)
#: What escapes a name knows no language: all in one, a few in the other.
ASKED = [(name, Lang.ZH) for name in NAMES] + [(name, Lang.EN) for name in list(NAMES)[::6]]


@cache
def rendered(format_: str, name: str, lang: Lang = Lang.ZH) -> bytes:
    return FORMATS[format_].render(nasty_report(name), lang, OPTIONS)


@pytest.mark.parametrize(
    ("called", "format_", "lang"),
    [
        (called, name, lang)
        for called, lang in ASKED
        for name, item in sorted(FORMATS.items())
        if item.is_text or called in TO_OFFICE
    ],
)
def test_name_appears_as_text(called: str, format_: str, lang: Lang) -> None:
    name = NAMES[called]
    shown = read_back(format_, rendered(format_, name, lang))
    if format_ == "json":
        assert squeezed(re.sub("[\ud800-\udfff]", "\ufffd", name)) in shown
        return
    assert squeezed(visible(name)) in shown


@names
def test_json_stays_valid(name: str) -> None:
    data = json.loads(rendered("json", name).decode("utf-8"))
    assert list(Draft202012Validator(schema()).iter_errors(data)) == []


@names
@pytest.mark.parametrize("format_", ["terminal", "brief", "markdown", "junit", "github"])
def test_nothing_acts_on_a_terminal(name: str, format_: str) -> None:
    text = rendered(format_, name).decode("utf-8")
    assert visible(text.replace("\n", "")) == text.replace("\n", "")


@to_office
def test_no_cell_is_a_formula(name: str) -> None:
    for sheet in workbook(rendered("xlsx", name)):
        for row in sheet.iter_rows():
            for cell in row:
                value = str(cell.value or "")
                assert cell.data_type in ("s", "n"), cell.coordinate
                assert not value.startswith(("=", "+", "-", "@")) or cell.quotePrefix


@to_office
def test_workbook_has_no_formula_and_links_only_into_the_package(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(rendered("xlsx", name))) as parts:
        for part in parts.namelist():
            tree = etree.fromstring(parts.read(part))
            if part.startswith("xl/worksheets/sheet"):
                assert not list(tree.iter("{*}f"))
            for item in tree.iter("{*}Relationship"):
                if item.get("TargetMode"):
                    target = item.get("Target", "")
                    assert target.startswith("../packages/x/")
                    assert ".." not in target.removeprefix("../")


@to_office
def test_letter_holds_no_link_and_no_field_but_page_numbers(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(rendered("docx", name))) as parts:
        for part in parts.namelist():
            if not part.endswith((".xml", ".rels")):
                continue
            tree = etree.fromstring(parts.read(part))
            assert {(x.text or "").strip() for x in tree.iter("{*}instrText")} <= {"PAGE"}
            assert not list(tree.iter("{*}hyperlink"))
            assert not [x for x in tree.iter("{*}Relationship") if x.get("TargetMode")]


@names
def test_markdown_makes_nothing_of_a_name(name: str) -> None:
    plain = set(re.findall(r"<(/?\w+)", markdown_html(rendered("markdown", "王建国"))))
    html = markdown_html(rendered("markdown", name))
    assert set(re.findall(r"<(/?\w+)", html)) <= plain
    assert html.count("<h1") == 1
    if name.strip():
        assert html.count("<li") == markdown_html(rendered("markdown", "王建国")).count("<li")


@names
def test_annotations_are_one_command_a_line(name: str) -> None:
    lines = rendered("github", name).decode().splitlines()
    assert len(lines) == 8
    for line in lines:
        assert re.match(r"::(error|warning|notice) [^:]+::", line), line


def test_names_on_disk_through_every_format(tmp_path: Path) -> None:
    package = tmp_path / "材料"
    package.mkdir()
    for number, name in enumerate(NAMES.values()):
        try:
            package.joinpath(f"{name.replace('/', '_')}").write_bytes(bytes([number]))
        except (OSError, ValueError):
            continue  # this system has no such name
    words = []
    for name, item in FORMATS.items():
        words += ["--format", name, "--output", str(tmp_path / f"{name}{item.suffix or ''}")]
    assert run(["check", str(package), *words]) in (1, 3)
    for name, item in FORMATS.items():
        text = read_back(name, tmp_path.joinpath(f"{name}{item.suffix or ''}").read_bytes())
        # The letter on a package of which nothing was read says that and no more.
        assert (squeezed("[red]x[_]") in text) is (name != "docx")
