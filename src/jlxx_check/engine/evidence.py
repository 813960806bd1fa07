"""What a check's annotations ask for, found for one subject - or the reason why it is missing."""

from __future__ import annotations

from dataclasses import dataclass

from jlxx_check.engine.subjects import Subject
from jlxx_check.model.document import Document
from jlxx_check.model.facts import Audio, Crashed, Photo, Unreadable, Video
from jlxx_check.model.outcome import Outcome, not_applicable, not_judged
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Entry, Form, Package, Row
from jlxx_check.model.subject import SubjectFile
from jlxx_check.model.text import Text

_CONTENT: frozenset[type] = frozenset({Photo, Video, Audio, Document})


@dataclass(frozen=True, slots=True)
class Missing:
    """The evidence is not there; ``outcome`` says what becomes of the rule."""

    outcome: Outcome


def evidence(kind: type, subject: Subject, package: Package, pack: Pack) -> object:
    """The evidence of one type for a subject, or Missing."""
    if kind is Package:
        return package
    if kind is Pack:
        return pack
    if kind is SubjectFile:
        return subject.file or Missing(not_applicable())
    if kind in _CONTENT:
        return _content(kind, subject)
    if subject.entry is None:
        return Missing(not_applicable())
    if kind is Entry:
        return subject.entry
    if kind is Form:
        return _form(subject.entry, package, pack)
    if kind is Row:
        return _row(subject.entry, package, pack)
    raise TypeError(f"no subject can give {kind}")


def _content(kind: type, subject: Subject) -> object:
    if subject.file is None:
        return Missing(not_applicable())
    body = subject.file.facts.body
    if isinstance(body, kind):
        return body
    path = subject.file.facts.path
    if isinstance(body, Unreadable | Crashed):
        return Missing(not_judged(body.detail, file=path))
    return Missing(
        not_judged(
            Text("文件内容不是这一项要检查的类型。", "The file is not of the kind judged here."),
            file=path,
        )
    )


def _form(entry: Entry, package: Package, pack: Pack) -> Form | Missing:
    if entry.form is not None:
        return entry.form
    files = entry.with_role("form")
    if files:
        path = files[0].path
        body = package.facts[path].body
        unread = Text("推介表的内容没有读懂。", "The form's content was not understood.")
        why = body.detail if isinstance(body, Unreadable | Crashed) else unread
        return Missing(not_judged(why, file=path))
    if any(entry.name in form.names for form in package.shared_forms):
        why = Text("与他人的推介表在同一个文件里。", "Its form shares one file with others'.")
        return Missing(not_judged(why))
    if pack.kinds[entry.kind].form is None:
        return Missing(not_applicable())
    return Missing(not_judged(Text("没有推介表。", "There is no form.")))


def _row(entry: Entry, package: Package, pack: Pack) -> Row | Missing:
    if entry.row is not None:
        return entry.row
    kind = pack.kinds[entry.kind]
    for register in package.registers_of(kind.special_of or entry.kind):
        if register.problem is not None:
            return Missing(not_judged(register.problem.detail, file=register.path))
    if kind.register_ is None:
        return Missing(not_applicable())
    return Missing(not_judged(Text("登记表中没有这一行。", "The register has no such row.")))
