from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from jlxx_check.model.facts import Photo, Video
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding, NotJudged, Report, ReportFile, Verdict
from jlxx_check.model.tallies import Tally
from jlxx_check.reporters.calls_told import FILES_PLACE, with_files_shown
from jlxx_check.reporters.html import to_html
from jlxx_check.reporters.matrix import grids, matrix
from jlxx_check.text import Lang, Text
from jlxx_check.values.shell_words import quoted
from tests.reporters.html.pages import HOSTILE, report, thumbnail
from tests.support.reviewed import reviewed

_VOID = {"meta", "input", "img", "br", "rect"}


class Page(HTMLParser):
    """Every element with its attributes, and that they are well nested."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.stack: list[str] = []
        self.words = ""
        self.feed(data.decode("utf-8"))
        assert self.stack == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in _VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            assert self.stack.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.stack or self.stack[-1] not in ("script", "style"):
            self.words += data

    def values(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.elements if name in attributes]


@pytest.fixture(scope="module")
def small() -> Report:
    return report()


@pytest.mark.parametrize("lang", Lang)
def test_every_finding_is_said_with_all_it_has(small: Report, lang: Lang) -> None:
    words = " ".join(Page(to_html(small, lang)).words.split())
    assert len(small.findings) > 8
    for finding in with_files_shown(small, FILES_PLACE).findings:
        if finding.level is Level.REVIEW:
            continue
        said = [finding.message, finding.fix, finding.expected, finding.observed]
        shown = [text.say(lang) for text in said if text]
        for text in [*shown, finding.clause or "", finding.quote or "", finding.file or ""]:
            assert " ".join(text.split()) in words
    for item in small.not_judged:
        assert item.why.say(lang) in words
    for name in ("王建国", "李秀英", "杂项/说明.txt"):
        assert name in words


def test_links_lead_somewhere_and_ids_are_unique(small: Report) -> None:
    page = Page(to_html(small, Lang.ZH))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    links = [link for link in page.values("href") if link.startswith("#")]
    assert {link[1:] for link in links} <= set(ids)
    for name in ("aria-labelledby", "aria-describedby", "for"):
        assert {part for value in page.values(name) for part in value.split()} <= set(ids)


def test_the_matrix_leads_to_every_finding_or_a_graver_one(small: Report) -> None:
    page = Page(to_html(small, Lang.ZH))
    marks = [a for tag, a in page.elements if tag == "a" and a.get("class", "").startswith("mark ")]
    concerned = {(item.rule, item.entry) for item in (*small.findings, *small.not_judged)}
    assert len(marks) == len(concerned)
    assert all(mark["aria-label"] for mark in marks)


def test_one_matrix_is_behind_page_and_workbook(small: Report) -> None:
    """Every cell of the page's grids is the cell of the workbook's."""
    cells = matrix(small)
    shown = {
        (row.entry.id if row.entry else None, rule.id): cell
        for grid in grids(small)
        for row in grid.rows
        for rule, cell in zip(grid.columns, row.cells, strict=True)
        if cell
    }
    assert shown.keys() == cells.keys()
    assert all(shown[key].mark is cells[key].mark for key in cells)


def test_what_was_decided_leads_the_matrix_elsewhere(small: Report) -> None:
    data = to_html(reviewed(small), Lang.ZH).decode()
    page = Page(data.encode())
    marks = [a["class"] for tag, a in page.elements if tag == "a" and "mark " in a.get("class", "")]
    assert "mark waived" in marks
    assert "mark confirmed" in marks
    assert "已豁免（赵核对，2023-07-13）：已说明；有效期至2023-12-31" in data
    links = {link[1:] for link in page.values("href") if link.startswith("#")}
    assert links <= set(page.values("id"))


def test_nothing_is_loaded_from_elsewhere(small: Report) -> None:
    data = to_html(small, Lang.ZH)
    page = Page(data)
    assert all(source.startswith("data:image/jpeg;base64,") for source in page.values("src"))
    assert all(link.startswith("#") for link in page.values("href"))
    named = data.replace(b"http://schemas.openxmlformats.org", b"")  # of the workbook it saves
    assert b"http://" not in named
    assert b"https://" not in named
    assert b"url(" not in data
    assert not page.values("style")
    assert not [name for _, a in page.elements for name in a if name.startswith("on")]


def test_the_policy_names_the_pages_own_style_and_script(small: Report) -> None:
    text = to_html(small, Lang.ZH).decode()
    policy = next(
        value for value in Page(text.encode()).values("content") if "default-src" in value
    )
    for tag in ("style", "script"):
        body = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert body
        digest = base64.b64encode(hashlib.sha256(body[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_hostile_names_are_text() -> None:
    page = Page(to_html(report(HOSTILE, unit=HOSTILE), Lang.ZH))
    assert [tag for tag, _ in page.elements].count("script") == 1
    assert "\u202e" not in page.words
    assert HOSTILE.replace("\u202e", "\\u202e") in page.words
    assert "49" not in page.words.partition("HYPERLINK")[0].rpartition("script")[2]


def test_names_that_are_no_unicode_do_not_stop_the_page() -> None:
    data = to_html(report(unit="\udcff名"), Lang.ZH)
    assert "\\xff名" in data.decode("utf-8")


def test_personal_numbers_are_masked(small: Report) -> None:
    text = to_html(small, Lang.ZH).decode()
    assert "220104197209159030" not in text
    assert "13800000051" not in text
    assert "2201**********9030" in text
    assert "138****0051" in text


def test_photos_are_shown_where_there_are_thumbnails(small: Report) -> None:
    page = Page(to_html(small, Lang.ZH))
    pictures = [a for tag, a in page.elements if tag == "img"]
    assert len(pictures) == 2
    assert all("活动照.jpg" in picture["alt"] for picture in pictures)
    assert "含拍摄地点" in page.words
    assert "413×579像素" in page.words


def test_a_video_has_its_frame_where_there_is_one(small: Report) -> None:
    entries = tuple(
        replace(entry, files=tuple(_framed(file) for file in entry.files))
        for entry in small.entries
    )
    page = Page(to_html(replace(small, entries=entries), Lang.ZH))
    framed = [a for tag, a in page.elements if tag == "img" and "视频.mp4" in a["alt"]]
    assert len(framed) == 2
    assert all(a["src"].startswith("data:image/jpeg;base64,") for a in framed)
    assert not [alt for alt in Page(to_html(small, Lang.ZH)).values("alt") if "视频.mp4" in alt]


def _framed(file: ReportFile) -> ReportFile:
    if isinstance(file.media, Video):
        return replace(file, media=replace(file.media, thumbnail=thumbnail()))
    return file


@pytest.mark.parametrize(
    ("duration", "inside", "words"),
    [(330.0, False, "时长5:30.0，要求4:00–5:00"), (270.0, True, "时长4:30.0，要求4:00–5:00")],
)
def test_a_video_has_its_bar(small: Report, duration: float, inside: bool, words: str) -> None:
    entries = tuple(
        replace(entry, files=tuple(_lasting(file, duration) for file in entry.files))
        for entry in small.entries
    )
    page = Page(to_html(replace(small, entries=entries), Lang.ZH))
    bars = [a for tag, a in page.elements if tag == "svg"]
    assert [bar["aria-label"] for bar in bars] == [words] * 2
    assert all(("off" in bar["class"]) is not inside for bar in bars)


def _lasting(file: ReportFile, duration: float) -> ReportFile:
    if isinstance(file.media, Video):
        return replace(file, media=replace(file.media, duration=duration))
    return file


def test_without_the_rule_there_is_no_bar(small: Report) -> None:
    rules = tuple(rule for rule in small.rules if rule.check != "video.duration")
    kept = tuple(item for item in small.findings if item.rule != "video.duration")
    left = tuple(item for item in small.not_judged if item.rule != "video.duration")
    changed = replace(small, rules=rules, findings=kept, not_judged=left)
    assert "svg" not in [tag for tag, _ in Page(to_html(changed, Lang.ZH)).elements]


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_has_its_look(small: Report, verdict: Verdict) -> None:
    page = Page(to_html(replace(small, verdict=verdict), Lang.EN))
    assert f"verdict {verdict.value}" in page.values("class")


def test_an_empty_report_is_a_page() -> None:
    bare = replace(report(), entries=(), findings=(), not_judged=(), tallies=(), unassigned=())
    page = Page(to_html(bare, Lang.ZH))
    assert "checklist" not in page.values("id")
    assert "not-judged" not in page.values("id")


def test_thumbnails_are_not_in_a_report_that_did_not_ask(small: Report) -> None:
    entry = small.entries[0]
    photos = [file.media for file in entry.files if isinstance(file.media, Photo)]
    assert [photo.thumbnail is None for photo in photos] == [True, False]


def entry_of(page: str, name: str) -> str:
    """The part of the page that is about one entry."""
    return page.split(f'data-name="{name}"')[1].split('class="entry"')[0]


FINE = "没有发现问题"


def test_what_to_do_stands_before_the_matrix(small: Report) -> None:
    page = to_html(small, Lang.ZH).decode()
    places = [page.index(f'<section id="{name}"') for name in ("todo", "matrix", "findings")]
    assert places == sorted(places)
    assert page.count('<div class="share">') == len({item.entry for item in _to_do(small)})


def _to_do(report: Report) -> list[Finding]:
    return [item for item in report.findings if item.level in (Level.ERROR, Level.WARNING)]


def test_a_page_without_anything_to_do_has_no_such_section(small: Report) -> None:
    assert 'id="todo"' not in to_html(replace(small, findings=()), Lang.ZH).decode()


@pytest.mark.parametrize(
    ("left", "judged", "said", "unsaid"),
    [
        (0, True, FINE, "没有结论（不等于通过）"),
        (2, True, "2项没有结论（不等于通过）", FINE),
        (2, False, "2项没有结论（不等于通过）", FINE),
        (0, False, "这次没有检查这一项", FINE),
    ],
)
def test_what_is_not_judged_is_never_called_fine(
    small: Report, left: int, judged: bool, said: str, unsaid: str
) -> None:
    items = tuple(
        NotJudged(f"star.r{number}", Text("推介表是扫描件。", "A scan."), "star/1")
        for number in range(left)
    )
    rules = tuple(replace(small.rules[0], id=f"star.r{number}") for number in range(max(1, left)))
    tallies = (Tally("star.r0", "star/1", passed=1),) if judged else ()
    changed = replace(small, findings=(), not_judged=items, rules=rules, tallies=tallies)
    shown = entry_of(to_html(changed, Lang.ZH).decode(), "王建国")
    assert said in shown
    assert unsaid not in shown


@pytest.mark.parametrize("given", ["", "我的 规则包"])
def test_a_call_names_the_pack_as_it_was_given(small: Report, given: str) -> None:
    pack = replace(small.pack, id="my-notice", given=given)
    seals = replace(small, pack=pack, verdict=Verdict.COMPLIANT, findings=(), not_judged=())
    words = Page(to_html(seals, Lang.ZH, leads_on=True)).words
    assert f"--to 材料.zip --rules {quoted(given or 'my-notice')}" in words
