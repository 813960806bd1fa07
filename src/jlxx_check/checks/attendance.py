"""How many take part in a year, offline or online."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from enum import IntEnum

from pydantic import PositiveInt

from jlxx_check.checks.answers import answer
from jlxx_check.checks.parameters import FieldName, Parameters
from jlxx_check.checks.registry import check
from jlxx_check.model.outcome import Level, Outcome, failed, not_judged, passed
from jlxx_check.model.package import Form, Value
from jlxx_check.model.text import Text, same
from jlxx_check.values.counts import Figure, Mode, read_attendance


class Attendance(Parameters):
    """offline, online: the line for each; a year has to reach one of the two."""

    field: FieldName
    offline: PositiveInt
    online: PositiveInt

    @property
    def lower(self) -> int:
        """The line that a figure has to reach whichever way it was."""
        return min(self.offline, self.online)

    @property
    def higher(self) -> int:
        """The line at which a figure holds whichever way it was."""
        return max(self.offline, self.online)


class _Standing(IntEnum):
    BELOW = 0
    BETWEEN = 1
    HOLDS = 2


@check("form.attendance")
def attendance(form: Form, want: Attendance) -> Iterator[Outcome]:
    """Every year stated reaches the offline or the online line; totals are no yearly figures."""
    written = answer(form, want.field)
    if not isinstance(written, Value):
        yield not_judged(written)
        return
    figures = read_attendance(written.text)
    fault = _UNREADABLE if not figures else _fault(figures, want)
    if fault is None:
        yield passed()
        return
    level, why = fault
    yield failed(
        Text(
            f"“{want.field}”填的是“{written.text}”，{why.zh}。",
            f"“{want.field}” says “{written.text}”: {why.en}.",
        ),
        level=level,
        where=written.where,
        expected=Text(
            f"每年线下{want.offline}人次或线上{want.online}人次以上",
            f"{want.offline} offline or {want.online} online, each year",
        ),
        observed=same(written.text),
    )


_UNREADABLE: tuple[Level | None, Text] = (
    Level.WARNING,
    Text(
        "读不出每年的人次，请写明每年线下、线上各多少人次",
        "the yearly figure cannot be read from that",
    ),
)


def _fault(figures: Sequence[Figure], want: Attendance) -> tuple[Level | None, Text] | None:
    """What is wrong and at which level (None: the rule's); None where every year holds."""
    yearly = [figure for figure in figures if not figure.total]
    if not yearly:
        return _total_fault(figures, want)
    years = {
        year: _standing([figure for figure in yearly if figure.year == year], want)
        for year in dict.fromkeys(figure.year for figure in yearly)
    }
    worst = min(years.values())
    if worst is _Standing.HOLDS:
        return None
    named = [str(year) for year, standing in years.items() if standing is worst and year]
    zh = "、".join(f"{year}年" for year in named)
    en = f" in {', '.join(named)}" if named else ""
    if worst is _Standing.BELOW:
        short = [figure for figure in yearly if years[figure.year] is worst]
        lines = _lines({figure.mode for figure in short}, want)
        return None, Text(f"{zh}{lines.zh}", f"that is {lines.en}{en}")
    return Level.WARNING, Text(
        f"{zh}未写明线下还是线上，达到{want.lower}人次而不足{want.higher}人次，无法判断",
        f"whether that was offline or online is not said{en}, and it lies between {want.lower} "
        f"and {want.higher}",
    )


def _total_fault(figures: Sequence[Figure], want: Attendance) -> tuple[Level | None, Text]:
    if _standing(figures, want) is _Standing.BELOW:
        lines = _lines({figure.mode for figure in figures}, want)
        return None, Text(
            f"是多年累计，连累计都{lines.zh}",
            f"that is a total over years, and even it is {lines.en}",
        )
    return Level.WARNING, Text(
        "是多年累计，不是每年的人次，请写明每年的人次",
        "that is a total over years, not the figure of a year",
    )


def _lines(modes: Set[Mode], want: Attendance) -> Text:
    """The lines that figures of these modes fall short of."""
    if modes == {Mode.OFFLINE}:
        return Text(f"线下不足{want.offline}人次", f"under {want.offline} offline")
    if modes == {Mode.ONLINE}:
        return Text(f"线上不足{want.online}人次", f"under {want.online} online")
    return Text(
        f"既不足线下{want.offline}人次，也不足线上{want.online}人次",
        f"under {want.offline} offline and under {want.online} online",
    )


def _standing(figures: Sequence[Figure], want: Attendance) -> _Standing:
    """How the figures of one year stand, by the best of them.

    A figure that says neither way and is the sum of those that do adds nothing to them.
    """
    said = [figure for figure in figures if figure.mode is not Mode.UNSAID]
    together = sum(figure.value for figure in said)
    return max(
        _one(figure, want)
        for figure in figures
        if figure in said or not said or figure.value != together
    )


def _one(figure: Figure, want: Attendance) -> _Standing:
    if figure.mode is Mode.OFFLINE:
        return _Standing.HOLDS if figure.value >= want.offline else _Standing.BELOW
    if figure.mode is Mode.ONLINE:
        return _Standing.HOLDS if figure.value >= want.online else _Standing.BELOW
    if figure.value >= want.higher:
        return _Standing.HOLDS
    return _Standing.BETWEEN if figure.value >= want.lower else _Standing.BELOW
