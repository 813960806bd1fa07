"""Every format over every sample package says what the JSON report says."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Any

import pytest
from sample_packages.expected import OPTIONS

from jlxx_check.model.baseline import Standing
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Verdict
from jlxx_check.reporters.formats import FORMATS
from jlxx_check.reporters.letter_items import MEND, UNFINISHED, VERIFIED
from jlxx_check.reporters.sections import STANDINGS, since_line
from jlxx_check.reporters.wording import VERDICTS, decision_text, remarks, report_counts
from jlxx_check.text import Lang, Text
from jlxx_check.values.visible import visible
from tests.support.read_back import read_back, squeezed, workbook
from tests.support.samples import REVIEWED, judged

#: The letter tells how many items the office itself decides, not which; the terminal and
#: the page put questions together that differ by the name alone.
_WITHOUT_REVIEWS = {"docx", "html", "terminal"}
_DOTTED = ("terminal", "github", "junit", "sarif", "codequality")
_PARTED_BY = dict.fromkeys(_DOTTED, "·") | {"xlsx": ""}


@cache
def told(name: str, lang: Lang) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(FORMATS["json"].render(judged(name), lang))
    return data


@cache
def rendered(name: str, format_: str, lang: Lang) -> bytes:
    return FORMATS[format_].render(judged(name), lang)


@cache
def shown(name: str, format_: str, lang: Lang) -> str:
    return read_back(format_, rendered(name, format_, lang))


#: The ledger is no report but a form to fill in: its own tests hold it.
OTHERS = [name for name in FORMATS if name not in ("json", "ledger")]
#: Those that say everything; the short texts are held to the JSON in test_brief, the letter, which
#: says what the unit has to do, in test_docx; lists for code hosts are counted in
#: test_code_scanning.
WHOLE = [name for name in OTHERS if name not in ("brief", "docx", "sarif", "codequality")]
#: Asked in every way; of the others each format is asked once.
THROUGHOUT = "mistakes"


def _asked() -> Iterator[tuple[str, str, Lang]]:
    """Every format of every sample once. The languages and the two times that a report is made
    take turns, so that each format meets each of them with samples of many kinds."""
    for sample, format_ in product(enumerate(sorted(OPTIONS)), enumerate(OTHERS)):
        (place, name), (turn, shown_as) = sample, format_
        again = [name, name + REVIEWED]
        # A call for photos alone asks a person nothing, so that there is nothing to decide on.
        if name.startswith("id-photos"):
            again = [name]
        if name == THROUGHOUT:
            yield from ((one, shown_as, lang) for one, lang in product(again, Lang))
            continue
        turn += place
        yield again[turn // 2 % len(again)], shown_as, list(Lang)[turn % 2]


ASKED = list(_asked())


def asked(formats: list[str], *, again: bool = False) -> pytest.MarkDecorator:
    """The cases of these formats; again: only reports that are made the second time."""
    cases = [case for case in ASKED if case[1] in formats and (not again or REVIEWED in case[0])]
    return pytest.mark.parametrize(("name", "format_", "lang"), cases)


def test_every_format_meets_each_language_each_time_and_every_sample() -> None:
    for format_ in OTHERS:
        met = [(name, lang) for name, shown_as, lang in ASKED if shown_as == format_]
        assert {name.removesuffix(REVIEWED) for name, _ in met} == OPTIONS.keys()
        others = [(name, lang) for name, lang in met if not name.startswith(THROUGHOUT)]
        turns = Counter((REVIEWED in name, lang) for name, lang in others)
        assert len(turns) == 4 <= min(turns.values())


@asked(WHOLE)
def test_findings_agree(name: str, format_: str, lang: Lang) -> None:
    text = shown(name, format_, lang)
    wanted = Counter(
        squeezed(visible(item["message"]))
        for item in told(name, lang)["findings"]
        if item["level"] != "review" or format_ not in _WITHOUT_REVIEWS
    )
    assert {message: text.count(message) >= number for message, number in wanted.items()} == (
        dict.fromkeys(wanted, True)
    )


@asked(OTHERS)
def test_counts_and_verdicts_agree(name: str, format_: str, lang: Lang) -> None:
    _verdicts_agree(name, format_, lang)
    summary = told(name, lang)["summary"]
    report = judged(name)
    numbers = [(squeezed(label.say(lang)), number) for label, number in report_counts(report)]
    keys = ["error", "warning", "review", "info", "passed", "not_judged"]
    wanted = [summary[key] for key in keys]
    wanted += [summary["waived"]] if summary["waived"] else []
    wanted += [told(name, lang)["decisions"]["confirmed"]] if report.decided else []
    assert [number for _, number in numbers] == wanted
    standing = Counter(
        item["level"] for item in told(name, lang)["findings"] if "decision" not in item
    )
    assert wanted[:4] == [standing[level] for level in keys[:4]]
    if format_ == "docx":  # what the unit has to mend alone
        wrong = Text(f"有{summary['error']}处不符合", f"{summary['error']} thing(s) do not comply")
        said = squeezed(wrong.say(lang)) in shown(name, format_, lang)
        assert said == (told(name, lang)["verdict"] == "noncompliant")
        return
    if format_ == "markdown":
        line = "".join(label for label, _ in numbers) + "".join(str(n) for _, n in numbers)
    elif format_ == "html":  # what is passed comes last
        assert all(f"{label}{n}" in shown(name, format_, lang) for label, n in numbers)
        return
    else:
        comma = "、" if lang is Lang.ZH else ","
        line = _PARTED_BY.get(format_, comma).join(f"{label}{n}" for label, n in numbers)
    assert line in shown(name, format_, lang)


def _verdicts_agree(name: str, format_: str, lang: Lang) -> None:
    verdict = Verdict(told(name, lang)["verdict"])
    if format_ == "docx":
        said = {
            Verdict.NONCOMPLIANT: MEND,
            Verdict.INCOMPLETE: UNFINISHED,
            Verdict.COMPLIANT: VERIFIED,
        }[verdict]
        assert shown(name, format_, lang).startswith(squeezed(said.say(lang)))
    else:
        assert squeezed(VERDICTS[verdict].say(lang)) in shown(name, format_, lang)


@asked(WHOLE, again=True)
def test_decisions_agree(name: str, format_: str, lang: Lang) -> None:
    text = shown(name, format_, lang)
    settled = [item for item in told(name, lang)["findings"] if "decision" in item]
    choices = Counter(item["decision"]["decision"] for item in settled)
    assert choices["confirmed"]
    # The university's report has but one question, and nothing to waive.
    assert choices["waived"] or name.startswith("university")
    assert len(settled) == sum(told(name, lang)["decisions"].values())
    for item in judged(name).findings:
        if item.decision is None or (item.level is Level.REVIEW and format_ == "docx"):
            continue
        if format_ == "xlsx" and item.level is Level.REVIEW:  # in columns of their own
            assert squeezed(f"{item.decision.by}\n{item.decision.on}") in text
            assert squeezed(remarks(item.decision).say(lang)) in text
            continue
        assert squeezed(decision_text(item.decision).say(lang)) in text
    idle = [item for item in told(name, lang)["findings"] if item["rule"] == "decision.unused"]
    assert len(idle) == 1
    assert squeezed(idle[0]["message"]) in text
    assert idle[0]["where"] == "核对结果.yaml:3"
    assert idle[0]["where"] in text


@asked(WHOLE, again=True)
def test_comparisons_agree(name: str, format_: str, lang: Lang) -> None:
    text, data = shown(name, format_, lang), told(name, lang)
    machine = [item for item in data["findings"] if item["level"] != "review"]
    told_new = [item for item in machine if item["baseline"] == "new"]
    earlier = data["baseline"]
    assert earlier["new"] == len(told_new)
    assert earlier["open"] == len(machine) - len(told_new)
    assert (len(earlier["mended"]), len(earlier["unsettled"])) == (1, 1)
    line = since_line(judged(name))
    assert line
    for key in ("new", "open"):
        assert str(earlier[key]) in line.say(lang)
    assert squeezed(line.say(lang)) in text
    for item in (*earlier["mended"], *earlier["unsettled"]):
        assert squeezed(item["message"]) in text
    word = squeezed(STANDINGS[Standing.NEW].say(lang))
    assert text.count(word) >= len(told_new)


@asked(["xlsx"])
def test_workbook_has_a_row_for_everything(name: str, format_: str, lang: Lang) -> None:
    report = judged(name)
    book = workbook(rendered(name, format_, lang))
    overview, findings, matrix, checklist, files, *past = book.worksheets
    reviews = sum(item.level is Level.REVIEW for item in report.findings)
    assert [sheet.max_row - 1 for sheet in past] == ([2] if report.baseline else [])
    assert overview.max_row > len(report.entries)
    assert findings.max_row - 1 == len(report.findings) - reviews + len(report.not_judged)
    assert checklist.max_row - 1 == reviews
    assert files.max_row - 1 == report.package.files
    assert matrix.auto_filter.ref.endswith(str(len(report.rules) + 1))
    assert matrix.cell(1, matrix.max_column).value == report.entries[-1].name


@asked(["github"])
def test_annotations_have_a_line_for_everything(name: str, format_: str, lang: Lang) -> None:
    report = judged(name)
    lines = rendered(name, format_, lang).decode().splitlines()
    assert len(lines) == len(report.findings) + len(report.not_judged) + 1
    starts = Counter(line.split(" ")[0] for line in lines[1:])
    assert starts["::error"] == report.summary.error
    levels = Counter(item.level for item in report.findings)
    assert starts["::notice"] >= levels[Level.REVIEW] + levels[Level.INFO]
    assert starts["::warning"] == report.summary.warning + len(report.faults)


@pytest.mark.parametrize("format_", sorted(FORMATS))
def test_english_has_no_chinese_of_our_own(format_: str) -> None:
    """Names and quotes of a Chinese package stay Chinese; an empty one has none but the pack's."""
    report = judged("complying")
    chinese = read_back(format_, FORMATS[format_].render(report, Lang.ZH))
    english = read_back(format_, FORMATS[format_].render(report, Lang.EN))

    def share(text: str) -> float:
        return sum("一" <= char <= "鿿" for char in text) / len(text)

    assert share(english) < share(chinese) / 1.5


def test_suffixes_tell_formats_apart() -> None:
    suffixes = [item.suffix for item in FORMATS.values() if item.suffix]
    assert len(set(suffixes)) == len(suffixes)
    office = ["xlsx", "ledger", "docx"]
    assert [name for name, item in FORMATS.items() if not item.is_text] == office
