"""A blank form or register as a pack's fields: its labels as they stand, what is to be filled in.

A label is short text with room beside or beneath it. Which fields are required is a guess: marked
with a star on the paper, or required by a pack there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jlxx_check.authoring.check_catalogue import written
from jlxx_check.authoring.one_file_facts import NotReadable, facts_of
from jlxx_check.forms.form_words import FILLERS, NOTE
from jlxx_check.forms.table_grid import Grid
from jlxx_check.forms.tidy import read_order, tidy, tidy_label
from jlxx_check.model.document import Cell, Document, Paragraph, Table
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import FormSpec, RegisterSpec
from jlxx_check.text import Lang, Text
from jlxx_check.values.folding import fold_label
from jlxx_check.values.frozen_types import frozen

#: Characters of a label at most; columns of a register at least.
_LONGEST, _COLUMNS = 24, 3
_STAR = re.compile(r"[*＊★]|必填|required", re.IGNORECASE)
#: What stands in a value's room on some forms and is a label by itself.
_WORDS = frozenset({"单位", "线上", "线下", "人次"})
_ORDER = re.compile(r"序号|编号|排序|排名|No\.?|Number", re.IGNORECASE)
_REMARK = re.compile(r"备注|说明|remarks?|notes?", re.IGNORECASE)
_LINE = re.compile(r"(\S[^：:_＿]{0,22}?)\s*[：:]\s*[_＿\s]*")
_ATTACHED = re.compile(r"^(?:附件|附表|Attachment|Annex)\s*\d*\s*[-—:：.、]?\s*", re.IGNORECASE)
_TITLE = re.compile(r"表|册|汇总|form|register|list", re.IGNORECASE)
_PHOTO = re.compile(r"照\s*片|相\s*片|photo", re.IGNORECASE)


@dataclass(slots=True)
class _Field:
    """A label. parts: of separate cells that together are this field."""

    required: bool = False
    parts: list[str] = field(default_factory=list)


@frozen
class FieldList:
    """What was read of a blank paper. notes: what its author should look at."""

    register: bool
    titles: tuple[str, ...]
    fields: Mapping[str, _Field]
    notes: tuple[Text, ...]

    def in_pack(self) -> dict[str, object]:
        """As it stands in a pack under its name."""
        spec: dict[str, object] = {"titles": list(self.titles)}
        if self.register:
            for key, known in (("order", _ORDER), ("remark", _REMARK)):
                label = next((name for name in self.fields if known.fullmatch(name)), None)
                if label is not None:
                    spec[key] = label
        spec["fields"] = {name: _spec(item) for name, item in self.fields.items()}
        return spec


def fields_yaml(read: Iterable[FieldList], lang: Lang) -> str:
    """Papers as the forms and registers of one pack, each under a name of its own."""
    papers: dict[str, dict[str, object]] = {}
    notes: dict[str, None] = {}
    for item in read:
        part, name = ("registers", "my-register") if item.register else ("forms", "my-form")
        beside = papers.setdefault(part, {})
        beside[f"{name}-{len(beside) + 1}" if beside else name] = item.in_pack()
        notes |= dict.fromkeys(note.say(lang) for note in item.notes)
    return "".join(f"# {note}\n" for note in notes) + f"{written(papers)}\n"


def _spec(item: _Field) -> dict[str, object]:
    said: dict[str, object] = {"required": True} if item.required else {}
    if item.parts:
        said["parts"] = {part: [part] for part in item.parts}
    return said


def field_lists(path: Path, packs: Iterable[Pack]) -> tuple[FieldList, ...]:
    """Read the blank papers of a file: a form, a register, or a form with a register beside it.

    packs: whose required fields are required here, too.

    Raises NotReadable, also for a file that holds no labels.
    """
    facts = facts_of(path)
    document = facts.body
    if not isinstance(document, Document):
        raise NotReadable(
            Text(
                f"{path.name} 不是文档。请给空白表的Word或Excel文件。",
                f"{path.name} is no document. Give the blank form as Word or Excel.",
            )
        )
    read = [item for item in _read(document) if item.fields]
    if not read:
        raise NotReadable(
            Text(
                f"{path.name} 里没有找到栏目：旁边或下面留有空白的短标签。",
                f"No labels were found in {path.name}: short texts with room beside or beneath.",
            )
        )
    asked = tuple(packs)
    for found in read:
        known = {fold_label(name) for pack in asked for name in _required(pack, found)}
        for name, item in found.fields.items():
            item.required = item.required or fold_label(name) in known
    return tuple(read)


def _required(pack: Pack, found: FieldList) -> Iterator[str]:
    """What such papers of a pack have to have filled in, by all its spellings."""
    papers: Iterable[FormSpec | RegisterSpec] = (
        pack.registers.values() if found.register else pack.forms.values()
    )
    for paper in papers:
        for name, spec in paper.fields.items():
            if spec.required:
                yield from (name, *spec.spellings)


def _read(document: Document) -> Iterator[FieldList]:
    """The form, of all tables that are no register's and of the lines; then each register."""
    tables = [(table, Grid(table)) for table in document.tables()]
    headed = [(table, grid, _header(grid)) for table, grid in tables]
    fields: dict[str, _Field] = {}
    for _, grid, header in headed:
        if header is None:
            _labels(grid, fields)
    for block in document.blocks:
        if isinstance(block, Paragraph):
            _in_lines(block.text, fields)
    registers = [(table, grid, row) for table, grid, row in headed if row is not None]
    if fields:
        own = next((table for table, _, row in headed if row is None), None)
        # Beside a register the title that stands right above the form's table is the form's.
        beside = own if registers else None
        yield FieldList(False, _titles(document, None, 0, beside), fields, _notes(fields, False))
    for table, grid, row in registers:
        columns = _columns(grid, row)
        beside = table if fields or len(registers) > 1 else None
        titles = _titles(document, grid, row, beside)
        yield FieldList(True, titles, columns, _notes(columns, True))


def _notes(fields: Mapping[str, _Field], register: bool) -> tuple[Text, ...]:
    notes = [
        Text(
            "从空白表读出，请核对：编号、必填（required）、别的写法（spellings）。",
            "Read from the blank paper; look over the key, what is required, other spellings.",
        )
    ]
    if register:
        for known, zh, en in ((_ORDER, "序号", "order"), (_REMARK, "备注", "remark")):
            if not any(known.fullmatch(name) for name in fields):
                said = f"没有{zh}栏，不用写{en}。", f"Without a column for {en}, leave '{en}' out."
                notes.append(Text(*said))
    return tuple(notes)


def _label(cell: Cell | None) -> str:
    """The cell's text as a label; "" where it is none."""
    if cell is None or _blank(cell) or NOTE.search(cell.text.strip()):
        return ""
    label = _STAR.sub("", tidy_label(cell.text))
    if not 1 < len(label) <= _LONGEST or read_order(label) is not None or _PHOTO.search(label):
        return ""
    return label


def _blank(cell: Cell | None) -> bool:
    """Whether there is room: nothing, or what a form prints where something goes (年　月　日)."""
    return cell is not None and not tidy(cell.text) and cell.text.strip() not in _WORDS


def _header(grid: Grid) -> int | None:
    """The row of a register's columns: labels side by side, with nothing but room beneath."""
    for row in sorted(grid.rows):
        cells = [cell for cell in grid.covering(row) if not _blank(cell)]
        if len([cell for cell in cells if _label(cell) or cell.colspan > 1]) < _COLUMNS:
            continue
        if len(cells) < len(grid.covering(row)):
            continue
        rest = [cell for other in grid.rows if other > row for cell in grid.rows[other]]
        # Beneath stand at most a second row of headings, numbers, and lines of who fills it in.
        filled = [cell for cell in rest if not _blank(cell) and read_order(cell.text) is None]
        under = {cell.row for cell in filled if cell.colspan < grid.width}
        deep = any(cell.colspan > 1 and len(cells) > 1 for cell in cells)
        if len(under - ({row + 1} if deep else set())) <= 1:
            return row
    return None


def _columns(grid: Grid, row: int) -> dict[str, _Field]:
    """The columns of a header; those beneath a shared heading are its parts."""
    fields: dict[str, _Field] = {}
    for cell in grid.covering(row):
        name = _label(cell)
        if not name:
            continue
        item = fields.setdefault(name, _Field(bool(_STAR.search(cell.text))))
        if cell.colspan > 1:
            below = [
                grid.at(row + 1, column)
                for column in range(cell.column, cell.column + cell.colspan)
            ]
            item.parts += dict.fromkeys(filter(None, map(_label, below)))
    return fields


def _labels(grid: Grid, fields: dict[str, _Field]) -> None:
    """The labels of a form's table, in reading order."""
    groups: dict[Cell, str] = {}
    for row in sorted(grid.rows):
        for cell in grid.rows[row]:
            name = _label(cell)
            if not name or fold_label(name) in map(fold_label, FILLERS):
                continue
            right, left = grid.right(cell), grid.left(cell)
            if _label(right) and cell.rowspan > 1:
                groups[cell] = name
                fields.setdefault(name, _Field(bool(_STAR.search(cell.text))))
            elif _blank(right) or (grid.spans_row(cell) and _blank(grid.below(cell))):
                above = groups.get(left) if left is not None else None
                if above is not None:
                    fields[above].parts.append(name)
                else:
                    fields.setdefault(name, _Field(bool(_STAR.search(cell.text))))
            elif right is None and not grid.spans_row(cell) and _blank(grid.below(cell)):
                fields.setdefault(name, _Field(bool(_STAR.search(cell.text))))


def _in_lines(text: str, fields: dict[str, _Field]) -> None:
    """Labels with room behind them in running lines: 姓名：________."""
    for line in text.splitlines():
        found = _LINE.fullmatch(line.strip())
        if found and ("_" in line or "＿" in line) and found[1] not in FILLERS:
            name = _STAR.sub("", tidy_label(found[1]))
            if 1 < len(name) <= _LONGEST:
                fields.setdefault(name, _Field(bool(_STAR.search(line))))


def _titles(
    document: Document, grid: Grid | None, header: int, table: Table | None = None
) -> tuple[str, ...]:
    """The paper's title, without the number of the attachment that it is.

    table: of a file with several papers the one whose title stands nearest above it.
    """
    above = [cell.text for row in range(header) for cell in grid.rows.get(row, [])] if grid else []
    place = next((n for n, block in enumerate(document.blocks) if block is table), None)
    first: Sequence[str] = [
        line
        for block in document.blocks[:place]
        for line in (block.text.splitlines() if isinstance(block, Paragraph) else _first_row(block))
    ]
    if place is not None:
        first, above = [], [*reversed(above), *reversed(first)]
    for line in (*first, *above):
        title = _ATTACHED.sub("", line.strip())
        if title and len(title) <= 40 and _TITLE.search(title):
            return (title,)
    return ()


def _first_row(table: Table) -> list[str]:
    cells = [cell for cell in table.cells if cell.row == 0]
    return [cells[0].text] if len(cells) == 1 else []
