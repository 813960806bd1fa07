"""What a pack's rules ask of a film that an export decides, and which of it a film lacks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from jlxx_check.api import RulePack
from jlxx_check.checks.file.weight import Size
from jlxx_check.checks.registry import Parameters
from jlxx_check.engine.bound_rule import BoundRule, covers
from jlxx_check.model.facts import FileFacts, Video
from jlxx_check.model.outcome import Status
from jlxx_check.model.package import OwnedFile, SubjectFile
from jlxx_check.text import Text, same
from jlxx_check.values.frozen_types import frozen

_T = TypeVar("_T", bound=Parameters)

#: Checks whose faults another export of the same film mends. A film's length is none of them.
_MENDED = frozenset(
    {
        *("video.mp4", "video.codec", "video.resolution", "video.aspect", "video.progressive"),
        *("video.frame-rate", "video.bit-rate", "video.sound-coding", "file.size"),
    }
)


@frozen
class FilmFault:
    """What one check says against a film."""

    #: The check's name.
    check: str
    #: As the report says it.
    text: Text


@frozen
class FilmWants:
    """The rules of one kind's films in one role that an export decides, in the pack's order."""

    rules: tuple[BoundRule, ...]

    def asked(self, kind: type[_T]) -> _T | None:
        """The parameters of the first rule that has such; None where no rule does."""
        found = (rule.parameters for rule in self.rules)
        return next((item for item in found if isinstance(item, kind)), None)

    def faults(self, facts: FileFacts) -> tuple[FilmFault, ...]:
        """What the pack's own checks say against the film.

        What a check only hints at (a few uneven frames, below its rule's level) is none: the film
        would lose more by being coded anew.
        """
        return tuple(found for rule in self.rules for found in _against(rule, facts))


def film_wants(pack: RulePack, kind: str, role: str) -> FilmWants:
    """What the pack asks of the films in a role of a kind (``star``, ``video``)."""
    return FilmWants(
        tuple(
            rule
            for rule in pack.rules
            if rule.check.name in _MENDED
            and any(covers(scope, kind, role) for scope in rule.spec.scopes)
        )
    )


def _against(rule: BoundRule, facts: FileFacts) -> Iterator[FilmFault]:
    if not isinstance(facts.body, Video) or _asks_for_more(rule, facts):
        return
    subject = SubjectFile(OwnedFile(facts.path, "", None, same("")), facts, None)
    given: dict[str, object] = {
        name: facts.body if needed is Video else subject for name, needed in rule.check.needs
    }
    if rule.check.parameters_name is not None:
        given[rule.check.parameters_name] = rule.parameters
    for outcome in rule.check.function(**given):
        if outcome.status is Status.FAIL and outcome.level is None and outcome.message:
            yield FilmFault(rule.check.name, outcome.message)


def _asks_for_more(rule: BoundRule, facts: FileFacts) -> bool:
    """Whether a rule on bytes has none too many against the film: a film is not padded."""
    if not isinstance(rule.parameters, Size):
        return False
    most = rule.parameters.span()[1]
    return most is None or facts.size <= most.most
