"""What a rule's check is called with for one subject, by what its annotations ask for."""

from __future__ import annotations

from dataclasses import replace

from jlxx_check.engine.bound_rule import BoundRule
from jlxx_check.engine.evidence import Missing, Subject, evidence
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Form, Package, Row
from jlxx_check.model.traits import Inbox

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
