"""The page in a real browser."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from jlxx_check.decisions.load import load_decisions
from jlxx_check.engine.decisions_applied import apply_decisions
from jlxx_check.model.outcome import Level
from jlxx_check.text import Lang
from tests.reporters.html.conftest import Opened
from tests.reporters.html.pages import HOSTILE, long_report, report
from tests.support.reviewed import reviewed

Open = Callable[..., Opened]
ITEM = "[data-item]"
#: Axe passes over what is folded, not drawn yet, or below something else.
_ALL_IN_SIGHT = """
for (const part of document.querySelectorAll("details")) part.open = true;
for (const part of document.querySelectorAll(".entry")) part.style.contentVisibility = "visible";
document.getElementById("filter").style.position = "static";
"""
SHOWN = ".finding:not([hidden])"


@pytest.mark.parametrize("lang", Lang)
def test_opens_without_a_complaint_or_a_request(open_report: Open, lang: Lang) -> None:
    opened = open_report(report(HOSTILE, "王建国", unit=HOSTILE), lang)
    assert opened.complaints == []
    outside = [url for url in opened.requests if not url.startswith("data:image/jpeg")]
    assert [url.partition(":")[0] for url in outside] == ["file"]
    expect(opened.page.locator("#count")).not_to_be_empty()


@pytest.mark.parametrize(("lang", "dark"), [(Lang.ZH, False), (Lang.EN, True)])
def test_axe_finds_no_violation(open_report: Open, lang: Lang, dark: bool) -> None:
    opened = open_report(reviewed(report()), lang, dark=dark)
    page = opened.page
    expect(page.locator("html")).to_have_attribute("data-theme", "dark" if dark else "light")
    page.evaluate(_ALL_IN_SIGHT)
    page.locator("#decisions input[type=checkbox]").first.check()
    assert opened.violations() == []


def test_filter_by_level_entry_and_rule(open_report: Open) -> None:
    made = report()
    opened = open_report(made)
    page = opened.page
    errors = [item for item in made.findings if item.level is Level.ERROR]
    for name in ("warning", "review", "info", "not-judged"):
        page.locator(f"input[name=level][value={name}]").uncheck()
    opened.shows(ITEM, len(errors))
    page.locator("#entry").select_option("e2")
    own = [item for item in errors if item.entry == "star/2"]
    assert own
    opened.shows(ITEM, len(own))
    opened.shows(".entry", 1)
    page.locator("#rule").select_option(label="视频时长合规（video.duration）")
    opened.shows(ITEM, 1)
    expect(page.locator("#count")).to_contain_text("显示 1 条")
    page.locator("#clear").click()
    expect(page.locator("html")).not_to_have_class(re.compile("narrowed"))
    opened.shows(ITEM, len(made.findings) + len(made.not_judged))


def test_search_finds_words_and_says_so_where_there_are_none(open_report: Open) -> None:
    opened = open_report(report())
    page = opened.page
    page.keyboard.press("/")
    page.keyboard.type("李秀英 视频时长")
    expect(page.locator(SHOWN)).to_have_count(1)
    expect(page.locator(".finding:visible")).to_contain_text("5:30")
    page.locator("#q").fill("没有这样的词")
    page.locator("#nothing").wait_for(state="visible")
    page.keyboard.press("Escape")
    page.locator("#nothing").wait_for(state="hidden")
    expect(page.locator("#q")).to_have_value("")


def test_keys_walk_through_what_is_shown(open_report: Open) -> None:
    page = open_report(report()).page
    focused = "document.activeElement.id"
    page.keyboard.press("j")
    first = page.evaluate(focused)
    page.keyboard.press("j")
    second = page.evaluate(focused)
    page.keyboard.press("k")
    assert page.evaluate(focused) == first != second
    assert first == page.locator(f"{ITEM}:visible").first.get_attribute("id")


def test_a_mark_of_the_matrix_leads_to_what_the_filter_hides(open_report: Open) -> None:
    page = open_report(report()).page
    page.locator("input[name=level][value=error]").uncheck()
    mark = page.locator(".matrix a.mark.error").first
    target = (mark.get_attribute("href") or "")[1:]
    expect(page.locator(f"#{target}")).to_be_hidden()
    mark.focus()
    page.keyboard.press("Enter")
    page.locator(f"#{target}").wait_for(state="visible")
    expect(page.locator(f"#{target}")).to_be_focused()
    expect(page.locator(f"#{target}")).to_be_in_viewport()


def test_ticks_are_saved_as_a_ledger(open_report: Open, tmp_path: Path) -> None:
    page = open_report(report()).page
    save = page.locator("#decisions button[type=submit]")
    save.click()
    expect(page.locator("#saved")).to_have_text("还没有勾选任何一项。")
    boxes = page.locator("[data-decision][data-rule-id='star.conduct']")
    boxes.nth(0).focus()
    page.keyboard.press("Space")
    boxes.nth(1).check()
    page.locator("[data-decision][data-rule-id='package.balance']").check()
    page.locator(".note:visible").nth(0).fill('=看过"<档案>"&_x0041_\u0001')
    save.click()
    expect(page.locator("#saved")).to_have_text("请填写核对人姓名。")
    page.locator("#by").fill("赵核对: #1")
    page.locator("#on").fill("2023-07-14")
    with page.expect_download() as waiting:
        save.click()
    assert waiting.value.suggested_filename == "长春市教育局-核对台账.xlsx"
    target = tmp_path / "saved.xlsx"
    waiting.value.save_as(target)
    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
    (sheet,) = load_workbook(target)
    assert sheet.max_row == 1 + page.locator("[data-decision]").count()
    made = load_decisions([target], rulepack="jilin-2023", packages=(), several=False)
    assert made.troubles() == ()
    done = apply_decisions(report(), made.files, today=date(2023, 7, 14))
    assert done.confirmed == 3
    assert not [item for item in done.findings if item.rule.startswith("decision.")]
    said = {(item.rule, item.entry): item.decision for item in done.findings if item.confirmed}
    rules = {("star.conduct", "star/1"), ("star.conduct", "star/2"), ("package.balance", None)}
    assert said.keys() == rules
    for item in said.values():
        assert item and (item.by, item.on) == ("赵核对: #1", date(2023, 7, 14))
    assert (
        sum(item is not None and item.why == '=看过"<档案>"&_x0041_' for item in said.values()) == 1
    )
    expect(page.locator("#progress")).to_contain_text("已核对 3 项")


def test_what_is_settled_is_shown_and_not_asked_again(open_report: Open) -> None:
    made = reviewed(report())
    opened = open_report(made)
    page = opened.page
    asked = [item for item in made.findings if item.level is Level.REVIEW]
    done = sum(item.decision is not None for item in asked)
    assert done > made.confirmed > 0
    opened.shows("[data-decision]", len(asked) - done)
    opened.shows(".done", done)
    expect(page.locator("#progress")).to_contain_text(f"已核对 {done} 项，共 {len(asked)} 项")
    for name in ("error", "warning", "review", "info", "not-judged"):
        page.locator(f"input[name=level][value={name}]").uncheck()
    opened.shows(ITEM, sum(item.decision is not None for item in made.findings))
    expect(page.locator("#past li")).to_have_count(2)
    assert opened.complaints == []


def test_the_theme_can_be_chosen(open_report: Open) -> None:
    page = open_report(report()).page
    background = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(background)
    expect(page.locator("#theme")).to_have_text("深色")
    page.locator("#theme").click()
    expect(page.locator("#theme")).to_have_text("浅色")
    assert page.evaluate(background) != light


@pytest.mark.parametrize("dark", [False, True])
def test_prints_on_a4_in_light(open_report: Open, dark: bool) -> None:
    page = open_report(report(), dark=dark).page
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True, print_background=True))
    try:
        width, height = document[0].get_size()
        assert (round(width), round(height)) in {(595, 842), (594, 842), (595, 841)}
        words = "".join(sheet.get_textpage().get_text_range() for sheet in document)
        corner = document[0].render(scale=0.2).to_pil().getpixel((3, 3))
    finally:
        document.close()
    assert min(corner[:3]) > 250
    for word in ("不符合要求", "王建国", "5:30.0", "核对人", "杂项/说明.txt", "1 / "):
        assert word in words
    assert "清除筛选" not in words


@pytest.mark.parametrize("width", [360, 390, 768, 1280])
def test_nothing_sticks_out(open_report: Open, width: int) -> None:
    page = open_report(report("王建国", "长" * 80)).page
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_three_thousand_findings_stay_usable(open_report: Open) -> None:
    opened = open_report(long_report(3000))
    page = opened.page
    expect(page.locator(".finding")).to_have_count(3000)
    page.locator("#q").fill("第2718处")
    expect(page.locator(SHOWN)).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(SHOWN)).to_have_count(3000)
    page.locator("input[name=level][value=error]").uncheck()
    expect(page.locator(SHOWN)).to_have_count(2000)
    page.locator(".matrix a.mark").last.click()
    assert opened.complaints == []
