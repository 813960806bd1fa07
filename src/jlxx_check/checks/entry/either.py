"""Whether a package keeps to one of several quotas between which the unit may choose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from jlxx_check.checks.entry.put_forward import counter, everybody, uncertain
from jlxx_check.checks.entry.unit_quotas import Range
from jlxx_check.checks.registry import KindName, Parameters, check
from jlxx_check.checks.unseen import may_be_unseen
from jlxx_check.model.outcome import Outcome, failed, passed
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Package
from jlxx_check.text import Text, joined

Alternative = dict[KindName, Range]


class Alternatives(Parameters):
    """The quotas to choose from."""

    zh: ClassVar[Mapping[str, str]] = {
        "either": "几种名额，任选一种；只在别的里写到的类别为零",
    }

    either: Annotated[
        tuple[Alternative, ...],
        Field(
            min_length=2,
            description="each with its kinds and how many of each; of a kind that only another "
            "one names there may be none",
        ),
    ]


@check("entries.either", zh="推介数量符合可选名额中的一种。")
def either(package: Package, pack: Pack, want: Alternatives) -> Iterator[Outcome]:
    """The numbers of entries fit one of the alternatives as a whole.

    Example::

        check: entries.either
        with:
          either:
            - {person: {at_least: 1, at_most: 2}}
            - {team: {at_least: 1, at_most: 1}}
    """
    kinds = tuple(dict.fromkeys(kind for option in want.either for kind in option))
    numbers = {kind: sum(1 for _ in everybody(package, (kind,))) for kind in kinds}
    doubt = uncertain(package, pack, kinds, lambda fewest, most: False)
    if doubt is not None:
        yield doubt
        return
    if any(_fits(option, numbers) for option in want.either):
        yield passed()
        return
    asked = joined((_said(pack, option) for option in want.either), zh="；或者", en="; or ")
    there = joined(_counted(pack, kind, number) for kind, number in numbers.items())
    few = any(
        number < option[kind].at_least
        for option in want.either
        for kind, number in numbers.items()
        if kind in option
    )
    wrong = failed(
        Text(
            f"共{there.zh}，不符合任何一种名额：{asked.zh}。",
            f"There are {there.en}, which fits none of the quotas: {asked.en}.",
        ),
        expected=asked,
        observed=there,
        fix=Text(
            f"请选定其中一种（{asked.zh}），多的减去，缺的补上。",
            f"Choose one ({asked.en}), take away what is more and add what is missing.",
        ),
    )
    yield may_be_unseen(package, wrong) if few else wrong


def _fits(option: Alternative, numbers: dict[str, int]) -> bool:
    return all(
        option[kind].holds(number, number) if kind in option else number == 0
        for kind, number in numbers.items()
    )


def _said(pack: Pack, option: Alternative) -> Text:
    parts = []
    for kind, quota in option.items():
        title, said = pack.kinds[kind].title, quota.said(counter(pack, (kind,)))
        parts.append(Text(f"{title.zh}{said.zh}", f"{title.en}: {said.en}"))
    return joined(parts)


def _counted(pack: Pack, kind: str, number: int) -> Text:
    title = pack.kinds[kind].title
    return Text(f"{title.zh}{number}{counter(pack, (kind,))}", f"{title.en}: {number}")
