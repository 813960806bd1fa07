"""What a run over many packages writes: files about all of them, each a function of one value.

Each function imports its module when it is called: what a run does not write is not loaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from jlxx_check.model.batch_report import BatchReport, RegisterLine
from jlxx_check.model.sender import SendingLine
from jlxx_check.text import Lang

if TYPE_CHECKING:  # a terminal report needs no pack, and pydantic is slow to load
    from jlxx_check.model.pack import Pack

#: The files' names, in whichever language a run speaks: other programs look for them.
BATCH_JSON = "batch.json"
INDEX = "index.html"
OVERVIEW = "总览.xlsx"
MASTER = "汇总登记表.xlsx"
#: The letters' folder, and the list in it.
LETTERS, SENDING_LIST = "通知", "发送清单.xlsx"


def to_batch_json(batch: BatchReport, lang: Lang) -> bytes:
    """Everything that other programs need, as UTF-8 JSON."""
    from jlxx_check.reporters.batch.batch_json import to_batch_json as made

    return made(batch, lang)


def batch_schema() -> dict[str, Any]:
    """The JSON Schema that every ``batch.json`` is valid by."""
    from jlxx_check.reporters.batch.batch_json import batch_schema as made

    return made()


def to_index(batch: BatchReport, lang: Lang) -> bytes:
    """Units against requirements as one page that needs nothing else."""
    from jlxx_check.reporters.batch.index import to_index as made

    return made(batch, lang)


def to_overview(batch: BatchReport, lang: Lang) -> bytes:
    """Units, findings and entries of all packages as an .xlsx file."""
    from jlxx_check.reporters.batch.units_workbook import to_overview as made

    return made(batch, lang)


def to_master(
    batch: BatchReport,
    lines: Sequence[RegisterLine],
    pack: Pack,
    lang: Lang,
    scores: Sequence[str] = (),
) -> bytes:
    """The rows of all registers as an .xlsx file. It holds personal numbers in full.

    scores: titles of columns for people to fill in.
    """
    from jlxx_check.reporters.batch.master import to_master as made

    return made(batch, lines, pack, lang, scores)


def to_sending_list(batch: BatchReport, lines: Sequence[SendingLine], lang: Lang) -> bytes:
    """Which letter goes to whom, as an .xlsx file. It holds telephone numbers in full."""
    from jlxx_check.reporters.batch.sending_list import to_sending_list as made

    return made(batch, lines, lang)
