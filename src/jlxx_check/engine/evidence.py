"""What a check's annotations ask for, found for one subject - or the reason why it is missing.

What a rule's check is called with follows from it, and who stands in a row that is pointed to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from jlxx_check.checks.first_steps import (
    ADD_ROW,
    HAND_IN_FORM,
    OFFICIAL_FORM,
    READABLE_REGISTER,
    SPLIT_FORMS,
)
from jlxx_check.engine.bound_rule import BoundRule
from jlxx_check.model.document import Document
from jlxx_check.model.facts import Audio, Photo, ReadFailure, Unreadable, Video
from jlxx_check.model.nouns import FORM, REGISTER
from jlxx_check.model.outcome import Outcome, not_applicable, not_judged
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Entry, Form, OwnedFile, Package, Reason, Row, SubjectFile
from jlxx_check.model.plays import Plays
from jlxx_check.model.traits import Inbox
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen


@frozen
class Subject:
    """One thing to judge. Both None: the package as a whole."""

    entry: Entry | None = None
    file: SubjectFile | None = None


def subjects(package: Package, scope: str, pack: Pack) -> Iterator[Subject]:
    """The subjects of one scope, in the package's order: see ``RuleSpec``."""
    kind, _, role = scope.partition(".")
    if scope == "package":
        yield Subject()
    elif scope == "file":
        owners = {entry.id: entry for entry in package.entries}
        for owned in package.role_files:
            entry = owners.get(owned.entry) if owned.entry else None
            yield Subject(entry, _with_facts(package, owned, entry))
    elif scope == "register-scan":
        for item in package.unassigned:
            if item.reason is Reason.REGISTER_SCAN:
                owned = OwnedFile(item.path, pack.role_for(Plays.REGISTER), None, item.why)
                yield Subject(None, _with_facts(package, owned, None))
    else:
        for entry in package.entries:
            if kind not in ("*", entry.kind):
                continue
            if not role:
                yield Subject(entry)
                continue
            for owned in entry.with_role(role):
                yield Subject(entry, _with_facts(package, owned, entry))


def _with_facts(package: Package, owned: OwnedFile, entry: Entry | None) -> SubjectFile:
    return SubjectFile(owned, package.facts[owned.path], entry)


_CONTENT: frozenset[type] = frozenset({Photo, Video, Audio, Document})


@frozen
class Missing:
    """The evidence is not there; ``outcome`` says what becomes of the rule."""

    outcome: Outcome
    #: What was asked for.
    kind: type = object


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
    if isinstance(body, Unreadable | ReadFailure):
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
    files = entry.with_role(*pack.playing(Plays.FORM, kind=entry.kind))
    if files:
        path = files[0].path
        body = package.facts[path].body
        unread = Text(f"{FORM}的内容没有读懂。", f"The {FORM}'s content was not understood.")
        why = body.detail if isinstance(body, Unreadable | ReadFailure) else unread
        fix = None if isinstance(body, Unreadable | ReadFailure) else OFFICIAL_FORM
        return Missing(not_judged(why, file=path, fix=fix))
    if any(entry.name in form.names for form in package.shared_forms):
        why = Text(f"与他人的{FORM}在同一个文件里。", f"Its {FORM} shares one file with others'.")
        return Missing(not_judged(why, fix=SPLIT_FORMS))
    if pack.kinds[entry.kind].form is None:
        return Missing(not_applicable())
    why = Text(f"没有{FORM}。", f"There is no {FORM}.")
    return Missing(not_judged(why, fix=HAND_IN_FORM))


def _row(entry: Entry, package: Package, pack: Pack) -> Row | Missing:
    if entry.row is not None:
        return entry.row
    kind = pack.kinds[entry.kind]
    for register in package.registers_of(kind.special_of or entry.kind):
        if register.problem is not None:
            fix = READABLE_REGISTER
            return Missing(not_judged(register.problem.detail, file=register.path, fix=fix))
    if kind.register_ is None:
        return Missing(not_applicable())
    why = Text(f"{REGISTER}中没有这一行。", f"The {REGISTER} has no such row.")
    return Missing(not_judged(why, fix=ADD_ROW))


Arguments = dict[str, object]


def arguments_of(
    rule: BoundRule, subject: Subject, package: Package, pack: Pack
) -> Arguments | Missing:
    """By the arguments' names; Missing for the first evidence that is not there."""
    arguments: Arguments = {}
    for name, kind in rule.check.needs:
        found = evidence(kind, subject, package, pack)
        if isinstance(found, Missing):
            return replace(found, kind=kind)
        arguments[name] = found
    return _with_parameters(rule, arguments)


def without_form(rule: BoundRule, subject: Subject, pack: Pack) -> Arguments:
    """What is given where an entry has no form, and a check judges something all the same."""
    return {"entry": subject.entry, "pack": pack, "want": rule.parameters}


def across_arguments(rule: BoundRule, inbox: Inbox, pack: Pack) -> Arguments:
    """What is given to a check that compares packages."""
    given: Arguments = {name: inbox if kind is Inbox else pack for name, kind in rule.check.needs}
    return _with_parameters(rule, given)


def file_of(arguments: Arguments) -> str | None:
    """The paper that what is given was read from; None: it is no paper's."""
    for given in arguments.values():
        if isinstance(given, Form):
            return given.path
        if isinstance(given, Row):
            return given.register
    return None


def _with_parameters(rule: BoundRule, arguments: Arguments) -> Arguments:
    if rule.check.parameters_name is not None:
        arguments[rule.check.parameters_name] = rule.parameters
    return arguments


class RowNames:
    """The names in a package's registers by the places of their cells.

    What is found in a register is about whoever stands in that row: when rows are inserted, sorted
    or replaced, the place is another's.
    """

    def __init__(self, package: Package) -> None:
        self._package = package

    def at(self, file: str | None, where: str | None) -> str | None:
        """The name in the row of that place; None: it is in no row, or the row names nobody."""
        if file is None or where is None:
            return None
        return self._by_place.get((file, where)) or None

    @cached_property
    def _by_place(self) -> dict[tuple[str, str], str]:
        return {
            (row.register, place): row.name
            for register in self._package.registers
            for row in register.rows
            for place in (row.where, *(value.where for value in row.values.values()))
        }
