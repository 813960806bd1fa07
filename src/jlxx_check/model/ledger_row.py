"""The ledger of manual checks: what a row is known by, and the words that a person fills in.

A row has to be known again after people have sorted, filtered and shared the sheet, whatever is
left of it. So it carries a key of its own that holds everything a decision needs, and a check sum:
what a program filled on (``…1``, ``…2``) or a person cut is told from what was written.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any, TypeVar

from jlxx_check.model.decision import Choice, DecidedSide
from jlxx_check.model.report import Finding, NotJudged, Report
from jlxx_check.text import Text
from jlxx_check.values.folding import fold, fold_name
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.masking import mask

#: Headings of the columns that are read back; the first spelling is the one written.
KEY, CONCLUSION = Text("识别码", "key"), Text("结论", "conclusion")
BY, ON, WHY = Text("核对人", "by whom"), Text("日期", "on which day"), Text("说明", "remarks")
UNIT, OBJECT = Text("单位", "unit"), Text("对象", "entry")
ITEM, HINT = Text("核对事项", "item"), Text("提示", "hint")

#: What a person may conclude; the drop-downs offer these.
CONFIRMED, WRONG = Text("属实", "confirmed"), Text("有问题", "wrong")
OPEN, WAIVED = Text("待查", "open"), Text("豁免", "waived")
CONCLUSIONS = {Choice.CONFIRMED: CONFIRMED, Choice.WRONG: WRONG, Choice.WAIVED: WAIVED}

#: The reason of a confirmation where nothing was remarked.
CONFIRMED_WHY = Text("已人工核对，符合要求。", "Looked at by a person: complies.")

_SHORT = 16
_K = TypeVar("_K", "LedgerKey", "GroupKey")


class KeyForm(StrEnum):
    """What a key begins with: of an item, or of a whole group of them."""

    ITEM = "K1"
    GROUP = "G1"


@frozen
class LedgerKey:
    """What an item is known by."""

    rulepack: str
    package: str
    rule: str
    #: The entry's id and name then; None: the package as a whole.
    entry: str | None
    name: str | None
    #: Only where it takes them to tell the item from others, or a waiver holds for that file alone.
    file: str | None
    where: str | None
    #: Of what there was to look at (``evidence_of``).
    evidence: str
    #: ``sha256:…`` of a waived finding's file.
    digest: str | None
    #: An item of the checklist or what had no result, which a person confirms.
    asked: bool
    #: Of the words that the row shows (``shown_mark``).
    shown: str
    #: Of a finding across units all of its sides, as ``DecidedSide`` has them; it is no package's,
    #: which is then "".
    sides: tuple[tuple[str | None, ...], ...] = ()
    #: Of a place in a register, the name that its row has; keys of earlier versions end before it.
    about: str | None = None

    @property
    def identity(self) -> tuple[str | None, ...]:
        """Equal for the same item, whatever there was to look at and wherever its row went."""
        kind = self.entry.partition("/")[0] if self.entry else None
        who = fold_name(self.name) if self.name else self.entry
        if self.sides:
            who = repr(sorted(map(_known, self.sides)))
        where, row = self.where, None
        if self.about:
            where, row = column_of(where or ""), fold_name(self.about)
        return (fold_name(self.package), self.rule, kind, who, self.file, where, row)


def column_of(where: str) -> str:
    """What stays of a cell's place when its row moves."""
    return re.sub(r"\d+", "", where)


def _known(side: tuple[str | None, ...]) -> str:
    """What a side is known by: as for an entry, its number only where it has no name."""
    unit, entry, name, *rest = side
    kind = (entry or "").partition("/")[0]
    return repr((fold_name(unit or ""), kind, fold_name(name) if name else entry, *rest))


@frozen
class GroupKey:
    """A unit's items of one rule, or all that a person is asked about it (rule None)."""

    rulepack: str
    package: str
    rule: str | None
    asked: bool
    shown: str


@frozen
class LedgerRow:
    """A row that somebody filled in, as it was read."""

    #: The ledger's file name, the sheet and the row in it, from 1.
    file: str
    sheet: str
    number: int
    #: None where the row tells no item.
    key: LedgerKey | None
    #: As they were typed; ``on`` as a day where it is one.
    conclusion: str
    by: str
    on: str
    why: str
    #: Unit, entry and item, as the row shows them.
    words: tuple[str, str, str] = ("", "", "")
    #: Why no decision was made of it; None where one was, or nothing is decided yet.
    trouble: Text | None = None

    @property
    def place(self) -> str:
        """Where it stands, as a decision's source names it."""
        return f"{self.file} {self.sheet} 第{self.number}行"


def key_text(key: LedgerKey | GroupKey) -> str:
    """The key as a cell holds it: letters that no program takes for a number or a formula."""
    form = KeyForm.ITEM if isinstance(key, LedgerKey) else KeyForm.GROUP
    parts = [getattr(key, item.name) for item in fields(key)]
    if isinstance(key, LedgerKey) and key.about is None:
        parts.pop()
    plain = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    held = base64.b64encode(plain.encode("utf-8", "surrogatepass")).decode("ascii")
    return f"{form}:{held}:{_sum(held)}"


def read_key(text: str) -> LedgerKey | GroupKey | None:
    """The key of a cell; None where it is none, or not whole."""
    form, _, rest = text.strip().partition(":")
    held, _, given = rest.partition(":")
    if form not in set(KeyForm) or given != _sum(held):
        return None
    try:
        plain = json.loads(base64.b64decode(held, validate=True).decode("utf-8", "surrogatepass"))
    except (ValueError, binascii.Error, RecursionError):
        return None
    return _made(LedgerKey, plain) if form == KeyForm.ITEM else _made(GroupKey, plain)


#: Of a key's parts, those that are always there.
_NEEDED = frozenset({"rulepack", "package", "shown", "evidence"})


def _made(kind: type[_K], plain: object) -> _K | None:
    """Only what a program wrote has the sum; that its parts are of the right type is checked."""
    names = [item.name for item in fields(kind)]
    least = len(names) - (kind is LedgerKey)
    if not isinstance(plain, list) or not least <= len(plain) <= len(names):
        return None
    parts: dict[str, object] = dict(zip(names, plain, strict=False))
    asked, sides = parts.pop("asked"), _sides(parts.pop("sides", []))
    texts = {name: part for name, part in parts.items() if isinstance(part, str)}
    left = {name for name, part in parts.items() if part is None}
    if not isinstance(asked, bool) or sides is None:
        return None
    if len(texts) + len(left) < len(parts) or _NEEDED & left:
        return None
    if kind is LedgerKey and "rule" in left:
        return None
    more = {"sides": sides} if kind is LedgerKey else {}
    made: Any = kind
    key: _K = made(**dict.fromkeys(left), **texts, asked=asked, **more)
    return key


def _sides(plain: object) -> tuple[tuple[str | None, ...], ...] | None:
    """None for what is none."""
    parts = len(fields(DecidedSide))
    if not isinstance(plain, list):
        return None
    for side in plain:
        if not isinstance(side, list) or len(side) != parts or not isinstance(side[0], str):
            return None
        if not all(isinstance(part, str | None) for part in side):
            return None
    return tuple(map(tuple, plain))


def _sum(held: str) -> str:
    return hashlib.sha256(held.encode("utf-8")).hexdigest()[:8]


def shown_mark(*words: str) -> str:
    """Of the words of a row: whether the key still stands beside them, blanks and width aside."""
    return _short([fold(word) for word in words])


def sizes_of(report: Report) -> Mapping[str, int]:
    """Bytes of every file of an entry."""
    return {file.path: file.size for entry in report.entries for file in entry.files}


def evidence_of(item: Finding | NotJudged, sizes: Mapping[str, int]) -> str:
    """Changes with what there was to look at: the words that say it, and the file.

    Where no whole digest of the file is known, as of a video, its size stands for it.
    """
    if isinstance(item, Finding):
        observed = item.observed.zh if item.observed else None
        told = [mask(item.message.zh), observed and mask(observed), item.digest]
        known = item.digest is not None
    else:
        told, known = [mask(item.why.zh)], False
    return _short([*told, None if known or not item.file else sizes.get(item.file)])


def _short(told: list[str | None] | list[str | int | None] | list[str]) -> str:
    data = json.dumps(told, ensure_ascii=True).encode("ascii")
    return hashlib.sha256(data).hexdigest()[:_SHORT]
