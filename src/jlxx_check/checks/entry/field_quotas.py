"""Whether each category of entries, told by a field, has as many as it may."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import ClassVar, Self

from pydantic import Field, model_validator

from jlxx_check.checks.classes import category
from jlxx_check.checks.entry.put_forward import counter, everybody, uncertain
from jlxx_check.checks.entry.unit_quotas import Range
from jlxx_check.checks.form.said import every_answer
from jlxx_check.checks.registry import FieldName, KindName, check
from jlxx_check.checks.unseen import may_be_unseen
from jlxx_check.model.outcome import Outcome, failed, not_judged, passed
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import Words
from jlxx_check.model.package import Package
from jlxx_check.text import Text, listed


class FieldQuota(Range):
    """How many entries each category may have; at_least and at_most are those of each."""

    zh: ClassVar[Mapping[str, str]] = {
        "kind": "哪一类推介；写几类的合并计算",
        "field": "写明类别的栏目",
        "values": "有哪些类别；不写则按填写的分",
        "limits": "名额不同的类别",
    }

    kind: KindName | tuple[KindName, ...] = Field(
        description="the kind of the entries counted; several are counted together"
    )
    field: FieldName = Field(description="the field that names the category")
    values: Words = Field(
        (), description="the categories; left out: whatever the entries say, written one way"
    )
    limits: dict[str, Range] = Field(
        {}, description="categories with limits of their own, by category"
    )

    @model_validator(mode="after")
    def _named(self) -> Self:
        if not self.values and (self.at_least or self.limits):
            raise ValueError(Text("values要写明各个类别", "values has to name the categories"))
        unknown = [name for name in self.limits if name not in self.values]
        if unknown:
            raise ValueError(f"limits has a category that values does not have: {unknown[0]}")
        return self

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds, whichever way they were written."""
        return (self.kind,) if isinstance(self.kind, str) else self.kind


@check("entries.by-field", zh="每一类别的推介数量在各自的名额之内，类别看一栏的填写。")
def by_field(package: Package, pack: Pack, want: FieldQuota) -> Iterator[Outcome]:
    """Each category, told by a field, has as many entries as it may.

    Whoever names no category, or none that is known, leaves open only what they could decide.

    Example::

        check: entries.by-field
        with: {kind: model, field: 类别, values: [助人为乐, 见义勇为, 诚实守信], at_most: 1}
    """
    doubt = uncertain(package, pack, want.kinds, lambda fewest, most: False)
    if doubt is not None:
        yield doubt
        return
    named: dict[str, list[str]] = defaultdict(list)
    untold: list[str] = []
    for entry in everybody(package, want.kinds):
        answers = every_answer(entry, want.field, pack)
        told = {category(value, want.values) for value in answers}
        said = told.pop() if len(told) == 1 else None
        (untold if said is None else named[said]).append(entry.name)
    one = counter(pack, want.kinds)
    for value in want.values or tuple(sorted(named)):
        yield _of_category(package, want, value, named[value], untold, one)
    if not want.values and not named and untold:
        yield _open(want, untold)


def _of_category(
    package: Package, want: FieldQuota, value: str, names: list[str], untold: list[str], one: str
) -> Outcome:
    limits = want.limits.get(value, want)
    found, most = len(names), len(names) + len(untold)
    over = limits.at_most is not None and found > limits.at_most
    if not over and most >= limits.at_least:
        return passed() if limits.holds(found, most) else _open(want, untold, value)
    asked = limits.said(one)
    who = f"（{listed(names).zh}）" if names else ""
    who_en = f" ({listed(names).en})" if names else ""
    if over:
        fewer = found - (limits.at_most or 0)
        fix = Text(
            f"请减去“{value}”{fewer}{one}，或核对“{want.field}”有没有填错。",
            f"Take away {fewer} of “{value}”, or see whether “{want.field}” is right.",
        )
    else:
        more = limits.at_least - most
        fix = Text(
            f"请再增加“{value}”{more}{one}，或核对“{want.field}”有没有填错。",
            f"Add {more} of “{value}”, or see whether “{want.field}” is right.",
        )
    wrong = failed(
        Text(
            f"“{want.field}”为“{value}”的有{found}{one}{who}，应为{asked.zh}。",
            f"{found} have “{value}” under “{want.field}”{who_en}; there have to be {asked.en}.",
        ),
        expected=asked,
        observed=Text(f"{found}{one}", str(found)),
        fix=fix,
    )
    return wrong if over else may_be_unseen(package, wrong)


def _open(want: FieldQuota, untold: list[str], value: str = "") -> Outcome:
    about = (
        Text(f"“{value}”有多少", f"how many “{value}” has")
        if value
        else Text("各类有多少", "how many each has")
    )
    names = listed(untold)
    return not_judged(
        Text(
            f"看不出{names.zh}的“{want.field}”是哪一类，无法确定{about.zh}。",
            f"Which “{want.field}” {names.en} is of is not known, nor {about.en}.",
        ),
        fix=Text(
            f"请先把“{want.field}”填清楚，再检查一次。",
            f"Fill in “{want.field}” clearly, and check again.",
        ),
    )
