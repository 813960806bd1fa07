"""Whether a person's own, present post ranks too high for the notice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from jlxx_check.checks.form.answers import answer, judged_each, unanswered
from jlxx_check.checks.register.register_values import breaking_row, listed_value
from jlxx_check.checks.registry import FieldName, Parameters, check
from jlxx_check.model.outcome import Outcome, Status, failed, passed, review
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import Said, Words
from jlxx_check.model.package import Entry, Form, Value
from jlxx_check.text import Text, same
from jlxx_check.values.posts import (
    TitleFound,
    held_title,
    plain_post,
    readings_of_brackets,
    without_names,
)


class HeldTitle(Parameters):
    """leading: posts that certainly rank too high; uncertain: those that may, or may not.

    former: words that say the post is no longer held. rank: what the posts are called together.
    passed_over: words that hold the characters of a title, or of 原, and are none (吉林市长春路).
    """

    zh: ClassVar[Mapping[str, str]] = {
        "leading": "肯定达到该级别的职务",
        "uncertain": "可能达到、也可能达不到的职务",
        "former": "表示已经卸任的词",
        "rank": "这一级别的总称",
        "passed_over": "含有职务字样而不是职务的词（如地名）",
    }

    field: FieldName
    leading: Words
    uncertain: Words
    former: Words
    rank: Said
    passed_over: Words = ()


def _listed(entry: Entry, pack: Pack, want: HeldTitle) -> Iterator[Outcome]:
    """The post that the register names, where the form names none or another one."""
    stated = plain_post(entry.form.text(want.field)) if entry.form else ""
    for listed in listed_value(entry, want.field):
        found = _held(listed, want)
        if found.kind == "none" or found.words in stated:
            continue
        if found.kind == "leading":
            why = Text(
                f"其中“{found.words}”属于{want.rank.zh}",
                f"“{found.words}” is one of the {want.rank.en}",
            )
            yield breaking_row(entry, listed, why, _none_of(want))
        else:
            register = entry.row.register if entry.row else None
            yield _doubtful(entry, listed, found, want, file=register)


@check(
    "form.held-title",
    zh="本人现任职务不是所列级别的领导职务；说不准的由人工核对。",
    without_form=_listed,
)
def title(entry: Entry, form: Form, pack: Pack, want: HeldTitle) -> Iterator[Outcome]:
    """The person's own, present post is no leading one of the rank; doubt is for a person.

    A register that names another post is judged, too.
    """
    judged = judged_each(form, [want.field], lambda said: _stated(entry, said, pack, want))
    stated = list(judged)
    yield from stated
    if not any(item.status is Status.FAIL for item in stated):
        yield from _listed(entry, pack, want)


def _stated(entry: Entry, form: Form, pack: Pack, want: HeldTitle) -> Iterator[Outcome]:
    post = answer(form, want.field, pack)
    if not isinstance(post, Value):
        yield unanswered(post)
        return
    found = _held(post, want)
    if found.kind == "leading":
        yield failed(
            Text(
                f"“{want.field}”中写有“{found.words}”，属于{want.rank.zh}。",
                f"“{want.field}” names “{found.words}”, one of the {want.rank.en}.",
            ),
            where=post.where,
            expected=_none_of(want),
            observed=same(found.words),
        )
    elif found.kind == "uncertain":
        yield _doubtful(entry, post, found, want)
    else:
        yield passed()


def _held(post: Value, want: HeldTitle) -> TitleFound:
    """What the post is by the reading that ranks it highest."""
    titles = (*want.leading, *want.uncertain)
    told = [
        held_title(without_names(text, want.passed_over), want.leading, want.uncertain, want.former)
        for text in readings_of_brackets(plain_post(post.text), titles)
    ]
    return next(
        (found for kind in ("leading", "uncertain") for found in told if found.kind == kind),
        told[0],
    )


def _none_of(want: HeldTitle) -> Text:
    return Text(f"不是{want.rank.zh}", f"none of the {want.rank.en}")


def _doubtful(
    entry: Entry, post: Value, found: TitleFound, want: HeldTitle, *, file: str | None = None
) -> Outcome:
    return review(
        Text(
            f"请核实“{entry.name}”是否为现任{want.rank.zh}：“{want.field}”中写有“{found.words}”。",
            f"Is “{entry.name}” at present one of the {want.rank.en}? “{want.field}” names "
            f"“{found.words}”.",
        ),
        file=file,
        where=post.where,
        observed=same(found.words),
    )
