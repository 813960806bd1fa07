"""What a batch did not judge, for want of rules or of dates received: said beside the numbers."""

from __future__ import annotations

from collections.abc import Sequence

from jlxx_check.app.batch.received import Dates
from jlxx_check.app.batch.settings import Settings
from jlxx_check.engine import select_rules
from jlxx_check.model.batch import Delivery
from jlxx_check.model.text import Text
from jlxx_check.reporters.batch.standing import title

_DEADLINE = "package.received-by"


def caveats(deliveries: Sequence[Delivery], settings: Settings, dates: Dates) -> tuple[Text, ...]:
    """In the order of weight; none where everything asked for was judged."""
    every = settings.pack().rules
    chosen = select_rules(every, settings.select, settings.ignore)
    said = [_few(len(chosen), len(every))] if len(chosen) < len(every) else []
    if any(rule.spec.check == _DEADLINE for rule in chosen):
        said += _undated([item for item in deliveries if item.counts and item.report], dates)
    return tuple(said)


def _few(judged: int, of: int) -> Text:
    return Text(
        f"注意：只检查了 {judged} 条规则（共 {of} 条），其余没有检查。",
        f"Mind: only {judged} of {of} rules were judged, the others were left out.",
    )


def _undated(deliveries: Sequence[Delivery], dates: Dates) -> list[Text]:
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
