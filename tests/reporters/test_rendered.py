"""The letter and the workbook as LibreOffice lays them out, where it is installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace

import pypdfium2
import pytest

from jlxx_check.api import load_pack
from jlxx_check.reporters.batch import to_master, to_overview
from jlxx_check.reporters.formats import FORMATS
from jlxx_check.text import Lang
from tests.support.batches import sample_batch, sample_lines
from tests.support.nasty import nasty_report
from tests.support.samples import judged

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
#: In CI nothing is skipped for want of an office: without one the tests fail.
WANTED = os.environ.get("JLXX_OFFICE") == "required"
pytestmark = pytest.mark.skipif(
    OFFICE is None and not WANTED, reason="LibreOffice is not installed"
)
A4 = (595, 842)
A3 = (1191, 842)
Pages = dict[str, pypdfium2.PdfDocument]


@pytest.fixture(scope="module")
def rendered(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Pages]:
    """Each report as a PDF; one start of LibreOffice converts them all."""
    folder = tmp_path_factory.mktemp("pages")
    report = judged("mistakes")
    # A name of one letter only fills lines as the standard counts them.
    package = replace(report.package, name="长" * 60)
    for name in ("docx", "xlsx"):
        folder.joinpath(f"{name}.{name}").write_bytes(FORMATS[name].render(report, Lang.ZH))
    full = replace(report, package=package)
    folder.joinpath("full.docx").write_bytes(FORMATS["docx"].render(full, Lang.ZH))
    good = FORMATS["docx"].render(judged("complying"), Lang.ZH)
    folder.joinpath("good.docx").write_bytes(good)
    odd = nasty_report('=HYPERLINK("http://example.invalid","x")')
    folder.joinpath("odd.xlsx").write_bytes(FORMATS["xlsx"].render(odd, Lang.ZH))
    batch, lines = sample_batch(), sample_lines()
    folder.joinpath("overview.xlsx").write_bytes(to_overview(batch, Lang.ZH))
    master = to_master(batch, lines, load_pack().pack, Lang.ZH)
    folder.joinpath("master.xlsx").write_bytes(master)
    files = [path.name for path in sorted(folder.iterdir())]
    profile = f"-env:UserInstallation={folder.joinpath('profile').as_uri()}"
    subprocess.run(
        [str(OFFICE), profile, "--headless", "--convert-to", "pdf", *files],
        cwd=folder,
        check=True,
        capture_output=True,
        timeout=300,
    )
    opened = {path.stem: pypdfium2.PdfDocument(path) for path in folder.glob("*.pdf")}
    yield opened
    for document in opened.values():
        document.close()


def lines(document: pypdfium2.PdfDocument, number: int) -> list[str]:
    page = document[number]
    text: str = page.get_textpage().get_text_bounded()
    return [line.strip() for line in text.splitlines() if line.strip()]


def left_edge(document: pypdfium2.PdfDocument, number: int, text: str) -> float:
    """Where a text begins on a page, as a share of its width."""
    page = document[number]
    textpage = page.get_textpage()
    index, _ = textpage.search(text).get_next()
    return float(textpage.get_charbox(index)[0] / page.get_width())


def test_everything_was_laid_out(rendered: Pages) -> None:
    assert set(rendered) == {"docx", "xlsx", "full", "good", "odd", "overview", "master"}
    first, *attached = rendered["docx"]
    assert tuple(map(round, first.get_size())) == A4
    assert {tuple(map(round, page.get_size())) for page in attached} == {A4[::-1]}
    for page in (*rendered["xlsx"], *rendered["overview"]):
        assert tuple(map(round, page.get_size())) == A4[::-1]
    for page in rendered["master"]:
        assert tuple(map(round, page.get_size())) == A3


def test_pages_are_numbered_at_the_outer_foot(rendered: Pages) -> None:
    letter = rendered["docx"]
    assert len(letter) > 4
    for number in range(4):
        written = f"— {number + 1} —"
        assert written in "\n".join(lines(letter, number))
        edge = left_edge(letter, number, written)
        assert (edge > 0.7) if number % 2 == 0 else (edge < 0.3)


def test_the_letter_is_one_page_and_its_attachment_a_few(rendered: Pages) -> None:
    letter = rendered["docx"]
    first = lines(letter, 0)
    assert first[0] == "材料补正通知"
    assert "吉林省教育厅职业与成人教育处" in first
    assert len(letter) <= 7, "53 findings"
    for number in range(1, len(letter)):
        heads = {"序号", "对象", "问题", "位置", "改法", "依据"}
        assert heads <= set(" ".join(lines(letter, number)).split())


def test_a_line_holds_28_characters(rendered: Pages) -> None:
    text = "\n".join(lines(rendered["full"], 0))
    assert [len(run) for run in re.findall("长{2,}", text)] == [28, 28, 4]


def test_a_short_letter_is_one_page(rendered: Pages) -> None:
    assert len(rendered["good"]) == 1
    assert lines(rendered["good"], 0)[0] == "材料核验通知"


def test_a_formula_in_a_name_is_shown_as_it_is(
    rendered: Pages,
) -> None:
    assert any('=HYPERLINK("http' in line for line in lines(rendered["odd"], 0))


def test_sheets_are_in_order(rendered: Pages) -> None:
    pages = [" ".join(lines(rendered["xlsx"], n)) for n in range(len(rendered["xlsx"]))]
    titles = ["材料检查报告", "序号 级别", r"quota\.stars", "要核对什么", "怎样辨认"]
    found = [next(n for n, p in enumerate(pages) if re.search(title, p)) for title in titles]
    assert found == sorted(found)
    assert len(pages) < 25


def test_the_master_register_warns_and_has_its_headings_on_every_page(rendered: Pages) -> None:
    master = rendered["master"]
    assert 2 <= len(master) <= 5
    for number in range(len(master)):
        words = " ".join(lines(master, number))
        assert words.count("仅供工作人员内部使用") == 2
        assert "推介单位" in words
        assert "联系电话" in words
        assert "出处" not in words  # of no use on paper


def test_the_overview_begins_with_the_units(rendered: Pages) -> None:
    overview = rendered["overview"]
    first = " ".join(lines(overview, 0))
    for word in ("白城市教育局", "未能打开", "四平市教育局", "逾期"):
        assert word in first
    assert len(overview) < 30
