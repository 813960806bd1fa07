"""What a person should know of a run over the inbox: what it met, and what it did not judge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from jlxx_check.batch.batch_settings import BatchSettings
from jlxx_check.batch.dates_received import Dates
from jlxx_check.batch.desk import BatchRound
from jlxx_check.batch.inbox.inbox_content import listed
from jlxx_check.batch.report_writer import ReportWriter
from jlxx_check.batch.senders import sender_notes
from jlxx_check.model.batch_report import BatchReport, DeliveryResult
from jlxx_check.model.decision import DecisionsFile
from jlxx_check.model.report import Finding
from jlxx_check.reporters.batch.unit_standing import title, waiting
from jlxx_check.text import Text
from jlxx_check.values.moments import chinese_day, day_of, in_china

#: The check that holds the date received against the notice's last day.
_DEADLINE = "package.received-by"
#: Decisions without effect that are told one by one; rows of a ledger that make none.
_MOST_SLIPS, _ROWS = 20, "decision.incomplete"


def notes_of(
    deliveries: Sequence[DeliveryResult], this: BatchRound, writer: ReportWriter
) -> tuple[Text, ...]:
    """What this run met that a person should know."""
    units = this.settings.known_units()
    unknown = this.dates.unknown(
        [item.path for item in deliveries],
        [units.key(item.unit or item.name) for item in deliveries],
    )
    notes = [*writer.unwritten, *sender_notes(deliveries, units), *_kept(this, writer)]
    lost = this.assigned.unknown([item.path for item in deliveries])
    if lost:
        notes.append(_unassigned(lost))
    decided = this.settings.decisions
    known = {units.key(name) for item in deliveries for name in (item.unit, item.name) if name}
    notes += (
        _unclaimed(file)
        for file in (decided.files if decided else ())
        if file.decisions and file.package is not None and units.key(file.package) not in known
    )
    if unknown:
        notes.append(
            Text(
                f"收到日期名单里有收件文件夹中没有的单位或文件：{'、'.join(unknown)}。",
                f"The list of dates names what is not in the inbox: {', '.join(unknown)}.",
            )
        )
    notes += notes_on_mending(deliveries, this.settings.letter.mend_by)
    if writer.edited:
        names = writer.edited
        notes.append(
            Text(
                f"这些报告已不再需要，但有人改过，没有删除：{'、'.join(names)}。",
                f"These reports are no longer needed, but somebody edited them, so they stay: "
                f"{', '.join(names)}.",
            )
        )
    return tuple(notes)


def _kept(this: BatchRound, writer: ReportWriter) -> list[Text]:
    """Which results are those of an earlier run, and why."""
    by_why: dict[Text, list[str]] = {}
    for name, failed in sorted(writer.kept.items()):
        by_why.setdefault(failed.problem, []).append(name)
    moving = sorted(name for name in this.moving if name in this.heads)
    if moving:
        by_why[_MOVING] = moving
    return [
        Text(
            f"这些材料的结果还是上次的：{listed(names, '、')}。原因：{why.zh}",
            f"These results are still those of the last run: {listed(names, ', ')}. {why.en}",
        )
        for why, names in by_why.items()
    ]


_MOVING = Text(
    "材料还在变动（可能还在复制），停止变化后再检查。",
    "They are still changing (perhaps being copied) and are judged once they rest.",
)


def notes_on_mending(
    deliveries: Sequence[DeliveryResult], mend_by: date | None
) -> tuple[Text, ...]:
    """Whose material came after the day by which the letters ask to mend it."""
    names = [
        title(item)
        for item in deliveries
        if mend_by is not None
        and item.counts
        and item.received is not None
        and day_of(in_china(item.received)) > mend_by
    ]
    if mend_by is None or not names:
        return ()
    return (
        Text(
            f"这些单位的收到日期晚于补正期限{chinese_day(mend_by)}，发出通知前请核对日期："
            f"{'、'.join(names)}。",
            f"These units' days received are after the day by which to mend, {mend_by}; check "
            f"them before the letters go out: {', '.join(names)}.",
        ),
    )


def notes_on_slips(
    deliveries: Sequence[DeliveryResult], slips: Mapping[str, Sequence[Finding]]
) -> tuple[Text, ...]:
    """What staff filled in without effect: staff puts it right, and no unit's report has it."""
    told = [
        Text(
            f"“{title(item)}”的{said.message.zh}{said.fix.zh if said.fix else ''}",
            f"“{title(item)}”: {said.message.en} {said.fix.en if said.fix else ''}".rstrip(),
        )
        for item in deliveries
        if item.counts
        for said in slips.get(item.path, ())
        if said.rule != _ROWS  # which the ledger's own notes have
    ]
    left = len(told) - _MOST_SLIPS
    more = Text(
        f"核对结果没有起作用的还有{left}条，先改正上面的。",
        f"{left} more decision(s) have no effect; put those above right first.",
    )
    return (*told[:_MOST_SLIPS], *([more] if left > 0 else ()))


def notes_of_held(batch: BatchReport) -> tuple[Text, ...]:
    """Whose letter of verification waits, though nothing is wrong with the package alone."""
    names = [title(item) for item in waiting(batch).values()]
    if not names:
        return ()
    return (
        Text(
            "这些单位的材料单独看符合要求，但有跨单位问题，暂不发核验通知，发出通知前请先核对："
            f"{'、'.join(names)}。",
            "These packages comply by themselves, but findings across packages name them and are "
            f"open: their letters of verification are held back: {', '.join(names)}.",
        ),
    )


def _unassigned(names: Mapping[str, str | None]) -> Text:
    zh = [f"{name}（是不是“{near}”？）" if near else name for name, near in names.items()]
    en = [f"{name} (“{near}”?)" if near else name for name, near in names.items()]
    return Text(
        f"单位名单里写的这些文件，收件文件夹中没有：{'、'.join(zh)}。",
        f"The list of units names deliveries that are not in the inbox: {', '.join(en)}.",
    )


def _unclaimed(file: DecisionsFile) -> Text:
    return Text(
        f"核对结果文件 {file.path.name} 写的材料包是“{file.package}”，收件文件夹中没有这个材料包。",
        f"The decisions in {file.path.name} are for “{file.package}”, which is not in the inbox.",
    )


def caveats(
    deliveries: Sequence[DeliveryResult], settings: BatchSettings, dates: Dates
) -> tuple[Text, ...]:
    """What was not judged, for want of rules or of dates received; in the order of weight."""
    every, chosen = settings.pack().rules, settings.chosen()
    said = [_few(len(chosen), len(every))] if len(chosen) < len(every) else []
    if any(rule.spec.check == _DEADLINE for rule in chosen):
        said += _undated([item for item in deliveries if item.counts and item.report], dates)
    return tuple(said)


def _few(judged: int, of: int) -> Text:
    return Text(
        f"注意：只检查了 {judged} 条规则（共 {of} 条），其余没有检查。",
        f"Mind: only {judged} of {of} rules were judged, the others were left out.",
    )


def _undated(deliveries: Sequence[DeliveryResult], dates: Dates) -> list[Text]:
    names = [title(item) for item in deliveries if item.received is None]
    if not names:
        return []
    if dates == Dates():
        return [
            Text(
                "没有给出收到日期，是否逾期没有判断（--received 或 --received-list）。",
                "No date received was given, so lateness was not judged (--received or "
                "--received-list).",
            )
        ]
    return [
        Text(
            f"收到日期名单里没有这些单位，是否逾期没有判断：{'、'.join(names)}。",
            "The list of dates omits these units, whose lateness was not judged: "
            f"{', '.join(names)}.",
        )
    ]
