"""What only a person can decide: one item of the checklist, with whom it concerns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar, Self

from pydantic import model_validator

from jlxx_check.checks.registry import FieldName, Parameters, check
from jlxx_check.model.facts import Photo
from jlxx_check.model.nouns import FORM
from jlxx_check.model.outcome import Outcome, review
from jlxx_check.model.pack_parts import Said
from jlxx_check.model.package import Entry, Package
from jlxx_check.text import Text

_PLACE = re.compile(r"\{([^{}]*)\}")
_NAME = "name"


class Ask(Parameters):
    """ask: what to look at; ``{name}`` stands for the entry, ``{field}`` for one of ``fields``."""

    zh: ClassVar[Mapping[str, str]] = {
        "ask": "要核对什么；{name}代表其名称，{栏目}代表fields中的一栏",
        "fields": "ask中用到的栏目",
    }

    ask: Said
    fields: tuple[FieldName, ...] = ()

    @model_validator(mode="after")
    def _places_are_known(self) -> Self:
        for text in (self.ask.zh, self.ask.en):
            for place in _PLACE.findall(text):
                if place != _NAME and place not in self.fields:
                    raise ValueError(
                        Text(
                            f"{{{place}}}既不是{{{_NAME}}}，也不在fields里",
                            f"{{{place}}} is neither {{{_NAME}}} nor one of the fields",
                        )
                    )
        return self


@check("entry.review", zh="请人工核对与这一人（项目）有关的一件事。")
def ask_of_entry(entry: Entry, want: Ask) -> Iterator[Outcome]:
    """A person looks at something that concerns the entry."""
    yield review(_filled(entry, want))


@check("photo.review", zh="请人工看一看照片。")
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
        _PLACE.sub(lambda place: known[place.group(1)] or f"not in the {FORM}", want.ask.en),
    )


class AskOfPackage(Parameters):
    """ask: what to look at."""

    zh: ClassVar[Mapping[str, str]] = {
        "ask": "要核对什么",
    }

    ask: Said


@check("package.review", zh="请人工核对与整份材料有关的一件事。")
def ask_of_package(package: Package, want: AskOfPackage) -> Iterator[Outcome]:
    """A person looks at something that concerns the package as a whole."""
    yield review(want.ask)
