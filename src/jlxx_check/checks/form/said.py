"""What an entry says under a label, in its form or in the register's row, held to a demand."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from jlxx_check.checks.form.answers import (
    answer,
    form_fields,
    is_filled,
    judged_each,
    other_readings,
    shortened,
    unanswered,
)
from jlxx_check.checks.register.register_values import breaking_row, listed_value, register_fields
from jlxx_check.checks.register.row_pairs import row_said
from jlxx_check.model.nouns import REGISTER
from jlxx_check.model.outcome import Level, Outcome, Status, failed, not_judged, passed, review
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Entry, Form, Value
from jlxx_check.text import Text, same
from jlxx_check.values.frozen_types import frozen

_HAND_IN = Text(
    "请补交填好、能读出的表格，再检查一次。",
    "Hand in the form, filled in and readable, and check again.",
)


@frozen
class Fault:
    """What is wrong with an answer.

    why: the rest of a sentence that begins with the answer. asked: what is asked, in short.
    level: None for the rule's; Level.REVIEW where a person decides. measured: what was found of a
    text that is too long to be quoted; the sentence then begins with the field alone.
    """

    why: Text
    asked: Text
    level: Level | None = None
    measured: Text | None = None


#: What is wrong with an answer; None where nothing is.
Find = Callable[[Value], Fault | None]


def judged_field(entry: Entry, field: str, pack: Pack, find: Find) -> Iterator[Outcome]:
    """The answer of the entry's form, and that of its row in the register where it says another.

    Where the form does not have the field, or the kind has no form, the row alone is judged.
    Without either the rule is not judged.
    """
    listed = _listed(entry, field, pack)
    form = entry.form
    if form is None or (not form.scan and field not in form.values and listed is not None):
        if listed is None:
            yield _unsaid(field)
        else:
            yield _of_row(entry, listed, find)
        return
    stated = list(judged_each(form, [field], lambda said: _stated(said, field, pack, find)))
    yield from stated
    hard = any(item.status is Status.FAIL and item.level is None for item in stated)
    fault = find(listed) if listed is not None and not hard else None
    if listed is not None and fault is not None and fault.level is None:
        yield breaking_row(entry, listed, fault.why, fault.asked)


def said_of(entry: Entry, field: str, pack: Pack) -> Value | None:
    """What the form says, else the row; None where neither says anything that can be read."""
    if entry.form is not None and not entry.form.scan:
        found = answer(entry.form, field, pack)
        if isinstance(found, Value):
            return found
    return _listed(entry, field, pack)


def every_answer(entry: Entry, field: str, pack: Pack) -> tuple[Value, ...]:
    """What ``said_of`` gives, and what else the form says under the same label."""
    found = said_of(entry, field, pack)
    if found is None or entry.form is None or found is not entry.form.values.get(field):
        return (found,) if found is not None else ()
    return found, *(other for _, other, _ in other_readings(entry.form, [field]))


def _listed(entry: Entry, field: str, pack: Pack) -> Value | None:
    spec = register_fields(entry, pack).get(field)
    filled = (v for v in listed_value(entry, field) if is_filled(v.text, field, spec, pack))
    return next(filled, None)


def _stated(form: Form, field: str, pack: Pack, find: Find) -> Iterator[Outcome]:
    found = answer(form, field, pack)
    if not isinstance(found, Value):
        # A label that this kind's form never has is for the pack's author, not for the unit.
        known = form.scan or field in form_fields(form, pack) or field in form.values
        yield unanswered(found) if known else _unsaid(field)
        return
    yield _judged(found, find(found), form.path)


def _judged(value: Value, fault: Fault | None, file: str) -> Outcome:
    if fault is None:
        return passed()
    said = shortened(value.text)
    observed = fault.measured or same(said)
    message = Text(
        f"“{value.label}”填的是“{said}”，{fault.why.zh}。",
        f"“{value.label}” says “{said}”: {fault.why.en}.",
    )
    if fault.measured:
        message = Text(f"“{value.label}”{fault.why.zh}。", f"“{value.label}”: {fault.why.en}.")
    if fault.level is Level.REVIEW:
        return review(message, file=file, where=value.where, observed=observed)
    return failed(
        message,
        level=fault.level,
        file=file,
        where=value.where,
        expected=fault.asked,
        observed=observed,
    )


def _of_row(entry: Entry, listed: Value, find: Find) -> Outcome:
    row, fault = entry.row, find(listed)
    assert row is not None
    if fault is None:
        return passed(file=row.register)
    place, said = row_said(row, listed.where), shortened(listed.text)
    message = Text(
        f"{REGISTER}{place.zh}的“{listed.label}”填的是“{said}”，{fault.why.zh}。",
        f"The {REGISTER} says “{said}” in {place.en} under “{listed.label}”: {fault.why.en}.",
    )
    if fault.level is Level.REVIEW:
        return review(message, file=row.register, where=listed.where, observed=same(said))
    return failed(
        message,
        level=fault.level,
        file=row.register,
        where=listed.where,
        expected=fault.asked,
        observed=same(said),
    )


def _unsaid(field: str) -> Outcome:
    return not_judged(
        Text(
            f"没有读到“{field}”：表格没有交，或者表格里没有这一栏。",
            f"“{field}” was not found: there is no form that can be read, or it lacks the field.",
        ),
        fix=_HAND_IN,
    )
