"""What only a person can decide: one item of the checklist, with whom it concerns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Self

from pydantic import model_validator

from jlxx_check.checks.parameters import FieldName, Parameters
from jlxx_check.checks.registry import check
from jlxx_check.model.facts import Photo
from jlxx_check.model.outcome import Outcome, review
from jlxx_check.model.pack import Said
from jlxx_check.model.package import Entry
from jlxx_check.model.text import Text

_PLACE = re.compile(r"\{([^{}]*)\}")
_NAME = "name"


class Ask(Parameters):
    """ask: what to look at; ``{name}`` stands for the entry, ``{field}`` for one of ``fields``."""

    ask: Said
    fields: tuple[FieldName, ...] = ()

    @model_validator(mode="after")
    def _places_are_known(self) -> Self:
        for text in (self.ask.zh, self.ask.en):
            for place in _PLACE.findall(text):
                if place != _NAME and place not in self.fields:
                    raise ValueError(f"{{{place}}} is neither {{{_NAME}}} nor one of the fields")
        return self


@check("entry.review")
def ask_of_entry(entry: Entry, want: Ask) -> Iterator[Outcome]:
    """A person looks at something that concerns the entry."""
    yield review(_filled(entry, want))


@check("photo.review")
def ask_of_photo(entry: Entry, photo: Photo, want: Ask) -> Iterator[Outcome]:
    """A person looks at a picture."""
    yield review(
        _filled(entry, want),
        observed=Text(f"{photo.width}×{photo.height}像素", f"{photo.width}×{photo.height} px"),
    )


def _filled(entry: Entry, want: Ask) -> Text:
    """The text with its places filled in from the form, else from the register's row."""
    known = {_NAME: entry.name} | {field: entry.text(field) for field in want.fields}
    return Text(
        _PLACE.sub(lambda place: known[place.group(1)] or "表中未填", want.ask.zh),
        _PLACE.sub(lambda place: known[place.group(1)] or "not in the form", want.ask.en),
    )
