"""The file of decisions to fill in: every finding of a report, and what had no result.

Nothing in it is decided yet.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import groupby

from jlxx_check.model.baseline import PastFinding, SavedBatch, SavedReport
from jlxx_check.model.outcome import Level
from jlxx_check.reporters.wording import LEVELS, NOT_JUDGED, WHOLE
from jlxx_check.text import Lang, Text
from jlxx_check.values.visible import visible

_HEAD = Text(
    """核对结果：按下面逐条填写，然后用 --decisions 交给程序。
没有填 decision 的条目不起作用，可以留着，也可以删去。
  decision  confirmed 表示已人工核对、符合要求（只用于人工核对项和没有结论的项）；
            waived 表示豁免这个问题。
  why       理由，必填。
  by、on    核对人和核对日期；各条相同的，只在开头写一次；不同的，在那一条里另写。
  file、where  是哪个文件、文件里的哪一处，照报告原样写，不要改动；没有的，针对整项材料。
  about     表里这一行写的是谁：这一行挪了位置仍然有效，换成别人就不再有效。不要改动。
  until     可以加写，有效期的最后一天，例如 until: 2023-07-31。
  digest    文件的校验值；文件改动后这条自动失效。不需要这样限制的，删去这一行。""",
    """Decisions: fill in what follows, then give the file to --decisions.
An item whose decision is empty has no effect; leave it or remove it.
  decision  confirmed: looked at and right (the checklist and what was not judged only);
            waived: may stand.
  why       the reason, always needed.
  by, on    who decided and on which day; once at the top, or in an item of its own.
  file, where  which file, and which place in it, as the report has them: leave them as they are.
  about     whose row of a register it is: it holds wherever that row goes, and for no other's.
  until     may be added: the last day that it holds, such as until: 2023-07-31.
  digest    of the file; if the file changes, the decision ends. Remove the line to do without.""",
)
_ACROSS_HEAD = Text(
    """跨单位问题的核对结果：按下面逐条填写，然后用 batch --decisions 交给程序。
没有填 decision 的条目不起作用，可以留着，也可以删去。
  decision  confirmed 表示已人工核对、没有问题（只用于人工核对项）；waived 表示豁免这个问题。
  why       理由，必填。
  by、on    核对人和核对日期；各条相同的，只在开头写一次；不同的，在那一条里另写。
  sides     涉及的各方，不要改动；材料包改名、重新报送后仍然有效，又有别的单位加入时自动失效。
  digest    文件的校验值；换了文件后这条自动失效。不需要这样限制的，删去这一项。
  until     可以加写，有效期的最后一天，例如 until: 2023-07-31。""",
    """Decisions on findings across units: fill in what follows, then give the file to
batch --decisions. An item whose decision is empty has no effect; leave it or remove it.
  decision  confirmed: looked at and right (the checklist only); waived: may stand.
  why       the reason, always needed.
  by, on    who decided and on which day; once at the top, or in an item of its own.
  sides     all that it is about: leave them as they are. They hold when a package is renamed or
            comes again, and no longer when another unit joins.
  digest    of the file; if it is another file, the decision ends. Remove it to do without.
  until     may be added: the last day that it holds, such as until: 2023-07-31.""",
)
_BY = Text("核对人", "your name")
_ON = Text("核对日期，例如 2023-07-14", "the day, such as 2023-07-14")
_CHOICES = {True: "confirmed", False: "waived"}
#: Warnings about a run's own options are no findings of the package.
_OWN = ("decision.", "baseline.")
#: What YAML takes only as an escape (YAML 1.2, 5.1), and what no text may hold.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_LONE = re.compile("[\ud800-\udfff]")


def decisions_file(report: SavedReport, lang: Lang) -> bytes:
    """The file as UTF-8 YAML. What was decided in the report already is left out, and counted."""
    # A decision names one rule: where several fail for one cause, each is decided on by itself.
    facts = [fact for item in report.findings for fact in item.apart]
    found = [item for item in facts if not item.rule.startswith(_OWN)]
    todo = [item for item in found if not item.decided]
    done = len(found) - len(todo)
    asked_of = {(item.entry, item.file) for item in todo if item.level is Level.REVIEW}
    todo += [
        item
        for item in report.unjudged
        # Who confirms that a scan was read settles all that it left unjudged.
        if not item.decided and not (item.file and (item.entry, item.file) in asked_of)
    ]
    todo.sort(key=lambda item: _place(item, report))
    lines = [f"# {line}" for line in _HEAD.say(lang).splitlines()]
    if done:
        lines.append(f"# {_done(done).say(lang)}")
    lines += [
        "",
        f"rulepack: {_quoted(report.rulepack)}",
        f"package: {_quoted(report.package)}",
        f"by:  # {_BY.say(lang)}",
        f"on:  # {_ON.say(lang)}",
        "",
        "decisions:" if todo else "decisions: []",
        *_items(todo, report, lang),
    ]
    return ("\n".join(lines) + "\n").encode()


def across_decisions_file(batch: SavedBatch, lang: Lang) -> bytes:
    """As ``decisions_file``, of what a batch found across units."""
    todo = [item for item in batch.findings if not item.decided and item.sides]
    done = sum(item.decided for item in batch.findings)
    lines = [f"# {line}" for line in _ACROSS_HEAD.say(lang).splitlines()]
    if done:
        lines.append(f"# {_done(done).say(lang)}")
    lines += [
        "",
        f"rulepack: {_quoted(batch.rulepack)}",
        f"by:  # {_BY.say(lang)}",
        f"on:  # {_ON.say(lang)}",
        "",
        "decisions:" if todo else "decisions: []",
    ]
    for item in todo:
        asked = item.level is Level.REVIEW
        title = batch.titles.get(item.rule, item.rule)
        told = f"[{LEVELS[item.level].say(lang)}] {_comment(title)} · {_comment(item.message)}"
        lines += ["", f"  # {told}", f"  - rule: {_quoted(item.rule)}", "    sides:"]
        for side in item.sides:
            known = {"unit": side.unit, **{k: v for k, v in asdict(side).items() if v}}
            said = ", ".join(f"{key}: {_quoted(value)}" for key, value in known.items())
            lines.append(f"      - {{{said}}}")
        lines += [f"    decision:  # {_CHOICES[asked]}", "    why:"]
    return ("\n".join(lines) + "\n").encode()


def _done(number: int) -> Text:
    return Text(
        f"报告中已有结果的 {number} 条没有列出，请继续使用原来的文件。",
        f"{number} item(s) decided in the report are left out: go on giving their file, too.",
    )


def _place(item: PastFinding, report: SavedReport) -> int:
    """Where its entry comes first in the report."""
    entries = [past.entry for past in (*report.findings, *report.unjudged)]
    return entries.index(item.entry)


def _items(findings: Iterable[PastFinding], report: SavedReport, lang: Lang) -> Iterator[str]:
    numbers = Counter((item.rule, item.entry) for past in report.findings for item in past.apart)
    alike = groupby(findings, key=lambda item: (item.entry, item.kind, item.name))
    for (entry, _, name), group in alike:
        title = f"{entry} {name or ''}" if entry else WHOLE.say(lang)
        yield from ("", f"  # ==== {_comment(title)}")
        merged: dict[tuple[str | bool | None, ...], list[PastFinding]] = {}
        for item in group:
            merged.setdefault((item.rule, item.file, item.where, item.unjudged), []).append(item)
        for same_place in merged.values():
            first = same_place[0]
            alone = numbers[first.rule, first.entry] == len(same_place)
            yield from _item(same_place, report, lang, alone=alone)


def _item(
    findings: list[PastFinding], report: SavedReport, lang: Lang, *, alone: bool
) -> Iterator[str]:
    """One decision; findings of one rule in one place are decided together.

    alone: its rule has no other finding about the entry.
    """
    first = findings[0]
    asked = first.level is Level.REVIEW
    yield ""
    for item in findings:
        title = report.titles.get(item.rule, item.rule)
        level = (NOT_JUDGED if item.unjudged else LEVELS[item.level]).say(lang)
        yield f"  # [{level}] {_comment(title)} · {_comment(item.message)}"
    yield f"  - rule: {_quoted(first.rule)}"
    yield f"    entry: {_quoted(first.entry) if first.entry else 'null'}"
    if first.entry and first.name:
        yield f"    name: {_quoted(first.name)}"
    if first.about:
        yield f"    about: {_quoted(first.about)}"
    # What a person confirms of an entry does not hang on the bytes of its form.
    if first.file and not (asked and alone and not first.unjudged):
        yield f"    file: {_quoted(first.file)}"
        if first.where:
            yield f"    where: {_quoted(first.where)}"
        if first.digest and not asked:
            yield f"    digest: {first.digest}"
    yield f"    decision:  # {_CHOICES[asked]}"
    yield "    why:"


def _comment(text: str) -> str:
    """Text of a package in a comment, which ends with its line."""
    return _LONE.sub("\ufffd", visible(text))


def _quoted(text: str) -> str:
    """A text in double quotes, which YAML and JSON read alike."""
    written = json.dumps(_LONE.sub("\ufffd", text), ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", written)
