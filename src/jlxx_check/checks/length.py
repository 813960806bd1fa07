"""How long a document's text is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from pydantic import PositiveFloat, PositiveInt, model_validator

from jlxx_check.checks.parameters import Parameters
from jlxx_check.checks.registry import check
from jlxx_check.model.document import Document
from jlxx_check.model.outcome import Level, Outcome, failed, not_judged, passed
from jlxx_check.model.text import Text
from jlxx_check.values.counting import word_count


class Length(Parameters):
    """about: words as Word counts 字数. holds, warns: how far off, as a share of it."""

    about: PositiveInt
    holds: PositiveFloat
    warns: PositiveFloat

    @model_validator(mode="after")
    def _warns_beyond_holds(self) -> Self:
        if self.warns < self.holds:
            raise ValueError("warns is less than holds")
        return self


@check("document.length")
def length(document: Document, want: Length) -> Iterator[Outcome]:
    """The text is about as long as asked; somewhat off is a warning."""
    if not document.has_text:
        yield not_judged(
            Text(
                "文件是扫描件，数不出字数，请人工核对。",
                "The file is a scan; its characters cannot be counted by machine.",
            )
        )
        return
    words = word_count(document.text)
    off = abs(words - want.about)
    if off <= round(want.about * want.holds):
        yield passed()
        return
    lowest, highest = (round(want.about * (1 + way * want.holds)) for way in (-1, 1))
    much = Text("偏多", "more") if words > want.about else Text("偏少", "fewer")
    yield failed(
        Text(
            f"全文{words}字，{much.zh}；要求{want.about}字左右（{lowest}至{highest}字）。",
            f"The text has {words} characters, {much.en} than the {want.about} or so that are "
            f"asked for ({lowest} to {highest}).",
        ),
        level=Level.WARNING if off <= round(want.about * want.warns) else None,
        expected=Text(f"{lowest}至{highest}字", f"{lowest} to {highest}"),
        observed=Text(f"{words}字", str(words)),
    )
