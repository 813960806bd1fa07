"""JUnit XML: a suite for the unit, a test case for every rule, entry and file that it concerns.

Every case has a classname and a name that no other has: readers that keep cases by these two
(GitLab) drop none, and one that merges suites of one name (Jenkins) merges no two units. There are
as many failures as the report has errors.

Valid by the schemas in use: Jenkins' (junit-10.xsd) and Ant's order of elements, at most one
result a case. What Ant's schema asks of a machine and a clock (hostname, timestamp) is left out:
a report is a function of the package.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from lxml import etree

from jlxx_check.model.about import NAME
from jlxx_check.model.report import Finding, NotJudged, Report, ReportEntry
from jlxx_check.model.tallies import RuleResult
from jlxx_check.reporters.head_lines import head_notes
from jlxx_check.reporters.matrix import MARKS, Mark, MatrixCell, mark_of, matrix
from jlxx_check.reporters.sections import finding_rows, past_owner, past_sections, since_line
from jlxx_check.reporters.wording import (
    advice,
    decision_text,
    heading,
    level_label,
    report_counts,
    verdict_text,
    when,
)
from jlxx_check.text import Lang, Text
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.visible import visible

_COUNTED = {"failures": "failure", "errors": "error", "skipped": "skipped"}
_ELEMENTS = {
    Mark.ERROR: "failure",
    Mark.CRASHED: "error",
    Mark.NOT_JUDGED: "skipped",
    Mark.REVIEW: "skipped",
    Mark.WAIVED: "skipped",
}
_WITH = Text("与同一文件的其他问题出于同一原因：", "of one cause with what else is wrong with it: ")
#: Numbers of suites, as Ant's schema has them.
_MOST = 0x7FFFFFFF


def to_junit(report: Report, lang: Lang) -> bytes:
    """The report as UTF-8 XML."""
    cells = matrix(report)
    root = etree.Element("testsuites", name=NAME)
    suite = etree.SubElement(root, "testsuite", name=visible(report.package.name))
    _properties(suite, report, lang)
    rules = {rule.id: rule for rule in report.rules}
    names: dict[tuple[str, str], int] = {}
    for entry in (None, *report.entries):
        for rule in report.rules:
            cell = cells.get((entry.id if entry else None, rule.id))
            for case in _cases(report, entry, rule, cell, lang) if cell else ():
                _put(suite, _numbered(case, names), lang, rules)
    etree.SubElement(suite, "system-out").text = _last_words(report, lang)
    known = f"{report.pack.id}\0{report.package.path}\0{report.package.name}"
    suite.set("id", str(zlib.crc32(known.encode(errors="replace")) & _MOST))
    for target in (suite, root):
        _count(target)
    # The schemas know no number of skipped cases for the whole.
    del root.attrib["skipped"]
    etree.indent(root)
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return data + b"\n"


def _properties(suite: etree._Element, report: Report, lang: Lang) -> None:
    box = etree.SubElement(suite, "properties")
    received = report.received.isoformat() if report.received else when(None).say(lang)
    values = {
        "package": report.package.path,
        "verdict": report.verdict.value,
        "received": received,
        "rulepack": report.pack.id,
        "rulepack.sha256": report.pack.sha256,
        "tool.version": report.tool_version,
    }
    values |= {label.en: str(number) for label, number in report_counts(report)}
    for name, value in values.items():
        etree.SubElement(box, "property", name=name, value=visible(value))


@frozen
class _Case:
    """A test case; without an item all that it stands for holds."""

    classname: str
    name: str
    item: Finding | NotJudged | None = None
    #: The item is told under another rule, with the error that it comes from.
    told_with: str | None = None


def _cases(
    report: Report,
    entry: ReportEntry | None,
    rule: RuleResult,
    cell: MatrixCell,
    lang: Lang,
) -> Iterator[_Case]:
    """One for every thing to tell of the cell, and one for all that holds."""
    # Readers take what stands before the last dot for a package of classes.
    names = (report.package.name, heading(entry).say(lang))
    classname = ".".join(visible(name).replace(".", "_") for name in names)
    title = f"{rule.title.say(lang)} · {rule.id}"
    if cell.passed:
        yield _Case(classname, visible(title))
    items: list[Finding | NotJudged] = [*cell.findings, *cell.not_judged]
    together = {id(fact): found for found in report.findings for fact in found.facts}
    for item in items:
        where = item.where if isinstance(item, Finding) else None
        parts = (title, *filter(None, (item.file, where)))
        other = together.get(id(item))
        told_with = other.rule if other is not None and other.rule != item.rule else None
        yield _Case(classname, visible(" · ".join(parts)), item, told_with)


def _numbered(case: _Case, names: dict[tuple[str, str], int]) -> _Case:
    """The case under a name of its own."""
    name = case.name
    while (case.classname, name) in names:
        names[case.classname, case.name] += 1
        name = f"{case.name} ({names[case.classname, case.name]})"
    names[case.classname, name] = 1
    return _Case(case.classname, name, case.item, case.told_with)


def _put(suite: etree._Element, case: _Case, lang: Lang, rules: dict[str, RuleResult]) -> None:
    made = etree.SubElement(suite, "testcase", name=case.name, classname=case.classname, time="0")
    item = case.item
    if item is None:
        return
    mark = mark_of(item)
    said = item.message if isinstance(item, Finding) else item.why
    message, lines = said.say(lang), "\n".join(map(visible, _lines(item, lang)))
    element = _ELEMENTS.get(mark)
    if case.told_with is not None and mark is Mark.ERROR:
        title = rules[case.told_with].title.say(lang) if case.told_with in rules else ""
        element, message = "skipped", _WITH.say(lang) + f"{title} · {message}"
    elif mark is Mark.REVIEW:
        message = MARKS[mark].say(lang) + ("：" if lang is Lang.ZH else ": ") + message
    elif item.decision is not None:
        message = decision_text(item.decision).say(lang)
        element = "skipped" if isinstance(item, NotJudged) else element
    if element is None:  # a warning fails nothing, nor does what is only worth knowing
        etree.SubElement(made, "system-out").text = lines
        return
    etree.SubElement(made, element, message=visible(message), type=mark).text = lines


def _lines(item: Finding | NotJudged, lang: Lang) -> Iterator[str]:
    """All that is known of it."""
    colon = "：" if lang is Lang.ZH else ": "
    if isinstance(item, Finding):
        yield f"[{level_label(item).say(lang)}] {item.message.say(lang)}"
        for label, text in finding_rows(item):
            yield f"    {label.say(lang)}{colon}{text.say(lang)}"
        return
    yield f"[{MARKS[mark_of(item)].say(lang)}] {item.why.say(lang)}"
    yield from (f"    {text}" for text in (item.file, item.fix and item.fix.say(lang)) if text)


def _last_words(report: Report, lang: Lang) -> str:
    numbers = " · ".join(f"{label.say(lang)} {number}" for label, number in report_counts(report))
    texts: list[Text | None] = [verdict_text(report), *head_notes(report), advice(report)]
    said = [text.say(lang) for text in texts if text]
    lines = [f"{numbers} · {' '.join(said)}"]
    compared = since_line(report)
    lines += [compared.say(lang)] if compared else []
    for title, items in past_sections(report.baseline):
        lines.append(title.say(lang))
        lines += [f"    {past_owner(item, report).say(lang)} · {item.message}" for item in items]
    return "\n".join(visible(line) for line in lines)


def _count(target: etree._Element) -> None:
    target.set("tests", str(len(target.findall(".//testcase"))))
    for name, element in _COUNTED.items():
        target.set(name, str(len(target.findall(f".//{element}"))))
    if target.tag == "testsuite":
        target.set("time", "0")
