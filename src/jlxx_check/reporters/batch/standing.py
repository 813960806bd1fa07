"""Where every unit stands, and the numbers over all: what each output of a batch shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jlxx_check.model.batch import AcrossFinding, BatchReport, Delivery
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Summary, Verdict
from jlxx_check.model.text import Text
from jlxx_check.reporters.wording import VERDICTS

#: The check that holds the date received against the notice's last day.
_RECEIVED = "package.received-by"
_NOTHING = Summary()


class InTime(StrEnum):
    """Whether a package met the deadline; UNKNOWN: nobody gave what would tell."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


IN_TIME = {
    InTime.YES: Text("按时", "in time"),
    InTime.NO: Text("逾期", "late"),
    InTime.UNKNOWN: Text("未判断", "not judged"),
}

UNOPENED = Text("未能打开", "Could not be opened")
SUPERSEDED = Text("已有新材料", "Superseded")
MISSING = Text("未报送", "Nothing received")


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit's delivery that counts, and the older ones that it takes the place of."""

    delivery: Delivery
    older: tuple[Delivery, ...] = ()


@dataclass(frozen=True, slots=True)
class Numbers:
    """Units by where they stand, findings across packages, and deliveries that no longer count."""

    complying: int
    to_mend: int
    unfinished: int
    missing: int
    across: int
    superseded: int

    @property
    def received(self) -> int:
        """Units of which something has come."""
        return self.complying + self.to_mend + self.unfinished


def standings(batch: BatchReport) -> tuple[Standing, ...]:
    """Every unit of which something has come, in the deliveries' order."""
    by_path = {item.path: item for item in batch.deliveries}
    older: dict[str, list[Delivery]] = {}
    for item in batch.deliveries:
        if not item.counts:
            older.setdefault(_newest(item, by_path), []).append(item)
    return tuple(Standing(item, tuple(older.get(item.path, ()))) for item in batch.counting)


def _newest(delivery: Delivery, by_path: dict[str, Delivery]) -> str:
    """The path of the delivery that counts, over however many in between."""
    path = delivery.path
    while (newer := by_path[path].superseded_by) is not None:
        path = newer
    return path


def counts_instead(old: Delivery) -> Text:
    """Which delivery counts in an older one's place, and by what it is newer."""
    why = old.newer
    return Text(
        f"以“{old.superseded_by}”为准" + (f"：{why.zh}" if why else ""),
        f"“{old.superseded_by}” counts" + (f": {why.en}" if why else ""),
    )


def title(delivery: Delivery) -> str:
    """The unit as the pack names it, else as the package tells its name."""
    return delivery.unit or delivery.name


def verdict(delivery: Delivery) -> Verdict:
    """What the notice makes of it; a package that cannot be opened is not judged to its end."""
    return delivery.report.verdict if delivery.report else Verdict.INCOMPLETE


def status(delivery: Delivery) -> Text:
    """The verdict in words."""
    return VERDICTS[delivery.report.verdict] if delivery.report else UNOPENED


def summary(delivery: Delivery) -> Summary:
    """Its counts; all nought where nothing could be judged."""
    return delivery.report.summary if delivery.report else _NOTHING


def in_time(delivery: Delivery) -> InTime:
    """What the report says of the deadline."""
    for rule in delivery.report.rules if delivery.report else ():
        if rule.check == _RECEIVED and rule.judged:
            return InTime.NO if rule.failed else InTime.YES
    return InTime.UNKNOWN


def main_report(delivery: Delivery, first: str) -> str | None:
    """The path of the report to look at: the format named, else the first that was written."""
    return delivery.written.get(first) or next(iter(delivery.written.values()), None)


def numbers(batch: BatchReport) -> Numbers:
    """The numbers over all."""
    verdicts = [verdict(item) for item in batch.counting]
    return Numbers(
        complying=verdicts.count(Verdict.COMPLIANT),
        to_mend=verdicts.count(Verdict.NONCOMPLIANT),
        unfinished=verdicts.count(Verdict.INCOMPLETE),
        missing=len(batch.missing_units),
        across=len(batch.across),
        superseded=len(batch.deliveries) - len(batch.counting),
    )


def named(numbers: Numbers) -> list[tuple[Text, int]]:
    """The numbers with their names, in the order of weight."""
    return [
        (VERDICTS[Verdict.NONCOMPLIANT], numbers.to_mend),
        (VERDICTS[Verdict.INCOMPLETE], numbers.unfinished),
        (VERDICTS[Verdict.COMPLIANT], numbers.complying),
        (MISSING, numbers.missing),
        (Text("跨单位问题", "Across packages"), numbers.across),
    ]


def concerning(batch: BatchReport) -> dict[str, list[AcrossFinding]]:
    """Path of a package → the findings across packages that name it."""
    found: dict[str, list[AcrossFinding]] = {}
    for item in batch.across:
        for path in dict.fromkeys(item.packages):
            found.setdefault(path, []).append(item)
    return found


def across_errors(batch: BatchReport) -> dict[str, int]:
    """Path of a package → the errors across packages that name it."""
    counts = {
        path: sum(item.finding.level is Level.ERROR for item in found)
        for path, found in concerning(batch).items()
    }
    return {path: count for path, count in counts.items() if count}


def clean_but_across(batch: BatchReport) -> list[Delivery]:
    """Packages that comply by themselves, and of which errors across packages are known."""
    wrong = across_errors(batch)
    return [
        item for item in batch.counting if item.path in wrong and verdict(item) is Verdict.COMPLIANT
    ]


def titles(batch: BatchReport) -> dict[str, str]:
    """Path of a package → its unit."""
    return {item.path: title(item) for item in batch.deliveries}


def sides(item: AcrossFinding, names: dict[str, str]) -> list[str]:
    """The units that a finding across packages names; a path where no delivery has it."""
    return [names.get(path, path) for path in dict.fromkeys(item.packages)]


def advice(numbers: Numbers) -> Text:
    """What to do next, in a sentence or two."""
    steps = [
        (
            numbers.to_mend,
            Text(
                "请 {n} 个单位按各自的报告改正后重新报送", "ask {n} unit(s) to mend and send again"
            ),
        ),
        (
            numbers.unfinished,
            Text("处理 {n} 份没能检查完的材料", "settle {n} package(s) not fully judged"),
        ),
        (
            numbers.across,
            Text("核对 {n} 处跨单位问题", "look into {n} finding(s) across packages"),
        ),
        (numbers.missing, Text("催报 {n} 个未报送的单位", "remind {n} unit(s) not heard of")),
    ]
    said = [(step, count) for count, step in steps if count]
    if not said:
        return Text("各单位的材料都没有错误。", "No package has an error.")
    zh = "；".join(step.zh.format(n=count) for step, count in said)
    en = "; ".join(step.en.format(n=count) for step, count in said)
    return Text(f"{zh}。", f"{en[0].upper()}{en[1:]}.")
