"""A form's answer that must be one of few."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from jlxx_check.checks.answers import SCAN, answer
from jlxx_check.checks.parameters import FieldName, Parameters
from jlxx_check.checks.registry import check
from jlxx_check.model.outcome import Outcome, failed, not_judged, passed, review
from jlxx_check.model.pack import Said, Words
from jlxx_check.model.package import Entry, Form, Value
from jlxx_check.model.text import Text, same
from jlxx_check.values.folding import fold


class AcceptedValue(Parameters):
    """accepted: the answers that hold, the first one shown as what is asked.

    none: answers that say nothing (a stroke). ask: what a person has to look at where the form
    does not say.
    """

    field: FieldName
    accepted: Annotated[Words, Field(min_length=1)]
    none: Words = ()
    ask: Said


@check("form.accepted-value")
def accepted_value(entry: Entry, form: Form, want: AcceptedValue) -> Iterator[Outcome]:
    """The form's answer is one of the accepted ones; without an answer a person decides."""
    if form.scan:
        yield not_judged(SCAN)
        return
    found = answer(form, want.field, want.none)
    if not isinstance(found, Value):
        yield review(
            Text(
                f"“{entry.name}”：{found.zh}{want.ask.zh}",
                f"“{entry.name}”: {found.en} {want.ask.en}",
            ),
        )
    elif fold(found.text) in {fold(word) for word in want.accepted}:
        yield passed()
    else:
        yield failed(
            Text(
                f"“{want.field}”填的是“{found.text}”，应为“{want.accepted[0]}”。",
                f"“{want.field}” says “{found.text}”; it has to be “{want.accepted[0]}”.",
            ),
            where=found.where,
            expected=same(want.accepted[0]),
            observed=same(found.text),
        )
