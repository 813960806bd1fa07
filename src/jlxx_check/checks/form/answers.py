"""What a form answers to a check's question, or why it does not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from jlxx_check.checks.first_steps import FILL_FORM, READ_SCAN, REPLACE_BLANK, SAVE_RESULTS
from jlxx_check.checks.unseen import is_unsaved, no_results
from jlxx_check.forms.fillers import says_nothing
from jlxx_check.model.nouns import FORM
from jlxx_check.model.outcome import Level, Outcome, Status, failed, not_judged
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import FieldSpec, Words
from jlxx_check.model.package import Entry, Form, Value
from jlxx_check.text import Text, same
from jlxx_check.values.dates import may_agree
from jlxx_check.values.folding import fold, fold_name
from jlxx_check.values.masking import mask, mask_pair
from jlxx_check.values.phones import same_phone

_SCAN = Text(
    f"{FORM}是扫描件，无法自动读取，请人工核对。",
    f"The {FORM} is a scan and cannot be read by machine.",
)
_BLANK = Text(f"{FORM}是空白的，没有内容可看。", f"The {FORM} is blank: there is nothing to read.")

_QUOTED = 40


class _Unsaved(Text):
    """Why a cell gives no answer whose formula was saved without its result."""

    __slots__ = ()


def unanswered(why: Text) -> Outcome:
    """Not judged, for the form does not answer; ``why`` is what ``answer`` gave."""
    if isinstance(why, _Unsaved):
        return not_judged(Text(why.zh, why.en), fix=SAVE_RESULTS)
    if why is _BLANK:
        return not_judged(why, fix=REPLACE_BLANK)
    return not_judged(why, fix=READ_SCAN if why is _SCAN else FILL_FORM)


def scan_unread(form: Form) -> Outcome:
    """Not judged, for the form is a scan, or one of blank pages."""
    return unanswered(_told_by(form))


def _told_by(scan: Form) -> Text:
    return _BLANK if scan.blank else _SCAN


def is_filled(text: str, label: str, field: FieldSpec | None, pack: Pack) -> bool:
    """Whether a cell holds anything: a stroke, a line to write on or a filler is no content.

    field: of the form or the register; None where it has no such label. What the field may say
    (无 beside 职务) is content.
    """
    if field is None:
        return not says_nothing(text, pack.fillers)
    labels = (label, *field.spellings)
    return may_stand(text, field) or not says_nothing(text, pack.fillers, labels, field.fillers)


def may_stand(text: str, field: FieldSpec) -> bool:
    """Whether the text is a filler that the field may say."""
    return fold(text).strip("()。.") in {fold(word) for word in field.may_say}


def shortened(text: str) -> str:
    """What a finding quotes of a cell that says nothing: one line, forty characters at most."""
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else line[: _QUOTED - 1] + "…"


def form_fields(form: Form, pack: Pack) -> dict[str, FieldSpec]:
    """The fields of a form of this kind, by label."""
    spec = pack.form_of(form.kind)
    return spec.fields if spec else {}


def answer(form: Form, field: str, pack: Pack, none: Words = ()) -> Value | Text:
    """The filled-in value of a field, or a sentence that says why there is none.

    An empty value or a filler, a label that the form lacks and a scan are other rules' findings; a
    check that gets a sentence here passes it on as ``not judged``.
    none: answers that say there is nothing to give (无); they are as good as empty.
    """
    if form.scan:
        return _told_by(form)
    value = form.values.get(field)
    if value is None:
        return Text(f"{FORM}中没有“{field}”一栏。", f"The {FORM} has no field “{field}”.")
    if is_unsaved(value):
        why = no_results([value])
        return _Unsaved(why.zh, why.en)
    spec = form_fields(form, pack).get(field)
    filled = bool(value.text.strip()) and is_filled(value.text, field, spec, pack)
    if not filled or fold(value.text) in {fold(word) for word in none}:
        return Text(f"{FORM}中“{field}”未填写。", f"“{field}” is left empty in the {FORM}.")
    return value


_SETTLE = Text(
    "请核实哪一处正确，并把两处改成一致。", "Find out which is right and make both say it."
)


def said_twice(form: Form, fields: tuple[str, ...]) -> Iterator[Outcome]:
    """A warning for each field that has another answer elsewhere; the first that differs tells."""
    for field in fields:
        writings = form.values[field].writings if field in form.values else ()
        for other in writings[1:]:
            if _differ(writings[0], other):
                yield _two_answers(writings[0], other)
                break


def other_readings(form: Form, fields: Iterable[str]) -> Iterator[tuple[Value, Value, Form]]:
    """The form with another answer of a field that has several which cannot all hold.

    With the answer that is taken elsewhere, and the other one.
    """
    for field in fields:
        value = form.values.get(field)
        for other in value.writings if value else ():
            if value is not None and _differ(value, other):
                values = {**form.values, field: replace(other, writings=())}
                yield value, other, replace(form, values=values)


def judged_each(
    form: Form, fields: Iterable[str], judge: Callable[[Form], Iterable[Outcome]]
) -> Iterator[Outcome]:
    """What a check says of the form; where a field has two answers, only what it says of both.

    Where it matters which of them is right, the rule is not judged: the first is as doubtful as
    the second. judge: takes the form with one answer in each field.
    """
    first = tuple(judge(form))
    for value, other, read in other_readings(form, fields):
        if _result(judge(read)) != _result(first):
            yield _either(value, other)
            return
    yield from first


def judged_entry(
    entry: Entry, fields: Iterable[str], judge: Callable[[Entry], Iterable[Outcome]]
) -> Iterator[Outcome]:
    """The same of what a check says of an entry by its form."""
    if entry.form is None:
        yield from judge(entry)
        return
    yield from judged_each(entry.form, fields, lambda said: judge(replace(entry, form=said)))


def _result(outcomes: Iterable[Outcome]) -> set[tuple[Status, Level | None]]:
    return {(outcome.status, outcome.level) for outcome in outcomes}


def _either(value: Value, other: Value) -> Outcome:
    one, two = map(shortened, apart(value.text, other.text))
    return not_judged(
        Text(
            f"{FORM}的“{value.label}”出现两次（“{one}”和“{two}”），结论因以哪一处为准而不同，无法判断。",
            f"“{value.label}” stands twice in the {FORM} (“{one}” and “{two}”), and "
            "the result hangs "
            "on which of them is right.",
        ),
        fix=_SETTLE,
    )


def apart(a: str, b: str) -> tuple[str, str]:
    """Two values as a finding shows them: what would look alike once masked is masked here."""
    a, b = " ".join(a.split()), " ".join(b.split())
    return mask_pair(a, b) if mask(a) == mask(b) else (a, b)


def _two_answers(value: Value, other: Value) -> Outcome:
    one, two = map(shortened, apart(value.text, other.text))
    return failed(
        Text(
            f"{FORM}的“{value.label}”出现两次，填的不一样：一处是“{one}”（{value.where}），另一处是"
            f"“{two}”（{other.where}）。",
            f"“{value.label}” stands twice in the {FORM} with different answers: “{one}” "
            f"({value.where}) and “{two}” ({other.where}).",
        ),
        level=Level.WARNING,
        where=other.where,
        expected=Text("前后一致", "the same in both places"),
        observed=same(two),
        fix=_SETTLE,
    )


def _differ(value: Value, other: Value) -> bool:
    """Whether the two cannot both hold; the longer may say the same with more words."""
    short, long = sorted((fold_name(value.text), fold_name(other.text)), key=len)
    # 500 is no part of 1500.
    held = re.search(rf"(?<![0-9]){re.escape(short)}(?![0-9])", long)
    if not short or held or same_phone(value.text, other.text):
        return False
    return not may_agree(value.text, other.text, value.kind, other.kind)
