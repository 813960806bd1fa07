"""What is held against a package of which the system did not let everything be read.

A form that cannot be read for the moment is not missing, and its register's row is not one too
many. So a fault stands only where what was not read has no part in it; of the others nobody knows,
until it can be read.
"""

from __future__ import annotations

from jlxx_check.engine.bound_rule import BoundRule
from jlxx_check.engine.evidence import Subject
from jlxx_check.model.facts import Group
from jlxx_check.model.outcome import Lack, Outcome, not_judged
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Form, Package
from jlxx_check.text import Text

#: What a check may be given that tells only of what was read.
_READ = frozenset({Form, Pack})

_AGAIN = Text(
    "能读的时候（如共享盘恢复、给出权限）再检查一次。",
    "Check again once it can be read (the share is back, permission is given).",
)


def doubted(
    outcome: Outcome, entry: str | None, rule: BoundRule, subject: Subject, package: Package
) -> Outcome:
    """A failed outcome of a package with something unread: itself, or that this cannot be told.

    entry: that it is about.
    """
    kept_from = _affecting(entry, package)
    if kept_from is None or _tells_of_itself(rule, subject, entry, package):
        return outcome
    why = Text(
        f"“{kept_from}”没有读出来，这一项可能与它有关，没有下结论。",
        f"“{kept_from}” could not be read and may bear on this, which was not judged.",
    )
    return not_judged(why, entry=outcome.entry, file=outcome.file, fix=_AGAIN, lack=Lack.PROGRAM)


def _affecting(entry: str | None, package: Package) -> str | None:
    """Something unread that may bear on the entry (None: on the package); None: nothing does.

    A picture or a film that is an entry's own bears on no other one.
    """
    for path in package.unread:
        facts = package.facts.get(path)
        owner = _owner(path, package)
        if entry is None or owner is None or owner == entry:
            return path
        if facts is None or facts.group is Group.DOCUMENT:
            return path
    return None


def _owner(path: str, package: Package) -> str | None:
    return next((one.entry for one in package.role_files if one.path == path and one.entry), None)


def _tells_of_itself(
    rule: BoundRule, subject: Subject, entry: str | None, package: Package
) -> bool:
    """Whether the outcome rests on nothing but a file, or a form, that was read."""
    if rule.check.apart:
        return True
    if subject.file is not None:
        return not entry or all(
            _owner(path, package) not in (entry, None) for path in package.unread
        )
    return bool(rule.check.needs) and all(kind in _READ for _, kind in rule.check.needs)
