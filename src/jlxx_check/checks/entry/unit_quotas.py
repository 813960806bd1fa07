"""Quotas that are not the same for all units: by a unit's name, its type or a word of its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Self

from pydantic import Field, NonNegativeInt, model_validator

from jlxx_check.checks.registry import TURNED_ROUND, Parameters
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import Unit, Words
from jlxx_check.model.package import Package
from jlxx_check.text import Text
from jlxx_check.values.folding import fold_name, same_unit
from jlxx_check.values.organisations import is_organisation


class Range(Parameters):
    """at_least, at_most: both included; at_most left out: no upper limit."""

    zh: ClassVar[Mapping[str, str]] = {
        "at_least": "最少数量，含本数",
        "at_most": "最多数量，含本数；不写则没有上限",
    }

    at_least: NonNegativeInt = Field(0, description="the fewest entries, included")
    at_most: NonNegativeInt | None = Field(
        None, description="the most entries, included; left out: no upper limit"
    )

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.at_most is not None and self.at_most < self.at_least:
            raise ValueError(TURNED_ROUND)
        return self

    def holds(self, fewest: int, most: int) -> bool:
        """Whether every number from the first to the second is within."""
        return fewest >= self.at_least and (self.at_most is None or most <= self.at_most)

    def said(self, one: str) -> Text:
        """What is asked, in short. one: the Chinese measure word."""
        if self.at_most is None:
            return Text(f"至少{self.at_least}{one}", f"at least {self.at_least}")
        if self.at_least == 0:
            return Text(f"至多{self.at_most}{one}", f"at most {self.at_most}")
        if self.at_least == self.at_most:
            return Text(f"{self.at_most}{one}", str(self.at_most))
        return Text(f"{self.at_least}至{self.at_most}{one}", f"{self.at_least} to {self.at_most}")


class OfUnits(Range):
    """The quota of some units, told in one or more ways."""

    zh: ClassVar[Mapping[str, str]] = {
        "units": "哪些单位，按名称",
        "types": "哪些类型的单位，按规则包单位名单的type",
        "words": "单位名称中的词（开发区、高新区）",
    }

    units: Words = Field((), description="the units by name, as in the pack's list or otherwise")
    types: Words = Field((), description="types of units, as `type` in the pack's list has them")
    words: Words = Field((), description="words in a unit's name (开发区, 高新区)")

    @model_validator(mode="after")
    def _tells(self) -> Self:
        if not (self.units or self.types or self.words):
            raise ValueError(
                Text(
                    "要用units、types或words写明是哪些单位的名额",
                    "units, types or words have to say whose quota it is",
                )
            )
        return self

    def worded(self, name: str) -> bool:
        """Whether one of the words stands in a name."""
        return any(fold_name(word) in fold_name(name) for word in self.words)

    def covers(self, name: str, listed: Unit | None, pack: Pack) -> bool | None:
        """Whether the quota is the unit's; None where its type is not known."""
        aliases = pack.unit_aliases()
        names = (listed.name, *listed.aliases) if listed else (name,)
        if any(same_unit(name, unit, aliases) for unit in self.units):
            return True
        if any(map(self.worded, names)):
            return True
        if self.types and listed is None:
            return None
        return listed is not None and listed.type is not None and listed.type in self.types


#: What is said where nobody knows whose quota it is.
NAME_UNIT = Text(
    "请把文件夹或压缩包改成报送单位的全称，再检查一次；"
    "用 batch 检查的，可在单位名单（--units）里写明。",
    "Name the folder or the archive after the unit that hands in, and check again; with batch, "
    "--units can say which it is.",
)


def possible(
    package: Package, pack: Pack, usual: Range, by_unit: tuple[OfUnits, ...]
) -> Iterator[Range]:
    """The quotas that may be the sender's: one, or all that may where its unit is not known."""
    name = _told(package.name, pack, [unit for item in by_unit for unit in item.units])
    if name is None:
        # A word in it tells; whether a list or a type would, nobody can say.
        told = next((item for item in by_unit if item.worded(package.name)), None)
        yield from (*by_unit, usual) if told is None else (told,)
        return
    listed = _listed(name, pack)
    for item in by_unit:
        holds = item.covers(name, listed, pack)
        if holds is not False:
            yield item
        if holds:
            return
    yield usual


def _told(name: str, pack: Pack, others: list[str]) -> str | None:
    """The unit that a package's name tells; None where it tells none.

    An organisation's name is that one's; of any other, the unit that is named in it (某局 7月8日).
    """
    if is_organisation(name):
        return name
    spellings = [*others, *(one for unit in pack.units for one in (unit.name, *unit.aliases))]
    held = [one for one in spellings if fold_name(one) and fold_name(one) in fold_name(name)]
    return max(held, key=len, default=None)


def _listed(name: str, pack: Pack) -> Unit | None:
    """The unit of the pack's list that the package is named after."""
    folded = fold_name(name)
    return next(
        (u for u in pack.units if folded in {fold_name(one) for one in (u.name, *u.aliases)}), None
    )
