"""Words of a form that say something of the person beyond the post that is held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from jlxx_check.checks.first_steps import FILL_FORM
from jlxx_check.checks.form.answers import judged_each, scan_unread
from jlxx_check.checks.registry import FieldName, Parameters, check
from jlxx_check.model.nouns import FORM
from jlxx_check.model.outcome import Outcome, failed, not_judged, passed, review
from jlxx_check.model.pack_parts import Said, Words
from jlxx_check.model.package import Entry, Form, Value
from jlxx_check.text import Text, same
from jlxx_check.values.folding import fold


class Mentions(Parameters):
    """fields: where a word is said of the person; also: where it may be said of others.

    words: what they say; unclear: what may or may not mean it. what: what they all stand for.
    """

    zh: ClassVar[Mapping[str, str]] = {
        "fields": "说到本人的栏目",
        "also": "可能说到别人的栏目",
        "words": "不应出现的词",
        "unclear": "说不准是否相关的词",
        "what": "这些词合起来指什么",
    }

    fields: tuple[FieldName, ...]
    also: tuple[FieldName, ...] = ()
    words: Words
    unclear: Words = ()
    what: Said


@check("form.mentions", zh="表上没有写到所列的词；可能说的是别人的由人工核对。")
def mentions(entry: Entry, form: Form, want: Mentions) -> Iterator[Outcome]:
    """The person's form names none of the words; one that may be another's is for a person."""
    if form.scan:
        yield scan_unread(form)
        return
    fields = (*want.fields, *want.also)
    yield from judged_each(form, fields, lambda said: _stated(entry, said, want))


def _stated(entry: Entry, form: Form, want: Mentions) -> Iterator[Outcome]:
    own, others = _filled(form, want.fields), _filled(form, want.also)
    certain = _first(own, want.words)
    doubtful = _first(own, want.unclear) or _first(others, (*want.words, *want.unclear))
    if certain is not None:
        value, word = certain
        yield failed(
            Text(
                f"“{value.label}”中写有“{word}”，属于{want.what.zh}。",
                f"“{value.label}” says “{word}”, which stands for {want.what.en}.",
            ),
            where=value.where,
            expected=Text(f"不是{want.what.zh}", f"no {want.what.en}"),
            observed=same(word),
        )
    elif doubtful is not None:
        value, word = doubtful
        yield review(
            Text(
                f"请核实“{entry.name}”是否为{want.what.zh}：“{value.label}”中写有“{word}”。",
                f"Is “{entry.name}” a {want.what.en}? “{value.label}” says “{word}”.",
            ),
            where=value.where,
            observed=same(word),
        )
    elif own or others:
        yield passed()
    else:
        labels = "、".join(f"“{label}”" for label in (*want.fields, *want.also))
        yield not_judged(
            Text(
                f"{FORM}没有填写{labels}，看不出是否为{want.what.zh}。",
                f"The {FORM} says nothing under {labels}, so this was not judged.",
            ),
            fix=FILL_FORM,
        )


def _filled(form: Form, fields: tuple[str, ...]) -> list[Value]:
    return [form.values[field] for field in fields if form.text(field)]


def _first(values: list[Value], words: Words) -> tuple[Value, str] | None:
    """The first word found, with where; longer words are looked for first."""
    for word in sorted(words, key=len, reverse=True):
        for value in values:
            if fold(word) in fold(value.text):
                return value, word
    return None
