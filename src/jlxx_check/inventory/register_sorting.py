"""Which files are registers, and of what use each is: readable, unreadable, printed, scanned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jlxx_check.inventory.items import Item
from jlxx_check.inventory.roles import is_scan
from jlxx_check.inventory.vocabulary import Vocabulary
from jlxx_check.model.contents import Trait
from jlxx_check.model.facts import Cause, Content, Group, ReadFailure, Unreadable
from jlxx_check.model.kind_lookup import EXTENSIONS, contents_with, extension
from jlxx_check.model.nouns import REGISTER
from jlxx_check.model.package import Reason, Register, Unassigned
from jlxx_check.model.plays import Plays
from jlxx_check.text import Text
from jlxx_check.values.folding import fold_name

_WORKBOOKS = contents_with(Trait.SHEETS)


def sort_registers(items: Sequence[Item], vocabulary: Vocabulary) -> list[Unassigned]:
    """Set ``register`` where a file is one by its words only; the rest is returned."""
    scans = _prints(items)
    printed = {scan.path for scan in scans}
    kinds = vocabulary.pack.kinds
    read = {kinds[part.kind].register_ or "" for item in items for part in item.registers}
    for item in items:
        if item.form or item.register or item.path in printed:
            continue
        if not _named(item, vocabulary):
            continue
        if is_scan(item):
            scans.append(Unassigned(item.path, Reason.REGISTER_SCAN, _SCAN))
        elif item.may_be((Group.DOCUMENT,)) and not _set_unread(item, read, vocabulary):
            scans.append(Unassigned(item.path, Reason.UNKNOWN, _WHICH))
    for item in items:
        broken = isinstance(item.facts.body, Unreadable | ReadFailure)
        unknown = broken and not (item.form or item.register) and _wordless_workbook(item)
        # Now that the others are known it may be plain which one it is.
        if unknown and _set_unread(item, read, vocabulary):
            scans = [scan for scan in scans if scan.path != item.path]
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


def _named(item: Item, vocabulary: Vocabulary) -> bool:
    """Whether register is the strongest thing that the nearest speaking name says."""
    for clues in (item.clues, *reversed(item.folder_clues)):
        if clues.roles:
            best = max(clues.roles, key=lambda role: clues.roles[role][0])
            return vocabulary.part(best) is Plays.REGISTER
    return False


def _wordless_workbook(item: Item) -> bool:
    promised = EXTENSIONS.get(extension(item.path), frozenset())
    if item.clues.paper or _WORKBOOKS.isdisjoint({item.facts.content, *promised}):
        return False
    return not item.clues.roles and all(
        Plays.FORM not in clues.parts for clues in item.folder_clues
    )


def _set_unread(item: Item, read: set[str], vocabulary: Vocabulary) -> bool:
    """Make the file a register whose rows are not known, where it is plain which one it is."""
    specs = vocabulary.pack.kinds
    keys = {specs[kind].register_ for kind in item.kinds} - {None}
    if not item.kinds:
        keys = {spec.register_ for spec in specs.values() if spec.special_of is None} - {None}
    if len(keys) > 1:
        keys -= read
    body = item.facts.body
    if len(keys) != 1:
        return False
    key = str(keys.pop())
    broken = isinstance(body, Unreadable | ReadFailure)
    if key in read and not broken:
        return False  # a note on how to fill in the register, or an empty blank of it
    read.add(key)
    kind = vocabulary.pack.kinds_of_register(key)[0]
    problem = body if isinstance(body, Unreadable | ReadFailure) else _NO_ROWS
    item.registers = (Register(item.path, kind, (), (), problem),)
    return True


_SCAN = Text(
    f"{REGISTER}的扫描件或照片，作为盖章件留存，内容不由程序读取。",
    f"A scan or picture of a {REGISTER}: kept as the stamped copy, not read by machine.",
)
_PRINT = Text(
    f"{REGISTER}的PDF版，与可编辑的{REGISTER}内容一致。",
    f"A PDF print of a {REGISTER} that is there as an editable file, too.",
)
_WHICH = Text(
    f"名称写的是{REGISTER}，但读不出各行，也看不出是哪一种{REGISTER}（或已另有一份可读的）。"
    "请在文件名中写全名称，或删除多余的文件。",
    f"Its name says {REGISTER}, but no rows can be read in it, and nothing "
    f"tells which {REGISTER} it "
    "is (or there is a readable one). Give it its full name, or delete it if it is not needed.",
)
_NO_ROWS = Unreadable(
    Cause.CORRUPT,
    Text(
        f"文件名写的是{REGISTER}，但里面找不到{REGISTER}的表头和各行。请按{REGISTER}样式填好。",
        f"Its name says {REGISTER}, but no header row and rows of a {REGISTER} "
        "were found in it. Fill "
        f"in the {REGISTER}'s own layout.",
    ),
)
