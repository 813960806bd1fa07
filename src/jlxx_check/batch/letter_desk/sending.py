"""The list of what is to be sent, unit by unit, in the deliveries' order."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from jlxx_check.batch.batch_settings import BatchSettings
from jlxx_check.batch.letter_desk.kept import KeptLetter
from jlxx_check.batch.letter_desk.plan import listed, why_none
from jlxx_check.model.about import VERSION
from jlxx_check.model.batch_report import BatchReport, DeliveryResult
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Verdict
from jlxx_check.model.unit_contact import SendingLine, UnitContact
from jlxx_check.reporters.batch.unit_standing import objected, status, title, verdict
from jlxx_check.reporters.letter_items import numbered
from jlxx_check.text import Text


def sending_lines(
    batch: BatchReport,
    letters: Mapping[str, KeptLetter],
    held: frozenset[str],
    unknown: frozenset[str],
    unsettled: frozenset[str],
    contact: Callable[[str], UnitContact],
) -> tuple[SendingLine, ...]:
    """A line for each delivery that somebody is to be told of. letters: by the delivery's path.

    held, unknown, unsettled, contact: as in ``LetterTask``.
    """
    return tuple(
        _line(
            item,
            letters.get(item.path),
            why_none(item, held, unknown, unsettled),
            contact(item.path),
        )
        for item in listed(batch)
    )


def _line(
    item: DeliveryResult, letter: KeptLetter | None, reason: Text | None, contact: UnitContact
) -> SendingLine:
    items = numbered(item.report, item.round) if item.report else ()
    errors = sum(one.finding.level is Level.ERROR for one in items)
    count = len(items)
    attached = Text(f"附件1份（{count}项）", f"1 attachment ({count} items)") if count else None
    files = [PurePosixPath(one.path).name for one in letter.written] if letter else []
    return SendingLine(
        unit=title(item),
        delivery=item.path,
        verdict=_verdict(item),
        round=item.round.number if item.round else None,
        errors=errors,
        warnings=count - errors,
        letter=files[0] if files else None,
        note=files[1] if len(files) > 1 else None,
        attached=attached if files else None,
        reason=reason if letter is None else None,
        contact=contact,
    )


def _verdict(item: DeliveryResult) -> Text:
    """The verdict; where it is not what the letter is for, what a reviewer found."""
    noncompliant = verdict(item) is Verdict.NONCOMPLIANT
    return status(item) if noncompliant else objected(item) or status(item)


def told_of(
    batch: BatchReport,
    letters: Mapping[str, KeptLetter],
    held: frozenset[str],
    unknown: frozenset[str],
    unsettled: frozenset[str],
    contacts: str,
    settings: BatchSettings,
) -> str:
    """Changes with anything that the list shows. contacts: changes with the contacts."""
    told: list[object] = [VERSION, settings.lang, contacts]
    for item in listed(batch):
        letter = letters.get(item.path)
        why = why_none(item, held, unknown, unsettled)
        files = [one.path for one in letter.written] if letter else None
        told.append(
            [
                item.path,
                title(item),
                letter and letter.inputs,
                files,
                why and why.zh,
                _verdict(item).zh,
            ]
        )
    return hashlib.sha256(json.dumps(told).encode("ascii")).hexdigest()
