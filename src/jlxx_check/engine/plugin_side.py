"""What a plugin's check is given and says in the process of its own: that end of ``plugin_calls``.

Each rule has facts of its own there, unpacked from bytes that no check can reach: what one does to
them no other rule sees, nor does the report.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Mapping, Sequence
from contextlib import redirect_stdout
from typing import Any

from jlxx_check.checks.registry import REGISTRY, CheckFunction
from jlxx_check.engine.bound_rule import BoundRule, parameters_of
from jlxx_check.engine.check_calls import Sayable, collect
from jlxx_check.engine.check_failure import Failure
from jlxx_check.engine.evidence import (
    Arguments,
    Missing,
    Subject,
    across_arguments,
    arguments_of,
    subjects,
    without_form,
)
from jlxx_check.model.limits import CheckLimits
from jlxx_check.model.outcome import Outcome
from jlxx_check.model.pack import RuleSpec
from jlxx_check.model.package import Package
from jlxx_check.model.traits import Inbox
from jlxx_check.values.frozen_types import frozen

#: Said instead of an answer: this process finds no plugin that brings the check.
GONE = "gone"

Answer = tuple[list[Outcome], Failure | None]
Material = Package | Inbox


@frozen
class CallPlace:
    """Which call of a rule's check it is: both ends count the subjects of a scope alike.

    without_form: of what the check has judged beside that of an entry without a form.
    """

    scope: str
    number: int = 0
    without_form: bool = False


@frozen
class KnownDigests:
    """``Inbox.whole`` where nothing can be read: what was found before, by package and file."""

    found: Mapping[tuple[str, str], str | None]

    def __call__(self, package: str, file: str) -> str | None:
        """The digest of all bytes of a file."""
        return self.found.get((package, file))


class RuleMaterial:
    """What one rule is judged by and on. packed: the package or the inbox, and the pack."""

    def __init__(self, packed: bytes, rule: str, spec: RuleSpec) -> None:
        self._packed = packed
        self._rule = rule
        self._spec = spec

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Opened where it is used, before the first call: that takes none of a check's time."""
        # Late: this module is loaded where no plugin is, too.
        from jlxx_check.checks.plugins import load_plugins

        self.__dict__.update(state)
        load_plugins()
        check = REGISTRY.get(self._spec.check)
        if check is None:
            self._bound = None
            return
        given = parameters_of(check, self._spec)
        self._bound = BoundRule.of(self._rule, self._spec, check, given)
        self._material, self._pack = pickle.loads(self._packed)
        self._about = Sayable.of(self._material)
        self._subjects: dict[str, Sequence[Subject]] = {}

    def said_of(self, place: CallPlace, limits: CheckLimits) -> Answer | str:
        """What the check says of one subject, and how it failed; or ``GONE``."""
        if self._bound is None:
            return GONE
        said: list[Outcome] = []
        # Of what a plugin prints nothing is to wait in a buffer, which goes with the process.
        with redirect_stdout(sys.stderr):
            function, given = self._call(self._bound, place)
            failure = collect(said, self._bound.check, function, given, self._about, limits)
        return said, failure

    def _call(self, rule: BoundRule, place: CallPlace) -> tuple[CheckFunction, Arguments]:
        check, material, pack = rule.check, self._material, self._pack
        if isinstance(material, Inbox):
            return check.function, across_arguments(rule, material, pack)
        if place.scope not in self._subjects:
            self._subjects[place.scope] = tuple(subjects(material, place.scope, pack))
        subject = self._subjects[place.scope][place.number]
        if place.without_form and check.without_form is not None:
            return check.without_form, without_form(rule, subject, pack)
        given = arguments_of(rule, subject, material, pack)
        if isinstance(given, Missing):
            raise LookupError(place)
        return check.function, given
