"""The posts that a person holds."""

from __future__ import annotations

from collections.abc import Iterator

from jlxx_check.checks.answers import answer
from jlxx_check.checks.parameters import FieldName, Parameters
from jlxx_check.checks.registry import check
from jlxx_check.model.outcome import Outcome, failed, not_judged, passed, review
from jlxx_check.model.pack import Said, Words
from jlxx_check.model.package import Entry, Form, Value
from jlxx_check.model.text import Text, same
from jlxx_check.values.titles import held_title


class HeldTitle(Parameters):
    """leading: posts that certainly rank too high; uncertain: those that may, or may not.

    former: words that say the post is no longer held. rank: what the posts are called together.
    passed_over: words that hold the characters of a title, or of 原, and are none (吉林市长春路).
    """

    field: FieldName
    leading: Words
    uncertain: Words
    former: Words
    rank: Said
    passed_over: Words = ()


@check("form.held-title")
def title(entry: Entry, form: Form, want: HeldTitle) -> Iterator[Outcome]:
    """The person's own, present post is no leading one of the rank; doubt is for a person."""
    post = answer(form, want.field)
    if not isinstance(post, Value):
        yield not_judged(post)
        return
    found = held_title(
        _without(post.text, want.passed_over), want.leading, want.uncertain, want.former
    )
    if found.kind == "leading":
        yield failed(
            Text(
                f"“{want.field}”中写有“{found.words}”，属于{want.rank.zh}。",
                f"“{want.field}” names “{found.words}”, one of the {want.rank.en}.",
            ),
            where=post.where,
            expected=Text(f"不是{want.rank.zh}", f"none of the {want.rank.en}"),
            observed=same(found.words),
        )
    elif found.kind == "uncertain":
        yield review(
            Text(
                f"请核实“{entry.name}”是否为现任{want.rank.zh}：“{want.field}”中写有“{found.words}”。",
                f"Is “{entry.name}” at present one of the {want.rank.en}? “{want.field}” names "
                f"“{found.words}”.",
            ),
            where=post.where,
            observed=same(found.words),
        )
    else:
        yield passed()


def _without(text: str, words: Words) -> str:
    """The text without the words; a longer one goes before those that it holds."""
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, "")
    return text
