"""How old somebody is on the notice's last day, as far as a register's row and its form tell."""

from __future__ import annotations

from datetime import date

from jlxx_check.model.batch_report import RegisterLine
from jlxx_check.values.cell_kind import CellKind
from jlxx_check.values.dates import readings, when_born
from jlxx_check.values.identity_number import IdNumber, read_id_number
from jlxx_check.values.moments import years_between

#: So many ages may be named side by side; a date that leaves more tells none.
_DOUBT = 2


def age_on(day: date, line: RegisterLine, born: str) -> str:
    """Whole years; two where the date leaves both open (52或53); "" where nothing tells.

    born: the column of the date of birth. Where that names no day, a valid ID number of the same
    row or form that agrees with it does.
    """
    ages = _ages(day, line, born)
    number = _by_number(line)
    if number is not None and (not ages or years_between(number.born, day) in ages):
        ages = {years_between(number.born, day)}
    return "或".join(map(str, sorted(ages))) if len(ages) <= _DOUBT else ""


def _ages(day: date, line: RegisterLine, born: str) -> set[int]:
    """Every age that the date as written may mean."""
    value = line.row.values.get(born)
    written = value is not None and bool(value.text.strip())
    kind = value.kind if value is not None and written else CellKind.TEXT
    text = value.text if value is not None and written else line.filled.get(born, "")
    first, last = when_born(day)
    likely = [one for one in readings(text, kind) if first <= one.latest and one.earliest <= last]
    ages: set[int] = set()
    for one in likely:
        ages |= set(range(years_between(one.latest, day), years_between(one.earliest, day) + 1))
    return ages


def _by_number(line: RegisterLine) -> IdNumber | None:
    """The one valid ID number of the row, or of its form."""
    texts = [value.text for value in line.row.values.values()] + list(line.filled.values())
    found = {number for text in texts if isinstance(number := read_id_number(text), IdNumber)}
    return found.pop() if len(found) == 1 else None
