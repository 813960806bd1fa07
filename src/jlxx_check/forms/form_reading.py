"""What a document says under the labels of one of the pack's forms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from jlxx_check.forms.cells import TableReader
from jlxx_check.forms.labels import LabelBook, LabelledValue, LabelMeaning, Labels
from jlxx_check.forms.lines import Line, LineReader, mend
from jlxx_check.model.document import Document, Paragraph, Table
from jlxx_check.model.pack_parts import FieldSpec
from jlxx_check.model.package import Value
from jlxx_check.values.cell_kind import CellKind
from jlxx_check.values.folding import fold, fold_name
from jlxx_check.values.frozen_types import frozen

#: A second name starts another form only if so many of its labels come again with it. A list of
#: family members inside a form repeats fewer.
_REPEATED = 3


def split(found: Sequence[LabelledValue], name: str | None) -> list[list[LabelledValue]]:
    """The labels of each form in the file, in reading order; always at least one list.

    name: the field that names the person or the project.
    """
    forms: list[list[LabelledValue]] = [[]]
    seen: set[LabelMeaning] = set()
    names: set[str] = set()
    for piece in _pieces(found, name):
        own = {fold_name(item.text) for item in piece if item.mark.field == name}
        others = {item.mark for item in piece if item.mark.field != name}
        if len(others & seen) >= _REPEATED and ("" in own or not own & names):
            forms.append([])
            seen, names = set(), set()
        forms[-1] += piece
        seen |= others
        names |= own
    return forms


def own_part(form: Sequence[LabelledValue], name: str | None) -> list[LabelledValue]:
    """What a form says before it names anybody else, and again under its own name."""
    own: set[str] = set()
    kept: list[LabelledValue] = []
    for piece in _pieces(form, name):
        names = {fold_name(item.text) for item in piece if item.mark.field == name} - {""}
        own = own or names
        if names <= own:
            kept += piece
    return kept


def _pieces(found: Sequence[LabelledValue], name: str | None) -> list[list[LabelledValue]]:
    """The labels cut before every further name."""
    pieces: list[list[LabelledValue]] = [[]]
    named = False
    for item in found:
        if item.mark.field == name and named:
            pieces.append([])
        named = named or item.mark.field == name
        pieces[-1].append(item)
    return pieces


_STROKE = re.compile(r"[/／\\—－-]+|无")
_NUMBERS_ONLY = re.compile(r"[\d\s+\-—－()（）/、,，;；]{7,}")


@frozen
class FormReading:
    """A document read as one kind of form.

    values: of the first form that has a name. names: of all forms in the file, each once, as
    written: a gap tells a note from the name.
    in_tables: how many different fields tables (and not running text) show.
    """

    values: Mapping[str, Value]
    names: tuple[str, ...]
    in_tables: int


def read_form(document: Document, labels: Labels, book: LabelBook, name: str | None) -> FormReading:
    """Read a document as the form whose labels are in ``book``."""
    found, tabled = _gather(document, labels, book)
    forms = split(found, name)
    read = [_values(form, book.fields, name) for form in forms]
    named = [values for values in read if name and name in values and values[name].text]
    names: dict[str, str] = {}
    for values in named:
        text = values[name or ""].text
        names.setdefault(fold_name(text) or text, text)
    return FormReading((named or read)[0], tuple(names.values()), len(tabled))


def count_in_text(document: Document, labels: Labels, book: LabelBook) -> int:
    """How many different labels the paragraphs show, tables left aside."""
    lines = [
        line
        for index, block in enumerate(document.blocks)
        if isinstance(block, Paragraph)
        for line in _lines_of(block, index, index)
    ]
    return len({item.mark.field for item in LineReader(labels, book).read(lines)})


def _gather(
    document: Document, labels: Labels, book: LabelBook
) -> tuple[list[LabelledValue], set[str]]:
    """Every label of the document, in reading order, and the fields that tables show."""
    tables, lines = TableReader(labels, book), LineReader(labels, book)
    found: list[LabelledValue] = []
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


def _values(
    form: list[LabelledValue], fields: Mapping[str, FieldSpec], name: str | None
) -> dict[str, Value]:
    """One value a field: its parts joined, the surest of several readings taken."""
    by_field: dict[str, list[LabelledValue]] = {}
    for item in form:
        by_field.setdefault(item.mark.field, []).append(item)
    said_again = _said_again(form, name)
    return {
        field: replace(assemble(field, spec, by_field[field]), writings=said_again.get(field, ()))
        for field, spec in fields.items()
        if field in by_field
    }


def _said_again(form: list[LabelledValue], name: str | None) -> dict[str, tuple[Value, ...]]:
    """What the form says of its own subject under the same words, but not the same twice.

    What follows another name, and a row that says several things anew, is of somebody else: of the
    family, or of those who take part.
    """
    first: dict[str, LabelledValue] = {}
    again: list[LabelledValue] = []
    for item in own_part(form, name):
        whole = item.mark.part is None and not item.mark.year and not item.foreign
        if item.mark.field == name or not whole or not item.text:
            continue
        known = first.setdefault(item.mark.field, item)
        if known.label == item.label and fold(known.text) != fold(item.text):
            again.append(item)
    rows = Counter(item.position[:-1] for item in again)
    found: dict[str, tuple[Value, ...]] = {}
    for item in again:
        if rows[item.position[:-1]] == 1:
            field = item.mark.field
            writings = found.get(field) or (_as_value(first[field]),)
            found[field] = (*writings, _as_value(item))
    return found


def _as_value(item: LabelledValue) -> Value:
    return Value(item.mark.field, item.text, item.where, item.kind)


def assemble(name: str, spec: FieldSpec, found: list[LabelledValue]) -> Value:
    """One value from everything found for a field; not for an empty list."""
    own = [item for item in found if not item.foreign] or found
    whole = [item for item in own if item.mark.part is None and not item.mark.year]
    parts = _in_order(spec, [item for item in own if item.mark.part or item.mark.year])
    filled_parts = [item for item in parts if item.text]
    if spec.label_parts:
        # 线下 1200 | 线上 /: a stroke says that there is no such part, not what it amounts to.
        given = [item for item in filled_parts if not _STROKE.fullmatch(item.text)]
        filled_parts = given or filled_parts
    best = next((item for item in whole if item.text), None)
    if filled_parts and (spec.label_parts or best is None or len(filled_parts) > 1):
        join = "，" if spec.label_parts else " "
        told = Counter(item.position for item in filled_parts)
        # One cell that is labelled with both (单位名称及职务, 线下及线上人次) is neither's alone.
        texts = [
            _part_text(spec, item) if told[item.position] == 1 else item.text
            for item in filled_parts
        ]
        text = join.join(dict.fromkeys(texts) if max(told.values()) > 1 else texts)
        return Value(name, text, filled_parts[0].where, filled_parts[0].kind)
    if filled_parts and best:
        pair = [item for item in (best, *filled_parts) if item.text]
        return Value(name, " ".join(_unlike(pair)), best.where)
    if best is None:
        bare = whole or parts
        empty = next((item for item in bare if item.kind is CellKind.UNSAVED), bare[0])
        return Value(name, "", empty.where, empty.kind)
    numbers = [item for item in whole if _NUMBERS_ONLY.fullmatch(item.text)]
    if len(numbers) > 1 and best in numbers:
        return Value(name, "\n".join(_unlike(numbers)), best.where, best.kind)
    return Value(name, best.text, best.where, best.kind)


def _in_order(spec: FieldSpec, found: list[LabelledValue]) -> list[LabelledValue]:
    """Each part and year once, filled rather than empty, in the pack's order."""
    best: dict[tuple[str, str], LabelledValue] = {}
    for item in found:
        key = (item.mark.year, item.mark.part or "")
        if key not in best or (item.text and not best[key].text):
            best[key] = item
    order = list(spec.parts)
    return sorted(
        best.values(),
        key=lambda i: (i.mark.year, order.index(i.mark.part) if i.mark.part in order else -1),
    )


def _part_text(spec: FieldSpec, item: LabelledValue) -> str:
    if not spec.label_parts:
        return item.text
    year = f"{item.mark.year}年" if item.mark.year and item.mark.year not in item.text else ""
    part = item.mark.part or ""
    return year + ("" if fold(part) in fold(item.text) else part) + item.text


def _unlike(found: Iterable[LabelledValue]) -> list[str]:
    """The texts, each once."""
    return list({fold(item.text): item.text for item in found}.values())
