"""Whether a package puts forward as many entries as the notice's quota allows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import inf
from typing import ClassVar

from pydantic import Field

from jlxx_check.checks.entry.put_forward import counter, listed_only, titles, uncertain
from jlxx_check.checks.entry.unit_quotas import NAME_UNIT, OfUnits, Range, possible
from jlxx_check.checks.registry import KindName, check
from jlxx_check.checks.unseen import may_be_unseen
from jlxx_check.model.nouns import FORM, PUT_FORWARD, REGISTER
from jlxx_check.model.outcome import Outcome, failed, not_judged, passed, review
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Package
from jlxx_check.text import Text, same


class Quota(Range):
    """The entries counted, and how many there may be."""

    zh: ClassVar[Mapping[str, str]] = {
        "kind": "哪一类推介；写几类的合并计算",
        "by_unit": "某些单位另外的名额，先符合的算；其他单位按at_least、at_most",
    }

    kind: KindName | tuple[KindName, ...] = Field(
        description="the kind of the entries counted; several are counted together"
    )
    by_unit: tuple[OfUnits, ...] = Field(
        (),
        description="quotas of some units, the first that fits; at_least and at_most beside it "
        "are those of all others",
    )

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds, whichever way they were written."""
        return (self.kind,) if isinstance(self.kind, str) else self.kind


@check("entries.count", zh="推介数量在名额之内；登记表上有而没有材料的也计入；各单位名额可以不同。")
def entries_count(package: Package, pack: Pack, want: Quota) -> Iterator[Outcome]:
    """As many entries as the quota allows; rows of the register without an entry count, too.

    Whose quota it is, the unit says that hands in; where that is not known, only what holds
    whoever it is is judged.

    Example::

        check: entries.count
        with:
          kind: [course, lecture]
          at_least: 1
          by_unit:
            - {words: [开发区, 高新区], at_least: 2}
    """
    # The one that asks least first: where none of them holds, no more than that is told.
    quotas = sorted(possible(package, pack, want, want.by_unit), key=_asks)
    found = [list(_judged(package, pack, want.kinds, quota)) for quota in quotas]
    statuses = [[outcome.status for outcome in outcomes] for outcomes in found]
    if all(one == statuses[0] for one in statuses):
        yield from found[0]
        return
    one = counter(pack, want.kinds)
    asked = "、".join(dict.fromkeys(quota.said(one).zh for quota in quotas))
    asked_en = ", ".join(dict.fromkeys(quota.said(one).en for quota in quotas))
    yield not_judged(
        Text(
            f"不知道“{package.name}”是哪个单位，不知道按哪个名额（{asked}）。",
            f"Which unit “{package.name}” is is not known, nor which quota holds ({asked_en}).",
        ),
        fix=NAME_UNIT,
    )


def _asks(quota: Range) -> tuple[float, float]:
    return quota.at_least, -inf if quota.at_most is None else -quota.at_most


def _judged(
    package: Package, pack: Pack, kinds: tuple[str, ...], quota: Range
) -> Iterator[Outcome]:
    title, one = titles(pack, kinds), counter(pack, kinds)
    entries = sum(1 for kind in kinds for _ in package.of_kind(kind))
    found = entries + sum(len(listed_only(package, kind)) for kind in kinds)
    over = quota.at_most is not None and found > quota.at_most
    unknown = uncertain(package, pack, kinds, quota.holds, over=over)
    if unknown is not None:
        yield unknown
    elif over or found < quota.at_least:
        asked, more = quota.said(one), found - entries
        listed = (
            Text(f"（其中{more}{one}只在{REGISTER}或合并的{FORM}中）", f" ({more} only listed)")
            if more
            else same("")
        )
        counted = Text(
            f"{title.zh}共{found}{one}{listed.zh}，应为{asked.zh}",
            f"{title.en}: {found}{listed.en}, there have to be {asked.en}",
        )
        observed = Text(f"{found}{one}", str(found))
        marked = sum(_marked(package, pack, kind) for kind in kinds) if over else 0
        if over and quota.at_most is not None and found - marked <= quota.at_most:
            yield review(_besides(counted, marked, one), observed=observed)
            return
        wrong = failed(
            Text(f"{counted.zh}。", f"{counted.en}."),
            expected=asked,
            observed=observed,
            fix=_fix(quota, found, one),
        )
        yield wrong if over else may_be_unseen(package, wrong, by_text=True)
    else:
        yield passed()


def _marked(package: Package, pack: Pack, kind: str) -> int:
    """Rows that may count besides the quota: one for each kind that the register singles out."""
    register = package.main_register(kind)
    specials = [name for name, spec in pack.kinds.items() if spec.special_of == kind]
    rows = register.rows if register else ()
    return sum(any(pack.is_marked(row, special) for row in rows) for special in specials)


def _besides(counted: Text, marked: int, one: str) -> Text:
    return Text(
        f"{counted.zh}；其中{marked}{one}在{REGISTER}备注中注明特别{PUT_FORWARD}，是否另计名额请核定。",
        f"{counted.en}; {marked} of them marked in the {REGISTER} as singled "
        "out. Whether they count "
        "besides is for a person to settle.",
    )


def _fix(quota: Range, found: int, one: str) -> Text | None:
    """Which way to go, and how far; without a lower limit the rule's own fix says it."""
    if quota.at_least == 0:
        return None
    if found < quota.at_least:
        more = quota.at_least - found
        return Text(
            f"请至少再增加{more}{one}，并同时补进{REGISTER}。",
            f"Add {more} or more, in the {REGISTER} as well.",
        )
    assert quota.at_most is not None
    fewer = found - quota.at_most
    return Text(
        f"请至少减去{fewer}{one}，并同时从{REGISTER}中删去、重新编好序号。",
        f"Take away {fewer} or more, in the {REGISTER} as well, and number its rows anew.",
    )
