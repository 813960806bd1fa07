"""What the master register says beside an entry's row: what the checks found, and how old it is."""

from __future__ import annotations

from collections import Counter
from datetime import date

from openpyxl.styles import PatternFill

from jlxx_check.model.batch_report import BatchReport, DeliveryResult, RegisterLine
from jlxx_check.model.outcome import Level
from jlxx_check.reporters.batch import unit_standing as standing
from jlxx_check.reporters.wording import OBJECTED
from jlxx_check.reporters.xlsx.sheet import GREEN, GREY, RED, YELLOW
from jlxx_check.text import Text, joined
from jlxx_check.values.cell_kind import CellKind
from jlxx_check.values.dates import readings, when_born
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.identity_number import IdNumber, read_id_number
from jlxx_check.values.moments import years_between

_FINE = Text("符合", "complies")
_LEFT = Text("未能检查", "not fully judged")
_NO_ENTRY = Text("没有找到材料", "no material found")


@frozen
class EntryResult:
    """In words and in a colour."""

    text: Text
    fill: PatternFill


class EntryResults:
    """Of all entries of the packages that count. What concerns the package alone is none's."""

    def __init__(self, batch: BatchReport) -> None:
        self._errors: dict[str, Counter[str]] = {}
        self._to_check: dict[str, Counter[str]] = {}
        self._objected: dict[str, set[str]] = {}
        self._left: dict[str, set[str]] = {}
        for item in batch.counting:
            report = item.report
            if report is None:
                continue
            # What singles an entry out is a part of it.
            owner = {entry.id: entry.of or entry.id for entry in report.entries}
            self._errors[item.path] = Counter(
                owner.get(finding.entry or "", "")
                for finding in report.findings
                if finding.level is Level.ERROR and finding.decision is None
            )
            found = [(one.entry, one.objection) for one in report.findings]
            found += [(one.entry, one.objection) for one in report.not_judged]
            self._objected[item.path] = {
                owner.get(entry or "", "") for entry, objection in found if objection is not None
            }
            self._to_check[item.path] = Counter(
                owner.get(finding.entry or "", "")
                for finding in report.findings
                if finding.level is Level.WARNING and finding.decision is None
            )
            self._left[item.path] = {
                owner.get(left.entry or "", "") for left in report.not_judged if left.blocks
            }
        self._across = _across(batch)

    def of(self, delivery: DeliveryResult, line: RegisterLine) -> EntryResult:
        """What is said of the entry that a row is."""
        if delivery.report is None:
            return EntryResult(standing.UNOPENED, YELLOW)
        if line.entry is None:
            return EntryResult(_NO_ENTRY, RED)
        errors = self._errors[delivery.path][line.entry]
        shared = self._across[delivery.path, line.entry]
        objected = line.entry in self._objected[delivery.path]
        if errors or shared or objected:
            return EntryResult(_wrong(errors, shared, objected=objected), RED)
        if line.entry in self._left[delivery.path]:
            return EntryResult(_LEFT, GREY)
        if soft := self._to_check[delivery.path][line.entry]:
            return EntryResult(Text(f"请核实 {soft} 处", f"{soft} to check"), YELLOW)
        return EntryResult(_FINE, GREEN)


def _wrong(errors: int, shared: int, *, objected: bool) -> Text:
    said = [
        (errors, Text(f"需补正 {errors} 处", f"{errors} to mend")),
        (shared, Text(f"跨单位问题 {shared}", f"across packages {shared}")),
        (objected, OBJECTED),
    ]
    return joined([text for count, text in said if count], "，", ", ")


def _across(batch: BatchReport) -> Counter[tuple[str, str]]:
    """By delivery and entry, the errors across packages in which it is one of the sides."""
    files = {
        f"{item.path}/{place}": (item.path, entry.id)
        for item in batch.counting
        if item.report
        for entry in item.report.entries
        for place in (entry.id, *(file.path for file in entry.files))
    }
    found: Counter[tuple[str, str]] = Counter()
    for item in batch.across:
        if item.finding.level is Level.ERROR and item.finding.decision is None:
            sides = {files[path] for path in item.finding.related if path in files}
            if item.finding.entry and item.packages:
                sides.add((item.packages[0], item.finding.entry))
            found.update(sides)
    return found


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
