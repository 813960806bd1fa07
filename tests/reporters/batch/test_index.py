from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from functools import partial
from urllib.parse import unquote

import pytest

from jlxx_check.model.batch_report import BatchReport
from jlxx_check.reporters.batch import to_index
from jlxx_check.reporters.batch.grid import grid
from jlxx_check.reporters.html import to_html
from jlxx_check.reporters.html.shell import href
from jlxx_check.reporters.matrix import Mark, matrix
from jlxx_check.text import Lang
from tests.reporters.html.test_page import Page
from tests.support.batches import nasty_batch, sample_batch


def page(batch: BatchReport | None = None, lang: Lang = Lang.ZH) -> Page:
    return Page(to_index(batch or sample_batch(), lang))


@pytest.mark.parametrize(
    "make", [sample_batch, partial(nasty_batch, '"><i>')], ids=["sample", "nasty"]
)
def test_links_on_the_page_lead_somewhere_and_ids_are_unique(
    make: Callable[[], BatchReport],
) -> None:
    made = page(make())
    ids = made.values("id")
    assert len(ids) == len(set(ids))
    links = [link for link in made.values("href") if link.startswith("#")]
    assert {link[1:] for link in links} <= set(ids)
    for name in ("aria-labelledby", "aria-describedby", "for"):
        assert {part for value in made.values(name) for part in value.split()} <= set(ids)


def test_links_beside_the_page_are_the_reports_that_were_written() -> None:
    written = {path for one in sample_batch().deliveries for path in one.written.values()}
    links = {link for link in page().values("href") if not link.startswith("#")}
    assert {unquote(link.partition("#")[0]) for link in links} == written
    assert all(link.isascii() for link in links)


def test_marks_lead_to_what_the_report_holds() -> None:
    for one in sample_batch().counting:
        if one.report is None:
            continue
        ids = set(Page(to_html(one.report, Lang.ZH)).values("id"))
        target = href(one.written["html"])
        fragments = {
            link.partition("#")[2]
            for link in page().values("href")
            if link.startswith(f"{target}#")
        }
        assert fragments
        assert fragments <= ids


def test_a_cell_is_the_gravest_of_the_unit_s_entries() -> None:
    ranks = list(Mark)
    for row in grid(sample_batch()).rows:
        report = row.standing.delivery.report
        found: dict[str, list[Mark]] = {}
        for (_, rule), cell in matrix(report).items() if report else ():
            found.setdefault(rule, []).append(cell.mark)
        for cell in row.cells:
            if not cell.rule.id.startswith("batch."):
                marks = found.get(cell.rule.id, [])
                assert cell.mark == min(marks, key=ranks.index, default=None)


def test_families_hold_each_rule_once() -> None:
    made = grid(sample_batch())
    assert len({rule.id for rule in made.rules}) == len(made.rules)
    assert [family.title.zh for family in made.families] == [
        *(
            "材料包",
            "名额",
            "登记表",
            "百姓学习之星",
            "终身学习品牌项目",
            "特别推介",
            "照片",
            "视频",
        ),
        "跨单位",
    ]


def test_nothing_is_loaded_and_nothing_else_runs() -> None:
    data = to_index(sample_batch(), Lang.ZH).decode("utf-8")
    made = page()
    assert made.values("src") == []
    assert made.values("style") == []
    for tag in ("style", "script"):
        (body,) = re.findall(f"<{tag}>(.*?)</{tag}>", data, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{tag}-src &#39;sha256-{digest}&#39;" in data


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("reports/a b.html", "reports/a%20b.html"),
        ("reports/长春.html", "reports/%E9%95%BF%E6%98%A5.html"),
        ("javascript:alert(1)", "javascript%3Aalert%281%29"),
        ("a?b#c%d.html", "a%3Fb%23c%25d.html"),
        ("\udcff.html", "%FF.html"),
        ("\ud800.html", None),
        ("../x.html", None),
        ("/x.html", None),
        ("//host/x", None),
        ("a\\b", None),
        ("", None),
        (None, None),
    ],
)
def test_href(path: str | None, target: str | None) -> None:
    assert href(path) == target
