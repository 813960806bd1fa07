"""Names that mean something elsewhere are text, and nothing else, in all outputs of a batch."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import Counter
from functools import cache

import pytest
from jsonschema import Draft202012Validator
from lxml import etree

from jlxx_check.api import load_pack
from jlxx_check.reporters.batch import (
    batch_schema,
    to_batch_json,
    to_index,
    to_master,
    to_overview,
)
from jlxx_check.reporters.terminal.batch_table import batch_lines
from jlxx_check.text import Lang
from jlxx_check.values.visible import visible
from tests.reporters.html.test_page import Page
from tests.support.batches import nasty_batch, nasty_lines
from tests.support.nasty import NAMES, TO_OFFICE
from tests.support.read_back import read_back, squeezed, workbook

names = pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
#: What escapes a name knows no language: all in one, a few in the other.
ASKED = [(name, Lang.ZH) for name in NAMES] + [(name, Lang.EN) for name in list(NAMES)[::6]]
BOOKS = ("overview", "master")


@cache
def rendered(output: str, name: str, lang: Lang = Lang.ZH) -> bytes:
    batch = nasty_batch(name)
    if output == "master":
        return to_master(batch, nasty_lines(name), load_pack().pack, lang)
    if output == "terminal":
        return "\n".join(line.plain for line in batch_lines(batch, lang, 80)).encode()
    return {"json": to_batch_json, "html": to_index, "overview": to_overview}[output](batch, lang)


@pytest.mark.parametrize(
    ("called", "output", "lang"),
    [
        (called, output, lang)
        for called, lang in ASKED
        for output in ("html", "terminal", "json", *BOOKS)
        if output not in BOOKS or called in TO_OFFICE
    ],
)
def test_name_appears_as_text(called: str, output: str, lang: Lang) -> None:
    name = NAMES[called]
    reader = "xlsx" if output in BOOKS else output
    shown = read_back(reader, rendered(output, name, lang))
    if output == "json":
        assert squeezed(re.sub("[\ud800-\udfff]", "\ufffd", name)) in shown
    else:
        assert squeezed(visible(name)) in shown


@names
def test_json_stays_valid(name: str) -> None:
    data = json.loads(rendered("json", name))
    assert list(Draft202012Validator(batch_schema()).iter_errors(data)) == []


@names
def test_nothing_acts_on_a_terminal(name: str) -> None:
    text = rendered("terminal", name).decode()
    assert visible(text.replace("\n", "")) == text.replace("\n", "")


@names
def test_a_name_makes_no_element_and_no_link_elsewhere(name: str) -> None:
    plain = Counter(tag for tag, _ in Page(rendered("html", "王建国")).elements)
    made = Page(rendered("html", name))
    found = Counter(tag for tag, _ in made.elements)
    # A path that no link can say stands as text.
    found["a"], found["span"] = found["a"] + found["span"], 0
    plain["a"], plain["span"] = plain["a"] + plain["span"], 0
    assert found <= plain
    for link in made.values("href"):
        assert re.fullmatch(r"#[a-z]+[a-z0-9-]*|[\w%./~-]+(#[a-z]\d+)?", link, re.ASCII), link
        assert not link.startswith(("/", "../"))
    assert not [key for _, keys in made.elements for key in keys if key.startswith("on")]


@pytest.mark.parametrize("name", TO_OFFICE.values(), ids=TO_OFFICE)
@pytest.mark.parametrize("book", BOOKS)
def test_no_cell_is_a_formula_and_no_link_leads_away(name: str, book: str) -> None:
    data = rendered(book, name)
    for sheet in workbook(data):
        for row in sheet.iter_rows():
            for cell in row:
                value = str(cell.value or "")
                assert cell.data_type in ("s", "n", "inlineStr"), cell.coordinate
                if value.startswith(("=", "+", "-", "@")):
                    assert cell.quotePrefix or cell.row == 1, cell.coordinate
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for part in parts.namelist():
            tree = etree.fromstring(parts.read(part))
            if part.startswith("xl/worksheets/sheet"):
                assert not list(tree.iter("{*}f"))
            for item in tree.iter("{*}Relationship"):
                target = item.get("Target", "")
                if item.get("TargetMode"):
                    assert not target.startswith(("/", "..", "\\"))
                    assert ":" not in target
