"""For GitHub Actions: annotations, one workflow command a line, and the summary of a job.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jlxx_check.model.about import NAME
from jlxx_check.model.report import Report, Verdict
from jlxx_check.reporters.for_ci import ListedItem, listed_items
from jlxx_check.reporters.head_lines import head_notes
from jlxx_check.reporters.markdown import escaped, to_markdown
from jlxx_check.reporters.matrix import Mark
from jlxx_check.reporters.report_options import DEFAULTS, Options
from jlxx_check.reporters.sections import past_owner, past_sections, since_line
from jlxx_check.reporters.wording import advice, report_counts, verdict_text
from jlxx_check.text import Lang
from jlxx_check.values.visible import visible

#: What is not here is a notice: what a reviewer has settled asks nobody for anything.
_COMMANDS = {Mark.ERROR: "error", Mark.CRASHED: "warning", Mark.WARNING: "warning"}
#: A verdict must not take the place of one of the ten errors that it is made of.
_FIRST = {
    Verdict.COMPLIANT: "notice",
    Verdict.NONCOMPLIANT: "notice",
    Verdict.INCOMPLETE: "warning",
}
#: In the order in which they are put out: GitHub shows ten of each kind and drops the rest.
_KINDS = ("error", "warning", "notice")
#: Bytes that GitHub takes as one step's summary; a longer one it drops whole.
SUMMARY_LIMIT = 1_000_000


def to_github(report: Report, lang: Lang, options: Options = DEFAULTS) -> bytes:
    """A first line for the verdict, then one for every finding and everything unjudged.

    The gravest come first; each names the unit, and the file as the repository calls it.
    """
    items = listed_items(report, lang, options)
    lines = [_verdict(report, lang), *(_item(item, report) for item in items)]
    return "".join(f"{line}\n" for line in lines).encode()


def several(parts: Sequence[bytes]) -> bytes:
    """Annotations of several packages in one: the verdicts, then what is gravest of any of them."""
    told = [part.decode().splitlines(keepends=True) for part in parts]
    firsts = [lines[0] for lines in told if lines]
    rest = [line for lines in told for line in lines[1:]]
    return "".join(_gravest_first(firsts) + _gravest_first(rest)).encode()


def _gravest_first(lines: Iterable[str]) -> list[str]:
    return sorted(lines, key=lambda line: _KINDS.index(line[2:].partition(" ")[0]))


def to_step_summary(reports: Sequence[Report], lang: Lang, room: int = SUMMARY_LIMIT) -> bytes:
    """What ``GITHUB_STEP_SUMMARY`` takes: the packages' Markdown reports, as many as there is room.

    The verdicts are always there, the reports of what does not comply before the others.
    """
    lines = [
        f"- {verdict_text(report).say(lang)} · {escaped(report.package.name)}\n"
        for report in reports
    ]
    told = "".join(lines).encode()
    order = (Verdict.NONCOMPLIANT, Verdict.INCOMPLETE, Verdict.COMPLIANT)
    for report in sorted(reports, key=lambda item: order.index(item.verdict)):
        part = b"\n" + to_markdown(report, lang)
        if len(told) + len(part) <= room:
            told += part
    return told[: max(room, 0)].decode("utf-8", "ignore").encode()  # no half a sign


def _item(item: ListedItem, report: Report) -> str:
    command = _COMMANDS.get(item.mark, "notice")
    title = " · ".join((report.package.name, item.whose, item.rule))
    return _command(command, [item.message, *item.lines], title=title, file=item.place)


def _verdict(report: Report, lang: Lang) -> str:
    numbers = " · ".join(f"{label.say(lang)} {number}" for label, number in report_counts(report))
    said = [f"{verdict_text(report).say(lang)} · {report.package.name}", numbers]
    notes = (*head_notes(report), since_line(report), advice(report))
    said += [text.say(lang) for text in notes if text]
    for section, items in past_sections(report.baseline):
        said.append(section.say(lang))
        said += [f"{past_owner(item, report).say(lang)} · {item.message}" for item in items]
    return _command(_FIRST[report.verdict], said, title=f"{NAME} · {report.package.name}")


def _command(name: str, said: Sequence[str], *, title: str, file: str | None = None) -> str:
    fields = {"file": file, "title": title}
    given = ",".join(f"{key}={_field(value)}" for key, value in fields.items() if value)
    return f"::{name} {given}::{_data(said)}"


def _data(said: Sequence[str]) -> str:
    """Lines of a message; ``%`` first, or the other escapes would be escaped once more."""
    return "%0A".join(visible(line).replace("%", "%25") for line in said)


def _field(text: str) -> str:
    return visible(text).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
