"""Whether enough people take part in each year, offline or online."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from enum import IntEnum
from typing import ClassVar

from pydantic import PositiveInt

from jlxx_check.checks.form.answers import answer, judged_each, unanswered
from jlxx_check.checks.register.register_values import breaking_row, listed_value
from jlxx_check.checks.registry import FieldName, Parameters, check
from jlxx_check.model.outcome import Level, Outcome, Status, failed, passed
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Entry, Form, Value
from jlxx_check.text import Text, same
from jlxx_check.values.count_words import Bound, Doubt, Mode, Part
from jlxx_check.values.counts import Figure, read_attendance


class Attendance(Parameters):
    """offline, online: the line for each; a year has to reach one of the two.

    about: how far a figure that says 约 or 左右 may be off, as a share of it.
    """

    zh: ClassVar[Mapping[str, str]] = {
        "offline": "线下每年至少多少人次",
        "online": "线上每年至少多少人次",
        "about": "写“约”“左右”的允许相差的比例，如0.1",
    }

    field: FieldName
    offline: PositiveInt
    online: PositiveInt
    about: float = 0.1

    @property
    def lower(self) -> int:
        """The line that a figure has to reach whichever way it was."""
        return min(self.offline, self.online)

    @property
    def higher(self) -> int:
        """The line at which a figure holds whichever way it was."""
        return max(self.offline, self.online)


class _Standing(IntEnum):
    """How a year stands; what is neither below nor holds is a person's to clear up."""

    BELOW = 0
    BETWEEN = 1
    PARTS = 2
    ABOUT = 3
    HOLDS = 4


def _listed(entry: Entry, pack: Pack, want: Attendance) -> Iterator[Outcome]:
    """What the register says breaks the rule."""
    for listed in listed_value(entry, want.field):
        figures = read_attendance(listed.text)
        fault = _fault(figures, want, pack.deadline.year) if figures else None
        alone = entry.form is None or entry.form.scan
        if fault is None or figures is None:
            continue
        # A register is brief: what it leaves unsaid beside a form is no fault.
        if fault[0] is None or alone or all(figure.doubt for figure in figures):
            yield breaking_row(entry, listed, fault[1], _asked(want), fault[0])


@check(
    "form.attendance",
    zh="写明的每一年都达到线下或线上的人次；累计数不算年度数。",
    without_form=_listed,
)
def attendance(form: Form, entry: Entry, pack: Pack, want: Attendance) -> Iterator[Outcome]:
    """Every year stated reaches the offline or the online line; totals are no yearly figures.

    A register that says other figures is judged, too.
    """
    judged = judged_each(form, [want.field], lambda said: _stated(said, pack, want))
    stated = list(judged)
    yield from stated
    told = {item.level for item in stated if item.status is Status.FAIL}
    if None not in told:  # a doubt of the form's stands for the register's
        listed = _listed(entry, pack, want)
        yield from (item for item in listed if not told or item.level is None)


def _asked(want: Attendance) -> Text:
    return Text(
        f"每年线下{want.offline}人次或线上{want.online}人次以上",
        f"{want.offline} offline or {want.online} online, each year",
    )


def _stated(form: Form, pack: Pack, want: Attendance) -> Iterator[Outcome]:
    written = answer(form, want.field, pack)
    if not isinstance(written, Value):
        yield unanswered(written)
        return
    figures = read_attendance(written.text)
    fault = _UNREADABLE if not figures else _fault(figures, want, pack.deadline.year)
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
        expected=_asked(want),
        observed=same(written.text),
    )


_UNREADABLE: tuple[Level | None, Text] = (
    Level.WARNING,
    Text(
        "读不出每年的人次，请写明每年线下、线上各多少人次",
        "the yearly figure cannot be read from that",
    ),
)


_DOUBTS = {
    Doubt.PLANNED: Text(
        "是预计或计划的数，不是实际达到的人次，请写明实际人次",
        "that is planned or expected, not what was reached; give the real figure",
    ),
    Doubt.STOPPED: Text(
        "写有停办、暂停，请写明该年实际的人次",
        "it says that the project was stopped; give what was really reached in that year",
    ),
    Doubt.WIDER: Text(
        "像是更大范围的人数或覆盖人口，不一定是本项目的参与人次，请写明本项目的人次",
        "that looks like the people of a wider area; give those who took part in this project",
    ),
    Doubt.REPEATED: Text(
        "其中有重复计算的，请写明扣除重复后的人次",
        "some of it is counted twice; give the figure without that",
    ),
    Doubt.AT_MOST: Text(
        "是最高或不超过的数，不能说明每年都达到，请写明每年的人次",
        "that is the most that came; give the figure of each year",
    ),
    Doubt.CAPACITY: Text(
        "是可以容纳、服务的人数，不是参与人次，请写明每年实际的人次",
        "that is how many there is room for; give how many took part each year",
    ),
}
_UNSURE = {
    _Standing.PARTS: Text(
        "写的是一年中几部分的人次，看不出全年合计是否达到，请写明全年合计",
        "these are parts of a year, and whether the whole year reaches the line does not show; "
        "give its sum",
    ),
    _Standing.ABOUT: Text(
        "是约数，看不出是否达到，请写明确切的人次",
        "that is given roughly and may or may not reach the line; give the exact figure",
    ),
}


def _fault(
    figures: Sequence[Figure], want: Attendance, last: int
) -> tuple[Level | None, Text] | None:
    """What is wrong and at which level (None: the rule's); None where every year holds.

    last: the deadline's year; what is planned for it or later says nothing of the years before.
    """
    firm = [figure for figure in figures if figure.doubt is None]
    doubtful = [figure for figure in figures if figure.doubt is not None]
    fault = _firm_fault(firm, want) if firm else None
    if fault is not None or not doubtful:
        return fault
    said = {(figure.year, figure.ordinal) for figure in firm}
    alone = [
        figure
        for figure in doubtful
        if not firm
        or figure.doubt is Doubt.STOPPED
        or (figure.year is not None and figure.year < last and (figure.year, "") not in said)
    ]
    if not alone:
        return None
    why = alone[0].doubt
    assert why is not None
    most = {Doubt.AT_MOST, Doubt.WIDER, Doubt.REPEATED}
    if not firm and all(figure.doubt in most for figure in alone):
        standing = _standing(alone, want)
        if standing is _Standing.BELOW:
            lines = _lines({figure.mode for figure in alone}, want)
            return None, Text(f"即使如此也{lines.zh}", f"even so it is {lines.en}")
    return Level.WARNING, _DOUBTS[why]


def _firm_fault(figures: Sequence[Figure], want: Attendance) -> tuple[Level | None, Text] | None:
    """What is wrong with figures that were reached, as they say."""
    yearly = [figure for figure in figures if not figure.total]
    if not yearly:
        return _total_fault(figures, want)
    years = {
        year: _standing([figure for figure in yearly if _year(figure) == year], want)
        for year in dict.fromkeys(map(_year, yearly))
    }
    worst = min(years.values())
    if worst is _Standing.HOLDS:
        return None
    named = [year for year, standing in years.items() if standing is worst and year]
    zh = "、".join(f"{year}年" if year.isdigit() else year for year in named)
    en = f" in {', '.join(named)}" if named else ""
    if worst is _Standing.BELOW:
        short = [figure for figure in yearly if years[_year(figure)] is worst]
        lines = _lines({figure.mode for figure in short}, want)
        return None, Text(f"{zh}{lines.zh}", f"that is {lines.en}{en}")
    if worst in _UNSURE:
        return Level.WARNING, Text(f"{zh}{_UNSURE[worst].zh}", f"{_UNSURE[worst].en}{en}")
    return Level.WARNING, Text(
        f"{zh}未写明线下还是线上，达到{want.lower}人次而不足{want.higher}人次，无法判断",
        f"whether that was offline or online is not said{en}, and it lies between {want.lower} "
        f"and {want.higher}",
    )


def _year(figure: Figure) -> str:
    """The year as people name it; "" where none is said."""
    return figure.ordinal or (str(figure.year) if figure.year else "")


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
    counted = [
        figure for figure in figures if figure in said or not said or figure.value != together
    ]
    return max(
        _one_way([figure for figure in counted if figure.mode is mode], want)
        for mode in dict.fromkeys(figure.mode for figure in counted)
    )


def _one_way(figures: list[Figure], want: Attendance) -> _Standing:
    """How figures of one year and one way of taking part stand: parts of the year add up."""
    wholes = [figure for figure in figures if figure.part is Part.WHOLE]
    parts = [figure for figure in figures if figure.part is not Part.WHOLE]
    if any(sum(part.value for part in parts) <= whole.value for whole in wholes):
        figures, parts = wholes, []
    best = max(_one(figure, want) for figure in figures)
    if best is _Standing.HOLDS:
        return best
    if len(figures) > 1:
        whole = replace(figures[0], value=sum(figure.value for figure in figures))
        together = _one(whole, want)
        if together is not _Standing.BELOW:
            return together if len(parts) == len(figures) else _Standing.PARTS
    # Some months or a season below the line say nothing of the rest of the year.
    some = any(figure.part is Part.TIME for figure in parts)
    return max(best, _Standing.PARTS) if some else best


def _one(figure: Figure, want: Attendance) -> _Standing:
    low, high = float(figure.value), float(figure.value)
    if figure.bound is not Bound.EXACT:
        low *= 1 - want.about
    if figure.bound is Bound.ABOUT:
        high *= 1 + want.about
    if figure.mode is Mode.UNSAID:
        lowest, highest = want.lower, want.higher
    else:
        lowest = highest = want.offline if figure.mode is Mode.OFFLINE else want.online
    if low >= highest:
        return _Standing.HOLDS
    if high < lowest:
        return _Standing.BELOW
    return _Standing.BETWEEN if low >= lowest and lowest < highest else _Standing.ABOUT
