"""Each entry hands in one form, of itself alone, with its required fields filled."""

from __future__ import annotations

from collections.abc import Iterator

from jlxx_check.checks.first_steps import OFFICIAL_FORM, SAVE_RESULTS, SPLIT_FORMS
from jlxx_check.checks.form.answers import (
    form_fields,
    is_filled,
    may_stand,
    said_twice,
    scan_unread,
    shortened,
)
from jlxx_check.checks.form.field_values import KnownValues, listed_unknown, refused, unknown_values
from jlxx_check.checks.form.telling import listed_scant, scant_texts
from jlxx_check.checks.registry import KindName, Parameters, RoleName, check
from jlxx_check.checks.unseen import (
    NONE,
    called_so,
    is_unsaved,
    may_be_called_so,
    may_be_unread,
    may_be_unseen,
    no_results,
)
from jlxx_check.model.facts import ReadFailure, Unreadable
from jlxx_check.model.nouns import FORM, FORMS, PUT_FORWARD
from jlxx_check.model.outcome import Level, Outcome, failed, not_judged, passed, review
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Entry, Form, Package, Value
from jlxx_check.text import Text, listed, same
from jlxx_check.values.folding import fold, fold_name
from jlxx_check.values.people_words import several_people


class OneForm(Parameters):
    """kind: the entries judged. role: the role that a form plays."""

    kind: KindName
    role: RoleName


@check("forms.one-each", zh="每人（项目）有且只有一份表，一份表只写一人（项目）。")
def one_each(package: Package, pack: Pack, want: OneForm) -> Iterator[Outcome]:
    """Every entry of the kind has exactly one form, and no form is of several."""
    shared = _shared(package, want.kind)
    for form in shared:
        yield _of_several(pack, form)
    for entry in package.of_kind(want.kind):
        files = entry.with_role(want.role)
        names = {fold_name(name) for form in shared for name in form.names}
        if (not files and fold_name(entry.name) in names) or entry.form in shared:
            why = Text(
                f"与他人的{FORM}在同一个文件里。", f"Its {FORM} is in one file with others'."
            )
            yield not_judged(why, entry=entry.id, fix=SPLIT_FORMS)
        elif len(files) != 1:
            wrong = _wrong_number(pack, entry, [file.path for file in files])
            if not files:
                wrong = may_be_unseen(package, wrong, by_text=True)
                wrong = may_be_called_so(
                    wrong, called_so(package, pack.roles[want.role].words, entry)
                )
            yield wrong
        else:
            yield from _single(package, pack, entry, files[0].path)


def _shared(package: Package, kind: str) -> list[Form]:
    """Forms of several people, each file once, whether an entry owns it or not."""
    owned = [entry.form for entry in package.of_kind(kind) if entry.form]
    several = [form for form in owned if len(form.names) > 1]
    forms = [form for form in package.shared_forms if form.kind == kind]
    return list({form.path: form for form in (*forms, *several)}.values())


def _of_several(pack: Pack, form: Form) -> Outcome:
    number = len(form.names)
    title = pack.kinds[form.kind].title
    return failed(
        Text(
            f"一个文件里有{number}份{FORM}（{'、'.join(form.names)}），每个{title.zh}应单独一个文件。",
            f"One file holds {number} {FORMS} ({', '.join(form.names)}); each has to be a file of "
            "its own.",
        ),
        file=form.path,
        expected=Text(f"一个文件1份{FORM}", f"1 {FORM} a file"),
        observed=Text(f"{number}份", str(number)),
        fix=Text(
            f"请把各份{FORM}分开，每份存成一个文件。", f"Save each {FORM} as a file of its own."
        ),
    )


def _wrong_number(pack: Pack, entry: Entry, paths: list[str]) -> Outcome:
    if not paths:
        message = Text(f"“{entry.name}”没有{FORM}。", f"“{entry.name}” has no {FORM}.")
        fix = Text(f"请补交{FORM}。", f"Hand in the {FORM}.")
    else:
        named = listed(paths)
        message = Text(
            f"“{entry.name}”有{len(paths)}份{FORM}：{named.zh}，应只有1份。",
            f"“{entry.name}” has {len(paths)} {FORMS}: {named.en}; there has to be one.",
        )
        fix = Text(f"请只保留最终的一份{FORM}。", f"Keep the final {FORM} alone.")
    return failed(
        message,
        entry=entry.id,
        file=paths[-1] if paths else None,
        expected=Text(f"1份{FORM}", f"1 {FORM}"),
        observed=Text(f"{len(paths)}份", str(len(paths))) if paths else NONE,
        fix=fix,
        related=tuple(paths[:-1]),
    )


def _single(package: Package, pack: Pack, entry: Entry, path: str) -> Iterator[Outcome]:
    body = package.facts[path].body
    if entry.form is None or isinstance(body, Unreadable | ReadFailure):
        unread = Text(f"{FORM}的内容没有读懂。", f"The {FORM}'s content was not understood.")
        why = body.detail if isinstance(body, Unreadable | ReadFailure) else unread
        fix = OFFICIAL_FORM if why is unread else None
        yield not_judged(why, entry=entry.id, file=path, fix=fix)
        return
    spec = pack.kinds[entry.kind]
    people = several_people(entry.form.text(spec.name)) if spec.person and spec.name else ()
    yield _of_people(entry, path, people) if people else passed(entry=entry.id, file=path)
    if entry.form.scan and not entry.form.blank:
        yield review(
            Text(
                f"“{entry.name}”的{FORM}只有扫描件，表中内容请人工核对。",
                f"The {FORM} of “{entry.name}” is there only as a scan: a person has to read it.",
            ),
            entry=entry.id,
            file=path,
        )


def _of_people(entry: Entry, path: str, people: tuple[str, ...]) -> Outcome:
    number = len(people)
    return failed(
        Text(
            f"一份{FORM}上写了{number}个人（{'、'.join(people)}），每人应单独一份。",
            f"One {FORM} names {number} people ({', '.join(people)}); each has one of their own.",
        ),
        entry=entry.id,
        file=path,
        expected=Text("1个人", "1 person"),
        observed=Text(f"{number}个人", f"{number} people"),
        fix=Text(
            f"请核实{PUT_FORWARD}的是谁：只{PUT_FORWARD}一人的，姓名栏只写这一人；都{PUT_FORWARD}的，每人单独一份{FORM}。",
            f"Settle who is {PUT_FORWARD}: name one person alone, or fill in a {FORM} for each.",
        ),
    )


def _listed(entry: Entry, pack: Pack, want: KnownValues) -> Iterator[Outcome]:
    """What the register's row says that is none of its kind, or tells nothing."""
    yield from listed_unknown(entry, pack, want)
    yield from listed_scant(entry, pack, want)


@check(
    "form.complete",
    zh="必填栏目都已填写；表上没有的栏目合并为一条提醒。",
    without_form=_listed,
)
def complete(
    form: Form, entry: Entry, package: Package, pack: Pack, want: KnownValues
) -> Iterator[Outcome]:
    """The form's required fields are filled; labels that it does not have are one warning."""
    if form.scan:
        yield scan_unread(form)
        yield from _listed(entry, pack, want)
        return
    fields = form_fields(form, pack)
    required = [label for label, field in fields.items() if field.required]
    absent = [label for label in required if label not in form.values]
    values = [form.values[label] for label in required if label in form.values]
    empty = [
        value
        for value in values
        if not is_unsaved(value)
        and not is_filled(value.text, value.label, fields[value.label], pack)
    ]
    unsaved = [value for value in values if is_unsaved(value)]
    bare = [value for value in values if may_stand(value.text, fields[value.label])]
    body = package.facts[form.path].body
    untouched = not any(value.text.strip() for value in form.values.values())
    if untouched and empty:
        yield may_be_unread(body, _not_filled_in())
    for value in empty if not untouched else ():
        said = any(sign.isalnum() for sign in fold(value.text))
        yield _filler(value) if said else may_be_unread(body, _empty(value))
    yield from map(_bare, bare)
    if absent:
        yield may_be_unread(body, _without_labels(absent))
    if unsaved:
        yield not_judged(no_results(unsaved), fix=SAVE_RESULTS)
    unknown = tuple(unknown_values(form, pack, want, bare))
    yield from unknown
    twice = tuple(said_twice(form, want.once))
    yield from twice
    scant = tuple(scant_texts(form, pack, want))
    yield from scant
    yield from refused(form, want)
    yield from _listed(entry, pack, want)
    if not (empty or bare or absent or unknown or unsaved or twice or scant):
        yield passed()


def _not_filled_in() -> Outcome:
    """One finding, and not one for each field."""
    return failed(
        Text(f"{FORM}还没有填写。", f"The {FORM} is not filled in yet."),
        expected=Text("已填写", "filled in"),
        observed=Text("空", "empty"),
    )


def _empty(value: Value) -> Outcome:
    return failed(
        Text(f"{FORM}的“{value.label}”没有填写。", f"“{value.label}” is left empty in the {FORM}."),
        where=value.where,
        expected=Text("已填写", "filled in"),
        observed=Text("空", "empty"),
    )


def _filler(value: Value) -> Outcome:
    said = shortened(value.text)
    return failed(
        Text(
            f"{FORM}的“{value.label}”没有填写实际内容，只写了“{said}”。",
            f"“{value.label}” is not filled in: it only says “{said}”.",
        ),
        where=value.where,
        expected=Text("已填写", "filled in"),
        observed=same(said),
    )


def _bare(value: Value) -> Outcome:
    """What may be an answer or none is for the unit to say."""
    said = shortened(value.text)
    return failed(
        Text(
            f"{FORM}的“{value.label}”填的是“{said}”，请核实是否确实没有可填的内容。",
            f"“{value.label}” says “{said}”; is there really nothing to fill in?",
        ),
        level=Level.WARNING,
        where=value.where,
        expected=Text("已填写", "filled in"),
        observed=same(said),
        fix=Text(
            "漏填的，请补填；确实没有可填的，不用改。",
            "Fill in what was left out; if there is really nothing, leave it.",
        ),
    )


def _without_labels(absent: list[str]) -> Outcome:
    named = "、".join(f"“{label}”" for label in absent)
    return failed(
        Text(
            f"{FORM}中没有找到这些栏目：{named}。请确认用的是本次通知所附的表格。",
            f"The {FORM} does not have these fields: {named}. Make sure that it is this notice's.",
        ),
        level=Level.WARNING,
        expected=same(named),
        observed=Text("没有这些栏目", "not there"),
    )
