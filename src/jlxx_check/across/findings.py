"""What several packages share, said so that each of them is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from jlxx_check.binding import BoundRule
from jlxx_check.model.batch import AcrossFinding
from jlxx_check.model.outcome import Level, Status
from jlxx_check.model.report import Finding
from jlxx_check.model.text import Text, joined
from jlxx_check.model.traits import Inbox, Shared, Side

#: Sides that a message names; all of them are in ``related``.
_NAMED = 6


def finding_of(
    rule: BoundRule,
    shared: Shared,
    consequences: Sequence[Shared],
    inbox: Inbox,
    masking: Callable[[str], str],
) -> AcrossFinding:
    """The finding, carried by the first package; ``consequences`` are listed in ``related``."""
    spec, first = rule.spec, shared.sides[0]
    said = _message(shared, consequences, inbox)
    related = [_path(side, inbox) for side in shared.sides[1:]]
    related += [_path(side, inbox) for item in consequences for side in item.sides]
    level = Level.REVIEW if shared.status is Status.REVIEW else shared.level or spec.level
    finding = Finding(
        rule=rule.id,
        level=level,
        message=_masked(said, masking),
        entry=first.entry.id,
        file=first.file or first.entry.file,
        expected=shared.expected,
        observed=shared.observed,
        clause=spec.clause,
        quote=spec.quote,
        fix=shared.fix or spec.fix,
        related=tuple(dict.fromkeys(related)),
    )
    places = dict.fromkeys(side.package for side in shared.sides)
    return AcrossFinding(finding, tuple(inbox.packages[place][0] for place in places))


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
    if count:
        besides = Text(
            f"因此相同的文件有{count}组，见“另见”，不另行指出。",
            f" {count} file(s) that they therefore share are listed, and no findings of their own.",
        )
    return Text(
        f"{sides.zh}{more.zh}：{what.zh}。{besides.zh}",
        f"{sides.en}{more.en}: {what.en}.{besides.en}",
    )


def _side(side: Side, unit: str) -> Text:
    path = side.file or side.entry.file
    name = side.entry.name
    if path is None:
        return Text(f"“{unit}”的“{name}”", f"“{name}” of “{unit}”")
    return Text(f"“{unit}”的“{name}”（{path}）", f"“{name}” of “{unit}” ({path})")


def _units(sides: Iterable[Side], inbox: Inbox) -> dict[int, str]:
    """What each package is called: by its unit; by its path, too, where two have that name."""
    packages = {side.package: inbox.packages[side.package] for side in sides}
    times = Counter(traits.unit for _, traits in packages.values())
    return {
        place: traits.unit if times[traits.unit] == 1 else f"{traits.unit}（{path}）"
        for place, (path, traits) in packages.items()
    }


def _path(side: Side, inbox: Inbox) -> str:
    """``package/file``, or ``package/entry`` where there is no file."""
    return f"{inbox.packages[side.package][0]}/{side.file or side.entry.file or side.entry.id}"


def _masked(text: Text, masking: Callable[[str], str]) -> Text:
    return Text(masking(text.zh), masking(text.en))
