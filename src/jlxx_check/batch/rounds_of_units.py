"""Each judged delivery of a unit is a round: which of them is which, and what has come of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from jlxx_check.batch.rounds_folder import RoundsFolder
from jlxx_check.engine.unit_rounds import RoundsDelivery, judged_round, shown_round
from jlxx_check.model.batch_report import DeliveryResult
from jlxx_check.model.rounds import KeptRound, UnitHistory
from jlxx_check.reporters.batch.unit_standing import UnitStanding
from jlxx_check.reporters.letter_items import letter_items
from jlxx_check.values.moments import day_of, in_china
from jlxx_check.values.showing import MASKED


def with_rounds(
    deliveries: Sequence[DeliveryResult],
    units: Sequence[tuple[str, UnitStanding]],
    contents: Mapping[str, str],
    kept: RoundsFolder,
    earlier: RoundsFolder | None = None,
) -> tuple[DeliveryResult, ...]:
    """The deliveries, each with its round where it is one, and the rounds put down.

    units: by what each is called, as their deliveries stand. contents: by path, equal for the same
    files. earlier: of another desk, whose rounds go on here where none of the unit are kept yet.
    A unit that is called otherwise now goes on with the rounds of the same delivery.
    Raises OSError.
    """
    found: dict[str, DeliveryResult] = {}
    orphans: tuple[UnitHistory, ...] | None = None
    for name, unit in units:
        before = kept.read(name)
        if before is None and earlier is not None:
            before = earlier.read(name)
            before = before and replace(before, unit=name)
        chain = [item for item in _in_time(unit) if item.report is not None]
        if before is None:
            if orphans is None:  # looked up once, and only where a unit has none
                orphans = kept.of_no_unit([called for called, _ in units])
            other = _known_otherwise(chain, contents, orphans)
            before = other and kept.rename(other, name)
        history = before or UnitHistory(name)
        numbers = _numbers(history, chain, contents)
        for item in chain:
            if item.path in numbers:
                history = _judged(history, numbers[item.path], item, contents[item.path])
        for item in chain:
            if item.report is not None and item.path in numbers:
                shown = shown_round(
                    history, numbers[item.path], item.report, letter_items(item.report)
                )
                found[item.path] = replace(item, round=shown)
        if history.rounds:
            kept.keep(history)
    return tuple(found.get(item.path, item) for item in deliveries)


def _known_otherwise(
    chain: Sequence[DeliveryResult], contents: Mapping[str, str], orphans: Sequence[UnitHistory]
) -> UnitHistory | None:
    """The rounds of these very deliveries under a name that their unit bears no longer.

    None where there are none, or those of several units.
    """
    paths = {item.path for item in chain}
    told = {contents[path] for path in paths if path in contents}
    found = [
        history
        for history in orphans
        if any(one.content in told or one.delivery in paths for one in history.rounds)
    ]
    return found[0] if len(found) == 1 else None


def _in_time(unit: UnitStanding) -> Iterator[DeliveryResult]:
    """A unit's deliveries, the one that counts last. What is laid over another is no round."""
    undated = any(item.received is None for item in unit.older)
    older = sorted(unit.older, key=lambda item: _moment(item, undated=undated))
    yield from (item for item in older if not getattr(item, "supplements", None))
    yield unit.delivery


def _moment(item: DeliveryResult, *, undated: bool) -> tuple[str, float]:
    day = "" if undated or item.received is None else str(day_of(in_china(item.received)))
    return (day, item.newest or 0.0)


def _numbers(
    history: UnitHistory, chain: Sequence[DeliveryResult], contents: Mapping[str, str]
) -> dict[str, int]:
    """By path the number of the round that a delivery is, known or new.

    What lies at a known path with other content is new, even if it once was as now. An older
    delivery that turns up after newer ones were judged is none.
    """
    by_path = {item.delivery: item for item in history.rounds}  # the last one at each path
    by_content = {item.content: item for item in history.rounds}
    numbers: dict[str, int] = {}
    for item in chain:
        there, content = by_path.get(item.path), contents.get(item.path)
        if content is None:
            continue
        known = by_content.get(content) if there is None else _same(there, content)
        if known is not None:
            numbers[item.path] = known.number
    upcoming = max((item.number for item in history.rounds), default=0) + 1
    known_places = [place for place, item in enumerate(chain) if item.path in numbers]
    given: dict[str, int] = {}
    for item in chain[known_places[-1] + 1 if known_places else 0 :]:
        content = contents.get(item.path)
        if content is None:
            continue
        if content not in given:  # a copy of what came before it is no round of its own
            given[content] = upcoming
            upcoming += 1
        numbers[item.path] = given[content]
    return numbers


def _same(there: KeptRound, content: str) -> KeptRound | None:
    return there if there.content == content else None


def _judged(history: UnitHistory, number: int, item: DeliveryResult, content: str) -> UnitHistory:
    """The history with a delivery that counts, or that is new, judged as its round."""
    last = max((one.number for one in history.rounds), default=0)
    if (
        item.report is None
        or (number < last and not item.counts)
        or (not item.counts and history.round(number) is not None)
    ):
        return history
    # No letter ever named what was found in a delivery that a newer one had followed already.
    asked = letter_items(item.report) if item.counts else ()
    delivery = RoundsDelivery(item.path, content, item.received, item.report, asked)
    return judged_round(history, number, delivery, MASKED)
