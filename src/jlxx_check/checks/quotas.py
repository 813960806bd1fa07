"""How many entries a package puts forward, against the notice's quota."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from pydantic import NonNegativeInt, model_validator

from jlxx_check.checks.parameters import KindName, Parameters
from jlxx_check.checks.register_rows import blocked_register, rows_without_entry
from jlxx_check.checks.registry import check
from jlxx_check.checks.unseen import may_be_unseen
from jlxx_check.model.outcome import Outcome, failed, not_judged, passed
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Package
from jlxx_check.model.text import Text, same
from jlxx_check.values.folding import fold_name


class Quota(Parameters):
    """kind: the entries counted. at_least, at_most: both included; at_most None: no upper limit."""

    kind: KindName
    at_least: NonNegativeInt = 0
    at_most: NonNegativeInt | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.at_most is not None and self.at_most < self.at_least:
            raise ValueError("at_most is below at_least")
        return self


@check("entries.count")
def entries_count(package: Package, pack: Pack, want: Quota) -> Iterator[Outcome]:
    """As many entries as the quota allows; rows of the register without an entry count, too."""
    title = pack.kinds[want.kind].title
    one = "名" if pack.kinds[want.kind].person else "个"
    entries = sum(1 for _ in package.of_kind(want.kind))
    found = entries + _without_material(package, want.kind)
    over = want.at_most is not None and found > want.at_most
    blocked = blocked_register(package, want.kind)
    if blocked is not None and not over:
        yield not_judged(
            Text(
                f"{title.zh}的登记表读不出来，无法确定一共推介了多少。",
                f"The register of {title.en} cannot be read, so the number is not certain.",
            ),
            file=blocked.path,
        )
    elif over or found < want.at_least:
        asked, more = _range(want, one), found - entries
        listed = (
            Text(f"（其中{more}{one}只在登记表或合并的推介表中）", f" ({more} only listed)")
            if more
            else same("")
        )
        wrong = failed(
            Text(
                f"{title.zh}共{found}{one}{listed.zh}，应为{asked.zh}。",
                f"{title.en}: {found}{listed.en}, there have to be {asked.en}.",
            ),
            expected=asked,
            observed=Text(f"{found}{one}", str(found)),
            fix=_fix(want, found, one),
        )
        yield wrong if over else may_be_unseen(package, wrong)
    else:
        yield passed()


def _without_material(package: Package, kind: str) -> int:
    """Put forward by a row, or by a form shared with others, yet without an entry."""
    names = [row.name for row in rows_without_entry(package, kind)]
    known = {fold_name(name) for name in names}
    known |= {fold_name(entry.name) for entry in package.of_kind(kind)}
    shared = {
        fold_name(name) for form in package.shared_forms if form.kind == kind for name in form.names
    }
    return len(names) + len(shared - known)


def _fix(want: Quota, found: int, one: str) -> Text | None:
    """Which way to go, and how far; without a lower limit the rule's own fix says it."""
    if want.at_least == 0:
        return None
    if found < want.at_least:
        more = want.at_least - found
        return Text(
            f"请至少再增加{more}{one}，并同时补进登记表。",
            f"Add {more} or more, in the register as well.",
        )
    assert want.at_most is not None
    fewer = found - want.at_most
    return Text(
        f"请至少减去{fewer}{one}，并同时从登记表中删去。",
        f"Take away {fewer} or more, in the register as well.",
    )


def _range(want: Quota, one: str) -> Text:
    if want.at_most is None:
        return Text(f"至少{want.at_least}{one}", f"at least {want.at_least}")
    if want.at_least == 0:
        return Text(f"至多{want.at_most}{one}", f"at most {want.at_most}")
    if want.at_least == want.at_most:
        return Text(f"{want.at_most}{one}", str(want.at_most))
    return Text(f"{want.at_least}至{want.at_most}{one}", f"{want.at_least} to {want.at_most}")
