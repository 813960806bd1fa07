"""The page over all packages in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from jlxx_check.model.batch_report import BatchReport
from jlxx_check.reporters.batch import to_index
from jlxx_check.text import Lang
from tests.reporters.conftest import Opened
from tests.reporters.html.pages import HOSTILE
from tests.support.batches import large_batch, nasty_batch, sample_batch

Open = Callable[..., Opened]
ROWS = "#table tbody tr"


@pytest.fixture
def open_index(open_page: Open) -> Open:
    def open_(batch: BatchReport | None = None, lang: Lang = Lang.ZH, **more: bool) -> Opened:
        return open_page(to_index(batch or sample_batch(), lang), **more)

    return open_


def order(page: Page) -> list[str]:
    return [
        text.split("\n")[0] for text in page.locator(f"{ROWS} th > :first-child").all_inner_texts()
    ]


@pytest.mark.parametrize("lang", Lang)
def test_opens_without_a_complaint_or_a_request(open_index: Open, lang: Lang) -> None:
    opened = open_index(nasty_batch(HOSTILE), lang)
    assert opened.complaints == []
    assert [url.partition(":")[0] for url in opened.requests] == ["file"]
    expect(opened.page.locator("#count")).not_to_be_empty()


@pytest.mark.parametrize(("lang", "dark"), [(Lang.ZH, False), (Lang.EN, True)])
def test_axe_finds_no_violation(open_index: Open, lang: Lang, dark: bool) -> None:
    opened = open_index(None, lang, dark=dark)
    theme = "dark" if dark else "light"
    expect(opened.page.locator("html")).to_have_attribute("data-theme", theme)
    opened.page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
    assert opened.violations() == []


def test_sort_by_a_number_a_text_and_a_mark(open_index: Open) -> None:
    page = open_index().page
    given = order(page)
    errors = page.locator("#table thead th", has_text="错误")
    errors.get_by_role("button").click()
    expect(errors).to_have_attribute("aria-sort", "descending")
    assert order(page)[0] == "吉林市教育局"
    errors.get_by_role("button").click()
    expect(errors).to_have_attribute("aria-sort", "ascending")
    assert order(page)[0] == "白城市教育局"  # nothing was counted in it
    page.get_by_role("button", name="单位", exact=True).click()
    assert sorted(order(page)) == sorted(given)
    mark = page.locator("thead th[title='batch.repeated-photo']")
    mark.get_by_role("button").click()
    expect(mark).to_have_attribute("aria-sort", "ascending")
    assert order(page)[:2] == ["吉林市教育局", "延边朝鲜族自治州教育局"]
    assert page.locator("thead th[aria-sort]").count() == 1


def test_filter_by_unit_verdict_and_rule(open_index: Open) -> None:
    opened = open_index()
    page = opened.page
    page.keyboard.press("/")
    page.keyboard.type("延边州教育局.zip")
    opened.shows(ROWS, 1)
    expect(page.locator("#count")).to_have_text("显示 1 个，共 4 个单位")
    page.keyboard.press("Escape")
    opened.shows(ROWS, 4)
    page.locator("#status").select_option("compliant")
    opened.shows(ROWS, 2)
    page.locator("#status").select_option("")
    page.locator("#rule").select_option(label="视频（全部）")
    opened.shows("thead .upright", 8)
    opened.shows(ROWS, 1)
    opened.shows(f"{ROWS} .mark", 8)
    page.locator("#rule").select_option(label="按时报送（package.deadline）")
    opened.shows("thead .upright", 1)
    opened.shows(ROWS, 2)  # late, and not judged
    page.locator("#q").fill("没有这样的单位")
    page.locator("#nothing").wait_for(state="visible")
    page.locator("#clear").click()
    opened.shows(ROWS, 4)
    expect(page.locator("html")).not_to_have_class(re.compile("narrowed"))


def test_a_rule_of_the_numbers_narrows_the_table(open_index: Open) -> None:
    opened = open_index()
    opened.page.locator("#counts a", has_text="视频时长合规").click()
    opened.shows(ROWS, 1)
    opened.shows("thead .upright", 1)
    expect(opened.page.locator("#units-title")).to_be_in_viewport()


def test_keys_move_among_the_marks_and_tab_among_the_units(open_index: Open) -> None:
    page = open_index().page
    label = "document.activeElement.getAttribute('aria-label')"
    page.locator(f"{ROWS} th a").first.focus()
    for _ in range(2):  # the reports, then the first mark
        page.keyboard.press("ArrowRight")
    first = page.evaluate(label)
    assert first.startswith("吉林市教育局，文件能打开：不符合")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(label) != first
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.innerText.replace(/\\s/g, '')") == "文件能打开"
    assert page.locator(f"{ROWS} a.mark:not([tabindex='-1'])").count() == 0


def test_marks_lead_to_the_finding_in_the_unit_s_report(open_index: Open) -> None:
    page = open_index().page
    own = page.locator("a.mark[aria-label^='吉林市教育局，视频时长']").get_attribute("href") or ""
    assert re.fullmatch(r"reports/%E5[%\w]+\.html#f\d+", own)
    page.locator("a.mark[aria-label^='长春市教育局，同一人']").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#a1")).to_be_in_viewport()


def test_older_deliveries_are_folded_under_their_unit(open_index: Open) -> None:
    page = open_index().page
    older = page.locator(f"{ROWS} details li")
    expect(older).to_be_hidden()
    page.locator(f"{ROWS} summary").click()
    expect(older).to_contain_text("吉林市教育局 7月5日.zip")


@pytest.mark.parametrize("dark", [False, True])
def test_prints_on_a4_across_in_light(open_index: Open, dark: bool) -> None:
    page = open_index(None, Lang.ZH, dark=dark).page
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True, print_background=True))
    try:
        sizes = {tuple(map(round, sheet.get_size())) for sheet in document}
        words = "".join(sheet.get_textpage().get_text_range() for sheet in document)
        corner = document[0].render(scale=0.2).to_pil().getpixel((3, 3))
    finally:
        document.close()
    assert sizes <= {(842, 595), (842, 594), (841, 595)}
    assert min(corner[:3]) > 250
    for word in ("不符合要求", "白城市教育局", "压缩包已损坏", "四平市教育局", "王建国", "1 / "):
        assert word in words
    assert "清除筛选" not in words


def test_sixty_units_print_on_four_pages(open_index: Open) -> None:
    page = open_index(large_batch(60, 4)).page
    expect(page.locator("#on-paper")).to_be_hidden()
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True, print_background=True))
    try:
        pages = [sheet.get_textpage().get_text_range() for sheet in document]
    finally:
        document.close()
    assert len(pages) <= 4
    words = "".join(pages)
    for number in range(1, 61):
        assert words.count(f"第{number}中等专业学校继续教育学院") == 1
    assert "第1轮" in words
    assert "轮次" in pages[1], "what the columns are stands on each page"


def test_rounds_stand_beside_their_unit(open_index: Open) -> None:
    page = open_index().page
    row = page.locator(ROWS, has_text="吉林市教育局（补正）")
    expect(row.locator(".round")).to_contain_text("第2轮")
    expect(row.locator(".round")).to_contain_text("已改 1")
    head = page.get_by_role("button", name="轮次", exact=True)
    head.click()
    assert order(page)[0] == "吉林市教育局"


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_sticks_out(open_index: Open, width: int) -> None:
    page = open_index(nasty_batch("长" * 80)).page
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_three_hundred_units_stay_usable(open_index: Open) -> None:
    opened = open_index(large_batch(300, 10))
    page = opened.page
    expect(page.locator(ROWS)).to_have_count(300)
    page.locator("#q").fill("第217中等")
    opened.shows(ROWS, 1)
    page.keyboard.press("Escape")
    opened.shows(ROWS, 300)
    page.get_by_role("button", name="错误", exact=True).click()
    numbers = [int(text) for text in page.locator(f"{ROWS} td:nth-child(3)").all_inner_texts()]
    assert numbers == sorted(numbers, reverse=True)
    page.locator("#rule").select_option(label="视频时长合规（video.duration）")
    opened.shows("thead .upright", 1)
    page.locator("#clear").click()
    page.locator(".table").evaluate("(node) => { node.scrollIntoView(); node.scrollTop = 1e6; }")
    expect(page.locator(ROWS).last).to_be_in_viewport()
    expect(page.locator("thead th.corner")).to_be_in_viewport()  # it stays above its rows
    assert opened.complaints == []
