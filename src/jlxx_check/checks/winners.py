"""Who, or what, has won before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from jlxx_check.checks.registry import check
from jlxx_check.model.outcome import Outcome, failed, not_judged, passed, review
from jlxx_check.model.pack import Pack, Winner
from jlxx_check.model.package import Entry
from jlxx_check.model.text import Text, same
from jlxx_check.values.folding import fold_name, same_unit, unit_aliases


@check("entry.previous-winner")
def previous_winner(entry: Entry, pack: Pack) -> Iterator[Outcome]:
    """The entry is not on the list of earlier years; the same name elsewhere is for a person."""
    listed = [item for item in pack.winners if item.kind == entry.kind and _earlier(item, pack)]
    if not listed:
        yield not_judged(
            Text(
                "没有往年名单可供比对，可用 --previous-winners 提供。",
                "There is no list of previous winners to compare with; give one by "
                "--previous-winners.",
            )
        )
        return
    namesakes = [item for item in listed if fold_name(item.name) == fold_name(entry.name)]
    if not namesakes:
        yield passed()
        return
    aliases = unit_aliases(pack.units)
    field = pack.kinds[entry.kind].unit
    unit = entry.text(field) if field else ""
    certain = [item for item in namesakes if _same(item.unit, unit, aliases)]
    if certain:
        yield _won_before(entry, certain[0])
    else:
        person = pack.kinds[entry.kind].person
        yield from (_namesake(entry, item, unit, person=person) for item in namesakes)


def _won_before(entry: Entry, winner: Winner) -> Outcome:
    return failed(
        Text(
            f"“{entry.name}”在往年名单中{_listing(winner).zh}，不再推介。",
            f"“{entry.name}” is on the list of previous winners{_listing(winner).en} and is not "
            "to be put forward again.",
        ),
        file=entry.form.path if entry.form else None,
        expected=Text("不在往年名单中", "not on the list of previous winners"),
        observed=_observed(winner),
    )


def _namesake(entry: Entry, winner: Winner, unit: str, *, person: bool) -> Outcome:
    here = Text(f"是“{unit}”", f"is “{unit}”") if unit else Text("未写明", "is not stated")
    one = Text("同一人", "person") if person else Text("同一项目", "project")
    return review(
        Text(
            f"往年名单中有同名的“{winner.name}”{_listing(winner).zh}，"
            f"本次的单位{here.zh}，请核实是否为{one.zh}。",
            f"“{entry.name}” has the name of a previous winner{_listing(winner).en}; the "
            f"organisation here {here.en}. Is it the same {one.en}?",
        ),
        file=entry.form.path if entry.form else None,
        observed=_observed(winner),
    )


def _observed(winner: Winner) -> Text:
    listing = _listing(winner)
    return Text(f"{winner.name}{listing.zh}", f"{winner.name}{listing.en}")


def _earlier(winner: Winner, pack: Pack) -> bool:
    """Whether the win lies before the notice's own year; without a year it is taken to."""
    year = re.search(r"\d{4}", winner.year)
    return year is None or int(year.group()) < pack.deadline.year


def _same(listed: str, unit: str, aliases: Mapping[str, str]) -> bool:
    """Whether the list's organisation is the entry's; a list without one names the entry alone.

    The entry's may have the post behind it (工作单位及职务) or the place in front of it.
    """
    if not listed or same_unit(listed, unit, aliases):
        return True
    canonical = aliases.get(fold_name(listed), fold_name(listed))
    spellings = {canonical, fold_name(listed)}
    spellings.update(spelling for spelling, name in aliases.items() if name == canonical)
    return any(spelling in fold_name(unit) for spelling in spellings)


def _listing(winner: Winner) -> Text:
    """The year and the organisation, in brackets; nothing where the list has neither."""
    known = [part for part in (winner.year, winner.unit) if part]
    return Text(f"（{'，'.join(known)}）", f" ({', '.join(known)})") if known else same("")
