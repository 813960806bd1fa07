"""Blank forms as Word tables: labels and room to write, a photo's place, boxes for opinions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import ceil

from rich.cells import cell_len

from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import FieldSpec
from jlxx_check.text import Lang
from jlxx_check.unit.field_help import FieldHelp, help_for
from jlxx_check.unit.office_paper import (
    HEAD,
    PAGE_HEIGHT,
    TITLE,
    OfficePaper,
    PaperCell,
    PaperLine,
    PaperRow,
)
from jlxx_check.unit.package_layout import language_of
from jlxx_check.values.frozen_types import frozen

#: Millimetres: the columns with a photo's place beside them, and without.
_BESIDE_PHOTO = (27.0, 36.0, 27.0, 43.0, 37.0)
_PLAIN = (27.0, 58.0, 27.0, 58.0)
_ROW, _PHOTO_ROWS, _PHOTO_HEIGHT = 11.0, 4, 52.0
#: The least that each takes; boxes take what the page has beside.
_HEIGHTS = {"line": _ROW, "long": _ROW, "wide": 22.0, "opinion": 32.0}
#: A box that has to be filled in, and one for a text that is counted.
_ASKED, _COUNTED = 34.0, 60.0
_TITLE_HEIGHT, _SPARE = 18.0, 5.0
#: Characters of a label that stand on one line, and those of the first of two.
_ONE_LINE, _FIRST_LINE = 5, 4
#: A list of choices beyond this is too long for a label.
_LONGEST_CHOICES = 36
_LABEL_SIZE, _HINT_SIZE, _VALUE_SIZE = 12.0, 7.5, 12.0
#: Millimetres that a cell keeps free on both sides, and how much higher rows may be tried.
_EDGES, _MOST = 2.6, 4.0


@frozen
class _Cell:
    """A label with its room: a field, or a part of one."""

    label: str
    field: str
    part: str
    help: FieldHelp


def form_document(
    pack: Pack, form: str, values: Mapping[str, str] | None = None, *, heading: str = ""
) -> bytes:
    """A form as .docx, in the pack's own language, every page of it filled.

    form: its key in the pack. values: what to write in, by the pack's name of a field; nothing: a
    blank one; by ``part_label`` a part of one. heading: its title; "": the first of the pack's own.
    """
    lang = language_of(pack)
    spec = pack.forms[form]
    kinds = pack.kinds_of_form(form)
    title = heading or (spec.titles[0] if spec.titles else pack.kinds[kinds[0]].title.say(lang))
    cells = [
        _Cell(label, name, part, help_for(pack, name, field, kinds))
        for name, field in spec.fields.items()
        if field.blank
        for label, part in _labels(name, _parts(name, field, values or {}))
    ]
    maker = _Form(lang, values or {})
    strips, widths = maker.strips(cells)
    paper = OfficePaper(lang, title)
    size = 22 if lang is Lang.ZH else 18
    paper.put(
        PaperLine(title[:1].upper() + title[1:], size, TITLE, "center", bold=lang is Lang.EN),
        PaperLine("", 6),
    )
    paper.table(widths, _fitted(strips))
    return paper.data()


def _parts(name: str, field: FieldSpec, values: Mapping[str, str]) -> tuple[str, ...]:
    """The parts that have cells of their own: not where what is known of the whole names none."""
    if not field.label_parts:
        return ()
    told = [part for part in field.parts if part_label(name, part) in values]
    return tuple(field.parts) if told or name not in values else ()


def part_label(name: str, part: str) -> str:
    """The label of a part of a field."""
    return f"{name}（{part}）"


def _labels(name: str, parts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """A field's label, or one for each part that stands in a cell of its own."""
    if not parts:
        yield name, ""
    for part in parts:
        yield part_label(name, part), part


@frozen
class _Stretch:
    """A row, and how much it may take of what is left of a page."""

    strip: PaperRow
    share: float


class _Form:
    """The rows of one form."""

    def __init__(self, lang: Lang, values: Mapping[str, str]) -> None:
        self._lang, self._values = lang, values

    def strips(self, cells: Sequence[_Cell]) -> tuple[list[_Stretch], tuple[float, ...]]:
        """All rows, and the widths of their columns."""
        photo = next((cell for cell in cells if cell.help.sort == "photo"), None)
        rows = list(_paired([cell for cell in cells if cell.help.sort != "photo"]))
        if photo is None:
            return [self._stretch(row, 4) for row in rows], _PLAIN
        small = sum(1 for row in rows if row[0].help.sort in ("line", "long"))
        beside = max(1, min(_PHOTO_ROWS, small))
        made = [self._stretch(row, 4 if n < beside else 5) for n, row in enumerate(rows)]
        height = max(_ROW, _PHOTO_HEIGHT / beside)
        for n in range(min(beside, len(made))):
            down = ("begin" if n == 0 else "on") if beside > 1 else ""
            box = PaperCell(self._label(photo) if n == 0 else (PaperLine(""),), 1, down)
            strip = made[n].strip
            strip = replace(strip, boxes=(*strip.boxes, box), height=max(strip.height, height))
            made[n] = replace(made[n], strip=strip)
        return made, _BESIDE_PHOTO

    def _stretch(self, row: Sequence[_Cell], columns: int) -> _Stretch:
        boxes: list[PaperCell] = []
        for place, cell in enumerate(row):
            last = place == len(row) - 1
            boxes.append(PaperCell(self._label(cell)))
            span = columns - 2 * place - 1 if last else 1
            boxes.append(self._room(cell, span))
        sort = row[0].help.sort
        height = max(_HEIGHTS[sort], *(self._label_height(box) for box in boxes[::2]))
        if sort == "wide":
            height = _COUNTED if row[0].help.length else _ASKED if row[0].help.required else height
        share = {"wide": height, "opinion": height / 3}.get(sort, 0.0)
        return _Stretch(PaperRow(boxes, height, whole=sort != "wide"), share)

    def _label_height(self, box: PaperCell) -> float:
        width = _PLAIN[0] - _EDGES
        lines = ((line, cell_len(line.text) * line.size / 2 * 0.353) for line in box.lines)
        return 1.0 + sum(line.height * max(1, ceil(wide / width)) for line, wide in lines)

    def _label(self, cell: _Cell) -> list[PaperLine]:
        lines = [
            PaperLine(text, _LABEL_SIZE, HEAD, "center") for text in _broken(cell.label, self._lang)
        ]
        return [*lines, *(PaperLine(hint, _HINT_SIZE, side="center") for hint in self._hints(cell))]

    def _hints(self, cell: _Cell) -> Iterator[str]:
        """What stands in brackets beneath a label."""
        zh = self._lang is Lang.ZH
        said = cell.help.length.say(self._lang) if cell.help.length else ""
        if cell.help.example and not cell.part:
            said = f"如{cell.help.example}" if zh else f"e.g. {cell.help.example}"
        choices = ("／" if zh else " / ").join(cell.help.choices)
        if cell.help.few and len(cell.help.choices) > 1 and len(choices) <= _LONGEST_CHOICES:
            said = choices
        if cell.help.sort == "opinion" and not zh:
            said = "signature, date"
        if said:
            yield f"({said})"

    def _room(self, cell: _Cell, span: int) -> PaperCell:
        text = self._values.get(cell.field, "")
        if cell.part:
            text = self._values.get(part_label(cell.field, cell.part), "")
        short = cell.help.sort == "line" or cell.part
        side = "center" if short and "\n" not in text else "left"
        lines = [PaperLine(part, _VALUE_SIZE, side=side) for part in text.split("\n")]
        if cell.help.sort == "opinion" and self._lang is Lang.ZH:
            signed = [
                PaperLine("（盖章）", _VALUE_SIZE, side="right", above=12, inset=22),
                PaperLine("年　　月　　日", _VALUE_SIZE, side="right", above=4, inset=8),
            ]
            return PaperCell([*lines, *signed] if text else signed, span, at="bottom")
        return PaperCell(lines, span, at="top" if cell.help.sort == "wide" else "center")


def _paired(cells: Sequence[_Cell]) -> Iterator[list[_Cell]]:
    """The rows: short fields two and two, as near to their order as that allows."""
    waiting = list(cells)
    while waiting:
        first = waiting.pop(0)
        if first.part:  # parts of one field stand beside each other
            parts = [cell for cell in waiting if cell.field == first.field][:1]
            waiting = [cell for cell in waiting if cell not in parts]
            yield [first, *parts]
        elif first.help.sort == "line":
            partner = _partner(waiting)
            if partner is not None:
                waiting.remove(partner)
            yield [first, *([partner] if partner else [])]
        else:
            yield [first]


def _partner(waiting: Sequence[_Cell]) -> _Cell | None:
    """The next short field before the next box."""
    for cell in waiting:
        if cell.help.sort in ("wide", "opinion"):
            return None
        if cell.help.sort == "line" and not cell.part:
            return cell
    return None


def _broken(label: str, lang: Lang) -> list[str]:
    """A label on one line or two, a short one spread."""
    if lang is Lang.EN:
        return [label]
    bare, bracket, hint = label.partition("（")
    if len(bare) == 2 and not bracket:
        return ["　".join(bare)]
    if bracket:
        return [bare, bracket + hint]
    if len(bare) <= _ONE_LINE:
        return [bare]
    return [bare[:_FIRST_LINE], bare[_FIRST_LINE:]]


def _fitted(rows: Sequence[_Stretch]) -> list[PaperRow]:
    """The rows on as few pages as hold them, boxes so much higher that they fill those."""
    fewest = len(_pages(rows, 1.0))
    low, high = 1.0, _MOST
    for _ in range(20):
        middle = (low + high) / 2
        low, high = (middle, high) if len(_pages(rows, middle)) <= fewest else (low, middle)
    fitted = []
    for number, page in enumerate(_pages(rows, low)):
        room = _room(number) - sum(_height(row, low) for row in page)
        shares = sum(row.share for row in page)
        for row in page:
            more = room * row.share / shares if shares else 0.0
            fitted.append(replace(row.strip, height=_height(row, low) + more))
    return fitted


def _pages(rows: Sequence[_Stretch], larger: float) -> list[list[_Stretch]]:
    """Which rows stand on which page, where boxes are so many times as high as they have to be."""
    pages: list[list[_Stretch]] = [[]]
    left = _room(0)
    for row in rows:
        height = _height(row, larger)
        if height > left and pages[-1]:
            pages.append([])
            left = _room(len(pages) - 1)
        pages[-1].append(row)
        left -= height
    return pages


def _room(page: int) -> float:
    return PAGE_HEIGHT - _SPARE - (0 if page else _TITLE_HEIGHT)


def _height(row: _Stretch, larger: float) -> float:
    return row.strip.height + row.share * (larger - 1)
