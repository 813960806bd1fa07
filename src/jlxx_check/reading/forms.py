"""What a document says under the labels of one of the pack's forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jlxx_check.model.document import Document, Paragraph, Table
from jlxx_check.model.pack import FieldSpec
from jlxx_check.model.package import Value
from jlxx_check.reading.broken_lines import mend
from jlxx_check.reading.cells import TableReader
from jlxx_check.reading.found import Found
from jlxx_check.reading.labels import LabelBook, Labels
from jlxx_check.reading.lines import Line, LineReader
from jlxx_check.reading.split import split
from jlxx_check.reading.tidy import tidy_name
from jlxx_check.values.folding import fold, fold_name

_STROKE = re.compile(r"[/／\\—－-]+|无")
_NUMBERS_ONLY = re.compile(r"[\d\s+\-—－()（）/、,，;；]{7,}")


@dataclass(frozen=True, slots=True)
class Reading:
    """A document read as one kind of form.

    values: of the first form that has a name. names: of all forms in the file, each once.
    in_tables: how many different fields tables (and not running text) show.
    """

    values: Mapping[str, Value]
    names: tuple[str, ...]
    in_tables: int


def read_form(document: Document, labels: Labels, book: LabelBook, name: str | None) -> Reading:
    """Read a document as the form whose labels are in ``book``."""
    found, tabled = _gather(document, labels, book)
    forms = split(found, name)
    read = [_values(form, book.fields) for form in forms]
    named = [values for values in read if name and name in values and values[name].text]
    names: dict[str, str] = {}
    for values in named:
        text = tidy_name(values[name or ""].text)
        names.setdefault(fold_name(text) or text, text)
    return Reading((named or read)[0], tuple(names.values()), len(tabled))


def count_in_text(document: Document, labels: Labels, book: LabelBook) -> int:
    """How many different labels the paragraphs show, tables left aside."""
    lines = [
        line
        for index, block in enumerate(document.blocks)
        if isinstance(block, Paragraph)
        for line in _lines_of(block, index, index)
    ]
    return len({item.mark.field for item in LineReader(labels, book).read(lines)})


def _gather(document: Document, labels: Labels, book: LabelBook) -> tuple[list[Found], set[str]]:
    """Every label of the document, in reading order, and the fields that tables show."""
    tables, lines = TableReader(labels, book), LineReader(labels, book)
    found: list[Found] = []
    tabled: set[str] = set()
    running: list[Line] = []
    number = 0
    for index, block in enumerate(document.blocks):
        if isinstance(block, Table):
            found += lines.read(running)
            running.clear()
            inside = tables.read(block, (index,))
            tabled.update(item.mark.field for item in inside)
            found += inside
        else:
            number += 1
            running += _lines_of(block, index, number)
    if not found:  # a print: no table is left of its tables
        running = mend(running, labels)
    return found + lines.read(running), tabled


def _lines_of(block: Paragraph, index: int, number: int) -> list[Line]:
    texts = block.text.splitlines() or [""]
    return [Line(text, (index, n), None, f"第{number}段") for n, text in enumerate(texts)]


def _values(form: Iterable[Found], fields: Mapping[str, FieldSpec]) -> dict[str, Value]:
    """One value a field: its parts joined, the surest of several readings taken."""
    by_field: dict[str, list[Found]] = {}
    for item in form:
        by_field.setdefault(item.mark.field, []).append(item)
    return {
        name: assemble(name, spec, by_field[name])
        for name, spec in fields.items()
        if name in by_field
    }


def assemble(name: str, spec: FieldSpec, found: list[Found]) -> Value:
    """One value from everything found for a field; not for an empty list."""
    own = [item for item in found if not item.foreign] or found
    whole = [item for item in own if item.mark.part is None and not item.mark.year]
    parts = _in_order(spec, [item for item in own if item.mark.part or item.mark.year])
    filled_parts = [item for item in parts if item.text]
    if spec.label_parts:
        # 线下 1200 | 线上 /: a stroke says that there is no such part, not what it amounts to.
        told = [item for item in filled_parts if not _STROKE.fullmatch(item.text)]
        filled_parts = told or filled_parts
    best = next((item for item in whole if item.text), None)
    if filled_parts and (spec.label_parts or best is None or len(filled_parts) > 1):
        join = "，" if spec.label_parts else " "
        text = join.join(_part_text(spec, item) for item in filled_parts)
        return Value(name, text, filled_parts[0].where, filled_parts[0].kind)
    if filled_parts and best:
        pair = [item for item in (best, *filled_parts) if item.text]
        return Value(name, " ".join(_unlike(pair)), best.where)
    if best is None:
        empty = (whole or parts)[0]
        return Value(name, "", empty.where)
    numbers = [item for item in whole if _NUMBERS_ONLY.fullmatch(item.text)]
    if len(numbers) > 1 and best in numbers:
        return Value(name, "\n".join(_unlike(numbers)), best.where, best.kind)
    return Value(name, best.text, best.where, best.kind)


def _in_order(spec: FieldSpec, found: list[Found]) -> list[Found]:
    """Each part and year once, filled rather than empty, in the pack's order."""
    best: dict[tuple[str, str], Found] = {}
    for item in found:
        key = (item.mark.year, item.mark.part or "")
        if key not in best or (item.text and not best[key].text):
            best[key] = item
    order = list(spec.parts)
    return sorted(
        best.values(),
        key=lambda i: (i.mark.year, order.index(i.mark.part) if i.mark.part in order else -1),
    )


def _part_text(spec: FieldSpec, item: Found) -> str:
    if not spec.label_parts:
        return item.text
    year = f"{item.mark.year}年" if item.mark.year and item.mark.year not in item.text else ""
    part = item.mark.part or ""
    return year + ("" if fold(part) in fold(item.text) else part) + item.text


def _unlike(found: Iterable[Found]) -> list[str]:
    """The texts, each once."""
    return list({fold(item.text): item.text for item in found}.values())
