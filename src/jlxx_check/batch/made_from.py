"""What the reports over all packages are made from, so that what would be the same is left.

The master register, the ledger and the letters across units are made from a part of what a run
knows. They are given that part alone, and what tells it from any other is kept with each: a file
that is made from the same, and lies there as it was written, is neither made nor read anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from jlxx_check.batch.batch_settings import BatchSettings
from jlxx_check.batch.record import RecordHead
from jlxx_check.model.batch_report import BatchReport, DeliveryResult
from jlxx_check.model.report import Report
from jlxx_check.model.sender import UNKNOWN
from jlxx_check.model.tallies import RuleResult, Summary
from jlxx_check.reporters.batch.unit_standing import main_report
from jlxx_check.reporters.ledger_items import LedgerPart
from jlxx_check.values.frozen_json import telling_json
from jlxx_check.values.own_modules import program_digest

#: The format of the report that the master register leads to, where it was written.
_LINKED = "html"


def lasting(batch: BatchReport) -> BatchReport:
    """As much of a batch as the master register and the ledger are made from.

    What a unit sends again mostly changes the rest: how many files there are, how often a rule was
    judged, which round it is.
    """
    deliveries = tuple(map(_lasting, batch.deliveries))
    bare = replace(batch, deliveries=deliveries, rules=_uncounted(batch.rules))
    return replace(bare, missing_units=(), maybe_units=(), notes=(), caveats=())


def _lasting(item: DeliveryResult) -> DeliveryResult:
    page = main_report(item, _LINKED)
    return replace(
        replace(item, received=None, newest=None, newer=None, sender=UNKNOWN, round=None),
        report=_of_findings(item.report) if item.report else None,
        written={} if page is None else {_LINKED: page},
    )


def _of_findings(report: Report) -> Report:
    """The report on its entries, not on how much else lies beside them."""
    package, rules = replace(report.package, files=0, bytes=0), _uncounted(report.rules)
    bare = replace(report, package=package, rules=rules, summary=Summary())
    return replace(bare, registers=(), unassigned=(), notes=(), tallies=())


def _uncounted(rules: Iterable[RuleResult]) -> tuple[RuleResult, ...]:
    """The rules by name: without how often each was judged, and what only its record says."""
    return tuple(
        RuleResult(rule.id, rule.title, rule.level, rule.clause, 0, 0, 0, 0) for rule in rules
    )


def shared(batch: BatchReport) -> BatchReport:
    """As much of a batch as a letter across units is made from: nothing of single deliveries."""
    return replace(lasting(batch), deliveries=())


def part_told(batch: BatchReport) -> str:
    """Changes with anything in a batch, or in a part of it."""
    return hashlib.sha256(telling_json(BatchReport, batch)).hexdigest()


def told_of_letter(part: str, unit: str, paths: Collection[str], settings: BatchSettings) -> str:
    """Changes with the letter to a unit. part: what is shared, as told; paths: of its own."""
    return _digest("letter", part, settings, [unit, *sorted(paths), repr(settings.letter)])


def told_of_master(part: str, heads: Iterable[RecordHead | None], settings: BatchSettings) -> str:
    """Changes with the master register; "" where a record does not tell of its rows.

    part: what lasts, as told. heads: of the records of the deliveries that count, in their order.
    """
    rows = [head.rows if head is not None else None for head in heads]
    if "" in rows:
        return ""
    return _digest("master", part, settings, [*settings.score_columns, None, *rows])


def told_of_ledger(part: str, parts: Iterable[LedgerPart], settings: BatchSettings) -> str:
    """Changes with the ledger. part: what lasts, as told; parts: made of it."""
    links = [[item.link, dict(item.layers)] for item in parts]
    given = repr(settings.decisions and settings.decisions.rows)
    return _digest("ledger", part, settings, [*links, given])


def _digest(what: str, part: str, settings: BatchSettings, more: Sequence[object]) -> str:
    told = json.dumps([what, part, program_digest(), settings.identity(), more])
    return hashlib.sha256(told.encode("ascii")).hexdigest()
