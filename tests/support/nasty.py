"""Names that mean something to a terminal, a browser, a workbook, a shell: they are only text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from jlxx_check.model.baseline import Baseline, PastFinding, Standing
from jlxx_check.model.decision import Choice, Decision
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import (
    Finding,
    NotJudged,
    PackageInfo,
    PackInfo,
    Report,
    ReportEntry,
    ReportFile,
    ReportRegister,
    ReportUnassigned,
    Verdict,
)
from jlxx_check.model.tallies import RuleResult, Summary, Tally
from jlxx_check.text import Text, same

NAMES = {
    "script": "<script>alert(1)</script>.jpg",
    "entity": "a&amp;b &lt;c&gt; &#60;.jpg",
    "attribute": "\" onmouseover='x' x=\"",
    "cdata": "]]> <![CDATA[ --> <!-- <?x?>",
    "rich markup": "[red]x[/] [link=file:///etc]y[/link]",
    "formula": '=HYPERLINK("http://example.invalid","x")',
    "plus": "+1+cmd|' /C calc'!A0",
    "at": "@SUM(1+1)",
    "minus": "-1",
    "error value": "#N/A",
    "hex escape": "_x0041_x_x000D_.jpg",
    "climbing": "../../x.jpg",
    "drive": "C:\\x\\..\\y.docx",
    "address": "https://example.invalid/?a=b#c.docx www.example.invalid a@example.invalid",
    "colour": "\x1b[31mred\x1b[0m \x1b]8;;http://example.invalid\x07x",
    "control": "a\x00b\x07c\x08d\x7fe\x85f",
    "breaks": "one\ntwo\r\nthree\ttab\u2028four",
    "right to left": "gpj.\u202eexe.docx \u200f\u2066x\u2069",
    "lone surrogates": "\udcff\udc80\ud800.jpg",
    "no character": "\ufffe\uffff\U0001ffff.jpg",
    "emoji": "👩\u200d🌾🎓.jpg",
    "250 bytes": "长" * 82 + ".jpg",
    "markdown": "*a* _b_ `c` [d](e) ![f](g) | h ~~i~~ # j $k$ \\l **m**",
    "list": "1. one",
    "list of dashes": "- [ ] two",
    "heading": "# three #",
    "fence": "```",
    "rule of a page": "---",
    "workflow command": "::set-output name=x::y%0A::error::z",
    "old workflow command": "##[error]x",
    "percent": "100%25%0A,:.jpg",
    "footer": '&P&N&&"Arial"&12',
    "field": "{ INCLUDETEXT x } MERGEFIELD",
    "full width": "＝１＋１　姓名．jpg",
    "empty": "",
    "space": "   ",
}


#: What means something to a text alone: to a workbook or a letter it is words.
_TO_TEXTS = {
    *("rich markup", "markdown", "list", "list of dashes", "heading", "fence", "rule of a page"),
    *("workflow command", "old workflow command", "percent", "right to left"),
}
TO_OFFICE = {called: name for called, name in NAMES.items() if called not in _TO_TEXTS}


def nasty_report(name: str) -> Report:
    """A report that holds the name wherever a package's text can come to stand."""
    text = same(name)
    return Report(
        tool_version="0",
        pack=PackInfo("pack", Text("通知", "Notice"), "0" * 64, date(2023, 7, 12)),
        package=PackageInfo(f"packages/{name}", name, "folder", 3, 300),
        received=date(2023, 7, 8),
        verdict=Verdict.NONCOMPLIANT,
        summary=Summary(error=1, warning=1, review=1, info=1, passed=1, not_judged=1, waived=1),
        entries=(
            ReportEntry(
                "star/1",
                "star",
                Text("百姓学习之星", "Star"),
                name,
                1,
                False,
                (ReportFile(name, "photo", Text("照片", "photo"), text),),
            ),
        ),
        registers=(ReportRegister("star", f"r/{name}", 1, text),),
        unassigned=(ReportUnassigned(f"u/{name}", text),),
        findings=(
            *(_finding(level, name) for level in Level),
            replace(_finding(Level.ERROR, name), decision=_decision(Choice.WAIVED, name)),
            replace(_finding(Level.REVIEW, name), decision=_decision(Choice.CONFIRMED, name)),
        ),
        not_judged=(NotJudged("star.photos", text, "star/1", name),),
        rules=(RuleResult("star.photos", Text("照片", "Photos"), Level.ERROR, "一", 2, 1, 1, 1),),
        notes=(text,),
        tallies=(Tally("star.photos", None, passed=1),),
        decided=True,
        baseline=Baseline(name, name, "noncompliant", (_past(name),), (_past(name),)),
    )


def _decision(choice: Choice, name: str) -> Decision:
    return Decision("star.photos", "star/1", choice, name, date(2023, 7, 9), name)


def _past(name: str) -> PastFinding:
    return PastFinding("star.photos", Level.ERROR, name, "star/1", "star", name, name, name)


def _finding(level: Level, name: str) -> Finding:
    said = Text(f"{level}：“{name}”", f"{level}: “{name}”")
    text = same(name)
    return Finding(
        *("star.photos", level, said, "star/1", name, name, text, text, "一", "原文", text),
        related=(name, f"x/{name}"),
        standing=Standing.NEW,
    )
