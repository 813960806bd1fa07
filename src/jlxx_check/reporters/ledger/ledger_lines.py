"""What stands in an item's row for a person to fill in, and what was filled in before.

What somebody has written goes on into the new ledger: a conclusion that holds, and one that is
begun, doubtful or not wholly filled in, with a hint at what it lacks. One that holds no longer is
told in the hint and has to be made anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from jlxx_check.model.ledger_row import CONCLUSIONS, CONFIRMED_WHY, LedgerKey, LedgerRow
from jlxx_check.model.report import Report
from jlxx_check.reporters.ledger_items import LedgerItem
from jlxx_check.reporters.wording import decision_text
from jlxx_check.text import Text, same
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.masking import mask


@frozen
class LedgerLine:
    """An item, and the cells that a person fills in."""

    item: LedgerItem
    conclusion: Text | None = None
    by: str = ""
    on: date | str | None = None
    why: str = ""
    hint: Text | None = None


@dataclass(slots=True)
class EarlierRows:
    """What was filled in in the ledgers given, found by item."""

    rows: Sequence[LedgerRow]
    #: Why a decision had no effect, by the place that it was read from.
    reasons: Mapping[str, Text]
    #: All that there is to look at now.
    items: Sequence[LedgerItem]
    _by_key: dict[LedgerKey, list[LedgerRow]] = field(init=False, default_factory=dict)
    _by_identity: dict[tuple[str | None, ...], list[LedgerRow]] = field(
        init=False, default_factory=dict
    )
    _used: set[LedgerRow] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        present = {_plain(item.key) for item in self.items}
        for row in self.rows:
            if row.key is not None:
                self._by_key.setdefault(_plain(row.key), []).append(row)
                if _plain(row.key) not in present:  # else it is another's of the same place
                    self._by_identity.setdefault(row.key.identity, []).append(row)

    def line(self, item: LedgerItem) -> LedgerLine:
        """The item with what is known of it."""
        exact = self._by_key.get(_plain(item.key), [])
        rows = exact or self._by_identity.get(item.key.identity, [])
        self._used.update(rows)
        said = item.said
        if said is not None:
            if said.until is not None:  # the ledger has no room for a last day
                return LedgerLine(item, hint=decision_text(said))
            why = "" if said.why in (CONFIRMED_WHY.zh, CONFIRMED_WHY.en) else said.why
            return LedgerLine(item, CONCLUSIONS[said.choice], said.by, said.on, why)
        if not rows:
            return LedgerLine(item)
        row = next((row for row in rows if row.conclusion), rows[0])
        reasons = [self.reasons[one.place] for one in rows if one.place in self.reasons]
        if row.trouble is None and (reasons or not exact) and row.conclusion:
            return LedgerLine(item, hint=_once(rows, reasons))
        return LedgerLine(
            item,
            same(mask(row.conclusion)) if row.conclusion else None,
            mask(row.by),
            _day(row.on),
            mask(row.why),
            row.trouble,
        )

    def unused(self) -> list[LedgerRow]:
        """What was filled in and is about nothing that there is now; after all lines are made."""
        return [row for row in self.rows if row not in self._used and row.conclusion]


def reasons_of(reports: Iterable[Report]) -> dict[str, Text]:
    """Why decisions had no effect, by the place that they were read from."""
    return {
        item.where: item.message
        for report in reports
        for item in report.findings
        if item.where is not None and item.rule.startswith("decision.")
    }


def _plain(key: LedgerKey) -> LedgerKey:
    """Without what differs between two ledgers of one item: language, and the entry's number."""
    kind, who = key.identity[2:4]
    return LedgerKey(
        key.rulepack,
        key.identity[0] or "",
        key.rule,
        kind,
        who,
        key.file,
        key.where,
        key.evidence,
        None,
        key.asked,
        "",
        (),
    )


def _once(rows: Sequence[LedgerRow], reasons: Sequence[Text]) -> Text:
    """What was concluded, and why that holds no longer."""
    told = [f"{row.conclusion}（{row.by}，{row.on}）" for row in rows if row.conclusion]
    zh = mask("；".join(dict.fromkeys(told)))
    why = reasons[0] if reasons else _CHANGED
    return Text(f"上次：{zh}。{why.zh}", f"Before: {zh}. {why.en}")


def _day(text: str) -> date | str | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text or None


_CHANGED = Text("材料后来有改动，请重新核对。", "The material has changed since: look again.")
