"""A reviewer's decisions read from the ledger 核对台账.xlsx, as staff fill it in.

A row that is not filled in wholly, or that tells no item, makes no decision and is told with its
number; the others hold. A row of a group speaks for the unit's items in this same file that say
nothing themselves: for what came later it was not meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from jlxx_check.decisions.ledger_sheets import SheetRow, day_text, ledger_rows
from jlxx_check.model import ledger_row
from jlxx_check.model.decision import Choice, DecidedSide, Decision, DecisionsFile
from jlxx_check.model.ledger_row import GroupKey, LedgerKey, LedgerRow, read_key, shown_mark
from jlxx_check.text import Lang, Text, joined
from jlxx_check.values.folding import fold
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.masking import mask
from jlxx_check.values.typed_moments import NotAMoment, read_day

#: Conclusions as people write them; None: nothing is decided yet.
_WORDS: dict[str, Choice | None] = {
    fold(word): choice
    for choice, words in {
        Choice.CONFIRMED: (
            *("属实", "已核对", "已核实", "核实", "符合", "符合要求", "通过", "合格", "无问题"),
            *("没有问题", "没问题", "√", "✓", "✔", "confirmed"),
        ),
        Choice.WRONG: (
            *("有问题", "不属实", "不符合", "不符合要求", "不通过", "不合格", "×", "✗", "wrong"),
        ),
        Choice.WAIVED: ("豁免", "已豁免", "waived"),
        None: ("待查", "待核", "待核实", "待核对", "未核对", "不豁免", "open"),
    }.items()
    for word in words
}


@frozen
class Ledger:
    """A ledger as read: the decisions by package, and the rows that somebody filled in."""

    files: tuple[DecisionsFile, ...]
    rows: tuple[LedgerRow, ...]


@frozen
class _Read:
    """A row, its key, and what was made of it: a choice with its day, or a trouble."""

    row: SheetRow
    key: LedgerKey | GroupKey | None
    choice: Choice | None = None
    on: date | None = None
    trouble: Text | None = None


def read_ledger(path: Path) -> Ledger:
    """The ledger. Raises PackError where the file cannot be read or is none."""
    found = [_read(row) for row in ledger_rows(path)]
    items = [one for one in found if not isinstance(one.key, GroupKey)]
    groups = [one for one in found if isinstance(one.key, GroupKey)]
    rows: dict[LedgerRow, tuple[str, Decision] | None] = {}
    for one in items:
        if one.row.filled and one.row.cells.get("conclusion"):
            row = _row(path, one)
            rows[row] = _decision(one, row)
    rows |= _grouped(path, items, groups)
    for one in items:  # work that is begun, or only shared out
        if one.row.filled and not one.row.cells.get("conclusion"):
            rows.setdefault(_row(path, one))
    return Ledger(_files(path, rows), tuple(rows))


def _read(row: SheetRow) -> _Read:
    key = read_key(row.cells.get("key", ""))
    if not row.filled:
        return _Read(row, key)
    said = row.cells.get("conclusion", "")
    day, on = row.cells.get("on", ""), None
    if not said:
        return _Read(row, key, trouble=_NO_CONCLUSION if day else None)
    if key is None:
        return _Read(row, None, trouble=_NO_KEY)
    if not _stands(row, key):
        return _Read(row, key, trouble=_SHIFTED)
    if fold(said) not in _WORDS:
        return _Read(row, key, trouble=_unknown(said))
    choice = _WORDS[fold(said)]
    across = isinstance(key, LedgerKey) and bool(key.sides)
    if choice is None or (choice is Choice.WRONG and (across or not key.asked)):
        return _Read(row, key)
    if choice is Choice.CONFIRMED and not key.asked:
        return _Read(row, key, trouble=_TO_WAIVE)
    lacking = [
        name
        for name, cell in ((ledger_row.BY, "by"), (ledger_row.ON, "on"))
        if not row.cells.get(cell)
    ]
    if choice is not Choice.CONFIRMED and not row.cells.get("why"):
        lacking.append(ledger_row.WHY)
    if lacking:
        return _Read(row, key, trouble=_lacks(lacking))
    try:
        on = read_day(day_text(day))
    except NotAMoment as error:
        zh, en = error.text.zh.rstrip("。"), error.text.en.rstrip(".")
        return _Read(row, key, trouble=Text(f"日期{zh}", f"the date {en}"))
    return _Read(row, key, choice, on)


def _stands(row: SheetRow, key: LedgerKey | GroupKey) -> bool:
    """Whether the key stands beside the words that it was written with.

    Who sorts some of the columns alone leaves keys beside other people's names.
    """
    words = [row.cells.get(name) for name in ("unit", "object", "item")]
    if isinstance(key, GroupKey):
        words = [words[0], words[2]]
    known = [word for word in words if word is not None]
    return len(known) < len(words) or shown_mark(*known) == key.shown


def _row(path: Path, one: _Read, key: LedgerKey | None = None) -> LedgerRow:
    cells = one.row.cells
    own = one.key if isinstance(one.key, LedgerKey) else None
    return LedgerRow(
        path.name,
        one.row.sheet,
        one.row.number,
        key or own,
        cells.get("conclusion", ""),
        cells.get("by", ""),
        one.on.isoformat() if one.on else day_text(cells.get("on", "")),
        cells.get("why", ""),
        (cells.get("unit", ""), cells.get("object", ""), cells.get("item", "")),
        one.trouble,
    )


def _decision(one: _Read, row: LedgerRow) -> tuple[str, Decision] | None:
    """The decision of what was filled in on an item's row, and its package; None: there is none."""
    about = row.key
    if about is None or one.choice is None or one.on is None:
        return None
    cells = one.row.cells
    made = Decision(
        rule=about.rule,
        entry=about.entry,
        choice=one.choice,
        by=cells["by"],
        on=one.on,
        why=cells.get("why") or ledger_row.CONFIRMED_WHY.say(_tongue(cells["conclusion"])),
        name=about.name,
        file=about.file,
        where=about.where,
        about=about.about,
        digest=about.digest,
        evidence=None if about.sides else about.evidence,
        source=row.place,
        sides=tuple(DecidedSide(side[0] or "", *side[1:]) for side in about.sides),
    )
    return about.package, made


def _tongue(word: str) -> Lang:
    return Lang.EN if word.isascii() else Lang.ZH


def _grouped(
    path: Path, items: Sequence[_Read], groups: Sequence[_Read]
) -> dict[LedgerRow, tuple[str, Decision] | None]:
    """What the rows of groups say of the items that say nothing: a rule's before a whole unit's."""
    made: dict[LedgerRow, tuple[str, Decision] | None] = {}
    taken: set[int] = set()
    said = [one for one in groups if one.row.filled]
    for group in sorted(said, key=lambda one: isinstance(one.key, GroupKey) and not one.key.rule):
        mine = [
            (one, one.key)
            for one in items
            if isinstance(one.key, LedgerKey) and _covers(group, one.key)
        ]
        if group.choice is None or not mine:
            empty = group.trouble or (_NO_ROWS if group.choice else None)
            if group.row.cells.get("conclusion") or empty:
                made[_row(path, replace(group, trouble=empty))] = None
            continue
        for one, key in mine:
            if one.row.cells.get("conclusion") or id(one) in taken or not _stands(one.row, key):
                continue
            taken.add(id(one))
            row = replace(
                _row(path, group, key),
                number=one.row.number,
                sheet=one.row.sheet,
                words=_row(path, one).words,
            )
            made[row] = _decision(group, row)
    return made


def _covers(group: _Read, item: LedgerKey) -> bool:
    key = group.key
    return (
        isinstance(key, GroupKey)
        and (key.package, key.asked) == (item.package, item.asked)
        and key.rule in (None, item.rule)
    )


def _files(
    path: Path, rows: dict[LedgerRow, tuple[str, Decision] | None]
) -> tuple[DecisionsFile, ...]:
    """The decisions by package, each once, and what of them could not be used."""
    decided: dict[str, dict[Decision, Decision]] = {}
    unusable: dict[str, list[tuple[str, Text]]] = {}
    packs: dict[str, str] = {}
    for row, made in rows.items():
        if row.key is not None:
            packs.setdefault(row.key.package, row.key.rulepack)
            if row.trouble is not None and row.key.package:
                unusable.setdefault(row.key.package, []).append((row.place, row.trouble))
        if made is not None:
            package, decision = made  # a row that was copied says the same twice
            decided.setdefault(package, {}).setdefault(replace(decision, source=""), decision)
    return tuple(
        DecisionsFile(
            path,
            rulepack,
            package or None,  # what is across units is no package's
            tuple(decided.get(package, {}).values()),
            shared=len(packs) > 1 or not package,
            unusable=tuple(unusable.get(package, ())),
        )
        for package, rulepack in packs.items()
    )


def told_troubles(rows: Iterable[LedgerRow]) -> Iterator[Text]:
    """Which rows were not used, a sentence for each file. What they quote is masked."""
    files: dict[str, dict[Text, dict[str, list[int]]]] = {}
    for row in rows:
        if row.trouble is not None:
            alike = files.setdefault(row.file, {}).setdefault(row.trouble, {})
            alike.setdefault(row.sheet, []).append(row.number)
    for file, kinds in files.items():
        count = sum(len(numbers) for sheets in kinds.values() for numbers in sheets.values())
        said = joined((_told(why, sheets) for why, sheets in kinds.items()), "；", "; ")
        yield Text(
            mask(f"{file} 有 {count} 行没有采用：{said.zh}。"),
            mask(f"{file}: {count} row(s) are not used: {said.en}."),
        )


def _told(why: Text, sheets: dict[str, list[int]]) -> Text:
    zh = "，".join(f"{sheet} 第{'、'.join(map(str, rows))}行" for sheet, rows in sheets.items())
    en = ", ".join(f"{sheet} {', '.join(map(str, rows))}" for sheet, rows in sheets.items())
    return Text(f"{zh}：{why.zh}", f"{en}: {why.en}")


def _lacks(names: Sequence[Text]) -> Text:
    said = joined(names, "、")
    return Text(f"没有填{said.zh}", f"without {said.en}")


def _unknown(said: str) -> Text:
    return Text(
        f"结论“{said[:20]}”不认识，请从下拉框里选（属实、有问题、待查、豁免）",
        f"the conclusion “{said[:20]}” is not known; choose one from the list",
    )


_NO_CONCLUSION = Text("填了日期，没有选结论", "dated, but without a conclusion")
_NO_KEY = Text(
    "认不出是哪一项（隐藏的“识别码”没有了或被改动），请在新的台账里找到这一项重新填",
    "it tells no item (the hidden key is gone or was changed); fill the item in in a new ledger",
)
_SHIFTED = Text(
    "单位、对象、核对事项与隐藏的识别码对不上，可能只排序了一部分列，请在新的台账里重新填",
    "its words do not fit the hidden key: were only some columns sorted? Use a new ledger",
)
_TO_WAIVE = Text(
    "这是程序查出的问题，要放行请选“豁免”并写明原因",
    "this was found by the program: to let it stand choose “waived”, with the reason",
)
_NO_ROWS = Text(
    "逐项核对表里没有这一组的行了", "the rows of this group are gone from the sheet of items"
)
