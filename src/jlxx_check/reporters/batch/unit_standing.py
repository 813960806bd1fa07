"""Where every unit stands: what each output of a batch shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from jlxx_check.model.batch_report import AcrossFinding, BatchReport, DeliveryResult, held_back
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Verdict
from jlxx_check.model.seal_state import SealStanding
from jlxx_check.model.tallies import Summary
from jlxx_check.reporters.seal_words import seal_doubt
from jlxx_check.reporters.wording import OBJECTED, verdict_text
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen

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
SUPPLEMENT = Text("补充材料", "Supplement")
UNDECIDED = Text("待确认", "To be decided")
VOID = Text("已作废", "Void")
UNKNOWN = Text("报送单位不明", "Sender unknown")
MISSING = Text("未报送", "Nothing received")
HELD = Text("跨单位问题未核对完，暂缓发核验通知", "held back: findings across packages are open")
EMPTY_FOLDER = Text("空文件夹，里面没有文件", "an empty folder: there is no file in it")
EMPTY_ARCHIVE = Text("空压缩包，里面没有文件", "an empty archive: there is no file in it")
MAYBE = Text("可能已报送", "Perhaps received")


@frozen
class UnitStanding:
    """A unit's delivery that counts, and the older ones that it takes the place of."""

    delivery: DeliveryResult
    older: tuple[DeliveryResult, ...] = ()


def standings(batch: BatchReport) -> tuple[UnitStanding, ...]:
    """Every unit of which something has come, in the deliveries' order.

    What is not decided stands by itself, each delivery in a row.
    """
    open_ones = [item for item in batch.deliveries if item.superseded_by is None]
    counting = {one.delivery.path: one for one in standings_of(batch.deliveries)}
    return tuple(counting.get(item.path, UnitStanding(item)) for item in open_ones)


def standings_of(deliveries: Sequence[DeliveryResult]) -> tuple[UnitStanding, ...]:
    """The deliveries that count, each with the older ones that it takes the place of."""
    by_path = {item.path: item for item in deliveries}
    older: dict[str, list[DeliveryResult]] = {}
    for item in deliveries:
        if item.superseded_by is not None:
            older.setdefault(_newest(item, by_path), []).append(item)
    return tuple(
        UnitStanding(item, tuple(older.get(item.path, ()))) for item in deliveries if item.counts
    )


def _newest(delivery: DeliveryResult, by_path: dict[str, DeliveryResult]) -> str:
    """The path of the delivery that counts, over however many in between."""
    path = delivery.path
    while (newer := by_path[path].superseded_by) is not None:
        path = newer
    return path


def counts_instead(old: DeliveryResult) -> Text:
    """Which delivery counts in an older one's place, and by what it is newer."""
    why = old.newer
    if old.undecided:
        return old.undecided
    if old.superseded_by is None:
        return VOID
    if old.supplements:
        base = old.supplements
        return Text(f"已并入“{base}”一起检查", f"laid over “{base}”, both judged as one")
    return Text(
        f"以“{old.superseded_by}”为准" + (f"：{why.zh}" if why else ""),
        f"“{old.superseded_by}” counts" + (f": {why.en}" if why else ""),
    )


def no_longer_there(delivery: DeliveryResult) -> Text | None:
    """That it is gone from the inbox and its result was kept; None for one that is there."""
    day = delivery.withdrawn
    if day is None:
        return None
    return Text(
        f"{day.month}月{day.day}日起不在收件文件夹里，结果照旧保留",
        f"not in the inbox since {day.isoformat()}; its result is kept",
    )


def title(delivery: DeliveryResult) -> str:
    """The unit as the pack names it, else as the package tells its name."""
    return delivery.unit or delivery.name


def of_nobody(delivery: DeliveryResult) -> bool:
    """Whether it counts and nobody knows for which unit."""
    return delivery.counts and delivery.unit is None


def nobody_knows(delivery: DeliveryResult) -> Text | None:
    """That its sender is not known, and why; None where it is."""
    why = delivery.sender.doubt
    if delivery.unit is not None or why is None:
        return None
    return Text(f"不知道是哪个单位报送的：{why.zh}", f"who sent it is not known: {why.en}")


def nothing_in(delivery: DeliveryResult) -> Text | None:
    """That there is no file in it at all; None where there is one."""
    report = delivery.report
    if report is None or report.package.files or delivery.supplements:
        return None
    said = (item.level for item in report.findings if item.file is not None)
    if report.verdict is Verdict.INCOMPLETE or {Level.ERROR, Level.WARNING} & set(said):
        return None  # nobody knows what is in an archive that is damaged, or of a kind not opened
    return EMPTY_FOLDER if report.package.kind == "folder" else EMPTY_ARCHIVE


def objected(delivery: DeliveryResult) -> Text | None:
    """That a reviewer found something wrong, whatever the program's verdict; None: nobody did."""
    return OBJECTED if delivery.report is not None and delivery.report.objected else None


def seal_of(delivery: DeliveryResult) -> SealStanding | None:
    """What became of its seal; None where it was not sealed."""
    seal = delivery.report.package.seal if delivery.report is not None else None
    return None if seal is None else seal.standing


def broken_seal(delivery: DeliveryResult) -> Text | None:
    """That its seal does not hold, and why; None for any other."""
    return seal_doubt(delivery.report) if delivery.report is not None else None


def verdict(delivery: DeliveryResult) -> Verdict:
    """What the notice makes of it; what cannot be opened or is undecided has no result yet."""
    if delivery.report is None or delivery.undecided:
        return Verdict.INCOMPLETE
    return delivery.report.verdict


def status(delivery: DeliveryResult) -> Text:
    """The verdict in words, with what a reviewer found; or that nobody has decided on it."""
    if delivery.undecided or delivery.void:
        return UNDECIDED if delivery.undecided else VOID
    report = delivery.report
    return verdict_text(report) if report else UNOPENED


def badge(delivery: DeliveryResult) -> Verdict:
    """The verdict that its status is coloured as: nothing is green that a reviewer found wrong."""
    found = verdict(delivery)
    doubted = found is Verdict.COMPLIANT and objected(delivery) is not None
    return Verdict.INCOMPLETE if doubted else found


def set_apart(delivery: DeliveryResult) -> Text | None:
    """Why it is not the one that counts; None for the one that does."""
    if delivery.counts or delivery.undecided or delivery.void:
        return None if delivery.counts else status(delivery)
    return SUPPLEMENT if delivery.supplements else SUPERSEDED


def summary(delivery: DeliveryResult) -> Summary:
    """Its counts; all nought where nothing could be judged."""
    return delivery.report.summary if delivery.report else _NOTHING


def in_time(delivery: DeliveryResult) -> InTime:
    """What the report says of the deadline; an empty folder has handed in nothing in time."""
    if nothing_in(delivery) is not None:
        return InTime.UNKNOWN
    for rule in delivery.report.rules if delivery.report else ():
        if rule.check == _RECEIVED and rule.judged:
            return InTime.NO if rule.failed else InTime.YES
    return InTime.UNKNOWN


def main_report(delivery: DeliveryResult, first: str) -> str | None:
    """The path of the report to look at: the format named, else the first that was written."""
    return delivery.written.get(first) or next(iter(delivery.written.values()), None)


def concerning(batch: BatchReport) -> dict[str, list[AcrossFinding]]:
    """Path of a package → the findings across packages that name it, decided ones included."""
    return _by_path(batch.across)


def open_across(batch: BatchReport) -> dict[str, list[AcrossFinding]]:
    """As ``concerning``, without those that were decided on."""
    return _by_path(batch.open_across)


def _by_path(across: Iterable[AcrossFinding]) -> dict[str, list[AcrossFinding]]:
    found: dict[str, list[AcrossFinding]] = {}
    for item in across:
        for path in dict.fromkeys(item.packages):
            found.setdefault(path, []).append(item)
    return found


def across_errors(batch: BatchReport) -> dict[str, int]:
    """Path of a package → the errors across packages that name it and were not decided on."""
    counts = {
        path: sum(item.finding.level is Level.ERROR for item in found)
        for path, found in open_across(batch).items()
    }
    return {path: count for path, count in counts.items() if count}


def waiting(batch: BatchReport) -> dict[str, DeliveryResult]:
    """By path, packages that comply by themselves and whose letter saying so is held back."""
    held = held_back(batch)
    return {
        item.path: item
        for item in batch.counting
        if item.path in held and verdict(item) is Verdict.COMPLIANT and not objected(item)
    }


def titles(batch: BatchReport) -> dict[str, str]:
    """Path of a package → its unit."""
    return {item.path: title(item) for item in batch.deliveries}


def in_short(item: AcrossFinding) -> Text:
    """The message with each file's name alone where its owner is named; the page has the path."""
    said = item.finding.message
    for side in item.sides:
        folder, slash, name = (side.file or "").rpartition("/")
        if slash and side.name:
            path = f"{folder}{slash}{name}"
            said = Text(said.zh.replace(path, name), said.en.replace(path, name))
    return said


def sides(item: AcrossFinding, names: dict[str, str]) -> list[str]:
    """The units that a finding across packages names; a path where no delivery has it."""
    return [names.get(path, path) for path in dict.fromkeys(item.packages)]
