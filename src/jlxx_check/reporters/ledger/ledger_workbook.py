"""核对台账.xlsx: how far the checks are, every item with room to conclude, and groups of items.

People sort, filter, share and complete it in Excel or WPS; ``decisions/from_ledger.py`` reads it
back by the headings and by the key that each row has in a hidden column.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jlxx_check.model import ledger_row
from jlxx_check.model.ledger_row import GroupKey, LedgerRow, key_text, shown_mark
from jlxx_check.reporters.ledger.ledger_lines import EarlierRows, LedgerLine, reasons_of
from jlxx_check.reporters.ledger.progress_sheet import progress_of, write_progress
from jlxx_check.reporters.ledger_items import LedgerItem, LedgerPart, items_of
from jlxx_check.reporters.sections import KIND, LEVEL, NUMBER
from jlxx_check.reporters.xlsx.sheet import (
    GREEN,
    RED,
    YELLOW,
    Column,
    SheetWriter,
    columns,
    link,
    saved,
)
from jlxx_check.reporters.xlsx.streamed_rows import Link, Rows, Value, streaming_writer
from jlxx_check.text import Lang, Text, same
from jlxx_check.values.masking import mask
from jlxx_check.values.visible import visible

_TO_SEE, _FACTS = Text("核对什么", "what to look at"), Text("材料中写的", "found")
_PLACE = Text("文件和位置", "file and place")
_FILL_IN = (ledger_row.CONCLUSION, ledger_row.BY, ledger_row.ON, ledger_row.WHY)
_ITEMS = columns(
    (
        *(
            NUMBER,
            ledger_row.UNIT,
            KIND,
            ledger_row.OBJECT,
            ledger_row.ITEM,
            _TO_SEE,
            _FACTS,
            _PLACE,
        ),
        *(*_FILL_IN, ledger_row.HINT, ledger_row.KEY),
    ),
    (6, 16, 13, 13, 16, 38, 27, 20, 9, 9, 12, 20, 18, 8),
)
_FOUND = (*_ITEMS[:2], Column(LEVEL, 8), *_ITEMS[2:])
_GROUPS = columns(
    (
        *(
            NUMBER,
            ledger_row.UNIT,
            ledger_row.ITEM,
            Text("共几项", "items"),
            Text("未核对", "open"),
        ),
        *(*_FILL_IN, ledger_row.KEY),
    ),
    (6, 26, 44, 8, 8, 9, 10, 12, 34, 8),
)
#: Headings of its own: what is kept here is not read again.
_UNUSED = columns(
    (
        *(
            ledger_row.UNIT,
            ledger_row.OBJECT,
            ledger_row.ITEM,
            Text("当时的结论", "concluded then"),
        ),
        *(Text("当时的核对人", "by whom then"), Text("当时的日期", "on which day then")),
        *(Text("当时的说明", "remarks then"), Text("原来在哪里", "where it stood")),
        Text("为什么没有用上", "why it is not used"),
    ),
    (20, 14, 18, 11, 11, 12, 26, 24, 40),
)
_ALL_ASKED = Text("（全部人工核对项）", "(all items of the checklist)")
_TO_CONFIRM = (ledger_row.CONFIRMED, ledger_row.WRONG, ledger_row.OPEN)
_TO_WAIVE = (ledger_row.WAIVED, ledger_row.OPEN)
_FILLS = {
    ledger_row.CONFIRMED: GREEN,
    ledger_row.WAIVED: GREEN,
    ledger_row.WRONG: RED,
    ledger_row.OPEN: YELLOW,
}
_CHOOSE = Text("请从列表中选。", "Choose from the list.")
_DAY = Text("请写日期，例如 2023-7-14。", "Write a day, such as 2023-07-14.")


def to_ledger(
    parts: Sequence[LedgerPart],
    lang: Lang,
    rows: Sequence[LedgerRow] = (),
    footer: str = "",
    across: Sequence[LedgerItem] = (),
) -> bytes:
    """The workbook over these packages. rows: of the ledgers that were given, to be gone on with.

    footer: what each printed page says. across: what shows only across the packages.
    """
    listed = [(part, items_of(part.report, lang)) for part in parts]
    items = [item for _, own in listed for item in own]
    every = [*items, *across]
    earlier = EarlierRows(rows, reasons_of(part.report for part in parts), every)
    lines = [(part, earlier.line(item)) for part, own in listed for item in own]
    writer = streaming_writer(lang, footer)
    write_progress(writer, progress_of(items), footer)
    _write_items(writer, [one for one in lines if one[1].item.asked])
    _write_groups(writer, items)
    _write_found(writer, [one for one in lines if not one[1].item.asked])
    _write_across(writer, [(None, earlier.line(item)) for item in across])
    _write_unused(writer, earlier)
    return saved(writer.book)


#: With the package that it is of; None: of several.
_Lines = Sequence[tuple[LedgerPart | None, LedgerLine]]


def _write_items(writer: SheetWriter, lines: _Lines) -> None:
    lead = Text(
        "逐项核对：在“结论”“核对人”“日期”三列填写；“有问题”的要写说明，说明会写进给单位的通知",
        "Item by item: fill in conclusion, by whom and on which day; what is wrong needs a remark, "
        "which goes into the letter to the unit",
    )
    title = Text("逐项核对", "Items")
    rows = Rows(writer, title, _ITEMS, lead, 5, 13, frozenset({11}), len(_ITEMS))
    for part, line in lines:
        rows.add([rows.count + 1, *_about(line), *_cells(part, line)])
    _close(rows, _TO_CONFIRM, 9)


def _write_found(writer: SheetWriter, lines: _Lines) -> None:
    """What the program found: it stands unless somebody waives it."""
    if not lines:
        return
    lead = Text(
        "程序查出的问题：确需放行的选“豁免”，写明核对人、日期和原因；其余不用填",
        "Found by the program: choose “waived” for what may stand, by whom, on which day, and why",
    )
    _write_findings(writer, lines, Text("问题豁免", "Waivers"), lead, _TO_WAIVE)


def _write_across(writer: SheetWriter, lines: _Lines) -> None:
    """What shows only across units: each side is named, and one conclusion is for all."""
    if not lines:
        return
    lead = Text(
        "跨单位问题：核实后可以放行的选“豁免”（人工核对项选“属实”），写明核对人、日期和原因",
        "Across units: choose “waived” for what may stand (“confirmed” for an item of the "
        "checklist), by whom, on which day, and why",
    )
    words = (ledger_row.WAIVED, ledger_row.CONFIRMED, ledger_row.OPEN)
    _write_findings(writer, lines, Text("跨单位问题", "Across units"), lead, words)


def _write_findings(
    writer: SheetWriter, lines: _Lines, title: Text, lead: Text, words: Sequence[Text]
) -> None:
    rows = Rows(writer, title, _FOUND, lead, 6, 14, frozenset({12}), len(_FOUND))
    for part, line in lines:
        unit, *about = _about(line)
        rows.add([rows.count + 1, unit, line.item.level, *about, *_cells(part, line)])
    _close(rows, words, 10)


def _about(line: LedgerLine) -> tuple[Value, ...]:
    item = line.item
    return (item.unit, item.kind if item.key.entry else None, item.about, item.title)


def _cells(part: LedgerPart | None, line: LedgerLine) -> tuple[Value, ...]:
    item = line.item
    target = link(part.link, item.file, part.layers) if part and item.file else None
    # Where a link leads there the last of the path tells people enough.
    path = "/".join((item.file or "").split("/")[-2:]) if target else item.file
    place = "　".join(filter(None, (path, item.where)))
    return (
        *(item.message, item.facts, Link(place, target)),
        *(line.conclusion, line.by, line.on, line.why, line.hint, item.key_text),
    )


def _close(rows: Rows, words: Sequence[Text], conclusion: int) -> None:
    """Offer the words, and colour them. conclusion: the number of their column."""
    rows.offer(conclusion, words, _CHOOSE)
    rows.ask_days(_DAY)
    rows.close({conclusion: {word: _FILLS[word] for word in words}})


def _write_groups(writer: SheetWriter, items: Iterable[LedgerItem]) -> None:
    """A row for what is still open of each rule of a unit, and one for all of a unit's."""
    lead = Text(
        "成批核对：一行管这个单位的几项，只管表中还没有结论的项；逐项填过的以逐项为准",
        "In groups: a row is for all of a unit's items that have no conclusion of their own yet",
    )
    title = Text("成批核对", "Groups")
    rows = Rows(writer, title, _GROUPS, lead, 3, 9, frozenset({8}), len(_GROUPS))
    units: dict[str, list[LedgerItem]] = {}
    for item in items:
        units.setdefault(item.unit, []).append(item)
    for own in units.values():
        asked = [item for item in own if item.asked]
        rules: dict[tuple[str, bool], list[LedgerItem]] = {}
        for item in own:
            rules.setdefault((item.key.rule, item.asked), []).append(item)
        _add_group(rows, writer, asked, _ALL_ASKED, None)
        for (rule, is_asked), some in rules.items():
            title = some[0].title
            waive = Text(f"{title.zh}（豁免）", f"{title.en} (waiver)")
            _add_group(rows, writer, some, title if is_asked else waive, rule)
    _close(rows, (*_TO_CONFIRM, ledger_row.WAIVED), 6)


def _add_group(
    rows: Rows, writer: SheetWriter, items: Sequence[LedgerItem], title: Text, rule: str | None
) -> None:
    left = sum(item.said is None for item in items)
    if left < 2:
        return
    key, unit = items[0].key, items[0].unit
    shown = shown_mark(visible(unit), visible(title.say(writer.lang)))
    group = GroupKey(key.rulepack, key.package, rule, key.asked, shown)
    rows.add(
        [rows.count + 1, unit, title, len(items), left, None, None, None, None, key_text(group)]
    )


def _write_unused(writer: SheetWriter, earlier: EarlierRows) -> None:
    """What was filled in and is about nothing that there is now, lest it be lost from sight."""
    left = earlier.unused()
    if not left:
        return
    lead = Text(
        "以前填过、这次没有用上的结论，留作记录，不再读取",
        "What was concluded before and is not used now: kept for the record, never read again",
    )
    rows = Rows(writer, Text("没有用上的结论", "Not used"), _UNUSED, lead, frozen=2)
    for row in left:
        why = row.trouble or earlier.reasons.get(row.place) or _GONE
        words = [mask(word) for word in (*row.words, row.conclusion, row.by, row.on, row.why)]
        rows.add([*map(same, words), row.place, why])
    rows.close()


_GONE = Text("这次没有这一项", "there is no such item this time")
