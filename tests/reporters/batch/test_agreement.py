"""Every output of a batch says what ``batch.json`` and the packages' own reports say."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Verdict
from jlxx_check.reporters.batch import to_batch_json, to_index, to_overview
from jlxx_check.reporters.batch.unit_standing import UNOPENED
from jlxx_check.reporters.terminal.batch_table import batch_lines
from jlxx_check.reporters.wording import VERDICTS, when
from jlxx_check.text import Lang, Text
from jlxx_check.values.visible import visible
from tests.support.batches import sample_batch
from tests.support.read_back import read_back, squeezed, workbook


def _terminal(lang: Lang) -> bytes:
    return "\n".join(line.plain for line in batch_lines(sample_batch(), lang, 80)).encode()


OUTPUTS = {
    "html": lambda lang: to_index(sample_batch(), lang),
    "xlsx": lambda lang: to_overview(sample_batch(), lang),
    "terminal": _terminal,
}
outputs = pytest.mark.parametrize("name", OUTPUTS)
languages = pytest.mark.parametrize("lang", Lang)


@cache
def told(lang: Lang) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(to_batch_json(sample_batch(), lang))
    return data


@cache
def shown(name: str, lang: Lang) -> str:
    return read_back(name, OUTPUTS[name](lang))


def counting(lang: Lang) -> list[dict[str, Any]]:
    return [one for one in told(lang)["packages"] if one["superseded_by"] is None]


@outputs
@languages
def test_verdicts_are_counted_alike(name: str, lang: Lang) -> None:
    text = shown(name, lang)
    for verdict in Verdict:
        number = sum(one["verdict"] == verdict for one in counting(lang))
        said = squeezed(VERDICTS[verdict].say(lang))
        assert f"{said}{number}" in text or f"{said}({number})" in text


@outputs
@languages
def test_every_finding_across_packages_is_said_with_its_units(name: str, lang: Lang) -> None:
    units = {one["path"]: one["unit"] or one["name"] for one in told(lang)["packages"]}
    assert told(lang)["findings"]
    for finding in told(lang)["findings"]:
        assert squeezed(visible(finding["message"])) in shown(name, lang)
        for path in finding["paths"]:
            assert squeezed(units[path]) in shown(name, lang)


@outputs
@languages
def test_nothing_that_came_or_did_not_come_is_left_out(name: str, lang: Lang) -> None:
    text, data = shown(name, lang), told(lang)
    for unit in data["missing_units"]:
        assert unit in text
    for note in data["notes"]:
        assert name == "xlsx" or squeezed(note) in text
    for package in data["packages"]:
        assert squeezed(package["unit"]) in text
        if package["superseded_by"] or package["problem"]:
            assert squeezed(package["problem"] or package["path"]) in text
            assert squeezed(UNOPENED.say(lang)) in text


@languages
def test_a_line_of_the_terminal_has_a_unit_s_counts(lang: Lang) -> None:
    lines = _terminal(lang).decode().splitlines()
    for package in counting(lang):
        (line,) = (one for one in lines if one[3:].startswith(package["unit"] + " "))
        if not package["problem"]:
            numbers = [int(text) for text in re.findall(r"(?<=\s)\d+(?= |$)", line)]
            counts = [package["summary"][key] for key in ("error", "warning", "review")]
            assert numbers[: sum(map(bool, counts))] == [number for number in counts if number]


@languages
@pytest.mark.parametrize("name", OUTPUTS)
def test_what_was_not_judged_is_said_beside_the_numbers(
    name: str, lang: Lang, monkeypatch: pytest.MonkeyPatch
) -> None:
    caveat = Text("只检查了一部分。", "Not all was judged.")
    batch = replace(sample_batch(), caveats=(caveat,))
    monkeypatch.setattr(f"{__name__}.sample_batch", lambda: batch)
    data = OUTPUTS[name](lang)
    if name == "xlsx":
        assert caveat.say(lang) in str(workbook(data).worksheets[0]["A1"].value)
    else:
        assert caveat.say(lang) in data.decode()


@languages
def test_a_row_of_the_page_has_a_unit_s_counts(lang: Lang) -> None:
    import lxml.html

    page = lxml.html.fromstring(OUTPUTS["html"](lang).decode())
    rows = page.xpath("//table[@id='table']/tbody/tr")
    assert len(rows) == len(counting(lang))
    for row, package in zip(rows, counting(lang), strict=True):
        cells = [cell.text_content().strip() for cell in row.xpath("td")[:6]]
        assert row.xpath("string(th/*[1])") == package["unit"]
        assert row.get("data-verdict") == package["verdict"]
        if package["problem"]:
            assert cells[:5] == [UNOPENED.say(lang), "—", "—", "—", "—"]
            continue
        assert cells[0] == VERDICTS[Verdict(package["verdict"])].say(lang)
        summary = package["summary"]
        across = sum(package["path"] in item["paths"] for item in told(lang)["findings"])
        counts = [summary["error"], across, summary["warning"], summary["review"]]
        assert [int(cell) for cell in cells[1:5]] == counts
        assert cells[5] == (package["received"] or when(None).say(lang))


@languages
def test_a_row_of_the_workbook_has_a_package_s_counts(lang: Lang) -> None:
    units = workbook(OUTPUTS["xlsx"](lang)).worksheets[0]
    by_path = {row[12].value: row for row in units.iter_rows(min_row=3) if row[12].value}
    assert by_path.keys() == {one["path"] for one in told(lang)["packages"]}
    for package in told(lang)["packages"]:
        row = by_path[package["path"]]
        assert row[1].value == package["unit"]
        keys = ("error", "warning", "review", "not_judged")
        wanted = [None] * 4 if package["problem"] else [package["summary"][key] for key in keys]
        assert [cell.value for cell in row[3:7]] == wanted


@languages
def test_the_workbook_has_every_finding_of_every_package_that_counts(lang: Lang) -> None:
    sheet = workbook(OUTPUTS["xlsx"](lang)).worksheets[1]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    wanted: list[tuple[str, str, str]] = []
    for one in sample_batch().counting:
        for item in one.report.findings if one.report else ():
            wanted.append((one.unit or "", item.rule, visible(item.message.say(lang))))
        for left in one.report.not_judged if one.report else ():
            wanted.append((one.unit or "", left.rule, visible(left.why.say(lang))))
    assert [(row[1], row[12], row[5]) for row in rows] == wanted
    assert [row[0] for row in rows] == list(range(1, len(wanted) + 1))


@languages
def test_the_workbook_has_every_entry(lang: Lang) -> None:
    sheet = workbook(OUTPUTS["xlsx"](lang)).worksheets[2]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    wanted = [
        (one.unit, entry.kind_title.say(lang), entry.order, entry.name)
        for one in sample_batch().counting
        for entry in (one.report.entries if one.report else ())
    ]
    assert [(row[1], row[2], row[3], row[4]) for row in rows] == wanted
    errors = sum(row[7] for row in rows)
    found = [item for one in sample_batch().counting if one.report for item in one.report.findings]
    assert errors == sum(item.level is Level.ERROR and item.entry is not None for item in found)


@outputs
def test_made_twice_it_is_the_same(name: str) -> None:
    assert OUTPUTS[name](Lang.ZH) == OUTPUTS[name](Lang.ZH)


@outputs
def test_english_has_no_chinese_of_our_own(name: str) -> None:
    chinese, english = shown(name, Lang.ZH), shown(name, Lang.EN)

    def share(text: str) -> float:
        return sum("一" <= char <= "鿿" for char in text) / len(text)

    assert share(english) < share(chinese) / 1.5
