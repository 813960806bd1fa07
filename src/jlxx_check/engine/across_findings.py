"""What is said of packages that have something in common: one finding, with all its sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from jlxx_check.engine.bound_rule import BoundRule
from jlxx_check.model.batch_report import AcrossFinding, AcrossSide
from jlxx_check.model.outcome import Level, Status
from jlxx_check.model.pack import Pack
from jlxx_check.model.report import Finding
from jlxx_check.model.traits import Inbox, Shared, Side
from jlxx_check.text import Text, joined
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.showing import Showing

#: Sides that a message names; all of them are in ``related``.
_NAMED = 6


@frozen
class Ground:
    """What findings are made from beside their outcomes."""

    inbox: Inbox
    pack: Pack
    show: Showing


def finding_of(
    rule: BoundRule, shared: Shared, consequences: Sequence[Shared], on: Ground
) -> AcrossFinding:
    """The finding, carried by the first package.

    ``consequences`` are listed in ``related``, except those of whole deliveries, which are legion.
    """
    spec, first, inbox = rule.spec, shared.sides[0], on.inbox
    said = _message(shared, consequences, inbox)
    related = [_path(side, inbox) for side in shared.sides[1:]]
    if not shared.one_delivery:
        related += [_path(side, inbox) for item in consequences for side in item.sides]
    level = Level.REVIEW if shared.status is Status.REVIEW else shared.level or spec.level
    finding = Finding(
        rule=rule.id,
        level=level,
        message=_masked(said, on.show),
        entry=first.entry.id if first.entry else None,
        file=_file(first),
        expected=shared.expected,
        observed=shared.observed,
        clause=spec.clause,
        quote=spec.quote,
        fix=shared.fix or spec.fix,
        related=tuple(dict.fromkeys(related)),
    )
    places = dict.fromkeys(side.package for side in shared.sides)
    copies = shared.copies or ((),) * len(shared.sides)
    return AcrossFinding(
        finding,
        tuple(inbox.packages[place][0] for place in places),
        tuple(_stated(side, on, same) for side, same in zip(shared.sides, copies, strict=True)),
        shared.message,
    )


def _stated(side: Side, on: Ground, copies: Sequence[Side] = ()) -> AcrossSide:
    """The side as people and other runs know it."""
    path, traits = on.inbox.packages[side.package]
    entry = side.entry
    stated = AcrossSide(path, traits.unit, copies=tuple(_stated(one, on) for one in copies))
    if entry is None:
        return stated
    kind = on.pack.kinds[entry.kind]
    base = on.pack.kinds[kind.special_of] if kind.special_of else kind
    return replace(
        stated,
        entry=entry.id,
        kind=entry.kind,
        name=entry.name,
        kind_title=kind.title,
        person=base.person,
        file=side.file,
        digest=side.digest,
    )


def _message(shared: Shared, consequences: Sequence[Shared], inbox: Inbox) -> Text:
    names = _units(shared.sides, inbox)
    sides = joined(
        (_side(side, names[side.package]) for side in shared.sides[:_NAMED]), zh="、", en=", "
    )
    rest = len(shared.sides) - _NAMED
    what = shared.message or Text("", "")
    more = Text(f"等{len(shared.sides)}处", f" and {rest} more") if rest > 0 else Text("", "")
    count = len(consequences)
    besides = Text("", "")
    if count and shared.one_delivery:
        besides = Text(
            f"因此重复的人员、项目和文件有{count}处，不另行指出。",
            f" {count} repeat(s) that follow from it have no findings of their own.",
        )
    elif count:
        besides = Text(
            f"因此相同的文件有{count}组，见“另见”，不另行指出。",
            f" {count} file(s) that they therefore share are listed, and no findings of their own.",
        )
    return Text(
        f"{sides.zh}{more.zh}：{what.zh}。{besides.zh}",
        f"{sides.en}{more.en}: {what.en}.{besides.en}",
    )


def _side(side: Side, unit: str) -> Text:
    if side.entry is None:
        return Text(f"“{unit}”", f"“{unit}”")
    path, name = _file(side), side.entry.name
    if path is None:
        return Text(f"“{unit}”的“{name}”", f"“{name}” of “{unit}”")
    return Text(f"“{unit}”的“{name}”（{path}）", f"“{name}” of “{unit}” ({path})")


def _file(side: Side) -> str | None:
    return side.file or (side.entry.file if side.entry else None)


def _units(sides: Iterable[Side], inbox: Inbox) -> dict[int, str]:
    """What each package is called: by its unit; by its path, too, where two have that name."""
    packages = {side.package: inbox.packages[side.package] for side in sides}
    times = Counter(traits.unit for _, traits in packages.values())
    return {
        place: traits.unit if times[traits.unit] == 1 else f"{traits.unit}（{path}）"
        for place, (path, traits) in packages.items()
    }


def _path(side: Side, inbox: Inbox) -> str:
    """``package/file``, ``package/entry`` where there is no file, else the package."""
    package = inbox.packages[side.package][0]
    return f"{package}/{_file(side) or side.entry.id}" if side.entry else package


def _masked(text: Text, show: Showing) -> Text:
    return Text(show(text.zh), show(text.en))
