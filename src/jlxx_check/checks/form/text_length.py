"""Whether what a field of a form tells is as long as asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from pydantic import Field

from jlxx_check.checks.form.said import Fault, judged_field
from jlxx_check.checks.lengths import TextLength, measured
from jlxx_check.checks.registry import FieldName, check
from jlxx_check.model.outcome import Outcome
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Entry, Value
from jlxx_check.text import Text


class FieldLength(TextLength):
    """The field, and how long it has to be."""

    zh: ClassVar[Mapping[str, str]] = {
        "field": "数哪一栏的字数",
    }

    field: FieldName = Field(description="the field whose text is counted")


@check("form.text-length", zh="一栏的文字篇幅符合要求：大约多少字、至少、至多，或在两者之间。")
def text_length(entry: Entry, pack: Pack, want: FieldLength) -> Iterator[Outcome]:
    """A field's text is as long as asked: about so long, at least, at most, or between.

    Counted as a document's is; an empty field is another rule's finding and not judged here.

    Example::

        check: form.text-length
        with: {field: 简要事迹, at_most: 200}
    """

    def find(value: Value) -> Fault | None:
        found = measured(value.text, want)
        if found is None:
            return None
        said = Text(found.said.zh, found.said.en[0].lower() + found.said.en[1:])
        return Fault(said, found.asked, found.level, found.observed)

    yield from judged_field(entry, want.field, pack, find)
