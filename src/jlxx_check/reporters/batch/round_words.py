"""A unit's round in words: how many things are mended, still open, new; the same in all outputs."""

from __future__ import annotations

from jlxx_check.model.batch_report import DeliveryResult
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Verdict
from jlxx_check.model.rounds import LetterItem, UnitRound
from jlxx_check.reporters.batch.unit_standing import UNOPENED, status
from jlxx_check.reporters.wording import LEVELS
from jlxx_check.text import Text, joined

MENDED = Text("已改", "mended")
OPEN = Text("仍有", "still open")
NEW = Text("新增", "new")
TO_MEND = Text("待补正", "to mend")
UNSETTLED = Text("没能核实", "not settled")


def ordinal(number: int) -> Text:
    """``第2轮``."""
    return Text(f"第{number}轮", f"round {number}")


def shares(found: UnitRound) -> tuple[tuple[Text, int], ...]:
    """What has become of a round's items, each with its name; in the first all are to be mended."""
    if found.number == 1:
        return ()
    return (
        (MENDED, len(found.mended)),
        (OPEN, len(found.still_open)),
        (NEW, len(found.new)),
        (UNSETTLED, len(found.unsettled)),
    )


def states(found: UnitRound) -> tuple[tuple[Text, tuple[LetterItem, ...]], ...]:
    """A round's items by what has become of them, what is to be done first."""
    if found.number == 1:
        return ((TO_MEND, found.items),)
    return (
        (OPEN, found.still_open),
        (NEW, found.new),
        (UNSETTLED, found.unsettled),
        (MENDED, found.mended),
    )


def round_of(delivery: DeliveryResult) -> Text | None:
    """``第2轮：已改 5，仍有 2，新增 1``; None where the delivery is no round."""
    found = delivery.round
    if found is None:
        return None
    number, parts = ordinal(found.number), counted(found)
    return Text(f"{number.zh}：{parts.zh}", f"{number.en}: {parts.en}") if parts.zh else number


def counted(found: UnitRound) -> Text:
    """``已改 5，仍有 2，新增 1`` of a later round; what there is none of is left out."""
    told = [Text(f"{name.zh} {count}", f"{count} {name.en}") for name, count in _some(found)]
    return joined(told, "，", ", ")


def change(delivery: DeliveryResult) -> Text:
    """What a delivery brought, in a sentence without its unit: for whoever watches them come."""
    found, report = delivery.round, delivery.report
    if report is None:
        return delivery.problem or UNOPENED
    parts = [] if found is None else [ordinal(found.number)]
    if found is not None and found.number > 1:
        parts += [
            Text(f"{_DONE.get(name, name.zh)} {count} 处", f"{count} {name.en}")
            for name, count in _some(found)
        ]
    else:
        parts += [
            Text(f"{LEVELS[level].zh} {count} 处", f"{LEVELS[level].en} {count}")
            for level, count in (
                (Level.ERROR, report.summary.error),
                (Level.WARNING, report.summary.warning),
            )
            if count
        ]
    if report.verdict is not Verdict.NONCOMPLIANT:
        parts.append(status(delivery))
    return joined(parts, "，", ", ")


#: How it is said of what has just been done.
_DONE = {MENDED: "改好"}


def _some(found: UnitRound) -> list[tuple[Text, int]]:
    """How much is mended is always said, of the rest what there is."""
    return [(name, count) for name, count in shares(found) if count or name is MENDED]
