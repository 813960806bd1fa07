"""Whether enough, or not too many, of the entries are of a class: farmers, women, heads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import ceil, floor
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from jlxx_check.checks.classes import Class, belongs
from jlxx_check.checks.entry.put_forward import counter, everybody, titles, uncertain
from jlxx_check.checks.registry import NO_BOUND, TURNED_ROUND, KindName, Parameters, check
from jlxx_check.checks.unseen import may_be_unseen
from jlxx_check.model.outcome import Outcome, failed, not_judged, passed
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import Said
from jlxx_check.model.package import Package
from jlxx_check.text import Text, listed

Percent = Annotated[float, Field(gt=0, lt=100)]


class ClassShare(Parameters):
    """Which entries are counted of which, and the share that they have to be."""

    zh: ClassVar[Mapping[str, str]] = {
        "kind": "以哪一类推介为总数；写几类的合并计算",
        "of": "算比例的那些人，按哪一栏判断",
        "title": "这些人叫什么（农民）",
        "at_least": "至少占百分之几，含本数",
        "at_most": "至多占百分之几，含本数",
    }

    kind: KindName | tuple[KindName, ...] = Field(
        description="the kind of the entries that are the whole; several are one whole"
    )
    of: Class = Field(description="the class whose share it is")
    title: Said = Field(description="what the class is called (农民; farmers)")
    at_least: Percent | None = Field(None, description="the least share, in percent, included")
    at_most: Percent | None = Field(None, description="the greatest share, in percent, included")

    @model_validator(mode="after")
    def _limited(self) -> Self:
        if self.at_least is None and self.at_most is None:
            raise ValueError(NO_BOUND)
        if (self.at_most or 100) < (self.at_least or 0):
            raise ValueError(TURNED_ROUND)
        return self

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds, whichever way they were written."""
        return (self.kind,) if isinstance(self.kind, str) else self.kind

    def fewest(self, whole: int) -> int:
        """The number that reaches the least share of a whole: 25 % of 21 is 6."""
        return ceil(Fraction(str(self.at_least or 0)) * whole / 100)

    def most(self, whole: int) -> int:
        """The number that keeps within the greatest share of a whole: 10 % of 19 is 1."""
        return floor(Fraction(str(self.at_most or 100)) * whole / 100)


@check("entries.share", zh="某一类人在推介总数中的比例符合要求，并说明应为多少人。")
def share(package: Package, pack: Pack, want: ClassShare) -> Iterator[Outcome]:
    """A class of entries is as large a share of all as asked; the message gives the number.

    Those of whom it is not known whether they are of the class leave it open only where they could
    decide. Judged for each package by itself; a whole of all packages it does not see.

    Example::

        check: entries.share
        with:
          kind: worker
          title: {zh: 农民, en: farmers}
          of: {field: 身份, words: [农民, 务农], passed_over: [农民日报]}
          at_least: 25
    """
    everyone = list(everybody(package, want.kinds))
    doubt = uncertain(package, pack, want.kinds, lambda fewest, most: False)
    if doubt is not None:
        yield doubt
        return
    if not everyone:
        return
    told = {True: 0, False: 0}
    untold: list[str] = []
    for entry in everyone:
        holds = belongs(entry, pack, want.of)
        if holds is None:
            untold.append(entry.name)
        else:
            told[holds] += 1
    yield _judged(package, pack, want, len(everyone), told[True], untold)


def _judged(
    package: Package, pack: Pack, want: ClassShare, whole: int, counted: int, untold: list[str]
) -> Outcome:
    low, high = want.fewest(whole), want.most(whole)
    few = counted + len(untold) < low
    if few or counted > high:
        wrong = _wrong(pack, want, whole, counted, untold, few=few)
        return may_be_unseen(package, wrong) if few else wrong
    if low <= counted and counted + len(untold) <= high:
        return passed()
    names, one = listed(untold), counter(pack, want.kinds)
    asked = _asked(want, low, high, one)
    return not_judged(
        Text(
            f"共{whole}{one}，{want.title.zh}已知{counted}{one}，{asked.zh}；看不出{names.zh}是不是，"
            "无法判断。",
            f"Of {whole}, {counted} are known to be {want.title.en}; {asked.en}. Of {names.en} it "
            "is not known.",
        ),
        fix=Text(
            f"请先把“{want.of.field}”填清楚，再检查一次。",
            f"Fill in “{want.of.field}” clearly, and check again.",
        ),
    )


def _asked(want: ClassShare, low: int, high: int, one: str) -> Text:
    """The number that would do."""
    said = []
    if want.at_least is not None:
        said.append(Text(f"至少要有{low}{one}", f"there have to be {low} at least"))
    if want.at_most is not None:
        said.append(_at_most(high, one))
    return Text("，".join(item.zh for item in said), ", ".join(item.en for item in said))


def _at_most(high: int, one: str) -> Text:
    if not high:
        return Text(f"一{one}也不能有", "there may be none")
    return Text(f"最多只能有{high}{one}", f"there may be {high} at most")


def _percent(number: float) -> str:
    return f"{number:g}%"


def _wrong(
    pack: Pack, want: ClassShare, whole: int, counted: int, untold: list[str], *, few: bool
) -> Outcome:
    one, title = counter(pack, want.kinds), titles(pack, want.kinds)
    low, high = want.fewest(whole), want.most(whole)
    limit = want.at_least if few else want.at_most
    assert limit is not None
    line = Text(
        f"{'不少于' if few else '不超过'}{_percent(limit)}",
        f"{_percent(limit)} {'or more' if few else 'at most'}",
    )
    asked = (
        Text(f"至少要有{low}{one}", f"there have to be {low} at least")
        if few
        else _at_most(high, one)
    )
    also, also_en = "", ""
    if untold:
        names = listed(untold)
        also = f"另有{len(untold)}{one}看不出是不是（{names.zh}）。"
        also_en = f" Of {len(untold)} it is not known ({names.en})."
    share_now = _percent(round(100 * counted / whole, 1))
    return failed(
        Text(
            f"{title.zh}共{whole}{one}，其中{want.title.zh}{counted}{one}（{share_now}），"
            f"应{line.zh}，{asked.zh}。{also}",
            f"{title.en}: {counted} of {whole} are {want.title.en} ({share_now}); asked for: "
            f"{line.en}, so {asked.en}.{also_en}",
        ),
        expected=Text(
            f"{line.zh}（{low if few else high}{one}）", f"{line.en} ({low if few else high})"
        ),
        observed=Text(f"{counted}{one}（{share_now}）", f"{counted} ({share_now})"),
        fix=_fix(want, counted, low, high, one, few=few),
    )


def _fix(want: ClassShare, counted: int, low: int, high: int, one: str, *, few: bool) -> Text:
    look = Text(f"或核对“{want.of.field}”有没有填错", f"or see whether “{want.of.field}” is right")
    if few:
        more = low - counted
        return Text(
            f"请把其中{more}{one}换成{want.title.zh}，{look.zh}。",
            f"Replace {more} of the others with {want.title.en}, {look.en}.",
        )
    fewer = counted - high
    return Text(
        f"请把{want.title.zh}换下{fewer}{one}，{look.zh}。",
        f"Replace {fewer} of the {want.title.en}, {look.en}.",
    )
