"""A rule with the check that judges it and what the check is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial

from pydantic import BaseModel

from jlxx_check.checks.registry import REGISTRY, Check
from jlxx_check.model.pack import Pack, RuleSpec
from jlxx_check.text import Text


@dataclass(frozen=True)
class BoundRule:
    """A rule ready to be judged: its record, its check and the check's parameters.

    module: what registers the check. Of a rule that was found to fit, and is kept, the check is
    imported and its parameters are made (``make``) when they are first asked for.
    """

    id: str
    spec: RuleSpec
    module: str
    make: Callable[[], BaseModel | None] = field(compare=False, repr=False)

    @classmethod
    def of(
        cls, rule_id: str, spec: RuleSpec, check: Check, parameters: BaseModel | None
    ) -> BoundRule:
        """The rule with this check and these parameters."""
        rule = cls(rule_id, spec, check.function.__module__, partial(_given, parameters))
        rule.__dict__["check"] = check
        return rule

    def __reduce__(self) -> tuple[object, ...]:
        """For another process: the check is found there by its name."""
        make = partial(_given, self.parameters)
        return BoundRule, (self.id, self.spec, self.module, make)

    @cached_property
    def check(self) -> Check:
        """What judges it."""
        if not self.module.startswith(f"{__name__.partition('.')[0]}."):
            # Late: where none is installed nobody looks for any.
            from jlxx_check.checks.plugins import load_plugins

            load_plugins()
        return REGISTRY.at(self.spec.check, self.module)

    @cached_property
    def parameters(self) -> BaseModel | None:
        """What the check is given; None where it takes nothing."""
        return self.make()

    def with_settings(self, given: Mapping[str, object]) -> BoundRule:
        """The rule with some parameters set otherwise. Raises pydantic.ValidationError."""
        spec = self.spec.model_copy(update={"with_": {**self.spec.with_, **given}})
        return BoundRule.of(self.id, spec, self.check, parameters_of(self.check, spec))


def _given(parameters: BaseModel | None) -> BaseModel | None:
    return parameters


def settings_of(pack: Pack, rule: BoundRule, kind: str, role: str) -> tuple[Text, ...]:
    """What the pack's rules of a rule's family ask of a kind's files in a role, in their order."""
    found = []
    for rule_id, spec in pack.rules.items():
        other = REGISTRY.get(spec.check)
        if other is None or other.family is not rule.check.family or other.setting is None:
            continue
        if any(covers(scope, kind, role) for scope in spec.scopes):
            mine = rule.parameters if rule_id == rule.id else parameters_of(other, spec)
            found.append(other.setting(mine))
    return tuple(found)


def covers(scope: str, kind: str, role: str) -> bool:
    """Whether what has the scope is judged of such a file."""
    of, _, part = scope.partition(".")
    return of in ("package", "file") or (of in ("*", kind) and part == role)


def parameters_of(found: Check, spec: RuleSpec) -> BaseModel | None:
    """What a check is given by a rule. Raises pydantic.ValidationError where it does not fit."""
    if found.parameters is None:
        _NoParameters.model_validate(spec.with_)
        return None
    return found.parameters.model_validate(spec.with_)


class _NoParameters(BaseModel, extra="forbid", defer_build=True):
    """For a check that takes nothing: whatever is given is an unknown key."""
