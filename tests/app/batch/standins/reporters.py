"""All that a batch says, as plain text."""

from __future__ import annotations

import json
from collections.abc import Sequence

from jlxx_check.app.batch.plain import to_json
from jlxx_check.model.batch import BatchReport, RegisterLine
from jlxx_check.model.text import Lang


def to_index(batch: BatchReport, lang: Lang) -> bytes:
    return to_json(BatchReport, batch)


def to_overview(batch: BatchReport, lang: Lang) -> bytes:
    return to_json(BatchReport, batch)


def to_batch_json(batch: BatchReport, lang: Lang) -> bytes:
    return json.dumps(
        {"packages": [item.path for item in batch.deliveries], "missing": batch.missing_units}
    ).encode()


def to_master(batch: BatchReport, lines: Sequence[RegisterLine], pack: object, lang: Lang) -> bytes:
    rows = [[line.package, line.kind, line.row.name, line.entry, line.special] for line in lines]
    return json.dumps(rows, ensure_ascii=False).encode()
