"""Registers as workbooks: blank ones to fill in, and drafts from what the forms say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from rich.cells import cell_len

from jlxx_check.forms.register_lines import RegisterLines
from jlxx_check.model.nouns import nouns_of
from jlxx_check.model.pack import Pack
from jlxx_check.reporters.xlsx.sheet import SheetWriter, lines_of, saved, text_style
from jlxx_check.text import Lang, Text
from jlxx_check.unit.field_help import FieldHelp, help_for, special_remarks
from jlxx_check.unit.package_layout import language_of
from jlxx_check.unit.register_rows import register_columns
from jlxx_check.values.folding import fold_name

_TITLE, _HEAD, _BODY = "方正小标宋简体", "黑体", "仿宋_GB2312"
_LINE = Side(style="thin")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
#: Characters that a column is wide, and points that a line of a row is high.
_WIDTHS = {"line": 8.0, "long": 20.0, "wide": 30.0}
#: What fits a page across at the fonts' own size; narrower registers are widened up to twice.
_PAGE_WIDTH = 112.0
_ORDER_WIDTH, _REMARK_WIDTH, _DIGITS_WIDTH = 6.0, 14.0, 13.0
_LINE_HEIGHT, _LEAST_HEIGHT, _MOST_HEIGHT = 16, 30, 409
#: Excel's limits: characters of a list to choose from, of a hint, of its title.
_LONGEST_LIST, _LONGEST_HINT = 255, 255
_HINT_TITLE = Text("填写提示", "How to fill it in")
_OTHER = Text("没有在可选的内容里。", "That is none of the choices offered.")
#: The check by which a register's numbers are the order in which its rows are put forward.
_RANKED = "register.order"
_UNIT, _FILLED_BY = Text("报送单位", "Unit"), Text("填表人", "Filled in by")
_PHONE, _DAY = Text("联系电话", "Telephone"), Text("填表日期", "Date")
_DRAFT = Text(
    "草稿：由程序根据已填的表格生成，请逐项核对、改正，核对后删去这一行",
    "Draft: made by the program from the forms; check every cell, then delete this line",
)
_STAMPED = Text("（盖章）", " (stamp)")


def register_workbook(
    pack: Pack,
    register: str,
    rows: Sequence[Mapping[str, str]] = (),
    *,
    unit: str = "",
    spare: int = 0,
    draft: bool = False,
    lines: RegisterLines | None = None,
) -> bytes:
    """A register as .xlsx, in the pack's own language.

    register: its key in the pack. rows: the text of each cell by the pack's name of its column;
    the order is counted where it is not given. spare: empty rows beneath. draft: it says in red
    that a person has to check it. lines: what stood around the rows of the register that it is made
    from, which is kept word for word. All cells are text, so that no telephone or identity number
    loses a figure and no date is guessed at.
    """
    book = Workbook()
    book.add_named_style(text_style())
    book.remove(book.worksheets[0])
    sheets = SheetWriter(book, language_of(pack), "", None)
    _Register(pack, register, sheets).write(rows, unit, spare, draft=draft, lines=lines)
    return saved(book)


class _Register:
    """One sheet in the making."""

    def __init__(self, pack: Pack, register: str, sheets: SheetWriter) -> None:
        self._pack, self._sheets = pack, sheets
        self._lang = sheets.lang
        self._spec = pack.registers[register]
        self._kinds = pack.kinds_of_register(register)
        self._columns = register_columns(pack, register)
        self._help = {
            name: help_for(pack, name, spec, self._kinds) for name, spec in self._columns.items()
        }
        self._title = (*self._spec.titles, _say_kind(pack, self._kinds, self._lang))[0]

    def write(
        self,
        rows: Sequence[Mapping[str, str]],
        unit: str,
        spare: int,
        *,
        draft: bool,
        lines: RegisterLines | None,
    ) -> None:
        sheet = self._sheets.sheet(nouns_of(self._pack).short_register)
        widths = self._widths()
        for number, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        head = lines.head if lines else ()
        row = self._head(sheet, head or (self._title, self._who(unit)), sum(widths), draft=draft)
        self._headings(sheet, row)
        first = row + 1
        for number in range(1, len(rows) + spare + 1):
            given = rows[number - 1] if number <= len(rows) else {}
            counted = {self._spec.order: str(number)} if self._spec.order is not None else {}
            self._row(sheet, row + number, {**counted, **given})
        last = max(row + len(rows) + spare, first)
        self._offer(sheet, first, last)
        for below, text in enumerate(lines.foot if lines else self._notes(), last + 1):
            self._wide(sheet, below, text, Font(name=_BODY, size=11), _LEFT)
            sheet.row_dimensions[below].height = 34
        sheet.freeze_panes = f"A{first}"
        sheet.print_title_rows = f"{row}:{row}"
        sheet.print_options.horizontalCentered = True

    def _widths(self) -> list[float]:
        widths = [self._width(name) for name in self._columns]
        larger = min(2.0, max(1.0, _PAGE_WIDTH / sum(widths)))
        return [width if width == _ORDER_WIDTH else width * larger for width in widths]

    def _width(self, name: str) -> float:
        if name == self._spec.order:
            return _ORDER_WIDTH
        if name == self._spec.remark:
            return _REMARK_WIDTH
        digits = any(sign.isdigit() for sign in self._help[name].told(Lang.ZH))
        width = _WIDTHS.get(self._help[name].sort, _WIDTHS["long"])
        return max(width, _DIGITS_WIDTH if digits else 0, min(cell_len(name) + 3, 20))

    def _who(self, unit: str) -> str:
        """The line of who hands in, to be filled in."""
        say = self._lang is Lang.ZH
        labels = [
            self._sender() + _STAMPED.say(self._lang),
            *(text.say(self._lang) for text in (_FILLED_BY, _PHONE, _DAY)),
        ]
        colon, room = ("：", "　" * 5) if say else (": ", " " * 14)
        who = room.join(f"{label}{colon}" for label in (labels[0], *labels[1:]))
        return who.replace(f"{labels[0]}{colon}", f"{labels[0]}{colon}{unit}", 1)

    def _head(self, sheet: Worksheet, head: Sequence[str], width: float, *, draft: bool) -> int:
        """The lines above the header, and that it is a draft; the number of the row beneath."""
        titles = {fold_name(title) for title in (self._title, *self._spec.titles)}
        large, plain = Font(name=_TITLE, size=20), Font(name=_BODY, size=12)
        texts = [
            (text, large, _CENTRED, 42)
            if any(title in fold_name(text) for title in titles)
            else (text, plain, _LEFT, 24)
            for text in head
        ]
        if draft:
            red = Font(name=_HEAD, size=12, color="C00000")
            texts.append((_DRAFT.say(self._lang), red, _LEFT, 24))
        for row, (text, font, alignment, height) in enumerate(texts, 1):
            self._wide(sheet, row, text, font, alignment)
            size = float(font.size or 11)
            needed = lines_of(text, max(width * 11 / size, 2))
            sheet.row_dimensions[row].height = max(height, needed * (size + 6))
        return len(texts) + 1

    def _sender(self) -> str:
        """What the line above the table calls the unit, by words that are read again."""
        terms, lines = self._pack.terms.put_forward, self._pack.sender.lines
        usual = _UNIT.say(self._lang)
        wished = f"{terms.zh}单位" if terms and self._lang is Lang.ZH else usual
        return next((word for word in (wished, usual, *lines) if word in lines), usual)

    def _wide(
        self, sheet: Worksheet, row: int, text: str, font: Font, alignment: Alignment
    ) -> None:
        cell = self._sheets.put(sheet, row, 1, text)
        cell.font, cell.alignment, cell.border = font, alignment, Border()
        if len(self._columns) > 1:
            sheet.merge_cells(
                start_row=row, end_row=row, start_column=1, end_column=len(self._columns)
            )

    def _headings(self, sheet: Worksheet, row: int) -> None:
        for column, name in enumerate(self._columns, 1):
            cell = self._sheets.put(sheet, row, column, name)
            cell.font, cell.alignment = Font(name=_HEAD, size=11), _CENTRED
            cell.border = _BORDER
        sheet.row_dimensions[row].height = 34

    def _row(self, sheet: Worksheet, row: int, values: Mapping[str, str]) -> None:
        lines = 1
        for column, name in enumerate(self._columns, 1):
            text = values.get(name, "")
            counted = name == self._spec.order and text.isascii() and text.isdecimal()
            cell = self._sheets.put(sheet, row, column, int(text) if counted else text)
            narrow = self._help[name].sort == "line" and name != self._spec.remark
            cell.font, cell.border = Font(name=_BODY, size=11), _BORDER
            cell.alignment = _CENTRED if narrow else _LEFT
            width = sheet.column_dimensions[get_column_letter(column)].width
            lines = max(lines, sum(lines_of(part, width) for part in text.split("\n")))
        height = max(_LEAST_HEIGHT, min(lines * _LINE_HEIGHT + 4, _MOST_HEIGHT))
        sheet.row_dimensions[row].height = height

    def _offer(self, sheet: Worksheet, first: int, last: int) -> None:
        """Lists to choose from, and hints that show where a cell is chosen."""
        for column, name in enumerate(self._columns, 1):
            choices, hint = self._choices(name), self._hint(name)
            listed = ",".join(choices)
            if len(listed) > _LONGEST_LIST or any("," in word or '"' in word for word in choices):
                listed = ""
            if not (listed or hint):
                continue
            offered: dict[str, Any] = (
                {"type": "list", "formula1": f'"{listed}"', "errorStyle": "warning"}
                if listed
                else {}
            )
            asked = DataValidation(allow_blank=True, **offered)
            if listed:
                asked.error, asked.showErrorMessage = _OTHER.say(self._lang), True
            if hint:
                asked.promptTitle = _HINT_TITLE.say(self._lang)
                asked.prompt, asked.showInputMessage = hint[:_LONGEST_HINT], True
            letter = get_column_letter(column)
            asked.add(f"{letter}{first}:{letter}{last}")
            sheet.add_data_validation(asked)

    def _choices(self, name: str) -> tuple[str, ...]:
        if name == self._spec.remark:
            return special_remarks(self._pack, self._kinds)
        return self._help[name].choices

    def _hint(self, name: str) -> str:
        help_: FieldHelp = self._help[name]
        must = Text("必填。", "Required.").say(self._lang) if help_.required else ""
        said = help_.told(self._lang)
        gap = " " if must and said and self._lang is Lang.EN else ""
        return f"{must}{gap}{said}"

    def _notes(self) -> tuple[str, ...]:
        """What is said beneath the table of how to fill it in."""
        notes = [note.say(self._lang) for note in self._said()]
        if not notes:
            return ()
        lead = Text("注：", "Note: ").say(self._lang)
        counted = (f"{number}. {note}" for number, note in enumerate(notes, 1))
        return (lead + ("".join(counted) if len(notes) > 1 else notes[0]),)

    def _said(self) -> Iterator[Text]:
        order, remark = self._spec.order, self._spec.remark
        ranked = any(rule.check == _RANKED for rule in self._pack.rules.values())
        if ranked and order in self._columns:
            yield Text(f"“{order}”就是排序。", f"“{order}” is the ranking. ")
        marked = "”或“".join(special_remarks(self._pack, self._kinds))
        if marked and remark in self._columns:
            yield Text(
                f"特别推出的，请在“{remark}”中注明“{marked}”。",
                f"Whoever is singled out is marked under “{remark}”: {marked}. ",
            )


def _say_kind(pack: Pack, kinds: tuple[str, ...], lang: Lang) -> str:
    return pack.kinds[kinds[0]].title.say(lang) if kinds else pack.title.say(lang)
