"""JUnit XML: a suite for every entry, a test case for every rule that concerns it.

Valid by the schemas in use: Jenkins' (junit-10.xsd) and Ant's order of elements, at most one
result a case. What Ant's schema asks of a machine and a clock (hostname, timestamp) is left out:
a report is a function of the package.
"""

from __future__ import annotations

from lxml import etree

from jlxx_check.model.about import NAME
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding, Report, RuleResult
from jlxx_check.reporters.head_lines import head_notes
from jlxx_check.reporters.matrix import MARKS, Mark, MatrixCell, matrix
from jlxx_check.reporters.sections import finding_rows, past_owner, past_sections, since_line
from jlxx_check.reporters.wording import (
    advice,
    decision_text,
    heading,
    level_label,
    report_counts,
    verdict_of,
)
from jlxx_check.text import Lang, Text
from jlxx_check.values.visible import visible

_COUNTED = {"failures": "failure", "errors": "error", "skipped": "skipped"}


def to_junit(report: Report, lang: Lang) -> bytes:
    """The report as UTF-8 XML."""
    cells = matrix(report)
    root = etree.Element("testsuites", name=visible(f"{NAME}: {report.package.name}"))
    for number, entry in enumerate((None, *report.entries)):
        key = entry.id if entry else None
        suite = etree.SubElement(root, "testsuite", name=visible(heading(entry).say(lang)))
        if entry is None:
            _properties(suite, report)
        for rule in report.rules:
            if (key, rule.id) in cells:
                name = entry.name if entry else report.package.name
                _case(suite, rule, name, cells[key, rule.id], lang)
        if entry is None:
            etree.SubElement(suite, "system-out").text = _last_words(report, lang)
        suite.set("id", str(number))
        _count(suite, suite)
    _count(root, root)
    # The schemas know no number of skipped cases for the whole.
    del root.attrib["skipped"]
    etree.indent(root)
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return data + b"\n"


def _properties(suite: etree._Element, report: Report) -> None:
    box = etree.SubElement(suite, "properties")
    values = {
        "verdict": report.verdict.value,
        "rulepack": report.pack.id,
        "rulepack.sha256": report.pack.sha256,
        "tool.version": report.tool_version,
    }
    values |= {label.en: str(number) for label, number in report_counts(report)}
    for name, value in values.items():
        etree.SubElement(box, "property", name=name, value=visible(value))


def _case(suite: etree._Element, rule: RuleResult, name: str, cell: MatrixCell, lang: Lang) -> None:
    title = f"{rule.title.say(lang)} · {name}"
    case = etree.SubElement(suite, "testcase", name=visible(title), classname=rule.id, time="0")
    result = _result(cell, lang)
    if result:
        element, mark, said = result
        message = visible("；".join(said))
        etree.SubElement(case, element, message=message, type=mark).text = _lines(cell, lang)
    elif cell.findings:
        etree.SubElement(case, "system-out").text = _lines(cell, lang)


def _result(cell: MatrixCell, lang: Lang) -> tuple[str, Mark, list[str]] | None:
    """Element, type and messages; None: passed, as far as JUnit can say so.

    A warning fails nothing, but what has no result, waits for a person or was waived has not passed
    either.
    """
    errors = cell.standing(Level.ERROR)
    if errors:
        return "failure", Mark.ERROR, [item.message.say(lang) for item in errors]
    left = [item for item in cell.not_judged if not item.decision]
    why = list(dict.fromkeys(item.why.say(lang) for item in left))
    if any(item.fault for item in left):
        return "error", Mark.CRASHED, why
    if why:
        return "skipped", Mark.NOT_JUDGED, why
    lead = MARKS[Mark.REVIEW].say(lang) + ("：" if lang is Lang.ZH else ": ")
    asked = [lead + item.message.say(lang) for item in cell.standing(Level.REVIEW)]
    if asked:
        return "skipped", Mark.REVIEW, asked
    decided = [item.decision for item in cell.findings if item.waived]
    decided += [item.decision for item in cell.not_judged]
    waived = [decision_text(decision).say(lang) for decision in decided if decision]
    return ("skipped", Mark.WAIVED, waived) if waived else None


def _lines(cell: MatrixCell, lang: Lang) -> str:
    """All that the cell holds, a line each."""
    lines = [line for finding in cell.findings for line in _finding(finding, lang)]
    unjudged = MARKS[Mark.NOT_JUDGED].say(lang)
    for item in cell.not_judged:
        lines.append(f"[{unjudged}] {item.why.say(lang)}")
        lines += [f"    {item.file}"] if item.file else []
        lines += [f"    {item.fix.say(lang)}"] if item.fix else []
    return "\n".join(visible(line) for line in lines)


def _finding(finding: Finding, lang: Lang) -> list[str]:
    colon = "：" if lang is Lang.ZH else ": "
    lines = [f"[{level_label(finding).say(lang)}] {finding.message.say(lang)}"]
    for label, text in finding_rows(finding):
        lines.append(f"    {label.say(lang)}{colon}{text.say(lang)}")
    return lines


def _last_words(report: Report, lang: Lang) -> str:
    numbers = " · ".join(f"{label.say(lang)} {number}" for label, number in report_counts(report))
    texts: list[Text | None] = [verdict_of(report), *head_notes(report), advice(report)]
    said = [text.say(lang) for text in texts if text]
    lines = [f"{numbers} · {' '.join(said)}"]
    compared = since_line(report)
    lines += [compared.say(lang)] if compared else []
    for title, items in past_sections(report.baseline):
        lines.append(title.say(lang))
        lines += [f"    {past_owner(item, report).say(lang)} · {item.message}" for item in items]
    return "\n".join(visible(line) for line in lines)


def _count(target: etree._Element, source: etree._Element) -> None:
    target.set("tests", str(len(source.findall(".//testcase"))))
    for name, element in _COUNTED.items():
        target.set(name, str(len(source.findall(f".//{element}"))))
    if target.tag == "testsuite":
        target.set("time", "0")
