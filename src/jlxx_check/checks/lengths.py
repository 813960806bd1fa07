"""How long a text is, held to what is asked: about so long, at least, at most, between."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

from pydantic import Field, PositiveFloat, PositiveInt, model_validator

from jlxx_check.checks.registry import TURNED_ROUND, Parameters
from jlxx_check.model.outcome import Level
from jlxx_check.text import Text, joined
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.substance import Substance, substance


class TextLength(Parameters):
    """How long a text has to be: ``about``, or one or both of ``at_least`` and ``at_most``.

    All in words as Word counts 字数: each Chinese character or mark, each run of other characters.
    """

    zh: ClassVar[Mapping[str, str]] = {
        "about": "大约多少字（按Word的“字数”统计）",
        "holds": "与about一起用：上下相差不超过多大比例算符合，如0.2",
        "warns": "相差不超过多大比例为提醒，再多按规则的级别；与at_least、at_most一起用时可不写",
        "at_least": "至少多少字（按Word的“字数”统计）",
        "at_most": "至多多少字（按Word的“字数”统计）",
    }

    about: PositiveInt | None = Field(None, description="words as Word counts 字数, more or less")
    holds: PositiveFloat | None = Field(
        None, description="with about: how far off still holds, as a share of it"
    )
    warns: PositiveFloat | None = Field(
        None,
        description="how far off is a warning only, as a share of about, or of the limit passed; "
        "left out beside at_least and at_most: nothing beyond them is",
    )
    at_least: PositiveInt | None = Field(None, description="the fewest words, as Word counts 字数")
    at_most: PositiveInt | None = Field(None, description="the most words, as Word counts 字数")

    @model_validator(mode="after")
    def _fits(self) -> Self:
        limited = self.at_least is not None or self.at_most is not None
        if (self.about is not None) == limited:
            raise ValueError(
                Text(
                    "字数要么用about写，要么用at_least、at_most写",
                    "either about, or at_least and at_most, says how long",
                )
            )
        if self.about is not None and (self.holds is None or self.warns is None):
            raise ValueError(Text("写了about，还要写holds和warns", "about needs holds and warns"))
        if limited and self.holds is not None:
            raise ValueError(Text("holds要和about一起写", "holds goes with about"))
        if self.holds is not None and self.warns is not None and self.warns < self.holds:
            raise ValueError(Text("warns小于holds", "warns is less than holds"))
        if (self.at_most or self.at_least or 0) < (self.at_least or 0):
            raise ValueError(TURNED_ROUND)
        return self

    @property
    def lowest(self) -> int | None:
        """The fewest words that hold; None: any."""
        if self.about is None:
            return self.at_least
        return round(self.about * (1 - (self.holds or 0)))

    @property
    def highest(self) -> int | None:
        """The most words that hold; None: any."""
        if self.about is None:
            return self.at_most
        return round(self.about * (1 + (self.holds or 0)))

    def asked(self) -> Text:
        """What holds, in short."""
        low, high = self.lowest, self.highest
        if low is None:
            return Text(f"不超过{high}字", f"{high} at most")
        if high is None:
            return Text(f"不少于{low}字", f"{low} or more")
        return Text(f"{low}至{high}字", f"{low} to {high}")

    def off(self, words: int) -> int:
        """How many words it is off: below 0 too few, above 0 too many, 0 where it holds."""
        if self.about is not None:
            away = words - self.about
            return 0 if abs(away) <= round(self.about * (self.holds or 0)) else away
        if self.at_least is not None and words < self.at_least:
            return words - self.at_least
        return max(0, words - self.at_most) if self.at_most is not None else 0

    def level(self, away: int) -> Level | None:
        """How much it weighs to be so far off; None: the rule's own."""
        if self.warns is None:
            return None
        limit = self.about or (self.at_least if away < 0 else self.at_most) or 0
        return Level.WARNING if abs(away) <= round(limit * self.warns) else None


@frozen
class Measured:
    """A text held to a length. few: it is too short. said: how long it is, and what was asked."""

    few: bool
    level: Level | None
    said: Text
    asked: Text
    observed: Text


def measured(text: str, want: TextLength) -> Measured | None:
    """What is wrong with a text's length; None where nothing is. What is repeated counts once."""
    found = substance(text)
    away = want.off(found.words)
    if not away:
        return None
    counted, asked = _counted(found), want.asked()
    much = Text("偏少", "fewer") if away < 0 else Text("偏多", "more")
    if want.about is None:
        unit = abs(away)
        much = (
            Text(f"少{unit}字", f"{unit} too few")
            if away < 0
            else Text(f"多{unit}字", f"{unit} too many")
        )
        said = Text(
            f"{counted.zh}，{much.zh}；要求{asked.zh}",
            f"{counted.en}, {much.en}; asked for: {asked.en}",
        )
    else:
        said = Text(
            f"{counted.zh}，{much.zh}；要求{want.about}字左右（{asked.zh}）",
            f"{counted.en}, {much.en} than the {want.about} or so that are asked for ({asked.en})",
        )
    observed = Text(f"{found.words}字", str(found.words))
    return Measured(away < 0, want.level(away), said, asked, observed)


def _counted(found: Substance) -> Text:
    """How many characters there are, and what was left out of them."""
    total = found.words + found.repeated + found.filler
    left = []
    if found.repeated:
        left.append(
            Text(
                f"重复的内容只计一次，减去{found.repeated}字",
                f"{found.repeated} of them are repeated and count once",
            )
        )
    if found.filler:
        left.append(
            Text(f"占位文字{found.filler}字不计", f"{found.filler} of them only fill the page")
        )
    if not left:
        return Text(f"全文{total}字", f"The text has {total} characters")
    why = joined(left, zh="，")
    return Text(
        f"全文{total}字，{why.zh}，实有{found.words}字",
        f"The text has {total} characters, {why.en}; {found.words} are left",
    )
