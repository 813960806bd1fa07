"""Many rows of one question in one test, where a test for each would cost more than its answer.

All rows are asked, whatever the first ones say; each that fails is told by its name, with its own
traceback.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

_Row = TypeVar("_Row")


def ask_every(
    rows: Mapping[str, _Row] | Iterable[_Row], holds: Callable[[_Row], object], least: int = 1
) -> None:
    """Ask ``holds``, which raises where it does not hold, of every row.

    rows: by name; others are named by what they are. least: so many there must be, for a table that
    is empty by mistake asks nothing.
    """
    named = rows.items() if isinstance(rows, Mapping) else ((repr(row), row) for row in rows)
    failed: list[Exception] = []
    number = 0
    for name, row in named:
        number += 1
        try:
            holds(row)
        # What a row raises is told below, beside what the others do.
        except Exception as error:  # noqa: BLE001
            error.add_note(f"row: {name}")
            failed.append(error)
    assert number >= least, f"only {number} rows"
    if failed:
        names = ", ".join(error.__notes__[-1].removeprefix("row: ") for error in failed)
        raise ExceptionGroup(f"{len(failed)} of {number} rows: {names}", failed)
