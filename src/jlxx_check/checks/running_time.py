"""How long a recording may run, in seconds and in words."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import ClassVar, Self

from pydantic import Field, NonNegativeFloat, PositiveFloat, model_validator

from jlxx_check.checks.registry import Parameters
from jlxx_check.text import Text, same
from jlxx_check.values.spans import minutes, spoken, within


class Duration(Parameters):
    """shortest, longest: seconds, both included. slack: seconds that muxing may add or take.

    about: seconds, for 左右, and then alone. off: how far that may be off, as a share of it.
    """

    zh: ClassVar[Mapping[str, str]] = {
        "shortest": "最短多少秒，含本数",
        "longest": "最长多少秒，含本数",
        "slack": "封装造成的误差，秒",
        "about": "左右的秒数，单独使用",
        "off": "“左右”允许相差的比例，如0.1",
    }

    shortest: PositiveFloat | None = Field(None, examples=[240])
    longest: PositiveFloat | None = Field(None, examples=[300])
    slack: NonNegativeFloat = 0.0
    about: PositiveFloat | None = None
    off: float = Field(0.1, gt=0, lt=1)

    @model_validator(mode="after")
    def _ends_are_in_order(self) -> Self:
        if (self.about is None) == (self.shortest is None and self.longest is None):
            raise ValueError(
                Text(
                    "要么写about，要么写shortest、longest中的一个或两个",
                    "either about is given, or shortest or longest or both",
                )
            )
        if self.high < self.low:
            raise ValueError(Text("longest小于shortest", "longest is less than shortest"))
        return self

    @property
    def low(self) -> float:
        """The fewest seconds."""
        return self.about * (1 - self.off) if self.about else self.shortest or 0.0

    @property
    def high(self) -> float:
        """The most seconds."""
        return self.about * (1 + self.off) if self.about else self.longest or math.inf

    def holds(self, seconds: float) -> bool:
        """Whether a recording that runs so long will do."""
        return within(seconds, self.low - self.slack, self.high + self.slack)

    @property
    def asked(self) -> Text:
        """For the column of what is required: ``4:00–5:00``."""
        if not self.low:
            return Text(f"不超过{minutes(self.high)}", f"{minutes(self.high)} or less")
        if math.isinf(self.high):
            return Text(f"不少于{minutes(self.low)}", f"{minutes(self.low)} or more")
        return same(f"{minutes(self.low)}–{minutes(self.high)}")

    @property
    def lines(self) -> Text:
        """For a sentence: 4分00秒至5分00秒."""
        low = spoken(self.low)
        if math.isinf(self.high):
            return Text(f"不少于{low.zh}", f"{low.en} or more")
        high = spoken(self.high)
        if not self.low:
            return Text(f"不超过{high.zh}", f"{high.en} or less")
        span = Text(f"{low.zh}至{high.zh}", f"{low.en} to {high.en}")
        if self.about is None:
            return span
        about = spoken(self.about)
        return Text(f"{about.zh}左右（{span.zh}）", f"about {about.en} ({span.en})")
