"""Lists that people keep, read: CSV in whatever encoding their program chose, or a workbook.

One of them is the list of who has won before.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path

from jlxx_check.model.pack import Winner
from jlxx_check.packs.pack_digest import WINNERS
from jlxx_check.packs.pack_problems import PackError, PackProblem
from jlxx_check.text import Text
from jlxx_check.values.folding import fold_label
from jlxx_check.values.plain_files import why_unreadable
from jlxx_check.values.system_errors import reason

Rows = list[list[str]]

#: What people give in place of a list, by its first bytes.
_OTHERS = (
    (b"%PDF", Text("PDF 文件", "a PDF")),
    (b"{\\rtf", Text("RTF 文档", "an RTF document")),
    (b"\x89PNG", Text("图片", "a picture")),
    (b"\xff\xd8\xff", Text("图片", "a picture")),
    (b"Rar!", Text("压缩包", "an archive")),
    (b"7z\xbc\xaf", Text("压缩包", "an archive")),
)
_NO_TEXT = Text(
    "这种文件（不是表格，也不是UTF-8或GB18030文本）",
    "what is neither a workbook nor text in UTF-8 or GB18030",
)
#: Bytes in which a zero tells that the rest is no text.
_LOOKED_AT = 1 << 12
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def read_tables(path: Path | Traversable, what: Text) -> list[Rows]:
    """The rows of a CSV, or those of each sheet of a workbook, cells as text.

    Text is UTF-8, with or without BOM, or GB18030; what the file is, its first bytes tell.
    what: what the list is called in a complaint. Raises PackError.
    """
    file = Path(str(path))
    why = why_unreadable(path) if isinstance(path, Path) else None
    if why is not None:
        raise fault(file, Text(f"{what.zh}{why.zh}", f"{what.en} {why.en}"))
    try:
        content = path.read_bytes()
    except OSError as error:
        why = reason(error)
        raise fault(
            file, Text(f"{what.zh}无法打开：{why.zh}。", f"{what.en} cannot be opened: {why.en}.")
        ) from error
    other = next((kind for sign, kind in _OTHERS if content.startswith(sign)), None)
    if other is not None or (b"\0" in content[:_LOOKED_AT] and not content.startswith(_WORKBOOKS)):
        raise fault(file, _no_list(what, other or _NO_TEXT))
    if content.startswith(_WORKBOOKS):
        return _sheets(file, content, what)
    return [_lines(file, content, what)]


def _no_list(what: Text, kind: Text) -> Text:
    """That it is another kind of file, and what will do."""
    return Text(
        f"{what.zh}不能用{kind.zh}，请给出 .xlsx、.xls 或 .csv 表格。",
        f"{what.en} cannot be {kind.en}: give a table (.xlsx, .xls, .csv).",
    )


def fault(file: Path, text: Text, line: int | None = None) -> PackError:
    """A complaint about the file."""
    return PackError((PackProblem(file, line, text),))


def _lines(file: Path, content: bytes, what: Text) -> Rows:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        first = text.partition("\n")[0]
        delimiter = max(",\t;", key=first.count)
        try:
            return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        except csv.Error as error:
            raise fault(
                file,
                Text(
                    f"{what.zh}不是完整的CSV，请用Excel或WPS打开，检查后另存为CSV。",
                    f"{what.en} is not sound CSV: {error}.",
                ),
            ) from error
    raise fault(
        file,
        Text(
            f"{what.zh}既不是UTF-8也不是GB18030文本，请另存为CSV（UTF-8）。",
            f"{what.en} is text in neither UTF-8 nor GB18030; save it as CSV (UTF-8).",
        ),
    )


def _sheets(file: Path, content: bytes, what: Text) -> list[Rows]:
    # Imported here: hardly a run reads a list that is a workbook.
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [
            [[_cell(value) for value in row] for row in book.get_sheet_by_name(name).to_python()]
            for name in book.sheet_names
        ]
    except (CalamineError, ValueError, OverflowError) as error:
        raise fault(
            file,
            Text(
                f"{what.zh}的表格打不开：可能已损坏，设有密码，或者不是表格（如Word文档）。"
                "请用Excel或WPS打开，去掉密码后另存为.xlsx；也可以用 .csv。",
                f"{what.en} cannot be read as a workbook: {error}. Save it as .xlsx or .csv.",
            ),
        ) from error


def _cell(value: object) -> str:
    """A cell as text; a whole number, such as a year, without a decimal point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


_WHAT = Text("往年名单", "The list of winners")
#: Column of the name → whether it is a person's, and where its unit may stand, nearest first.
_NAMES = {"姓名": (True, ("单位", "实施单位")), "项目名称": (False, ("实施单位", "单位"))}
_YEAR = "年度"
_LEVELS = ("级别", "层级", "等级")
#: A title may stand above the header row.
_HEADER_WITHIN = 10


def read_winners(path: Path | Traversable) -> tuple[Winner, ...]:
    """The winners of a list with a header row: 姓名 or 项目名称, 单位 or 实施单位, 年度, 级别.

    Every sheet that has one is read. Other columns are ignored, and rows without a name. Text is
    UTF-8, with or without BOM, or GB18030; its bytes tell which. Raises PackError.
    """
    headed = [(rows, header) for rows in read_tables(path, _WHAT) for header in _header(rows)]
    if headed:
        return tuple(item for rows, at in headed for item in _winners(rows[at + 1 :], rows[at]))
    raise fault(
        Path(str(path)),
        Text(
            "往年名单缺少表头：要有“姓名”或“项目名称”一列。",
            "The list of winners has no header row with a column 姓名 or 项目名称.",
        ),
    )


def winners_of(folders: Iterable[Traversable]) -> tuple[Winner, ...]:
    """Those of the lists of these packs, a pack's own before its parents', each once."""
    lists = [folder.joinpath(WINNERS) for folder in folders]
    read = (read_winners(listed) for listed in lists if listed.is_file())
    return tuple(dict.fromkeys(item for winners in read for item in winners))


def _header(rows: Rows) -> list[int]:
    """The place of the first row that names a column of names; none where no row does."""
    named = (any(fold_label(cell) in _NAMES for cell in row) for row in rows[:_HEADER_WITHIN])
    return [place for place, header in enumerate(named) if header][:1]


def _winners(rows: Rows, header: Sequence[str]) -> Iterator[Winner]:
    columns: dict[str, int] = {}
    for place, label in enumerate(header):
        columns.setdefault(fold_label(label), place)
    for row in rows:
        cells = {label: row[place].strip() for label, place in columns.items() if place < len(row)}
        for label, (person, units) in _NAMES.items():
            if cells.get(label):
                unit = next((cells[column] for column in units if cells.get(column)), "")
                year = cells.get(_YEAR, "")
                level = next((cells[column] for column in _LEVELS if cells.get(column)), "")
                # As it was read: text cannot be wrong, and to validate the first takes as long as
                # to read a list.
                yield Winner.model_construct(
                    person=person, name=cells[label], unit=unit, year=year, level=level
                )
