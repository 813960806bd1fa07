"""The page names no call: whoever reads it has no command line."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from sample_packages.expected import OPTIONS

import jlxx_check
from jlxx_check.api import load_pack, report_file
from jlxx_check.browser.page_words import DAY_BOX, in_page, not_that_day, report_in_page
from jlxx_check.reporters.report_options import Options
from jlxx_check.text import Lang, Text
from jlxx_check.values.typed_moments import NotAMoment, read_moment
from tests.support.samples import judged

CALL = re.compile(r"(?<![\w-])--[a-z]|jlxx-check [a-z]")
#: Rooms whose texts come into a report. What they say of decisions never does in the page.
ROOMS = ("checks", "facts", "files", "forms", "inventory", "probes")
FEW = ("mistakes", "courses-mistakes")


def _written(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        parts = (_written(part) if isinstance(part, ast.Constant) else "7" for part in node.values)
        return "".join(part or "" for part in parts)
    return None


def _of_the_rooms() -> Iterator[Text]:
    home = Path(jlxx_check.__file__).parent
    for room in ROOMS:
        for file in sorted((home / room).rglob("*.py")):
            source = file.read_text("utf-8")
            if "--" not in source and "jlxx-check" not in source:
                continue
            for node in ast.walk(ast.parse(source)):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Text":
                    zh, en = (*map(_written, node.args[:2]), None, None)[:2]
                    if zh and en:
                        yield Text(zh, en)


def _of_the_packs() -> Iterator[Text]:
    for name in sorted({option["rules"] for option in OPTIONS.values()}):
        for rule in load_pack(name).rules:
            spec = rule.spec
            yield from filter(None, (spec.title, spec.why, spec.reading, spec.fix))


@pytest.mark.quick
def test_every_text_has_its_words_in_the_page() -> None:
    named = [
        text for text in (*_of_the_rooms(), *_of_the_packs()) if CALL.search(text.zh + text.en)
    ]
    assert len(named) > 20
    for text in named:
        said = in_page(text)
        assert said.zh, text.zh
        assert said.en, text.en
        assert not CALL.search(f"{said.zh} {said.en}"), said


@pytest.mark.quick
@pytest.mark.parametrize(
    "text",
    [
        "视频改为1280×720。",
        "文件夹“a--b”改名。",
        "由 jlxx-check 生成。",
        "The size is 1.5 MB; mend it.",
    ],
)
def test_what_names_no_call_stays(text: str) -> None:
    assert in_page(Text(text, text)) == Text(text, text)


@pytest.mark.quick
@pytest.mark.parametrize(
    ("typed", "instead"),
    [("7/8/2", "2023-07-08 或 2023-07-08 16:30"), ("2023-07", "2023-07-08 或 2023-07-08 16:30")],
)
def test_wrong_day_names_the_box(typed: str, instead: str) -> None:
    with pytest.raises(NotAMoment) as caught:
        read_moment(typed, year=2023)
    said = not_that_day(caught.value).zh
    assert said.startswith(f"“{DAY_BOX.zh}”里的“{typed}”")
    assert said.endswith(f"写法如 {instead}。")


def _shown(data: bytes, form: str) -> str:
    if form == "html":
        body = data.decode("utf-8").partition("<body>")[2]
        return re.sub(r"<script.*?</script>|<[^>]+>", " ", body, flags=re.DOTALL)
    with ZipFile(io.BytesIO(data)) as packed:
        names = [name for name in packed.namelist() if name.startswith(("xl/", "word/"))]
        return "\n".join(
            re.sub(r"<[^>]+>", " ", packed.read(name).decode("utf-8", "replace")) for name in names
        )


#: Each form in each language: the languages take turns from one report to the next.
BY_TURNS = [
    (name, form, list(Lang)[(one + other) % 2])
    for one, name in enumerate(FEW)
    for other, form in enumerate(("html", "xlsx", "docx"))
]


@pytest.mark.parametrize(("name", "form", "lang"), BY_TURNS)
def test_no_report_of_the_page_names_a_call(name: str, form: str, lang: Lang) -> None:
    report = report_in_page(judged(name))
    shown = _shown(report_file(report, form, lang, Options(calls=False)), form)
    assert not CALL.search(shown), [
        shown[at.start() - 80 : at.end() + 40] for at in CALL.finditer(shown)
    ]
