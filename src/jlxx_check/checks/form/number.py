"""Whether a number that a form states is as large, or as small, as asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import ClassVar, Self

from pydantic import Field, NonNegativeFloat, PositiveFloat, model_validator

from jlxx_check.checks.classes import Class, belongs
from jlxx_check.checks.form.said import Fault, Find, judged_field
from jlxx_check.checks.registry import NO_BOUND, TURNED_ROUND, FieldName, Parameters, check
from jlxx_check.model.outcome import Level, Outcome, not_judged
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import Words
from jlxx_check.model.package import Entry, Value
from jlxx_check.text import Text, joined
from jlxx_check.values.amounts import Amount, read_amounts
from jlxx_check.values.count_words import Doubt


class Limits(Parameters):
    """at_least, at_most: both included, in the field's unit; at least one is given."""

    zh: ClassVar[Mapping[str, str]] = {
        "at_least": "最小值，含本数，单位与该栏相同",
        "at_most": "最大值，含本数，单位与该栏相同",
    }

    at_least: NonNegativeFloat | None = Field(None, description="the least, in the field's unit")
    at_most: PositiveFloat | None = Field(None, description="the most, in the field's unit")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.at_least is None and self.at_most is None:
            raise ValueError(NO_BOUND)
        if None not in (self.at_least, self.at_most) and (self.at_most or 0) < (self.at_least or 0):
            raise ValueError(TURNED_ROUND)
        return self


class OfClass(Limits, Class):
    """Limits of its own for the entries of a class."""


class Number(Limits):
    """A field's number. The limits are for every entry that no class of ``by`` holds."""

    zh: ClassVar[Mapping[str, str]] = {
        "field": "写有数字的栏目",
        "unit": "数字后面可能带的单位（人、名），显示第一个",
        "about": "写“约”的数字上下可差多少，比例",
        "by": "另有标准的类别，依次看，先符合的算",
    }

    field: FieldName = Field(description="the field with the number")
    unit: Words = Field(
        (), description="words that may stand behind the number (人, 名), the first one shown"
    )
    about: float = Field(
        0.1, ge=0, lt=1, description="how far a figure that says 约 may be off, as a share of it"
    )
    by: tuple[OfClass, ...] = Field(
        (), description="classes of entrants with limits of their own; the first that holds counts"
    )


@check("form.number", zh="一栏的数字不少于或不超过要求；类别不同而标准不同的，按类别看。")
def number(entry: Entry, pack: Pack, want: Number) -> Iterator[Outcome]:
    """The number is at least, or at most, what is asked, by class of entrant where classes differ.

    Hedged figures are taken as they are meant: 200余 reaches 200, 近200 does not, 约200 is a
    warning. Where it is not known which class an entrant is, only what holds for all is said.

    Example::

        check: form.number
        with: {field: 成员人数, unit: [人, 名], at_least: 10}
    """
    limits = _limits(entry, pack, want)
    results = [list(judged_field(entry, want.field, pack, _finder(one, want))) for one in limits]
    if all([item.status for item in found] == [i.status for i in results[0]] for found in results):
        yield from results[0]
        return
    fields = joined(
        Text(f"“{name}”", f"“{name}”") for name in dict.fromkeys(item.field for item in want.by)
    )
    yield not_judged(
        Text(
            f"看不出“{entry.name}”属于哪一类（{fields.zh}），不知道“{want.field}”按哪个标准要求。",
            f"To which class “{entry.name}” belongs ({fields.en}) is not known, and with it what "
            f"“{want.field}” has to reach.",
        ),
        fix=Text(f"请先填清楚{fields.zh}，再检查一次。", f"Fill in {fields.en}, and check again."),
    )


def _limits(entry: Entry, pack: Pack, want: Number) -> list[Limits]:
    """The limits that are, or may be, the entry's."""
    found: list[Limits] = []
    for item in want.by:
        holds = belongs(entry, pack, item)
        if holds is not False:
            found.append(item)
        if holds:
            return found
    return [*found, want]


def _finder(limits: Limits, want: Number) -> Find:
    def find(value: Value) -> Fault | None:
        return _fault(read_amounts(value.text, want.unit, want.about), limits, want)

    return find


def _fault(amounts: Sequence[Amount], limits: Limits, want: Number) -> Fault | None:
    """What is wrong with the figures; several are a whole's parts, or years: all have to hold."""
    asked = said_limits(limits, want.unit[0] if want.unit else "")
    if not amounts:
        why = Text(
            "读不出数量，请写明确切的数字",
            "which holds no number that can be read; give the figure",
        )
        return Fault(why, asked, Level.WARNING)
    doubt = next((item.doubt for item in amounts if item.doubt), None)
    if doubt is not None:
        return Fault(_DOUBTS.get(doubt, _OTHER), asked, Level.WARNING)
    totals = [item for item in amounts if item.total]
    counted = totals or amounts
    low = min(item.low for item in counted)
    highs = [item.high for item in counted]
    most = None if None in highs else sum((high for high in highs if high is not None), Fraction(0))
    least, top = limits.at_least, limits.at_most
    if least is not None and most is not None and most < Fraction(str(least)):
        return Fault(_short(least, want), asked)
    if top is not None and max(item.low for item in counted) > Fraction(str(top)):
        return Fault(_over(top, want), asked)
    unsure = (least is not None and low < Fraction(str(least))) or (
        top is not None and (most is None or most > Fraction(str(top)))
    )
    return (
        Fault(Text(_UNSURE.zh.format(asked.zh), _UNSURE.en.format(asked.en)), asked, Level.WARNING)
        if unsure
        else None
    )


_UNSURE = Text(
    "看不出是否符合{}的要求，请写明确切的数字",
    "whether that is {} does not show; give the exact figure",
)
_DOUBTS = {
    Doubt.PLANNED: Text(
        "是预计或计划的数，请写明实际的数字", "that is planned or expected; give the real figure"
    ),
    Doubt.CAPACITY: Text(
        "是可容纳的数，请写明实际的数字", "that is how many there is room for; give the real figure"
    ),
}
_OTHER = Text(
    "看不出是不是实际的数字，请核对后写明", "whether that is the real figure does not show"
)


def plain(number: float) -> str:
    """A number without a needless decimal point."""
    return str(int(number)) if float(number).is_integer() else str(number)


def _short(least: float, want: Number) -> Text:
    unit = want.unit[0] if want.unit else ""
    return Text(f"不足{plain(least)}{unit}", f"which is below {plain(least)}")


def _over(top: float, want: Number) -> Text:
    unit = want.unit[0] if want.unit else ""
    return Text(f"超过{plain(top)}{unit}", f"which is above {plain(top)}")


def said_limits(limits: Limits, unit: str) -> Text:
    """What is asked, in short."""
    least, most = limits.at_least, limits.at_most
    if least is None:
        assert most is not None
        return Text(f"不超过{plain(most)}{unit}", f"{plain(most)} or fewer")
    if most is None:
        return Text(f"不少于{plain(least)}{unit}", f"{plain(least)} or more")
    return Text(f"{plain(least)}至{plain(most)}{unit}", f"{plain(least)} to {plain(most)}")
