"""The page in somebody's hands: what is dropped, pressed, typed and read, on screens they have."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Frame, Page, expect

from jlxx_check.browser.page_words import DAY_BOX
from tests.browser.conftest import PATIENCE, check, check_sample
from tests.reporters.conftest import Opened

#: The smallest screen of a desk, and a usual one at twice its size.
SIZES = [(1024, 600), (683, 384)]


def drop(page: Page, *paths: Path, data: list[dict[str, str]] | None = None) -> None:
    """As a hand does: files out of the system's folder, or some text."""
    hand = page.context.new_cdp_session(page)
    held = {"items": data or [], "files": list(map(str, paths)), "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        hand.send("Input.dispatchDragEvent", {"type": kind, "x": 300, "y": 200, "data": held})


def judged(page: Page) -> None:
    page.wait_for_function("checkPage.judged && !checkPage.state.task", timeout=PATIENCE)


def report_of(page: Page) -> Frame:
    element = page.query_selector("#report")
    frame = element.content_frame() if element else None
    assert frame is not None
    return frame


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A unit's folder of one paper."""
    package = tmp_path / "样例市教育局"
    (package / "附件").mkdir(parents=True)
    (package / "附件" / "说明.txt").write_text("样例", "utf-8")
    return package


def _zipped(package: Path) -> Path:
    target = package.parent / "样例市教育局.zip"
    with ZipFile(target, "w") as packed:
        packed.write(package / "附件" / "说明.txt", "附件/说明.txt")
    return target


def _alone(package: Path) -> Path:
    return package


@pytest.mark.parametrize("held", [_alone, _zipped])
def test_what_is_dropped_is_checked(
    opened: Opened, small: Path, held: Callable[[Path], Path]
) -> None:
    page = opened.page
    page.evaluate("delete checkPage.judged")
    drop(page, held(small))
    judged(page)
    assert page.evaluate("checkPage.judged.name") == "样例市教育局"
    assert "附件/说明.txt" in report_of(page).content()


def _empty(folder: Path) -> Path:
    (folder / "空").mkdir()
    return folder / "空"


def _packed(folder: Path) -> Path:
    (folder / "材料.7z").write_bytes(b"7z\xbc\xaf\x27\x1c")
    return folder / "材料.7z"


def _photo(folder: Path) -> Path:
    (folder / "照片.jpg").write_bytes(b"\xff\xd8\xff\xd9")
    return folder / "照片.jpg"


@pytest.mark.parametrize(
    ("held", "said"),
    [(_empty, "里面没有文件"), (_packed, "请先解压“材料.7z”"), (_photo, "“照片.jpg”是一个文件")],
)
def test_what_is_no_package_is_refused_and_the_last_result_put_away(
    opened: Opened, small: Path, tmp_path: Path, held: Callable[[Path], Path], said: str
) -> None:
    page = opened.page
    check(page, small, "jilin-2023")
    drop(page, held(tmp_path))
    expect(page.locator("#said")).to_contain_text(said, timeout=PATIENCE)
    assert "/package" not in page.inner_text("#said")
    assert not page.is_visible("#found")
    page.click("#back")
    assert page.is_visible("#found")
    assert "上一次的结果" in page.inner_text("#said")


def test_text_that_is_dropped_is_no_file(opened: Opened) -> None:
    drop(opened.page, data=[{"mimeType": "text/plain", "data": "样例"}])
    expect(opened.page.locator("#said")).to_contain_text("不是文件")


def test_links_of_the_report_lead_on(opened: Opened) -> None:
    page = opened.page
    check_sample(page, "college-mistakes")
    report = report_of(page)
    before = 0
    for link in ('nav a[href="#findings"]', "#todo li a", 'nav a[href="#files"]'):
        report.click(link)
        report.wait_for_function(f"scrollY !== {before} && scrollY > 0")
        before = report.evaluate("scrollY")
    report.click("#todo li a")
    report.wait_for_function("document.activeElement.matches('.finding')")
    assert page.evaluate("scrollY") == 0


def test_day_is_looked_at_when_the_box_is_left_and_judged_by_when_asked(
    opened: Opened, small: Path
) -> None:
    page = opened.page
    check(page, small, "jilin-2023")
    page.click("#anew")
    assert not page.is_visible("#again")
    page.fill("#received", "7/8/2")
    page.keyboard.press("Tab")
    expect(page.locator("#receivedwrong")).to_contain_text(DAY_BOX.zh)
    expect(page.locator("#receivedwrong")).to_contain_text("写法如 2023-07-08 或 2023-07-08 16:30")
    assert not page.is_visible("#again")
    page.fill("#received", "2023-07-08 16:30")
    page.keyboard.press("Tab")
    expect(page.locator("#changed")).to_contain_text("请重新检查")
    assert page.inner_text("#receivedwrong") == ""
    page.evaluate("delete checkPage.judged")
    page.click("#again")
    judged(page)
    assert "2023-07-08" in report_of(page).inner_text(".facts")
    page.click("#anew")
    (small / "附件" / "说明.txt").write_text("改过的样例", "utf-8")
    page.fill("#received", "")
    page.keyboard.press("Tab")
    page.click("#again")
    expect(page.locator("#said")).to_contain_text("改动过")


def test_saved_file_bears_its_day(opened: Opened, small: Path) -> None:
    page = opened.page
    check(page, small, "jilin-2023")
    assert not page.is_visible("[data-form=docx]")
    with page.expect_download(timeout=PATIENCE) as waiting:
        page.click("[data-form=xlsx]")
    assert re.fullmatch(r"样例市教育局_自查问题_20\d{6}\.xlsx", waiting.value.suggested_filename)
    expect(page.locator("#said")).to_contain_text("已保存")


@pytest.mark.parametrize(("wide", "high"), SIZES)
def test_work_and_result_are_in_sight(
    opened_anew: Opened, heic: Callable[[Path], None], small: Path, wide: int, high: int
) -> None:
    page = opened_anew.page
    page.set_viewport_size({"width": wide, "height": high})
    heic(small / "照片.heic")
    page.workers[0].evaluate("() => { platform.heif = () => { for (;;); }; }")
    drop(page, small)
    page.wait_for_function("checkPage.state.task && checkPage.state.task.file")
    for part in ("#cancel", "#bar", "#said"):
        expect(page.locator(part)).to_be_in_viewport(ratio=1)
    assert page.is_disabled("#pickfolder")
    drop(page, small)
    expect(page.locator("#remark")).to_contain_text("没有收下")
    page.click("#cancel")
    assert "正在停止" in page.inner_text("#said")
    expect(page.locator("#said")).to_contain_text("已停止", timeout=PATIENCE)
    (small / "照片.heic").unlink()
    drop(page, small)
    judged(page)
    for part in ("[data-form=html]", "#anew", "#said"):
        expect(page.locator(part)).to_be_in_viewport(ratio=1)
    expect(page.frame_locator("#report").locator("h1")).to_be_in_viewport()
    if high > 500:  # below, the report keeps a height in which it can be read
        assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    report_of(page).click("#theme")
    page.wait_for_function("document.documentElement.dataset.theme === 'dark'")


def test_axe_finds_nothing(opened_anew: Opened, small: Path) -> None:
    page = opened_anew.page
    assert opened_anew.violations() == []
    check(page, small, "jilin-2023", received="7/8/2")
    page.keyboard.press("Tab")
    page.fill("#received", "")
    page.keyboard.press("Tab")
    assert opened_anew.violations() == []
    page.click("#again")
    judged(page)
    page.click(".more summary")
    # Axe looks into the frame by messages, which the report's own policy has no part in.
    page.evaluate("document.getElementById('report').remove()")
    assert opened_anew.violations() == []
