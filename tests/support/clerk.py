"""A clerk who fills in what ``init`` wrote: types beside labels, into rows, drops files in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from docx import Document
from openpyxl import load_workbook

from jlxx_check.values.folding import fold, fold_label


def type_into_form(path: Path, values: Mapping[str, str]) -> None:
    """Type each text into the room beside its label. Raises KeyError for a label not there."""
    document = Document(str(path))
    left = dict(values)
    for table in document.tables:
        for row in table.rows:
            cells = list(dict.fromkeys(cell._tc for cell in row.cells))
            rooms = [next(cell for cell in row.cells if cell._tc is tc) for tc in cells]
            for label, room in pairwise(rooms):
                known = next((key for key in left if _means(label.text, key)), None)
                if known is None:
                    continue
                text = left.pop(known)
                if room.text.strip():  # what is printed there stays: the seal, the date
                    room.paragraphs[0].insert_paragraph_before(text)
                else:
                    room.paragraphs[0].add_run(text)
    if left:
        raise KeyError(", ".join(left))
    document.save(str(path))


def _means(label: str, key: str) -> bool:
    """Whether a label is that of a text; 年参与人次（线下） is not the whole's."""
    return fold(label) == fold(key) or fold_label(label) == fold_label(key) != fold(label)


def type_into_register(path: Path, rows: Sequence[Mapping[str, str]]) -> None:
    """Type the rows beneath the header, under its labels. Raises KeyError for a label not there."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    header = next(row for row in sheet.iter_rows() if sum(bool(cell.value) for cell in row) > 2)
    columns = {fold_label(str(cell.value)): cell.column for cell in header}
    for number, values in enumerate(rows, header[0].row + 1):
        for label, text in values.items():
            sheet.cell(number, columns[fold_label(label)]).value = text
    book.save(path)


def put_name_behind(folder: Path, name: str) -> Path:
    """Rename a numbered folder as the notes say: ``01`` becomes ``01王建国``."""
    return folder.rename(folder.with_name(folder.name + name))


def drop(folder: Path, files: Mapping[str, bytes | Path]) -> None:
    """Put files into a folder by the names that the notes tell."""
    for name, source in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source if isinstance(source, bytes) else source.read_bytes())
