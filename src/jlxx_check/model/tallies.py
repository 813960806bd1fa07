"""How often each rule was judged and with what result, in all and for each entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from jlxx_check.model.outcome import Level
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen


@frozen
class RuleResult:
    """How often a rule was judged and with what result: ``judged == passed + failed``."""

    id: str
    title: Text
    level: Level
    clause: str | None
    judged: int
    passed: int
    failed: int
    not_judged: int
    #: From here on the rule's record, for reports that explain it.
    quote: str | None = None
    why: Text | None = None
    reading: Text | None = None
    check: str = ""
    parameters: Mapping[str, object] = field(default_factory=dict)
    #: Of a rule across packages, whose failures are about no package: how its check failed.
    faults: tuple[Text, ...] = ()


@frozen
class Tally:
    """The outcomes of one rule for one entry (None: the package as a whole).

    Where a rule does not concern an entry there is no tally. Over all entries, a rule's tallies
    add up to its RuleResult.
    """

    rule: str
    entry: str | None
    passed: int = 0
    failed: int = 0
    review: int = 0
    not_judged: int = 0


@frozen
class Summary:
    """Counts of findings by level, and of outcomes passed, not judged and waived.

    A finding that was decided on is counted as waived, or in ``Report.confirmed``, and no more
    under its level: what stands under a level still has to be done.
    """

    error: int = 0
    warning: int = 0
    review: int = 0
    info: int = 0
    passed: int = 0
    not_judged: int = 0
    waived: int = 0
