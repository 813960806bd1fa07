"""What the checks found of a single entry: what the master register says beside its row."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from openpyxl.styles import PatternFill

from jlxx_check.model.batch_report import BatchReport, DeliveryResult, RegisterLine
from jlxx_check.model.outcome import Level
from jlxx_check.reporters.batch import unit_standing as standing
from jlxx_check.reporters.xlsx.sheet import GREEN, GREY, RED, YELLOW
from jlxx_check.text import Text, joined

_FINE = Text("符合", "complies")
_LEFT = Text("未能检查", "not fully judged")
_NO_ENTRY = Text("没有找到材料", "no material found")


@dataclass(frozen=True, slots=True)
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
        (objected, standing.OBJECTED),
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
