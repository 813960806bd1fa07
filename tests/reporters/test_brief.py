"""The short texts say what the JSON report says, for each who has something to do."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from jlxx_check.model.outcome import Lack, Level
from jlxx_check.model.report import NotJudged, Report, Verdict
from jlxx_check.reporters.brief import to_brief
from jlxx_check.reporters.tasks import shares
from jlxx_check.text import Lang, same
from tests.support.reviewed import finding, small_report
from tests.support.samples import BY_TURNS, judged

DUE = date(2023, 7, 12)


def texts(report: Report, lang: Lang = Lang.ZH) -> list[list[str]]:
    whole = to_brief(report, lang).decode()
    return [text.splitlines() for text in whole.rstrip("\n").split("\n\n")]


@pytest.mark.parametrize(("name", "lang"), BY_TURNS)
def test_everybody_who_has_something_to_do_has_a_text(name: str, lang: Lang) -> None:
    report = judged(name)
    _, *owners = texts(report, lang)
    told = {owner[0]: owner[1:] for owner in owners}
    assert len(told) == len(owners)
    by_name = list(shares(report, lang))
    for share in by_name:
        name_ = share.title.say(lang) if share.entry else None
        found = [lines for head, lines in told.items() if name_ is None or name_ in head]
        lines = found[0]
        numbered = [line for line in lines if re.match(r"\d+\. ", line)]
        assert len(numbered) >= len(share.tasks)
        for number, line in enumerate(numbered, 1):
            assert line.startswith(f"{number}. ")
    errors = sum(share.errors for share in by_name)
    assert errors == report.summary.error
    for item in report.not_judged:
        assert item.lack is not Lack.MATERIAL or any(
            entry.name in head for head in told for entry in report.entries
        )


def test_plain_lines_alone() -> None:
    text = to_brief(judged("mistakes"), Lang.ZH).decode()
    assert not re.search(r"[─-╿\x1b\t]|  ", text)
    assert len(text) < 8000


def with_due(report: Report) -> Report:
    return replace(report, pack=replace(report.pack, deadline=DUE))


def test_each_text_begins_with_verdict_and_deadline() -> None:
    found = (finding("a.b", "error", "star/1"), finding("a.c", "warning", "star/2"))
    for lang, words in ((Lang.ZH, "，截止2023-07-12"), (Lang.EN, ", due 2023-07-12")):
        heads = [text[0] for text in texts(with_due(small_report(found)), lang)]
        assert [head.endswith(words) for head in heads] == [True] * 3
    assert heads[0].startswith("[Does not comply]")
    assert [text[0] for text in texts(with_due(small_report(found)))] == [
        "【不符合要求】某单位，截止2023-07-12",
        "【要改正1项】某单位 百姓学习之星 1　王建国，截止2023-07-12",
        "【请看1项】某单位 百姓学习之星 2　李秀英，截止2023-07-12",
    ]


def left(lack: Lack = Lack.MATERIAL, file: str | None = "扫描.pdf") -> NotJudged:
    why, fix = same("推介表是扫描件。"), same("请补交Word文件。")
    return NotJudged("star.nationality", why, "star/1", file, lack=lack, fix=fix)


@pytest.mark.parametrize(
    ("report", "lines"),
    [
        # Nothing to do: nobody is written to.
        (small_report(), []),
        (small_report((finding("a.b", "info", "star/1"),)), []),
        (small_report((finding("a.b", "review", "star/1"),)), []),
        # What only whoever receives the package can give is nobody's own to do.
        (small_report((), (left(Lack.CALLER), left(Lack.CALLER, None))), []),
        # Without an error, what has no result is what there is to do.
        (
            replace(small_report((), (left(),)), verdict=Verdict.INCOMPLETE),
            ["1. 没有结论（star.nationality）：推介表是扫描件 → 请补交Word文件"],
        ),
        # What hangs on an error is done with it; what does not stands by itself.
        (
            small_report((finding("a.b", "error", "star/1", file="扫描.pdf"),), (left(),)),
            ["1. a.b star/1 扫描.pdf None", "另有1项要等这些改好后才能检查。"],
        ),
        (
            small_report((finding("a.b", "error", "star/1", file="别的.jpg"),), (left(),)),
            [
                "1. a.b star/1 别的.jpg None",
                "2. 没有结论（star.nationality）：推介表是扫描件 → 请补交Word文件",
            ],
        ),
    ],
)
def test_what_is_said_to_one(report: Report, lines: list[str]) -> None:
    _, *owners = texts(report)
    assert [line for owner in owners for line in owner[1:]] == lines


def test_the_first_line_counts_what_follows() -> None:
    found = (
        finding("a.b", "error", "star/1", file="别的.jpg"),
        finding("a.c", "warning", "star/1", file="又一.jpg"),
    )
    report = small_report(found, (left(), left(Lack.CALLER, None)))
    (text,) = texts(report)[1:]
    assert text[0].startswith("【要改正1项，请看1项，没有结论1项】某单位")
    assert len(text) == 1 + 3


def test_in_part_it_never_complies() -> None:
    package, *_ = texts(replace(small_report(), partial=True))
    assert package[0].startswith("【部分检查，所查未发现错误】")
    assert all("【符合要求】" not in line for line in package)


def test_several_facts_of_one_cause_are_one_line() -> None:
    messages = [
        replace(
            finding("video.codec", "error", "star/1"), message=same("视频有2处：（1）甲；（2）乙。")
        )
    ]
    _, owner = texts(small_report(tuple(messages)))
    assert owner[1:] == ["1. 视频有2处：（1）甲；（2）乙"]
    assert Level.ERROR in {item.level for item in messages}
