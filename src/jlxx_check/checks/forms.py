"""Each entry hands in one form, of itself alone, with its required fields filled."""

from __future__ import annotations

from collections.abc import Iterator

from jlxx_check.checks.answers import SCAN, is_filled
from jlxx_check.checks.parameters import KindName, Parameters, RoleName
from jlxx_check.checks.registry import check
from jlxx_check.checks.unseen import may_be_unseen
from jlxx_check.model.facts import Crashed, Unreadable
from jlxx_check.model.outcome import Level, Outcome, failed, not_judged, passed, review
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Entry, Form, Package
from jlxx_check.model.text import Text, same
from jlxx_check.values.folding import fold_name


class OneForm(Parameters):
    """kind: the entries judged. role: the role that a form plays."""

    kind: KindName
    role: RoleName


@check("forms.one-each")
def one_each(package: Package, pack: Pack, want: OneForm) -> Iterator[Outcome]:
    """Every entry of the kind has exactly one form, and no form is of several."""
    shared = _shared(package, want.kind)
    for form in shared:
        yield _of_several(pack, form)
    for entry in package.of_kind(want.kind):
        files = entry.with_role(want.role)
        names = {fold_name(name) for form in shared for name in form.names}
        if (not files and fold_name(entry.name) in names) or entry.form in shared:
            why = Text("与他人的推介表在同一个文件里。", "Its form is in one file with others'.")
            yield not_judged(why, entry=entry.id)
        elif len(files) != 1:
            wrong = _wrong_number(pack, entry, [file.path for file in files])
            yield wrong if files else may_be_unseen(package, wrong)
        else:
            yield from _single(package, entry, files[0].path)


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
            f"一个文件里有{number}份推介表（{'、'.join(form.names)}），每个{title.zh}应单独一个文件。",
            f"One file holds {number} forms ({', '.join(form.names)}); each has to be a file of "
            "its own.",
        ),
        file=form.path,
        expected=Text("一个文件1份推介表", "1 form a file"),
        observed=Text(f"{number}份", str(number)),
        fix=Text("请把各份推介表分开，每份存成一个文件。", "Save each form as a file of its own."),
    )


def _wrong_number(pack: Pack, entry: Entry, paths: list[str]) -> Outcome:
    if not paths:
        message = Text(f"“{entry.name}”没有推介表。", f"“{entry.name}” has no form.")
        fix = Text("请补交推介表。", "Hand in the form.")
    else:
        message = Text(
            f"“{entry.name}”有{len(paths)}份推介表：{'、'.join(paths)}，应只有1份。",
            f"“{entry.name}” has {len(paths)} forms: {', '.join(paths)}; there has to be one.",
        )
        fix = Text("请只保留最终的一份推介表。", "Keep the final form alone.")
    return failed(
        message,
        entry=entry.id,
        file=paths[-1] if paths else None,
        expected=Text("1份推介表", "1 form"),
        observed=Text(f"{len(paths)}份", str(len(paths))) if paths else Text("没有", "none"),
        fix=fix,
        related=tuple(paths[:-1]),
    )


def _single(package: Package, entry: Entry, path: str) -> Iterator[Outcome]:
    body = package.facts[path].body
    if entry.form is None or isinstance(body, Unreadable | Crashed):
        unread = Text("推介表的内容没有读懂。", "The form's content was not understood.")
        why = body.detail if isinstance(body, Unreadable | Crashed) else unread
        yield not_judged(why, entry=entry.id, file=path)
        return
    yield passed(entry=entry.id, file=path)
    if entry.form.scan:
        yield review(
            Text(
                f"“{entry.name}”的推介表只有扫描件，表中内容请人工核对。",
                f"The form of “{entry.name}” is there only as a scan: a person has to read it.",
            ),
            entry=entry.id,
            file=path,
        )


@check("form.complete")
def complete(form: Form, entry: Entry, pack: Pack) -> Iterator[Outcome]:
    """The form's required fields are filled; labels that it does not have are one warning."""
    if form.scan:
        yield not_judged(SCAN)
        return
    fields = pack.forms[pack.kinds[entry.kind].form or entry.kind].fields
    required = [label for label, field in fields.items() if field.required]
    absent = [label for label in required if label not in form.values]
    empty = [
        form.values[label]
        for label in required
        if label in form.values and not is_filled(form.values[label].text)
    ]
    for value in empty:
        yield failed(
            Text(
                f"推介表的“{value.label}”没有填写。",
                f"“{value.label}” is left empty in the form.",
            ),
            where=value.where,
            expected=Text("已填写", "filled in"),
            observed=Text("空", "empty"),
        )
    if absent:
        yield _without_labels(absent)
    elif not empty:
        yield passed()


def _without_labels(absent: list[str]) -> Outcome:
    named = "、".join(f"“{label}”" for label in absent)
    return failed(
        Text(
            f"推介表中没有找到这些栏目：{named}。请确认用的是本次通知所附的表格。",
            f"The form does not have these fields: {named}. Make sure that it is this notice's.",
        ),
        level=Level.WARNING,
        expected=same(named),
        observed=Text("没有这些栏目", "not there"),
    )
