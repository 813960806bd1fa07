"""Whether a cell for an organisation names that alone, and no post behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from jlxx_check.checks.form.said import Fault, judged_field
from jlxx_check.checks.registry import FieldName, Parameters, check
from jlxx_check.model.outcome import Outcome
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import Words
from jlxx_check.model.package import Entry, Value
from jlxx_check.text import Text
from jlxx_check.values.folding import fold_name
from jlxx_check.values.posts import plain_post

_BRACKETED = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]\s*$")
_PIECES = re.compile(r"[\s、,，;；/／|]+")


class BareUnit(Parameters):
    """What a cell for an organisation may not end in."""

    zh: ClassVar[Mapping[str, str]] = {
        "field": "只写单位名称的栏目",
        "posts": "职务、职称（教师、科长、主任）",
        "passed_over": "以这些词结尾而不是职务的名称",
    }

    field: FieldName = Field(description="the field for the organisation alone")
    posts: Annotated[Words, Field(min_length=1, description="posts and titles (教师, 科长, 主任)")]
    passed_over: Words = Field(
        (), description="names that end in one of them and are no post (公共关系总监)"
    )


@check("form.bare-unit", zh="单位栏只写单位名称，后面没有带职务。")
def bare_unit(entry: Entry, pack: Pack, want: BareUnit) -> Iterator[Outcome]:
    """The field names the organisation alone: no post stands behind it, in brackets or not.

    教师 in 某市教师进修学校 is a part of the name; what the cell, or a part of it, ends in counts.

    Example::

        check: form.bare-unit
        with: {field: 单位, posts: [教师, 校长, 副校长, 主任, 科长, 职员]}
    """
    asked = Text("只写单位名称", "the organisation's name alone")

    def find(value: Value) -> Fault | None:
        word = _post(value.text, want)
        if word is None:
            return None
        return Fault(
            Text(
                f"单位名称后面写了职务“{word}”，这一栏只写单位名称",
                f"the post “{word}” stands behind the organisation, whose name alone is asked for",
            ),
            asked,
        )

    yield from judged_field(entry, want.field, pack, find)


def _post(text: str, want: BareUnit) -> str | None:
    """The post that the text, or a part of it, ends in; None where there is none."""
    bracketed = _BRACKETED.search(text)
    parts = [text[: bracketed.start()], bracketed[1]] if bracketed else [text]
    over = tuple(fold_name(name) for name in want.passed_over)
    for part in (piece for whole in parts for piece in _PIECES.split(plain_post(whole)) if piece):
        folded = fold_name(part)
        if folded.endswith(over) and over:
            continue
        for post in sorted(want.posts, key=len, reverse=True):
            if folded.endswith(fold_name(post)):
                return post
    return None
