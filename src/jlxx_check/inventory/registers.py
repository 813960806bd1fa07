"""The registers of a package: readable, unreadable, printed, scanned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jlxx_check.inventory.items import Item
from jlxx_check.inventory.roles import is_scan
from jlxx_check.inventory.words import FORM, REGISTER, Vocabulary
from jlxx_check.model.facts import Cause, Content, Crashed, Group, Unreadable
from jlxx_check.model.package import Reason, Register, Unassigned
from jlxx_check.model.text import Text
from jlxx_check.values.folding import fold_name

_WORKBOOKS = (".xlsx", ".xls", ".xlsm", ".et")


def sort_registers(items: Sequence[Item], vocabulary: Vocabulary) -> list[Unassigned]:
    """Set ``register`` where a file is one by its words only; the rest is returned."""
    scans = _prints(items)
    printed = {scan.path for scan in scans}
    read = {register.kind for item in items for register in item.registers}
    for item in items:
        if item.form or item.register or item.path in printed:
            continue
        if not _named(item):
            continue
        if is_scan(item):
            scans.append(Unassigned(item.path, Reason.REGISTER_SCAN, _SCAN))
        elif item.facts.group is Group.DOCUMENT and not _set_unread(item, read, vocabulary):
            scans.append(Unassigned(item.path, Reason.UNKNOWN, _WHICH))
    for item in items:
        broken = isinstance(item.facts.body, Unreadable | Crashed)
        if broken and not (item.form or item.register) and _wordless_workbook(item):
            _set_unread(item, read, vocabulary)
    return scans


def _prints(items: Iterable[Item]) -> list[Unassigned]:
    """PDF prints of a register that is there as a workbook or Word file, too."""
    originals = {
        _content(item) for item in items if item.register and item.facts.content is not Content.PDF
    }
    scans: list[Unassigned] = []
    for item in items:
        if not item.registers or item.facts.content is not Content.PDF:
            continue
        if _content(item) in originals:
            item.registers = ()
            scans.append(Unassigned(item.path, Reason.REGISTER_SCAN, _PRINT))
    return scans


def _content(item: Item) -> frozenset[tuple[str, str]]:
    """The names in its registers, each with the register's kind."""
    return frozenset(
        (register.kind, fold_name(row.name)) for register in item.registers for row in register.rows
    )


def _named(item: Item) -> bool:
    """Whether register is the strongest thing that the nearest speaking name says."""
    for clues in (item.clues, *reversed(item.folder_clues)):
        if clues.roles:
            return max(clues.roles, key=lambda role: clues.roles[role][0]) == REGISTER
    return False


def _wordless_workbook(item: Item) -> bool:
    if not item.path.lower().endswith(_WORKBOOKS) or item.clues.paper:
        return False
    return not item.clues.roles and all(FORM not in clues.roles for clues in item.folder_clues)


def _set_unread(item: Item, read: set[str], vocabulary: Vocabulary) -> bool:
    """Make the file a register whose rows are not known, where it is plain which one it is."""
    specs = vocabulary.pack.kinds
    keys = {specs[kind].register_ for kind in item.kinds} - {None}
    if not item.kinds:
        keys = set(vocabulary.pack.registers)
    if len(keys) > 1:
        keys -= read
    body = item.facts.body
    if len(keys) != 1:
        return False
    kind = str(keys.pop())
    broken = isinstance(body, Unreadable | Crashed)
    if kind in read and not broken:
        return False  # a note on how to fill in the register, or an empty blank of it
    read.add(kind)
    problem = body if isinstance(body, Unreadable | Crashed) else _NO_ROWS
    item.registers = (Register(item.path, kind, (), (), problem),)
    return True


_SCAN = Text(
    "登记表的扫描件或照片，作为盖章件留存，内容不由程序读取。",
    "A scan or picture of a register: kept as the stamped copy, not read by machine.",
)
_PRINT = Text(
    "登记表的PDF版，与可编辑的登记表内容一致。",
    "A PDF print of a register that is there as an editable file, too.",
)
_WHICH = Text(
    "名称写的是登记表，但读不出各行，也看不出是哪一种登记表（或已另有一份可读的）。"
    "请在文件名中写全名称，或删除多余的文件。",
    "Its name says register, but no rows can be read in it, and nothing tells which register it "
    "is (or there is a readable one). Give it its full name, or delete it if it is not needed.",
)
_NO_ROWS = Unreadable(
    Cause.CORRUPT,
    Text(
        "文件名写的是登记表，但里面找不到登记表的表头和各行。请按登记表样式填好。",
        "Its name says register, but no header row and rows of a register were found in it. Fill "
        "in the register's own layout.",
    ),
)
