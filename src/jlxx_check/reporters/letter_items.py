"""What a letter is called and numbers: what letters, rounds and chat notes agree on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding, Report, Verdict
from jlxx_check.model.rounds import LetterItem, UnitRound
from jlxx_check.text import Text, same

#: What the unit has something to do about, the gravest first. What a person of the office decides,
#: and what is only worth knowing, is none of the unit's to mend.
_LEVELS = (Level.ERROR, Level.WARNING)

MEND = Text("材料补正通知", "Notice of what to mend")
VERIFIED = Text("材料核验通知", "Notice of verification")
UNFINISHED = Text("材料核对情况通知", "Notice of where the verification stands")
PARTIAL = Text("材料部分核对情况通知", "Notice of a partial verification")


def nothing_read(report: Report) -> bool:
    """Whether nothing in the package could be told for material: then a letter says only that."""
    return not report.entries and not report.registers


def asks_to_mend(report: Report) -> bool:
    """Whether the unit has to mend something, by the program or by a reviewer who has looked."""
    return report.verdict is Verdict.NONCOMPLIANT or report.objected


def title_of(report: Report) -> Text:
    """What the letter is; that of verification is for a package that wholly complies."""
    if asks_to_mend(report):
        return MEND
    if report.partial:
        return PARTIAL
    return UNFINISHED if report.verdict is Verdict.INCOMPLETE else VERIFIED


def shown_name(name: str) -> str:
    """A letter's or a note's name as its cell shows it: whose it is stands in the same row.

    Links are not wrapped by every program: what is longer than its cell is cut on paper.
    """
    return name.rpartition("_")[2]


def letter_items(report: Report) -> tuple[Finding, ...]:
    """The findings in the letter's order: the package as a whole, then each entry in turn.

    Of each the errors come first. What a reviewer has decided on is not to be mended; what one
    has looked at and found wrong is, whatever the program makes of it. Where nothing was read there
    is nothing to number (``nothing_read``).
    """
    if nothing_read(report):
        return ()
    place = {entry.id: number for number, entry in enumerate(report.entries, 1)}
    asked = [
        item
        for item in report.findings
        if item.level in _LEVELS and item.decision is None and not item.of_the_call
    ]
    asked += _objected(report)
    return tuple(
        sorted(asked, key=lambda item: (place.get(item.entry or "", 0), _LEVELS.index(item.level)))
    )


def _objected(report: Report) -> Iterator[Finding]:
    """What a reviewer found wrong, said to the unit with the reason, or nobody could mend it.

    Who looked at it is the office's own.
    """
    titles = {rule.id: rule.title for rule in report.rules}
    wrong = [item for item in report.findings if item.objection and item.level not in _LEVELS]
    wrong += [
        Finding(item.rule, item.level, item.why, item.entry, item.file, objection=item.objection)
        for item in report.not_judged
        if item.objection
    ]
    quotes = {rule.id: (rule.clause, rule.quote) for rule in report.rules}
    for item in wrong:
        title = titles.get(item.rule, same(item.rule))
        clause, quote = quotes.get(item.rule, (None, None))
        noted = item.objection.why.strip().rstrip("。.") if item.objection else ""
        zh, en = (f"：{noted}", f": {noted}") if noted else ("", "")
        yield replace(
            item,
            level=Level.ERROR,
            message=Text(
                f"“{title.zh}”经工作人员核对，不符合要求{zh}。",
                f"“{title.en}”: our staff have looked at it, and it does not comply{en}.",
            ),
            expected=None,
            observed=None,
            fix=_SETTLE,
            clause=item.clause or clause,
            quote=item.quote or quote,
            objection=None,
        )


_SETTLE = Text(
    "请核实并改正；有不同意见的，请附书面说明和证明材料。",
    "Look into it and mend it; where you see it otherwise, say so in writing with proof.",
)


def numbered(report: Report, unit_round: UnitRound | None) -> tuple[LetterItem, ...]:
    """The items with their numbers: the round's, else 1 to n."""
    if unit_round is not None:
        return unit_round.items
    found = enumerate(letter_items(report), 1)
    return tuple(LetterItem(number, finding, since=1) for number, finding in found)
